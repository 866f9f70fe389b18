"""Bars: lengths are values, negative ones go the other way, contributions add up."""

from dataclasses import replace

import pytest

from generator.presentation.charts.bars import (
    Bar,
    Difference,
    differences,
    ranking,
    waterfall,
)
from generator.presentation.charts.style import GREY, NATION, NATION_MID, REGION, REGION_MID
from tests.presentation.charts.digits import (
    extent,
    filled,
    fonts,
    label,
    texts_of,
    width,
)

__all__ = ["fonts"]


def test_bars_are_as_long_as_their_values():
    """20 is four times as long as 5; the subject and the nation have their colours."""
    bars = [Bar("A", 20.0, "20", "region"), Bar("B", 10.0, "10", "nation"), Bar("C", 5.0, "5")]
    drawing = ranking(bars, size=(85, 20))
    (own,), (nation,), (other,) = (filled(drawing, each) for each in (REGION, NATION, GREY))
    assert width(own) == pytest.approx(4 * width(other), abs=0.05)
    assert width(nation) == pytest.approx(2 * width(other), abs=0.05)
    assert extent(own)[1] < extent(nation)[1] < extent(other)[1]


def test_a_negative_bar_has_its_value_on_the_other_side():
    """Zero is a line; the value of a falling region stands to the left of its bar."""
    drawing = ranking([Bar("A", 2.0, "+2"), Bar("B", -1.0, "-1")], size=(85, 12))
    up, down = sorted(filled(drawing, GREY), key=lambda shape: extent(shape)[1])
    assert extent(down)[2] == pytest.approx(extent(up)[0], abs=0.05)
    assert label(drawing, "-1").x < extent(down)[0]
    assert label(drawing, "+2").x > extent(up)[2]


def test_contributions_add_up_to_the_total():
    """Each step begins where the one before ended; the total ends where the last one does."""
    bars = [Bar("A", 3.0, "3"), Bar("B", 1.5, "1.5"), Bar("C", -0.5, "-0.5")]
    drawing = waterfall(bars, Bar("All", 4.0, "4", "nation"), size=(85, 30))
    first, second, third = filled(drawing, NATION_MID)
    (total,) = filled(drawing, NATION)
    assert extent(second)[0] == pytest.approx(extent(first)[2], abs=0.05)
    assert extent(third)[2] == pytest.approx(extent(second)[2], abs=0.05)
    assert extent(total)[2] == pytest.approx(extent(third)[0], abs=0.05)


ROWS = [
    Difference("Mining", 28.0, "+28.0", ("40.0", "3.33"), key=True),
    Difference("Trade", -7.0, "-7.0", ("10.0", "0.59")),
]


@pytest.mark.parametrize("height", [10, 30])
def test_a_difference_goes_to_the_side_of_its_sign(height):
    """28 points above are four times as long as 7 below; low rows and high ones alike."""
    drawing = differences(ROWS, ("share", "LQ"), size=(90, height))
    (above,), (below,) = filled(drawing, REGION), filled(drawing, REGION_MID)
    assert width(above) == pytest.approx(4 * width(below), abs=0.05)
    assert extent(below)[2] == pytest.approx(extent(above)[0], abs=0.05)
    assert {"share", "LQ", "40.0", "0.59"} <= set(texts_of(drawing))


def test_no_number_of_a_difference_stands_on_its_bar():
    """To the right of a bar above the nation; of one below, on the free side of zero."""
    drawing = differences(ROWS, ("share", "LQ"), size=(90, 12))
    (above,), (below,) = filled(drawing, REGION), filled(drawing, REGION_MID)
    assert label(drawing, "+28.0").x > extent(above)[2]
    assert label(drawing, "-7.0").x > extent(below)[2]
    assert {label(drawing, name).weight for name in ("Mining", "Trade")} == {600, 400}


def test_high_rows_have_their_names_above_bars_of_the_whole_width():
    """Names leave the bars no room in a narrow chart."""
    rows = [replace(row, figures=()) for row in ROWS]
    low, high = (differences(rows, (), size=(70, height)) for height in (10, 30))
    assert width(filled(high, REGION)[0]) > width(filled(low, REGION)[0])
    (bar,) = filled(high, REGION)
    assert label(high, "Mining").y < extent(bar)[1]
