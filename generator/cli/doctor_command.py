"""The command ``doctor``: what the machine lacks, and what mends it."""

import argparse
import json

from generator import preflight
from generator.cli.console import say, say_error
from generator.errors import ExitCode
from generator.presentation.localisation.language import Language
from generator.project import Project


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
