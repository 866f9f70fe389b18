"""Straight line through points by least squares, with several standard errors of its slope.

The line and its errors are those of statsmodels. Regressor and outcome go there as deviations from
their means, since years around 2020 next to a constant would cost it half of its digits.

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
from math import nan

import numpy as np
import pandas as pd
from statsmodels.regression.linear_model import OLS, RegressionResults
from statsmodels.stats.stattools import durbin_watson

from generator.economics.estimation.significance import CONFIDENCE, Significance, against_zero

ROUNDING = 1e-13
"""Deviations this small, relative to the largest outcome, are rounding and no errors."""

UNTOUCHED = 1e-12
"""Part of its own residual that a point must keep for HC3; without it the line must meet it."""

FEWEST_FOR_PLANE = 5
"""Points that a plane needs: two more than it has parameters."""


@dataclass(frozen=True, eq=False)
class OlsLine:
    """Fitted line y = intercept + slope x.

    ``fitted`` is the regression of the outcome less ``mean_y`` on a constant and the regressor
    less ``mean_x``. ``exact`` marks points on the line but for rounding: their errors are 0.
    """

    fitted: RegressionResults
    mean_x: float
    mean_y: float
    exact: bool

    @property
    def n(self) -> int:
        """Number of points."""
        return int(self.fitted.nobs)

    @property
    def slope(self) -> float:
        """Change of the outcome for each unit of the regressor."""
        return float(self.fitted.params[1])

    @property
    def intercept(self) -> float:
        """Value of the line where the regressor is 0."""
        return self.mean_y - self.slope * self.mean_x

    @property
    def r2(self) -> float:
        """Part of the variance that the line accounts for, 0..1; NaN if all outcomes are equal."""
        return float(self.fitted.rsquared) if self.fitted.centered_tss > 0 else nan

    @property
    def se(self) -> float:
        """Classical standard error of the slope."""
        return 0.0 if self.exact else float(self.fitted.bse[1])

    @property
    def se_hc1(self) -> float:
        """Standard error robust to unequal variances, with the factor n / (n - 2)."""
        return self._error("HC1")

    @property
    def se_hc3(self) -> float:
        """Standard error robust to unequal variances, cautious about points of much weight.

        NaN if the line must pass through one of the points whatever its value.
        """
        leverage = self.fitted.get_influence().hat_matrix_diag
        return self._error("HC3") if 1 - leverage.max() > UNTOUCHED else nan

    @property
    def se_newey_west(self) -> float:
        """Standard error robust to correlation with the previous point: lag 1, Bartlett weights.

        The points must follow each other in time. The factor is n / (n - 2).
        """
        return self._error("HAC", maxlags=1, use_correction=True)

    @property
    def durbin_watson(self) -> float:
        """Durbin-Watson statistic, 0..4: 2 = no correlation with the previous point.

        NaN without residuals.
        """
        return nan if self.exact else float(durbin_watson(self.fitted.resid))

    def significance(self, error: float) -> Significance:
        """Test the slope against zero by t(n - 2), with one of its standard errors."""
        return against_zero(self.slope, error, self.n - 2)

    def predicted(self, x: float) -> tuple[float, float, float]:
        """Give the value of the line at x and the 95 % interval for a new point there."""
        at = self.intercept + self.slope * x
        if self.exact:
            return at, at, at
        ahead = self.fitted.get_prediction([[1.0, x - self.mean_x]])
        low, high = ahead.conf_int(obs=True, alpha=1 - CONFIDENCE)[0] + self.mean_y
        return at, float(low), float(high)

    def _error(self, kind: str, **options: object) -> float:
        """Give a standard error of the slope by a robust covariance of statsmodels."""
        if self.exact:
            return 0.0
        return float(self.fitted.get_robustcov_results(kind, **options).bse[1])


def straight_line(x: pd.Series, y: pd.Series) -> OlsLine | None:
    """Fit a line by least squares.

    Parameters
    ----------
    x, y
        Regressor and outcome with the same index, finite numbers without gaps.

    Returns
    -------
    OlsLine or None
        ``None`` with fewer than three points or if all ``x`` are equal.

    Notes
    -----
    slope = sum_i (x_i - mean) y_i / sum_i (x_i - mean)^2.
    """
    regressor, outcome = x.to_numpy(dtype=float), y.reindex(x.index).to_numpy(dtype=float)
    if len(regressor) < 3:
        return None
    mean_x, mean_y = float(regressor.mean()), float(outcome.mean())
    centred, deviation = regressor - mean_x, outcome - mean_y
    if centred @ centred <= 1e-24 * max(1.0, mean_x**2):
        return None
    rounding = ROUNDING * np.abs(outcome).max()
    if np.abs(deviation).max() <= rounding:
        deviation = np.zeros_like(deviation)
    fitted = OLS(deviation, np.column_stack([np.ones_like(centred), centred])).fit()
    return OlsLine(fitted, mean_x, mean_y, bool(np.abs(fitted.resid).max() <= rounding))


@dataclass(frozen=True, slots=True)
class PartialSlope:
    """Slope of one regressor with another one beside it.

    ``se`` is the HC3 standard error, ``p`` and the 95 % interval are by t(n - 3).
    """

    slope: float
    se: float
    p: float
    low: float
    high: float


def partial_slope(x: pd.Series, beside: pd.Series, y: pd.Series) -> PartialSlope | None:
    """Fit a plane by least squares and return the slope of its first regressor.

    Parameters
    ----------
    x, beside
        The regressor asked about and the one held equal, same index, finite numbers.
    y
        Outcome, same index.

    Returns
    -------
    PartialSlope or None
        ``None`` with fewer than five points, or if the two regressors cannot be told apart.

    Notes
    -----
    y = a + b x + c z + e; HC3 of MacKinnon and White (1985).
    """
    if len(y) < FEWEST_FOR_PLANE:
        return None
    columns = [each.reindex(y.index).to_numpy(dtype=float) for each in (x, beside)]
    design = np.column_stack([np.ones(len(y)), *(each - each.mean() for each in columns)])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    fitted = OLS(y.to_numpy(dtype=float), design).fit()
    slope, error = float(fitted.params[1]), float(fitted.get_robustcov_results("HC3").bse[1])
    found = against_zero(slope, error, len(y) - design.shape[1])
    return PartialSlope(slope, error, found.p, found.low, found.high)
