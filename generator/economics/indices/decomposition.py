"""Inequality split into a part within groups of territories and a part between the groups.

References
----------
Shorrocks, A. F. (1980). The class of additively decomposable inequality measures. *Econometrica*
48(3), 613-625.
Theil, H. (1967). *Economics and Information Theory*. North-Holland.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import xlogy

from generator.economics.indices.inequality import theil_l, theil_t


@dataclass(frozen=True)
class Decomposition:
    """Inequality within groups of territories and between the groups; the two add up to the whole.

    ``by_group`` has the index of each group taken by itself, indexed by group: 0 for a group of
    one territory. Everything is NaN where the whole is undefined.
    """

    within: float
    between: float
    by_group: pd.Series


def theil_t_decomposition(
    x: pd.Series, weights: pd.Series | None, groups: pd.Series
) -> Decomposition:
    """Split the Theil T index: groups weigh by their share in the total.

    Parameters
    ----------
    x
        One value per territory, not negative; NaN leaves the result undefined.
    weights
        One weight per territory with the same index (population); ``None`` = equal weights.
    groups
        Group of each territory, same index; a territory without group leaves the result
        undefined.

    Returns
    -------
    Decomposition
        In nats; ``within + between`` equals
        :func:`~generator.economics.indices.inequality.theil_t`.

    Raises
    ------
    ImpossibleValueError
        If a value or weight is negative or infinite, naming the territory.

    Notes
    -----
    T = sum_g Q_g T_g + sum_g Q_g ln(Q_g / P_g), with Q_g the share of group g in the total and
    P_g its share in the weights (Shorrocks 1980).
    """
    whole = theil_t(x.where(groups.reindex(x.index).notna()), weights)
    p, q = _group_shares(x, weights, groups)
    inside = _by_group(theil_t, x, weights, groups)
    # A group that produces nothing has no index of its own, and no weight either.
    within = float((q * inside.where(q > 0, 0.0)).sum(skipna=False))
    return _decomposition(whole, within, float(np.sum(xlogy(q, q / p))), inside)


def theil_l_decomposition(
    x: pd.Series, weights: pd.Series | None, groups: pd.Series
) -> Decomposition:
    """Split the Theil L index: groups weigh by their share in the weights (population).

    Parameters
    ----------
    x, weights, groups
        As in :func:`theil_t_decomposition`.

    Returns
    -------
    Decomposition
        In nats; ``within + between`` equals
        :func:`~generator.economics.indices.inequality.theil_l`.

    Raises
    ------
    ImpossibleValueError
        As in :func:`theil_t_decomposition`.

    Notes
    -----
    L = sum_g P_g L_g + sum_g P_g ln(P_g / Q_g) (Shorrocks 1980).
    """
    whole = theil_l(x.where(groups.reindex(x.index).notna()), weights)
    p, q = _group_shares(x, weights, groups)
    inside = _by_group(theil_l, x, weights, groups)
    between = float(np.sum(xlogy(p, p / q.where(q > 0))))
    return _decomposition(whole, float((p * inside).sum()), between, inside)


def _decomposition(
    whole: float, within: float, between: float, inside: pd.Series
) -> Decomposition:
    if np.isnan(whole):
        return Decomposition(whole, whole, inside * whole)
    # Equal values may come out as a rounding error below zero.
    return Decomposition(max(within, 0.0), max(between, 0.0), inside)


def _given(x: pd.Series, weights: pd.Series | None) -> pd.Series:
    return pd.Series(1.0, index=x.index) if weights is None else weights.reindex(x.index)


def _group_shares(
    x: pd.Series, weights: pd.Series | None, groups: pd.Series
) -> tuple[pd.Series, pd.Series]:
    """Shares of the groups in the weights and in the total; groups of weight 0 do not count."""
    given = _given(x, weights)
    people, total = (each.groupby(groups).sum() for each in (given, given * x))
    counted = people > 0
    return people[counted] / people.sum(), total[counted] / total.sum()


def _by_group(
    index: Callable[[pd.Series, pd.Series], float],
    x: pd.Series,
    weights: pd.Series | None,
    groups: pd.Series,
) -> pd.Series:
    given = _given(x, weights)
    found = {
        group: index(x.loc[members], given.loc[members])
        for group, members in x.groupby(groups).groups.items()
        if given.loc[members].sum() > 0
    }
    return pd.Series(found, dtype=float)
