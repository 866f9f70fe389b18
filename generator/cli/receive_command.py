"""The command ``receive``: store a delivery, and tell what it replaces and contradicts."""

import argparse
import json
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from generator.cli.console import describe, say, say_error
from generator.cli.intake_report import intake_lines
from generator.cli.intake_request import aliases_of, ask, inspect_files
from generator.dataset.intake.confirmation import keep_aliases, keep_mapping
from generator.dataset.intake.inspection import Inspection, Inspector, confirmed, is_office_file
from generator.dataset.intake.strict_tables import Days, write_delivery
from generator.dataset.panel import Panel
from generator.dataset.receiving import Received, contradictions, left_out, receive
from generator.dataset.vintages import history, read_lists
from generator.errors import DataProblems, ExitCode, Problem, RequestProblems
from generator.findings.claims import Count, Day, Slot, Verbatim
from generator.presentation.localisation.language import Language
from generator.project import Project


def receive_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Check a delivery and store it under its day of release."""
    today = datetime.now(tz=UTC).date()
    known = history(project, None)
    if any(map(is_office_file, asked.path)):
        stored = _receive_own(project, asked, today, language)
    else:
        stored = receive(project, asked.path, asked.released, today)
    return _told(project, stored, known, asked, language)


def _receive_own(
    project: Project, asked: argparse.Namespace, today: date, language: Language
) -> Received:
    """Understand offices' own files, and store what they hold with the files themselves."""
    strict = [path for path in asked.path if not is_office_file(path)]
    if strict:
        slots = {"found": ", ".join(map(str, strict))}
        raise RequestProblems([Problem("problem.mixed_files", slots=slots)])
    days = Days(asked.released, today)
    found = inspect_files(project, asked.path, asked, days)
    if not asked.json:
        say("\n".join(line for each in found for line in intake_lines(each, language)))
    if ask(asked, found, language):
        found = inspect_files(project, asked.path, asked, days)
    if problems := [problem for each in found for problem in each.problems]:
        raise DataProblems(problems)
    with tempfile.TemporaryDirectory() as folder:
        regions = read_lists(project).regions
        whole = write_delivery([each.understanding for each in found], days, regions, Path(folder))
        stored = receive(project, [whole], asked.released, today)
    _keep(project, asked, found, language)
    return stored


def _keep(
    project: Project, asked: argparse.Namespace, found: Sequence[Inspection], language: Language
) -> None:
    """Keep the mappings and aliases that storing has confirmed."""
    for mapping in filter(None, map(confirmed, found)):
        path = keep_mapping(project, mapping)
        say_error(language.say("cli.intake.kept", path=Verbatim(str(path))))
    if asked.alias:
        keep_aliases(project, aliases_of(asked, Inspector(project)))


def _told(
    project: Project,
    stored: Received,
    known: Sequence[Panel],
    asked: argparse.Namespace,
    language: Language,
) -> ExitCode:
    """Tell what a stored delivery replaces, contradicts, and whether a newer one hides it."""
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
        return ExitCode.DONE
    say(language.say("cli.received", **slots))
    newest = max(each.vintage for each in known)
    if day < newest:
        say(language.say("cli.hidden", date=Day(newest)))
    return ExitCode.DONE
