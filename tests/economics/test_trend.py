"""Trend of a region, its uncertainty and what the next year may bring."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from generator.economics.estimation.trend import trend
from generator.economics.possible_values import ImpossibleValueError, Undefined

ALTERNATING = pd.Series([100.0, 110, 110, 121, 121, 133.1], index=range(2015, 2021))


def numbers(found):
    """Every number of a trend."""
    ahead = found.ahead
    return [
        found.slope,
        found.se,
        found.p,
        found.low,
        found.growth,
        found.growth_high,
        found.se_newey_west,
        found.durbin_watson,
        ahead.value,
        ahead.low,
        ahead.log_high,
    ]


def test_steady_growth_is_found_exactly():
    """Five per cent a year, no uncertainty, and five per cent more next year."""
    found = trend(pd.Series({year: 1.05 ** (year - 2015) for year in range(2015, 2025)}))
    assert found.growth == pytest.approx(5)
    assert (found.growth_low, found.growth_high) == pytest.approx((5, 5))
    assert found.ahead.year == 2025
    assert found.ahead.value == pytest.approx(1.05**10)
    assert found.undefined is None


def test_a_trend_by_hand():
    """Logarithms 0, 1, 1, 2, 2, 3 of 1.1: slope 9.5/17.5, four degrees of freedom."""
    found = trend(ALTERNATING)
    unit = math.log(1.1)
    steps = np.array([0, 1, 1, 2, 2, 3])
    slope = 9.5 / 17.5
    residuals = steps - 1.5 - slope * (np.arange(6) - 2.5)
    assert found.slope == pytest.approx(slope * unit)
    assert found.se == pytest.approx(math.sqrt(residuals @ residuals / 4 / 17.5) * unit)
    assert found.growth == pytest.approx(100 * (1.1**slope - 1))
    # t(4) at 97.5 per cent, from any table.
    assert found.high - found.slope == pytest.approx(2.776445 * found.se, rel=1e-6)


def test_the_interval_of_a_year_is_wider_than_that_of_the_trend():
    """A single year scatters around the trend by itself."""
    found = trend(ALTERNATING)
    assert found.ahead.low < found.ahead.value < found.ahead.high
    last = math.log(ALTERNATING[2020])
    assert found.ahead.log_high - last > found.high


def test_another_year_may_be_predicted():
    """Further ahead is less certain."""
    near, far = trend(ALTERNATING).ahead, trend(ALTERNATING, 2030).ahead
    assert far.year == 2030
    assert far.log_high - far.log_low > near.log_high - near.log_low


@pytest.mark.parametrize("years", [0, 1, 4])
def test_a_short_series_has_no_trend(years):
    """Four years leave two degrees of freedom: no number, and the reason."""
    found = trend(ALTERNATING.iloc[:years])
    assert found.undefined is Undefined.TOO_SHORT
    assert found.years == years
    assert trend(ALTERNATING.iloc[:5]).undefined is None
    assert all(map(math.isnan, numbers(found)))


def test_missing_years_are_left_out_but_count_as_gaps():
    """The slope needs no neighbours; Durbin-Watson and Newey-West do."""
    steady = pd.Series({year: 1.05 ** (year - 2010) for year in range(2010, 2025)})
    found = trend(steady.where(steady.index != 2015))
    assert found.years == 14
    assert found.growth == pytest.approx(5)
    assert math.isnan(found.durbin_watson)
    assert math.isnan(found.se_newey_west)


@pytest.mark.parametrize("years", [5, 9, 10])
def test_newey_west_by_its_formula(years):
    """Bartlett weight 1/2 at one lag, n / (n - 2) for small samples; also of short series."""
    wave = pd.Series({year: 1.02**year + year % 3 / 10 for year in range(years)})
    found, x, logs = trend(wave), np.arange(years) - (years - 1) / 2, np.log(wave.to_numpy())
    scores = x * (logs - logs.mean() - found.slope * x)
    covered = scores @ scores + scores[1:] @ scores[:-1]
    error = math.sqrt(covered * years / (years - 2)) / (x @ x)
    assert found.se_newey_west == pytest.approx(error)
    expected = 2 * t.sf(abs(found.slope) / error, years - 2)
    assert found.p_newey_west == pytest.approx(expected)
    assert found.durbin_watson > 0


def test_zero_is_not_left_out():
    """Output that vanished has no logarithm and no trend."""
    assert trend(ALTERNATING.replace(100, 0)).undefined is Undefined.NOT_POSITIVE


def test_equal_values_have_no_test():
    """A flat series grows by nothing, without a p-value."""
    found = trend(ALTERNATING * 0 + 5)
    assert found.growth == 0
    assert math.isnan(found.p)


def test_impossible_series_are_refused():
    """A negative value names its year; a year given twice is named."""
    with pytest.raises(ImpossibleValueError, match="2015"):
        trend(ALTERNATING.replace(100, -100))
    with pytest.raises(ValueError, match="2016"):
        trend(ALTERNATING.set_axis([2015, 2016, 2016, 2017, 2018, 2019]))


@given(st.lists(st.integers(1, 10**6), min_size=5, max_size=15), st.integers(2, 1000))
def test_units_and_order_do_not_matter(values, factor):
    """In thousands, or read backwards in a shuffled table: the same growth, scaled prediction."""
    series = pd.Series(values, index=range(2000, 2000 + len(values)), dtype=float)
    first, other = trend(series), trend(series[::-1] * factor)
    assert other.growth == pytest.approx(first.growth, rel=1e-6, abs=1e-9)
    assert other.ahead.log == pytest.approx(first.ahead.log + math.log(factor))
    assert first.low <= first.slope <= first.high
