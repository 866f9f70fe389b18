"""Every indicator of every region and year, computed once from the panel.

A region's history holds only the years in which its borders were those of the reference year.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.economics.growth import compound_growth, contributions, real_growth
from generator.economics.ranking import rank_descending
from generator.findings.cells import cell, known, years_of
from generator.findings.sections import NONE, SectionTables, section_tables, structure_indices

FIRST_YEAR = 2014
"""Sections are published in full only from this year, so nothing earlier is comparable."""

AVERAGE_SPAN = 4
"""Years over which average growth is taken: every region has an index for the last four."""

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Place:
    """A rank: 1 is the largest of ``of`` regions; ``tied`` regions share it (1 = alone)."""

    rank: int
    tied: int
    of: int


@dataclass(frozen=True)
class Indicators:
    """Indicators by name, each a frame region x year, on the borders of the reference year.

    ``values`` has a float frame per measure (rows: regions with data and the nation; columns:
    years; NaN = none), ``status`` the status of each value; ``tables`` are the sections by year.
    ``borders_changed`` names regions with other borders earlier; ``sources`` has the source ids
    of each (table, region, year); ``regions`` is the number of regions in the reference year.
    """

    year: int
    values: Frames
    status: Frames
    tables: Mapping[int, SectionTables]
    borders_changed: frozenset[str]
    sources: Mapping[tuple[str, str, int], tuple[str, ...]]
    regions: int

    @property
    def gva(self) -> pd.DataFrame:
        """Gross value added of the reference year, region x section, millions of tenge."""
        return self.tables.get(self.year, NONE).gva

    @property
    def shares_in_grp(self) -> pd.DataFrame:
        """Shares in GRP of the reference year, region x section, 0..1."""
        return self.tables.get(self.year, NONE).in_grp

    @property
    def previous_shares(self) -> pd.DataFrame:
        """Shares in GRP of the year before, region x section, 0..1."""
        return self.tables.get(self.year - 1, NONE).in_grp

    @property
    def lq(self) -> pd.DataFrame:
        """Location quotients of the reference year, region x section."""
        return self.tables.get(self.year, NONE).quotients

    def value(self, measure: str, subject: str, year: int | None = None) -> float | None:
        """Value of a measure, or ``None`` where there is none."""
        return known(cell(self.values[measure], subject, year or self.year))

    def series(self, measure: str, subject: str) -> dict[int, float]:
        """Values of the years that have one, in order."""
        frame = self.values[measure]
        found = {year: known(cell(frame, subject, year)) for year in years_of(frame)}
        return {year: value for year, value in found.items() if value is not None}

    def of_all(self, measure: str) -> dict[str, float]:
        """Values of the reference year when every region has one; else empty.

        The highest, the lowest and a count among some regions say nothing about all of them.
        """
        values = self.distribution(measure)
        return values if len(values) >= self.regions else {}

    def place(self, measure: str, subject: str, year: int | None = None) -> "Place | None":
        """Rank of a region among the regions with a value; ``None`` where it has none."""
        frame, column = self.values[measure], year or self.year
        if column not in frame.columns:
            return None
        ranks = rank_descending(frame[column].drop(index=NATION, errors="ignore")).dropna()
        if subject not in ranks.index:
            return None
        rank = int(ranks[subject])
        return Place(rank, int((ranks == rank).sum()), len(ranks))

    def newest_complete(self, measure: str) -> int | None:
        """Return the newest year in which every region has a value; ``None`` without one."""
        years = reversed(years_of(self.values[measure]))
        complete = (y for y in years if len(self.distribution(measure, y)) >= self.regions)
        return next(complete, None)

    def distribution(self, measure: str, year: int | None = None) -> dict[str, float]:
        """Values of all regions in a year, without the nation."""
        frame, shown = self.values[measure], year or self.year
        if shown not in frame.columns:
            return {}
        column = frame[shown].drop(index=NATION, errors="ignore").dropna()
        return {str(region): float(value) for region, value in column.items()}


def indicators(panel: Panel, year: int) -> Indicators:
    """Compute every indicator for the reference year and the years before it.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    year
        Reference year.

    Returns
    -------
    Indicators
        Frames may be empty when the vintage lacks a table; nothing is filled in.
    """
    keep = _Borders(panel, year)
    grp, index = keep.frame("grp"), keep.frame("grp_volume_index")
    population = keep.frame("average_population")
    tables = section_tables(panel, _from_first_year(grp))
    values = {
        "grp_per_capita": grp / population * 1000,
        "grp": grp / 1000,
        "share_of_gdp": _share(grp),
        "real_growth": real_growth(index),
        "average_growth": _average_growth(index),
        "contribution_pp": _contributions(grp, index),
        "population": population / 1000,
        "investment_to_grp": keep.frame("fixed_capital_investment") / grp * 100,
        "unemployment_rate": keep.frame("unemployment_rate"),
        "employment_growth": _yearly_growth(keep.frame("employed_population")),
        "average_wage": keep.frame("average_wage") / 1000,
        "innovation_activity": keep.frame("innovation_activity"),
        **structure_indices(tables, panel.industries.groups()),
    }
    values, status = _with_published(values, keep)
    values = {name: _from_first_year(frame) for name, frame in values.items()}
    values["ratio_to_nation"] = _ratio(values["grp_per_capita"])
    status["ratio_to_nation"] = status["grp_per_capita"]
    regions = len(panel.regions.existing(year))
    return Indicators(year, values, status, tables, keep.changed, _sources(panel), regions)


def _sources(panel: Panel) -> dict[tuple[str, str, int], tuple[str, ...]]:
    rows = panel.observations[["table", "region", "year", "source"]].drop_duplicates()
    found: dict[tuple[str, str, int], tuple[str, ...]] = {}
    for row in rows.itertuples(index=False):
        place = (str(row.table), str(row.region), int(str(row.year)))
        found[place] = tuple(sorted({*found.get(place, ()), str(row.source)}))
    return found


def _from_first_year(frame: pd.DataFrame) -> pd.DataFrame:
    """Drop the year that only served to compute the next one."""
    return frame[[year for year in years_of(frame) if year >= FIRST_YEAR]]


class _Borders:
    """The panel seen on the borders of the reference year."""

    def __init__(self, panel: Panel, year: int) -> None:
        self.panel, self.year = panel, year
        labels = panel.borders("grp")
        self.reference = labels[year] if year in labels.columns else pd.Series(dtype=object)
        earlier = labels[[each for each in years_of(labels) if each < year]]
        differs = earlier.ne(self.reference, axis=0) & (earlier != "")
        self.changed = frozenset(differs.index[differs.any(axis=1)]) & frozenset(
            self.reference[self.reference.ne("")].index
        )

    def frame(self, table: str) -> pd.DataFrame:
        """Values of a table, years up to the reference year, on its borders only."""
        values, labels = self.panel.wide(table), self.panel.borders(table)
        years = [each for each in years_of(values) if FIRST_YEAR - 1 <= each <= self.year]
        reference = self.reference.reindex(values.index)
        same = labels.eq(reference, axis=0) | reference.isna().to_numpy()[:, None]
        return values.where(same)[years]

    def regions(self, table: str, year: int) -> pd.Index:
        """Regions whose figure of that year is on the borders of the reference year."""
        frame = self.frame(table)
        return frame.index[frame[year].notna()] if year in frame.columns else frame.index[:0]


def _share(grp: pd.DataFrame) -> pd.DataFrame:
    if NATION not in grp.index:
        return grp * float("nan")
    return grp / grp.loc[NATION] * 100


def _ratio(per_capita: pd.DataFrame) -> pd.DataFrame:
    if NATION not in per_capita.index:
        return per_capita * float("nan")
    return per_capita / per_capita.loc[NATION]


def _yearly_growth(amounts: pd.DataFrame) -> pd.DataFrame:
    """Change on the previous year, per cent; NaN where that has no figure or none above 0."""
    before = amounts.rename(columns=lambda year: year + 1).reindex(columns=amounts.columns)
    return (amounts / before.where(before > 0) - 1) * 100


def _average_growth(index: pd.DataFrame) -> pd.DataFrame:
    span = AVERAGE_SPAN - 1
    years = [year for year in years_of(index) if year - span in index.columns]
    columns = {
        year: pd.Series(
            {str(code): compound_growth(row, year - span, year) for code, row in index.iterrows()}
        )
        for year in years
    }
    return pd.DataFrame(columns, index=index.index, dtype=float)


def _contributions(grp: pd.DataFrame, index: pd.DataFrame) -> pd.DataFrame:
    growth = real_growth(index)
    columns = {
        year: contributions(grp[year - 1], growth[year], cell(grp, NATION, year - 1))
        for year in years_of(grp)
        if year in growth.columns and year - 1 in grp.columns
    }
    return pd.DataFrame(columns, dtype=float)


PUBLISHED = {
    "grp_per_capita": "grp_per_capita",
    "share_of_gdp": "grp_share",
    "contribution_pp": "growth_contribution",
}
"""Measures that a delivery may hold ready-made, and the table that holds them."""

_AS_PUBLISHED = {
    "population": "average_population",
    "unemployment_rate": "unemployment_rate",
    "average_wage": "average_wage",
    "innovation_activity": "innovation_activity",
}
"""Measures printed as published, not computed."""


def _with_published(
    values: dict[str, pd.DataFrame], keep: _Borders
) -> tuple[dict[str, pd.DataFrame], dict[str, pd.DataFrame]]:
    """Take a published value where the inputs to compute it are not in the vintage."""
    filled, status = dict(values), {}
    for measure, computed in values.items():
        frame, state = (
            computed,
            computed.notna().replace({True: "computed", False: ""}).astype(object),
        )
        if measure in PUBLISHED:
            frame = frame.combine_first(keep.frame(PUBLISHED[measure]))
            state = state.reindex(index=frame.index, columns=frame.columns, fill_value="")
            state = state.mask((state == "") & frame.notna(), _statuses(keep, PUBLISHED[measure]))
        elif measure in _AS_PUBLISHED:
            state = state.where(frame.isna(), _statuses(keep, _AS_PUBLISHED[measure]))
        filled[measure], status[measure] = frame, state
    return filled, status


def _statuses(keep: _Borders, table: str) -> pd.DataFrame:
    """Status of each published value of a table, region x year."""
    rows = keep.panel.observations
    rows = rows[rows["table"].eq(table) & rows["industry"].eq("")]
    return rows.pivot(index="region", columns="year", values="status")
