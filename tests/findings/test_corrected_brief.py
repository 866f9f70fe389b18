"""What a corrected edition says it changed."""

from dataclasses import replace
from datetime import date

import pytest

from generator.findings.brief_set import prepare
from generator.findings.comparing.corrected_brief import (
    MOST_MORE,
    MOST_NATIONAL_ROWS,
    MOST_ROWS,
    correction,
)
from generator.findings.measures import of_scope

EDITIONS = ((1, date(2023, 12, 31)), (2, date(2026, 11, 23)))


@pytest.fixture(scope="module")
def vintages(panel, quoted):
    """Briefs of 2022 as the paper had them and as they are now, by subject."""
    return [
        {brief.subject: brief for brief in prepare(figures, 2022, ())}
        for figures in (quoted, panel)
    ]


def facts_of(briefs):
    """Facts by subject."""
    return {code: brief.facts for code, brief in briefs.items()}


def test_the_table_begins_with_what_was_printed_before(vintages):
    """Atyrau: 20 541.2 became 19 974.1; values that the paper did not have come after."""
    old, new = vintages
    found = correction(new["KZ-23"], (facts_of(old), ()), facts_of(new), EDITIONS)
    first = found.rows[0]
    assert (first.measure, first.old, first.new) == ("grp_per_capita", 20541.2, 19974.1)
    kinds = [row.kind for row in found.rows]
    assert len(kinds) == MOST_ROWS
    assert kinds == sorted(kinds, key=("revised", "rank", "gone", "new").index)
    assert len(found.more) == MOST_MORE
    assert found.further > 50
    assert (found.number, found.number0) == (2, 1)
    assert (found.vintage0, found.vintage) == (date(2023, 12, 31), date(2026, 11, 23))


def test_a_figure_with_a_year_of_its_own_is_named(vintages):
    """A reader finds it in the text of the brief, so the table says what it was."""
    _, new = vintages
    brief = new["KZ-23"]
    dated = {each.name for each in of_scope("dated")}
    own = next(fact for fact in brief.facts if fact.measure in dated and fact.value is not None)
    before = tuple(
        replace(fact, value=fact.value + 2) if fact is own else fact for fact in brief.facts
    )
    found = correction(brief, ({"KZ-23": before}, ()), {"KZ-23": brief.facts}, EDITIONS)
    assert [(row.measure, row.period) for row in found.rows] == [(own.measure, own.period)]
    assert found.further == 0


def test_the_nation_speaks_of_its_regions_too(vintages):
    """National growth, and what changed in the table of regions; nothing without meaning."""
    old, new = vintages
    found = correction(new["KZ"], (facts_of(old), ()), facts_of(new), EDITIONS)
    assert len(found.rows) == MOST_NATIONAL_ROWS
    changed = {(row.subject, row.measure): (row.old, row.new) for row in found.rows}
    assert changed["KZ", "real_growth"] == (2.6, 3.2)
    assert changed["KZ-23", "grp_per_capita"] == (20541.2, 19974.1)
    assert changed["KZ-33", "share_of_gdp"] == (1.3, 1.4)
    assert ("KZ", "share_of_gdp") not in changed


def test_what_is_not_printed_is_not_in_the_table(vintages):
    """A value of the year before is counted, and output itself is printed nowhere."""
    _, new = vintages
    brief = new["KZ-23"]
    before = tuple(
        replace(fact, value=fact.value * 2)
        if fact.value and (fact.measure == "grp" or fact.period == 2021)
        else fact
        for fact in brief.facts
    )
    found = correction(brief, ({"KZ-23": before}, ()), {"KZ-23": brief.facts}, EDITIONS)
    assert found.rows == ()
    changed = {row.measure for row in found.more}
    assert {row.period for row in found.more} == {2021}
    assert "grp" not in changed
    assert "population" in changed
