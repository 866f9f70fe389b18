"""Convergence: whether poor regions grow faster, and whether regions become more alike.

The first is beta-convergence, the second sigma-convergence. Beta is necessary for sigma, but not
sufficient; a negative beta may also be nothing but the return of chance to the mean.

References
----------
Barro, R. J. and Sala-i-Martin, X. (1992). Convergence. *Journal of Political Economy* 100(2),
223-251.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from generator.economics.estimation.ols import straight_line
from generator.economics.estimation.significance import against_zero
from generator.economics.possible_values import Undefined, require_amounts


@dataclass(frozen=True)
class BetaConvergence:
    """Regression of average growth on the initial level, over ``years`` years and ``n`` regions.

    ``beta`` is the slope: growth a year, in log points, for each log point of initial level; below
    0 poor regions grow faster. ``se``, ``se_hc1`` and ``se_hc3`` are its standard errors (a brief
    prints HC3), ``p`` the two-sided p-value by t(n - 2) from the classical one. ``undefined`` says
    why there is no estimate; every number is then NaN.
    """

    n: int
    years: int
    beta: float
    intercept: float
    se: float
    se_hc1: float
    se_hc3: float
    p: float
    r2: float
    undefined: Undefined | None = None

    @property
    def p_hc3(self) -> float:
        """Two-sided p-value by t(n - 2) from the HC3 standard error; NaN without an estimate.

        NaN also where the error is 0 or unknown: a perfect fit, or one that hangs on one region.
        """
        return against_zero(self.beta, self.se_hc3, self.n - 2).p if self.se_hc3 else math.nan

    @property
    def speed(self) -> float:
        """Speed of convergence a year: -ln(1 + beta T) / T.

        0.02 = 2 per cent of the gap closes in a year. NaN if beta is 0 or more (nothing closes),
        or if 1 + beta T is 0 or less.
        """
        closed = 1 + self.beta * self.years
        if not (self.beta < 0 < closed):
            return math.nan
        return -math.log(closed) / self.years

    @property
    def half_life(self) -> float:
        """Years until half the gap has closed: ln 2 / speed; NaN where the speed is."""
        return math.log(2) / self.speed


def beta_convergence(first: pd.Series, last: pd.Series, years: int) -> BetaConvergence:
    """Estimate beta-convergence between two years.

    Parameters
    ----------
    first, last
        Output per person in constant prices in the first and in the last year, by region on the
        same borders, not negative.
    years
        Years between the two, T.

    Returns
    -------
    BetaConvergence
        Undefined if a region lacks a value (``MISSING``: the rest would be another country), if a
        value is 0 (``NOT_POSITIVE``), with fewer than three regions (``TOO_FEW``), or if all
        started alike (``NO_VARIATION``).

    Raises
    ------
    ImpossibleValueError
        If a value is negative or infinite, naming the region.
    ValueError
        If ``years`` is not positive.

    Notes
    -----
    (1/T) ln(y_1 / y_0) = a + b ln y_0 by least squares (Barro and Sala-i-Martin 1992).
    """
    if years <= 0:
        message = f"years between first and last must be positive: {years}"
        raise ValueError(message)
    table = pd.DataFrame({"first": first, "last": last}, dtype=float)
    require_amounts(table)
    reason = _why_not(table)
    if reason is not None:
        return _no_estimate(len(table), years, reason)
    logs = pd.DataFrame(np.log(table.to_numpy()), table.index, table.columns)
    line = straight_line(logs["first"], (logs["last"] - logs["first"]) / years)
    if line is None:
        return _no_estimate(len(table), years, Undefined.NO_VARIATION)
    return BetaConvergence(
        n=line.n,
        years=years,
        beta=line.slope,
        intercept=line.intercept,
        se=line.se,
        se_hc1=line.se_hc1,
        se_hc3=line.se_hc3,
        p=line.significance(line.se).p,
        r2=line.r2,
    )


def sigma_convergence(values: pd.DataFrame, *, sample: bool = False) -> pd.Series:
    """Compute the spread of the logarithms of the regions, year by year.

    Parameters
    ----------
    values
        Output per person, region x year, not negative; NaN = missing.
    sample
        Take regions for a sample (divisor n - 1) rather than for the whole they are (divisor n).

    Returns
    -------
    Series
        By year, >= 0; 0 = all equal. NaN if a region lacks a value, if a value is 0, with no
        region, and for a sample of one. Whether it falls is a matter of its trend, which needs
        five years (see :func:`~generator.economics.estimation.trend.trend`).

    Raises
    ------
    ImpossibleValueError
        If a value is negative or infinite, naming region and year.

    Notes
    -----
    Standard deviation of ln y over the regions.
    """
    require_amounts(values)
    positive = values.where(values > 0).to_numpy(dtype=float)
    logs = pd.DataFrame(np.log(positive), values.index, values.columns)
    return logs.std(axis=0, ddof=int(sample), skipna=False)


def _why_not(table: pd.DataFrame) -> Undefined | None:
    if table.isna().to_numpy().any():
        return Undefined.MISSING
    if (table == 0).to_numpy().any():
        return Undefined.NOT_POSITIVE
    return Undefined.TOO_FEW if len(table) < 3 else None


def _no_estimate(regions: int, years: int, reason: Undefined) -> BetaConvergence:
    nan = math.nan
    return BetaConvergence(regions, years, nan, nan, nan, nan, nan, nan, nan, reason)
