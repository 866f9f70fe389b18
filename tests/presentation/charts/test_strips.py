"""Small marks inside tables: strips, sparklines, rows of dots."""

from generator.presentation.charts.strips import row_of_dots, sparkline, strip
from generator.presentation.charts.style import GREY, NATION, OTHER_DOT, REGION
from tests.presentation.charts.digits import extent, filled

VALUES = {"KZ-10": 1.0, "KZ-11": 2.0, "KZ-15": 4.0}


def test_a_strip_has_a_dot_for_every_region_and_a_tick_for_the_nation():
    """The subject's dot lies over the others, the nation's tick over the subject's."""
    drawing = strip(VALUES, "KZ-15", 2.0)
    (own,) = filled(drawing, REGION)
    (tick,) = filled(drawing, NATION)
    (others,) = filled(drawing, OTHER_DOT)
    assert drawing.shapes[-2:] == (own, tick)
    assert others.outline.count(" m") == 2
    assert extent(tick)[2] < extent(own)[0]
    assert extent(own)[2] <= drawing.width


def test_a_strip_without_values_is_its_base_line():
    """No region, no nation: only the line."""
    assert len(strip({}, "", None).shapes) == 1


def test_a_region_without_a_value_has_no_dot_of_its_own():
    """The others are drawn."""
    assert filled(strip(VALUES, "KZ-23", None), REGION) == []


def test_a_sparkline_is_broken_where_a_year_is_missing():
    """2016 is missing: two lines, and a dot at the end."""
    region = {2014: 1.0, 2015: 2.0, 2017: 2.0, 2018: 3.0}
    drawing = sparkline(region, {}, (2014, 2018))
    lines = [shape for shape in drawing.shapes if shape.stroke == REGION]
    assert len(lines) == 2
    assert len(filled(drawing, REGION)) == 1


def test_a_short_series_begins_where_its_region_begins():
    """All lines of a table share their years."""
    long = sparkline({2014: 1.0, 2018: 2.0, 2017: 1.5, 2015: 1.0, 2016: 1.0}, {}, (2014, 2018))
    short = sparkline({2017: 1.0, 2018: 2.0}, {}, (2014, 2018))
    starts = [min(extent(shape)[0] for shape in each.shapes) for each in (long, short)]
    assert starts[0] < short.width / 2 < starts[1]


def test_the_row_of_dots_marks_the_subject():
    """One dot a region; of the nation all are its colour."""
    codes = tuple(VALUES)
    assert [shape.fill for shape in row_of_dots(codes, "KZ-11", size=(30, 2)).shapes] == [
        GREY,
        REGION,
        GREY,
    ]
    assert {shape.fill for shape in row_of_dots(codes, "", size=(30, 2)).shapes} == {NATION}
