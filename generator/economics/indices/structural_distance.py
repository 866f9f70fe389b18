"""Distances between economic structures: of a region from the nation, or of two regions.

Tables have one row per region and one column per industry. A missing cell is not a zero: it
leaves the indices of its region undefined (NaN).

References
----------
Krugman, P. (1991). *Geography and Trade*. MIT Press.
Duranton, G. and Puga, D. (2000). Diversity and specialisation in cities: why, where and when does
it matter? *Urban Studies* 37(3), 533-555.
Midelfart-Knarvik, K. H., Overman, H. G., Redding, S. J. and Venables, A. J. (2000). The location
of European industry. European Commission, Economic Papers 142 (bilateral Krugman index).
"""

import numpy as np
import pandas as pd

from generator.economics.indices.ranking import TIE_DECIMALS
from generator.economics.possible_values import SHARE_TOLERANCE, require_amounts, require_whole


def krugman(shares: pd.DataFrame, national: pd.Series) -> pd.Series:
    """Compute the Krugman index: the distance of a region's structure from the nation's.

    Parameters
    ----------
    shares, national
        As in :func:`location_quotients`; the nation includes the region.

    Returns
    -------
    Series
        By region, 0..2; 0 = the national structure. Half of it is Hoover's coefficient of
        specialisation. NaN if a share is missing.

    Raises
    ------
    ImpossibleValueError
        If the shares of a region do not sum to 1.

    Notes
    -----
    sum_i abs(s_ri - s_Ni) (Krugman 1991).
    """
    require_whole(shares)
    distance = shares.sub(national.reindex(shares.columns), axis=1).abs()
    return distance.sum(axis=1, skipna=False, min_count=1)


def krugman_rest(values: pd.DataFrame, national: pd.Series) -> pd.Series:
    """Compute the Krugman index against the rest of the nation, the region not counted.

    A large region makes up much of the nation and so cannot differ much from it; against the rest
    it can.

    Parameters
    ----------
    values
        Output in current prices, region x industry, not negative.
    national
        Output of the nation by industry, same unit: at least that of any region.

    Returns
    -------
    Series
        By region, 0..2; 0 = the structure of the rest, 2 = no industry in common. NaN if a cell
        is missing, and for a region that is empty or is the whole nation.

    Raises
    ------
    ImpossibleValueError
        If an output is negative or infinite, or larger than the nation's (a negative rest).

    Notes
    -----
    sum_i abs(s_ri - (X_Ni - x_ri) / (X_N - X_r)) (Krugman 1991).
    """
    require_amounts(values)
    rest = -values.sub(national.reindex(values.columns), axis=1)
    # Sums of decimals leave a rounding error where the region is the industry's only place.
    rest = rest.mask(rest.abs() <= SHARE_TOLERANCE * float(national.sum()), 0.0)
    require_amounts(rest)
    own, others = (each.sum(axis=1, skipna=False) for each in (values, rest))
    distance = values.div(own.where(own > 0), axis=0) - rest.div(others.where(others > 0), axis=0)
    return distance.abs().sum(axis=1, skipna=False, min_count=1)


def relative_diversity(shares: pd.DataFrame, national: pd.Series) -> pd.Series:
    """Compute the relative diversity index: the inverse of the distance from the nation.

    Parameters
    ----------
    shares, national
        As in :func:`krugman`.

    Returns
    -------
    Series
        By region, 1/2 (nothing in common with the nation) upwards. NaN if a share is missing, or
        if the structure is the nation's own, where the index has no bound.

    Raises
    ------
    ImpossibleValueError
        If the shares of a region do not sum to 1.

    Notes
    -----
    1 / sum_i abs(s_ri - s_Ni) (Duranton and Puga 2000).
    """
    distance = krugman(shares, national)
    return 1 / distance.where(distance > SHARE_TOLERANCE)


def structural_distances(shares: pd.DataFrame) -> pd.DataFrame:
    """Compute the distance between the structures of every two regions.

    Parameters
    ----------
    shares
        Structural shares, region x industry; each row sums to 1.

    Returns
    -------
    DataFrame
        Region x region, symmetric, 0 (the same structure) to 1 (no industry in common): the part
        of a region's output that would have to be in other industries. NaN where a region lacks a
        share; the diagonal is 0.

    Raises
    ------
    ImpossibleValueError
        If the shares of a region do not sum to 1.

    Notes
    -----
    1/2 sum_i abs(s_ri - s_qi): half the bilateral Krugman index (Midelfart-Knarvik et al. 2000).
    """
    require_whole(shares)
    rows = shares.to_numpy(dtype=float)
    apart = 0.5 * np.abs(rows[:, None, :] - rows[None, :, :]).sum(axis=2)
    return pd.DataFrame(apart, index=shares.index, columns=shares.index)


def spread_of_distances(shares: pd.DataFrame) -> pd.Series:
    """Compute how far apart the structures of two regions usually are.

    Parameters
    ----------
    shares
        As in :func:`nearest_structures`.

    Returns
    -------
    Series
        Lower quartile (index 0.25) and median (0.5) of the distances of all pairs, 0..1;
        NaN with fewer than two regions that have all their shares.

    Raises
    ------
    ImpossibleValueError
        If the shares of a region do not sum to 1.
    """
    apart = structural_distances(shares.dropna()).to_numpy()
    pairs = pd.Series(apart[np.triu_indices(len(apart), k=1)], dtype=float)
    return pairs.quantile([0.25, 0.5])


def nearest_structures(shares: pd.DataFrame, count: int) -> pd.DataFrame:
    """Find the regions whose structure is nearest to that of each region: its peers.

    Parameters
    ----------
    shares
        Structural shares, region x industry, without the nation; each row sums to 1.
    count
        How many peers are wanted, 1 or more.

    Returns
    -------
    DataFrame
        One row per pair in the order of ``shares``, nearest first; columns ``region``, ``peer``,
        ``rank`` (1 = nearest; peers at the same distance share the smallest rank and stand in the
        order of ``shares``) and ``distance`` (see :func:`structural_distances`). More than
        ``count`` peers where the last ones are tied; fewer where there are no more regions. A
        region without all its shares has no peer and is none.

    Raises
    ------
    ImpossibleValueError
        If the shares of a region do not sum to 1.
    """
    apart = structural_distances(shares.dropna())
    rows = []
    for region, distances in apart.iterrows():
        others = distances.drop(index=region)
        ranks = others.round(TIE_DECIMALS).rank(method="min").astype(int)
        for peer in ranks[ranks <= count].sort_values(kind="stable").index:
            rows.append((region, peer, int(ranks[peer]), float(others[peer])))
    return pd.DataFrame(rows, columns=["region", "peer", "rank", "distance"])
