"""The regression on the real figures: by a second route, on one sample, with nothing hidden."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy.linalg import fractional_matrix_power

from generator.dataset.vintages import load
from generator.economics.estimation.moderation import marginal_effect
from generator.findings.facts_json import regression_as_json
from generator.findings.measuring.association import SPECIFICATIONS, association
from generator.findings.measuring.moderators import MODERATORS, moderator_levels
from generator.findings.measuring.unit_panel import unit_variables
from generator.project import Project

NAMES = [each.name for each in SPECIFICATIONS]


@pytest.fixture(scope="module")
def estimated(panel):
    """The regression of the newest year."""
    return association(panel, 2025)


@pytest.fixture(scope="module")
def data(panel, estimated):
    """Its observations, complete in every variable."""
    return unit_variables(panel, estimated.units, 2025, estimated.levels).dropna()


def design(data, specification):
    """Outcome and regressors of a column, the interaction written out by hand."""
    table = data[list(specification.regressors)].copy()
    if specification.moderator:
        z = data[specification.moderator] - data[specification.moderator].mean()
        table["DIV"] = table["DIV"] - table["DIV"].mean()
        table.insert(1, "product", table["DIV"] * z)
    return data[specification.outcome].to_numpy(), table.to_numpy()


def by_hand(data, specification):
    """Coefficients and the printed standard errors from all dummies and whole matrices."""
    y, x = design(data, specification)
    regions = data.index.get_level_values("region").factorize()[0]
    dummies = [np.eye(regions.max() + 1)[regions]]
    if specification.time_effects:
        years = data.index.get_level_values("year").factorize()[0]
        dummies.append(np.eye(years.max() + 1)[years][:, 1:])
    d = np.hstack(dummies)
    out = np.eye(len(y)) - d @ np.linalg.pinv(d)
    x, y = out @ x, out @ y
    bread = np.linalg.inv(x.T @ x)
    b = bread @ x.T @ y
    residuals, middle = y - x @ b, np.zeros_like(bread)
    left = np.eye(len(y)) - x @ bread @ x.T
    for unit in range(regions.max() + 1):
        rows = regions == unit
        part = residuals[rows]
        if not specification.time_effects:
            part = fractional_matrix_power(left[np.ix_(rows, rows)], -0.5).real @ part
        score = x[rows].T @ part
        middle += np.outer(score, score)
    n, g, k = len(y), regions.max() + 1, x.shape[1] + d.shape[1]
    factor = g / (g - 1) * (n - 1) / (n - k) if specification.time_effects else 1.0
    return b, np.sqrt(factor * np.diag(bread @ middle @ bread))


@pytest.mark.parametrize("specification", SPECIFICATIONS, ids=NAMES)
def test_every_printed_number_by_a_second_route(estimated, data, specification):
    """Coefficients and standard errors of each column agree with plain numpy to 1e-10."""
    found = estimated.column(specification.name).coefficients
    b, se = by_hand(data, specification)
    assert [each.estimate for each in found] == pytest.approx(b, rel=1e-10, abs=1e-12)
    assert [each.se for each in found] == pytest.approx(se, rel=1e-10)


def test_all_columns_rest_on_one_sample(estimated, data):
    """Same observations and units in every column; what is left out is named."""
    assert {(each.n, each.entities) for each in estimated.fits} == {(len(data), 17)}
    everything = {(unit, year) for unit in estimated.units for year in range(2014, 2026)}
    assert everything - set(data.index) == set(estimated.missing)
    assert estimated.singletons == ()
    assert ("KZ-79", 2017) in estimated.missing


def test_the_columns_are_those_that_the_table_declares(estimated):
    """The paper's four, both varieties together, year effects, and one for each moderator."""
    assert [each.specification for each in estimated.fits] == list(SPECIFICATIONS)
    assert [each.moderator for each in estimated.moderations] == [each.name for each in MODERATORS]
    assert estimated.without_figures == ("FIN",)


def test_moderators_are_on_constant_borders(panel, estimated):
    """Merged units: counts are added up; a share of the old region is that of the whole unit."""
    innovators, surveyed = (
        panel.wide(name)[2022] for name in ("enterprises_with_innovation", "enterprises_surveyed")
    )
    members = ["KZ-10", "KZ-63"]
    expected = 100 * innovators[members].sum() / surveyed[members].sum()
    assert estimated.levels["INN"].values["KZ-63"] == pytest.approx(expected)
    human = estimated.levels["HC"]
    old = panel.observation("higher_education_share", "KZ-63", 2021)
    assert old.borders == "before-2022"
    assert (human.year, human.values["KZ-63"], human.weighted) == (2021, old.value, ())


def test_a_moderator_is_not_used_before_its_year(panel, estimated):
    """In a brief of 2021 the level of 2022 is not yet there, and the column is left out."""
    assert set(moderator_levels(panel, estimated.units, 2021)) == {"HC"}
    earlier = association(panel, 2021)
    assert earlier.without_figures == ("INN", "FIN")
    assert [each.specification.name for each in earlier.fits] == [
        name for name in NAMES if name != "7"
    ]


