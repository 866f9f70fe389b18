"""An estimate against zero, and the confidence that every interval has."""

import math
from dataclasses import dataclass

from scipy.stats import t as student

CONFIDENCE = 0.95
"""Confidence of every interval."""

TAIL = (1 - CONFIDENCE) / 2
"""Probability on either side of an interval."""


@dataclass(frozen=True)
class Significance:
    """An estimate against zero: t statistic, two-sided p-value and 95 % interval."""

    t: float
    p: float
    low: float
    high: float


def against_zero(estimate: float, error: float, freedom: float) -> Significance:
    """Test an estimate against zero by Student's t.

    Parameters
    ----------
    estimate, error
        The estimate and its standard error, not negative; NaN = unknown.
    freedom
        Degrees of freedom, positive.

    Returns
    -------
    Significance
        NaN throughout if the error is unknown. With an error of 0, ``p`` is 0 and ``t`` infinite;
        both are NaN if the estimate is 0 as well, where nothing can be tested.

    Notes
    -----
    t = b / s, p = 2 P(T > abs(t)), interval b -+ t(97.5 %) s.
    """
    if error == 0:
        t = math.copysign(math.inf, estimate) if estimate else math.nan
    else:
        t = estimate / error
    half = error * float(student.isf(TAIL, freedom))
    return Significance(
        t, float(2 * student.sf(abs(t), freedom)), estimate - half, estimate + half
    )
