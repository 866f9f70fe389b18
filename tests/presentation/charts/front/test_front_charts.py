"""The five forms of the large chart, the headline's size, and the tiles."""

import itertools

import pytest

from generator.presentation.charts import style
from generator.presentation.charts.bars import Bar
from generator.presentation.charts.front.front_drawing import OTHERS, Ends, Room, years_named
from generator.presentation.charts.front.growth_bars import growth_bars
from generator.presentation.charts.front.headline import LINES, SIZES, headline_size, lines_of
from generator.presentation.charts.front.index_line import index_line, line_scale
from generator.presentation.charts.front.industry_rows import (
    IndustryRow,
    RowHeads,
    industry_rows,
)
from generator.presentation.charts.front.region_bars import region_bars
from generator.presentation.charts.front.tiles import PLACES, tiles
from generator.presentation.charts.front.two_strips import NamedStrip, two_strips
from generator.presentation.charts.style import NATION, REGION
from generator.presentation.localisation.language import load_all
from generator.presentation.localisation.multilingual import Polyglot
from generator.project import LANGUAGES, Project

PROJECT = Project.here()
PAGE, CARD = Room(174.0, 86.0), Room(78.0, 92.0, 8.5, 9.5, narrow=True)
ENDS = Ends("Here 1.0", "Country 2.0")
SMALLEST = 8.0


@pytest.fixture(scope="module")
def polyglot():
    """Print numbers as the briefs do, in the bundled fonts."""
    style.use(PROJECT.templates / "fonts")
    return Polyglot(load_all(PROJECT.locales, LANGUAGES))


def forms(polyglot, room):
    """Draw all five forms in one room."""
    own = {year: 100.0 + year % 7 for year in range(2014, 2026)}
    nation = {year: 100.0 + 2 * (year - 2014) for year in range(2014, 2026)}
    growth = {year: value - 102 for year, value in own.items()}
    values = {f"R{at:02}": float(at) for at in range(20)}
    strip = NamedStrip("Head, %", values, "R03", 9.5, "R03 3.0", "Country 9.5", "R00 0", "R19 19")
    rows = [IndustryRow("mining", 30.0, 12.0, 40.0), IndustryRow("trade", 5.0, 20.0, 6.0)]
    bars = [Bar(code, value, f"{value}", "other") for code, value in values.items()]
    return {
        "index_line": index_line((own, nation), ENDS, (2019,), polyglot, room),
        "growth_bars": growth_bars((growth, dict.fromkeys(growth, 2.0)), ENDS, (), polyglot, room),
        "region_bars": region_bars([*bars, Bar("Country", 9.5, "9.5", "nation")], room),
        "two_strips": two_strips([strip, strip], room),
        "industry_bars": industry_rows(rows, RowHeads("2025", "country", "2024"), polyglot, room),
    }


@pytest.mark.parametrize("room", [PAGE, CARD])
def test_nothing_is_smaller_than_eight_points_or_outside(polyglot, room):
    """All labels of all five forms, on a page and on a card."""
    for name, drawing in forms(polyglot, room).items():
        assert min(label.size for label in drawing.labels) >= SMALLEST, name
        for label in drawing.labels:
            assert 0 <= label.x <= drawing.width + 0.1, (name, label.words)
            assert 0 <= label.y <= drawing.height + 0.1, (name, label.words)


def test_a_year_that_is_no_faster_is_an_outline(polyglot):
    """A difference that cannot be told apart is not painted as a win; a clear one is filled."""
    own, nation = {2023: 5.0, 2024: 5.1, 2025: 8.0}, {2023: 5.0, 2024: 5.0, 2025: 5.0}
    drawing = growth_bars((own, nation), ENDS, (), polyglot, PAGE)
    filled = [shape for shape in drawing.shapes if shape.fill == REGION]
    outlined = [shape for shape in drawing.shapes if shape.stroke == REGION]
    assert (len(filled), len(outlined)) == (1, 2)


def test_every_year_has_the_tick_of_the_nation(polyglot):
    """A tick has a white edge and stands even where the region has no figure."""
    own, nation = {2024: 3.0, 2025: 4.0}, {2023: 1.0, 2024: 2.0, 2025: 3.0}
    drawing = growth_bars((own, nation), ENDS, (), polyglot, PAGE)
    assert sum(shape.fill == NATION for shape in drawing.shapes) == 3


def test_bars_are_as_long_as_their_values_by_one_scale(polyglot):
    """Twice the share is twice the bar; the nation's tick is on the same scale."""
    rows = [IndustryRow("a", 40.0, 20.0), IndustryRow("b", 20.0, 10.0)]
    drawing = industry_rows(rows, RowHeads("region", "country"), polyglot, PAGE)
    first, second = (_width(each.outline) for each in drawing.shapes if each.fill == REGION)
    assert first == pytest.approx(2 * second, abs=0.05)


def _width(outline):
    xs = [float(each) for each in outline.split() if each not in "mlhc"][::2]
    return max(xs) - min(xs)


def test_a_scale_that_does_not_begin_at_zero_begins_below_the_lowest():
    """The subtitle names where the axis begins: it is a mark of the scale."""
    scale = line_scale({2024: 93.0, 2025: 108.0}, {2024: 100.0, 2025: 142.0})
    assert scale[0] <= 93
    assert scale[-1] >= 142


def test_bars_of_other_regions_are_dark_enough():
    """Three times as dark as paper, by the luminance that accessibility rules use."""
    parts = [int(OTHERS[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    assert 1.05 / (luminance + 0.05) >= 3


def test_years_are_named_where_there_is_room():
    """Always the last one; on a card at most five, evenly apart."""
    years = range(2014, 2026)
    assert years_named(years, PAGE) == list(years)
    few = years_named(years, CARD)
    assert few[-1] == 2025
    assert len(few) <= 5
    assert len({after - before for before, after in itertools.pairwise(few)}) == 1


def test_a_headline_takes_two_lines_in_the_largest_type_that_fits(polyglot):
    """A short one is printed large; a long one smaller, and never in more lines than that."""
    assert headline_size("Growth resumed") == SIZES[0]
    long = "The economy of the region grew more slowly than that of the country " * 2
    size = headline_size(long)
    assert size < SIZES[0]
    assert lines_of(long, size, 136.0) <= LINES or size == SIZES[-1]
    assert lines_of("word " * 40, 24, 136.0) > lines_of("word " * 40, 16, 136.0)


def test_every_region_has_a_tile_of_its_own(panel):
    """Twenty tiles, no two in one place; the subject's alone has the region's colour."""
    codes = {region.code for region in panel.regions.current()}
    assert set(PLACES) == codes
    assert len(set(PLACES.values())) == len(PLACES)
    colours = [shape.fill for shape in tiles("KZ-47").shapes]
    assert colours.count(REGION) == 1
    assert {shape.fill for shape in tiles("KZ").shapes} == {NATION}
