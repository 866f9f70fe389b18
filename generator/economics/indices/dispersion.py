"""Spread of territories taken as a sample: indices corrected for a small number of them.

They are for comparison with programs that take territories for a sample. The method takes them for
the whole they are (:mod:`~generator.economics.indices.inequality`), without correction.
"""

import math

import pandas as pd

from generator.economics.indices.inequality import gini, williamson


def gini_corrected(x: pd.Series) -> float:
    """Gini coefficient freed of the number of territories.

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
    """Coefficient of variation with the standard deviation of a sample.

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
