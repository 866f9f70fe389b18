"""When two values of a measure are told apart, and when they are about the same."""

from decimal import Decimal

from generator.findings.measures import measure_of
from generator.findings.rounding import rounded

LEAST_STEPS = 3
"""Rounding steps from which on two printed values are told apart."""


def compared(measure: str, own: float, other: float, decimals: int | None = None) -> int:
    """Return whether a value is above another one, below it, or about the same.

    Parameters
    ----------
    measure
        Name of the measure, whose row in the catalogue has the band of indifference.
    own, other
        Finite values in the unit of the measure.
    decimals
        Decimals with which both are printed, where they are not those of the measure.

    Returns
    -------
    int
        1 above, -1 below, 0 where the printed values differ by no more than the band, or by less
        than three rounding steps: a reader who sees 4.7 beside 4.6 sees no difference.

    Raises
    ------
    KeyError
        If the catalogue has no such measure.
    """
    known = measure_of(measure)
    places = known.decimals if decimals is None else decimals
    shown, beside = rounded(own, places), rounded(other, places)
    gap = shown - beside
    band = max(Decimal(repr(known.band)), abs(beside) * Decimal(repr(known.relative_band)))
    if abs(gap) <= band or abs(gap) < LEAST_STEPS * Decimal(1).scaleb(-places):
        return 0
    return 1 if gap > 0 else -1


def least_difference(measure: str) -> float:
    """Return the smallest difference of printed values that counts, less half a rounding step.

    In the unit of the measure; half a step keeps sums of binary fractions off the border.
    """
    known = measure_of(measure)
    step = 10.0**-known.decimals
    return max(known.band, (LEAST_STEPS - 1) * step) + step / 2
