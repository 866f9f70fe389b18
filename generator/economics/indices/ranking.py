"""Ranks of regions: 1 is the largest."""

import pandas as pd

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
