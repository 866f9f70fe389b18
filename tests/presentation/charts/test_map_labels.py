"""Names on the map: inside their regions, apart from each other, never white on white."""

import numpy as np
import pytest

from generator.pipeline import writing_resources
from generator.presentation.charts.map_labels import DARK_FROM, Ground, MapLabel
from generator.presentation.charts.maps import choropleth
from generator.presentation.charts.style import INK, text_width, wrapped
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


LEAD = 0.7
"""Width of a line that leads to a name."""


def _ends(shapes):
    """Left, right, low and high end of the country."""
    points = np.vstack([ring for rings in shapes.rings.values() for ring in rings])
    return points[:, 0].min(), points[:, 0].max(), points[:, 1].min(), points[:, 1].max()


def _on_ground(point, drawing, ends):
    """The point of the country at a point of the drawing, which is as large as it can be."""
    left, right, low, high = ends
    scale = max((right - left) / drawing.width, (high - low) / drawing.height)
    middle = (left + right) / 2, (low + high) / 2
    x, y = point[0] - drawing.width / 2, drawing.height / 2 - point[1]
    return middle[0] + x * scale, middle[1] + y * scale


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
    drawing = drawn(shapes, code, DARK_FROM)
    labels = drawing.labels
    assert {label.plate for label in labels} == {0.0}
    dark = [label for label in labels if label.colour != "#FFFFFF"]
    leads = [shape for shape in drawing.shapes if shape.stroke == INK and shape.width == LEAD]
    assert len([label for label in dark if label.weight == 400]) == len(leads)
    assert len(dark) <= len(leads) + len(shapes.cities)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_name_crosses_no_border_between_regions(shapes, code):
    """One that would is led to; Akmola, which surrounds the capital, may have no way out."""
    ground = Ground(
        {region: rings for region, rings in shapes.rings.items() if region not in shapes.cities}
    )
    drawing = drawn(shapes, code, 0)
    canvas_ends = _ends(shapes)
    across = []
    for each in (label for label in drawing.labels if label.weight == 400):
        left, top, right, bottom = box(each)
        corners = [(x, y) for x in (left, right) for y in (top, bottom)]
        under = {*ground.under([_on_ground(point, drawing, canvas_ends) for point in corners])}
        across += [each.words] if len(under - {""}) > 1 else []
    akmola = Language.load(Project.here().locales, code).region("KZ-11", "short")
    assert {words.split("\n")[0] for words in across} <= {akmola}


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
