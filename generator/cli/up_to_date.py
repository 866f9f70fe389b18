"""Answer a build that has nothing to do, before anything heavy is imported."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from generator import preflight
from generator.cli.arguments import building
from generator.errors import Problem, UsageProblems
from generator.project import LANGUAGES, Project
from generator.publication.finished_request import nothing_to_do, request_key


def answered(words: Sequence[str], code: str) -> bool:
    """Say that everything is up to date, if the command is a build and everything is.

    Parameters
    ----------
    words
        The command line.
    code
        Language of messages. This one stands in the same file as those about the machine, which
        can be read without any library.
    """
    if words[:1] != ["build"] or any(word.startswith(("-h", "--h")) for word in words):
        return False
    try:
        asked = building(list(words))
    except UsageProblems:
        return False  # it is reported in the user's language, which needs the catalogues
    project = Project.at(Project.here().root, data=asked.data, out=asked.out)
    languages = tuple(asked.language or LANGUAGES)
    run = nothing_to_do(project, request_key(asked.year, asked.as_of, asked.region, languages))
    answer = json.loads(run.answer) if run else None
    if answer is None or not _told_again(project, answer["notices"], code):
        return False
    folder = project.out / str(answer["year"]) / "briefs"
    said = preflight.sentences(project.root, code)["build.nothing"]
    sys.stdout.write(said.format(count=answer["files"], folder=folder) + "\n")
    return True


def _told_again(project: Project, notices: Sequence[Mapping[str, Any]], code: str) -> bool:
    """Tell again the reasons for doubtful figures and unfinished editions; whether they can be."""
    if not notices:
        return True
    from generator.cli.console import describe, interface, say_error  # noqa: PLC0415 - needs Babel, and most runs have nothing to tell

    language, problems = interface(project.locales, code)
    if language is None or problems:
        return False
    for each in notices:
        say_error(describe(Problem(each["key"], slots=each["slots"]), language))
    return True
