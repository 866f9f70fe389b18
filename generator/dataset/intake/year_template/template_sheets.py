"""What the workbook of a year asks for: tables, regions, industries, and the figures before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.dataset.schema import BY_NAME, TABLES


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column to fill in: an industry, empty text for the whole economy, and its source's id."""

    industry: str
    source: str


@dataclass(frozen=True)
class TemplateSheet:
    """What one sheet asks for.

    Parameters
    ----------
    table, year
        The input table and the year to fill in.
    coverage
        Per cent of the regions that a reference year needs; 0 where it does not need the table.
    regions
        The nation, then the regions of the year.
    columns
        One, or one for each industry of the newest earlier figures.
    before
        The year of those figures.
    known
        Their values by region and industry; a missing value has no entry.
    """

    table: str
    year: int
    coverage: int
    regions: tuple[str, ...]
    columns: tuple[TemplateColumn, ...]
    before: int
    known: Mapping[tuple[str, str], float]


def template_sheets(panel: Panel, year: int, tables: Sequence[str]) -> tuple[TemplateSheet, ...]:
    """Say what the workbook of a year asks for.

    Parameters
    ----------
    panel
        The newest figures.
    year
        The year to fill in.
    tables
        Tables asked for beside those that a reference year needs; those by district and of the
        year so far, whose rows are no regions of a year, are left out.

    Returns
    -------
    tuple of TemplateSheet
        The needed tables in the order of the list of needs, then the others in that of the
        schema; without those that have no figure of an earlier year, whose source nobody knows.
    """
    needs = {need.table: need.coverage for need in panel.year_needs}
    plain = [each for each in TABLES if not (each.has_district or each.step or each.items)]
    others = [each.name for each in plain if each.name in tables]
    names = dict.fromkeys((*needs, *others))
    return tuple(_sheets(panel, year, {name: needs.get(name, 0) for name in names}))


def _sheets(panel: Panel, year: int, coverage: Mapping[str, int]) -> Iterator[TemplateSheet]:
    rows = panel.observations
    rows = rows[rows["year"].lt(year) & rows["district"].eq("")]
    regions = (NATION, *(region.code for region in panel.regions.existing(year)))
    for table, percent in coverage.items():
        own = rows[rows["table"].eq(table)]
        if own.empty:
            continue
        before = int(own["year"].max())
        last = own[own["year"].eq(before) & own["region"].isin(regions)]
        columns = tuple(_columns(last, by_industry=BY_NAME[table].has_industry))
        yield TemplateSheet(table, year, percent, regions, columns, before, _known(last))


def _columns(rows: pd.DataFrame, *, by_industry: bool) -> Iterator[TemplateColumn]:
    industries = sorted(rows["industry"].unique(), key=lambda code: (code != "", code))
    for industry in industries if by_industry else [""]:
        sources = rows.loc[rows["industry"].eq(industry), "source"]
        yield TemplateColumn(str(industry), str(sources.mode().iloc[0]))


def _known(rows: pd.DataFrame) -> Mapping[tuple[str, str], float]:
    given = rows[rows["value"].notna()]
    cells = given[["region", "industry", "value"]].itertuples(index=False)
    return {(str(region), str(industry)): float(value) for region, industry, value in cells}
