"""Bars: lengths are values, negative ones go the other way, contributions add up."""

import pytest

from generator.presentation.charts.bars import (
    Bar,
    Pair,
    SectionBar,
    ranking,
    section_bullets,
    waterfall,
)
from generator.presentation.charts.style import LIGHT, NATION, NATION_MID, REGION, REGION_MID
from tests.presentation.charts.digits import (
    Digits,
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
    (own,), (nation,), (other,) = (filled(drawing, each) for each in (REGION, NATION, LIGHT))
    assert width(own) == pytest.approx(4 * width(other), abs=0.05)
    assert width(nation) == pytest.approx(2 * width(other), abs=0.05)
    assert extent(own)[1] < extent(nation)[1] < extent(other)[1]


def test_a_negative_bar_has_its_value_on_the_other_side():
    """Zero is a line; the value of a falling region stands to the left of its bar."""
    drawing = ranking([Bar("A", 2.0, "+2"), Bar("B", -1.0, "-1")], size=(85, 12))
    up, down = sorted(filled(drawing, LIGHT), key=lambda shape: extent(shape)[1])
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


def test_sections_stand_beside_the_nation():
    """The largest section is emphasised; both shares are printed to one decimal."""
    rows = [SectionBar("Mining", 40.0, 12.0), SectionBar("Trade", 10.0, 17.0)]
    drawing = section_bullets(rows, Pair("region", "nation"), Digits(), size=(70, 30))
    (largest,), (other,) = filled(drawing, REGION), filled(drawing, REGION_MID)
    assert width(largest) == pytest.approx(4 * width(other), abs=0.05)
    assert {"40.0", "12.0", "10.0", "17.0", "region", "nation"} <= set(texts_of(drawing))
