"""Organisations opened and liquidated: of the reference year, or not at all."""

import math

import pytest
from scipy.stats import binomtest

from generator.classifications.regions import NATION
from generator.findings.choosing.society_claims import organisation_claims
from generator.findings.measuring.society_facts import organisation_facts
from generator.findings.measuring.subject_facts import Dated

from .figures import panel_of

OPENED, CLOSED = "organisations_opened", "organisations_liquidated"


def keys(panel, subject="KZ-23", year=2022):
    """Keys of the sentences."""
    return [each.key for each in organisation_claims(panel, subject, year)]


def pair(panel, opened, closed):
    """One region with both figures of agriculture."""
    rows = ((OPENED, opened), (CLOSED, closed))
    made = [(table, "KZ-23", 2022, value, "quoted", "A") for table, value in rows]
    return panel_of(panel, *(row for row in made if row[3] is not None))


@pytest.mark.parametrize(
    ("opened", "closed", "expected"),
    [
        (132, 148, ["org.ratio"]),  # the interval holds 1: no direction
        (150, 98, ["org.ratio", "org.more_opened"]),
        (98, 150, ["org.ratio", "org.more_closed"]),
        (148, 410, ["org.ratio", "org.more_closed", "org.implausible"]),
        (5, 0, ["org.none_closed"]),
        (7, None, ["org.opened_only"]),
        (None, 7, ["org.liquidated_only"]),
    ],
)
def test_what_may_be_said_of_two_counts(panel, opened, closed, expected):
    """A direction needs an interval without 1; registered is never called active."""
    assert keys(pair(panel, opened, closed)) == [*expected, "org.registered"]


def test_another_year_does_not_stand_for_the_reference_year(panel):
    """Figures of 2022 say nothing about 2023."""
    assert keys(pair(panel, 150, 98), year=2023) == ["org.no_data"]
    assert organisation_facts(Dated(pair(panel, 150, 98), "KZ-23", 2023)) == ()


def test_the_ratio_by_its_exact_interval(panel):
    """150 of 248 events: odds of the exact binomial bounds, computed by scipy."""
    found = {
        each.measure: each.value
        for each in organisation_facts(Dated(pair(panel, 150, 98), "KZ-23", 2022))
    }
    bounds = binomtest(150, 248).proportion_ci(0.95, "exact")
    assert math.isclose(found["opened_per_liquidated"], 150 / 98)
    assert math.isclose(found["opened_per_liquidated_lo"], bounds.low / (1 - bounds.low))
    assert math.isclose(found["opened_per_liquidated_hi"], bounds.high / (1 - bounds.high))


def test_growth_of_the_stock_has_the_previous_stock_as_base(panel):
    """The paper's 8 %: 37,703 more than 477,204 is 7.90 %, and 7.32 % of the new stock."""
    told = organisation_claims(panel, NATION, 2022)[0]
    assert told.key == "org.stock_nation"
    assert told.evidence["start"] == 514907 - 37703
    assert math.isclose(told.evidence["growth"], 7.9, abs_tol=0.005)
    found = {each.measure: each for each in organisation_facts(Dated(panel, NATION, 2022))}
    assert found["organisations_registered"].period == 2023
    assert found["organisations_growth"].period == 2022


def test_the_slip_in_shymkent_is_flagged_and_kept(panel):
    """410 liquidated beside 148 opened: printed, with a warning."""
    assert keys(panel, "KZ-79") == [
        "org.ratio",
        "org.more_closed",
        "org.implausible",
        "org.registered",
    ]
    assert keys(panel, "KZ-79", 2025) == ["org.no_data"]
