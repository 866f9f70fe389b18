"""Distances in a robust spread: one wild value neither hides nor makes another."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.economics.robust import robust_distance, robust_spread

VALUES = st.lists(st.integers(-100, 100).map(float), min_size=1, max_size=20)


def test_the_spread_is_that_of_a_normal_sample():
    """1.4826 times the median of the distances from the median: here 1, 1 and 2 of five values."""
    assert robust_spread([1, 2, 3, 4, 100]) == pytest.approx(1.4826)
    assert robust_distance(10, [1, 2, 3, 4, 5]) == pytest.approx(7 / 1.4826)


def test_equal_values_have_a_spread_if_some_differ():
    """More than half equal: the mean distance stands in; all equal: none."""
    assert robust_spread([5, 5, 5, 5, 9]) == pytest.approx(1.2533 * 4 / 5)
    assert robust_spread([5, 5]) == 0
    assert robust_distance(5, [5, 5]) == 0
    assert robust_distance(6, [5, 5]) == math.inf
    assert math.isnan(robust_spread([]))
    assert math.isnan(robust_distance(1, []))


@given(VALUES, st.integers(-50, 50), st.integers(1, 9))
def test_distances_do_not_depend_on_the_unit(values, shift, scale):
    """Moved and stretched together, a value is as far from the others as before."""
    plain = robust_distance(7, values)
    other = robust_distance(7 * scale + shift, [value * scale + shift for value in values])
    assert other == pytest.approx(plain)
