"""Turn names of regions, industries and measures on the command line into their codes."""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.dataset.schema import BY_NAME
from generator.errors import Problem, RequestProblems
from generator.findings.measures import MEASURE
from generator.presentation.localisation.language import Language
from generator.presentation.localisation.name_search import (
    NameIndex,
    industry_index,
    measure_index,
    region_index,
    table_index,
)
from generator.project import LANGUAGES, Project

CODE = re.compile(r"KZ(?:-[A-Z0-9]+)?", re.ASCII)
INDUSTRY = re.compile(r"[A-Z](?:-[A-Z])?|[A-Z]+(?:_[A-Z]+)+", re.ASCII)
MEASURE_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", re.ASCII)
"""What is a code as it stands, whether it is known or not; anything else is taken for a name."""


_OPTIONS = (
    ("region", CODE),
    ("subject", CODE),
    ("industry", INDUSTRY),
    ("measure", MEASURE_NAME),
    ("table", MEASURE_NAME),
)
"""Answers of the parser that are codes, or names of what has one."""


def resolve_names(asked: argparse.Namespace, project: Project, own: Language) -> None:
    """Replace names in the answers of the parser by codes.

    Parameters
    ----------
    asked
        Answers of the parser; those in which names may stand are changed in place. Of a
        ``brief`` such as ``KZ-23.kk`` its ``subject`` and ``brief_language`` are told.
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
    _name_brief(asked, own)
    for option, pattern in _OPTIONS:
        given = getattr(asked, option, None)
        if not given:
            continue
        words = [given] if isinstance(given, str) else _apart(given)
        codes = list(_coded(words, pattern, partial(name_index, option, project, own), problems))
        setattr(asked, option, codes[0] if isinstance(given, str) else codes)
    if problems:
        raise RequestProblems(problems)


def _coded(
    words: Iterable[str],
    pattern: re.Pattern[str],
    index: Callable[[], NameIndex],
    problems: list[Problem],
) -> Iterator[str]:
    """Give the code of each word; the index of names is only made where one is needed."""
    names = None
    for word in words:
        if pattern.fullmatch(word):
            yield word
            continue
        names = names or index()
        yield _code(word, names, problems)


def _apart(given: Iterable[str]) -> list[str]:
    """Take listed words apart at their commas, as in ``KZ-23, KZ-47``."""
    return [word.strip() for each in given for word in each.split(",") if word.strip()]


def name_index(option: str, project: Project, own: Language) -> NameIndex:
    """Index the names, in all languages, of what an option takes.

    Parameters
    ----------
    option
        ``region``, ``subject``, ``industry``, ``table`` or ``measure``.
    project
        Where the languages are.
    own
        The language in which names are suggested.
    """
    languages = [Language.load(project.locales, code) for code in LANGUAGES]
    if option in ("region", "subject"):
        return region_index(languages, own)
    if option == "industry":
        return industry_index(languages, own)
    if option == "table":
        return table_index(languages, own, BY_NAME)
    return measure_index(
        languages, own, [name for name, row in MEASURE.items() if row.scope != "phase"]
    )


def _name_brief(asked: argparse.Namespace, own: Language) -> None:
    """Take the name of a brief apart: its subject, and its language or else the user's."""
    if getattr(asked, "brief", None):
        subject, _, code = asked.brief.removesuffix(".pdf").rpartition(".")
        known = code in LANGUAGES and subject
        asked.subject = subject if known else asked.brief
        asked.brief_language = code if known else own.code


def _code(word: str, index: NameIndex, problems: list[Problem]) -> str:
    found = sorted(index.find(word))
    if len(found) == 1:
        return found[0]
    meant = [f"{index.shown[code]} ({code})" for code in found] or index.suggest(word)
    key = "problem.name_ambiguous" if found else "problem.name_unknown"
    key = key if meant else "problem.name_unlike"
    problems.append(Problem(key, slots={"found": word, "expected": "; ".join(meant)}))
    return word
