"""The command ``receive``: judge a delivery, tell what is doubtful, and store it."""

import argparse
import json

from generator.cli.console import report, say
from generator.cli.verdict_text import tell, today
from generator.dataset.acceptance.verdicts import Sent, examine
from generator.dataset.receiving import Received, store
from generator.dataset.vintages import history
from generator.errors import ExitCode, Problem
from generator.findings.claims import Count, Slot, Verbatim
from generator.presentation.localisation.language import Language
from generator.project import Project


def receive_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Judge a delivery and store it under its day of release."""
    verdict = examine(project, Sent(tuple(asked.path), asked.released, today()))
    if verdict.errors:
        report(verdict.errors, language)
        return ExitCode.PROBLEMS
    tell(verdict, language)
    if verdict.doubts and not asked.although.strip():
        report([Problem("problem.needs_reason")], language)
        return ExitCode.PROBLEMS
    stored = store(project, verdict, asked.although)
    if asked.json:
        rows = stored.delivery.observations
        names = sorted(str(name) for name in rows["table"].unique())
        answer = {"folder": str(stored.folder), "tables": names, "figures": len(rows)}
        say(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        say(_stored(project, stored, language))
    return ExitCode.DONE


def _stored(project: Project, stored: Received, language: Language) -> str:
    rows, day = stored.delivery.observations, stored.delivery.day
    known = [each.vintage for each in history(project, None)]
    before = max((each for each in known if each < day), default=known[0])
    slots: dict[str, Slot] = {
        "path": Verbatim(str(stored.folder)),
        "k": Count(int(rows["table"].nunique())),
        "k0": Count(len(rows)),
        "old": Verbatim(before.isoformat()),
        "new": Verbatim(day.isoformat()),
    }
    return language.say("cli.received", **slots)
