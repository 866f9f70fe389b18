"""The panel: every figure of one vintage, with where it came from."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd

from generator.classifications.breaks import Breaks
from generator.classifications.districts import Districts
from generator.classifications.industries import Industries
from generator.classifications.left_out import LeftOut
from generator.classifications.regions import Regions
from generator.classifications.releases import Releases
from generator.classifications.shock_windows import Window
from generator.classifications.year_needs import YearNeed
from generator.dataset.cumulative.year_to_date import YearToDate, YearToDateFigures

COLUMNS = (
    "table",
    "region",
    "district",
    "industry",
    "year",
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
"""Columns of the observations.

``district`` is empty text for a figure of the whole region, ``industry`` for the whole economy.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures were published: title, publisher, element number or empty text, licence."""

    id: str
    title: str
    element: str
    publisher: str
    licence: str


@dataclass(frozen=True, slots=True)
class KeptDoubt:
    """Doubts of one kind about one table, with which it was stored: ``doubt.jump``, how many."""

    kind: str
    table: str
    number: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The cell of an office's own file that a figure was read from; the sheet may be unnamed."""

    file: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Vintage:
    """One delivery behind the panel.

    Parameters
    ----------
    day
        The day whose state of knowledge the figures show.
    basis
        Why this day.
    released
        Day of release, where known.
    received
        Day on which the figures were received.
    producer, remark
        Who made the figures, and what to know about them.
    sources
        Where they were published.
    although, doubts
        Why the figures were stored although there were doubts, and these by kind and table; empty
        where there were none.
    origins
        Cells of the offices' own files by file and row of a table; empty where the tables came
        in the strict form.
    """

    day: date
    basis: str
    released: date | None
    received: date
    producer: str
    remark: str
    sources: tuple[Source, ...]
    although: str = ""
    doubts: tuple["KeptDoubt", ...] = ()
    origins: Mapping[tuple[str, int], Origin] = field(
        default_factory=dict, compare=False, repr=False
    )


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure with its passport: what, where, when, how it is known, and its file and row.

    ``value`` is NaN where the source says that there is none (status ``suppressed`` or ``nil``).
    """

    table: str
    region: str
    district: str
    industry: str
    year: int
    value: float
    unit: str
    status: str
    borders: str
    vintage: str
    source: str
    file: str
    row: int
    note: str


@dataclass(frozen=True, eq=False)
class Panel:
    """Every figure as known on one day.

    Parameters
    ----------
    observations
        One row per figure, columns `COLUMNS`; a cell (table, region, district, industry, year)
        occurs once. A missing value is NaN, never zero.
    regions, industries, districts, breaks
        The lists that the codes refer to, and the known breaks of series.
    year_needs
        What a reference year needs, in the order in which it is told.
    releases
        Days of release and how sure statuses are, as far as they are known.
    year_to_date
        Figures of the year so far, which are no observations of a year.
    left_out
        Figures that were read and are not fit for use, or that are missing, with the reason.
    shocks
        Declared shocks and recoveries of output, in order of time.
    vintage
        The newest delivery used.
    deliveries
        All deliveries used, oldest first.
    """

    observations: pd.DataFrame
    regions: Regions
    industries: Industries
    vintage: date
    deliveries: tuple[Vintage, ...]
    districts: Districts = field(default_factory=Districts)
    breaks: Breaks = field(default_factory=Breaks)
    year_needs: tuple[YearNeed, ...] = ()
    releases: Releases = field(default_factory=Releases)
    year_to_date: YearToDateFigures = field(default_factory=YearToDateFigures)
    left_out: tuple[LeftOut, ...] = ()
    shocks: tuple[Window, ...] = ()

    def wide(self, table: str, industry: str = "") -> pd.DataFrame:
        """Lay out one table as regions by years.

        Parameters
        ----------
        table
            Name of an input table.
        industry
            One industry of it; empty text is the whole economy.

        Returns
        -------
        DataFrame
            Values in the table's unit, index ``region`` in the order of the classifier with the
            nation first, columns ``year`` ascending. NaN = missing. Empty without the table.
        """
        return self._pivot(table, industry, "value").astype(float)

    def borders(self, table: str) -> pd.DataFrame:
        """Lay out on which borders the figures of a table are, as regions by years.

        Returns
        -------
        DataFrame
            Text, one row and column for every region and year of the table; empty text where
            there is no figure. All industries of a cell are on the same borders: that is checked.
        """
        rows = self._rows(table)
        rows = rows.assign(borders=rows["borders"].where(rows["value"].notna(), ""))
        first = rows.sort_values("borders", ascending=False).drop_duplicates(["region", "year"])
        return self._laid_out(first, "borders").astype(object).fillna("")

    def industry_frame(self, table: str, year: int) -> pd.DataFrame:
        """Lay out one year of a table by industry as regions by sections.

        A section that is counted with another one (T with S) is added to it where it is
        published apart.

        Returns
        -------
        DataFrame
            Values, index ``region``, columns the comparable sections in order. Only regions with
            any value; NaN = missing, zero = a published zero.
        """
        frame = self.by_industry(table, year)
        for each in self.industries:
            if each.counted_with in frame.columns and each.code in frame.columns:
                frame[each.counted_with] = frame[each.counted_with] + frame[each.code]
        sections = list(self.industries.sections())
        return frame.reindex(columns=pd.Index(sections, name="industry")).dropna(how="all")

    def by_industry(self, table: str, year: int) -> pd.DataFrame:
        """Lay out one year of a table by industry as it is published, aggregates among sections.

        Returns
        -------
        DataFrame
            Values, index ``region``, one column for every code that has any value; NaN = missing.
            Empty without the table.
        """
        rows = self._rows(table)
        rows = rows[rows["year"].eq(year) & rows["industry"].ne("") & rows["value"].notna()]
        return self._in_order(
            rows.pivot(index="region", columns="industry", values="value").astype(float)
        )

    def by_district(self, table: str, year: int) -> "pd.Series[float]":
        """Lay out one year of a table by district.

        Returns
        -------
        Series
            Values in the table's unit by code of the district, in the order of the classifier;
            districts without a value are left out. Empty without the table.
        """
        rows = self._rows(table)
        rows = rows[rows["year"].eq(year) & rows["district"].ne("") & rows["value"].notna()]
        return rows.set_index("district")["value"].astype(float).sort_index()

    def observation(
        self, table: str, area: str, year: int, industry: str = ""
    ) -> Observation | None:
        """Return one figure of a region or district, or None if the panel does not hold it."""
        position = self._positions.get((table, area, industry, year))
        if position is None:
            return None
        row = self.observations.iloc[position]
        return Observation(
            **{name: row[name] for name in COLUMNS if name not in {"year", "row", "value"}},
            year=int(row["year"]),
            row=int(row["row"]),
            value=float(row["value"]),
        )

    def origin(self, figure: Observation | YearToDate) -> Origin | None:
        """Return the cell that a figure was read from, or None if it came in the strict form."""
        for delivery in self.deliveries:
            if delivery.day.isoformat() == figure.vintage:
                return delivery.origins.get((figure.file, figure.row))
        return None

    def years(self, table: str) -> tuple[int, ...]:
        """Return the years of which a table holds any row, ascending; empty without the table."""
        return tuple(sorted({int(year) for year in self._rows(table)["year"].unique()}))

    def sources(self) -> tuple[Source, ...]:
        """Return the sources of the figures in the panel, by id; the newest wording of each."""
        used = {*self.observations["source"].unique(), *self.year_to_date.sources()}
        known = {each.id: each for delivery in self.deliveries for each in delivery.sources}
        return tuple(known[name] for name in sorted(known) if name in used)

    def doubtful(self) -> tuple[Vintage, ...]:
        """Return the deliveries with figures in the panel that were stored although in doubt."""
        used = {*self.observations["vintage"].unique(), *self.year_to_date.vintages()}
        return tuple(v for v in self.deliveries if v.although and v.day.isoformat() in used)

    @cached_property
    def annotated(self) -> pd.DataFrame:
        """Return the observations that carry a note, in their order: few of all."""
        return self.observations[self.observations["note"].ne("")]

    @cached_property
    def _tables(self) -> Mapping[Hashable, pd.DataFrame]:
        return dict(iter(self.observations.groupby("table", sort=False)))

    @cached_property
    def _positions(self) -> Mapping[tuple[str, str, str, int], int]:
        rows = self.observations
        area = rows["district"].where(rows["district"].ne(""), rows["region"])
        keys = zip(rows["table"], area, rows["industry"], rows["year"], strict=True)
        return {key: position for position, key in enumerate(keys)}

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {each.code: place for place, each in enumerate(self.regions)}

    def _rows(self, table: str) -> pd.DataFrame:
        found = self._tables.get(table)
        return self.observations.iloc[:0] if found is None else found

    def _pivot(self, table: str, industry: str, column: str) -> pd.DataFrame:
        rows = self._rows(table)
        return self._laid_out(rows[rows["industry"].eq(industry)], column)

    def _laid_out(self, rows: pd.DataFrame, column: str) -> pd.DataFrame:
        frame = self._in_order(rows.pivot(index="region", columns="year", values=column))
        frame.columns = pd.Index([int(year) for year in frame.columns], name="year", dtype=int)
        return frame

    def _in_order(self, frame: pd.DataFrame) -> pd.DataFrame:
        codes = sorted((str(code) for code in frame.index), key=self._order.__getitem__)
        index: pd.Index[str] = pd.Index(codes, name="region", dtype=object)
        return frame.reindex(index)
