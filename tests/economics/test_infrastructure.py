"""Schools and roads of regions large and small."""

import math

import pandas as pd
import pytest

from generator.economics.indices.infrastructure import (
    INHABITANTS,
    count_rate,
    national_percentage,
    percentage,
)
from generator.economics.possible_values import OUT_OF_RANGE, ImpossibleValueError

from .tables import table

REGIONS = table("""
    region | people  | schools | crowded | roads | good
    -------+---------+---------+---------+-------+------
    north  | 500000  |     400 |      10 |  1000 |  900
    south  | 2000000 |     800 |      40 |   100 |   10
    isle   | 20000   |      10 |       0 |     0 |    0
    desert |         |      20 |         |    50 |
""")


def test_schools_per_head():
    """Ten schools for half a million, forty for two million: the same rate, not as certain."""
    found = count_rate(REGIONS["crowded"], REGIONS["people"], INHABITANTS)
    assert found.loc[["north", "south"], "rate"].tolist() == [2, 2]
    # Garwood's limits for 10 are 4.795 and 18.39.
    assert found.loc["north", "low"] == pytest.approx(4.795 / 5, rel=1e-3)
    assert found.loc["north", "high"] == pytest.approx(18.39 / 5, rel=1e-3)
    assert found.loc["south", "low"] > found.loc["north", "low"]


def test_no_school_is_not_certain():
    """None among 20 000 people may be chance: up to 3.69 / 0.2 per 100 000."""
    isle = count_rate(REGIONS["crowded"], REGIONS["people"], INHABITANTS).loc["isle"]
    assert (isle["rate"], isle["low"]) == (0, 0)
    assert isle["high"] == pytest.approx(3.689 * 5, rel=1e-3)


def test_share_of_schools():
    """Ten of 400 are 2.5 per cent."""
    found = count_rate(REGIONS["crowded"], REGIONS["schools"], 100)
    assert found.loc["north", "rate"] == 2.5
    assert found.loc["desert"].isna().all()


def test_roads_of_a_region_and_of_the_nation():
    """90 and 10 per cent; together 910 of 1100 km, not the mean of 50 per cent."""
    known = REGIONS.drop(index="desert")
    found = percentage(known["good"], known["roads"])
    assert found[["north", "south"]].tolist() == [90, 10]
    assert math.isnan(found["isle"]), "no road, no percentage"
    assert national_percentage(known["good"], known["roads"]) == pytest.approx(100 * 910 / 1100)


def test_a_nation_with_a_gap_is_not_the_nation():
    """Without the desert the sum is that of other regions."""
    assert math.isnan(national_percentage(REGIONS["good"], REGIONS["roads"]))
    nothing = pd.Series({"isle": 0.0})
    assert math.isnan(national_percentage(nothing, nothing))


def test_impossible_values_are_refused():
    """More good road than road, half a school, fewer people than none."""
    with pytest.raises(ImpossibleValueError) as refused:
        national_percentage(REGIONS["roads"] + 1, REGIONS["roads"])
    assert refused.value.rule == OUT_OF_RANGE
    assert refused.value.places == ("north part", "south part", "isle part", "desert part")
    with pytest.raises(ImpossibleValueError, match="north count"):
        count_rate(REGIONS["crowded"] / 4, REGIONS["people"], INHABITANTS)
    with pytest.raises(ImpossibleValueError, match="north base"):
        count_rate(REGIONS["crowded"], -REGIONS["people"], INHABITANTS)
