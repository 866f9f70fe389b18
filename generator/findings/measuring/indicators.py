"""Every indicator of every region and year, computed once from the panel.

A region's history holds only the years in which its borders were those of the reference year.
"""

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import median

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.economics.indices.growth import (
    annual_change,
    chained_volume,
    compound_growth,
    contributions,
    real_growth,
    shares_of_growth,
    undistributed_growth,
)
from generator.economics.indices.level import per_capita, relative_level, share_in_nation, share_of
from generator.economics.indices.specialisation import structural_shares
from generator.economics.indices.structural_distance import (
    nearest_structures,
    spread_of_distances,
)
from generator.economics.indices.typology import key_industries, typology
from generator.findings.measures import (
    AVERAGE_SPAN,
    CONTRIBUTION,
    DIVERSIFICATION,
    FIRST_YEAR,
    GROWTH,
    INVESTMENT,
    MEASURE,
    PER_CAPITA,
    VARIANCE,
    YEARLY,
)
from generator.findings.measuring.budgets.local_budgets import local_budgets
from generator.findings.measuring.frame_cells import by_row, cell, years_of
from generator.findings.measuring.ranks import RankPosition, places
from generator.findings.measuring.reference_borders import ReferenceBorders
from generator.findings.measuring.section_tables import (
    NONE,
    SectionGrowth,
    SectionTables,
    section_growth,
    section_tables,
    structure_indices,
)

