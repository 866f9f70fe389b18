"""Tell a verdict on a delivery: how many doubts of each kind, then each, then the notices."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from generator.cli.console import describe, say_error
from generator.cli.doubt_text import kind_in_words
from generator.cli.table_words import table_in_words
from generator.dataset.acceptance.release_days import kazakhstan_day
from generator.dataset.acceptance.verdicts import Verdict
from generator.dataset.panel import KeptDoubt, Panel
from generator.dataset.plausibility.doubts import kinds, stored_although
from generator.errors import Problem
from generator.findings.claims import Count, Verbatim
from generator.presentation.localisation.language import Language


def tell(verdict: Verdict, language: Language) -> None:
    """Say errors, or doubts and notices."""
    found: Sequence[Problem] = verdict.errors or verdict.doubts
    counts = kinds(verdict.doubts)
    kept = [KeptDoubt(kind, table, number) for (kind, table), number in counts.items()]
    for line in kept_lines(kept, language):
        say_error(line)
    for problem in (*found, *verdict.notices):
        say_error(describe(problem, language))


def kept_lines(doubts: Sequence[KeptDoubt], language: Language) -> list[str]:
    """Say in one line per kind and table how many doubts there are."""
    return [
        language.say(
            "doubt_summary.line",
            item=kind_in_words(each.kind),
            indicator=Verbatim(table_in_words(each.table, language)),
            k=Count(each.number),
        )
        for each in doubts
    ]


def with_reasons(panel: Panel, language: Language) -> list[str]:
    """Say again which figures are in use although there were doubts, and why."""
    told = []
    for each in panel.doubtful():
        told.append(describe(stored_although(each), language))
        told += [f"  {line}" for line in kept_lines(each.doubts, language)]
    return told


def today() -> date:
    """Return the day that it is in Kazakhstan now."""
    return kazakhstan_day(datetime.now(tz=UTC))
