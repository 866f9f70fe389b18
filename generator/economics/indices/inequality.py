"""Inequality between territories, for instance of output per person between regions.

Every function takes one value per territory and, if wanted, one weight per territory. Weighted by
population an index speaks of people; without weights (all equal) it speaks of territories. Results
are floats; 0 = all equal. An index is undefined (NaN) if a value or weight is missing: inequality
among the remaining territories would be that of another country. One territory alone gives 0, no
territory NaN. Territories of weight 0 do not count.

In the formulas p_i is the share of territory i in the weights, mu = sum_i p_i x_i the mean,
q_i = p_i x_i / mu the share in the total.

References
----------
Theil, H. (1967). *Economics and Information Theory*. North-Holland.
Atkinson, A. B. (1970). On the measurement of inequality. *Journal of Economic Theory* 2(3),
244-263.
Williamson, J. G. (1965). Regional inequality and the process of national development. *Economic
Development and Cultural Change* 13(4), 1-84.
"""

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import xlogy

from generator.economics.possible_values import require_amounts

Floats = NDArray[np.float64]


def gini(x: pd.Series, weights: pd.Series | None = None) -> float:
    """Compute the Gini coefficient: half the mean difference of any two, relative to the mean.

    Parameters
    ----------
    x
        One value per territory, not negative.
    weights
        One weight per territory with the same index (population); ``None`` = equal weights.

    Returns
    -------
    float
        In [0, 1); without weights at most 1 - 1/n (no small-sample correction). NaN if the mean
        is 0.

    Raises
    ------
    ImpossibleValueError
        If a value or weight is negative or infinite, naming the territory.

    Notes
    -----
    1/2 sum_i sum_j p_i p_j abs(x_i - x_j) / mu.
    """
    values, p = _weighted(x, weights)
    order = np.argsort(values, kind="stable")
    values, p = values[order], p[order]
    # For sorted values the double sum is one of x_i times (weight below - weight above).
    below = np.cumsum(p) - p
    return _relative(float(np.sum(p * values * (2 * below + p - 1))), values, p)


def theil_t(x: pd.Series, weights: pd.Series | None = None) -> float:
    """Compute the Theil T index, sensitive to differences at the top.

    Parameters
    ----------
    x, weights
        As in :func:`gini`.

    Returns
    -------
    float
        In nats, 0..ln(1 / smallest weight share). A value of 0 contributes 0; NaN if the mean
        is 0.

    Raises
    ------
    ImpossibleValueError
        As in :func:`gini`.

    Notes
    -----
    sum_i p_i (x_i / mu) ln(x_i / mu), with 0 ln 0 = 0 (Theil 1967).
    """
    values, p = _weighted(x, weights)
    mean = float(np.sum(p * values))
    if not mean > 0:
        return float("nan")
    return _not_negative(np.sum(p * xlogy(values / mean, values / mean)))


def theil_l(x: pd.Series, weights: pd.Series | None = None) -> float:
    """Compute the Theil L index (mean logarithmic deviation), sensitive to the bottom.

    Parameters
    ----------
    x, weights
        As in :func:`gini`.

    Returns
    -------
    float
        In nats, >= 0. NaN if a value is 0.

    Raises
    ------
    ImpossibleValueError
        As in :func:`gini`.

    Notes
    -----
    sum_i p_i ln(mu / x_i) (Theil 1967).
    """
    values, p = _weighted(x, weights)
    if not values.size or values.min() == 0:
        return float("nan")
    return _not_negative(np.sum(p * np.log(np.sum(p * values) / values)))


def atkinson(x: pd.Series, weights: pd.Series | None = None, *, epsilon: float) -> float:
    """Compute the Atkinson index: the part of the total that could be given up for equality.

    Parameters
    ----------
    x, weights
        As in :func:`gini`.
    epsilon
        Aversion to inequality, above 0; the higher, the more the bottom counts.

    Returns
    -------
    float
        In [0, 1). NaN if the mean is 0, or if a value is 0 and ``epsilon`` is 1 or more.

    Raises
    ------
    ImpossibleValueError
        As in :func:`gini`.
    ValueError
        If ``epsilon`` is not above 0.

    Notes
    -----
    1 - (sum_i p_i (x_i / mu)^(1 - eps))^(1 / (1 - eps)); for eps = 1 the mean is the geometric
    one (Atkinson 1970).
    """
    if not epsilon > 0:
        message = f"inequality aversion must be above 0: {epsilon}"
        raise ValueError(message)
    values, p = _weighted(x, weights)
    if not values.size or values.max() == 0 or (epsilon >= 1 and values.min() == 0):
        return float("nan")
    relative = values / np.sum(p * values)
    if epsilon == 1:
        return _not_negative(-np.expm1(np.sum(p * np.log(relative))))
    return _not_negative(1 - np.sum(p * relative ** (1 - epsilon)) ** (1 / (1 - epsilon)))


