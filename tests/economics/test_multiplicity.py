"""Many tests at once."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from generator.economics.estimation.multiplicity import benjamini_hochberg, bonferroni, holm, stars
from generator.economics.possible_values import ImpossibleValueError

# The fifteen p-values of Benjamini and Hochberg (1995), section 3.2.
PUBLISHED = pd.Series(
    [
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
    ]
)
ADJUSTMENTS = (bonferroni, holm, benjamini_hochberg)


def test_the_example_of_benjamini_and_hochberg():
    """At 5 per cent Bonferroni finds three of fifteen, their method four."""
    assert (bonferroni(PUBLISHED) < 0.05).sum() == 3
    assert (benjamini_hochberg(PUBLISHED) < 0.05).sum() == 4


def test_adjustment_by_hand():
    """Three tests: .01, .02, .04. Holm: .03, .04, .04; Benjamini-Hochberg: .03, .03, .04."""
    p = pd.Series({"c": 0.04, "a": 0.01, "b": 0.02})
    assert holm(p).to_dict() == pytest.approx({"c": 0.04, "a": 0.03, "b": 0.04})
    assert benjamini_hochberg(p).to_dict() == pytest.approx({"c": 0.04, "a": 0.03, "b": 0.03})
    assert bonferroni(p).to_dict() == pytest.approx({"c": 0.12, "a": 0.03, "b": 0.06})


@pytest.mark.parametrize("adjust", ADJUSTMENTS)
def test_what_was_not_tested_does_not_count(adjust):
    """A region without a trend is no test of one; it stays without."""
    p = pd.Series({"a": 0.01, "none": math.nan, "b": 0.02})
    found = adjust(p)
    assert math.isnan(found["none"])
    assert found.dropna().to_dict() == adjust(p.dropna()).to_dict()
    assert adjust(pd.Series(dtype=float)).empty


@pytest.mark.parametrize("adjust", ADJUSTMENTS)
def test_chances_beyond_one_are_refused(adjust):
    """A p-value above 1 or below 0 is named."""
    with pytest.raises(ImpossibleValueError, match="north"):
        adjust(pd.Series({"north": 1.2}))
    with pytest.raises(ImpossibleValueError, match="south"):
        adjust(pd.Series({"south": -0.1}))


@pytest.mark.parametrize(
    ("p", "number"), [(0.0, 3), (0.01, 2), (0.0499, 2), (0.05, 1), (0.1, 0), (math.nan, 0)]
)
def test_stars_are_strict(p, number):
    """A p-value equal to a level does not reach it."""
    assert stars(p) == number


@pytest.mark.parametrize(("freedom", "number"), [(3.99, 0), (4.0, 3), (16.0, 3)])
def test_few_degrees_of_freedom_have_no_stars(freedom, number):
    """Below four the p-value itself is not known well enough."""
    assert stars(0.001, freedom) == number


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=25))
def test_adjusted_values_keep_their_order(thousandths):
    """p <= q <= Holm <= Bonferroni <= 1, in the order of p, ties alike; q as scipy has it."""
    p = pd.Series(np.array(thousandths) / 1000)
    found = [adjust(p) for adjust in (benjamini_hochberg, holm, bonferroni)]
    for smaller, larger in pairwise([p, *found, p * 0 + 1]):
        assert (smaller <= larger + 1e-12).all()
    order = p.sort_values(kind="stable").index
    for each in found:
        assert each[order].is_monotonic_increasing
        assert (each.groupby(p).nunique() == 1).all()
    assert found[0].to_numpy() == pytest.approx(false_discovery_control(p))
