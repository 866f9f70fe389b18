"""Groups of regions by distance from the national structure and by variety."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.economics.indices.typology import Structure, Variety, thirds, typology

CLOSE, INTERMEDIATE, SPECIALISED = Structure


def numbered(values):
    """Regions r0, r1, … with these values."""
    return pd.Series(values, [f"r{number}" for number in range(len(values))], dtype=float)


def test_twenty_regions_in_thirds():
    """Seven, seven and six."""
    groups = thirds(numbered(range(20)))
    assert groups.value_counts().to_dict() == {CLOSE: 7, INTERMEDIATE: 7, SPECIALISED: 6}
    assert groups["r6"] is CLOSE
    assert groups["r7"] is INTERMEDIATE
    assert groups["r14"] is SPECIALISED


def test_tied_regions_stay_together():
    """Third to fifth are equal: all are in the group of the third, the next ones follow."""
    groups = thirds(numbered([1, 2, 3, 3, 3 + 1e-12, 6, 7, 8, 9]))
    assert groups.tolist() == [CLOSE] * 5 + [INTERMEDIATE] + [SPECIALISED] * 3


def test_no_groups_of_few_regions():
    """Eight regions with a value, one without: no group for anybody."""
    assert thirds(numbered([*range(8), math.nan])).isna().all()
    nine = thirds(numbered([*range(9), math.nan]))
    assert nine.isna().tolist() == [False] * 9 + [True]


def test_two_axes_and_a_flag():
    """r0 is closest by the weighted variance and among the most special by the plain one."""
    weighted = numbered(range(9))
    plain = numbered([8.5, *range(8)])
    variety = numbered([0.9, 0.8, 0.7, 0.8, 0.8, 0.8, 0.8, 0.8, math.nan])
    found = typology(weighted, plain, variety, 0.8)
    assert found.loc["r0"].tolist() == [CLOSE, SPECIALISED, True, Variety.ABOVE]
    assert found.loc["r1"].tolist() == [CLOSE, CLOSE, False, Variety.EQUAL]
    assert found.loc["r2", "variety"] is Variety.BELOW
    assert found.loc["r8", "variety"] is None


def test_no_flag_without_both_groups():
    """A region without plain variance differs in nothing that is known."""
    plain = numbered([math.nan, *range(9)])
    found = typology(numbered(range(10)), plain, numbered([0.5] * 10), 0.4)
    assert found["differs"].isna().tolist() == [True] + [False] * 9


@given(st.lists(st.integers(0, 30), min_size=9, max_size=25))
def test_groups_follow_the_order(values):
    """A more specialised region is never in a closer group; equal ones share theirs."""
    series = numbered(values)
    groups = thirds(series).map(list(Structure).index)
    ordered = series.sort_values().index
    assert groups[ordered].is_monotonic_increasing
    assert (groups.groupby(series).nunique() == 1).all()
    assert (groups == 0).any()


@pytest.mark.parametrize("size", range(9, 26))
def test_sizes_differ_by_one_at_most(size):
    """Without ties the groups are as equal as can be."""
    sizes = thirds(numbered(range(size))).value_counts()
    assert sizes.max() - sizes.min() <= 1
