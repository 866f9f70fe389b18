"""Rank correlation of two indicators over the regions."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from scipy.stats import pearsonr, rankdata
from scipy.stats import t as student

from generator.economics.estimation.rank_correlation import kendall, spearman
from generator.economics.possible_values import Undefined

from .strategies import territories

REGIONS = list("abcde")
FIRST = pd.Series([1.0, 2, 3, 4, 5], REGIONS)
SECOND = pd.Series([20.0, 10, 40, 30, 50], REGIONS)


def test_correlations_by_hand():
    """Two neighbours swapped twice: rho 1 - 6 * 4 / 120; of ten pairs two are in other order."""
    assert spearman(FIRST, SECOND).value == pytest.approx(0.8)
    assert kendall(FIRST, SECOND).value == pytest.approx(0.6)


def test_intervals_by_hand():
    """Five regions say little: on the scale of atanh the errors are .812 and .661."""
    found, tau = spearman(FIRST, SECOND), kendall(FIRST, SECOND)
    width = 1.959964 * math.sqrt((1 + 0.8**2 / 2) / 2)
    assert found.low == pytest.approx(math.tanh(math.atanh(0.8) - width))
    assert found.low < 0 < found.high
    assert tau.high == pytest.approx(math.tanh(math.atanh(0.6) + 1.959964 * math.sqrt(0.437)))


def test_the_p_value_of_spearman_is_that_of_students_t():
    """rho 0.8 of five regions: t(3) = 0.8 sqrt(3 / 0.36); Kendall's is of 120 orders."""
    statistic = 0.8 * math.sqrt(3 / (1 - 0.8**2))
    assert spearman(FIRST, SECOND).p == pytest.approx(2 * student.sf(statistic, 3))
    assert kendall(FIRST, SECOND).p == pytest.approx(28 / 120)
    assert math.isnan(spearman(FIRST[:2], SECOND[:2]).p)


def test_only_regions_with_both_values_count():
    """They are matched by name and counted."""
    found = spearman(FIRST, SECOND[::-1].reindex([*REGIONS, "f"]).where(lambda x: x != 50))
    assert found.n == 4
    assert found.value == pytest.approx(0.6)
    assert math.isnan(found.low), "four pairs are too few for an interval"


@pytest.mark.parametrize("correlation", [spearman, kendall])
def test_undefined_with_its_reason(correlation):
    """Two pairs, or an indicator that is the same everywhere."""
    assert correlation(FIRST.iloc[:2], SECOND).undefined is Undefined.TOO_FEW
    flat = correlation(FIRST, SECOND * 0)
    assert flat.undefined is Undefined.NO_VARIATION
    assert math.isnan(flat.value)


@pytest.mark.parametrize("correlation", [spearman, kendall])
def test_the_same_order_has_no_interval(correlation):
    """At exactly 1 or -1 the approximation has nothing to say."""
    for second, value in ((FIRST**3, 1), (-FIRST, -1)):
        found = correlation(FIRST, second)
        assert found.value == pytest.approx(value)
        assert math.isnan(found.low)
        assert found.undefined is None


@given(territories())
def test_another_route(units):
    """Rho is Pearson's correlation of mean ranks; both are symmetric and turn with the order."""
    x, y = units["x"], units["w"]
    found = spearman(x, y)
    if found.undefined is None:
        assert found.value == pytest.approx(pearsonr(rankdata(x), rankdata(y)).statistic)
        assert spearman(-x, y).value == pytest.approx(-found.value)
        assert kendall(y, x).value == pytest.approx(kendall(x, y).value)
        if not math.isnan(found.low):
            assert -1 <= found.low <= found.value <= found.high <= 1


@pytest.mark.parametrize("correlation", [spearman, kendall])
def test_the_interval_holds_the_truth(correlation):
    """Twenty regions without any association: 0 is in the interval in 95 of 100 samples."""
    rng = np.random.default_rng(20)
    draws = [pd.DataFrame(rng.normal(size=(20, 2))) for _ in range(200)]
    found = [correlation(each[0], each[1]) for each in draws]
    assert 0.92 <= np.mean([each.low <= 0 <= each.high for each in found]) <= 0.98
