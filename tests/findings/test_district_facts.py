"""Inequality within regions: only from districts, and only where they cover the people."""

import math

import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing.society_claims import district_claims
from generator.findings.measuring.district_facts import (
    decomposition,
    district_facts,
    district_panel,
)
from generator.findings.passport import passport

from .figures import panel_of

A1, A2 = "231000000", "233600000"  # two districts of Atyrau
B1, B2 = "101000000", "103200000"  # two of Abai


def made(panel, *more, nation=1000):
    """Two regions of two districts, and Astana as a territory of its own."""
    product = {A1: 4, A2: 1, B1: 1, B2: 2}
    people = {A1: 100, A2: 300, B1: 200, B2: 200}
    rows = [("district_product", code, 2024, value) for code, value in product.items()]
    rows += [("district_population", code, 2024, value) for code, value in people.items()]
    regions = {"KZ-23": 400, "KZ-10": 400, "KZ-71": 200, NATION: nation}
    rows += [("average_population", code, 2024, value) for code, value in regions.items()]
    return panel_of(panel, *rows, ("grp", "KZ-71", 2024, 4), *more)


def values(found):
    """Values of facts by measure."""
    return {each.measure: each.value for each in found}


def test_inequality_splits_into_within_and_between(panel):
    """Theil T by hand: within and between add up to the whole, in nats."""
    parts = decomposition(district_panel(made(panel), 2025))
    people = [100, 300, 200, 200, 200]
    product = [4, 1, 1, 2, 4]
    n, y = sum(people), sum(product)
    whole = sum(b / y * math.log(b / y / (a / n)) for a, b in zip(people, product, strict=True))
    groups = [(400, 5), (400, 3), (200, 4)]
    between = sum(b / y * math.log(b / y / (a / n)) for a, b in groups)
    assert math.isclose(parts.between, between, abs_tol=1e-12)
    assert math.isclose(parts.within + parts.between, whole, abs_tol=1e-12)
    share = values(district_facts(made(panel), NATION, 2025))["theil_within_share"]
    assert math.isclose(share, (whole - between) / whole * 100, abs_tol=1e-9)


def test_the_share_within_is_licensed_only_above_ninety_per_cent(panel):
    """L9: five territories hold all of 1,000 people, but only 83 % of 1,200."""
    (told,) = district_claims(made(panel), NATION, 2025)
    assert (told.key, told.licence) == ("district.within", "L9")
    assert math.isclose(told.evidence["coverage"], 100)
    assert told.slots["year"].value == 2024
    (untold,) = district_claims(made(panel, nation=1200), NATION, 2025)
    assert (untold.key, untold.licence) == ("district.partial", "note")
    assert set(values(district_facts(made(panel, nation=1200), NATION, 2025))) == {
        "district_coverage"
    }


def test_gap_and_variation_of_one_region(panel):
    """Atyrau: 40 and 3.33 thousand tenge a head, twelve times; weighted CV by hand."""
    found = values(district_facts(made(panel), "KZ-23", 2025))
    assert math.isclose(found["district_gap"], 12)
    mean = 5 / 400
    spread = math.sqrt((100 * (4 / 100 - mean) ** 2 + 300 * (1 / 300 - mean) ** 2) / 400)
    assert math.isclose(found["district_cv"], spread / mean * 100)
    assert [each.key for each in district_claims(made(panel), "KZ-23", 2025)] == [
        "intra.gap",
        "intra.cv",
    ]


def test_facts_know_their_own_year_and_sources(panel):
    """A figure of 2024 never stands for 2025."""
    for each in district_facts(made(panel), "KZ-23", 2025):
        assert each.period == 2024
        assert each.status == "computed"
        assert each.sources == ("S-district_population", "S-district_product")
    assert district_facts(made(panel), "KZ-23", 2023) == ()


def test_a_lowest_value_of_zero_has_no_ratio(panel):
    """Nothing is a multiple of zero; the variation remains."""
    rows = [("district_product", A1, 2024, 0), ("district_product", A2, 2024, 5)]
    rows += [("district_population", code, 2024, 50) for code in (A1, A2)]
    two = panel_of(panel, *rows, ("average_population", "KZ-23", 2024, 100))
    assert set(values(district_facts(two, "KZ-23", 2025))) == {"district_coverage", "district_cv"}


def test_a_city_has_no_facts_of_districts(panel):
    """Astana counts as one territory in the nation's split, with nothing inside it."""
    assert district_facts(made(panel), "KZ-71", 2025) == ()
    assert [each.key for each in district_claims(made(panel), "KZ-71", 2025)] == [
        "district.undivided"
    ]


def test_income_serves_where_there_is_no_product(panel):
    """Income per head is taken as it is, weighted by inhabitants."""
    rows = [
        ("district_income_per_capita", A1, 2024, 90),
        ("district_income_per_capita", A2, 2024, 45),
    ]
    rows += [("district_population", code, 2024, 50) for code in (A1, A2)]
    two = panel_of(panel, *rows, ("average_population", "KZ-23", 2024, 100))
    assert district_panel(two, 2025).indicator == "district_income_per_capita"
    assert values(district_facts(two, "KZ-23", 2025))["district_gap"] == 2


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        ("KZ-23", "note.nodistrict"),
        ("KZ-71", "district.undivided"),
        (NATION, "note.nodistrict_nation"),
    ],
)
def test_without_districts_the_brief_says_so(panel, subject, key):
    """The real figures hold no districts."""
    assert [each.key for each in district_claims(panel, subject, 2025)] == [key]
    assert district_facts(panel, subject, 2025) == ()


@pytest.mark.parametrize(
    ("subject", "districts"), [("KZ-23", {A1, A2}), (NATION, {A1, A2, B1, B2})]
)
def test_the_passport_of_a_nation_names_the_districts_of_all_regions(panel, subject, districts):
    """Inequality within regions is made of them all, that of a region of its own."""
    small = made(panel)
    for fact in district_facts(small, subject, 2025):
        found = passport(small, fact, ()).inputs
        assert {each.district for each in found if each.district} == districts
        coverage = fact.measure == "district_coverage"
        assert any(each.table == "average_population" for each in found) == coverage
