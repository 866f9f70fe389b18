"""Print what a user reads on a terminal: answers, problems, progress."""

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from tqdm import tqdm

from generator.cli.doubt_text import doubt_slots
from generator.cli.table_words import table_in_words
from generator.dataset.schema import BY_NAME
from generator.errors import HouseProblems, Problem
from generator.findings.claims import Count, Slot, TextSlot, Verbatim
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES

LONGEST = 200
"""Letters of a single text from a file that are shown."""

_QUOTED = ("found", "item")
"""Slots with one text as it was found; others are lists, places and reasons, never cut."""


_AMOUNT = re.compile(r"-?\d{4,12}(?:\.\d{1,6})?", re.ASCII)

_OF_SUMS = ("_differs", "_differ")
"""Ends of the keys of problems that set two amounts against each other."""


def describe(problem: Problem, language: Language) -> str:
    """Say one problem with its place, in the user's language."""
    place = problem.place
    words = {
        "file": place.file,
        "row": str(place.row),
        "column": place.column,
        **dict(problem.slots),
    }
    slots: dict[str, Slot] = {
        name: Verbatim(_spoken(printable(text, LONGEST if name in _QUOTED else None), language))
        for name, text in words.items()
    }
    if problem.key.endswith(_OF_SUMS):
        amounts = {name: words[name] for name in ("found", "expected") if name in words}
        slots |= {name: Verbatim(_grouped(text, language)) for name, text in amounts.items()}
    if problem.key.startswith("doubt."):
        slots |= doubt_slots(problem.slots, language)
    return language.say(problem.key, **slots)


def _grouped(text: str, language: Language) -> str:
    """Print an amount with its digits in groups; anything else as it is."""
    if not _AMOUNT.fullmatch(text):
        return _spoken(printable(text), language)
    return language.number(float(text), len(text.partition(".")[2]))


def _spoken(text: str, language: Language) -> str:
    """Name the regions, or the input tables, of a text that is nothing but their codes."""
    codes = text.split(", ")
    if all(code in language.names.regions for code in codes):
        return ", ".join(f"{language.region(code)} ({code})" for code in codes)
    if all(code in BY_NAME for code in codes):
        return "; ".join(table_in_words(code, language) for code in codes)
    return text


def printable(text: str, longest: int | None = LONGEST) -> str:
    """Make text from a file safe to show: control characters escaped, length capped if asked."""
    shown = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)
    return shown if longest is None or len(shown) <= longest else f"{shown[:longest]}…"


def problem_as_json(problem: Problem, language: Language) -> dict[str, object]:
    """One problem as plain values, with its sentence."""
    return {
        "key": problem.key,
        **asdict(problem.place),
        "slots": dict(problem.slots),
        "text": describe(problem, language),
    }


def report(problems: Sequence[Problem], language: Language, *, partly: bool = False) -> None:
    """Say every problem, then how many there are and what that means."""
    for problem in problems:
        say_error(describe(problem, language))
    key = "cli.partly_failed" if partly else "cli.problems"
    say_error(language.say(key, k=Count(len(problems))))


def say(text: str) -> None:
    """Print an answer to standard output."""
    _print(text, sys.stdout)


def say_error(text: str) -> None:
    """Print a problem to standard error."""
    _print(text, sys.stderr)


def _print(text: str, stream: TextIO) -> None:
    """Print at once, even into a pipe; a reader who has gone (`| head`) stops no work."""
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Align the cells of a table in columns, the first row being its head.

    Examples
    --------
    >>> aligned([("code", "name"), ("KZ-23", "Atyrau")])
    ['code   name', 'KZ-23  Atyrau']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


class Progress:
    """A bar with the time left on a terminal, plain lines otherwise."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.total = self.count = 0
        self.bar: tqdm[None] | None = None

    def start(self, total: int) -> None:
        """Begin to count up to ``total``."""
        self.total = total
        if sys.stderr.isatty():
            self.bar = tqdm(total=total, unit="pdf", leave=False)

    def step(self, name: str) -> None:
        """Count one more, and name it."""
        self.count += 1
        if self.bar is not None:
            self.bar.set_postfix_str(name, refresh=False)
            self.bar.update()
            return
        slots: dict[str, Slot] = {
            "item": Verbatim(name),
            "k": Count(self.count),
            "n_all": Count(self.total),
        }
        say(self.language.say("cli.progress", **slots))

    def close(self) -> None:
        """Remove the bar."""
        if self.bar is not None:
            self.bar.close()


def unit(measure: str, code: str, language: Language) -> Slot:
    """Name the unit of a measure in words: its own, or in short where no brief prints it apart."""
    key = f"unit.{measure}"
    return TextSlot(key if language.knows(key) else f"short_unit.{code}")


def interface(locales: Path, code: str) -> tuple[Language | None, tuple[Problem, ...]]:
    """Read the language asked for, or the first other one that can be read.

    Returns
    -------
    tuple
        The language to speak (``None`` if none can be read), and what is wrong with the one
        asked for and with every other that was tried.
    """
    problems: tuple[Problem, ...] = ()
    for each in dict.fromkeys((code, *reversed(LANGUAGES))):
        try:
            return Language.load(locales, each), problems
        except HouseProblems as error:
            problems = (*problems, *error.problems)
    return None, problems


def bare(problem: Problem) -> str:
    """Name a problem without words: its place, its key, and what was found."""
    place = problem.place
    parts = (place.file, str(place.row or ""), place.column, problem.key)
    found = problem.slots.get("found", "")
    return ":".join(part for part in (*parts, found) if part)
