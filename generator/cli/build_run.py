"""Make briefs, and tell the user how far it has come and what came of it."""

import argparse

from generator.cli.console import Progress, describe, say, say_error
from generator.errors import ExitCode, PartlyFailed
from generator.findings.brief import Brief
from generator.findings.claims import (
    Claim,
    Count,
    Day,
    Number,
    Rank,
    RegionSlot,
    Slot,
    Verbatim,
    Year,
)
from generator.pipeline import build
from generator.presentation.localisation.language import Language
from generator.printing.pool.worker import OpenPool
from generator.project import LANGUAGES, Project
from generator.publication.build_request import Request
from generator.publication.publishing import BuildOutcome

HEADLINES = 3
"""Up to this many regions, a build ends with one line on each."""


def make_briefs(
    project: Project, asked: argparse.Namespace, language: Language, ready: OpenPool | None
) -> ExitCode:
    """Build the briefs that the user asks for, in a pool that may be ready for it."""
    languages = tuple(each for each in LANGUAGES if each in (asked.language or LANGUAGES))
    request = Request(
        asked.year, asked.as_of, tuple(asked.region), languages, asked.jobs, asked.scheduler
    )
    progress = Progress(language)
    try:
        outcome = build(project, request, progress.start, progress.step, ready)
    finally:
        progress.close()
    for notice in outcome.notices:
        say_error(describe(notice, language))
    _summary(outcome, language)
    if outcome.problems:
        raise PartlyFailed(outcome.problems)
    return ExitCode.DONE


def _summary(outcome: BuildOutcome, language: Language) -> None:
    if len(outcome.briefs) <= HEADLINES:
        for brief in outcome.briefs:
            line = headline(brief)
            if line is not None:
                say(language.say(line.key, **line.slots))
    if outcome.kept:
        say(language.say("cli.kept", k=Count(outcome.kept)))
    slots: dict[str, Slot] = {
        "k": Count(outcome.files - outcome.kept - outcome.failed),
        "path": Verbatim(str(outcome.folder)),
        "date": Day(outcome.vintage),
    }
    say(language.say("cli.done", **slots))


def headline(brief: Brief) -> Claim | None:
    """State GRP per capita and rank of a brief; ``None`` without them."""
    fact = brief.fact("grp_per_capita")
    if fact.value is None or fact.rank is None or fact.of is None:
        return None
    slots: dict[str, Slot] = {
        "region": RegionSlot(brief.subject),
        "year": Year(brief.year),
        "grp_pc": Number(fact.value, fact.decimals),
        "rank": Rank(fact.rank, fact.tied),
        "n_regions": Count(fact.of),
    }
    return Claim("cli.headline", "L1", slots)
