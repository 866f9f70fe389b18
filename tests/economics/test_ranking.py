"""Ranks of regions, and how certain they are."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from generator.economics.indices.ranking import (
    rank_descending,
    rank_intervals,
    rank_intervals_of_counts,
)
from generator.economics.possible_values import ImpossibleValueError

VALUES = pd.Series({"top": 9.0, "high": 5.0, "also": 4.9, "low": 1.0, "none": math.nan})
ERRORS = pd.Series({"top": 0.5, "high": 0.5, "also": 0.5, "low": 0.5, "none": 0.5})


def test_ties_share_the_smallest_rank():
    """Two second places, then a fourth; a region without a value has no place."""
    values = pd.Series({"a": 7.0, "b": 9.0, "c": 7.0, "d": float("nan"), "e": 1.0})
    ranks = rank_descending(values)
    assert ranks.dropna().to_dict() == {"a": 2, "b": 1, "c": 2, "e": 4}
    assert ranks.dtype == "Int64"


def test_floating_point_noise_is_no_difference():
    """0.1 + 0.2 and 0.3 are tied, as is all that is equal to ten decimals."""
    assert rank_descending(pd.Series([0.1 + 0.2, 0.3])).tolist() == [1, 1]
    assert rank_descending(pd.Series([1, 1 + 1e-11, 1 + 1e-9])).tolist() == [2, 2, 1]


@given(st.lists(st.integers(-100, 100), min_size=1))
def test_ranks_are_those_of_scipy(values):
    """Competition ranking from the largest down."""
    ranks = rank_descending(pd.Series(values, dtype=float))
    assert ranks.tolist() == rankdata([-value for value in values], method="min").tolist()


def test_only_differences_beyond_chance_count():
    """The first and the last are certain; the two in the middle may be either way round."""
    found = rank_intervals(VALUES, ERRORS)
    assert found["rank"].tolist()[:4] == [1, 2, 3, 4]
    assert found["best"].tolist()[:4] == [1, 2, 2, 4]
    assert found["worst"].tolist()[:4] == [1, 3, 3, 4]
    assert found.loc["none"].isna().all()


def test_without_certainty_any_rank_is_possible():
    """Errors of five units: each of the four may be first or last."""
    found = rank_intervals(VALUES, ERRORS * 10).dropna()
    assert found["best"].tolist() == [1] * 4
    assert found["worst"].tolist() == [4] * 4


def test_few_degrees_of_freedom_are_less_certain():
    """With three years of freedom the lead of the first is not beyond chance."""
    close = pd.Series({"a": 6.0, "b": 4.0, "c": 2.0})
    errors = pd.Series(0.5, close.index)
    assert rank_intervals(close, errors)["worst"]["a"] == 1
    assert rank_intervals(close, errors, df=3)["worst"]["a"] > 1


def test_many_comparisons_ask_for_more():
    """2.2 standard errors set two regions apart (p = .03), but not one of four (.08 by Holm)."""
    distance = 2.2 * math.sqrt(2)
    two, four = (pd.Series([distance, *[0.0] * others]) for others in (1, 3))
    assert rank_intervals(two, two * 0 + 1)["worst"].tolist() == [1, 2]
    assert rank_intervals(four, four * 0 + 1)["worst"].tolist() == [4, 4, 4, 4]


def test_certain_values_have_certain_ranks():
    """Without errors the interval is the rank; ties share theirs, either of them may be first."""
    values = pd.Series({"a": 3.0, "b": 9.0, "c": 3.0})
    found = rank_intervals(values, values * 0)
    assert found["rank"].tolist() == [2, 1, 2]
    assert found["best"].tolist() == [2, 1, 2]
    assert found["worst"].tolist() == [3, 1, 3]


def test_rates_of_small_counts():
    """Forty cases for a million are more than five; two for 100 000 may be anything."""
    counts = pd.Series({"many": 40.0, "few": 5.0, "small": 2.0, "unknown": math.nan, "empty": 0.0})
    people = pd.Series({"many": 1e6, "few": 1e6, "small": 1e5, "unknown": 1e6, "empty": 0.0})
    found = rank_intervals_of_counts(counts, people)
    assert found["rank"].tolist()[:3] == [1, 3, 2]
    assert found.loc["many"].tolist() == [1, 1, 2]
    assert found.loc["few"].tolist() == [3, 2, 3]
    assert found.loc["small"].tolist() == [2, 1, 3]
    assert found.loc[["unknown", "empty"]].isna().all(axis=None)


def test_no_case_anywhere_ranks_all_alike():
    """Zero among a thousand and zero among a million: all first, none certain."""
    none = pd.Series({"a": 0, "b": 0, "c": 0})
    found = rank_intervals_of_counts(none, pd.Series({"a": 1e3, "b": 1e6, "c": 1e6}))
    assert found["rank"].tolist() == [1, 1, 1]
    assert found["worst"].tolist() == [3, 3, 3]


def test_impossible_values_are_refused():
    """A negative error, and half a case."""
    with pytest.raises(ImpossibleValueError, match="top se"):
        rank_intervals(VALUES, -ERRORS)
    with pytest.raises(ImpossibleValueError, match="low count"):
        rank_intervals_of_counts(pd.Series({"low": 0.5}), pd.Series({"low": 1.0}))


def test_the_interval_holds_the_true_rank():
    """Eight regions, errors as large as their distances: 95 of 100 intervals hold the rank."""
    rng = np.random.default_rng(7)
    truth = np.arange(8.0)[::-1]
    held = np.zeros(8)
    for _ in range(80):
        drawn = rank_intervals(pd.Series(truth + rng.normal(0, 1, 8)), pd.Series(np.ones(8)))
        rank = np.arange(1, 9)
        held += (drawn["best"] <= rank) & (rank <= drawn["worst"])
    assert (held >= 0.93 * 80).all()
