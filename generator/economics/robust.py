"""How far a value is from others, in their own robust spread."""

import math
from collections.abc import Sequence
from statistics import fmean, median

TO_DEVIATION = 1.4826
"""Median absolute deviation to standard deviation, of a normal distribution."""
MEAN_TO_DEVIATION = 1.2533
"""Mean absolute deviation to standard deviation, of a normal distribution."""


def robust_spread(values: Sequence[float]) -> float:
    """Return the spread of values: 1.4826 times their median absolute deviation.

    Where more than half of the values are equal, 1.2533 times the mean absolute deviation from the
    median. 0 where all are equal; not a number without values.
    """
    if not values:
        return math.nan
    middle = median(values)
    away = [abs(value - middle) for value in values]
    return TO_DEVIATION * median(away) or MEAN_TO_DEVIATION * fmean(away)


def robust_distance(value: float, others: Sequence[float]) -> float:
    """Return the distance of a value from the median of others, in their robust spread.

    Returns
    -------
    float
        Not negative; 0 where the value is the median, infinite where the others are all equal to
        something else, not a number without others.

    Examples
    --------
    >>> round(robust_distance(10, [1, 2, 3, 4, 5]), 2)
    4.72
    """
    if not others:
        return math.nan
    gap, spread = abs(value - median(others)), robust_spread(others)
    if spread == 0:
        return math.inf if gap else 0.0
    return gap / spread
