"""Figures that stand in another row than their own: exchanged, shifted, or in other letters."""

import math
from collections.abc import Iterator, Mapping
from itertools import combinations

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.plausibility.comparison import Comparison, RaisedDoubt, about, about_all
from generator.dataset.plausibility.limits import MOST

ALIKE = 0.18
"""Natural logarithm within which a figure is like another one, a year's growth taken off."""

APART = 0.4
"""Natural logarithm by which two regions must differ for an exchange to be seen."""

UNUSUAL = 3.5
"""Standard deviations of a table's moves, by their median, beyond which a move is not usual."""

FEWEST = 3

NORMAL = 1.4826
"""Standard deviation of normal moves over their median distance from zero."""

EARLIER_LETTER: Mapping[str, str] = dict(zip("LMNOPQRST", "KLMNOPQRS", strict=True))
"""Section of NACE 2 that holds what NACE 2.1 names by the key."""


def exchanges(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about two regions of which each has the other's figure."""
    for _, _, rows in compared.table_years:
        for _, part in rows.groupby("industry"):
            yield from _exchanged(_comparable(part))


def _exchanged(rows: pd.DataFrame) -> Iterator[RaisedDoubt]:
    revised = rows["stored"].notna().any()
    usual = 0.0 if revised else rows["own"].abs().median() * NORMAL
    moved = rows[rows["own"].abs().gt(max(APART, UNUSUAL * usual))]
    for one, other in combinations(moved.index, 2):
        first, second = moved.loc[one], moved.loc[other]
        crossed = (
            _log(first["value"], second["basis"]) - first["usual"],
            _log(second["value"], first["basis"]) - first["usual"],
        )
        if max(map(abs, crossed)) < ALIKE:
            asked = about("doubt.exchanged", first, other=second["region"])
            yield RaisedDoubt(asked.problem, frozenset([one, other]))


def shifted_rows(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about a table's year whose figures are those of the row above or below."""
    for _, _, rows in compared.table_years:
        for _, part in rows.groupby("industry"):
            known = _comparable(part)
            for step in (1, -1):
                crossed = _crossed(known, known["basis"].shift(step))
                if _fits(crossed, known["own"]):
                    yield about_all("doubt.shifted", known, n_all=len(known))


def other_letters(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about sections whose figures are those of the letter before: NACE 2.1 read as NACE 2."""
    for table, _, rows in compared.table_years:
        if table not in {"gva_by_industry", "employed_by_sector"}:
            continue
        known = _comparable(rows, with_nation=True).reset_index()
        cells = zip(known["region"], known["industry"], strict=True)
        basis = dict(zip(cells, known["basis"], strict=True))
        earlier = [
            basis.get((r, EARLIER_LETTER.get(i, "")), math.nan)
            for r, i in zip(known["region"], known["industry"], strict=True)
        ]
        crossed = _crossed(known, pd.Series(earlier, known.index))
        comparable = crossed.notna()
        if _fits(crossed[comparable], known["own"][comparable]):
            yield about_all("doubt.classification", rows, n_all=int(comparable.sum()))


def _fits(crossed: "pd.Series[float]", own: "pd.Series[float]") -> bool:
    """Whether most figures are nearer to another row's than to their own."""
    known = crossed.dropna()
    if len(known) < FEWEST:
        return False
    nearer = (known.abs() < own[known.index].abs() - 1e-9) & known.abs().lt(APART)
    return bool(nearer.sum() >= MOST * len(known))


def _crossed(rows: pd.DataFrame, basis: "pd.Series[float]") -> "pd.Series[float]":
    logarithms = [_log(v, b) for v, b in zip(rows["value"], basis, strict=True)]
    return pd.Series(logarithms, rows.index, dtype=float) - rows["usual"]


def _comparable(rows: pd.DataFrame, *, with_nation: bool = False) -> pd.DataFrame:
    """Positive cells with ``basis`` (stored, else a year before), and logarithms of their moves.

    ``usual`` is the median move, ``own`` that of the cell beyond it.
    """
    stored = rows["stored"].notna()
    rows = rows.assign(basis=rows["stored"].where(stored, rows["last"]))
    kept = rows["value"].gt(0) & rows["basis"].gt(0) & rows["district"].eq("")
    rows = rows[kept if with_nation else kept & rows["region"].ne(NATION)]
    moves = [_log(v, b) for v, b in zip(rows["value"], rows["basis"], strict=True)]
    own = pd.Series(moves, rows.index, dtype=float)
    revised = rows["stored"].notna().any()
    usual = 0.0 if revised or own.empty else float(own.median())
    return rows.assign(usual=usual, own=own - usual)


def _log(value: object, basis: object) -> float:
    one, other = float(str(value)), float(str(basis))
    return math.log(one / other) if one > 0 and other > 0 else math.nan
