"""The facts of a first page as they are printed: number, unit, place in words, the nation's."""

from types import SimpleNamespace

import pytest

from generator.findings.brief import FrontBlocks
from generator.findings.facts import Fact
from generator.presentation.localisation.language import Language
from generator.presentation.tables.front_facts import front_facts
from generator.project import Project

EN = Language.load(Project.here().locales, "en")


def printed(measure, value, *, period=2025, before=None, **place):
    """Print one fact of a region, the first of twenty unless the place says otherwise."""
    of = {"rank": 1, "of": 20, "national": 10.0, **place}
    fact = Fact("R", measure, value, "x", 1, period, "v", "computed", ("S",), **of)
    history = {} if before is None else {measure: {"R": {period - 1: before}}}
    brief = SimpleNamespace(
        subject="R",
        year=2025,
        national=False,
        front=FrontBlocks(facts=(measure,)),
        fact=lambda _: fact,
        histories=history,
        distributions={},
    )
    return front_facts(brief, EN)[0]


@pytest.mark.parametrize(
    ("value", "number", "unit"), [(6820.5, "6.8", "million ₸"), (459.95, "460", "thousand ₸")]
)
def test_money_is_printed_in_one_scale(value, number, unit):
    """From a million on in millions, the nation's in the same way."""
    found = printed("grp_per_capita", value, national=7827.2)
    assert (found.number, found.unit) == (number, unit)
    assert found.beside.replace("\u00a0", " ") == "Country 7.8 million ₸"


@pytest.mark.parametrize(
    ("measure", "rank", "tied", "place"),
    [
        ("grp_per_capita", 1, 1, "the highest of 20"),
        ("grp_per_capita", 20, 1, "the lowest of 20"),
        ("grp_per_capita", 11, 1, "11th of 20, the middle of the list"),
        ("grp_per_capita", 5, 6, "5th–10th of 20"),
        ("unemployment_rate", 3, 1, "3rd highest of 20"),
        ("unemployment_rate", 18, 1, "3rd lowest of 20"),
        ("unemployment_rate", 15, 2, "5th–6th lowest of 20"),
    ],
)
def test_a_place_in_words(measure, rank, tied, place):
    """Shared places are a range; much unemployment is no prize, so it is counted from its end."""
    assert printed(measure, 5.0, rank=rank, tied=tied).place == place


def test_an_older_figure_has_its_year():
    """A figure of the reference year has none; an older one does, and so has the one before."""
    assert printed("unemployment_rate", 5.0).year == ""
    old = printed("unemployment_rate", 5.0, period=2022, before=4.0)
    assert old.year == "2022"
    assert old.beside == "Country 10.0%; here 4.0% in 2021"
