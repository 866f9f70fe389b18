"""Figures that are ten, a hundred or a thousand times what they were."""

import math
from collections.abc import Iterator

import pandas as pd

from generator.dataset.plausibility.comparison import (
    Comparison,
    RaisedDoubt,
    Row,
    about,
    about_all,
)
from generator.dataset.plausibility.limits import MOST, NEAR, POWERS

FEWEST = 3
"""Figures from which a move of all of them is one of the table."""


def scale_moves(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about figures that moved by a power of ten: each, or the whole year of a table."""
    for _, _, rows in compared.table_years:
        moves = _moves(rows)
        found = moves[moves["power"].ne(0)]
        if found.empty:
            continue
        power = int(found["power"].mode().iloc[0])
        alike = found[found["power"].eq(power)]
        if len(alike) >= max(FEWEST, MOST * len(moves)):
            first = alike.iloc[0]
            slots = {"y0": first["basis_year"], "times": f"{10.0**power:g}"}
            yield about_all("doubt.scale_all", alike, **slots)
        else:
            yield from (_single(row) for _, row in found.iterrows())


def _single(row: Row) -> RaisedDoubt:
    times = 10.0 ** int(str(row["power"]))
    slots = {"v0": row["basis"], "y0": row["basis_year"], "times": f"{times:g}"}
    return about("doubt.scale", row, **slots)


def _moves(rows: pd.DataFrame) -> pd.DataFrame:
    """Cells that can be compared, with ``basis``, ``basis_year`` and ``power`` (0 = none)."""
    stored = rows["stored"].notna()
    basis = rows["stored"].where(stored, rows["last"])
    year = rows["year"].where(stored, rows["last_year"])
    rows = rows.assign(basis=basis, basis_year=year)
    rows = rows[rows["basis"].gt(0) & rows["value"].gt(0)]
    powers = [_power(v / b) for v, b in zip(rows["value"], rows["basis"], strict=True)]
    return rows.assign(power=powers)


def _power(ratio: float) -> int:
    logarithm = math.log10(ratio)
    return next((each for each in POWERS if abs(logarithm - each) <= NEAR), 0)
