"""Concentration: whether few industries make up most of a region."""

import pandas as pd
import pytest
from hypothesis import given

from generator.economics.indices.concentration import hhi, hhi_normalized, largest_share
from generator.economics.indices.specialisation import structural_shares
from generator.economics.possible_values import NOT_WHOLE, ImpossibleValueError

from .strategies import INDUSTRIES, economies
from .tables import table

SHARES = table("""
    region | farms | mines | shops | boats
    -------+-------+-------+-------+------
    north  |  0.2  |  0.6  |  0.2  |   0
    south  |  0.3  |   0   |  0.7  |   0
    empty  |       |  0.5  |  0.5  |   0
""")


def test_squares_add_up():
    """North: .04 + .36 + .04; of the way from a quarter to one."""
    assert hhi(SHARES)["north"] == pytest.approx(0.44)
    assert hhi_normalized(SHARES)["north"] == pytest.approx((0.44 - 0.25) / 0.75)


def test_the_largest_industry_in_per_cent():
    """Shops in the south; where a share is missing, it might be that one."""
    assert largest_share(SHARES)["south"] == pytest.approx(70)
    assert pd.isna(largest_share(SHARES)["empty"])


def test_a_missing_share_leaves_the_region_undefined():
    """The missing industry may be the largest."""
    for index in (hhi, hhi_normalized):
        assert index(SHARES).isna().tolist() == [False, False, True]


def test_one_industry_has_no_normalised_concentration():
    """A classification of one industry leaves nothing to compare, rounded or not."""
    single = pd.DataFrame({"farms": [1.0, 1 - 1e-12]}, index=["north", "south"])
    assert hhi_normalized(single).isna().all()
    assert hhi(single).tolist() == pytest.approx([1, 1])


def test_shares_that_are_no_whole_are_refused():
    """Nine tenths of a region are not the region."""
    with pytest.raises(ImpossibleValueError) as refused:
        hhi(SHARES * 0.9)
    assert (refused.value.rule, refused.value.places) == (NOT_WHOLE, ("north", "south"))


@given(economies())
def test_bounds_and_units(values):
    """Between equal shares and one industry, in thousands as in millions."""
    shares, n = structural_shares(values), len(INDUSTRIES)
    assert hhi(shares).between(1 / n - 1e-12, 1 + 1e-12).all()
    assert hhi_normalized(shares).between(-1e-12, 1 + 1e-12).all()
    other = structural_shares(values[INDUSTRIES[::-1]] * 1000)
    assert hhi(other).to_numpy() == pytest.approx(hhi(shares).to_numpy())
