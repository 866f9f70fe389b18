"""What is only drawn counts to a thousandth of the largest value of its chart."""

from dataclasses import replace

import pytest

from generator.presentation.visible_content import visible
from tests.findings.small_world import NORTH, brief, world

EMPTY = brief(world(grp={NORTH: 100}), NORTH)


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        ((50.0, 12.345), ("50.00", "12.35")),
        ((5.0, 1.2345), ("5.00", "1.23")),
        ((0.5, 0.12345), ("0.500", "0.123")),
        ((0.05, -0.06), ("0.0500", "-0.0600")),
    ],
)
def test_a_small_chart_tells_finer_steps_apart(values, drawn):
    """Three digits of the largest, never fewer than are printed: two of the index of variety."""
    series = dict(zip((2024, 2025), values, strict=True))
    shown = replace(EMPTY, histories={"entropy_nat": {NORTH: series}})
    found = visible(shown)["histories"]["entropy_nat"][NORTH]
    assert tuple(found.values()) == drawn


def test_a_chart_of_zeros_and_an_empty_one_have_the_printed_digits():
    """Zero has no order of magnitude."""
    drawn = replace(EMPTY, histories={"entropy_nat": {NORTH: {2025: 0.0}, "KZ": {}}})
    assert visible(drawn)["histories"]["entropy_nat"] == {NORTH: {"2025": "0.00"}, "KZ": {}}
