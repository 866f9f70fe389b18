"""Output by section: of every year, the indices of structure made of it, and its real growth."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from generator.classifications.industries import IN_OTHER_SERVICES, OTHER_SERVICES
from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.dataset.schema import BY_NAME
from generator.economics.indices.growth import price_change, real_growth, section_contributions
from generator.economics.indices.specialisation import location_quotients, structural_shares
from generator.economics.indices.variety import entropy
from generator.errors import DataProblems, Location, Problem
from generator.findings.measure_definition import SECTIONS, Argument, Index, Input, Measure
from generator.findings.measures import YEARLY
from generator.findings.measuring.frame_cells import years_of

OUTPUT = Input("gva_by_industry", industries=SECTIONS)
"""Gross value added of every section."""
IN_OUTPUT: Argument = "shares_in_output"


@dataclass(frozen=True)
class SectionTables:
    """Sections of one year, each a frame region x section with the nation among the regions.

    ``gva`` in millions of tenge; ``in_grp`` as shares of gross regional product, 0..1;
    ``quotients`` are location quotients of these shares. Empty frames without the nation.
    """

    gva: pd.DataFrame
    in_grp: pd.DataFrame
    quotients: pd.DataFrame


NONE = SectionTables(pd.DataFrame(), pd.DataFrame(), pd.DataFrame())
"""A year without sections."""


def section_tables(
    panel: Panel, grp: pd.DataFrame, counted: pd.DataFrame
) -> Mapping[int, SectionTables]:
    """Lay out the sections of every year with output of the nation.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    grp
        Gross regional product, region x year, on the borders of the reference year; NaN where a
        region has none on them: then its shares in it are missing, its sections are not.
    counted
        Whether a region is counted on these borders, region x year.

    Returns
    -------
    Mapping
        Tables by year, of the regions that are counted; years without sections are absent.

    Raises
    ------
    DataProblems
        If the table of output by industry has some sections in no year.
    """
    found = {}
    for year, gva in _by_year(panel, OUTPUT, counted).items():
        shares = structural_shares(gva, grp[year].reindex(gva.index))
        quotients = location_quotients(shares, shares.T[NATION])
        found[year] = SectionTables(gva, shares, quotients)
    return found


def structure_indices(
    panel: Panel, counted: pd.DataFrame, tables: Mapping[int, SectionTables]
) -> dict[str, pd.DataFrame]:
    """Compute every index of structure of the catalogue.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    counted
        As for :func:`section_tables`.
    tables
        Output by section and year.

    Returns
    -------
    dict
        A frame region x year by measure; no columns without figures by industry.

    Raises
    ------
    DataProblems
        If a measure asks for industries that its table has in no year.
    """
    groups = panel.industries.groups()
    of_output = {
        year: _arguments(each.gva, groups) | {"quotients": each.quotients, IN_OUTPUT: each.in_grp}
        for year, each in tables.items()
    }
    given = {OUTPUT: of_output}
    found = {}
    for measure, index, need in _indices():
        if need not in given:
            frames = _by_year(panel, need, counted)
            given[need] = {year: _arguments(each, groups) for year, each in frames.items()}
        columns = {
            year: index(*(values[name] for name in measure.arguments))
            for year, values in given[need].items()
        }
        found[measure.name] = pd.DataFrame(columns, dtype=float)
    return found


def _indices() -> Iterator[tuple[Measure, Index, Input]]:
    """Go through the indices of structure with the figures by industry that each is made of."""
    for measure in YEARLY:
        if measure.index is not None:
            need = next(each for each in measure.inputs if each.industries)
            yield measure, measure.index, Input(need.table, industries=need.industries)


def _arguments(amounts: pd.DataFrame, groups: Mapping[str, str]) -> dict[Argument, object]:
    """Values that an index may be given, from amounts region x industry of one year."""
    shares = structural_shares(amounts)
    nation = shares.T[NATION]
    return {
        "shares": shares,
        "groups": groups,
        "national_shares": nation,
        "quotients": location_quotients(shares, nation),
    }


def _by_year(panel: Panel, need: Input, counted: pd.DataFrame) -> dict[int, pd.DataFrame]:
    """Return figures region x industry by year, of counted regions, where the nation has any.

    Raises
    ------
    DataProblems
        If the table has figures by industry, but in no year of all that are asked for.
    """
    codes = panel.industries.sections() if need.industries == SECTIONS else need.industries
    _require_industries(panel, need.table, codes)
    found = {}
    for year in years_of(counted):
        frame = panel.industry_frame(need.table, year)
        if need.industries != SECTIONS:
            every = {code: panel.wide(need.table, code) for code in codes}
            columns = {code: each.reindex(columns=[year])[year] for code, each in every.items()}
            frame = pd.DataFrame(columns, dtype=float).dropna(how="all")
        frame = frame.loc[frame.index.intersection(counted.index[counted[year]])]
        if not frame.empty and NATION in frame.index:
            found[year] = frame
    return found


def _require_industries(panel: Panel, table: str, asked: Sequence[str]) -> None:
    """Refuse to take industries from a table that has others: they would all be missing."""
    rows = panel.observations
    held = sorted({*rows.loc[rows["table"].eq(table), "industry"]} - {""})
    lacking = [code for code in asked if code not in held]
    if held and lacking:
        slots = {
            "found": ", ".join(held),
            "expected": ", ".join(asked),
            "items": ", ".join(lacking),
        }
        place = Location(BY_NAME[table].file)
        raise DataProblems([Problem("problem.lacks_industries", place, slots)])


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One industry section of the region in the reference year.

    ``gva`` in billion tenge; shares in per cent of GRP and of GDP; ``location_quotient`` is the
    ratio of the two; ``change`` the change of the share in GRP on the previous year, in
    percentage points. ``None`` where there is no value.
    """

    industry: str
    gva: float | None
    share: float | None
    national_share: float | None
    location_quotient: float | None
    change: float | None


