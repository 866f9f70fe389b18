"""Steps by section: each begins where the one before ended, and the total at zero."""

import pytest

from generator.presentation.charts.section_steps import SectionStep, section_steps
from generator.presentation.charts.style import (
    INK_2,
    NATION,
    NATION_LIGHT,
    REGION,
    REGION_MID,
)
from tests.presentation.charts.digits import extent, filled, fonts, label, texts_of, width

__all__ = ["fonts"]

STEPS = [
    SectionStep("Trade", 3.0, "+3.00", ("+5", "+11")),
    SectionStep("Mining", 1.0, "+1.00", ("+2", "-4")),
    SectionStep("Building", -2.5, "-2.50", ("-9", "+7")),
    SectionStep("Not distributed", 0.5, "+0.50", (), "rest"),
    SectionStep("Real growth", 2.0, "+2.0", (), "total"),
]


def drawn(steps=STEPS, *, nation=False):
    """Draw steps with two columns beside them."""
    return section_steps(steps, ("volume", "prices"), nation=nation, size=(174, 40))


def test_steps_add_up_to_the_total():
    """Risen by 3 and 1, fallen by 2.5, the rest 0.5: the total of 2 ends where the rest does."""
    drawing = drawn()
    up, more = filled(drawing, REGION)
    (down,), (rest,), (total,) = (filled(drawing, each) for each in (REGION_MID, "#FFFFFF", INK_2))
    near = {"abs": 0.05}
    assert extent(more)[0] == pytest.approx(extent(up)[2], **near)
    assert extent(down)[2] == pytest.approx(extent(more)[2], **near)
    assert extent(rest)[0] == pytest.approx(extent(down)[0], **near)
    assert extent(total)[2] == pytest.approx(extent(rest)[2], **near)
    assert extent(total)[0] == pytest.approx(extent(up)[0], **near)
    assert width(up) == pytest.approx(3 * width(more), **near)


def test_a_region_that_falls_is_drawn_to_the_left_of_zero():
    """The total of a fall begins at zero and goes the other way."""
    steps = [
        SectionStep("Mining", -4.0, "-4.00"),
        SectionStep("Not distributed", 1.0, "+1.00", (), "rest"),
        SectionStep("Real growth", -3.0, "-3.0", (), "total"),
    ]
    drawing = drawn(steps)
    (down,), (total,) = filled(drawing, REGION_MID), filled(drawing, INK_2)
    assert extent(total)[2] == pytest.approx(extent(down)[2], abs=0.05)
    assert width(total) == pytest.approx(0.75 * width(down), abs=0.05)


def test_the_nation_has_its_own_colours():
    """Rises dark, falls light, in blue."""
    drawing = drawn(nation=True)
    assert (len(filled(drawing, NATION)), len(filled(drawing, NATION_LIGHT))) == (2, 1)
    assert filled(drawing, REGION) == []


def test_rise_fall_rest_and_total_differ_on_a_grey_printer():
    """Brightness of neighbours in the chart is at least a tenth apart, in both colour schemes."""

    def brightness(colour):
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    for rise, fall in ((REGION, REGION_MID), (NATION, NATION_LIGHT)):
        assert brightness(fall) - brightness(rise) > 0.2
        assert brightness("#FFFFFF") - brightness(fall) > 0.1


def test_figures_stand_in_columns_below_their_heads():
    """Volume and prices are aligned on the right, beyond the end of every bar's value."""
    drawing = drawn()
    for head, figures in (("volume", ("+5", "+2", "-9")), ("prices", ("+11", "-4", "+7"))):
        edges = {label(drawing, each).x for each in figures}
        assert edges == {label(drawing, head).x}
    assert label(drawing, "volume").x < label(drawing, "prices").x <= 174 * 72 / 25.4 + 0.01
    assert {"Trade", "Not distributed", "Real growth", "+2.0"} <= set(texts_of(drawing))
