"""Specialisation: how the structure of a region differs from the nation's."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from generator.economics.indices.specialisation import (
    gini_specialisation,
    hachman,
    location_quotients,
    lq_variance,
    lq_variance_sample,
    lq_variance_weighted,
    structural_shares,
    why_no_structure,
)
from generator.economics.possible_values import (
    NEGATIVE,
    NOT_WHOLE,
    TOTAL,
    ImpossibleValueError,
    Undefined,
)

from .strategies import INDUSTRIES, economies
from .tables import table

OUTPUT = table("""
    region | farms | mines | shops | boats
    -------+-------+-------+-------+------
    north  |    20 |    60 |    20 |     0
    south  |    60 |     0 |   140 |     0
""")
NATION = OUTPUT.sum() / OUTPUT.sum().sum()


def test_shares_are_parts_of_the_region():
    """Northern mines are 60 of 100."""
    shares = structural_shares(OUTPUT)
    assert shares.loc["north"].tolist() == [0.2, 0.6, 0.2, 0.0]
    assert shares.index.equals(OUTPUT.index)
    assert shares.columns.equals(OUTPUT.columns)


def test_shares_of_a_larger_whole_leave_a_rest():
    """With a product of 125, taxes included, mines are 48 per cent."""
    shares = structural_shares(OUTPUT, pd.Series({"north": 125.0, "south": 200.0}))
    assert shares.loc["north", "mines"] == 0.48
    assert shares.loc["north"].sum() == pytest.approx(0.8)


def test_a_missing_industry_leaves_no_shares_of_the_sum():
    """The sum is not known, so no share is; a published total saves the other shares."""
    hole = OUTPUT.astype(float)
    hole.loc["north", "farms"] = np.nan
    assert structural_shares(hole).loc["north"].isna().all()
    known = structural_shares(hole, pd.Series({"north": 100.0, "south": 200.0}))
    assert known.loc["north"].isna().tolist() == [True, False, False, False]


def test_a_total_of_zero_leaves_no_shares():
    """Output in a region whose published total is zero has no share, not an infinite one."""
    shares = structural_shares(OUTPUT, pd.Series({"north": 0.0, "south": 200.0}))
    assert shares.loc["north"].isna().all()


def test_why_a_region_has_no_structure():
    """A missing industry is one reason, no output at all another."""
    lacking = OUTPUT.astype(float)
    lacking.loc["north", "farms"] = np.nan
    lacking.loc["desert"] = 0.0
    assert why_no_structure(lacking) == {
        "north": Undefined.MISSING,
        "desert": Undefined.ZERO_BASE,
    }
    assert why_no_structure(OUTPUT) == {}


def test_location_quotients_by_hand():
    """The nation: farms 80, mines 60, shops 160 of 300; nobody has boats, so they are left out."""
    lq = location_quotients(structural_shares(OUTPUT), NATION)
    assert lq.columns.tolist() == ["farms", "mines", "shops"]
    assert lq.loc["north"].tolist() == pytest.approx([0.75, 3.0, 0.375])
    assert lq.loc["south"].tolist() == pytest.approx([1.125, 0.0, 1.3125])


def test_variances_by_hand():
    """North: quotients .75, 3, .375; plain variance around 1.375, weighted around 1."""
    shares = structural_shares(OUTPUT)
    plain = lq_variance(location_quotients(shares, NATION))
    assert plain["north"] == pytest.approx((0.625**2 + 1.625**2 + 1.0**2) / 3)
    weighted = lq_variance_weighted(shares, NATION)
    by_hand = (80 * 0.25**2 + 60 * 2.0**2 + 160 * 0.625**2) / 300
    assert weighted["north"] == pytest.approx(by_hand)


def test_the_sample_variance_differs_by_its_divisor():
    """Three industries: the same sum of squares over two instead of three."""
    lq = location_quotients(structural_shares(OUTPUT), NATION)
    assert lq_variance_sample(lq)["north"] == pytest.approx((0.625**2 + 1.625**2 + 1.0**2) / 2)


def test_inequality_of_quotients_by_hand():
    """North: .375, .75, 3; differences .375, 2.25, 2.625, mean 1.375, nine pairs."""
    lq = location_quotients(structural_shares(OUTPUT), NATION)
    by_hand = 2 * (0.375 + 2.25 + 2.625) / 2 / 9 / 1.375
    assert gini_specialisation(lq)["north"] == pytest.approx(by_hand)


def test_a_region_of_one_industry_is_as_unequal_as_can_be():
    """The 5 x 5 table of the EconGeo manual: one quotient of 5 among zeros is 4/5."""
    lq = pd.DataFrame([[5.0, 0, 0, 0, 0], [0.0] * 5], index=["miners", "nobody"])
    found = gini_specialisation(lq)
    assert found["miners"] == pytest.approx(0.8)
    assert np.isnan(found["nobody"])


def test_a_tiny_industry_moves_the_plain_variance_only():
    """One unit of boats in the north: quotient 3, which counts as much as the mines."""
    boats = OUTPUT.copy()
    boats.loc["north", "boats"] = 0.1
    nation = boats.sum() / boats.sum().sum()
    shares = structural_shares(boats)
    before = lq_variance_weighted(structural_shares(OUTPUT), NATION)["north"]
    after = lq_variance_weighted(shares, nation)["north"]
    assert after == pytest.approx(before, rel=0.01)
    moved = lq_variance(location_quotients(shares, nation))["north"]
    assert (
        moved > 1.05 * lq_variance(location_quotients(structural_shares(OUTPUT), NATION))["north"]
    )


def test_an_unknown_national_share_leaves_the_indices_undefined():
    """Nothing is passed off as a distance from a nation that is not known."""
    unknown = NATION.where(NATION.index != "mines")
    shares = structural_shares(OUTPUT)
    assert location_quotients(shares, unknown)["mines"].isna().all()
    for index in (
        lq_variance(location_quotients(shares, unknown)),
        lq_variance_weighted(shares, unknown),
        hachman(shares, unknown),
        gini_specialisation(location_quotients(shares, unknown)),
    ):
        assert index.isna().all()


def test_one_industry_has_no_spread():
    """With a single industry neither variance nor inequality of quotients says anything."""
    single = pd.DataFrame({"farms": [5.0, 7.0]}, index=["north", "south"])
    shares = structural_shares(single)
    lq = location_quotients(shares, pd.Series({"farms": 1.0}))
    for index in (lq_variance, lq_variance_sample, gini_specialisation):
        assert index(lq).isna().all()


def test_a_region_of_industries_the_nation_lacks_is_undefined():
    """Without a common industry there is no likeness to measure."""
    shares = pd.DataFrame({"boats": [1.0], "farms": [0.0]}, index=["islands"])
    national = pd.Series({"boats": 0.0, "farms": 1.0})
    assert hachman(shares, national).isna().all()


def test_impossible_values_are_refused():
    """Negative or infinite output, and shares that are not a whole, are named."""
    with pytest.raises(ImpossibleValueError) as refused:
        structural_shares(OUTPUT.sub(1).astype(float))
    assert refused.value.rule == NEGATIVE
    assert refused.value.places == ("north boats", "south mines", "south boats")
    with pytest.raises(ImpossibleValueError, match="infinite: north farms"):
        structural_shares(OUTPUT.astype(float).replace(20.0, np.inf).drop(columns="shops"))
    with pytest.raises(ImpossibleValueError) as refused:
        hachman(structural_shares(OUTPUT) * 0.9, NATION)
    assert (refused.value.rule, refused.value.places) == (NOT_WHOLE, ("north", "south"))


def test_a_total_among_the_industries_is_refused():
    """It would be counted twice: by itself and in its parts."""
    with_total = OUTPUT.assign(total=OUTPUT.sum(axis=1))
    with pytest.raises(ImpossibleValueError) as refused:
        structural_shares(with_total)
    assert (refused.value.rule, refused.value.places) == (TOTAL, ("total",))


@given(economies())
def test_quotients_and_variances_of_any_economy(values):
    """Weighted quotients average 1; 1/Hachman - 1 is the weighted variance; bounds hold."""
    shares, national = structural_shares(values), values.sum() / values.sum().sum()
    lq = location_quotients(shares, national)
    weights = national[lq.columns]
    assert (lq * weights).sum(axis=1).to_numpy() == pytest.approx(1)
    likeness, weighted = hachman(shares, national), lq_variance_weighted(shares, national)
    assert (1 / likeness - 1).to_numpy() == pytest.approx(weighted.to_numpy(), abs=1e-9)
    assert likeness.between(0, 1 + 1e-12).all()
    inequality = gini_specialisation(lq).dropna()
    assert inequality.between(0, 1 - 1 / lq.shape[1] + 1e-12).all()


@given(economies())
def test_units_of_money_and_order_of_industries_do_not_matter(values):
    """Thousands or millions, A to E or E to A: the indices are the same."""
    national = values.sum() / values.sum().sum()
    shares = structural_shares(values)
    other = structural_shares(values[INDUSTRIES[::-1]] * 1000)
    for index in (hachman, lq_variance_weighted):
        assert index(other, national).to_numpy() == pytest.approx(
            index(shares, national).to_numpy(), abs=1e-9
        )


@given(economies())
def test_a_region_like_the_nation_is_not_specialised(values):
    """Identical structures: quotients 1, no variance, likeness 1."""
    national = values.sum() / values.sum().sum()
    shares = pd.DataFrame([national, national], index=["north", "south"])
    lq = location_quotients(shares, national)
    assert lq.to_numpy() == pytest.approx(1)
    assert lq_variance_weighted(shares, national).to_numpy() == pytest.approx(0, abs=1e-12)
    assert hachman(shares, national).to_numpy() == pytest.approx(1)
    if lq.shape[1] > 1:
        assert lq_variance(lq).to_numpy() == pytest.approx(0, abs=1e-12)
