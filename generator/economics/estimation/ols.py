"""Straight line through points by least squares, with several standard errors of its slope.

References
----------
MacKinnon, J. G. and White, H. (1985). Some heteroskedasticity-consistent covariance matrix
estimators with improved finite sample properties. *Journal of Econometrics* 29(3), 305-325.
Newey, W. K. and West, K. D. (1987). A simple, positive semi-definite, heteroskedasticity and
autocorrelation consistent covariance matrix. *Econometrica* 55(3), 703-708.
Durbin, J. and Watson, G. S. (1951). Testing for serial correlation in least squares regression II.
*Biometrika* 38(1/2), 159-178.
"""

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import t as student

from generator.economics.estimation.count_intervals import TAIL

Floats = NDArray[np.float64]

ROUNDING = 1e-13
"""Deviations this small, relative to the largest outcome, are rounding and no errors."""


@dataclass(frozen=True, eq=False)
class OlsLine:
    """Fitted line y = intercept + slope x.

    ``centred`` has the regressor less its mean ``mean_x``, ``residuals`` what the line leaves,
    both in the order of the points; ``spread`` is the sum of squares of ``centred``.
    """

    intercept: float
    slope: float
    mean_x: float
    centred: Floats
    residuals: Floats
    spread: float
    r2: float

    @property
    def n(self) -> int:
        """Number of points."""
        return len(self.residuals)

    @property
    def df(self) -> int:
        """Degrees of freedom: points less two."""
        return self.n - 2

    @property
    def variance(self) -> float:
        """Variance of the errors, as estimated from the residuals."""
        return float(self.residuals @ self.residuals) / self.df

    @property
    def se(self) -> float:
        """Classical standard error of the slope."""
        return sqrt(self.variance / self.spread)

    @property
    def se_hc1(self) -> float:
        """Standard error robust to unequal variances, with the factor n / (n - 2)."""
        return self._robust(self.residuals**2 * (self.n / self.df))

    @property
    def se_hc3(self) -> float:
        """Standard error robust to unequal variances, cautious about points of much weight.

        NaN if the line must pass through one of the points whatever its value.
        """
        free = 1 - 1 / self.n - self.centred**2 / self.spread
        if free.min() <= 1e-12:
            return nan
        return self._robust((self.residuals / free) ** 2)

    @property
    def se_newey_west(self) -> float:
        """Standard error robust to correlation with the previous point: lag 1, Bartlett weights.

        The points must follow each other in time. The factor is n / (n - 2).
        """
        scores = self.centred * self.residuals
        total = float(scores @ scores + scores[1:] @ scores[:-1])
        return sqrt(max(total, 0.0) * self.n / self.df) / self.spread

    @property
    def durbin_watson(self) -> float:
        """Durbin-Watson statistic, 0..4: 2 = no correlation with the previous point.

        NaN without residuals.
        """
        total = float(self.residuals @ self.residuals)
        steps = np.diff(self.residuals)
        return float(steps @ steps) / total if total > 0 else nan

    @property
    def p(self) -> float:
        """Two-sided p-value of the slope by t(n - 2); NaN for a flat line without residuals."""
        return self._p(self.se)

    @property
    def p_newey_west(self) -> float:
        """The same with the Newey-West standard error."""
        return self._p(self.se_newey_west)

    @property
    def margin(self) -> float:
        """Half the length of the 95 % interval of the slope."""
        return self.quantile * self.se

    @property
    def quantile(self) -> float:
        """Quantile of t(n - 2) that 95 % intervals use."""
        return float(student.isf(TAIL, self.df))

    def predicted(self, x: float) -> tuple[float, float, float]:
        """Value of the line at x and the 95 % interval for a new point there."""
        at = self.intercept + self.slope * x
        apart = (x - self.mean_x) ** 2 / self.spread
        margin = self.quantile * sqrt(self.variance * (1 + 1 / self.n + apart))
        return at, at - margin, at + margin

    def _p(self, se: float) -> float:
        if se == 0:
            return nan if self.slope == 0 else 0.0
        return float(2 * student.sf(abs(self.slope / se), self.df))

    def _robust(self, squares: Floats) -> float:
        return sqrt(float(self.centred**2 @ squares)) / self.spread


def straight_line(x: pd.Series, y: pd.Series) -> OlsLine | None:
    """Fit a line by least squares.

    Parameters
    ----------
    x, y
        Regressor and outcome with the same index, finite numbers without gaps.

    Returns
    -------
    Line or None
        ``None`` with fewer than three points or if all ``x`` are equal. ``r2`` is NaN if all
        outcomes are equal.

    Notes
    -----
    slope = sum_i (x_i - mean) y_i / sum_i (x_i - mean)^2.
    """
    regressor, outcome = x.to_numpy(dtype=float), y.reindex(x.index).to_numpy(dtype=float)
    if len(regressor) < 3:
        return None
    mean_x, mean_y = float(regressor.mean()), float(outcome.mean())
    centred = regressor - mean_x
    spread = float(centred @ centred)
    if spread <= 1e-24 * max(1.0, mean_x**2):
        return None
    rounding = ROUNDING * float(np.abs(outcome).max())
    deviation = _without(outcome - mean_y, rounding)
    slope = float(centred @ deviation) / spread
    residuals = _without(deviation - slope * centred, rounding)
    total = float(deviation @ deviation)
    r2 = 1 - float(residuals @ residuals) / total if total > 0 else nan
    return OlsLine(mean_y - slope * mean_x, slope, mean_x, centred, residuals, spread, r2)


def _without(deviations: Floats, rounding: float) -> Floats:
    """Deviations, or none at all if they are nothing but rounding."""
    return deviations if np.abs(deviations).max() > rounding else np.zeros_like(deviations)
