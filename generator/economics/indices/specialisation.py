"""How a regional economy's structure differs from the nation's, industry by industry.

Tables have one row per region and one column per industry. A missing cell is not a zero: it
leaves the indices of its region undefined (NaN). An industry that the nation does not have
(national share 0) is left out for every region.

References
----------
Hoover, E. M. (1936). The measurement of industrial localization. *Review of Economics and
Statistics* 18(4), 162-171.
Hachman, F. (1995). Economic diversity and the Hachman index. Bureau of Economic and Business
Research, University of Utah.
Wieland, T. (2019). REAT: A regional economic analysis toolbox for R. *REGION* 6(3), R1-R57.
"""

import pandas as pd

from generator.economics.indices.inequality import gini
from generator.economics.possible_values import (
    Undefined,
    require_amounts,
    require_no_total,
    require_whole,
)


def structural_shares(values: pd.DataFrame, totals: pd.Series | None = None) -> pd.DataFrame:
    """Compute the share of each industry in the output of its region.

    Parameters
    ----------
    values
        Output in current prices, region x industry, not negative; NaN = missing.
    totals
        What the shares are shares of, by region (for instance gross regional product, which
        also holds net taxes on products). ``None`` = the sum of the region's industries.

    Returns
    -------
    DataFrame
        Same rows and columns, 0..1. Without ``totals`` a region with a missing industry has no
        share at all; with ``totals`` only the missing one is NaN. A region whose total is zero
        or missing is NaN throughout.

    Raises
    ------
    ImpossibleValueError
        If an output is negative or infinite, naming region and industry; or if an industry is the
        sum of the others in every region, naming it.
    """
    require_amounts(values)
    require_no_total(values)
    whole = values.sum(axis=1, skipna=False) if totals is None else totals.reindex(values.index)
    return values.div(whole.where(whole > 0), axis=0)


def why_no_structure(values: pd.DataFrame) -> dict[str, Undefined]:
    """Say why a region has no structural shares, and so no index that rests on them.

    Parameters
    ----------
    values
        As in :func:`structural_shares`, which is meant without ``totals``.

    Returns
    -------
    dict
        Reason by region: ``MISSING`` (an industry has no figure) or ``ZERO_BASE`` (no output at
        all). Empty if every region has a structure.
    """
    whole = values.sum(axis=1, skipna=False)
    reasons = {Undefined.MISSING: whole.isna(), Undefined.ZERO_BASE: whole == 0}
    return {str(region): why for why, those in reasons.items() for region in whole.index[those]}


def location_quotients(shares: pd.DataFrame, national: pd.Series) -> pd.DataFrame:
    """Compute location quotients: an industry's share in the region over that in the nation.

    Parameters
    ----------
    shares
        Structural shares, region x industry.
    national
        Structural shares of the nation by industry.

    Returns
    -------
    DataFrame
        Region x industry, >= 0; 1 = the national share, 0 = the region lacks the industry.
        Only industries with a national share other than 0 are columns. NaN where the regional or
        the national share is missing.

    Notes
    -----
    LQ_ri = s_ri / s_Ni (Hoover 1936; also called structural coefficient).
    """
    present = _national_shares(shares, national)
    return shares[present.index].div(present, axis=1)


def lq_variance(lq: pd.DataFrame) -> pd.Series:
    """Compute the variance of a region's location quotients, the plain measure.

    Every industry counts alike, so a tiny industry that exists in one region only can dominate;
    :func:`lq_variance_weighted` does not have this weakness.

    Parameters
    ----------
    lq
        Location quotients, region x industry.

    Returns
    -------
    Series
        By region, >= 0; 0 = all quotients equal. NaN with a missing quotient or fewer than two
        industries.

    Notes
    -----
    (1/m) sum_i (LQ_ri - mean_r)^2 over the m industries: population variance, divisor m.
    """
    variance = lq.var(axis=1, ddof=0, skipna=False)
    return variance if lq.shape[1] > 1 else variance * float("nan")


def lq_variance_sample(lq: pd.DataFrame) -> pd.Series:
    """Compute the variance of a region's location quotients with the divisor of a sample.

    Larger than :func:`lq_variance` by m / (m - 1); ranks are the same.

    Parameters
    ----------
    lq
        Location quotients, region x industry.

    Returns
    -------
    Series
        By region, >= 0. NaN with a missing quotient or fewer than two industries.

    Notes
    -----
    (1/(m-1)) sum_i (LQ_ri - mean_r)^2 over the m industries.
    """
    return lq.var(axis=1, ddof=1, skipna=False)


def gini_specialisation(lq: pd.DataFrame) -> pd.Series:
    """Compute the Gini coefficient of a region's location quotients: how unequal they are.

    Parameters
    ----------
    lq
        Location quotients, region x industry; every industry counts alike.

    Returns
    -------
    Series
        By region, 0 (all quotients equal) to 1 - 1/m (the region has one of the m industries).
        NaN with a missing quotient, fewer than two industries, or none of the nation's industries.

    Notes
    -----
    1/2 sum_i sum_j abs(LQ_ri - LQ_rj) / (m^2 mean_r), as in Wieland (2019).
    """
    if lq.shape[1] < 2:
        return pd.Series(float("nan"), index=lq.index)
    return pd.Series({region: gini(row) for region, row in lq.iterrows()}, dtype=float)


def lq_variance_weighted(shares: pd.DataFrame, national: pd.Series) -> pd.Series:
    """Compute the variance of location quotients, weighted by national shares.

    Parameters
    ----------
    shares, national
        As in :func:`location_quotients`.

    Returns
    -------
    Series
        By region, >= 0; 0 = the national structure. NaN if a share is missing.

    Notes
    -----
    sum_i s_Ni (LQ_ri - 1)^2, the chi-square distance from the nation. If both sets of shares
    sum to 1 the weighted mean quotient is 1 and the variance equals 1 / Hachman - 1.
    """
    lq = location_quotients(shares, national)
    squares = (lq - 1) ** 2
    return squares.mul(national[lq.columns], axis=1).sum(axis=1, skipna=False, min_count=1)


def hachman(shares: pd.DataFrame, national: pd.Series) -> pd.Series:
    """Compute the Hachman index: how like the nation a region's structure is.

    Parameters
    ----------
    shares, national
        As in :func:`location_quotients`; each set of shares sums to 1.

    Returns
    -------
    Series
        By region, in (0, 1]; 1 = the national structure. NaN if a share is missing, or if the
        region has only industries that the nation lacks.

    Raises
    ------
    ImpossibleValueError
        If the shares of a region do not sum to 1.

    Notes
    -----
    1 / sum_i (s_ri^2 / s_Ni) (Hachman 1995).
    """
    require_whole(shares)
    present = _national_shares(shares, national)
    ratio = (shares[present.index] ** 2).div(present, axis=1)
    total = ratio.sum(axis=1, skipna=False, min_count=1)
    return 1 / total.where(total > 0)


def _national_shares(shares: pd.DataFrame, national: pd.Series) -> pd.Series:
    """National shares in the order of the table, without the industries the nation lacks."""
    aligned = national.reindex(shares.columns)
    return aligned[aligned != 0]
