"""Groups of regions by their structure: how far from the nation's, and how varied.

Groups are thirds of the regions by rank, with tied regions together. They order the regions of one
year among themselves and say nothing absolute: there is always a third that differs most.
"""

from collections.abc import Mapping
from enum import StrEnum

import pandas as pd

from generator.economics.indices.ranking import TIE_DECIMALS

LEAST_REGIONS = 9
"""Regions with a value that groups need: three in each."""

QUOTIENT = 1.25
"""Location quotient from which on an industry counts as concentrated in the region."""

SHARE = 0.03
"""Share in the region's output below which an industry is too small to be a key one."""

AVERAGE = 1.0
"""Location quotient of an industry that is as large in the region as in the nation."""

SPAN = 3
"""Years looked at: the reference year and those before it."""

YEARS = 2
"""Years of the span in which an industry must pass both thresholds."""


class Structure(StrEnum):
    """Third of the regions by distance of their structure from the nation's."""

    CLOSE = "close"
    INTERMEDIATE = "intermediate"
    SPECIALISED = "specialised"


class Variety(StrEnum):
    """Variety of a region next to the nation's."""

    ABOVE = "above"
    BELOW = "below"
    EQUAL = "equal"


def thirds(values: pd.Series) -> pd.Series:
    """Divide regions into three groups by a measure of specialisation.

    Parameters
    ----------
    values
        One value per region, larger = more specialised; NaN = undefined.

    Returns
    -------
    Series
        A :class:`Structure` per region, same index; ``None`` for a region without value, and for
        all with fewer than nine values. Tied regions (equal to ten decimals) share the group of
        the first of them, so groups may be of unequal size.

    Notes
    -----
    Group floor(3 (k - 1) / m) of the region with the k-th smallest of m values.
    """
    ranks = values.dropna().round(TIE_DECIMALS).rank(method="min")
    groups = tuple(Structure)
    found: dict[object, Structure | None] = dict.fromkeys(values.index)
    if len(ranks) >= LEAST_REGIONS:
        for region, rank in ranks.items():
            found[region] = groups[3 * (int(rank) - 1) // len(ranks)]
    return pd.Series(found, index=values.index, dtype=object)


def typology(
    weighted: pd.Series, plain: pd.Series, variety: pd.Series, national_variety: float
) -> pd.DataFrame:
    """Describe each region by distance from the national structure and by variety.

    Parameters
    ----------
    weighted
        Variance of location quotients weighted by national shares, by region without the nation:
        the measure that groups rest on.
    plain
        The unweighted variance, same index: the measure of the method paper.
    variety
        Normalised entropy, same index.
    national_variety
        Normalised entropy of the nation.

    Returns
    -------
    DataFrame
        Index of ``weighted``. ``structure``: its third by ``weighted`` (:class:`Structure` or
        ``None``, see :func:`thirds`); ``structure_plain``: its third by ``plain``; ``differs``:
        whether the two are different thirds, missing where either is; ``variety``: a
        :class:`Variety` or ``None``.
    """
    groups = pd.DataFrame(
        {"structure": thirds(weighted), "structure_plain": thirds(plain.reindex(weighted.index))}
    ).astype(object)
    known = groups.notna().all(axis=1)
    differs = groups["structure"].ne(groups["structure_plain"]).astype("boolean")
    groups["differs"] = differs.where(known)
    sides = (variety.reindex(weighted.index) - national_variety).round(TIE_DECIMALS)
    groups["variety"] = pd.Series(
        {region: _side(float(gap)) for region, gap in sides.items()}, dtype=object
    )
    return groups


def key_industries(
    lq: Mapping[int, pd.DataFrame], shares: Mapping[int, pd.DataFrame], year: int
) -> pd.DataFrame:
    """Find the industries that mark a region's economy.

    Parameters
    ----------
    lq
        Location quotients of each year, region x industry (see
        :func:`~generator.economics.indices.specialisation.location_quotients`).
    shares
        Structural shares of each year, region x industry, 0..1.
    year
        Reference year.

    Returns
    -------
    DataFrame
        Region x industry of the reference year; true, false or undefined (``boolean`` with
        ``NA``). Undefined where missing years leave the answer open, as for every industry of a
        region with one year of history. It is a list, not a score.

    Raises
    ------
    KeyError
        If the reference year has no table.

    Notes
    -----
    LQ >= 1.25 and share >= 3 % in the same year, in at least two of the last three years; and LQ
    above 1 in the reference year, since an industry that has left is not a mark of today.
    """
    regions, industries = lq[year].index, lq[year].columns
    passed = pd.DataFrame(0, index=regions, columns=industries)
    unknown = passed.copy()
    for each in range(year - SPAN + 1, year + 1):
        quotient, share = (
            tables[each].reindex(index=regions, columns=industries)
            if each in tables
            else pd.DataFrame(float("nan"), index=regions, columns=industries)
            for tables in (lq, shares)
        )
        too_low = (quotient < QUOTIENT) | (share < SHARE)
        passes = (quotient >= QUOTIENT) & (share >= SHARE)
        passed += passes.astype(int)
        unknown += (~passes & ~too_low).astype(int)
    found = (passed >= YEARS).astype("boolean")
    found = found.mask((passed < YEARS) & (passed + unknown >= YEARS), pd.NA)
    now = lq[year]
    return found.mask(now.isna() & found.fillna(value=True), pd.NA).mask(
        now <= AVERAGE, other=False
    )


def _side(gap: float) -> Variety | None:
    if gap == 0:
        return Variety.EQUAL
    return Variety.ABOVE if gap > 0 else Variety.BELOW if gap < 0 else None
