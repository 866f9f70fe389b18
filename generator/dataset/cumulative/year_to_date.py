"""Figures of the year so far: what may be done with them, and nothing else.

A figure of January to March and one of January to June are not two parts of a year: the first is
an estimate that is never revised, while the year is. So they are no numbers here. They cannot be
added, subtracted or ordered, and no table of years ever holds one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

WHOLE_YEAR = 12
"""Months of a figure that is counted to the end of December."""

CUMULATIVE_COLUMNS = (
    "table",
    "region",
    "item",
    "year",
    "months",
    "value",
    "unit",
    "status",
    "borders",
    "vintage",
    "source",
    "file",
    "row",
    "note",
)
"""Columns of figures of the year so far; ``months`` counts from January, 3 to its third."""


@dataclass(frozen=True, slots=True, order=True)
class JanuaryTo:
    """January to the end of a month: 3 for March, 12 for December."""

    year: int
    months: int

    def of_year(self, year: int) -> "JanuaryTo":
        """Return the same months of another year."""
        return JanuaryTo(year, self.months)


class NotComparableError(ValueError):
    """Two figures of the year so far that must not meet; both are its arguments."""


@dataclass(frozen=True, slots=True, eq=False)
class YearToDate:
    """One figure of the year so far with its passport.

    It is no number: there is no arithmetic on it but `change_on` and `share_of`, which compare
    the same months, and `printed` gives it to be printed. ``item`` names what a table of several
    quantities counts, and is empty text in the others.
    """

    table: str
    region: str
    item: str
    period: JanuaryTo
    unit: str
    status: str
    borders: str
    vintage: str
    source: str
    file: str
    row: int
    note: str
    _amount: float

    @property
    def printed(self) -> float:
        """Return the figure as it is printed, in its unit; NaN where the source has none."""
        return self._amount

    def change_on(self, before: "YearToDate") -> float:
        """Compare with the same months of an earlier year, per cent of the earlier figure.

        Raises
        ------
        NotComparableError
            If it is not the same quantity of the same area, borders and months, or not earlier.
        """
        same = ("table", "region", "item", "borders", "unit")
        alike = all(getattr(self, name) == getattr(before, name) for name in same)
        if not alike or before.period != self.period.of_year(before.period.year):
            raise NotComparableError(self, before)
        if before.period.year >= self.period.year or before.printed <= 0:
            raise NotComparableError(self, before)
        return (self.printed / before.printed - 1) * 100

    def share_of(self, *parts: "YearToDate") -> float:
        """Return the share of this figure in several that make up a whole, per cent.

        Raises
        ------
        NotComparableError
            If the parts are not of the same area, months and unit, or this is none of them.
        """
        whole = 0.0
        for each in parts:
            alike = (each.region, each.period, each.unit) == (self.region, self.period, self.unit)
            if not alike:
                raise NotComparableError(self, each)
            whole += each.printed
        if self not in parts or whole <= 0:
            raise NotComparableError(self, *parts)
        return self.printed / whole * 100


class YearToDateFigures:
    """All figures of the year so far of one vintage.

    Parameters
    ----------
    rows
        Columns `CUMULATIVE_COLUMNS`, one row per figure; they are not given out again.
    """

    def __init__(self, rows: pd.DataFrame | None = None) -> None:
        self._rows = pd.DataFrame(columns=list(CUMULATIVE_COLUMNS)) if rows is None else rows

    def __len__(self) -> int:
        """Count all figures."""
        return len(self._rows)

    def figure(
        self, table: str, region: str, period: JanuaryTo, item: str = ""
    ) -> YearToDate | None:
        """Return one figure; ``None`` where there is none, or none was published."""
        return self._figures.get((table, region, item, period))

    def periods(self, table: str, region: str, item: str = "") -> tuple[JanuaryTo, ...]:
        """Return the periods of which an area has a figure, by year and month."""
        return self._periods.get((table, region, item), ())

    def tables(self) -> tuple[str, ...]:
        """Name the tables that there are, in order."""
        return tuple(sorted({str(each) for each in self._rows["table"]}))

    def sources(self) -> frozenset[str]:
        """Return the ids of the sources of all figures."""
        return frozenset(str(each) for each in self._rows["source"])

    def vintages(self) -> frozenset[str]:
        """Return the days of the deliveries that the figures come from."""
        return frozenset(str(each) for each in self._rows["vintage"])

    @cached_property
    def _figures(self) -> Mapping[tuple[str, str, str, JanuaryTo], YearToDate]:
        rows = self._rows[self._rows["value"].notna()]
        found = (_figure(dict(zip(rows.columns, row, strict=True))) for row in rows.to_numpy())
        return {(each.table, each.region, each.item, each.period): each for each in found}

    @cached_property
    def _periods(self) -> Mapping[tuple[str, str, str], tuple[JanuaryTo, ...]]:
        found: dict[tuple[str, str, str], list[JanuaryTo]] = {}
        for table, region, item, period in self._figures:
            found.setdefault((table, region, item), []).append(period)
        return {series: tuple(sorted(periods)) for series, periods in found.items()}


def _figure(row: Mapping[str, object]) -> YearToDate:
    texts = {
        name: str(row[name])
        for name in CUMULATIVE_COLUMNS
        if name not in {"year", "months", "value", "row"}
    }
    period = JanuaryTo(int(str(row["year"])), int(str(row["months"])))
    return YearToDate(
        **texts, period=period, row=int(str(row["row"])), _amount=float(str(row["value"]))
    )
