"""Lines over years, columns of growth, and real output through shocks."""

import pytest

from generator.presentation.charts.columns import Parts, index_columns
from generator.presentation.charts.lines import SeriesLine, lines
from generator.presentation.charts.real_output import SHADE, End, Shade, resilience
from generator.presentation.charts.style import INK_2, NATION, REGION, REGION_MID
from tests.presentation.charts.digits import Digits, extent, filled, fonts, label, texts_of

__all__ = ["fonts"]

YEARS = range(2019, 2024)


def test_a_line_does_not_run_through_a_missing_year():
    """2021 is missing: two pieces in the colour of the region."""
    series = {2019: 1.0, 2020: 2.0, 2022: 3.0, 2023: 3.5}
    drawing = lines([SeriesLine("A", series, "region", printed="3.5")], Digits(), size=(85, 40))
    pieces = [shape for shape in drawing.shapes if shape.stroke == REGION and not shape.fill]
    assert len(pieces) == 2


def test_names_at_the_ends_of_lines_stand_apart():
    """Two lines end at the same height; their names do not, and the region keeps its colour."""
    region = SeriesLine("A", dict.fromkeys(YEARS, 2.0), "region", printed="2.0")
    nation = SeriesLine("B", dict.fromkeys(YEARS, 2.0), "nation", printed="2.0")
    drawing = lines([region, nation], Digits(), size=(85, 40))
    own, whole = label(drawing, "A\n2.0"), label(drawing, "B\n2.0")
    assert abs(own.y - whole.y) > 2 * own.size
    assert (own.colour, whole.colour) == (REGION, NATION)


def test_an_odd_value_is_marked():
    """An asterisk at its year; at the end it follows the value; none at a year without one."""
    series = {2018: 9.0, 2019: 1.0, 2020: 9.0}
    inside = SeriesLine("A", series, "region", printed="9.0", odd=(2018, 2021))
    assert texts_of(lines([inside], Digits(), size=(85, 40))).count("*") == 1
    last = SeriesLine("A", series, "region", printed="9.0", odd=(2020,))
    texts = texts_of(lines([last], Digits(), size=(85, 40)))
    assert texts.count("*") == 0
    assert any(text.endswith("9.0*") for text in texts)


def test_parts_of_an_index_are_stacked():
    """The lower part begins at zero, the upper one where the lower one ends."""
    parts = ({2022: 1.0, 2023: 1.2}, {2022: 0.5, 2023: 0.6})
    drawing = index_columns(
        parts, {2022: 1.6, 2023: 1.7}, Parts("UV", "RV", "DIV"), Digits(), size=(85, 40)
    )
    lower, upper = filled(drawing, REGION)[0], filled(drawing, REGION_MID)[0]
    assert extent(upper)[3] == pytest.approx(extent(lower)[1], abs=0.05)
    assert {"1.50", "1.80"} <= set(texts_of(drawing))


def test_shocks_are_shaded_and_their_levels_printed():
    """The year before the shock and its last year have their values."""
    own = {2019: 100.0, 2020: 96.0, 2021: 103.0, 2022: 108.0}
    nation = {2019: 100.0, 2020: 97.4, 2021: 101.6, 2022: 104.9}
    drawing = resilience(
        (End(own, "A 108.0"), End(nation, "B 104.9")),
        ([], ""),
        [Shade(2020, 2020, "2020")],
        Digits(),
        size=(174, 60),
    )
    (shaded,) = filled(drawing, SHADE)
    mark = label(drawing, "96.0")
    assert extent(shaded)[0] < mark.x < extent(shaded)[2]
    assert "2020" in texts_of(drawing)
    assert not any(words == "103.0" for words in texts_of(drawing))


SERIES = {2019: 1.0, 2020: 2.0, 2021: 2.5, 2022: 3.0}


def broken_charts(breaks):
    """Draw every kind of chart over years with breaks of its series."""
    line = SeriesLine("A", SERIES, "region", printed="3.0", breaks=breaks)
    yield lines([line], Digits(), size=(85, 40))
    parts = Parts("UV", "RV", "DIV", breaks=breaks)
    yield index_columns((SERIES, SERIES), {}, parts, Digits(), size=(85, 40))
    ends = (End(SERIES, "A", breaks), End(SERIES, "B"))
    yield resilience(ends, ((), ""), (), Digits(), size=(174, 56))


def upright(drawing):
    """Count the fine dashed lines that stand upright."""
    dashed = (each for each in drawing.shapes if each.stroke == INK_2 and each.dashes)
    return sum(extent(each)[0] == pytest.approx(extent(each)[2]) for each in dashed)


def test_every_chart_over_years_marks_the_breaks_of_its_series():
    """One line before the first year after each; none at an end, or outside the years drawn."""
    for drawing in broken_charts((2020, 2022)):
        assert upright(drawing) == 2
    for drawing in broken_charts((2019, 2015, 2023)):
        assert upright(drawing) == 0
