"""Turn names of regions, industries and measures on the command line into their codes."""

import argparse
import re

from generator.errors import Problem, RequestProblems
from generator.findings.measures import MEASURE
from generator.presentation.localisation.language import Language
from generator.presentation.localisation.name_search import (
    NameIndex,
    industry_index,
    measure_index,
    region_index,
)
from generator.project import LANGUAGES, Project

CODE = re.compile(r"KZ(?:-[A-Z0-9]+)?", re.ASCII)
INDUSTRY = re.compile(r"[A-Z](?:-[A-Z])?|[A-Z]+(?:_[A-Z]+)+", re.ASCII)
MEASURE_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", re.ASCII)
"""What is a code as it stands, whether it is known or not; anything else is taken for a name."""


def resolve_names(asked: argparse.Namespace, project: Project, own: Language) -> None:
    """Replace names in the answers of the parser by codes.

    Parameters
    ----------
    asked
        Answers of the parser; ``region``, ``industry`` and ``measure`` are changed in place.
    project
        Where the languages are.
    own
        The user's language, in which names are suggested.

    Raises
    ------
    RequestProblems
        Naming every word that means nothing, or more than one thing, with what may be meant.
    """
    problems: list[Problem] = []
    for option, pattern in (("region", CODE), ("industry", INDUSTRY), ("measure", MEASURE_NAME)):
        given = getattr(asked, option, None)
        words = [given] if isinstance(given, str) else list(given or ())
        if all(not word or pattern.fullmatch(word) for word in words):
            continue
        index = _index(option, project, own)
        codes = [
            word if not word or pattern.fullmatch(word) else _code(word, index, problems)
            for word in words
        ]
        setattr(asked, option, codes[0] if isinstance(given, str) else codes)
    if problems:
        raise RequestProblems(problems)


def _index(option: str, project: Project, own: Language) -> NameIndex:
    languages = [Language.load(project.locales, code) for code in LANGUAGES]
    if option == "region":
        return region_index(languages, own)
    if option == "industry":
        return industry_index(languages, own)
    return measure_index(
        languages, own, [name for name, row in MEASURE.items() if row.scope != "phase"]
    )


def _code(word: str, index: NameIndex, problems: list[Problem]) -> str:
    found = sorted(index.find(word))
    if len(found) == 1:
        return found[0]
    meant = [f"{index.shown[code]} ({code})" for code in found] or index.suggest(word)
    key = "problem.name_ambiguous" if found else "problem.name_unknown"
    key = key if meant else "problem.name_unlike"
    problems.append(Problem(key, slots={"found": word, "expected": "; ".join(meant)}))
    return word
