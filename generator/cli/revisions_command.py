"""The command ``revisions``: what changed between two vintages."""

import argparse
import json
from pathlib import Path

from generator.cli.console import say, unit
from generator.dataset.panel import Panel
from generator.dataset.vintages import history
from generator.errors import ExitCode, Location, MachineLacks, Problem
from generator.findings.brief_set import prepare, reference_year, years_with_output
from generator.findings.claims import Count, Day, Slot, Verbatim, Year
from generator.findings.comparing.briefs_diff import Revision, compare
from generator.findings.correction import RevisedFact
from generator.presentation.indicator_names import indicator
from generator.presentation.localisation.language import Language
from generator.presentation.tables.indicator_table import place
from generator.presentation.tables.revision_csv import as_csv
from generator.presentation.visible_content import visible_digest
from generator.project import Project


def revisions_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """List what changed between two vintages."""
    old, new = (_as_of(history(project, day)) for day in (asked.old, asked.new))
    found = revision(old, new, asked.year)
    if asked.csv:
        _write(asked.csv, as_csv(found))
    if asked.json:
        say(json.dumps(found.as_json(), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        _say_revision(found, language)
    return ExitCode.DONE


def _as_of(panels: tuple[Panel, ...]) -> Panel:
    return panels[-1]


def revision(old: Panel, new: Panel, asked: int | None) -> Revision:
    """Compare the briefs of one year in two vintages.

    Parameters
    ----------
    old, new
        The figures as known on two days.
    asked
        Reference year; ``None`` is the newest that both vintages have.

    Raises
    ------
    RequestProblems
        If one of them holds no output figures of that year.
    """
    common = sorted({*years_with_output(old)} & {*years_with_output(new)})
    year = reference_year(new, asked if asked is not None or not common else common[-1])
    before = prepare(old, reference_year(old, year), ())
    after = prepare(new, year, ())
    seen = {brief.subject: visible_digest(brief) for brief in before}
    affected = tuple(
        brief.subject for brief in after if visible_digest(brief) != seen.get(brief.subject)
    )
    return Revision(year, old.vintage, new.vintage, compare(before, after), affected)


def _say_revision(found: Revision, language: Language) -> None:
    slots: dict[str, Slot] = {
        "year": Verbatim(str(found.year)),
        "date0": Day(found.old),
        "date": Day(found.new),
    }
    say(language.say("cli.revisions.head", **slots))
    _say_facts(found, language)
    only = {"k": len(found.facts("new")), "k0": len(found.facts("gone"))}
    if any(only.values()):
        say(language.say("cli.revisions.other", **{key: Count(n) for key, n in only.items()}))
    claims = sum(len(brief.claims) for brief in found.briefs)
    if claims:
        say(language.say("cli.revisions.claims", k=Count(claims)))
    if not found.affected:
        say(language.say("cli.revisions.none"))
        return
    affected: dict[str, Slot] = {
        "k": Count(len(found.affected)),
        "n_all": Count(len(found.briefs)),
        "items": Verbatim(", ".join(found.affected)),
    }
    say(language.say("cli.revisions.affected", **affected))


def _say_facts(found: Revision, language: Language) -> None:
    """Say the revised facts of the year, then those of other years; of new ones are thousands."""
    told = [fact for brief in found.briefs for fact in brief.facts if fact.kind != "new"]
    others = [fact for fact in told if fact.period != found.year]
    for fact in told:
        if fact not in others:
            say(f"  {revised_line(fact, language)}")
    if others:
        say(language.say("cli.revisions.other_years"))
    for fact in others:
        say(f"  {revised_line(fact, language)}")


def revised_line(fact: RevisedFact, language: Language) -> str:
    """Say one revised fact in one line: value, difference, and rank where it moved."""
    slots: dict[str, Slot] = {
        "subject": Verbatim(_subject(fact.subject, fact.industry, language)),
        "indicator": indicator(fact.measure, language),
        "unit": unit(fact.measure, fact.unit, language),
        "year": Year(fact.period),
        "old": Verbatim(language.number(fact.old, fact.decimals)),
        "new": Verbatim(language.number(fact.new, fact.decimals)),
        "diff": Verbatim(difference(fact, language)),
    }
    kind = "same" if fact.kind == "rank" else "value"
    shown = ("subject", "indicator", "year", "new")
    used = slots if kind == "value" else {name: slots[name] for name in shown}
    line = language.say(f"cli.revisions.{kind}", **used)
    if not fact.rank_changed or fact.rank_old is None or fact.rank_new is None:
        return line
    ranks: dict[str, Slot] = {
        "rank0": Verbatim(place(fact.rank_old, fact.tied_old)),
        "rank1": Verbatim(place(fact.rank_new, fact.tied_new)),
        "of0": Count(fact.of_old or 0),
        "of1": Count(fact.of_new or 0),
    }
    return f"{line}; {language.say('cli.revisions.rank', **ranks)}"


def difference(fact: RevisedFact, language: Language) -> str:
    """Print the difference in the printed unit, and in per cent where it is stated so."""
    text = language.number(fact.difference, fact.decimals, signed=True)
    if fact.relative is None:
        return text
    return f"{text}; {language.percent(fact.relative, 1, signed=True)}"


def _subject(code: str, industry: str, language: Language) -> str:
    named = language.region(code, "nom")
    return f"{named} · {language.industry(industry, 'nom')}" if industry else named


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        slots = {"found": error.strerror or ""}
        raise MachineLacks(
            [Problem("problem.not_writable", Location(str(path)), slots)]
        ) from error
