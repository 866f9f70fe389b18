"""A new year comes in table by table: its briefs are made, or refused in words."""

import random
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from generator.dataset.year_coverage import to_come
from generator.errors import RequestProblems
from generator.findings.brief_set import prepare, reference_year
from tests.findings.test_holes import not_numbers

YEAR = 2026


def with_new_year(panel, tables, first_year=0):
    """The panel with some tables of 2025 repeated as 2026, and no year before ``first_year``."""
    rows = panel.observations
    new = rows[rows["year"].eq(YEAR - 1) & rows["table"].isin(tables)].assign(year=YEAR)
    kept = rows[rows["year"].ge(first_year)]
    joined = pd.concat([kept, new], ignore_index=True)
    return replace(panel, observations=joined, vintage=date(2026, 12, 1))


def needed(panel):
    """Names of the tables that a reference year needs."""
    return [need.table for need in panel.year_needs]


def sampled(panel):
    """GRP alone, all but industries, and some others drawn by chance, all with GRP."""
    names = [table for table in needed(panel) if table != "grp"]
    drawn = random.Random(17)
    chance = [drawn.sample(names, drawn.randint(1, 6)) for _ in range(2)]
    return [[], [table for table in names if table != "gva_by_industry"], *chance]


@pytest.mark.parametrize("number", range(4))
def test_any_part_of_a_new_year_makes_briefs(panel, number):
    """Region and nation say nothing that is not there, and the year before stays the default."""
    tables = ["grp", *sampled(panel)[number]]
    found = with_new_year(panel, tables)
    assert reference_year(found, None) == YEAR - 1
    assert reference_year(found, YEAR) == YEAR
    lacking = {each.table for each in to_come(found, YEAR)}
    assert lacking == set(needed(panel)) - set(tables)
    briefs = prepare(found, YEAR, ("KZ-27", "KZ-62", "KZ"))
    assert [brief.subject for brief in briefs] == ["KZ-27", "KZ-62", "KZ"]
    for brief in briefs:
        assert brief.year == YEAR
        assert brief.fact("grp").value is not None
        slots = [claim.slots for claims in brief.claims.values() for claim in claims]
        assert slots
        assert not any(map(not_numbers, slots))


def test_without_product_there_is_no_year(panel):
    """Everything but GRP is no reference year; the years that have it are named."""
    found = with_new_year(panel, [table for table in needed(panel) if table != "grp"])
    assert reference_year(found, None) == YEAR - 1
    with pytest.raises(RequestProblems) as refused:
        reference_year(found, YEAR)
    (problem,) = refused.value.problems
    assert problem.key == "problem.year_without_data"
    assert str(YEAR - 1) in problem.slots["expected"]


@pytest.mark.parametrize("years", [5, 9])
def test_a_whole_new_year_stands_on_a_short_history(panel, years):
    """With few years behind it the newest year is the default, and sentences hold no gaps."""
    found = with_new_year(panel, needed(panel), YEAR - years + 1)
    assert reference_year(found, None) == YEAR
    assert to_come(found, YEAR) == ()
    for brief in prepare(found, YEAR, ("KZ-59", "KZ")):
        slots = [claim.slots for claims in brief.claims.values() for claim in claims]
        assert brief.fact("grp_per_capita").value is not None
        assert not any(map(not_numbers, slots))
