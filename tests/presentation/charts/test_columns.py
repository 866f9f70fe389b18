"""Columns made of two parts."""

import pytest

from generator.presentation.charts.bars import Pair
from generator.presentation.charts.columns import Stack, stacked_columns
from tests.presentation.charts.digits import Digits, fonts, texts_of

__all__ = ["fonts"]

NAMES = Pair("taxes", "transfers")


def stack(name, lower, upper, role="region"):
    """One column whose amounts are printed as they are."""
    return Stack(name, lower, upper, (f"{lower:g}", f"{upper:g}"), f"{upper:g}%", role)


@pytest.mark.parametrize("count", [1, 7])
def test_every_column_has_its_name_and_its_share(count):
    """One year or seven, and the nation's column after them."""
    columns = [stack(str(2018 + at), 300.0 + at, 200.0) for at in range(count)]
    drawing = stacked_columns(
        [*columns, stack("Kazakhstan", 250, 150, "nation")], NAMES, Digits(), size=(85, 52)
    )
    written = set(texts_of(drawing))
    assert {"taxes", "transfers", "Kazakhstan", "200%", "150%"} <= written
    assert columns[-1].name in written


def test_a_part_without_room_for_its_amount_does_not_print_it():
    """A thin part is seen, its number is in the text and in the table."""
    drawing = stacked_columns([stack("2024", 1000, 7)], NAMES, Digits(), size=(85, 52))
    assert "1000" in set(texts_of(drawing))
    assert "7" not in set(texts_of(drawing))
