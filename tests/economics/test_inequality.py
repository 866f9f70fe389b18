"""Inequality between territories."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy as divergence
from scipy.stats import pmean, variation

from generator.economics.indices.inequality import (
    atkinson,
    gini,
    gini_corrected,
    hoover,
    max_min_ratio,
    theil_l,
    theil_t,
    variation_sample,
    williamson,
)
from generator.economics.possible_values import ImpossibleValueError

from .strategies import territories

INDICES = [gini, theil_t, theil_l, hoover, williamson]
RICH_AND_POOR = pd.Series({"rich": 30.0, "poor": 10.0})
PEOPLE = pd.Series({"rich": 1.0, "poor": 3.0})


def everything(x, weights):
    """All indices of one set of territories."""
    values = [index(x, weights) for index in INDICES]
    return np.array([*values, *(atkinson(x, weights, epsilon=each) for each in (0.5, 1, 2))])


def test_two_territories_by_hand():
    """A quarter of the people have half of the total; the mean is 15."""
    assert gini(RICH_AND_POOR, PEOPLE) == pytest.approx(0.25)
    assert hoover(RICH_AND_POOR, PEOPLE) == pytest.approx(0.25)
    assert williamson(RICH_AND_POOR, PEOPLE) == pytest.approx(math.sqrt(75) / 15)
    assert theil_t(RICH_AND_POOR, PEOPLE) == pytest.approx(
        0.5 * math.log(2) + 0.5 * math.log(2 / 3)
    )
    assert theil_l(RICH_AND_POOR, PEOPLE) == pytest.approx(
        0.25 * math.log(1 / 2) + 0.75 * math.log(3 / 2)
    )
    assert atkinson(RICH_AND_POOR, PEOPLE, epsilon=2) == pytest.approx(1 - 12 / 15)


def test_without_weights_territories_count_alike():
    """Mean 20: Gini 1/4, Hoover 1/4, coefficient of variation 1/2."""
    assert gini(RICH_AND_POOR) == pytest.approx(0.25)
    assert hoover(RICH_AND_POOR) == pytest.approx(0.25)
    assert williamson(RICH_AND_POOR) == pytest.approx(0.5)
    assert max_min_ratio(RICH_AND_POOR) == 3


def test_weights_are_matched_by_name():
    """The order of the weights is that of their names."""
    assert theil_t(RICH_AND_POOR, PEOPLE[::-1]) == theil_t(RICH_AND_POOR, PEOPLE)


@pytest.mark.parametrize("index", INDICES)
def test_missing_and_empty_are_undefined(index):
    """Inequality among the remaining territories is not that of the country."""
    assert math.isnan(index(RICH_AND_POOR.reindex(["rich", "poor", "unknown"]), None))
    assert math.isnan(index(RICH_AND_POOR, PEOPLE.drop("poor")))
    assert math.isnan(index(pd.Series(dtype=float), None))
    assert math.isnan(index(RICH_AND_POOR * 0, None))


@pytest.mark.parametrize("index", INDICES)
def test_impossible_values_are_refused(index):
    """A negative value or weight names its territory."""
    with pytest.raises(ImpossibleValueError, match="poor value"):
        index(RICH_AND_POOR - 20, PEOPLE)
    with pytest.raises(ImpossibleValueError, match="rich weight"):
        index(RICH_AND_POOR, PEOPLE - 2)


@pytest.mark.parametrize("index", INDICES)
def test_a_territory_without_people_does_not_count(index):
    """Weight 0 leaves the index as it is without the territory."""
    empty = pd.concat([RICH_AND_POOR, pd.Series({"nobody": 0.0})])
    assert index(empty, pd.concat([PEOPLE, pd.Series({"nobody": 0.0})])) == pytest.approx(
        index(RICH_AND_POOR, PEOPLE)
    )


def test_a_value_of_zero_is_a_matter_of_the_index():
    """Theil T takes 0 ln 0 = 0; logarithms and strong aversion are undefined."""
    x = pd.Series({"all": 2.0, "none": 0.0})
    assert theil_t(x) == pytest.approx(math.log(2))
    assert math.isnan(theil_l(x))
    assert math.isnan(atkinson(x, epsilon=1))
    assert atkinson(x, epsilon=0.5) == pytest.approx(0.5)
    assert math.isnan(max_min_ratio(x))


def test_indifference_is_no_aversion():
    """Atkinson's index needs an aversion above 0."""
    with pytest.raises(ValueError, match="above 0"):
        atkinson(RICH_AND_POOR, epsilon=0)


