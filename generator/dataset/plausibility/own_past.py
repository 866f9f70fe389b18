"""Figures against the same region's past: what was stored of them, and the year before."""

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.plausibility.comparison import Comparison, RaisedDoubt, about, about_all
from generator.dataset.plausibility.limits import (
    DEFLATOR,
    MATTERS,
    MOST,
    REVISION,
    SECTION,
    limits_of,
)

_DUST = 1e-9


def revisions(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about figures that replace a very different stored one."""
    for table, _, rows in compared.table_years:
        points = limits_of(table).points
        known = rows[rows["stored"].notna()]
        if points is None:
            low, high = REVISION
            wrong = ~_ratio(known["value"], known["stored"]).between(low, high)
        else:
            wrong = (known["value"] - known["stored"]).abs().gt(points + _DUST)
        for _, row in known[wrong].iterrows():
            yield about("doubt.revised", row, v0=row["stored"], y0=row["year"])


def jumps(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about figures that jump against the year before."""
    for table, _, rows in compared.table_years:
        known = rows[rows["last"].notna()]
        for _, row in known[_jumping(compared, table, known)].iterrows():
            yield about("doubt.jump", row, v0=row["last"], y0=row["last_year"])


def _jumping(compared: Comparison, table: str, rows: pd.DataFrame) -> "pd.Series[bool]":
    limits = limits_of(table)
    if limits.index:
        return ~rows["value"].div(100).between(limits.lowest, limits.highest)
    if limits.points is not None:
        return (rows["value"] - rows["last"]).abs().gt(limits.points + _DUST)
    ratio = _ratio(rows["value"], rows["last"])
    if table != "gva_by_industry":
        return ~ratio.between(limits.lowest, limits.highest)
    return ~ratio.between(*SECTION) & _matters(compared, rows)


def _matters(compared: Comparison, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Whether an industry is, or was a year before, a material part of its region's product."""
    product = compared.values("grp")
    now = [product.get((r, y), float("nan")) for r, y in zip(rows.region, rows.year, strict=True)]
    totals = rows.groupby(["region", "year"])["value"].transform("sum")
    whole = pd.Series(now, rows.index, dtype=float).fillna(totals)
    return rows["value"].gt(MATTERS * whole)


def deflators(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about prices that product and volume index together imply."""
    product, index = compared.values("grp"), compared.values("grp_volume_index")
    rows = compared.changed
    rows = rows[rows["table"].isin(["grp", "grp_volume_index"])]
    for _, row in rows.drop_duplicates(["region", "year"]).iterrows():
        region, year = str(row["region"]), int(str(row["year"]))
        now, last = product.get((region, year)), product.get((region, year - 1))
        volume = index.get((region, year))
        if not now or not last or not volume:
            continue
        prices = (now / last / (volume / 100) - 1) * 100
        if not DEFLATOR[0] <= prices <= DEFLATOR[1]:
            yield about("doubt.deflator", row, prices=f"{prices:.1f}")


def cumulative(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about a volume index that counts from an earlier year than the one before."""
    index = compared.values("grp_volume_index")
    for table, year, rows in compared.table_years:
        regional = rows[rows["region"].ne(NATION) & rows["last"].notna()]
        if table != "grp_volume_index" or len(regional) < FEWEST:
            continue
        for base in range(year - 2, year - LONGEST, -1):
            growth = [_chained(index, str(code), base, year - 1) for code in regional["region"]]
            if _counts_from(regional["value"] / 100, pd.Series(growth, regional.index)):
                yield about_all("doubt.cumulative", regional, y0=base, y1=year - 1)
                break


FEWEST, LONGEST = 3, 16
"""Regions that a chain is seen in, and years that it may be long."""

GROWN, SPREAD, ORDINARY = 1.1, 0.06, (0.9, 1.2)
"""What a chain must have grown to, how alike regions are beyond it, and one year's growth."""


def _counts_from(value: "pd.Series[float]", chained: "pd.Series[float]") -> bool:
    """Whether values are chained growth times one ordinary year."""
    rest = value / chained
    alike = (rest / rest.median() - 1).abs().lt(SPREAD)
    grown = chained.median() >= GROWN and ORDINARY[0] <= rest.median() <= ORDINARY[1]
    return bool(grown and alike.sum() >= MOST * len(value))


def _chained(index: Mapping[tuple[str, int], float], code: str, base: int, last: int) -> float:
    """Growth from ``base`` to ``last`` as a ratio; NaN where a year is missing."""
    years = range(base + 1, last + 1)
    return math.prod(index.get((code, year), math.nan) / 100 for year in years)


def _ratio(value: "pd.Series[float]", basis: "pd.Series[float]") -> "pd.Series[float]":
    """Ratio of two columns; infinite where something follows nothing, 1 where both are 0."""
    same = value.eq(basis)
    return (value / basis.where(basis.ne(0))).fillna(float("inf")).where(~same, 1.0)
