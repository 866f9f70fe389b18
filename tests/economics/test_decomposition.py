"""Inequality within and between groups of territories."""

import math

import pandas as pd
import pytest
from hypothesis import given

from generator.economics.indices.decomposition import theil_l_decomposition, theil_t_decomposition
from generator.economics.indices.inequality import theil_l, theil_t

from .strategies import territories

WHOLE = [(theil_t, theil_t_decomposition), (theil_l, theil_l_decomposition)]
X = pd.Series({"a1": 10.0, "a2": 30.0, "b1": 40.0})
GROUPS = pd.Series({"a1": "a", "a2": "a", "b1": "b"})


def test_two_regions_by_hand():
    """Region a has 40 of 80 with two of three districts, and its own inequality; b has none."""
    split = theil_t_decomposition(X, None, GROUPS)
    inside = 0.25 * math.log(0.5) + 0.75 * math.log(1.5)
    assert split.by_group.to_dict() == pytest.approx({"a": inside, "b": 0})
    assert split.within == pytest.approx(0.5 * inside)
    assert split.between == pytest.approx(0.5 * math.log(0.75) + 0.5 * math.log(1.5))


@pytest.mark.parametrize(("index", "decompose"), WHOLE)
def test_a_missing_district_leaves_everything_undefined(index, decompose):
    """Neither part of an undefined whole is defined."""
    hole = X.where(X.index != "b1")
    split = decompose(hole, None, GROUPS)
    assert math.isnan(index(hole))
    assert math.isnan(split.within)
    assert math.isnan(split.between)
    assert split.by_group.isna().all()


def test_a_district_without_group_leaves_everything_undefined():
    """A district that belongs nowhere is neither within nor between."""
    split = theil_t_decomposition(X, None, GROUPS.drop("a2"))
    assert math.isnan(split.within)
    assert math.isnan(split.between)


def test_a_group_that_produces_nothing_adds_nothing_within():
    """Theil T is defined with zeros; the empty group only counts between."""
    split = theil_t_decomposition(X.where(GROUPS == "a", 0.0), None, GROUPS)
    assert split.within + split.between == pytest.approx(theil_t(X.where(GROUPS == "a", 0.0)))


@pytest.mark.parametrize(("index", "decompose"), WHOLE)
def test_a_group_without_people_is_left_out(index, decompose):
    """Weight 0 of a whole group: the rest adds up."""
    weights = pd.Series({"a1": 2.0, "a2": 3.0, "b1": 0.0})
    split = decompose(X, weights, GROUPS)
    assert split.by_group.index.tolist() == ["a"]
    assert split.within == pytest.approx(index(X, weights))
    assert split.between == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize(("index", "decompose"), WHOLE)
@given(units=territories())
def test_the_parts_add_up(index, decompose, units):
    """Within plus between is the whole, to 1e-12, weighted or not."""
    for weights in (units["w"], None):
        split = decompose(units["x"], weights, units["g"])
        assert split.within + split.between == pytest.approx(
            index(units["x"], weights), rel=1e-12, abs=1e-12
        )
        assert split.within >= 0
        assert split.between >= 0
