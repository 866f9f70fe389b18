"""Names on the map: inside their regions, apart from each other, never white on white."""

import pytest

from generator.pipeline import writing_resources
from generator.presentation.charts.map_labels import DARK_FROM, Ground, MapLabel
from generator.presentation.charts.maps import choropleth
from generator.presentation.charts.style import text_width, wrapped
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project

FULL = (174, 96)
POINTS_PER_MM = 72 / 25.4


@pytest.fixture(scope="module")
def shapes(panel):
    """The outlines of all regions as they are drawn."""
    return writing_resources(Project.here(), panel).shapes


def drawn(shapes, code, shade):
    """Draw the map in one language, all regions in one class."""
    language = Language.load(Project.here().locales, code)
    names = {region: language.region(region, "short") for region in shapes.rings}
    labels = {
        region: MapLabel((name, wrapped(name, 14.0, 6.6)), "12.3", shade)
        for region, name in names.items()
    }
    return choropleth(shapes, labels, size=FULL)


def box(label):
    """Edges of a label in points."""
    width = text_width(label.words, label.size, label.weight) * POINTS_PER_MM
    lines = list(label.lines())
    return (
        label.x - width / 2,
        lines[0].base - 0.66 * label.size,
        label.x + width / 2,
        lines[-1].base,
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_names_touch(shapes, code):
    """All twenty names, as wide as their letters."""
    boxes = [box(label) for label in drawn(shapes, code, 0).labels]
    assert len(boxes) == len(shapes.rings)
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            assert (
                one[2] <= other[0]
                or other[2] <= one[0]
                or one[3] <= other[1]
                or other[3] <= one[1]
            )


@pytest.mark.parametrize("code", LANGUAGES)
def test_cities_need_no_plate_and_no_name_is_white_on_white(shapes, code):
    """With every region dark, a name is dark only where it lies outside the country."""
    labels = drawn(shapes, code, DARK_FROM).labels
    assert {label.plate for label in labels} == {0.0}
    white = [label for label in labels if label.colour == "#FFFFFF"]
    assert len(white) >= len(labels) - len(shapes.cities)
    assert all(label.weight == 600 for label in labels if label not in white)


def test_outside_the_country_there_is_no_region(shapes):
    """The middle of a region is its own, a point far away nobody's."""
    ground = Ground({code: rings for code, rings in shapes.rings.items() if code == "KZ-23"})
    middle = shapes.rings["KZ-23"][0].mean(axis=0)
    assert ground.under([middle, (10, 10)]) == ["KZ-23", ""]


def test_an_abbreviation_stays_beside_its_name():
    """A name of two words may stand in two lines."""
    assert wrapped("обл. Жетісу", 5, 6.6) == "обл. Жетісу"
    assert wrapped("Алматы обл.", 5, 6.6) == "Алматы обл."
    assert wrapped("Солтүстік Қазақстан", 5, 6.6) == "Солтүстік\nҚазақстан"
