"""What a corrected edition says it changed: on its first page, and in the letter with it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.classifications.regions import NATION
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


Heads = tuple[str, ...]
"""Names of the key messages of a brief."""


@dataclass(frozen=True, slots=True)
class PrintedChanges:
    """What a reader of one brief would find changed: the one list for page and letter.

    ``main`` are the facts of its table of indicators, the values of the nation beside them, and of
    the nation those of its table of regions; what was another number before comes first.
    ``others`` are further printed facts, ``messages`` counts the key messages that are others.
    """

    main: tuple[RevisedFact, ...]
    others: tuple[RevisedFact, ...]
    messages: int = 0


def correction(
    brief: Brief,
    old: tuple[Facts, Heads],
    new: Facts,
    editions: tuple[tuple[int, date], tuple[int, date]],
) -> Correction:
    """Say what changed in a brief since the edition that it replaces.

    Parameters
    ----------
    brief
        The brief of this edition.
    old, new
        Facts of every subject in the replaced edition, with the brief's key messages there, and
        now: the brief of the nation prints those of the regions too.
    editions
        Number and vintage of the replaced edition, then of this one.

    Returns
    -------
    Correction
        On the first page facts of the reference year, what was another number before ahead of
        what is new; then those of industries and of earlier years, as far as there is room.
    """
    facts, heads = old
    now = heads_of(brief)
    found = changes((brief.subject, brief.year), facts, new, (heads, now))
    first, second = (MOST_ROWS, MOST_MORE)
    if brief.national:
        first, second = (MOST_NATIONAL_ROWS, MOST_NATIONAL_MORE)
    named = [each for each in found.others if each.measure in IN_TABLES | BY_INDUSTRY]
    rest = sorted([*found.main[first:], *named], key=lambda each: _FIRST[each.kind])
    rows, more = found.main[:first], tuple(rest[:second])
    further = len(found.main) + len(found.others) - len(rows) - len(more)
    (number0, vintage0), (number, vintage) = editions
    return Correction(number, vintage, number0, vintage0, rows, more, further, found.messages)


def heads_of(brief: Brief) -> Heads:
    """Return the names of the key messages of a brief."""
    return tuple(each.head.key for each in brief.messages)


def changes(
    about: tuple[str, int], old: Facts, new: Facts, heads: tuple[Heads, Heads] = ((), ())
) -> PrintedChanges:
    """List what changed in one brief.

    Parameters
    ----------
    about
        Subject and reference year of the brief.
    old, new
        Facts by subject, in the order in which regions are told; of a region its own are enough.
    heads
        Key messages before and now.
    """
    subject, year = about
    before, after = old.get(subject, ()), new[subject]
    left_out = NOT_PRINTED | (NOT_NATIONAL if subject == NATION else frozenset())
    printed = [each for each in revised_facts(before, after) if each.measure not in left_out]
    main = _of_main_table(year, after, printed)
    others = [each for each in printed if each not in main and each.kind != "rank"]
    if subject == NATION:
        main += _regions(year, old, new)
    else:
        main += _of_main_table(year, after, revised_beside(before, after))
    main.sort(key=lambda each: _FIRST[each.kind])
    was, now = map(Counter, heads)
    return PrintedChanges(
        tuple(main), tuple(others), max((now - was).total(), (was - now).total())
    )


def _of_main_table(
    year: int, facts: Iterable[Fact], found: Iterable[RevisedFact]
) -> list[RevisedFact]:
    """Keep the facts that stand in the table of indicators: the newest of each measure."""
    newest: dict[str, int] = {}
    for fact in facts:
        if not fact.industry:
            newest[fact.measure] = max(fact.period, newest.get(fact.measure, fact.period))
    return [
        each
        for each in found
        if each.measure in IN_TABLES
        and not each.industry
        and each.period == newest.get(each.measure, year)
    ]


def _regions(year: int, old: Facts, new: Facts) -> Iterable[RevisedFact]:
    """List changes in the table of regions."""
    for region in new:
        if region != NATION:
            for each in revised_facts(old.get(region, ()), new[region]):
                if each.measure in LEAGUE and each.period == year and not each.industry:
                    yield each