@given(territories())
def test_other_routes_to_the_same_index(units):
    """Gini as mean difference, Theil as divergence of shares, Atkinson as a power mean."""
    x, w = units["x"], units["w"]
    p = (w / w.sum()).to_numpy()
    q = (w * x / (w * x).sum()).to_numpy()
    values, mean = x.to_numpy(), float((p * x).sum())
    differences = np.abs(values[:, None] - values[None, :])
    assert gini(x, w) == pytest.approx(float(p @ differences @ p) / 2 / mean, abs=1e-10)
    assert theil_t(x, w) == pytest.approx(divergence(q, p), abs=1e-10)
    assert theil_l(x, w) == pytest.approx(divergence(p, q), abs=1e-10)
    for epsilon in (0.5, 1, 2):
        level = pmean(values, 1 - epsilon, weights=p)
        assert atkinson(x, w, epsilon=epsilon) == pytest.approx(1 - level / mean, abs=1e-10)


@given(territories(), st.integers(1, 1000))
def test_units_order_and_copies_do_not_matter(units, factor):
    """Scale, permutation and replication leave every index as it is."""
    x, w = units["x"], units["w"]
    first = everything(x, w)
    assert everything(x * factor, w * factor) == pytest.approx(first, rel=1e-6, abs=1e-9)
    assert everything(x[::-1], w[::-1]) == pytest.approx(first, rel=1e-6, abs=1e-9)
    copies = pd.concat([units, units], ignore_index=True)
    assert everything(copies["x"], copies["w"]) == pytest.approx(first, rel=1e-6, abs=1e-9)


@given(territories())
def test_bounds(units):
    """Gini, Hoover and Atkinson lie in [0, 1); Theil and Williamson are not negative."""
    found = everything(units["x"], units["w"])
    assert (found >= 0).all()
    assert (found[[0, 3, 5, 6, 7]] < 1).all()
    assert gini(units["x"]) <= 1 - 1 / len(units) + 1e-12


@given(st.integers(1, 10**6), territories())
def test_equality_has_no_inequality(value, units):
    """Equal values: every index is 0, one territory alone included."""
    same = pd.Series(float(value), index=units.index)
    found = everything(same, units["w"])
    assert found == pytest.approx(0, abs=1e-7)
    assert (found >= 0).all()


def test_two_territories_as_a_sample():
    """Gini 1/4 times 2/1; standard deviation of a sample sqrt(200), mean 20."""
    assert gini_corrected(RICH_AND_POOR) == pytest.approx(0.5)
    assert variation_sample(RICH_AND_POOR) == pytest.approx(math.sqrt(200) / 20)


def test_a_corrected_coefficient_reaches_one():
    """The corrected coefficient reaches 1, whatever the number of territories."""
    for others in (1, 3, 19):
        assert gini_corrected(pd.Series([7.0] + [0.0] * others)) == pytest.approx(1)


@pytest.mark.parametrize("index", [gini_corrected, variation_sample])
def test_a_sample_may_be_too_small(index):
    """One territory, a missing value, or nothing to distribute."""
    assert math.isnan(index(RICH_AND_POOR.iloc[:1]))
    assert math.isnan(index(pd.Series(dtype=float)))
    assert math.isnan(index(RICH_AND_POOR.where(RICH_AND_POOR > 20)))
    assert math.isnan(index(RICH_AND_POOR * 0))


@given(territories())
def test_samples_by_other_routes(units):
    """scipy's coefficient of variation; Gini from the mean difference of distinct pairs."""
    x = units["x"]
    if len(x) > 1:
        assert variation_sample(x) == pytest.approx(variation(x, ddof=1), abs=1e-12)
        assert gini_corrected(x) >= gini(x)
        pairs = [abs(a - b) for place, a in enumerate(x) for b in x.iloc[:place]]
        assert gini_corrected(x) == pytest.approx(sum(pairs) / len(pairs) / 2 / x.mean(), abs=1e-9)
