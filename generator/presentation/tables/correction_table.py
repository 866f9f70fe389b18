"""The table of what changed, on the first page of a corrected edition."""

from dataclasses import dataclass

from generator.findings.brief import Brief
from generator.findings.claims import Count, Day
from generator.findings.correction import RevisedFact
from generator.presentation.localisation.language import Language
from generator.presentation.tables.indicator_table import capitalised, place


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One fact that changed, every cell a finished string."""

    name: str
    unit: str
    old: str
    new: str
    difference: str
    rank: str


@dataclass(frozen=True, slots=True)
class CorrectionNotice:
    """The banner, the rows of both tables, and what is not in them (empty text if nothing)."""

    banner: str
    rows: tuple[CorrectionRow, ...]
    more: tuple[CorrectionRow, ...]
    further: str


def correction_notice(brief: Brief, language: Language) -> CorrectionNotice | None:
    """Print what changed; ``None`` for a brief that corrects nothing."""
    found = brief.correction
    if found is None:
        return None
    banner = language.say(
        "ban.corrected",
        number=Count(found.number),
        date=Day(found.vintage),
        number0=Count(found.number0),
        date0=Day(found.vintage0),
    )
    said = []
    if found.more and not found.rows:
        said.append(language.say("rev.next_page"))
    if found.further:
        said.append(language.say("rev.further", k=Count(found.further)))
    if found.messages:
        said.append(language.say("rev.messages", k=Count(found.messages)))
    if not (found.rows or found.more or found.further or found.messages):
        said.append(language.say("rev.none"))
    rows, more = (
        tuple(_row(brief, each, language) for each in facts) for facts in (found.rows, found.more)
    )
    return CorrectionNotice(banner, rows, more, " ".join(said))


def _row(brief: Brief, fact: RevisedFact, language: Language) -> CorrectionRow:
    name = language.say(f"measure.{fact.measure}")
    if fact.subject != brief.subject:
        name = f"{language.region(fact.subject, 'short')}: {name}"
    if fact.industry:
        name = f"{name} · {language.industry(fact.industry, 'short')}"
    if fact.period != brief.year:
        name = f"{name}, {fact.period}"
    difference = language.number(fact.difference, fact.decimals, signed=True)
    if fact.relative is not None:
        difference += f" ({language.percent(fact.relative, 1, signed=True)})"
    return CorrectionRow(
        capitalised(name),
        _unit(fact, language),
        language.number(fact.old, fact.decimals),
        language.number(fact.new, fact.decimals),
        difference,
        _ranks(fact),
    )


def _unit(fact: RevisedFact, language: Language) -> str:
    """Print the unit line of a measure; the bare unit if no table of indicators holds it."""
    key = f"unit.{fact.measure}"
    return language.say(key if language.knows(key) else f"short_unit.{fact.unit}")


def _ranks(fact: RevisedFact) -> str:
    """Print both ranks where they differ, the one where they don't; a dash without any."""
    before = place(fact.rank_old, fact.tied_old)
    now = place(fact.rank_new, fact.tied_new)
    if before == now and fact.of_old != fact.of_new:
        return f"{before}/{fact.of_old or 0} → {now}/{fact.of_new or 0}"
    return now if before == now else f"{before} → {now}"
