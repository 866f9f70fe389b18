"""Trend of a region: its average growth over some years, and what the next year may bring.

The trend is a line through the logarithms, so that its slope is growth. Intervals assume errors
without memory; a Newey-West standard error and the Durbin-Watson statistic stand beside them.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from generator.economics.estimation.ols import OlsLine, straight_line
from generator.economics.possible_values import Undefined, require_amounts

LEAST_YEARS = 5
"""Years a trend needs: three more than the line has parameters."""

NEWEY_WEST_YEARS = 10
"""Years from which on a Newey-West standard error is a ground for a claim."""


@dataclass(frozen=True)
class Prediction:
    """What the trend would lead to in ``year`` if it went on, with its 95 % prediction interval.

    ``log``, ``log_low`` and ``log_high`` are natural logarithms; ``value``, ``low`` and ``high``
    the same in the unit of the series. The interval is for one new year, not for its mean.
    """

    year: int
    log: float
    log_low: float
    log_high: float

    @property
    def value(self) -> float:
        """Point on the trend, in the unit of the series."""
        return math.exp(self.log)

    @property
    def low(self) -> float:
        """Lower bound, in the unit of the series."""
        return math.exp(self.log_low)

    @property
    def high(self) -> float:
        """Upper bound, in the unit of the series."""
        return math.exp(self.log_high)


@dataclass(frozen=True)
class Trend:
    """Line through the logarithms of a series.

    Parameters
    ----------
    years
        Number of years with a value.
    slope, se, p, low, high
        Log points a year, classical standard error, two-sided p-value and 95 % interval by
        t(T - 2). ``p`` is NaN for a series of equal values.
    se_newey_west
        Standard error robust to correlation with the previous year; NaN with gaps between years.
        Of fewer than ten years it is a figure, not yet a ground for a claim.
    p_newey_west
        Two-sided p-value with that standard error by t(T - 2); NaN where it is.
    durbin_watson
        0..4, 2 = no correlation with the previous year; NaN with gaps between years.
    ahead
        Prediction for the year asked for.
    undefined
        Why there is no trend; every number is then NaN. ``None`` where there is one.
    """

    years: int
    slope: float
    se: float
    p: float
    low: float
    high: float
    se_newey_west: float
    p_newey_west: float
    durbin_watson: float
    ahead: Prediction
    undefined: Undefined | None = None

    @property
    def growth(self) -> float:
        """Average growth, per cent a year: 100 (e^slope - 1)."""
        return 100 * math.expm1(self.slope)

    @property
    def growth_low(self) -> float:
        """Lower bound of the 95 % interval of average growth, per cent a year."""
        return 100 * math.expm1(self.low)

    @property
    def growth_high(self) -> float:
        """Upper bound of the 95 % interval of average growth, per cent a year."""
        return 100 * math.expm1(self.high)


def trend(values: pd.Series, predicted_year: int | None = None) -> Trend:
    """Fit the trend of one region.

    Parameters
    ----------
    values
        A quantity in volume, for instance output per person in constant prices, by year, on the
        same borders throughout, not negative. A missing year is left out.
    predicted_year
        Year to predict; ``None`` = the year after the last one with a value.

    Returns
    -------
    Trend
        Undefined with fewer than five years (``TOO_SHORT``) or if a value is 0 (``NOT_POSITIVE``:
        it has no logarithm and is not left out).

    Raises
    ------
    ImpossibleValueError
        If a value is negative or infinite, naming the year.
    ValueError
        If a year occurs twice.

    Notes
    -----
    ln x_t = a + b t + e_t by least squares.
    """
    require_amounts(values.to_frame(values.name or "value"))
    if values.index.has_duplicates:
        message = f"year given twice: {values.index[values.index.duplicated()].tolist()}"
        raise ValueError(message)
    known = values.dropna().sort_index()
    years = [int(year) for year in known.index]
    target = predicted_year if predicted_year is not None else max(years, default=-1) + 1
    if len(known) < LEAST_YEARS:
        return _no_trend(len(known), target, Undefined.TOO_SHORT)
    if (known == 0).any():
        return _no_trend(len(known), target, Undefined.NOT_POSITIVE)
    logs = pd.Series(np.log(known.to_numpy(dtype=float)), index=years)
    line = straight_line(pd.Series(years, index=years), logs)
    if line is None:  # years differ, so a line always exists
        return _no_trend(len(known), target, Undefined.NO_VARIATION)
    return _described(line, years, target)


def _described(line: OlsLine, years: list[int], target: int) -> Trend:
    whole = years[-1] - years[0] + 1 == len(years)
    robust = line.se_newey_west if whole else math.nan
    usual = line.significance(line.se)
    return Trend(
        years=line.n,
        slope=line.slope,
        se=line.se,
        p=usual.p,
        low=usual.low,
        high=usual.high,
        se_newey_west=robust,
        p_newey_west=line.significance(robust).p,
        durbin_watson=line.durbin_watson if whole else math.nan,
        ahead=Prediction(target, *line.predicted(target)),
    )


def _no_trend(years: int, target: int, reason: Undefined) -> Trend:
    nothing = Prediction(target, math.nan, math.nan, math.nan)
    nan = math.nan
    return Trend(years, nan, nan, nan, nan, nan, nan, nan, nan, nothing, reason)
