"""Business demography: organisations opened and liquidated, next to those registered.

Registered is not active: many registered organisations do nothing, and a liquidation may follow
years after the end of activity.

References
----------
Eurostat and OECD (2007). *Eurostat-OECD Manual on Business Demography Statistics*.
"""

import pandas as pd

from generator.economics.estimation.count_intervals import odds_interval
from generator.economics.possible_values import require_counts


def birth_rate(opened: pd.Series, stock: pd.Series) -> pd.Series:
    """Compute organisations opened per hundred at the start of the year.

    Parameters
    ----------
    opened
        Organisations opened during the year, by region: whole numbers, not negative.
    stock
        Organisations registered at the start of the year, same index.

    Returns
    -------
    Series
        Per cent, >= 0. NaN where a count is missing or the stock is 0.

    Raises
    ------
    ImpossibleValueError
        If a count is negative, infinite or not a whole number, naming the region.
    """
    return _rate(opened, stock)


def death_rate(liquidated: pd.Series, stock: pd.Series) -> pd.Series:
    """Compute organisations liquidated per hundred at the start of the year.

    Parameters
    ----------
    liquidated, stock
        As in :func:`birth_rate`.

    Returns
    -------
    Series
        Per cent, >= 0; above 100 if more were liquidated than there were. NaN and errors as in
        :func:`birth_rate`.
    """
    return _rate(liquidated, stock)


def net_entry_rate(opened: pd.Series, liquidated: pd.Series, stock: pd.Series) -> pd.Series:
    """Compute organisations opened less liquidated, per hundred at the start of the year.

    Parameters
    ----------
    opened, liquidated, stock
        As in :func:`birth_rate`.

    Returns
    -------
    Series
        Per cent, of either sign. NaN and errors as in :func:`birth_rate`.
    """
    return _rate(opened, stock) - _rate(liquidated, stock)


def churn_rate(opened: pd.Series, liquidated: pd.Series, stock: pd.Series) -> pd.Series:
    """Compute organisations opened and liquidated together, per hundred at the start of the year.

    Parameters
    ----------
    opened, liquidated, stock
        As in :func:`birth_rate`.

    Returns
    -------
    Series
        Per cent, >= 0. NaN and errors as in :func:`birth_rate`.
    """
    return _rate(opened, stock) + _rate(liquidated, stock)


def opened_per_liquidated(opened: pd.Series, liquidated: pd.Series) -> pd.DataFrame:
    """Compute organisations opened for each one liquidated, with its exact 95 % interval.

    Parameters
    ----------
    opened, liquidated
        As in :func:`birth_rate`.

    Returns
    -------
    DataFrame
        Columns ``ratio``, ``low`` and ``high``, >= 0; more open than close only if ``low`` is
        above 1. NaN where a count is missing or nothing was liquidated.

    Raises
    ------
    ImpossibleValueError
        As in :func:`birth_rate`.

    Notes
    -----
    For the interval see :func:`~generator.economics.estimation.count_intervals.odds_interval`.
    """
    closed = liquidated.reindex(opened.index)
    bounds = odds_interval(opened, closed)
    bounds.insert(0, "ratio", opened / closed.where(closed > 0))
    return bounds


def _rate(counts: pd.Series, stock: pd.Series) -> pd.Series:
    base = stock.reindex(counts.index)
    require_counts(pd.DataFrame({"count": counts, "stock": base}))
    return 100 * counts / base.where(base > 0)
