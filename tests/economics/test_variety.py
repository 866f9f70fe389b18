"""Variety of a regional economy, unrelated and related."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from scipy.stats import entropy as scipy_entropy

from generator.economics.indices.specialisation import structural_shares
from generator.economics.indices.variety import (
    entropy,
    entropy_normalized,
    in_bits,
    related_variety,
    unrelated_variety,
)
from generator.economics.possible_values import ImpossibleValueError

from .strategies import GROUPS, INDUSTRIES, economies
from .tables import table

SHARES = table("""
    region | oil  | ore | food | steel
    -------+------+-----+------+------
    west   | 0.50 | 0   | 0.25 | 0.25
    east   | 0.25 | 0.25| 0.25 | 0.25
    port   | 0    | 0   | 1    | 0
    gap    | 0.50 |     | 0.25 | 0.25
""")
KINDS = {"oil": "mining", "ore": "mining", "food": "making", "steel": "making"}
LN2 = np.log(2)


def test_an_absent_industry_adds_no_variety():
    """Shares 1/2, 1/4, 1/4 and nothing: one and a half times ln 2."""
    assert entropy(SHARES)["west"] == pytest.approx(1.5 * LN2)


def test_variety_goes_from_none_to_all_equal():
    """One industry has variety 0, four equal ones ln 4."""
    assert entropy(SHARES)["port"] == 0
    assert entropy(SHARES)["east"] == pytest.approx(2 * LN2)
    assert entropy_normalized(SHARES)["east"] == pytest.approx(1)


def test_variety_adds_up_from_between_and_within_groups():
    """West: mining and making are halves (ln 2); only making is split (half of ln 2)."""
    assert unrelated_variety(SHARES, KINDS)["west"] == pytest.approx(LN2)
    assert related_variety(SHARES, KINDS)["west"] == pytest.approx(0.5 * LN2)


def test_four_equal_industries_are_two_bits():
    """Powers of two: bits are for readers, the method computes in nats."""
    quarters = pd.DataFrame([[0.25] * 4, [1.0, 0, 0, 0]], index=["many", "one"])
    assert in_bits(entropy(quarters)).tolist() == pytest.approx([2, 0])
    assert in_bits(pd.Series([np.nan])).isna().all()


def test_a_missing_share_leaves_the_region_undefined():
    """The region with a gap has no variety of any kind; the others do."""
    for index in (
        entropy(SHARES),
        unrelated_variety(SHARES, KINDS),
        related_variety(SHARES, KINDS),
    ):
        assert index.index[index.isna()].tolist() == ["gap"]


def test_one_level_says_nothing_about_relatedness():
    """If each industry is its own group, related variety is undefined, not 0."""
    own = {industry: industry for industry in SHARES.columns}
    assert related_variety(SHARES, own).isna().all()
    assert unrelated_variety(SHARES, own)["west"] == pytest.approx(entropy(SHARES)["west"])


def test_one_industry_cannot_be_normalised():
    """With n = 1 the largest possible variety is 0."""
    assert entropy_normalized(pd.DataFrame({"oil": [1.0]})).isna().all()


def test_an_industry_without_group_stops_the_calculation():
    """A forgotten industry is an error, not a group of its own."""
    with pytest.raises(KeyError, match="steel"):
        unrelated_variety(SHARES, {"oil": "mining", "ore": "mining", "food": "making"})


def test_shares_that_are_no_whole_are_refused():
    """Shares of a larger total would give an entropy without meaning."""
    with pytest.raises(ImpossibleValueError, match="west"):
        entropy(SHARES * 0.8)


@given(economies())
def test_variety_of_any_economy(values):
    """DIV = UV + RV to 1e-12, between 0 and ln n, as scipy has it."""
    shares = structural_shares(values)
    total = entropy(shares)
    parts = unrelated_variety(shares, GROUPS) + related_variety(shares, GROUPS)
    assert parts.to_numpy() == pytest.approx(total.to_numpy(), rel=0, abs=1e-12)
    assert total.between(0, np.log(len(INDUSTRIES)) + 1e-12).all()
    assert total.to_numpy() == pytest.approx(scipy_entropy(shares.to_numpy(), axis=1), abs=1e-12)
    assert (related_variety(shares, GROUPS) >= -1e-15).all()


@given(economies())
def test_unit_and_order_do_not_matter(values):
    """Millions instead of thousands and another order of industries change nothing."""
    other = structural_shares(values[INDUSTRIES[::-1]] * 1000)
    shares = structural_shares(values)
    for index in (entropy, entropy_normalized):
        assert index(other).to_numpy() == pytest.approx(index(shares).to_numpy(), abs=1e-12)
    assert related_variety(other, GROUPS).to_numpy() == pytest.approx(
        related_variety(shares, GROUPS).to_numpy(), abs=1e-12
    )


@given(economies())
def test_splitting_every_industry_in_two_adds_ln_2_of_related_variety(values):
    """Replication: halves of each industry, in its group, leave UV alone and add ln 2 to RV."""
    halves = pd.concat([values / 2, values.add_suffix("x") / 2], axis="columns")
    groups = GROUPS | {f"{industry}x": group for industry, group in GROUPS.items()}
    shares, split = structural_shares(values), structural_shares(halves)
    assert unrelated_variety(split, groups).to_numpy() == pytest.approx(
        unrelated_variety(shares, GROUPS).to_numpy(), abs=1e-12
    )
    assert related_variety(split, groups).to_numpy() == pytest.approx(
        related_variety(shares, GROUPS).to_numpy() + LN2, abs=1e-12
    )
