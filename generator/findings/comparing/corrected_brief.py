"""What a corrected edition says it changed: the table on its first page."""

from collections.abc import Iterable, Mapping
from datetime import date

from generator.findings.brief import Brief
from generator.findings.comparing.facts_diff import revised_beside, revised_facts
from generator.findings.correction import Correction, RevisedFact
from generator.findings.facts import Fact
from generator.findings.measures import (
    IN_TABLES,
    LEAGUE,
    NOT_NATIONAL,
    NOT_PRINTED,
    names_where,
)

MOST_ROWS, MOST_NATIONAL_ROWS = 6, 14
"""Rows that the first page has room for."""

MOST_MORE, MOST_NATIONAL_MORE = 24, 14
"""Rows that the page after it has room for; the others are counted."""

BY_INDUSTRY = names_where(lambda each: each.scope == "section")
"""Measures of the table of industries."""

_FIRST = {"revised": 0, "rank": 1, "gone": 2, "new": 3}
"""Order of the rows by kind: what was printed before and is another number now comes first."""

Facts = Mapping[str, tuple[Fact, ...]]
"""Facts by subject."""


def correction(
    brief: Brief, old: Facts, new: Facts, editions: tuple[tuple[int, date], tuple[int, date]]
) -> Correction:
    """Say what changed in a brief since the edition that it replaces.

    Parameters
    ----------
    brief
        The brief of this edition.
    old, new
        Facts of every subject in the replaced edition and now: the brief of the nation prints
        those of the regions too.
    editions
        Number and vintage of the replaced edition, then of this one.

    Returns
    -------
    Correction
        On the first page facts of the reference year, what was another number before ahead of
        what is new; then those of industries and of earlier years, as far as there is room.
    """
    main, others = _changes(brief, old, new)
    first, second = (MOST_ROWS, MOST_MORE)
    if brief.national:
        first, second = (MOST_NATIONAL_ROWS, MOST_NATIONAL_MORE)
    named = [each for each in others if each.measure in IN_TABLES | BY_INDUSTRY]
    rest = sorted([*main[first:], *named], key=lambda each: _FIRST[each.kind])
    rows, more = tuple(main[:first]), tuple(rest[:second])
    further = len(main) + len(others) - len(rows) - len(more)
    (number0, vintage0), (number, vintage) = editions
    return Correction(number, vintage, number0, vintage0, rows, more, further)


def _changes(brief: Brief, old: Facts, new: Facts) -> tuple[list[RevisedFact], list[RevisedFact]]:
    """List the changes of the table of indicators and of regions, in order of kind; the others."""
    before, after = old.get(brief.subject, ()), new[brief.subject]
    left_out = NOT_PRINTED | (NOT_NATIONAL if brief.national else frozenset())
    printed = [each for each in revised_facts(before, after) if each.measure not in left_out]
    main = _of_main_table(brief, printed)
    others = [each for each in printed if each not in main and each.kind != "rank"]
    if brief.national:
        main += _regions(brief, old, new)
    else:
        main += _of_main_table(brief, revised_beside(before, after))
    return sorted(main, key=lambda each: _FIRST[each.kind]), others


def _of_main_table(brief: Brief, found: Iterable[RevisedFact]) -> list[RevisedFact]:
    """Keep the facts that stand in the table of indicators: the newest of each measure."""
    newest = {fact.measure: fact.period for fact in brief.facts if not fact.industry}
    return [
        each
        for each in found
        if each.measure in IN_TABLES and each.period == newest.get(each.measure, brief.year)
    ]


def _regions(brief: Brief, old: Facts, new: Facts) -> Iterable[RevisedFact]:
    """List changes in the table of regions, in its order."""
    for line in brief.league:
        for each in revised_facts(old.get(line.region, ()), new.get(line.region, ())):
            shown = each.measure in LEAGUE
            if shown and each.period == brief.year and not each.industry:
                yield each
