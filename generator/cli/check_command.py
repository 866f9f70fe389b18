"""The command ``check``: whether deliveries would be accepted, with every problem."""

import argparse
import json

from generator.cli.console import problem_as_json, report, say
from generator.dataset.vintages import check
from generator.errors import ExitCode
from generator.findings.claims import Verbatim
from generator.presentation.localisation.language import Language
from generator.project import Project


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
