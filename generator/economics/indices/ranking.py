"""Ranks of regions: 1 is the largest."""

import math

import numpy as np
import pandas as pd
from scipy.stats import binomtest
from scipy.stats import t as student

from generator.economics.estimation.multiplicity import holm
from generator.economics.estimation.significance import CONFIDENCE
from generator.economics.possible_values import require_amounts, require_counts

TIE_DECIMALS = 10
"""Values equal to this many decimals are tied; smaller differences are floating-point noise."""


def rank_descending(values: pd.Series) -> pd.Series:
    """Rank regions from the largest value down.

    Parameters
    ----------
    values
        One value per region; NaN = undefined.

    Returns
    -------
    Series
        Whole numbers (Int64) with the same index. Tied regions share the smallest rank and the
        next one is skipped: 1, 2, 2, 4. A region without a value has no rank (missing).

    Examples
    --------
    >>> rank_descending(pd.Series([3.0, 9.0, 3.0, float("nan")])).tolist()
    [2, 1, 2, <NA>]
    """
    return values.round(TIE_DECIMALS).rank(method="min", ascending=False).astype("Int64")


def rank_intervals(
    values: pd.Series, standard_errors: pd.Series, df: float = math.inf
) -> pd.DataFrame:
    """Rank regions with the 95 % intervals of their ranks, from standard errors.

    Parameters
    ----------
    values
        One estimate per region, for instance a trend; NaN = undefined.
    standard_errors
        Its standard error, same index, not negative.
    df
        Degrees of freedom of the standard errors (T - 2 for a trend over T years); infinite for
        the normal distribution.

    Returns
    -------
    DataFrame
        Columns ``rank``, ``best`` and ``worst`` (Int64; 1 = largest value), index of ``values``.
        Missing for a region without estimate or standard error, which is left out of the others'
        ranks too.

    Raises
    ------
    ImpossibleValueError
        If a standard error is negative or infinite, naming the region.

    Notes
    -----
    Each region is compared with every other one by t = (x_r - x_q) / sqrt(s_r^2 + s_q^2), the
    estimates being independent; p-values are adjusted by Holm over the comparisons of the region.
    best = 1 + number of regions larger beyond chance, worst = number of regions - number smaller
    beyond chance (as Mogstad et al. 2024, with Holm in place of the bootstrap).
    """
    table = pd.DataFrame({"value": values, "se": standard_errors.reindex(values.index)})
    require_amounts(table[["se"]])
    known = table.dropna()
    x, s = known["value"].to_numpy(dtype=float), known["se"].to_numpy(dtype=float)
    apart, noise = x[:, None] - x[None, :], np.sqrt(s[:, None] ** 2 + s[None, :] ** 2)
    # Without noise any difference is beyond chance.
    ratio = np.divide(np.abs(apart), noise, out=np.full_like(apart, np.inf), where=noise > 0)
    chance = np.where(apart == 0, 1.0, 2 * student.sf(ratio, df))
    p = pd.DataFrame(chance, known.index, known.index)
    return _intervals(known["value"], p).reindex(values.index)


def rank_intervals_of_counts(counts: pd.Series, base: pd.Series) -> pd.DataFrame:
    """Rank regions by the rate of a small count, with the 95 % intervals of their ranks.

    Parameters
    ----------
    counts
        Cases by region: whole numbers, not negative; NaN = missing.
    base
        What they are related to, same index, above 0 (inhabitants).

    Returns
    -------
    DataFrame
        As in :func:`rank_intervals`; 1 = largest rate. Missing for a region without count or with
        a base that is missing or 0.

    Raises
    ------
    ImpossibleValueError
        If a count is negative, infinite or not a whole number, or a base negative or infinite,
        naming the region.

    Notes
    -----
    Two regions are compared by the exact test that, given the sum of their counts, the first is
    binomial with the share of its base (Przyborowski and Wilenski 1940); a count of 0 needs no
    standard error. For the rest see :func:`rank_intervals`.
    """
    table = pd.DataFrame({"count": counts, "base": base.reindex(counts.index)}, dtype=float)
    require_counts(table[["count"]])
    require_amounts(table[["base"]])
    known = table[(table["base"] > 0) & table["count"].notna()]
    p = pd.DataFrame(1.0, known.index, known.index)
    for place, first in enumerate(known.index):
        for second in known.index[place + 1 :]:
            chance = _same_rate(known.loc[first], known.loc[second])
            p.loc[first, second] = p.loc[second, first] = chance
    return _intervals(known["count"] / known["base"], p).reindex(counts.index)


def _same_rate(first: pd.Series, second: pd.Series) -> float:
    """p-value of the exact test that two regions have the same rate."""
    total = int(first["count"] + second["count"])
    if total == 0:
        return 1.0
    share = float(first["base"] / (first["base"] + second["base"]))
    return float(binomtest(int(first["count"]), total, share).pvalue)


def _intervals(values: pd.Series, p: pd.DataFrame) -> pd.DataFrame:
    """Ranks and their bounds from the p-values of all comparisons."""
    best, worst = [], []
    for place, (region, value) in enumerate(values.items()):
        others = values.drop(index=region)
        differs = holm(p.iloc[place].drop(index=region)) < 1 - CONFIDENCE
        best.append(1 + int((differs & (others > value)).sum()))
        worst.append(len(values) - int((differs & (others < value)).sum()))
    bounds = {"rank": rank_descending(values), "best": best, "worst": worst}
    return pd.DataFrame(bounds, index=values.index).astype("Int64")
