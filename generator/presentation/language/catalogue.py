"""Messages of one language, read from a gettext catalogue and checked before use."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from generator.errors import HouseProblems, Place, Problem

CATEGORIES = {"kk": ("one", "other"), "en": ("one", "other"), "ru": ("one", "few", "many")}
"""Plural categories in the order of a catalogue's forms."""

REFERENCE = "en"
"""Language whose keys and placeholders the others must have."""


@dataclass(frozen=True)
class Catalogue:
    """Messages by key, each with its plural forms (one form where it has none)."""

    code: str
    file: str
    messages: Mapping[str, tuple[str, ...]]

    def message(self, key: str, category: str = "other") -> str:
        """Return a message in the plural form of a category; the last form stands for others."""
        forms = self.messages.get(key)
        if forms is None:
            raise HouseProblems([Problem("problem.missing_message", Place(self.file, column=key))])
        categories = CATEGORIES[self.code]
        at = categories.index(category) if category in categories else len(categories) - 1
        return forms[min(at, len(forms) - 1)]


def load_catalogue(locales: Path, code: str) -> Catalogue:
    """Read a catalogue and hold it against the reference language.

    Raises
    ------
    HouseProblems
        With every message that is missing, empty, fuzzy, or whose placeholders differ.
    """
    found, reference = _read(locales, code), _read(locales, REFERENCE)
    problems = [
        Problem("problem.missing_message", Place(found.file, column=key))
        for key in reference.messages
        if key not in found.messages
    ]
    for key, forms in found.messages.items():
        expected = placeholders(reference.messages.get(key, forms)[-1])
        problems += [
            Problem("problem.bad_message", Place(found.file, column=key), {"found": form})
            for form in forms
            if not form or not placeholders(form) <= expected
        ]
        if placeholders(forms[-1]) != expected:
            slots = {"found": forms[-1]}
            problems.append(Problem("problem.bad_message", Place(found.file, column=key), slots))
    if problems:
        raise HouseProblems(problems)
    return found


@cache
def _read(locales: Path, code: str) -> Catalogue:
    file = locales / code / "LC_MESSAGES" / "messages.po"
    name = f"{code}/{file.name}"
    try:
        with file.open("rb") as handle:
            entries = list(read_po(handle, locale=code, abort_invalid=True))
    except (OSError, UnicodeDecodeError, PoFileError) as error:
        slots = {"found": type(error).__name__}
        raise HouseProblems([Problem("problem.missing_asset", Place(name), slots)]) from error
    messages = {}
    for entry in entries:
        if not entry.id:
            continue
        key = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        messages[str(key)] = ("",) if entry.fuzzy else tuple(str(form) for form in forms)
    return Catalogue(code, name, messages)


def placeholders(message: str) -> frozenset[str]:
    """Names of the slots of a message, without the grammatical form that each asks for."""
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
