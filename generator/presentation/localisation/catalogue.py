"""Messages of one language, read from a gettext catalogue."""

import re
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from itertools import pairwise
from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from generator.errors import HouseProblems, Location, Problem

REFERENCE = "en"
"""Language whose keys and placeholders the others must have."""

_LINE = re.compile(
    r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr)|msgstr\[[0-9]+\])?\s*"(?:[^"\\]|\\.)*"|)\s*'
)
_TEXT = "msgstr "
_KEY = re.compile(r'msgid "((?:[^"\\]|\\.)+)"')


@dataclass(frozen=True)
class Message:
    """One message: its plural forms (one where it has none), its line, and whether it is fuzzy."""

    forms: tuple[str, ...]
    line: int
    plural: bool = False
    fuzzy: bool = False


@dataclass(frozen=True)
class Catalogue:
    """Messages by key, and how the language chooses among their plural forms.

    Parameters
    ----------
    code, file
        Language, and the name of its catalogue in problems.
    messages
        Every message by its key.
    plurals
        Number of plural forms, by the header of the catalogue.
    plural
        Index of the form for a whole number, by the header of the catalogue.
    """

    code: str
    file: str
    messages: Mapping[str, Message]
    plurals: int
    plural: Callable[[int], int]

    def message(self, key: str, n: int | None = None) -> str:
        """Return a message, in the plural form for a number if it has any.

        Raises
        ------
        HouseProblems
            If there is no such message.
        """
        message = self.messages.get(key)
        if message is None:
            raise HouseProblems([Problem("problem.no_message", Location(self.file, 0, key))])
        if n is None or not message.plural:
            return message.forms[-1]
        return message.forms[self.plural(abs(n))]


@cache
def read_catalogue(locales: Path, code: str) -> Catalogue:
    """Read a catalogue; whether its messages are right is checked by ``lint``.

    Raises
    ------
    HouseProblems
        If the file is missing, not UTF-8, or not in the format of gettext: every bad line, and
        every key that stands twice.
    """
    file = locales / code / "LC_MESSAGES" / "messages.po"
    name = f"{code}/{file.name}"
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        with file.open("rb") as handle:
            entries = read_po(handle, locale=code, abort_invalid=True)
    except (OSError, UnicodeDecodeError) as error:
        slots = {"found": type(error).__name__}
        raise HouseProblems([Problem("problem.missing_asset", Location(name), slots)]) from error
    except PoFileError as error:
        slots = {"found": error.line.strip()}
        place = Location(name, error.lineno)
        raise HouseProblems([Problem("problem.malformed_catalogue", place, slots)]) from error
    problems = _bad_lines(lines, name)
    if problems:
        raise HouseProblems(problems)
    messages = {}
    for entry in entries:
        if entry.id:
            key = entry.id[0] if entry.pluralizable else entry.id
            forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
            line = entry.lineno or 0
            messages[str(key)] = Message(
                tuple(str(form or "") for form in forms), line, entry.pluralizable, entry.fuzzy
            )
    return Catalogue(code, name, messages, entries.num_plurals, c2py(entries.plural_expr))


def _bad_lines(lines: list[str], name: str) -> list[Problem]:
    """List lines that are not gettext's, which Babel would guess at, and keys that stand twice.

    A second text below a first one is what a careless merge leaves.
    """
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for row, (before, line) in enumerate(pairwise(["", *lines]), 1):
        again = line.startswith(_TEXT) and before.startswith(_TEXT)
        if again or not _LINE.fullmatch(line):
            slots = {"found": line.strip()}
            problems.append(Problem("problem.malformed_catalogue", Location(name, row), slots))
        found = _KEY.fullmatch(line.strip())
        if found and found[1] in first:
            slots = {"first": str(first[found[1]])}
            place = Location(name, row, found[1])
            problems.append(Problem("problem.duplicate_message", place, slots))
        elif found:
            first[found[1]] = row
    return problems


def placeholders(message: str) -> frozenset[str]:
    """Return the names of the slots of a message, without the form that each asks for."""
    return frozenset(name.partition(".")[0] for _, name in parts(message) if name is not None)


def parts(message: str) -> tuple[tuple[str, str | None], ...]:
    """Split a message into text and the slot after it, as written (``region.gen``).

    A slot that asks for more than a form (a conversion, a format) gets an empty name, which no
    message may have; so does a message whose braces do not match.
    """
    try:
        found = list(string.Formatter().parse(message))
    except ValueError:
        return (("", ""),)
    return tuple(
        (text, "" if name is not None and (conversion or specification) else name)
        for text, name, specification, conversion in found
    )