BASE = 100.0
"""Level of a chain of volumes in its base year."""
LEAST_FOR_MEDIAN = 3
"""Regions with a value that a median needs."""
PEERS = 3
"""How many structural peers a brief names."""
Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Indicators:
    """Indicators by name, each a frame region x year, on the borders of the reference year.

    ``values`` has a float frame per measure (rows: regions with data and the nation; columns:
    years; NaN = none), ``status`` the status of each value; ``tables`` are the sections by year.
    ``borders_changed`` names regions with other borders earlier; ``sources`` has the source ids
    of each (table, region, year); ``regions`` is the number of regions in the reference year;
    ``section_growth`` takes the real growth of that year apart by section.
    """

    year: int
    values: Frames
    status: Frames
    tables: Mapping[int, SectionTables]
    borders_changed: frozenset[str]
    sources: Mapping[tuple[str, str, int], tuple[str, ...]]
    regions: int
    section_growth: SectionGrowth

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
        """Return the value of a measure, or ``None`` where there is none."""
        return self._series[measure].get(subject, {}).get(year or self.year)

    def series(self, measure: str, subject: str) -> dict[int, float]:
        """Return the values of the years that have one, in order."""
        return dict(self._series[measure].get(subject, {}))

    def status_of(self, measure: str, subject: str, year: int) -> str:
        """Return the status of a value; ``missing`` where there is none."""
        return str(self._statuses[measure].get(subject, {}).get(year, "missing"))

    def of_all(self, measure: str) -> dict[str, float]:
        """Return the values of the reference year when every region has one; else empty.

        The highest, the lowest and a count among some regions say nothing about all of them.
        """
        values = self.distribution(measure)
        return values if len(values) >= self.regions else {}

    def place(self, measure: str, subject: str, year: int | None = None) -> RankPosition | None:
        """Return the rank of a region among those with a value; ``None`` where it has none."""
        return self._places[measure].get(year or self.year, {}).get(subject)

    def newest_complete(self, measure: str) -> int | None:
        """Return the newest year in which every region has a value; ``None`` without one."""
        years = reversed(years_of(self.values[measure]))
        complete = (y for y in years if len(self.distribution(measure, y)) >= self.regions)
        return next(complete, None)

    def distribution(self, measure: str, year: int | None = None) -> dict[str, float]:
        """Return the values of all regions in a year, without the nation."""
        found = {code: self.value(measure, code, year) for code in self._series[measure]}
        return {
            code: value for code, value in found.items() if value is not None and code != NATION
        }

    def median(self, measure: str, year: int | None = None) -> float | None:
        """Return the median of the regions; ``None`` where fewer than three have a value.

        What the nation's value says nothing about, as its entropy, is compared with this: a whole
        is more varied than most of its parts by arithmetic.
        """
        values = self.distribution(measure, year)
        return median(values.values()) if len(values) >= LEAST_FOR_MEDIAN else None

    def relative_change(self, measure: str, subject: str, year: int | None = None) -> float | None:
        """Return the change on the previous year, per cent, of a measure that states it so.

        ``None`` without both values, or after a value of 0.
        """
        return self._changes[measure].get(subject, {}).get(year or self.year)

    def residual(self) -> float:
        """Return what the regions' contributions leave of national growth, percentage points.

        Not a number when the nation, or any region with output, has no value.
        """
        nation, parts = self.value(GROWTH, NATION), self.values[CONTRIBUTION]
        if nation is None or self.year not in parts.columns:
            return math.nan
        counted = self.values["grp"].get(self.year, pd.Series(dtype=float)).dropna().index
        regions = parts[self.year].reindex(counted).drop(index=NATION, errors="ignore")
        return undistributed_growth(regions, nation)

    def share_of_growth(self, points: float) -> float:
        """Return the share of percentage points in the nation's growth of the year, per cent.

        Not a number where the nation's growth is unknown or too small to be divided by.
        """
        nation = self.value(GROWTH, NATION)
        found = shares_of_growth(pd.Series([points]), math.nan if nation is None else nation)
        return float(found.iloc[0])

    @cached_property
    def key_industries(self) -> pd.DataFrame:
        """Whether a section marks a region's economy (L7), region x section; NA = undefined.

        Empty without sections of the reference year.
        """
        if self.year not in self.tables:
            return pd.DataFrame()
        lq = {year: table.quotients for year, table in self.tables.items()}
        shares = {year: table.in_grp for year, table in self.tables.items()}
        return key_industries(lq, shares, self.year)

    @cached_property
    def nearest(self) -> pd.DataFrame:
        """Regions of nearest structure to each, see :func:`nearest_structures`."""
        return nearest_structures(self._regional_shares, PEERS)

    @cached_property
    def distances(self) -> pd.Series:
        """Lower quartile and median distance of all pairs, see :func:`spread_of_distances`."""
        return spread_of_distances(self._regional_shares)

    @cached_property
    def _regional_shares(self) -> pd.DataFrame:
        """Shares of the sections in value added, of the regions alone."""
        return structural_shares(self.gva.drop(index=NATION, errors="ignore"))

    @cached_property
    def groups(self) -> pd.DataFrame:
        """Group of each region, see :func:`typology`; empty where the nation has no variety."""
        measures = (VARIANCE, "lq_var_pop", DIVERSIFICATION)
        weighted, plain, variety = (
            pd.Series(self.distribution(name), dtype=float) for name in measures
        )
        nation = self.value(DIVERSIFICATION, NATION)
        return pd.DataFrame() if nation is None else typology(weighted, plain, variety, nation)

    # A brief asks for hundreds of single figures, and a frame is slow to answer one.
    @cached_property
    def _series(self) -> Mapping[str, Mapping[str, Mapping[int, float]]]:
        """Known values by measure, subject and year."""
        return {measure: by_row(frame) for measure, frame in self.values.items()}

    @cached_property
    def _changes(self) -> Mapping[str, Mapping[str, Mapping[int, float]]]:
        """Known changes on the previous year, per cent, by measure, subject and year."""
        stated = (each.name for each in YEARLY if each.change == "relative")
        return {name: by_row(annual_change(self.values[name])) for name in stated}

    @cached_property
    def _statuses(self) -> Mapping[str, Mapping[Hashable, Mapping[Hashable, object]]]:
        """Status by measure, subject and year."""
        return {measure: frame.T.to_dict() for measure, frame in self.status.items()}

    @cached_property
    def _places(self) -> Mapping[str, Mapping[int, Mapping[str, RankPosition]]]:
        """Ranks by measure, year and region."""
        return {measure: places(frame) for measure, frame in self.values.items()}


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
    keep = ReferenceBorders(panel, FIRST_YEAR - 1, year)
    grp, index = keep.frame("grp"), keep.frame("grp_volume_index")
    population = keep.frame("average_population")
    output = _from_first_year(grp)
    counted = keep.counted_in(years_of(output))
    tables = section_tables(panel, output, counted)
    values = {
        PER_CAPITA: _by_year(per_capita, grp, population) * 1000,
        "grp": grp / 1000,
        "share_of_gdp": _beside_nation(share_in_nation, grp),
        GROWTH: real_growth(index),
        "average_growth": _average_growth(index),
        CONTRIBUTION: _contributions(grp, index),
        INVESTMENT: _by_year(share_of, keep.frame("fixed_capital_investment"), grp),
        "employment_growth": annual_change(keep.frame("employed_population")),
        **{each.name: keep.frame(each.tables[0]) / each.divisor for each in _AS_DELIVERED},
        **structure_indices(panel, counted, tables),
        **local_budgets(keep.frame, population, _unknown_withdrawals(panel)),
    }
    values, status = with_published(values, keep)
    values = {name: _from_first_year(frame) for name, frame in values.items()}
    values["ratio_to_nation"] = _beside_nation(relative_level, values[PER_CAPITA])
    status["ratio_to_nation"] = status[PER_CAPITA]
    growth = values[GROWTH].get(year, pd.Series(dtype=float))
    apart = section_growth(panel, year, keep.counted_in((year - 1, year)), growth)
    regions = len(panel.regions.existing(year))
    return Indicators(year, values, status, tables, keep.changed, _sources(panel), regions, apart)


