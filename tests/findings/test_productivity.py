"""Output per head as productivity times employment: the product, raw figures, breaks."""

from math import log

import pytest

from generator.findings.choosing.drivers.productivity_claims import split
from generator.findings.measuring.accounts import productivity
from generator.findings.measuring.accounts.productivity import PARTS, per_head, per_head_facts
from generator.findings.measuring.indicators import indicators


@pytest.fixture(scope="module")
def ind(panel):
    """Indicators of the newest year."""
    return indicators(panel, 2025)


def test_every_region_is_split_and_its_factors_multiply(panel, ind):
    """All twenty: their borders are the same since 2022."""
    for code in ind.distribution("real_growth"):
        found = per_head(panel, ind, code)
        product = (1 + found.output_per_employed / 100) * (1 + found.employed_per_head / 100)
        assert 1 + found.output_per_head / 100 == pytest.approx(product, abs=1e-12)


@pytest.mark.parametrize("code", ["KZ", "KZ-61", "KZ-23", "KZ-33"])
def test_the_factors_are_those_of_the_raw_rows(panel, ind, code):
    """Employed persons, people and volume indices straight from the deliveries."""
    rows = panel.observations
    own = rows[rows["region"].eq(code) & rows["industry"].eq("")].set_index(["table", "year"])
    value = own["value"]
    volume = 1.0
    for year in (2023, 2024, 2025):
        volume *= value["grp_volume_index", year] / 100
    employed, people = (
        value[table, 2025] / value[table, 2022]
        for table in ("employed_population", "average_population")
    )
    found = per_head(panel, ind, code)
    assert found.output_per_employed == pytest.approx(100 * (volume / employed - 1))
    assert found.employed_per_head == pytest.approx(100 * (employed / people - 1))


def test_six_years_of_three_regions_are_those_computed_elsewhere(panel, ind, monkeypatch):
    """2019 to 2025 in log per cent, which another program found; breaks are passed over here."""
    monkeypatch.setattr(productivity, "SPAN", 6)
    free = type("Unbroken", (), {"breaks": type("None_", (), {"touching": lambda *_: ()})()})()
    expected = {
        "KZ-61": (26.2, 27.9, -1.7),
        "KZ-27": (4.7, 5.3, -0.5),
        "KZ-23": (-1.6, -1.3, -0.2),
    }
    for code, parts in expected.items():
        found = per_head(free, ind, code)
        told = (found.output_per_head, found.output_per_employed, found.employed_per_head)
        logs = [100 * log(1 + each / 100) for each in told]
        assert logs == pytest.approx(parts, abs=0.06)


def test_a_census_within_the_span_forbids_the_split(panel):
    """From 2021 to 2024 people were counted anew: nothing is said, and no fact is made."""
    earlier = indicators(panel, 2024)
    assert per_head(panel, earlier, "KZ-11") is None
    assert split(panel, earlier, "KZ-11") == per_head_facts(panel, earlier, "KZ-11") == ()


def test_facts_and_sentence_carry_the_same_numbers(panel, ind):
    """Three facts with sources, one sentence with the years."""
    facts = per_head_facts(panel, ind, "KZ-61")
    assert [each.measure for each in facts] == list(PARTS)
    assert all(each.sources for each in facts)
    (told,) = split(panel, ind, "KZ-61")
    assert told.key == "per_head.split"
    assert [told.slots[name].value for name in ("v", "v0", "v1")] == [f.value for f in facts]
    assert (told.slots["y0"].value, told.slots["y1"].value) == (2022, 2025)