def hoover(x: pd.Series, weights: pd.Series | None = None) -> float:
    """Compute the Hoover index: the part of the total that would have to move to make all equal.

    Parameters
    ----------
    x, weights
        As in :func:`gini`.

    Returns
    -------
    float
        In [0, 1). NaN if the mean is 0.

    Raises
    ------
    ImpossibleValueError
        As in :func:`gini`.

    Notes
    -----
    1/2 sum_i abs(q_i - p_i).
    """
    values, p = _weighted(x, weights)
    mean = float(np.sum(p * values))
    return _relative(0.5 * float(np.sum(p * np.abs(values - mean))), values, p)


def williamson(x: pd.Series, weights: pd.Series | None = None) -> float:
    """Compute the Williamson index: the weighted coefficient of variation.

    Parameters
    ----------
    x, weights
        As in :func:`gini`.

    Returns
    -------
    float
        >= 0. NaN if the mean is 0.

    Raises
    ------
    ImpossibleValueError
        As in :func:`gini`.

    Notes
    -----
    sqrt(sum_i p_i (x_i - mu)^2) / mu, where mu is the weighted mean, that is the national value
    (Williamson 1965).
    """
    values, p = _weighted(x, weights)
    mean = float(np.sum(p * values))
    return _relative(float(np.sqrt(np.sum(p * (values - mean) ** 2))), values, p)


def max_min_ratio(x: pd.Series) -> float:
    """Compute the ratio of the largest value to the smallest.

    Parameters
    ----------
    x
        As in :func:`gini`.

    Returns
    -------
    float
        1 or more. NaN if the smallest value is 0.

    Raises
    ------
    ImpossibleValueError
        As in :func:`gini`.
    """
    values, _ = _weighted(x, None)
    return float(values.max() / values.min()) if values.size and values.min() > 0 else float("nan")


def gini_corrected(x: pd.Series) -> float:
    """Compute the Gini coefficient freed of the number of territories.

    Parameters
    ----------
    x
        One value per territory, not negative; territories count alike.

    Returns
    -------
    float
        0 (all equal) to 1 (one territory has everything). NaN with fewer than two territories, if
        a value is missing, or if the mean is 0.

    Raises
    ------
    ImpossibleValueError
        If a value is negative or infinite, naming the territory.

    Notes
    -----
    n / (n - 1) times the Gini coefficient.
    """
    return gini(x) * len(x) / (len(x) - 1) if len(x) > 1 else math.nan


def variation_sample(x: pd.Series) -> float:
    """Compute the coefficient of variation with the standard deviation of a sample.

    Parameters
    ----------
    x
        As in :func:`gini_corrected`.

    Returns
    -------
    float
        >= 0. NaN with fewer than two territories, if a value is missing, or if the mean is 0.

    Raises
    ------
    ImpossibleValueError
        If a value is negative or infinite, naming the territory.

    Notes
    -----
    sqrt(sum_i (x_i - mean)^2 / (n - 1)) / mean.
    """
    return williamson(x) * math.sqrt(len(x) / (len(x) - 1)) if len(x) > 1 else math.nan


def _weighted(x: pd.Series, weights: pd.Series | None) -> tuple[Floats, Floats]:
    """Values and weight shares of the territories that count; empty where undefined."""
    given = pd.Series(1.0, index=x.index) if weights is None else weights.reindex(x.index)
    table = pd.DataFrame({"value": x, "weight": given}, dtype=float)
    require_amounts(table)
    total = float(table["weight"].sum())
    if table.isna().to_numpy().any() or not total > 0:
        return np.empty(0), np.empty(0)
    counted = table[table["weight"] > 0]
    return counted["value"].to_numpy(), counted["weight"].to_numpy() / total


def _relative(spread: float, values: Floats, p: Floats) -> float:
    """Spread over the weighted mean; undefined without territories or if the mean is 0."""
    mean = float(np.sum(p * values))
    return _not_negative(spread / mean) if mean > 0 else float("nan")


def _not_negative(index: float) -> float:
    """Cut off the rounding error below zero that equal values may leave."""
    return max(float(index), 0.0)