COVERED = 0.999
"""Sections with a volume index must hold this part of the previous year's value added."""


@dataclass(frozen=True)
class SectionGrowth:
    """What drove real growth in the reference year: region x section, the nation among them.

    Sections that have no volume index of their own are one column, ``OTHER_SERVICES``.
    ``contributions`` are percentage points of growth of gross regional product; a region has a
    row where any is known, and NaN for each section without an index. ``residual`` is what they
    leave of its published growth, NaN where they do not say nearly all.
    ``volume`` and ``prices`` are changes on the previous year in per cent, ``nominal`` in millions
    of tenge at current prices.
    """

    contributions: pd.DataFrame
    residual: "pd.Series[float]"
    volume: pd.DataFrame
    prices: pd.DataFrame
    nominal: pd.DataFrame


NO_GROWTH = SectionGrowth(
    pd.DataFrame(), pd.Series(dtype=float), pd.DataFrame(), pd.DataFrame(), pd.DataFrame()
)
"""A year without volume indices by section."""


def section_growth(
    panel: Panel, year: int, counted: pd.DataFrame, growth: "pd.Series[float]"
) -> SectionGrowth:
    """Take the real growth of a year apart by section.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    year
        Reference year.
    counted
        Whether a region is counted on the reference borders, region x year: it has a row only
        where it is in the year and in the one before.
    growth
        Published real growth of gross regional product, per cent, by region.

    Returns
    -------
    SectionGrowth
        A section without an index is NaN. Where those with one hold 99.9 per cent of value added
        (mining where there is hardly any has none) the rest of growth is the residual; otherwise
        the residual is NaN, and so where growth is. A region that lacks value added of any section
        in the year before has no row: there is no whole to take a share of.
    """
    index = panel.by_industry("gva_volume_index", year)
    both = counted.index[counted[year] & counted[year - 1]]
    previous, now = (_growing_sections(panel, each).reindex(both) for each in (year - 1, year))
    if index.empty or previous.dropna(how="all").empty:
        return NO_GROWTH
    index = index.reindex(index=previous.index, columns=previous.columns)
    points = section_contributions(previous, index).dropna(how="all")
    covered = previous.where(index.notna()).sum(axis=1) / previous.sum(axis=1)
    residual = growth.reindex(points.index) - points.sum(axis=1)
    return SectionGrowth(
        points,
        residual.where(covered[points.index].ge(COVERED)),
        real_growth(index),
        price_change(now, previous, index),
        now - previous,
    )


def _growing_sections(panel: Panel, year: int) -> pd.DataFrame:
    """Lay out value added of a year, region x section, as volume indices group the sections.

    The group is the sum of its sections, or where these are not published the aggregate itself.
    """
    published = panel.by_industry(OUTPUT.table, year)
    sections = panel.industry_frame(OUTPUT.table, year)
    sections = sections.reindex(published.index)
    grouped = [code for code in sections.columns if code in IN_OTHER_SERVICES]
    found = sections.drop(columns=grouped)
    if grouped:
        together = sections[grouped].sum(axis=1, skipna=False)
        aggregate = published.get(OTHER_SERVICES)
        found[OTHER_SERVICES] = together if aggregate is None else together.fillna(aggregate)
    return found


@dataclass(frozen=True, slots=True)
class DriverLine:
    """What one section did for real growth; ``None`` where there is no value.

    ``contribution`` in percentage points; ``volume`` and ``prices`` are changes on the previous
    year in per cent. ``industry`` is empty for what no section accounts for.
    """

    industry: str
    contribution: float | None
    volume: float | None
    prices: float | None


def variety_without(table: SectionTables, section: str) -> dict[str, float]:
    """Return the entropy of the sections but for one, of all regions with sections.

    Parameters
    ----------
    table
        The sections of a year.
    section
        Section left out; the shares are those of the others in their sum.
    """
    others = table.gva.drop(columns=section, errors="ignore").drop(index=NATION, errors="ignore")
    found = entropy(structural_shares(others)) if len(others.columns) else pd.Series(dtype=float)
    return {str(code): float(value) for code, value in found.dropna().items()}
