"""What a delivery does not hold although the figures before it did."""

from collections.abc import Iterator

import pandas as pd

from generator.classifications.districts import Districts
from generator.classifications.regions import NATION
from generator.dataset.plausibility.comparison import (
    CELL,
    TABLE_YEAR,
    Comparison,
    RaisedDoubt,
    about_all,
)


def vanished(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about stored values that a delivery takes away, since it replaces a table's year whole.

    A figure delivered as suppressed is said, not lost.
    """
    if compared.before is None:
        return
    rows = compared.delivered
    known = compared.before.observations
    known = known[known["value"].notna()]
    touched = known.merge(rows[TABLE_YEAR].drop_duplicates(), on=TABLE_YEAR)[CELL]
    both = touched.merge(rows[CELL].drop_duplicates(), how="left", indicator=True)
    gone = both[both["_merge"].eq("left_only")]
    for (table, year), part in gone.groupby(TABLE_YEAR):
        of_year = rows[rows["table"].eq(str(table)) & rows["year"].eq(int(str(year)))]
        slots = {"items": _codes(part["region"]), "k": len(part)}
        yield RaisedDoubt(about_all("doubt.vanished", of_year, **slots).problem)


def incomplete(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about a new year of a table that lacks regions of the year before."""
    series = compared.series
    values = series[series["value"].notna() & series["district"].eq("")]
    by_year = values.groupby(TABLE_YEAR)["region"].agg(frozenset)
    for (table, of), rows in compared.delivered.groupby(TABLE_YEAR):
        year = int(str(of))
        stored = compared.before is not None and year in compared.before.years(str(table))
        last: frozenset[str] = by_year.get((table, year - 1), frozenset())
        given = frozenset(rows["region"])
        existing = {each.code for each in compared.after.regions.existing(year)}
        lacking = sorted(code for code in last - given if code in existing | {NATION})
        if stored or not lacking:
            continue
        if given == {NATION}:
            yield about_all("doubt.nation_alone", rows, y0=year - 1)
        else:
            slots = {"items": ",".join(lacking), "k": len(lacking), "y0": year - 1}
            yield about_all("doubt.incomplete", rows, **slots)


def districts_lacking(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about a table by district that holds only some districts of its regions."""
    rows = compared.delivered
    known: Districts = compared.after.districts
    for _, part in rows[rows["district"].ne("")].groupby(TABLE_YEAR):
        expected = {each.code for code in set(part["region"]) for each in known.of(str(code))}
        lacking = expected - set(part["district"])
        if lacking:
            k, n_all = len(expected) - len(lacking), len(expected)
            yield about_all("doubt.districts", part, k=k, n_all=n_all)


def _codes(regions: "pd.Series[str]") -> str:
    return ",".join(sorted(regions.unique()))
