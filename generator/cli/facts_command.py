"""The commands that only read: facts, check, doctor."""

import argparse
import json

from generator import preflight
from generator.cli.console import problem_as_json, report, say, say_error
from generator.dataset.vintages import check, load
from generator.errors import ExitCode
from generator.findings.brief_set import prepare, reference_year
from generator.findings.claims import Verbatim
from generator.presentation.localisation.language import Language
from generator.project import Project


def facts_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Print the facts and claims of one brief as JSON."""
    del language  # JSON has no language
    panel = load(project, asked.as_of)
    year = reference_year(panel, asked.year)
    (brief,) = prepare(panel, year, (asked.region,))
    say(json.dumps(brief.as_json(), ensure_ascii=False, indent=1, allow_nan=False))
    return ExitCode.DONE


def check_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Tell whether deliveries would be accepted, with every problem."""
    problems = check(project, asked.path)
    if asked.json:
        say(
            json.dumps(
                [problem_as_json(each, language) for each in problems],
                ensure_ascii=False,
                indent=1,
            )
        )
    elif problems:
        report(problems, language)
    else:
        paths = ", ".join(str(path) for path in asked.path)
        say(language.say("cli.accepted", path=Verbatim(paths)))
    return ExitCode.PROBLEMS if problems else ExitCode.DONE


def doctor_command(project: Project, asked: argparse.Namespace, language: Language) -> ExitCode:
    """Tell what the machine lacks, and the command that mends it."""
    lacks = preflight.lacks(project.root, project.out)
    said = preflight.sentences(project.root, language.code)
    if asked.json:
        say(json.dumps([each._asdict() for each in lacks], ensure_ascii=False, indent=1))
    elif lacks:
        say_error("\n".join(preflight.report(said, lacks)))
    else:
        say(said["nothing.lacking"])
    return ExitCode.MACHINE_LACKS if lacks else ExitCode.DONE
