"""Arguments in, exit code out. Every word that a user reads comes from the catalogues."""

import io
import os
import sys
from collections.abc import Sequence
from itertools import pairwise

from generator import machine
from generator.cli.arguments import parser
from generator.cli.building import build_command
from generator.cli.interface import bare, interface
from generator.cli.letters import ledger_command
from generator.cli.reading import check_command, doctor_command, facts_command
from generator.cli.saying import report, say_error
from generator.cli.sending import send_command
from generator.errors import ExitCode, HouseProblems, OblysError
from generator.project import Project

_COMMANDS = {
    "build": build_command,
    "facts": facts_command,
    "check": check_command,
    "doctor": doctor_command,
    "send": send_command,
    "ledger": ledger_command,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments
        Words of the command line without the program's name; those of the process by default.

    Returns
    -------
    int
        0 done, 1 problems, 2 usage, 3 the machine lacks something, 4 refused, 5 partly failed,
        130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):  # a terminal without Kazakh letters is no failure
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    project = Project.here()
    language, problems = interface(project.locales, ui_language(words))
    if language is None:
        say_error("\n".join(map(bare, problems)))
        return int(ExitCode.PROBLEMS)
    try:
        if problems:
            raise HouseProblems(problems)
        asked = parser(language).parse_args(words)
        project = Project.at(project.root, data=asked.data, out=asked.out)
        return int(_COMMANDS[asked.command](project, asked, language))
    except OblysError as error:
        report(error.problems, language)
        return int(error.exit_code)
    except KeyboardInterrupt:
        say_error(language.say("cli.interrupted"))
        return int(ExitCode.INTERRUPTED)


def ui_language(words: Sequence[str]) -> str:
    """Language of messages: ``--ui``, else ``OBLYS_UI``, else the locale, else English."""
    asked = None
    for word, following in pairwise((*words, "")):
        if word == "--ui" or word.startswith("--ui="):
            asked = word.partition("=")[2] or following
    return machine.ui_language(asked, os.environ)
