"""Schools, roads and figures of an earlier year: each says which year it is of."""

import math

import pytest
from scipy.stats import chi2

from generator.classifications.regions import NATION
from generator.findings.choosing.contrast_claims import correlations
from generator.findings.choosing.society_claims import society_claims
from generator.findings.measures import MEASURE
from generator.findings.measuring.indicators import indicators
from generator.findings.measuring.society_facts import society_facts
from generator.findings.measuring.subject_facts import Dated, shown_year, subject_facts

from .figures import panel_of


def values(found):
    """Values of facts by measure."""
    return {each.measure: each.value for each in found}


def keys(told):
    """Keys of the sentences."""
    return [each.key for each in told]


def test_schools_of_atyrau_have_their_year_and_an_exact_interval(panel):
    """11 schools in 2023: Garwood's interval, and the share in the schools of 2022/23."""
    found = {each.measure: each for each in society_facts(Dated(panel, "KZ-23", 2025))}
    people = panel.wide("average_population").loc["KZ-23", 2023]
    assert {each.period for name, each in found.items() if "three_shift" in name} == {2023}
    assert math.isclose(found["three_shift_per_100k"].value, 11 / people * 1e5)
    low, high = chi2.ppf(0.025, 22) / 2, chi2.ppf(0.975, 24) / 2
    assert math.isclose(found["three_shift_per_100k_lo"].value, low / people * 1e5)
    assert math.isclose(found["three_shift_per_100k_hi"].value, high / people * 1e5)
    schools = panel.wide("general_schools").loc["KZ-23", 2022]
    assert math.isclose(found["three_shift_share"].value, 1100 / schools)
    assert found["local_roads_standard_share"].period == 2022
    assert found["local_roads_standard_share"].status == "preliminary"


def test_no_figure_is_later_than_the_reference_year(panel):
    """In the brief of 2022 there is no count of 2023."""
    assert all(each.period <= 2022 for each in society_facts(Dated(panel, "KZ-23", 2022)))


@pytest.mark.parametrize("subject", ["KZ-71", "KZ-75", "KZ-79"])
def test_cities_have_no_local_roads(panel, subject):
    """Neither a figure nor a word about roads."""
    more = ("local_roads_standard_share", subject, 2024, 50)
    told = society_claims(panel_of(panel, more), indicators(panel, 2025), subject)
    assert keys(told) == ["society.no_schools"]


def test_roads_are_held_against_the_nation_of_the_same_year_only(panel):
    """West Kazakhstan and the nation have 2025; Atyrau has 2022, the nation not."""
    ind = indicators(panel, 2025)
    assert keys(society_claims(panel, ind, "KZ-27"))[:2] == ["road.share", "road.nat"]
    assert not [
        key for key in keys(society_claims(panel, ind, "KZ-23")) if key.startswith("road.nat")
    ]


def test_a_count_of_zero_has_a_sentence_of_its_own(panel):
    """No school is a finding, not a missing figure."""
    ind = indicators(panel, 2025)
    none = panel_of(panel, ("three_shift_schools", "KZ-23", 2024, 0))
    assert "school.none" in keys(society_claims(none, ind, "KZ-23"))


def every_region(panel, rate):
    """Schools in all regions in 2024, as a function of the rank in output per head."""
    ind = indicators(panel, 2024)
    rows = []
    for code in ind.distribution("grp_per_capita"):
        people = panel.wide("average_population").loc[code, 2024]
        rank = ind.place("grp_per_capita", code).rank
        rows += [("average_population", code, 2024, people)]
        rows += [("three_shift_schools", code, 2024, round(rate(rank) * people / 1e5))]
    return panel_of(panel, *rows), ind


def test_a_contrast_needs_every_region_and_replaces_the_figure(panel):
    """L17: the richest region has most schools in three shifts; the poorest is no contrast."""
    made, ind = every_region(panel, lambda rank: 41 - rank * 2)
    told = society_claims(made, ind, "KZ-23")
    assert keys(told)[0] == "contrast.schools"
    assert told[0].licence == "L17"
    assert told[0].slots["rank1"].value == 1
    assert told[0].evidence["low"] < told[0].evidence["rate"] < told[0].evidence["high"]
    assert not [key for key in keys(told) if key.startswith("school.")]
    poorest = max(
        ind.distribution("grp_per_capita"), key=lambda c: ind.place("grp_per_capita", c).rank
    )
    assert "contrast.schools" not in keys(society_claims(made, ind, poorest))
    assert "contrast.schools" not in keys(society_claims(panel, indicators(panel, 2025), "KZ-23"))


@pytest.mark.parametrize(
    ("rate", "key"),
    [
        (lambda rank: 41 - rank * 2 + 5 * (rank % 3), "rho.schools_same"),
        (lambda rank: rank * 2 + 5 * (rank % 3), "rho.schools_opposite"),
        (lambda rank: 10 + 7 * rank % 20, "rho.schools_unclear"),
    ],
)
def test_a_correlation_has_a_direction_only_without_zero_in_its_interval(panel, rate, key):
    """L18, over all twenty regions."""
    made, ind = every_region(panel, rate)
    (told,) = correlations(made, ind)
    assert (told.key, told.licence) == (key, "L18")
    assert told.slots["n_regions"].value == 20


def test_few_regions_have_no_correlation(panel):
    """Two regions with schools and six with roads are less than 15."""
    assert correlations(panel, indicators(panel, 2025)) == ()


def test_a_measure_of_an_earlier_year_says_so(panel):
    """Wages are of 2022, complete over the regions; growth of employment is of the year itself."""
    ind = indicators(panel, 2025)
    assert shown_year(ind, MEASURE["average_wage"]) == 2022
    assert shown_year(ind, MEASURE["unemployment_rate"]) == 2025
    wages = [f for f in subject_facts("", ind, "KZ-23") if f.measure == "average_wage"]
    assert [(f.period, f.value, f.rank, f.of) for f in wages] == [(2022, 523.21, 1, 20)]


def test_growth_of_employment_by_a_second_route(panel):
    """Persons employed in 2025 over those in 2024."""
    employed = panel.wide("employed_population").loc["KZ-71"]
    found = indicators(panel, 2025).value("employment_growth", "KZ-71")
    assert math.isclose(found, (employed[2025] / employed[2024] - 1) * 100)


def test_before_its_first_year_a_measure_is_missing(panel):
    """Nothing of 2022 is shown in a brief of 2020."""
    ind = indicators(panel, 2020)
    wages = [f for f in subject_facts("", ind, NATION) if f.measure == "average_wage"]
    assert [(f.period, f.value) for f in wages] == [(2020, None)]
