"""Shift-share: the nation's part, the industries' part and the region's own."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from generator.economics.indices.shift_share import dynamic_shift_share, shift_share
from generator.economics.possible_values import ImpossibleValueError

from .strategies import positive
from .tables import table

REGION = table("""
    industry | 2020 | 2021 | 2022
    ---------+------+------+-----
    mines    |  100 |  110 |  140
    shops    |   50 |   50 |   40
    boats    |    0 |    0 |    5
""")
NATION = table("""
    industry | 2020 | 2021 | 2022
    ---------+------+------+-----
    mines    |  400 |  420 |  500
    shops    |  500 |  525 |  600
    boats    |  100 |  105 |  100
""")


def test_parts_by_hand():
    """The nation grew by a fifth, mines by a quarter, shops by a fifth, boats not at all."""
    found = shift_share(REGION, NATION, 2020, 2022)
    assert found.by_industry.loc["mines"].tolist() == pytest.approx([40, 20, 5, 15])
    assert found.by_industry.loc["shops"].tolist() == pytest.approx([-10, 10, 0, -20])
    assert found.by_industry.loc["boats"].tolist() == pytest.approx([5, 0, 0, 5])
    assert (found.actual, found.national) == pytest.approx((35, 30))
    assert (found.industry_mix, found.regional) == pytest.approx((5, 0))
    assert found.net_total == pytest.approx(5)
    assert found.undefined == ()


def test_an_industry_new_to_the_region_is_its_own_part():
    """With nothing at the start there is nothing the nation's rate applies to."""
    assert shift_share(REGION, NATION, 2020, 2022).by_industry.loc["boats", "regional"] == 5


def test_an_industry_new_to_the_nation_is_undefined_by_name():
    """No rate can be had from nothing: the industry is named and the sums are not made up."""
    nation = NATION.copy()
    nation.loc["boats", 2020] = 0
    found = shift_share(REGION, nation, 2020, 2022)
    assert found.undefined == ("boats",)
    assert math.isnan(found.regional)
    assert math.isnan(found.industry_mix)
    assert (found.actual, found.national) == pytest.approx((35, 150 * (1200 / 900 - 1)))


def test_an_industry_that_neither_has_does_no_harm():
    """Zeros throughout have no part in anything."""
    none = pd.DataFrame(0.0, index=["spaceships"], columns=REGION.columns)
    found = shift_share(pd.concat([REGION, none]), pd.concat([NATION, none]), 2020, 2022)
    assert found.by_industry.loc["spaceships"].tolist() == [0, 0, 0, 0]
    assert found.regional == pytest.approx(0)


def test_a_nation_that_starts_from_nothing_has_no_rate():
    """No part of anything can be had from the growth of nothing."""
    nation = NATION.mul({2020: 0.0, 2021: 1.0, 2022: 1.0})
    assert shift_share(REGION, nation, 2020, 2022).by_industry["national"].isna().all()


def test_a_missing_value_is_not_zero():
    """Missing in the region: the industry is named. Missing in the nation: no rate at all."""
    region = REGION.where(REGION != 140)
    assert shift_share(region, NATION, 2020, 2022).undefined == ("mines",)
    nation = NATION.where(NATION != 500)
    assert math.isnan(shift_share(REGION, nation, 2020, 2022).national)


def test_the_dynamic_parts_are_sums_of_yearly_ones():
    """2021: the nation 5 %; 2022: 150/1050; each with the structure of its own start."""
    found = dynamic_shift_share(REGION, NATION)
    assert found.national == pytest.approx(150 * 0.05 + 160 * 150 / 1050)
    assert found.actual == 35
    assert found.national + found.net_total == pytest.approx(35)


def test_years_must_follow_each_other():
    """A gap would mix changes of one year and of two."""
    with pytest.raises(ValueError, match="follow"):
        dynamic_shift_share(REGION[[2020, 2022]], NATION)
    with pytest.raises(ValueError, match="follow"):
        dynamic_shift_share(REGION[[2020]], NATION)
    with pytest.raises(ValueError, match="advance"):
        shift_share(REGION, NATION, 2022, 2022)


def test_impossible_values_are_refused():
    """A negative output names industry and year."""
    with pytest.raises(ImpossibleValueError, match="shops 2022"):
        shift_share(REGION.replace(40, -40), NATION, 2020, 2022)


@given(arrays.arrays(float, (4, 3), elements=positive), st.integers(1, 1000))
def test_parts_add_up(values, factor):
    """Actual = national + mix + regional, per industry and year by year, in any unit."""
    region = pd.DataFrame(values, columns=[1, 2, 3])
    nation = region.add(values.sum(axis=0), axis=1)
    for found in (shift_share(region, nation, 1, 3), dynamic_shift_share(region, nation)):
        rows = found.by_industry
        parts = rows["national"] + rows["industry_mix"] + rows["regional"]
        assert parts.to_numpy() == pytest.approx(rows["actual"].to_numpy(), rel=1e-9, abs=1e-6)
    scaled = shift_share(region * factor, nation * factor, 1, 3)
    first = shift_share(region, nation, 1, 3)
    assert scaled.regional == pytest.approx(first.regional * factor, rel=1e-9, abs=1e-3)


@given(arrays.arrays(float, (4, 3), elements=positive))
def test_the_nation_has_neither_mix_nor_own_part(values):
    """Taken as its own region the nation changes as the nation, in total."""
    nation = pd.DataFrame(values, columns=[1, 2, 3])
    found = shift_share(nation, nation, 1, 3)
    size = float(values.sum())
    assert found.industry_mix == pytest.approx(0, abs=1e-9 * size)
    assert found.by_industry["regional"].to_numpy() == pytest.approx(0, abs=1e-9 * size)
