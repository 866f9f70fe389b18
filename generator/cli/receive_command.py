"""The command ``receive``: store a delivery, and tell what it replaces and contradicts."""

import argparse
import json
from datetime import UTC, datetime

from generator.cli.console import describe, say, say_error
from generator.dataset.receiving import contradictions, left_out, receive
from generator.dataset.vintages import history
from generator.errors import ExitCode, Problem
from generator.findings.claims import Count, Slot, Verbatim
from generator.presentation.localisation.language import Language
from generator.project import Project


def receive_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Check a delivery and store it under its day of release."""
    today = datetime.now(tz=UTC).date()
    known = history(project, None)
    stored = receive(project, asked.path, asked.released, today)
    rows, day = stored.delivery.observations, stored.delivery.day
    before = next((each for each in reversed(known) if each.vintage < day), known[0])
    after = next(each for each in history(project, None) if each.vintage == day)
    notices = left_out(before, rows)
    failing = contradictions(before, after, sorted(rows["year"].unique()))
    if failing:
        notices += (Problem("notice.contradicts"), *failing)
    for notice in notices:
        say_error(describe(notice, language))
    slots: dict[str, Slot] = {
        "path": Verbatim(str(stored.folder)),
        "k": Count(int(rows["table"].nunique())),
        "k0": Count(len(rows)),
        "old": Verbatim(before.vintage.isoformat()),
        "new": Verbatim(day.isoformat()),
    }
    if asked.json:
        names = sorted(str(name) for name in rows["table"].unique())
        answer = {"folder": str(stored.folder), "tables": names, "figures": len(rows)}
        say(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        say(language.say("cli.received", **slots))
    return ExitCode.DONE
