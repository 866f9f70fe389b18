"""Growth in shocks on diversification before them, and varieties a year before: real figures."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

from generator.economics.estimation.moderation import difference_of_standardised
from generator.economics.estimation.regression import Specification, common_sample, fit
from generator.findings.choosing import regression_claims
from generator.findings.choosing.associations import shock_variety_claims
from generator.findings.measuring.association import association
from generator.findings.measuring.unit_panel import CONTROLS, OUTCOME, unit_variables


@pytest.fixture(scope="module")
def real(panel):
    """What is estimated up to 2025."""
    return association(panel, 2025)


def test_growth_in_2020_is_ordered_by_diversification_and_not_in_2015_and_2016(real):
    """As a second person computed it, with other code."""
    before, pandemic = real.shocks
    assert (before.window.first, before.window.last) == (2014, 2016)
    assert (before.ranks.n, pandemic.ranks.n) == (17, 17)
    assert before.ranks.value == pytest.approx(0.142, abs=0.0005)
    assert before.ranks.p == pytest.approx(0.59, abs=0.005)
    assert pandemic.ranks.value == pytest.approx(0.716, abs=0.0005)
    assert pandemic.ranks.p == pytest.approx(0.001, abs=0.0005)
    assert pandemic.left_out == (pytest.approx(0.68, abs=0.005), pytest.approx(0.80, abs=0.005))


def test_diversification_is_not_told_apart_from_mining(real):
    """One unit of DIV goes with 8.1 log points of 2020, p 0.51, beside the share of mining."""
    slope = real.shocks[1].beside_mining
    assert slope.slope == pytest.approx(8.1, abs=0.05)
    assert slope.p == pytest.approx(0.51, abs=0.005)
    assert [each.key for each in shock_variety_claims.lede(real.shocks)] == [
        "shock_variety.same",
        "shock_variety.mining",
        "shock_variety.unclear",
        "shock_variety.hedge",
    ]


def test_growth_of_karaganda_and_ulytau_is_there_although_their_index_has_a_gap(panel, real):
    """The gap is in 2021: growth of 2020 is that of Karaganda as it was."""
    growth = real.shocks[1].growth
    published = panel.wide("grp_volume_index")
    assert growth["KZ-35"] == pytest.approx(published.loc["KZ-35", 2020] - 100)
    variety = pd.Series(real.shocks[1].variety)
    assert spearmanr(variety, pd.Series(growth)).statistic == real.shocks[1].ranks.value


def test_a_shock_is_told_only_once_it_is_over(panel):
    """In 2018 one shock is known; in 2015, within it, none."""
    assert [each.window.last for each in association(panel, 2018).shocks] == [2016]
    assert association(panel, 2015).shocks == ()


def paasche(panel, units):
    """Merged volume indices with weights of the year itself, which the program had before."""
    output, index = panel.wide("grp"), panel.wide("grp_volume_index")
    rows = {}
    for unit, members in units.items():
        own, grown = (
            each.reindex(list(members), columns=index.columns) for each in (output, index)
        )
        alone = (own.notna() | grown.notna()).drop(index=unit).sum() == 0
        merged = 100 * own.sum(skipna=False) / (own / (grown / 100)).sum(skipna=False)
        rows[unit] = merged.mask(alone, grown.loc[unit])
    return pd.DataFrame(rows).T


def lagged(variables):
    """The joint column on varieties of the year before, by shifting within units."""
    before = variables.groupby(level="region").shift(1)
    known = before[["RV", "UV", *CONTROLS]].notna().all(axis=1)
    rows = variables[[OUTCOME, *CONTROLS]].join(before[["RV", "UV"]])[known]
    sample = common_sample(rows, list(rows.columns))
    fitted = fit(sample, Specification("lag", OUTCOME, ("RV", "UV", *CONTROLS)))
    return fitted, difference_of_standardised(fitted, "UV", "RV")


def test_varieties_of_the_year_before_cannot_be_told_apart(panel, real):
    """178 unit-years; a second route by shifting; RV has another sign than in the same year."""
    found = real.varieties
    variables = unit_variables(panel, real.units, 2025, {})
    fitted, difference = lagged(variables)
    assert (found.lagged.n, fitted.n) == (178, 178)
    assert found.before.estimate == pytest.approx(difference.estimate)
    assert (found.before.se, found.before.p) == pytest.approx((difference.se, difference.p))
    own = {each.name: each.estimate for each in found.lagged.coefficients}
    assert own["RV"] > 0 > real.coefficient("5", "RV").estimate
    assert found.before.estimate == pytest.approx(-0.0020, abs=0.00005)
    assert found.before.se == pytest.approx(0.0036, abs=0.00005)
    assert found.before.p == pytest.approx(0.58, abs=0.005)
    assert [each.key for each in regression_claims.varieties(real)] == [
        "reg.varieties_same_year_uv",
        "reg.varieties_before",
    ]


def test_the_figures_of_a_second_person_have_the_weights_of_before(panel, real):
    """With weights of the year itself in the merged indices the difference is -0.00204."""
    variables = unit_variables(panel, real.units, 2025, {})
    national = panel.wide("grp_volume_index").loc["KZ"]
    several = {unit: members for unit, members in real.units.items() if len(members) > 1}
    for unit, row in paasche(panel, several).iterrows():
        rates = np.log(row / national)
        years = variables.loc[[unit]].index.get_level_values("year")
        variables.loc[[unit], OUTCOME] = rates.reindex(years).to_numpy()
    fitted, difference = lagged(variables)
    own = {each.name: each.estimate for each in fitted.coefficients}
    assert difference.estimate == pytest.approx(-0.00204, abs=0.000005)
    assert (difference.se, difference.p) == pytest.approx((0.00358, 0.579), rel=0.002)
    assert (own["RV"], own["UV"]) == pytest.approx((0.0530, 0.0165), abs=0.00005)
