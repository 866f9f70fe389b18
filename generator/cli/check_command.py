"""The command ``check``: whether files would be accepted, what they hold, and every problem."""

import argparse
import json
from datetime import UTC, datetime

from generator.cli.console import problem_as_json, report, say
from generator.cli.intake_report import intake_json, intake_lines
from generator.cli.intake_request import COMMENT_LANGUAGES, inspect_files, write_copy
from generator.dataset.intake.inspection import Inspection, is_office_file, today_days
from generator.dataset.vintages import check
from generator.errors import ExitCode, Problem
from generator.findings.claims import Count, Verbatim
from generator.presentation.localisation.language import Language
from generator.project import Project


def check_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Tell whether files would be accepted, what offices' own files hold, and every problem."""
    own = [path for path in asked.path if is_office_file(path)]
    others = [path for path in asked.path if path not in own]
    today = today_days(datetime.now(tz=UTC).date())
    found = inspect_files(project, own, asked, today) if own else ()
    problems = [problem for each in found for problem in each.problems]
    problems += check(project, others)
    if asked.json:
        say(json.dumps(_answer(found, problems, language), ensure_ascii=False, indent=1))
    else:
        _tell(project, asked, (found, problems), language)
    return ExitCode.PROBLEMS if problems else ExitCode.DONE


def _tell(
    project: Project,
    asked: argparse.Namespace,
    judged: tuple[tuple[Inspection, ...], list[Problem]],
    language: Language,
) -> None:
    """Say what offices' own files hold, then every problem, or that all would be accepted."""
    found, problems = judged
    for each in found:
        for line in intake_lines(each, language):
            say(line)
    if asked.marked and found:
        _give_back(project, asked, found, language)
    if not problems:
        paths = ", ".join(str(path) for path in asked.path)
        key = "cli.intake.accepted" if found else "cli.accepted"
        say(language.say(key, path=Verbatim(paths)))
        return
    report(problems, language)
    if found and not asked.marked:
        say(language.say("cli.intake.mark_them"))


def _answer(found: tuple[Inspection, ...], problems: list[Problem], language: Language) -> object:
    """Problems alone for tables in the strict form, as ever; with offices' files all of it."""
    told = [problem_as_json(each, language) for each in problems]
    return {"files": [*map(intake_json, found)], "problems": told} if found else told


def _give_back(
    project: Project,
    asked: argparse.Namespace,
    found: tuple[Inspection, ...],
    language: Language,
) -> None:
    """Write the copy with marked cells of the first file that has problems, or of the first."""
    worst = next((each for each in found if each.problems), found[0])
    languages = [Language.load(project.locales, code) for code in COMMENT_LANGUAGES]
    count = write_copy(worst, asked.marked, languages)
    say(language.say("cli.intake.marked", path=Verbatim(str(asked.marked)), k=Count(count)))
