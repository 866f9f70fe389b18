"""The command ``receive``: judge a delivery, tell what is doubtful, and store it."""

import argparse
import json
from collections.abc import Sequence

from generator.cli.console import report, say, say_error
from generator.cli.intake_report import intake_lines
from generator.cli.intake_request import aliases_of, ask, inspect_files, office_verdict
from generator.cli.verdict_text import tell, today
from generator.dataset.acceptance.verdicts import Sent, Verdict, examine
from generator.dataset.intake.confirmation import keep_aliases, keep_mapping
from generator.dataset.intake.inspection import Inspection, Inspector, confirmed, is_office_file
from generator.dataset.intake.strict_tables import Days
from generator.dataset.receiving import Received, store
from generator.dataset.vintages import history
from generator.errors import ExitCode, Problem, RequestProblems
from generator.findings.claims import Count, Slot, Verbatim
from generator.presentation.localisation.language import Language
from generator.project import Project


def receive_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Judge a delivery and store it under its day of release."""
    days = Days(asked.released, today())
    found: tuple[Inspection, ...] = ()
    if any(map(is_office_file, asked.path)):
        found = _understood(project, asked, days, language)
        verdict = office_verdict(project, found, days)
    else:
        verdict = examine(project, Sent(tuple(asked.path), days.released, days.received))
    if not _acceptable(verdict, asked, language):
        return ExitCode.PROBLEMS
    stored = store(project, verdict, asked.although)
    _keep(project, asked, found, language)
    if asked.json:
        rows = stored.delivery.observations
        names = sorted(str(name) for name in rows["table"].unique())
        answer = {"folder": str(stored.folder), "tables": names, "figures": len(rows)}
        say(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        say(_stored(project, stored, language))
    return ExitCode.DONE


def _understood(
    project: Project, asked: argparse.Namespace, days: Days, language: Language
) -> tuple[Inspection, ...]:
    """Understand offices' own files; what is not known of a source is asked on a terminal."""
    strict = [path for path in asked.path if not is_office_file(path)]
    if strict:
        slots = {"items": ", ".join(map(str, strict))}
        raise RequestProblems([Problem("problem.mixed_files", slots=slots)])
    found = inspect_files(project, asked.path, asked, days)
    if not asked.json:
        say("\n".join(line for each in found for line in intake_lines(each, language)))
    if ask(asked, found, language):
        found = inspect_files(project, asked.path, asked, days)
    return found


def _acceptable(verdict: Verdict, asked: argparse.Namespace, language: Language) -> bool:
    """Say errors, or doubts and notices; doubts need a reason."""
    if verdict.errors:
        report(verdict.errors, language)
        return False
    tell(verdict, language)
    if verdict.doubts and not asked.although.strip():
        report([Problem("problem.needs_reason")], language)
        return False
    return True


def _keep(
    project: Project, asked: argparse.Namespace, found: Sequence[Inspection], language: Language
) -> None:
    """Keep the mappings and aliases that storing has confirmed."""
    for mapping in filter(None, map(confirmed, found)):
        path = keep_mapping(project, mapping)
        say_error(language.say("cli.intake.kept", path=Verbatim(str(path))))
    if found and asked.alias:
        keep_aliases(project, aliases_of(asked, Inspector(project)))


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
