"""Single figures out of frames whose rows are codes and whose columns are years or sections."""

import math
from typing import Any, cast

import pandas as pd


def years_of(frame: pd.DataFrame) -> list[int]:
    """List the years of the columns, in order."""
    return sorted(int(year) for year in frame.columns)


def cell(frame: pd.DataFrame, row: str, column: str | int) -> float:
    """Return one figure of a frame; not a number where the frame has no such row or column."""
    if row not in frame.index or column not in frame.columns:
        return math.nan
    return float(cast("Any", frame).at[row, column])


def row_of(frame: pd.DataFrame, code: str) -> dict[str, float]:
    """Return one row of a frame by the names of its columns; empty where there is no such row."""
    if code not in frame.index:
        return {}
    return {str(name): float(value) for name, value in cast("Any", frame).loc[code].items()}


def known(value: float) -> float | None:
    """Return the value, or ``None`` where it is not a number."""
    return None if math.isnan(value) else value


def by_row(frame: pd.DataFrame) -> dict[str, dict[int, float]]:
    """Lay out a frame whose columns are years for looking up: by row and year, in order.

    Years without a figure are left out, so that a row without any is empty.
    """
    years = years_of(frame)
    rows = zip(frame.index, frame[years].to_numpy(dtype=float).tolist(), strict=True)
    return {
        str(code): {
            year: value for year, value in zip(years, row, strict=True) if not math.isnan(value)
        }
        for code, row in rows
    }
