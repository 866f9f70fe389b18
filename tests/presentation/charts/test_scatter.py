"""Dots on two scales: whose is whose, and how certain the fitted line is."""

from dataclasses import replace

import pytest

from generator.presentation.charts.dots import Dot, dot_ranking
from generator.presentation.charts.intervals import Estimate, coefficients
from generator.presentation.charts.scatter import (
    PEER,
    FittedSlope,
    Point,
    ScatterWords,
    scatter,
    slope,
)
from generator.presentation.charts.style import HAIR, INK, NATION, OTHER_DOT, REGION
from tests.presentation.charts.digits import Digits, extent, filled, fonts, label, texts_of

__all__ = ["fonts"]

POINTS = [
    Point("Own", 2.0, 8.0, "region"),
    Point("Near", 2.4, 4.0, "peer"),
    Point("Far", 1.0, 1.0, "end"),
    Point("Other", 1.5, 2.0, "other"),
]


def test_a_region_and_its_peers_have_their_own_colours():
    """The region's dot is the largest, and it has its name."""
    words = ScatterWords("Nation", 1.8, 3.0, "axis")
    drawing = scatter(POINTS, words, Digits(), size=(85, 66))
    (own,), (peer,) = filled(drawing, REGION), filled(drawing, PEER)
    assert len(filled(drawing, OTHER_DOT)) == 2
    assert extent(own)[2] - extent(own)[0] > extent(peer)[2] - extent(peer)[0]
    assert {"Own", "Near", "Nation", "axis"} <= set(texts_of(drawing))


def test_only_the_region_its_peers_and_the_ends_are_named():
    """Where there is no region, as for the nation, any name that fits stands."""
    words = ScatterWords("Nation", 1.8, 3.0, "axis")
    names = {point.name for point in POINTS}
    found = set(texts_of(scatter(POINTS, words, Digits(), size=(85, 66))))
    assert names & found == {"Own", "Near", "Far"}
    others = [replace(point, role="other") for point in POINTS]
    assert names <= set(texts_of(scatter(others, words, Digits(), size=(85, 66))))


def test_a_scatter_has_a_line_for_every_number_of_its_scales():
    """Values can be read off: one fine line for each number, across and along."""
    words = ScatterWords("Nation", 1.8, 3.0, "axis")
    drawing = scatter(POINTS, words, Digits(), size=(85, 66))
    numbers = [text for text in texts_of(drawing) if text.replace(".", "").isdigit()]
    assert len([shape for shape in drawing.shapes if shape.stroke == HAIR]) == len(numbers) > 4


@pytest.mark.parametrize("clear", [True, False])
def test_a_line_without_a_clear_direction_is_dashed(clear):
    """A reader must not take an uncertain slope for a finding."""
    fit = FittedSlope(lambda level: 3.0 - 0.1 * level, clear)
    drawing = slope(POINTS, fit, "level", Digits(), size=(85, 64))
    (line,) = [shape for shape in drawing.shapes if shape.stroke == NATION]
    assert bool(line.dashes) is not clear


def test_regions_are_ranked_around_the_nation():
    """From the top down, in the order given; the nation is named with its value."""
    rows = [Dot("A", 2.4, "2.40"), Dot("B", 1.1, "1.10")]
    drawing = dot_ranking(rows, Dot("Nation", 2.0, "2.00"), Digits(), size=(85, 20))
    assert label(drawing, "A").y < label(drawing, "B").y
    assert "Nation 2.00" in texts_of(drawing)


def test_a_filled_dot_means_that_the_interval_excludes_zero():
    """One that holds zero is hollow."""
    rows = [Estimate("sure", 0.3, 0.1, 0.5), Estimate("unsure", 0.1, -0.2, 0.4)]
    drawing = coefficients(rows, "axis", Digits(), size=(85, 40))
    assert len(filled(drawing, INK)) == 1
    assert len(filled(drawing, "#FFFFFF")) == 1
