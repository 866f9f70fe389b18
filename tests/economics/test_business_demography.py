"""Business demography: organisations opened and liquidated."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.economics.indices.business_demography import (
    birth_rate,
    churn_rate,
    death_rate,
    net_entry_rate,
    opened_per_liquidated,
)
from generator.economics.possible_values import ImpossibleValueError

from .tables import table

COUNTS = table("""
    region | stock | opened | liquidated
    -------+-------+--------+-----------
    north  |  2000 |    160 |    100
    south  |   500 |     10 |      0
    isle   |     0 |      5 |      1
    desert |       |      3 |
""")
OPENED, LIQUIDATED, STOCK = COUNTS["opened"], COUNTS["liquidated"], COUNTS["stock"]


def test_rates_are_per_stock_at_the_start():
    """North: 160 and 100 of 2000."""
    assert birth_rate(OPENED, STOCK)["north"] == 8
    assert death_rate(LIQUIDATED, STOCK)["north"] == 5
    assert net_entry_rate(OPENED, LIQUIDATED, STOCK)["north"] == pytest.approx(3)
    assert churn_rate(OPENED, LIQUIDATED, STOCK)["north"] == pytest.approx(13)
    assert death_rate(LIQUIDATED, STOCK)["south"] == 0


def test_no_rate_without_a_stock():
    """Missing or zero, the stock gives no rate; nor does a missing count."""
    for found in (birth_rate(OPENED, STOCK), churn_rate(OPENED, LIQUIDATED, STOCK)):
        assert found.index[found.isna()].tolist() == ["isle", "desert"]


def test_opened_for_each_liquidated():
    """1.6 in the north, surely more than one; undefined where nothing was liquidated."""
    found = opened_per_liquidated(OPENED, LIQUIDATED)
    assert found.loc["north", "ratio"] == 1.6
    assert 1 < found.loc["north", "low"] < 1.6 < found.loc["north", "high"]
    assert found.index[found["ratio"].isna()].tolist() == ["south", "desert"]
    assert found["low"].isna().tolist() == found["ratio"].isna().tolist()


def test_five_to_one_is_not_yet_more_than_one():
    """Six organisations are too few to say that more open than close."""
    isle = opened_per_liquidated(OPENED, LIQUIDATED).loc["isle"]
    assert isle["ratio"] == 5
    assert isle["low"] < 1


def test_impossible_counts_are_refused():
    """Half an organisation, or fewer than none, is named."""
    with pytest.raises(ImpossibleValueError, match="north count"):
        birth_rate(OPENED + 0.5, STOCK)
    with pytest.raises(ImpossibleValueError, match="north stock"):
        death_rate(LIQUIDATED, -STOCK)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(1, 10**6))
def test_identities_and_order(opened, liquidated, stock):
    """Net entry and churn are the rates' difference and sum; the interval holds its ratio."""
    a, b, n = (pd.Series({"r": each}) for each in (opened, liquidated, stock))
    births, deaths = birth_rate(a, n)["r"], death_rate(b, n)["r"]
    assert math.isclose(net_entry_rate(a, b, n)["r"], births - deaths)
    assert math.isclose(churn_rate(a, b, n)["r"], births + deaths)
    found = opened_per_liquidated(a, b).loc["r"]
    assert 0 <= found["low"] <= found["ratio"] <= found["high"]
    turned = opened_per_liquidated(b, a).loc["r"]
    if opened:
        assert turned["low"] == pytest.approx(1 / found["high"], rel=1e-6)
