"""The language in which the program speaks, even where its own catalogue is the problem."""

from pathlib import Path

from generator.errors import HouseProblems, Problem
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES


def interface(locales: Path, code: str) -> tuple[Language | None, tuple[Problem, ...]]:
    """Read the language asked for, or the first other one that can be read.

    Returns
    -------
    tuple
        The language to speak (``None`` if none can be read), and what is wrong with the one
        asked for.
    """
    problems: tuple[Problem, ...] = ()
    for each in dict.fromkeys((code, *reversed(LANGUAGES))):
        try:
            return Language.load(locales, each), problems
        except HouseProblems as error:
            problems = problems or error.problems
    return None, problems


def bare(problem: Problem) -> str:
    """Name a problem without words: its place, its key, and what was found."""
    place = problem.place
    parts = (place.file, str(place.row or ""), place.column, problem.key)
    found = problem.slots.get("found", "")
    return ":".join(part for part in (*parts, found) if part)
