"""Spread of territories taken as a sample."""

import math

import pandas as pd
import pytest
from hypothesis import given
from scipy.stats import variation

from generator.economics.indices.inequality import gini, gini_corrected, variation_sample

from .strategies import territories

RICH_AND_POOR = pd.Series({"rich": 30.0, "poor": 10.0})


def test_two_territories_by_hand():
    """Gini 1/4 times 2/1; standard deviation of a sample sqrt(200), mean 20."""
    assert gini_corrected(RICH_AND_POOR) == pytest.approx(0.5)
    assert variation_sample(RICH_AND_POOR) == pytest.approx(math.sqrt(200) / 20)


def test_one_has_everything():
    """The corrected coefficient reaches 1, whatever the number of territories."""
    for others in (1, 3, 19):
        assert gini_corrected(pd.Series([7.0] + [0.0] * others)) == pytest.approx(1)


@pytest.mark.parametrize("index", [gini_corrected, variation_sample])
def test_undefined(index):
    """One territory, a missing value, or nothing to distribute."""
    assert math.isnan(index(RICH_AND_POOR.iloc[:1]))
    assert math.isnan(index(pd.Series(dtype=float)))
    assert math.isnan(index(RICH_AND_POOR.where(RICH_AND_POOR > 20)))
    assert math.isnan(index(RICH_AND_POOR * 0))


@given(territories())
def test_other_routes(units):
    """scipy's coefficient of variation; Gini from the mean difference of distinct pairs."""
    x = units["x"]
    if len(x) > 1:
        assert variation_sample(x) == pytest.approx(variation(x, ddof=1), abs=1e-12)
        assert gini_corrected(x) >= gini(x)
        pairs = [abs(a - b) for place, a in enumerate(x) for b in x.iloc[:place]]
        assert gini_corrected(x) == pytest.approx(sum(pairs) / len(pairs) / 2 / x.mean(), abs=1e-9)
