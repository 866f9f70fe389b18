"""Rank correlation of two indicators: whether regions high in one are high in the other.

It is an association among regions, not an effect of one indicator on the other.

References
----------
Spearman, C. (1904). The proof and measurement of association between two things. *American Journal
of Psychology* 15(1), 72-101.
Kendall, M. G. (1945). The treatment of ties in ranking problems. *Biometrika* 33(3), 239-251.
Fieller, E. C., Hartley, H. O. and Pearson, E. S. (1957). Tests for rank correlation coefficients.
*Biometrika* 44(3/4), 470-481.
Bonett, D. G. and Wright, T. A. (2000). Sample size requirements for estimating Pearson, Kendall
and Spearman correlations. *Psychometrika* 65(1), 23-28.
"""

import math
from dataclasses import dataclass, replace

import pandas as pd
from scipy.stats import kendalltau, norm, spearmanr

from generator.economics.estimation.significance import TAIL
from generator.economics.possible_values import Undefined

LEAST_PAIRS = 5
"""Pairs that an interval of a rank correlation needs."""


@dataclass(frozen=True)
class RankCorrelation:
    """Rank correlation over ``n`` regions that have both values, with its 95 % interval.

    ``value`` is -1 (opposite order) to 1 (same order). ``low`` and ``high`` are NaN where the
    order is exactly the same or opposite, or with fewer than five regions. ``p`` is the two-sided
    p-value of no correlation, by t(n - 2) for Spearman's. ``undefined`` says why there is none.
    """

    n: int
    value: float
    low: float = math.nan
    high: float = math.nan
    undefined: Undefined | None = None
    p: float = math.nan


def spearman(x: pd.Series, y: pd.Series) -> RankCorrelation:
    """Compute Spearman's rank correlation (rho): the correlation of the ranks.

    Parameters
    ----------
    x, y
        One value per region; regions without both do not count.

    Returns
    -------
    RankCorrelation
        Undefined with fewer than three regions (``TOO_FEW``) or if all values of one indicator
        are equal (``NO_VARIATION``).

    Notes
    -----
    Tied regions have the mean of their ranks. Interval: tanh(atanh(rho) -+ 1.96 s) with
    s^2 = (1 + rho^2 / 2) / (n - 3) (Bonett and Wright 2000).
    """
    pairs, reason = _pairs(x, y)
    if reason is not None:
        return RankCorrelation(len(pairs), math.nan, undefined=reason)
    found = spearmanr(pairs["x"], pairs["y"])
    rho = float(found.statistic)
    correlated = _with_interval(rho, len(pairs), (1 + rho**2 / 2) / max(len(pairs) - 3, 1))
    return replace(correlated, p=float(found.pvalue))


def kendall(x: pd.Series, y: pd.Series) -> RankCorrelation:
    """Compute Kendall's rank correlation (tau-b): pairs in the same order less those opposite.

    Parameters
    ----------
    x, y
        As in :func:`spearman`.

    Returns
    -------
    RankCorrelation
        As in :func:`spearman`.

    Notes
    -----
    Corrected for ties (Kendall 1945). Interval: tanh(atanh(tau) -+ 1.96 s) with
    s^2 = 0.437 / (n - 4) (Fieller et al. 1957).
    """
    pairs, reason = _pairs(x, y)
    if reason is not None:
        return RankCorrelation(len(pairs), math.nan, undefined=reason)
    found = kendalltau(pairs["x"], pairs["y"], variant="b")
    correlated = _with_interval(float(found.statistic), len(pairs), 0.437 / max(len(pairs) - 4, 1))
    return replace(correlated, p=float(found.pvalue))


def _pairs(x: pd.Series, y: pd.Series) -> tuple[pd.DataFrame, Undefined | None]:
    pairs = pd.DataFrame({"x": x, "y": y}, dtype=float).dropna()
    if len(pairs) < 3:
        return pairs, Undefined.TOO_FEW
    return pairs, Undefined.NO_VARIATION if (pairs.nunique() == 1).any() else None


def _with_interval(value: float, n: int, variance: float) -> RankCorrelation:
    if n < LEAST_PAIRS or abs(value) >= 1 - 1e-12:
        return RankCorrelation(n, value)
    centre, margin = math.atanh(value), float(norm.isf(TAIL)) * math.sqrt(variance)
    return RankCorrelation(n, value, math.tanh(centre - margin), math.tanh(centre + margin))