def test_levels_are_told_for_every_unit_within_what_was_observed(estimated):
    """The effect at the level of each unit is the one that the band shows there."""
    for each in estimated.moderations:
        fitted = estimated.column(each.column)
        lowest, highest = each.band[0].level, each.band[-1].level
        assert set(each.units) == set(estimated.units)
        for unit, own in each.units.items():
            assert own.mean.level == pytest.approx(estimated.levels[each.moderator].values[unit])
            assert lowest - 1e-9 <= own.latest.level <= highest + 1e-9
            assert own.mean.effect == marginal_effect(fitted, own.mean.level).effect


def test_the_facts_hold_all_of_it(estimated):
    """Plain values only, the same as in the table."""
    facts = json.loads(json.dumps(regression_as_json(estimated), allow_nan=False))
    assert [each["column"] for each in facts["columns"]] == NAMES
    second = facts["columns"][1]["coefficients"][0]
    own = estimated.coefficient("2", "DIV")
    assert second["name"] == "DIV"
    assert second["estimate"] == pytest.approx(own.estimate, rel=1e-8)
    assert second["se_cr2"] == pytest.approx(own.se_cr2, rel=1e-8)
    assert facts["columns"][5]["coefficients"][0]["se_cr2"] is None
    assert facts["columns"][1]["cautions"] == {"few clusters": ["17"]}
    assert len(facts["checks"]["left_out"]) == 17
    assert facts["licence"]["associated"] is False
    assert len(facts["moderators"][0]["band"]) == 21
    assert set(facts["moderators"][1]["units"]) == set(estimated.units)


def test_checks_are_those_of_the_headline(estimated, data):
    """One unit left out at a time: the same as estimating without it."""
    specification = SPECIFICATIONS[1]
    rest = data.drop(index="KZ-23", level="region")
    b, _ = by_hand(rest, specification)
    assert estimated.checks.left_out["KZ-23"] == pytest.approx(b[0], rel=1e-9)
    assert 0 < estimated.checks.bootstrap_p <= 1
    assert estimated.checks.inflation >= 1


def test_a_vintage_without_the_series_gives_no_estimate(quoted):
    """The paper's own figures hold no series; nothing is estimated, and nothing fails."""
    found = association(quoted, 2022)
    assert (found.fits, found.checks, found.moderations) == ((), None, ())
    assert found.refusal == "too_few_periods"
    assert regression_as_json(found)["columns"] == []


def test_a_logarithm_that_does_not_exist_is_named(panel, monkeypatch):
    """Investment of zero stops the regression and names unit and year."""
    wide = type(panel).wide

    def emptied(self, table, industry=""):
        frame = wide(self, table, industry)
        if table == "fixed_capital_investment":
            frame.loc["KZ-23", 2019] = 0.0
        return frame

    monkeypatch.setattr(type(panel), "wide", emptied)
    found = association(panel, 2025)
    assert (found.refusal, found.refused) == ("domain", ("KZ-23 2019",))


def test_a_share_of_merged_units_may_be_a_weighted_mean(panel, estimated, monkeypatch):
    """Shares of both members on present borders: weighted by population, and marked."""
    observation = type(panel).observation
    shares = {"KZ-10": 20.0, "KZ-63": 30.0}

    def present(self, table, region, year, industry=""):
        found = observation(self, table, region, year, industry)
        if table == "higher_education_share" and region in shares:
            values = {**vars_of(found), "value": shares[region], "borders": "current"}
            return type(found)(**{**values, "status": "published"})
        return found

    monkeypatch.setattr(type(panel), "observation", present)
    level = moderator_levels(panel, estimated.units, 2025)["HC"]
    people = panel.wide("average_population")[2021]
    expected = (20 * people["KZ-10"] + 30 * people["KZ-63"]) / (people["KZ-10"] + people["KZ-63"])
    assert level.values["KZ-63"] == pytest.approx(expected)
    assert level.weighted == ("KZ-63",)


def vars_of(observation):
    """Fields of a frozen observation."""
    return {name: getattr(observation, name) for name in observation.__slots__}


def test_the_outcome_is_relative_to_the_nation(panel, data):
    """A unit of one region: log of its index over the nation's."""
    index = panel.wide("grp_volume_index")
    expected = np.log(index.loc["KZ-23", 2019] / index.loc["KZ", 2019])
    assert data.loc[("KZ-23", 2019), "ln_rcc"] == pytest.approx(expected)
    assert isinstance(data.index, pd.MultiIndex)


def test_a_vintage_without_sections_is_refused_by_name(panel):
    """GRP of 2023 was known in April 2024, its industries were not: no regression, no failure."""
    found = association(load(Project.here(), date(2024, 6, 1)), 2023)
    assert found.fits == ()
    assert found.refusal
