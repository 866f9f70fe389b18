"""What no longer agrees once a delivery is joined with the figures before it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.accounting_identities import identities
from generator.dataset.cells import CheckedCell
from generator.dataset.district_sums import district_sums
from generator.dataset.plausibility.comparison import CELL, Comparison, RaisedDoubt, about
from generator.dataset.schema import BY_FILE, BY_NAME, InputTable
from generator.errors import Location, Problem

IDENTITIES: Mapping[str, str] = {
    "problem.sum_differs": "doubt.sum_differs",
    "problem.nation_differs": "doubt.nation_differs",
    "problem.per_capita_differs": "doubt.per_capita_differs",
    "problem.districts_differ": "doubt.districts_differ",
}
"""Identities that figures may miss with a reason, by their problem in a stored delivery."""

_TOGETHER = frozenset(
    ("grp", "gva_by_industry", "net_taxes_on_products", "fisim", "grp_per_capita")
)


def contradictions(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about identities that fail on the joined figures and did not before.

    Where the delivery lacks the nation or a region, what was stored of it takes its place.
    """
    rows = compared.delivered
    years = sorted(rows["year"].unique())
    tables = set(rows["table"].unique())
    failed = set()
    if compared.before is not None:
        failed = {_place(each) for each in failing(compared.before.observations, compared, years)}
    joined = pd.concat([compared.after.observations, *_stored(compared)], ignore_index=True)
    for problem in failing(joined.drop_duplicates(CELL), compared, years):
        if _place(problem) not in failed and _touches(problem, tables):
            yield _asked(problem)


def within(missed: Sequence[Problem], found: Sequence[Problem]) -> Iterator[RaisedDoubt]:
    """Ask about identities that a delivery's own figures miss, unless that is asked already."""
    asked = {_cell(each) for each in found}
    yield from (each for each in map(_asked, missed) if _cell(each.problem) not in asked)


def _cell(problem: Problem) -> tuple[str, ...]:
    slots = problem.slots
    return (
        problem.key,
        *(slots.get(name, "") for name in ("table", "region", "industry", "year")),
    )


def _asked(problem: Problem) -> RaisedDoubt:
    """Turn an identity that fails into a question."""
    file = problem.place.file.rpartition("/")[2]
    table = BY_FILE[file]
    slots = {"industry": "", "region": NATION, **problem.slots}
    said = {"table": table.name, "unit": table.unit, "v0": slots["expected"], **slots}
    place = Location(file, problem.place.row, problem.place.column)
    return RaisedDoubt(Problem(IDENTITIES[problem.key], place, said))


def failing(rows: pd.DataFrame, compared: Comparison, years: Sequence[int]) -> Iterator[Problem]:
    """Find the identities that fail in some years, borders apart."""
    found = by_table(rows[rows["year"].isin(years)])
    lists = compared.after
    yield from (
        problem
        for problem in (
            *identities(found, lists.regions, ""),
            *district_sums(found, lists.districts, ""),
        )
        if problem.key in IDENTITIES
    )


def by_table(rows: pd.DataFrame) -> Mapping[InputTable, Sequence[CheckedCell]]:
    """Lay out observations as the checked cells of each table."""
    columns = [field.name for field in fields(CheckedCell) if field.name in rows.columns]
    return {
        BY_NAME[str(table)]: [CheckedCell(*row) for row in part[columns].itertuples(index=False)]
        for table, part in rows.groupby("table")
    }


def _stored(compared: Comparison) -> Iterator[pd.DataFrame]:
    if compared.before is not None:
        yield compared.before.observations


def _touches(problem: Problem, tables: set[str]) -> bool:
    """Whether an identity that fails can come from the delivered tables."""
    table = problem.place.file.removesuffix(".csv")
    within = BY_NAME[table].region_table
    return table in tables or bool(tables & _TOGETHER and table in _TOGETHER) or within in tables


def _place(problem: Problem) -> tuple[str, ...]:
    slots = problem.slots
    cell = (slots.get("region", ""), slots.get("industry", ""), slots.get("year", ""))
    return (problem.key, problem.place.file, *cell)


def urban_and_rural(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about schools of towns and villages that no longer add up to all schools."""
    whole, *parts = (
        compared.values(name)
        for name in ("general_schools", "general_schools_urban", "general_schools_rural")
    )
    rows = compared.changed
    rows = rows[rows["table"].str.startswith("general_schools")]
    for _, row in rows.drop_duplicates(["region", "year"]).iterrows():
        cell = str(row["region"]), int(str(row["year"]))
        now, then = (_missed(whole, parts, (cell[0], y)) for y in (cell[1], cell[1] - 1))
        if now and then == 0:
            yield about("doubt.urban_rural", row, v0=whole[cell] - now, found=whole[cell])


def _missed(
    whole: Mapping[tuple[str, int], float],
    parts: Sequence[Mapping[tuple[str, int], float]],
    cell: tuple[str, int],
) -> float | None:
    if cell not in whole or any(cell not in part for part in parts):
        return None
    return whole[cell] - sum(part[cell] for part in parts)


def statuses_back(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about preliminary figures that would replace final ones known before them."""
    if compared.before is None:
        return
    known = compared.before.observations
    final = pd.MultiIndex.from_frame(known.loc[known["status"].eq("published"), CELL])
    cells = compared.changed
    cells = cells[pd.MultiIndex.from_frame(cells[CELL]).isin(final)]
    back = cells[cells["status"].eq("preliminary") & cells["stored_status"].eq("published")]
    for _, row in back.iterrows():
        yield about("doubt.status_back", row, v0=row["stored"])
