"""A line by least squares and the standard errors of its slope."""

import math

import numpy as np
import pandas as pd
import pytest
from statsmodels.api import OLS, add_constant
from statsmodels.stats.stattools import durbin_watson

from generator.economics.estimation.ols import straight_line


def points(seed, size):
    """Points around a line whose errors are unequal and have a memory."""
    rng = np.random.default_rng(seed)
    x = pd.Series(rng.normal(5, 2, size))
    error = np.convolve(rng.normal(0, 1, size + 1), [1, 0.6], mode="valid")
    return x, 2 - 0.3 * x + error * (1 + x.abs() / 5)


@pytest.mark.parametrize(("seed", "size"), [(1, 8), (2, 20), (3, 60)])
def test_the_same_as_statsmodels(seed, size):
    """Slope, five standard errors, p-value, prediction interval and Durbin-Watson."""
    x, y = points(seed, size)
    line = straight_line(x, y)
    model = OLS(y, add_constant(x)).fit()
    assert (line.intercept, line.slope) == pytest.approx(tuple(model.params))
    assert line.r2 == pytest.approx(model.rsquared)
    assert line.se == pytest.approx(model.bse[0])
    assert line.p == pytest.approx(model.pvalues[0])
    assert line.se_hc1 == pytest.approx(model.get_robustcov_results("HC1").bse[1])
    assert line.se_hc3 == pytest.approx(model.get_robustcov_results("HC3").bse[1])
    newey_west = model.get_robustcov_results("HAC", maxlags=1, use_correction=True)
    assert line.se_newey_west == pytest.approx(newey_west.bse[1])
    assert line.durbin_watson == pytest.approx(durbin_watson(model.resid))
    interval = model.conf_int().to_numpy()[1]
    assert [line.slope - line.margin, line.slope + line.margin] == pytest.approx(list(interval))
    ahead = model.get_prediction([[1.0, 12.0]]).summary_frame()
    want = ahead[["mean", "obs_ci_lower", "obs_ci_upper"]].iloc[0]
    assert list(line.predicted(12.0)) == pytest.approx(list(want))


def test_no_line_through_too_little():
    """Two points, or points above each other, have no line with an error."""
    assert straight_line(pd.Series([1.0, 2.0]), pd.Series([3.0, 4.0])) is None
    assert straight_line(pd.Series([2.0] * 5), pd.Series(range(5))) is None


def test_a_flat_line_has_no_test():
    """Equal outcomes: slope 0, error 0, and nothing to be tested."""
    line = straight_line(pd.Series([1.0, 2.0, 3.0, 4.0]), pd.Series([7.0] * 4))
    assert (line.slope, line.se) == (0, 0)
    assert math.isnan(line.p)
    assert math.isnan(line.r2)
    assert math.isnan(line.durbin_watson)


def test_a_point_that_the_line_must_meet_has_no_hc3():
    """One point apart, the others together: it has no residual of its own."""
    line = straight_line(pd.Series([0.0, 0.0, 0.0, 9.0]), pd.Series([1.0, 2.0, 3.0, 8.0]))
    assert math.isnan(line.se_hc3)
    assert line.se_hc1 > 0
