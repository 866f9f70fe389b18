"""Run one command: arguments in, exit code out; words come from the catalogues.

Nothing heavy is imported until it is needed: a build that has nothing to do is answered first.
"""

import argparse
import atexit
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

from generator import __version__, preflight
from generator.cli.arguments import parser
from generator.cli.run_log import keep_traces
from generator.cli.up_to_date import answered
from generator.errors import (
    ExitCode,
    HouseProblems,
    MachineLacks,
    OblysError,
    PartlyFailed,
    Problem,
    UsageProblems,
    disk_problem,
    unexpected,
)
from generator.project import Project

if TYPE_CHECKING:
    from generator.presentation.localisation.language import Language

_COMMANDS = (
    "build",
    "facts",
    "check",
    "doctor",
    "revisions",
    "explain",
    "receive",
    "template",
    "withdraw",
    "status",
    "why",
    "issue",
    "verify",
    "send",
    "ledger",
    "list",
    "data",
)
"""Commands; each is the function ``<command>_command`` in the module of the same name."""


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
    if words[:1] == ["help"]:
        words = [*words[1:], "--help"] if words[1:] else []
    code = ui_language(words)
    if answered(words, code):
        return int(ExitCode.DONE)
    return _run(words, code)


def _run(words: list[str], code: str) -> int:
    """Carry out a command in the user's language."""
    from generator.cli.console import bare, describe, interface, report, say_error  # noqa: PLC0415 - needs Babel and tqdm

    atexit.register(gc.freeze)  # what ends with the process need not be looked through for garbage
    project = Project.here()
    language, problems = interface(project.locales, code)
    if language is None:
        say_error("\n".join(map(bare, problems)))
        return int(ExitCode.PROBLEMS)
    try:
        if problems:
            raise HouseProblems(problems)
        asked = parser(language.say).read(words)
        project = Project.at(project.root, data=asked.data, out=asked.out)
        return _carry_out(asked, project, language)
    except KeyboardInterrupt:
        say_error(language.say("cli.interrupted"))
        return int(ExitCode.INTERRUPTED)
    except Exception as error:
        failed = _failure(error, str(project.out))
    if isinstance(failed, UsageProblems):
        _misunderstood(failed, words, language)
    else:
        report(failed.problems, language, partly=isinstance(failed, PartlyFailed))
    for notice in keep_traces(failed.problems, project.out):
        say_error(describe(notice, language))
    return int(failed.exit_code)


def _carry_out(asked: argparse.Namespace, project: Project, language: "Language") -> int:
    """Carry out what was asked for; without a command, say what there is."""
    from generator.cli.command_groups import overview  # noqa: PLC0415 - used without a command only
    from generator.cli.console import say  # noqa: PLC0415 - needs tqdm
    from generator.cli.name_arguments import resolve_names  # noqa: PLC0415 - needs Babel

    if asked.version:
        say(f"oblys {__version__}")
        return int(ExitCode.DONE)
    if asked.command is None:
        say(overview(language.say))
        return int(ExitCode.DONE)
    resolve_names(asked, project, language)
    name = f"{asked.command}_command"
    module = import_module(f"generator.cli.{name}")
    return int(getattr(module, name)(project, asked, language))


def _misunderstood(error: UsageProblems, words: Sequence[str], language: "Language") -> None:
    """Say what is wrong with a command line, and what may be meant."""
    from generator.cli.console import describe, say_error  # noqa: PLC0415 - needs tqdm
    from generator.cli.usage_advice import advise  # noqa: PLC0415 - needs Babel

    for each in error.problems:
        say_error(describe(each, language))
    for text in advise(error.problems, parser(language.say), words, language):
        say_error(text)


def _failure(error: Exception, out: str) -> OblysError:
    """Return an error as problems; one that nobody foresaw with its traceback, for the log."""
    if isinstance(error, OblysError):
        return error
    if isinstance(error, OSError):
        return disk_problem(error, out)
    if isinstance(error, MemoryError):
        return MachineLacks([Problem("problem.memory")])
    return HouseProblems([unexpected("problem.unexpected", error)])


def ui_language(words: Sequence[str]) -> str:
    """Language of messages: ``--ui``, else ``OBLYS_UI``, else the locale, else English."""
    asked = None
    for word, following in pairwise((*words, "")):
        if word == "--ui" or word.startswith("--ui="):
            asked = word.partition("=")[2] or following
    return preflight.ui_language(asked, os.environ)
