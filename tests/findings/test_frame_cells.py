"""Figures taken out of frames: what is not there is missing, never zero."""

import math

import pandas as pd

from generator.findings.measuring.frame_cells import by_row, cell, row_of

FRAME = pd.DataFrame({2024: [2.0, math.nan], 2023: [1.0, math.nan]}, index=["north", "east"])


def test_a_row_lists_its_years_in_order_and_leaves_out_those_without_a_figure():
    """Years ascend whatever the order of the columns; a row without figures is empty."""
    found = by_row(FRAME)
    assert found == {"north": {2023: 1.0, 2024: 2.0}, "east": {}}
    assert list(found["north"]) == [2023, 2024]


def test_a_row_keeps_its_missing_figures_and_a_row_that_is_not_there_is_empty():
    """Missing figures stay not a number, an unknown code has no figures at all."""
    assert all(math.isnan(value) for value in row_of(FRAME, "east").values())
    assert row_of(FRAME, "west") == {}


def test_a_cell_that_is_not_there_is_not_a_number():
    """An unknown code or year is not a number, and no error."""
    assert cell(FRAME, "north", 2024) == 2.0
    assert math.isnan(cell(FRAME, "west", 2024))
    assert math.isnan(cell(FRAME, "north", 2020))
