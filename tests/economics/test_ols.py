"""A line by least squares and the standard errors of its slope."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from generator.economics.estimation.ols import partial_slope, straight_line


def points(seed, size):
    """Points around a line whose errors are unequal and have a memory."""
    rng = np.random.default_rng(seed)
    x = pd.Series(rng.normal(5, 2, size))
    error = np.convolve(rng.normal(0, 1, size + 1), [1, 0.6], mode="valid")
    return x, 2 - 0.3 * x + error * (1 + x.abs() / 5)


@pytest.mark.parametrize(("seed", "size"), [(1, 8), (2, 20), (3, 60)])
def test_errors_by_their_formulas(seed, size):
    """(X'X)^-1 S (X'X)^-1, S by the squares of the residuals; Newey-West with its neighbours."""
    x, y = points(seed, size)
    line = straight_line(x, y)
    regressors = np.column_stack([np.ones(size), x])
    bread = np.linalg.inv(regressors.T @ regressors)
    coefficients = bread @ regressors.T @ y
    residuals = (y - regressors @ coefficients).to_numpy()
    leverage = np.diag(regressors @ bread @ regressors.T)

    def error(squares, lagged=0.0):
        filling = regressors.T @ (squares[:, None] * regressors) + lagged
        return math.sqrt((bread @ filling @ bread)[1, 1])

    scores = regressors * residuals[:, None]
    neighbours = scores[1:].T @ scores[:-1] / 2
    variance = residuals @ residuals / (size - 2)
    factor = size / (size - 2)
    assert (line.intercept, line.slope) == pytest.approx(tuple(coefficients))
    assert line.r2 == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2)
    assert line.se == pytest.approx(error(np.full(size, variance)))
    assert line.se_hc1 == pytest.approx(error(residuals**2 * factor))
    assert line.se_hc3 == pytest.approx(error((residuals / (1 - leverage)) ** 2))
    newey_west = error(residuals**2 * factor, (neighbours + neighbours.T) * factor)
    assert line.se_newey_west == pytest.approx(newey_west)
    assert line.durbin_watson == pytest.approx(sum(np.diff(residuals) ** 2) / sum(residuals**2))


def test_an_interval_for_a_new_point():
    """Wider than that of the line by the scatter of one point: t(n - 2) at 97.5 per cent."""
    x, y = points(4, 12)
    line = straight_line(x, y)
    at, low, high = line.predicted(12.0)
    apart = (12.0 - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum()
    scatter = ((y - line.intercept - line.slope * x) ** 2).sum() / 10
    half = 2.228139 * math.sqrt(scatter * (1 + 1 / 12 + apart))
    assert at == pytest.approx(line.intercept + 12 * line.slope)
    assert [low, high] == pytest.approx([at - half, at + half], rel=1e-6)
    found = line.significance(line.se)
    assert found.high - line.slope == pytest.approx(2.228139 * line.se, rel=1e-6)
    assert line.significance(line.slope / 2.228139).p == pytest.approx(0.05, rel=1e-6)


def test_years_lose_no_digits():
    """The year 2020 instead of 0 next to the constant: the same errors to twelve digits."""
    years, y = pd.Series(range(12)), points(5, 12)[1]
    late, early = straight_line(years + 2014, y), straight_line(years, y)
    for name in ("slope", "se", "se_hc1", "se_hc3", "se_newey_west"):
        assert getattr(late, name) == pytest.approx(getattr(early, name), rel=1e-12)


def test_points_on_a_line_have_no_error():
    """Rounding is no scatter: every error is 0, the slope beyond doubt, the prediction certain."""
    x = pd.Series([0.1, 0.2, 0.3, 0.7])
    line = straight_line(x, 1 + x / 3)
    assert (line.se, line.se_hc1, line.se_hc3, line.se_newey_west) == (0, 0, 0, 0)
    assert line.significance(line.se).p == 0
    assert len(set(line.predicted(5.0))) == 1
    assert math.isnan(line.durbin_watson)


def test_no_line_through_too_little():
    """Two points, or points above each other, have no line with an error."""
    assert straight_line(pd.Series([1.0, 2.0]), pd.Series([3.0, 4.0])) is None
    assert straight_line(pd.Series([2.0] * 5), pd.Series(range(5))) is None


def test_a_flat_line_has_no_test():
    """Equal outcomes: slope 0, error 0, and nothing to be tested."""
    line = straight_line(pd.Series([1.0, 2.0, 3.0, 4.0]), pd.Series([7.0] * 4))
    assert (line.slope, line.se) == (0, 0)
    assert math.isnan(line.significance(line.se).p)
    assert math.isnan(line.r2)
    assert math.isnan(line.durbin_watson)


def test_a_point_that_the_line_must_meet_has_no_hc3():
    """One point apart, the others together: it has no residual of its own."""
    line = straight_line(pd.Series([0.0, 0.0, 0.0, 9.0]), pd.Series([1.0, 2.0, 3.0, 8.0]))
    assert math.isnan(line.se_hc3)
    assert line.se_hc1 > 0


def test_a_partial_slope_by_its_formula():
    """Slope by the normal equations; HC3 divides each residual by what it keeps of itself."""
    rng = np.random.default_rng(5)
    x, z = (pd.Series(rng.normal(size=17)) for _ in range(2))
    y = 2 * x - z + rng.normal(size=17)
    found = partial_slope(x, z, y)
    design = np.column_stack([np.ones(17), x, z])
    bread = np.linalg.inv(design.T @ design)
    estimates = bread @ design.T @ y
    leverage = np.einsum("ij,jk,ik->i", design, bread, design)
    scores = design * ((y - design @ estimates) / (1 - leverage)).to_numpy()[:, None]
    error = np.sqrt((bread @ scores.T @ scores @ bread)[1, 1])
    assert (found.slope, found.se) == pytest.approx((estimates[1], error))
    assert found.p == pytest.approx(2 * t.sf(abs(estimates[1] / error), 14))
    assert found.low < found.slope < found.high


def test_a_partial_slope_needs_points_and_two_different_regressors():
    """Four points, or one regressor twice, leave it unknown."""
    x = pd.Series([1.0, 2, 3, 5, 8])
    assert partial_slope(x, x * 2, x) is None
    assert partial_slope(x[:4], x[:4] ** 2, x[:4]) is None
    assert partial_slope(x, x**2, x).slope == pytest.approx(1)
