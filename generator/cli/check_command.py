"""The command ``check``: whether files would be accepted, what they hold, what is doubtful."""

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from generator.cli.console import problem_as_json, report, say
from generator.cli.intake_report import intake_json, intake_lines
from generator.cli.intake_request import (
    COMMENT_LANGUAGES,
    inspect_files,
    office_verdict,
    write_copy,
)
from generator.cli.verdict_text import tell, today
from generator.dataset.acceptance.verdicts import Sent, Verdict, check_stored, examine
from generator.dataset.intake.inspection import Inspection, is_office_file
from generator.dataset.intake.strict_tables import Days
from generator.dataset.manifests import MANIFEST
from generator.errors import ExitCode, Problem
from generator.findings.claims import Count, Verbatim
from generator.presentation.localisation.language import Language
from generator.project import Project


def check_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Tell whether files would be accepted, what offices' own files hold, and every doubt."""
    days = Days(asked.released or today(), today())
    found, verdicts = _judged(project, asked, days)
    problems = [each for one in verdicts for each in (*one.errors, *one.doubts)]
    if asked.json:
        told = [problem_as_json(each, language) for each in problems]
        answer = {"files": [*map(intake_json, found)], "problems": told} if found else told
        say(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        _say_files(project, asked, found, language)
        _say_verdicts(verdicts, asked, language)
        _offer_marks(found, problems, asked, language)
    return ExitCode.PROBLEMS if problems else ExitCode.DONE


def _judged(
    project: Project, asked: argparse.Namespace, days: Days
) -> tuple[tuple[Inspection, ...], list[Verdict]]:
    """Judge offices' own files together, and the others as deliveries and tables."""
    own = [path for path in asked.path if is_office_file(path)]
    found = inspect_files(project, own, asked) if own else ()
    verdicts = list(_verdicts(project, [path for path in asked.path if path not in own], days))
    return found, [*verdicts, *([office_verdict(project, found, days)] if found else [])]


def _offer_marks(
    found: Sequence[Inspection],
    problems: Sequence[Problem],
    asked: argparse.Namespace,
    language: Language,
) -> None:
    """Say how to get a copy of an office's file with its problems marked."""
    if found and problems and not asked.marked:
        say(language.say("cli.intake.mark_them"))


def _say_files(
    project: Project,
    asked: argparse.Namespace,
    found: tuple[Inspection, ...],
    language: Language,
) -> None:
    """Say what offices' own files hold, and write the marked copy that is asked for."""
    for each in found:
        say("\n".join(intake_lines(each, language)))
    if asked.marked and found:
        worst = next((each for each in found if each.problems), found[0])
        languages = [Language.load(project.locales, code) for code in COMMENT_LANGUAGES]
        count = write_copy(worst, asked.marked, languages)
        say(language.say("cli.intake.marked", path=Verbatim(str(asked.marked)), k=Count(count)))


def _say_verdicts(
    verdicts: Sequence[Verdict], asked: argparse.Namespace, language: Language
) -> None:
    """Say every error and doubt, or that all would be accepted."""
    for one in verdicts:
        if one.errors:
            report(one.errors, language)
        else:
            tell(one, language)
    if any(one.errors for one in verdicts):
        return
    if any(one.doubts for one in verdicts):
        say(language.say("cli.doubtful"))
    else:
        paths = ", ".join(str(path) for path in asked.path)
        say(language.say("cli.accepted", path=Verbatim(paths)))


def _verdicts(project: Project, paths: Sequence[Path], days: Days) -> Iterator[Verdict]:
    """Judge every delivery with a manifest by itself, and all bare tables as one."""
    whole = [path for path in paths if (path / MANIFEST).is_file()]
    bare = tuple(path for path in paths if path not in whole)
    for path in whole:
        if path.resolve().parent == project.deliveries.resolve():
            yield Verdict({}, check_stored(project, path))
        else:
            yield examine(project, Sent((path,), _day_of(path) or days.received, days.received))
    if bare:
        yield examine(project, Sent(bare, days.released, days.received))


def _day_of(path: Path) -> date | None:
    """Return the day that names a delivery's folder; ``None`` if it names none."""
    try:
        return date.fromisoformat(path.resolve().name)
    except ValueError:
        return None
