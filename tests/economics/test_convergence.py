"""Convergence: poor regions growing faster, regions becoming alike."""

import math

import pandas as pd
import pytest
from hypothesis import given
from scipy.stats import t

from generator.economics.estimation.convergence import beta_convergence, sigma_convergence
from generator.economics.possible_values import ImpossibleValueError, Undefined

from .strategies import territories
from .tables import table

YEARS = 10
LEVEL = pd.Series({"rich": 400.0, "middle": 200.0, "poor": 100.0, "poorest": 50.0})
SPEED = 0.03


def later(level, speed):
    """Each region after ten years, its gap to 1000 closing at this speed."""
    return 1000 * (level / 1000) ** math.exp(-speed * YEARS)


def test_the_speed_that_was_put_in_comes_out():
    """Three per cent of the gap a year: beta -(1 - e^-.3)/10, half of it gone after 23.1 years."""
    found = beta_convergence(LEVEL, later(LEVEL, SPEED), YEARS)
    assert found.beta == pytest.approx(-(1 - math.exp(-0.3)) / 10)
    assert found.speed == pytest.approx(SPEED)
    assert found.half_life == pytest.approx(math.log(2) / SPEED)
    assert found.r2 == pytest.approx(1)


def test_a_direction_rests_on_hc3():
    """Its p-value by t(n - 2); none where all lie on the line, which is no matter of chance."""
    found = beta_convergence(LEVEL, LEVEL.mul([1.2, 1.3, 1.5, 1.4]), YEARS)
    assert found.p_hc3 == pytest.approx(2 * t.sf(abs(found.beta) / found.se_hc3, 2))
    assert found.p_hc3 != pytest.approx(found.p)
    assert math.isnan(beta_convergence(LEVEL, LEVEL * 2, YEARS).p_hc3)


def test_divergence_has_no_speed():
    """Where the rich grow faster nothing is closed: the slope stands, the speed does not."""
    found = beta_convergence(LEVEL, later(LEVEL, -SPEED), YEARS)
    assert found.beta > 0
    assert math.isnan(found.speed)
    assert math.isnan(found.half_life)
    assert found.undefined is None


def test_overtaking_has_no_speed():
    """If the poor overtake the rich, 1 + bT is negative and no steady speed leads there."""
    found = beta_convergence(LEVEL, LEVEL**-1.0 * 1e5, YEARS)
    assert 1 + found.beta * YEARS == pytest.approx(-1)
    assert math.isnan(found.speed)


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        (LEVEL.where(LEVEL != 50), Undefined.MISSING),
        (LEVEL.replace(50.0, 0.0), Undefined.NOT_POSITIVE),
        (LEVEL.iloc[:2], Undefined.TOO_FEW),
        (LEVEL * 0 + 7, Undefined.NO_VARIATION),
    ],
)
def test_undefined_with_its_reason(first, reason):
    """Nothing is estimated on what is left over."""
    found = beta_convergence(first, LEVEL.reindex(first.index), YEARS)
    assert found.undefined is reason
    for number in (found.beta, found.se, found.se_hc3, found.p, found.speed, found.half_life):
        assert math.isnan(number)


def test_impossible_values_are_refused():
    """A negative value names its region; no time is no growth."""
    with pytest.raises(ImpossibleValueError, match="poorest last"):
        beta_convergence(LEVEL, LEVEL.replace(50, -50), YEARS)
    with pytest.raises(ValueError, match="positive"):
        beta_convergence(LEVEL, LEVEL, 0)


def test_spread_of_logarithms_by_hand():
    """Two regions at e and 1/e are one log point from their mean; then both at 1."""
    levels = pd.DataFrame({2000: [math.e, 1 / math.e], 2010: [1.0, 1.0]}, index=["a", "b"])
    assert sigma_convergence(levels).to_dict() == pytest.approx({2000: 1, 2010: 0})
    assert sigma_convergence(levels, sample=True)[2000] == pytest.approx(math.sqrt(2))


def test_spread_is_undefined_with_a_gap():
    """A missing region or a zero leaves its year undefined, not the others."""
    levels = table("""
        region | 2000 | 2001 | 2002
        -------+------+------+-----
        north  |    1 |      |    0
        south  |    2 |    3 |    4
    """)
    assert sigma_convergence(levels).isna().tolist() == [False, True, True]


@given(territories())
def test_beta_without_the_unit_of_money(units):
    """In another currency and at other prices the slope is the same."""
    first, last = units["x"], units["w"]
    one = beta_convergence(first, last, YEARS)
    other = beta_convergence(first * 7, last * 300, YEARS)
    assert other.undefined is one.undefined
    if one.undefined is None:
        assert other.beta == pytest.approx(one.beta, abs=1e-9)
        assert other.p == pytest.approx(one.p, abs=1e-6, nan_ok=True)
