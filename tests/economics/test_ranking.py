"""Ranks of regions."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from generator.economics.indices.ranking import rank_descending


def test_ties_share_the_smallest_rank():
    """Two second places, then a fourth; a region without a value has no place."""
    values = pd.Series({"a": 7.0, "b": 9.0, "c": 7.0, "d": float("nan"), "e": 1.0})
    ranks = rank_descending(values)
    assert ranks.dropna().to_dict() == {"a": 2, "b": 1, "c": 2, "e": 4}
    assert ranks.dtype == "Int64"


def test_floating_point_noise_is_no_difference():
    """0.1 + 0.2 and 0.3 are tied."""
    assert rank_descending(pd.Series([0.1 + 0.2, 0.3])).tolist() == [1, 1]


@given(st.lists(st.integers(-100, 100), min_size=1))
def test_ranks_are_those_of_scipy(values):
    """Competition ranking from the largest down."""
    ranks = rank_descending(pd.Series(values, dtype=float))
    assert ranks.tolist() == rankdata([-value for value in values], method="min").tolist()
