"""Breaks of series are named in the notes of every brief that they touch."""

from dataclasses import replace

import pytest

from generator.classifications.breaks import KINDS, Break, Breaks
from generator.findings.choosing.notes import breaks
from generator.findings.claims import TextSlot
from generator.findings.measuring.indicators import indicators
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project

SAID = {
    "census_step": "break.census_step",
    "second_vintage": "break.second_vintage",
    "allocation_method": "break.allocation_method",
    "section_detail": "break.section_detail",
    "level_shift": "break.levels",
    "price_level": "break.price_level",
    "nominal_against_volume": "break.levels",
    "single_year_outlier": "break.levels",
    "inconsistent_value": "break.inconsistent_value",
    "suspected_slip": "break.suspected_slip",
    "missing_year": "break.missing_year",
    "rounding_of_the_nation": "break.rounding_of_the_nation",
    "revision": "break.revision",
    "first_year": "break.first_year",
}
"""The key that says each kind; changes of borders have notes of their own."""


@pytest.fixture(scope="module")
def ind(panel):
    """Indicators of 2025."""
    return indicators(panel, 2025)


def keys(panel, ind, subject):
    """What the notes name: kind and year of every break."""
    told = [claim for claim in breaks(panel, ind, subject) if "year" in claim.slots]
    return [(claim.key, claim.slots["year"].value) for claim in told]


def test_the_breaks_of_the_repository_reach_the_briefs_that_they_touch(panel, ind):
    """Net taxes of Atyrau change in 2023; those of Mangystau too; borders have their own notes."""
    atyrau = keys(panel, ind, "KZ-23")
    assert ("break.allocation_method", 2023) in atyrau
    assert ("break.census_step", 2022) in atyrau
    assert ("break.missing_year", 2015) in atyrau
    assert ("break.suspected_slip", 2023) not in atyrau
    assert ("break.suspected_slip", 2023) in keys(panel, ind, "KZ-63")
    assert not [key for key, _ in atyrau if key == "break.borders"]


@pytest.mark.parametrize("subject", ["KZ-23", "KZ-61", "KZ"])
def test_every_break_says_what_it_is_in(panel, ind, subject):
    """Also one of a table of months, of which no yearly measure is made."""
    told = [claim for claim in breaks(panel, ind, subject) if "items" in claim.slots]
    empty = [claim.slots["year"] for claim in told if not claim.slots["items"].items]
    assert empty == []
    named = {item for claim in told for item in claim.slots["items"].items}
    assert TextSlot("input.local_budget_year_to_date") in named


def test_a_break_after_the_reference_year_is_not_named(panel):
    """A brief of 2022 knows nothing of 2023."""
    found = keys(panel, indicators(panel, 2022), "KZ-23")
    assert ("break.census_step", 2022) in found
    assert max(year for _, year in found) == 2022


def test_breaks_of_one_kind_and_year_are_one_note(panel, ind):
    """Industries are listed; one that is counted with another is not named beside it."""
    told = breaks(panel, ind, "KZ-23")
    keys = [claim.key for claim in told]
    assert keys.count("break.levels_head") == 1
    assert set(keys[keys.index("break.levels_head") + 1 :]) == {"break.levels"}
    assert told[-1].slots["year"].value == 2025
    assert [item.code for item in told[-1].slots["items"].items] == ["P", "Q", "S"]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("kind", "key"), SAID.items())
def test_every_kind_has_its_words(panel, ind, kind, key, code):
    """A break of any kind can be said in every language; levels share a sentence."""
    assert {*SAID, "borders"} == {*KINDS}
    made = Breaks((Break("gva_by_industry", "KZ-23", "P", 2020, kind, "measured", ""),))
    claim = breaks(replace(panel, breaks=made), ind, "KZ-23")[-1]
    assert claim.key == key
    said = Language.load(Project.here().locales, code).say(claim.key, **claim.slots)
    assert "2020" in said or "2019" in said
