"""How concentrated a regional economy is: whether few industries make up most of it.

Tables have one row per region and one column per industry; every row sums to 1. A missing share
leaves the indices of its region undefined (NaN).

References
----------
Herfindahl, O. C. (1950). Concentration in the steel industry. Columbia University.
"""

import pandas as pd

from generator.economics.possible_values import require_whole


def hhi(shares: pd.DataFrame) -> pd.Series:
    """Compute the Herfindahl-Hirschman index: concentration on few industries.

    Parameters
    ----------
    shares
        Structural shares, region x industry; each row sums to 1.

    Returns
    -------
    Series
        By region, 1/n..1; 1 = a single industry. NaN if a share is missing.

    Raises
    ------
    ImpossibleValueError
        If the shares of a region do not sum to 1.

    Notes
    -----
    sum_i s_ri^2 (Herfindahl 1950).
    """
    require_whole(shares)
    return (shares**2).sum(axis=1, skipna=False, min_count=1)


def hhi_normalized(shares: pd.DataFrame) -> pd.Series:
    """Compute the Herfindahl-Hirschman index freed of the number of industries.

    Parameters
    ----------
    shares
        As in :func:`hhi`; n is the number of columns, zero shares included.

    Returns
    -------
    Series
        By region, 0 (equal shares) to 1 (a single industry). NaN if the classification has one
        industry only, or if a share is missing.

    Notes
    -----
    (HHI - 1/n) / (1 - 1/n).
    """
    n = shares.shape[1]
    concentration = hhi(shares)
    return (concentration - 1 / n) / (1 - 1 / n) if n > 1 else concentration * float("nan")


def largest_share(shares: pd.DataFrame) -> pd.Series:
    """Share of the largest industry.

    Parameters
    ----------
    shares
        Shares in the output of each region, region x industry, 0..1; a row need not sum to 1,
        since output also holds net taxes on products.

    Returns
    -------
    Series
        Per cent, by region. NaN if a share is missing: it might be the largest.

    Notes
    -----
    100 max_i s_ri.
    """
    return shares.max(axis=1, skipna=False) * 100
