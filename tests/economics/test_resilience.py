"""Resilience: a region's course through a shock, next to the nation's."""

import math

import pandas as pd
import pytest
from hypothesis import assume, given

from generator.economics.indices.resilience import (
    Phase,
    industry_resistance,
    phase_growth,
    resistance,
    sensitivity,
)
from generator.economics.indices.specialisation import structural_shares
from generator.economics.possible_values import ImpossibleValueError

from .strategies import economies
from .tables import table

OUTPUT = table("""
    region | 2008 | 2010 | 2014
    -------+------+------+-----
    north  |  200 |  170 |  200
    south  |  300 |  305 |  310
    isle   |      |   20 |   20
    desert |    0 |    0 |    1
""")
NATION = pd.Series({2008: 500.0, 2010: 475.0, 2014: 510.0})
SHOCK, RECOVERY = Phase(2008, 2010), Phase(2010, 2014)

BY_INDUSTRY = pd.DataFrame(
    {
        2008: {("north", "mines"): 150.0, ("north", "shops"): 50.0, ("south", "shops"): 300.0},
        2010: {("north", "mines"): 120.0, ("north", "shops"): 50.0, ("south", "shops"): 305.0},
    }
)
RATES = pd.DataFrame({2008: {"mines": 400.0, "shops": 600.0}, 2010: {"mines": 320, "shops": 612}})


def test_sensitivity_by_hand():
    """The nation lost 5 %, the north 15 %, the south gained 1.67 %."""
    found = sensitivity(OUTPUT, NATION, SHOCK)
    assert found["north"] == pytest.approx(3)
    assert found["south"] == pytest.approx(-1 / 3)


def test_resistance_by_hand():
    """Expected of the north: -10; it lost 30, two expected losses more than expected."""
    found = resistance(OUTPUT, NATION, SHOCK)
    assert found["north"] == pytest.approx(-2)
    assert found["south"] == pytest.approx((5 + 15) / 15)


def test_resistance_and_sensitivity_are_one_number():
    """1 - b in a contraction, b - 1 in an expansion."""
    contraction, expansion = (sensitivity(OUTPUT, NATION, each) for each in (SHOCK, RECOVERY))
    for found, identity in (
        (resistance(OUTPUT, NATION, SHOCK), 1 - contraction),
        (resistance(OUTPUT, NATION, RECOVERY), expansion - 1),
    ):
        assert found.dropna().to_numpy() == pytest.approx(identity.dropna().to_numpy())


def test_what_is_expected_of_a_regions_industries():
    """Mines fell by a fifth, shops rose by 2 %: of the north -30 + 1 is expected; it lost 30."""
    table_ = pd.concat([BY_INDUSTRY, pd.DataFrame({2008: 0.0, 2010: 0.0}, [("south", "mines")])])
    table_.index = pd.MultiIndex.from_tuples(table_.index)
    found = industry_resistance(table_, RATES, SHOCK)
    assert found["north"] == pytest.approx(-1 / 29)
    assert found["south"] == pytest.approx((5 - 6) / 6)


def test_an_industry_without_figure_leaves_the_region_undefined():
    """No row for the mines of the south: it may have some."""
    assert industry_resistance(BY_INDUSTRY, RATES, SHOCK).isna().tolist() == [False, True]


def test_an_industry_of_which_a_region_has_nothing_needs_no_rate():
    """The nation has boats from 2010 on only, the regions of 2008 none: nothing is expected."""
    boats = pd.DataFrame({2008: 0.0, 2010: 3.0}, [("north", "boats")])
    boats.index = pd.MultiIndex.from_tuples(boats.index)
    rates = pd.concat([RATES, pd.DataFrame({2008: 0.0, 2010: 3.0}, ["boats"])])
    north = BY_INDUSTRY.loc[["north"]]
    without = industry_resistance(north, RATES, SHOCK)["north"]
    found = industry_resistance(pd.concat([north, boats]), rates, SHOCK)["north"]
    assert found == pytest.approx(without + 3 / 29)


def test_undefined_regions():
    """A missing value, and nothing to start from."""
    found = sensitivity(OUTPUT, NATION, SHOCK)
    assert found.index[found.isna()].tolist() == ["isle", "desert"]


def test_no_division_by_a_nation_that_hardly_changed():
    """Below one per cent of national change nothing is computed, unless asked for."""
    still = pd.Series({2008: 500.0, 2010: 504.9, 2014: 505.0})
    assert sensitivity(OUTPUT, still, SHOCK).isna().all()
    assert resistance(OUTPUT, still, SHOCK).isna().all()
    assert sensitivity(OUTPUT, still, Phase(2008, 2014))["north"] == pytest.approx(0)
    assert sensitivity(OUTPUT, still, SHOCK, 0.005)["south"] == pytest.approx(500 / 300 * 5 / 4.9)
    flat = NATION * 0 + 500
    assert sensitivity(OUTPUT, flat, SHOCK, 0).isna().all()


def test_no_division_by_an_expectation_of_almost_nothing():
    """Losses and gains of the industries may cancel in one region though not in the nation."""
    index = pd.MultiIndex.from_product([["north"], ["mines", "shops"]])
    balanced = pd.DataFrame({2008: [10.0, 100.0], 2010: [9.0, 104.0]}, index=index)
    rates = pd.DataFrame(
        {2008: {"mines": 900, "shops": 100.0}, 2010: {"mines": 720, "shops": 102}}
    )
    assert math.isnan(industry_resistance(balanced, rates, SHOCK)["north"])


def test_a_phase_is_declared_and_advances():
    """Years are given, in order, and must be in the table."""
    with pytest.raises(ValueError, match="advance"):
        Phase(2010, 2010)
    with pytest.raises(KeyError):
        sensitivity(OUTPUT, NATION, Phase(2008, 2012))


def test_impossible_values_are_refused():
    """A negative output names region and year."""
    with pytest.raises(ImpossibleValueError, match="north 2010"):
        phase_growth(OUTPUT.replace(170, -170), SHOCK)


@given(economies(), economies())
def test_identities_of_any_shock(before, after):
    """The resistances of regions, weighted by their start, sum to nothing: losers and winners."""
    regions = before.index.intersection(after.index)
    output = pd.DataFrame({1: before.sum(axis=1), 2: after.sum(axis=1)}).loc[regions]
    nation = output.sum()
    assume(abs(nation[2] / nation[1] - 1) > 0.01)
    phase = Phase(1, 2)
    found = resistance(output, nation, phase)
    weights = structural_shares(output[[1]].T).iloc[0]
    assert (found * weights).sum() == pytest.approx(0, abs=1e-6)
    assert (sensitivity(output, nation, phase) * weights).sum() == pytest.approx(1, rel=1e-6)
