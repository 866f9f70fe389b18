"""Exact intervals for counts, next to printed tables."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom, poisson

from generator.economics.estimation.count_intervals import TAIL, odds_interval, poisson_interval
from generator.economics.possible_values import ImpossibleValueError


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.39)]
)
def test_poisson_as_in_the_tables(count, low, high):
    """Garwood's limits as every table of them prints."""
    found = poisson_interval(pd.Series({"north": count})).loc["north"]
    assert found["low"] == pytest.approx(low, abs=5e-4)
    assert found["high"] == pytest.approx(high, rel=5e-4)


@pytest.mark.parametrize("count", [1, 4, 30, 400])
def test_poisson_limits_by_their_meaning(count):
    """With the lower limit as truth so many cases or more have a chance of 2.5 per cent."""
    found = poisson_interval(pd.Series([count])).iloc[0]
    assert poisson.sf(count - 1, found["low"]) == pytest.approx(TAIL)
    assert poisson.cdf(count, found["high"]) == pytest.approx(TAIL)


def test_five_of_ten():
    """Clopper and Pearson give 18.7 to 81.3 per cent for 5 of 10: odds .230 to 4.35."""
    found = odds_interval(pd.Series([5]), pd.Series([5])).iloc[0]
    assert found["low"] == pytest.approx(0.1871 / 0.8129, rel=1e-3)
    assert found["high"] == pytest.approx(1 / found["low"])


@pytest.mark.parametrize(("first", "second"), [(1, 7), (30, 12), (3104, 1658)])
def test_odds_limits_by_their_meaning(first, second):
    """With the lower limit as truth so many of the first kind have a chance of 2.5 per cent."""
    found = odds_interval(pd.Series([first]), pd.Series([second])).iloc[0]
    low, high = (found[side] / (1 + found[side]) for side in ("low", "high"))
    assert binom.sf(first - 1, first + second, low) == pytest.approx(TAIL)
    assert binom.cdf(first, first + second, high) == pytest.approx(TAIL)


def test_nothing_on_one_side():
    """None of the first: from 0 on. None of the second: no upper bound, so no interval."""
    found = odds_interval(pd.Series([0, 4, 0]), pd.Series([4, 0, 0]))
    assert found.loc[0, "low"] == 0
    assert found.loc[0, "high"] == pytest.approx(1 / TAIL ** (1 / 4) - 1)
    assert found.loc[[1, 2]].isna().all(axis=None)


def test_missing_counts_have_no_interval():
    """A missing count is not a count of 0; both are matched by name."""
    assert poisson_interval(pd.Series([np.nan])).isna().all(axis=None)
    found = odds_interval(pd.Series({"a": 3.0, "b": np.nan}), pd.Series({"b": 1.0, "c": 1.0}))
    assert found.index.tolist() == ["a", "b"]
    assert found.isna().all(axis=None)


def test_counts_that_are_none_are_refused():
    """Half a case, or fewer than none."""
    with pytest.raises(ImpossibleValueError, match="north count"):
        poisson_interval(pd.Series({"north": 1.5}))
    with pytest.raises(ImpossibleValueError, match="north second"):
        odds_interval(pd.Series({"north": 1}), pd.Series({"north": -1}))


def test_the_interval_is_never_too_narrow():
    """Whatever the truth, exact intervals cover it in at least 95 of 100 cases."""
    counts = pd.Series(range(60))
    found = poisson_interval(counts)
    for truth in (0.3, 2.0, 7.7, 15.0):
        covered = (found["low"] <= truth) & (truth <= found["high"])
        chance = math.fsum(poisson.pmf(counts[covered], truth))
        assert 0.95 <= chance <= 1
