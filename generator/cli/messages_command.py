"""Sync, lint and write the message catalogues: ``make messages``."""

import os
import sys
from collections.abc import Iterable

from generator import preflight
from generator.cli.console import bare, describe, interface, say, say_error
from generator.errors import ExitCode, OblysError, Problem
from generator.findings.claims import Count, Verbatim
from generator.findings.measures import needed_texts
from generator.presentation.localisation.catalogue_tools.sync import Changes, update
from generator.presentation.localisation.language import Language, forget
from generator.project import LANGUAGES, Project


def main(project: Project) -> int:
    """Bring the catalogues up to date with the code, then proofread every language.

    Parameters
    ----------
    project
        Whose code, templates and catalogues.

    Returns
    -------
    int
        0 if every message is translated and asked for and every slot is described; 1 with all
        problems otherwise.
    """
    language, _ = interface(project.locales, preflight.ui_language(None, os.environ))
    try:
        changes = update(project.root, project.locales, needed_texts())
    except OblysError as error:
        return _complain(language, error.problems)
    problems = [*_proofread(project), *_open_ends(changes)]
    if problems:
        return _complain(language, problems)
    if language is not None:
        count = len(language.catalogue.messages)
        say(language.say("messages.done", k=Count(count), items=Verbatim(", ".join(LANGUAGES))))
    return ExitCode.DONE


def _proofread(project: Project) -> Iterable[Problem]:
    """Read every language anew, also the one that the command speaks."""
    forget()
    for code in LANGUAGES:
        try:
            Language.load(project.locales, code)
        except OblysError as error:
            yield from error.problems


def _open_ends(changes: Changes) -> Iterable[Problem]:
    for key, names in (
        ("messages.unused", changes.unused),
        ("messages.undescribed", changes.undescribed),
        ("messages.undoubted", changes.undoubted),
    ):
        yield from (Problem(key, slots={"found": name}) for name in names)


def _complain(language: Language | None, problems: Iterable[Problem]) -> int:
    told = tuple(dict.fromkeys(_told(problem, language) for problem in problems))
    say_error("\n".join(told))
    if language is not None:
        say_error(language.say("messages.problems", k=Count(len(told))))
    return ExitCode.PROBLEMS


def _told(problem: Problem, language: Language | None) -> str:
    return bare(problem) if language is None else describe(problem, language)


if __name__ == "__main__":
    sys.exit(main(Project.here()))