def chained_levels(rates: Mapping[int, float]) -> dict[int, float]:
    """Chain yearly rates of growth, per cent, by year, to levels from the year before (= 100).

    From a missing year on there are only NaN.
    """
    levels = chained_volume(pd.Series(rates, dtype=float) + 100, min(rates) - 1)
    return {int(str(year)): float(level) for year, level in levels.items()}


def _unknown_withdrawals(panel: Panel) -> frozenset[tuple[str, int]]:
    table = "local_budget_withdrawals"
    return frozenset((each.region, each.year) for each in panel.left_out if each.table == table)


def cumulated_growth(rates: Mapping[int, float]) -> float:
    """Cumulate yearly rates of growth, per cent, by year; NaN if a year is missing."""
    levels = chained_levels(rates)
    return levels[max(levels)] - BASE


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


def _by_year(
    formula: Callable[[pd.Series, pd.Series], pd.Series], first: pd.DataFrame, other: pd.DataFrame
) -> pd.DataFrame:
    """Put two frames region x year into a formula of one year, in the years that both have."""
    years = [year for year in years_of(first) if year in other.columns]
    columns = {year: formula(first[year], other[year]) for year in years}
    return pd.DataFrame(columns, index=first.index, dtype=float)


def _beside_nation(
    formula: Callable[[pd.Series, float], pd.Series], amounts: pd.DataFrame
) -> pd.DataFrame:
    """Put each year of a frame region x year into a formula beside the nation's value."""
    columns = {
        year: formula(amounts[year], cell(amounts, NATION, year)) for year in years_of(amounts)
    }
    return pd.DataFrame(columns, index=amounts.index, dtype=float)


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


_AS_DELIVERED = tuple(each for each in YEARLY if each.divisor)
"""Measures that are printed as published, not computed."""


def with_published(
    values: dict[str, pd.DataFrame], keep: ReferenceBorders
) -> tuple[dict[str, pd.DataFrame], dict[str, pd.DataFrame]]:
    """Take a published value where the inputs to compute it are not in the vintage.

    Parameters
    ----------
    values
        Computed values by measure, region x year.
    keep
        The panel on the borders of the reference year.

    Returns
    -------
    tuple of dict
        Values and their statuses by measure.
    """
    filled, status = dict(values), {}
    for measure, computed in values.items():
        frame, known = computed, MEASURE[measure]
        state = computed.notna().replace({True: "computed", False: ""}).astype(object)
        if known.published:
            frame = frame.combine_first(keep.frame(known.published))
            state = state.reindex(index=frame.index, columns=frame.columns, fill_value="")
            state = state.mask((state == "") & frame.notna(), _statuses(keep, known.published))
        elif known.divisor:
            state = state.where(frame.isna(), _statuses(keep, known.tables[0]))
        filled[measure], status[measure] = frame, state
    return filled, status


def _statuses(keep: ReferenceBorders, table: str) -> pd.DataFrame:
    """Status of each published value of a table, region x year."""
    rows = keep.panel.observations
    rows = rows[rows["table"].eq(table) & rows["industry"].eq("")]
    status = rows.pivot(index="region", columns="year", values="status")
    return status.mask(keep.added_up(table).reindex_like(status).eq(other=True), "computed")
