"""Variety of a regional economy, and its unrelated and related parts.

A region spread evenly over many industries has much variety; a region living on one industry has
none. Variety adds up:

    total variety (DIV) = unrelated variety (UV, between groups)
                        + related variety (RV, within groups)

Tables have one row per region and one column per industry; every row sums to 1. Logarithms are
natural, so variety is in nats; nothing is added to a zero share, which counts as absent. A missing
share leaves its region undefined (NaN).

References
----------
Frenken, K., Van Oort, F. and Verburg, T. (2007). Related variety, unrelated variety and regional
economic growth. *Regional Studies* 41(5), 685-697.
Shannon, C. E. (1948). A mathematical theory of communication. *Bell System Technical Journal*
27(3), 379-423.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.special import entr, rel_entr

from generator.economics.possible_values import require_whole


def entropy(shares: pd.DataFrame) -> pd.Series:
    """Compute total variety (DIV): the entropy of a region's industry shares.

    Parameters
    ----------
    shares
        Structural shares, region x industry.

    Returns
    -------
    Series
        By region, nats, from 0 (a single industry) to ln n (n equal industries).

    Raises
    ------
    ImpossibleValueError
        If the shares of a region are negative or do not sum to 1.

    Notes
    -----
    DIV_r = -sum_i s_ri ln s_ri, with 0 ln 0 = 0.

    Examples
    --------
    >>> halves = pd.DataFrame({"A": [0.5], "B": [0.5]}, index=["KZ-10"])
    >>> float(entropy(halves).round(4).loc["KZ-10"])
    0.6931
    """
    require_whole(shares)
    return _row_sums(entr(shares.to_numpy(dtype=float)), shares.index)


def entropy_normalized(shares: pd.DataFrame) -> pd.Series:
    """Compute total variety as a part of the largest possible one.

    Parameters
    ----------
    shares
        As in :func:`entropy`; n is the number of columns, zero shares included.

    Returns
    -------
    Series
        By region, 0..1. NaN if the classification has one industry only.

    Notes
    -----
    DIV_r / ln n.
    """
    n = shares.shape[1]
    return entropy(shares) / (np.log(n) if n > 1 else float("nan"))


def in_bits(variety: pd.Series) -> pd.Series:
    """Convert variety from nats to bits.

    Parameters
    ----------
    variety
        Any variety of this module, in nats.

    Returns
    -------
    Series
        The same in bits: 1 bit = two equal industries, 2 bits = four. NaN stays NaN.

    Notes
    -----
    H / ln 2. It is a way of showing; the method computes in nats.
    """
    return variety.div(np.log(2))


def unrelated_variety(shares: pd.DataFrame, groups: Mapping[str, str]) -> pd.Series:
    """Compute unrelated variety (UV): variety between groups of industries.

    Parameters
    ----------
    shares
        As in :func:`entropy`.
    groups
        Group of each industry.

    Returns
    -------
    Series
        By region, nats; 0 when one group makes up the whole region.

    Raises
    ------
    KeyError
        If an industry has no group.

    Notes
    -----
    UV_r = -sum_g S_rg ln S_rg, where S_rg is the share of group g (Frenken et al. 2007).
    """
    require_whole(shares)
    together = {
        group: shares[list(members)].sum(axis=1, skipna=False)
        for group, members in _members(shares, groups).items()
    }
    by_group = pd.DataFrame(together, index=shares.index)
    return _row_sums(entr(by_group.to_numpy(dtype=float)), shares.index)


def related_variety(shares: pd.DataFrame, groups: Mapping[str, str]) -> pd.Series:
    """Compute related variety (RV): variety within groups, weighted by their shares.

    Parameters
    ----------
    shares, groups
        As in :func:`unrelated_variety`.

    Returns
    -------
    Series
        By region, nats; 0 when every group of the region lives on one industry. NaN throughout,
        not 0, when the grouping puts each industry in a group of its own: the classification
        then has one level only and says nothing about relatedness.

    Raises
    ------
    KeyError
        If an industry has no group.

    Notes
    -----
    RV_r = sum_g S_rg H_rg with H_rg = -sum_{i in g} (s_ri / S_rg) ln(s_ri / S_rg); an empty group
    contributes 0 (Frenken et al. 2007).
    """
    require_whole(shares)
    grouped = _members(shares, groups)
    within = np.zeros(len(shares))
    for members in grouped.values():
        part = shares[list(members)].to_numpy(dtype=float)
        # S H = -sum s ln(s / S): the group's share cancels, so an empty group needs no case.
        within -= rel_entr(part, part.sum(axis=1, keepdims=True)).sum(axis=1)
    if all(len(members) == 1 for members in grouped.values()):
        within[:] = np.nan
    return pd.Series(within, index=shares.index)


def _members(shares: pd.DataFrame, groups: Mapping[str, str]) -> dict[str, list[str]]:
    """Industries of the table by group."""
    found: dict[str, list[str]] = {}
    for industry in shares.columns:
        found.setdefault(groups[industry], []).append(industry)
    return found


def _row_sums(terms: np.ndarray, index: pd.Index) -> pd.Series:
    return pd.Series(terms.sum(axis=1), index=index, dtype=float)
