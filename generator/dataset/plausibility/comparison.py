"""Delivered figures beside what was stored of them, and beside the same series a year before."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import pandas as pd

from generator.dataset.panel import Panel
from generator.dataset.plausibility.limits import GAP
from generator.dataset.schema import CURRENT
from generator.errors import Location, Problem

CELL = ["table", "region", "district", "industry", "year"]
SERIES = [*CELL[:-1], "borders"]
TABLE_YEAR = ["table", "year"]


Row: TypeAlias = "pd.Series[Any]"
"""One delivered cell with what it is compared with."""


@dataclass(frozen=True, slots=True)
class RaisedDoubt:
    """One question about a delivery.

    ``cells`` are the rows of the delivery that it explains: a weaker rule is silent about them.
    """

    problem: Problem
    cells: frozenset[Hashable] = frozenset()


@dataclass(frozen=True, eq=False)
class Comparison:
    """A delivery between the figures before and after it.

    Parameters
    ----------
    delivered
        Its observations.
    before
        The figures that it joins; ``None`` for the first delivery.
    after
        The figures once it has joined.
    stored
        The newest figures of all, which an older delivery does not replace.
    """

    delivered: pd.DataFrame
    before: Panel | None
    after: Panel
    stored: Panel | None

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Delivered values with ``stored`` (the same cell), ``last`` and ``last_year``.

        Index as in ``delivered``; NaN where there is nothing to compare with. ``last`` is the
        newest earlier value of the same series on the same borders, at most `GAP` years back.
        """
        rows = self.delivered
        if self.stored is not None:
            known = self.stored.observations[[*CELL, "borders", "value", "status"]]
            known = known.rename(columns={"value": "stored", "status": "stored_status"})
            found = rows.reset_index().merge(known, how="left", on=[*CELL, "borders"])
            rows = found.set_index("index")
        else:
            rows = rows.assign(stored=float("nan"), stored_status="")
        return self._with_last(rows)

    def _with_last(self, rows: pd.DataFrame) -> pd.DataFrame:
        series = self.series[[*SERIES, "year", "value"]].dropna()
        rows = rows.assign(last=float("nan"), last_year=0)
        for gap in range(GAP, 0, -1):
            past = series.assign(year=series["year"] + gap).rename(columns={"value": "past"})
            found = rows.reset_index().merge(past, how="left", on=[*SERIES, "year"])
            values = found.set_index("index")["past"]
            rows["last"] = values.where(values.notna(), rows["last"])
            rows["last_year"] = (rows["year"] - gap).where(values.notna(), rows["last_year"])
        return rows

    @cached_property
    def series(self) -> pd.DataFrame:
        """All figures after the delivery, completed with those stored and not in it."""
        rows = self.after.observations
        if self.stored is None or self.stored is self.after:
            return rows
        both = pd.concat([rows, self.stored.observations], ignore_index=True)
        return both.drop_duplicates(CELL)

    @cached_property
    def changed(self) -> pd.DataFrame:
        """The cells whose value is new or not what is stored."""
        cells = self.cells
        same = cells["value"].sub(cells["stored"]).abs().lt(1e-9)
        return cells[cells["value"].notna() & ~same]

    @property
    def table_years(self) -> Iterator[tuple[str, int, pd.DataFrame]]:
        """Changed cells by table and year."""
        for (table, year), rows in self.changed.groupby(TABLE_YEAR):
            yield str(table), int(str(year)), rows

    def values(self, table: str) -> Mapping[tuple[str, int], float]:
        """Return the values of a table without industries by region and year, current borders."""
        return self._by_table.get(table, {})

    @cached_property
    def _by_table(self) -> Mapping[str, Mapping[tuple[str, int], float]]:
        rows = self.series
        rows = rows[
            rows["industry"].eq("") & rows["district"].eq("") & rows["borders"].eq(CURRENT)
        ]
        found: dict[str, dict[tuple[str, int], float]] = {}
        for table, part in rows.groupby("table"):
            keys = zip(part["region"], part["year"], strict=True)
            found[str(table)] = dict(zip(keys, part["value"], strict=True))
        return found


def about(key: str, row: Row, **slots: object) -> RaisedDoubt:
    """Ask about one delivered figure, at its row of the file."""
    said = {
        "table": row["table"],
        "region": row["region"],
        "industry": row["industry"],
        "year": row["year"],
        "found": _text(row["value"]),
        "unit": row["unit"],
        **slots,
    }
    place = Location(str(row["file"]), int(str(row["row"])), "value")
    problem = Problem(key, place, {name: _text(each) for name, each in said.items()})
    return RaisedDoubt(problem, frozenset([row.name]))


def about_all(key: str, rows: pd.DataFrame, **slots: object) -> RaisedDoubt:
    """Ask about one year of a table."""
    first = rows.iloc[0]
    said = {"table": first["table"], "year": first["year"], "k": len(rows), **slots}
    problem = Problem(
        key, Location(str(first["file"])), {name: _text(each) for name, each in said.items()}
    )
    return RaisedDoubt(problem, frozenset(rows.index))


def _text(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)
