"""Schools and roads: counts and lengths made comparable between regions large and small.

A national percentage is the ratio of the sums, not the mean of the regions' percentages, in which
a small region would count as much as a large one.
"""

import pandas as pd

from generator.economics.estimation.count_intervals import poisson_interval
from generator.economics.possible_values import OUT_OF_RANGE, ImpossibleValueError, require_amounts

INHABITANTS = 100_000
"""Inhabitants that a rate of few cases is given per."""


def count_rate(counts: pd.Series, base: pd.Series, per: int) -> pd.DataFrame:
    """Compute the rate of a small count, with its exact 95 % interval.

    Parameters
    ----------
    counts
        Cases by region, for instance three-shift schools: whole numbers, not negative.
    base
        What they are related to, same index: inhabitants, or all schools.
    per
        Unit of the base in the rate: 100 000 inhabitants, or 100 schools for a percentage.

    Returns
    -------
    DataFrame
        Columns ``rate``, ``low`` and ``high``, >= 0. A count of 0 has the rate 0 and an upper
        bound above 0. NaN where a value is missing or the base is 0.

    Raises
    ------
    ImpossibleValueError
        If a count or base is negative or infinite, or a count is not a whole number, naming the
        region.

    Notes
    -----
    For the interval see
    :func:`~generator.economics.estimation.count_intervals.poisson_interval`. As a percentage it
    is a little too wide, since a count cannot exceed its base.
    """
    related = base.reindex(counts.index).astype(float)
    require_amounts(related.to_frame("base"))
    found = poisson_interval(counts)
    found.insert(0, "rate", counts.astype(float))
    return found.mul(per).div(related.where(related > 0), axis=0)


def percentage(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Compute a part of a whole by region, for instance roads in standard condition.

    Parameters
    ----------
    part, whole
        Lengths or counts by region, same index, not negative; no part larger than its whole.

    Returns
    -------
    Series
        Per cent, 0..100. NaN where a value is missing or the whole is 0.

    Raises
    ------
    ImpossibleValueError
        If a value is negative or infinite, or a part exceeds its whole, naming the region.
    """
    table = pd.DataFrame({"part": part, "whole": whole.reindex(part.index)}, dtype=float)
    require_amounts(table)
    larger = table.index[table["part"] > table["whole"]]
    if len(larger):
        raise ImpossibleValueError(OUT_OF_RANGE, tuple(f"{region} part" for region in larger))
    return 100 * table["part"] / table["whole"].where(table["whole"] > 0)


def national_percentage(part: pd.Series, whole: pd.Series) -> float:
    """Compute the part of the whole in the nation: the ratio of the sums over its regions.

    Parameters
    ----------
    part, whole
        As in :func:`percentage`; every region of the nation.

    Returns
    -------
    float
        Per cent, 0..100. NaN if a region lacks a value (the rest is not the nation) or the whole
        is 0.

    Raises
    ------
    ImpossibleValueError
        As in :func:`percentage`.
    """
    percentage(part, whole)  # refuses what cannot be
    sums = (each.reindex(part.index).sum(skipna=False) for each in (part, whole))
    return float(percentage(*(pd.Series({"nation": each}) for each in sums))["nation"])
