"""Single figures out of frames whose rows are codes and whose columns are years or sections."""

import math
from typing import Any, cast

import pandas as pd


def years_of(frame: pd.DataFrame) -> list[int]:
    """Years of the columns, in order."""
    return sorted(int(year) for year in frame.columns)


def cell(frame: pd.DataFrame, row: str, column: str | int) -> float:
    """Return one figure of a frame; not a number where the frame has no such row or column."""
    if row not in frame.index or column not in frame.columns:
        return math.nan
    return float(cast("Any", frame).loc[row, column])


def known(value: float) -> float | None:
    """Return the value, or ``None`` where it is not a number."""
    return None if math.isnan(value) else value
