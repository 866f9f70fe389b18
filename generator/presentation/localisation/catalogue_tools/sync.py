"""Bring the catalogues up to date: new keys, comments for translators, one order.

A catalogue is written with its messages in the order of their keys. Above each stand, for the
translator, the English text, what every slot holds, and the files that ask for the message; the
head of the file lists the forms that each kind of slot may take in the language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po, write_po

from generator.presentation.localisation.catalogue import (
    REFERENCE,
    Message,
    placeholders,
    read_catalogue,
)
from generator.presentation.localisation.catalogue_tools.extract import Uses, uses
from generator.presentation.localisation.catalogue_tools.review import refresh_review
from generator.presentation.localisation.catalogue_tools.slots import (
    Description,
    forms_by_kind,
    read_slots,
)
from generator.presentation.localisation.language_settings import read_settings
from generator.presentation.localisation.names import read_names

FORMS = "#   "
"""How lines on forms begin in the head of a catalogue."""


@dataclass(frozen=True)
class Changes:
    """What an upkeep found.

    Keys that are new, keys that nothing asks for, slots without words, and doubts about messages
    that do not exist.
    """

    new: tuple[str, ...]
    unused: tuple[str, ...]
    undescribed: tuple[str, ...]
    undoubted: tuple[str, ...]


def update(root: Path, locales: Path, needed: Iterable[str]) -> Changes:
    """Bring every catalogue up to date with the code, and write it anew.

    Parameters
    ----------
    root
        The project, whose code and templates are looked through.
    locales
        The folder of languages; every folder in it that has a catalogue is brought up to date.
    needed
        Messages that every language must have besides those that the code asks for: the texts of
        the measures.

    Returns
    -------
    Changes
        New keys stand in every catalogue without a text, so that a build stops until they are
        translated. Messages that nothing asks for are only reported.
    """
    found, reference = uses(root), read_catalogue(locales, REFERENCE)
    new = sorted({*found.of("asked"), *needed} - set(reference.messages))
    meanings = read_slots(locales)
    for file in sorted(locales.glob("*/LC_MESSAGES/messages.po")):
        code = file.parent.parent.name
        settings = read_settings(locales, code)
        forms = forms_by_kind(settings, read_names(locales, code, settings.script))
        knowledge = Knowledge(found, reference.messages, meanings, forms)
        file.write_bytes(written(file.read_bytes(), code, knowledge, new))
    read_catalogue.cache_clear()
    used = {name for each in reference.messages.values() for name in placeholders(each.forms[-1])}
    unused = tuple(key for key in reference.messages if not found.files(key))
    undescribed = tuple(sorted(used - set(meanings)))
    return Changes(tuple(new), unused, undescribed, refresh_review(locales))


@dataclass(frozen=True)
class Knowledge:
    """What translators are told: where messages are used, their English text, slots and forms."""

    found: Uses
    reference: Mapping[str, Message]
    meanings: Mapping[str, Description]
    forms: Mapping[str, tuple[str, ...]]

    def comments(self, key: str, *, with_text: bool) -> list[str]:
        """Tell what a message says in English, and what its slots hold."""
        if key not in self.reference:
            return []
        text = self.reference[key].forms[-1]
        told = text.splitlines() if with_text else []
        for name in sorted(placeholders(text)):
            known = self.meanings.get(name, Description("", ""))
            told.append(f"{{{name}}}: {known.meaning} [{known.kind}]")
        return told


def written(content: bytes, code: str, knowledge: Knowledge, new: Iterable[str]) -> bytes:
    """Return a catalogue with new keys and comments, its messages in the order of their keys."""
    catalogue = read_po(BytesIO(content), locale=code, abort_invalid=True)
    for key in [*new, *knowledge.reference]:
        if key not in catalogue:
            plural = key in knowledge.reference and knowledge.reference[key].plural
            empty = ("",) * catalogue.num_plurals if plural else ""
            catalogue.add((key, key) if plural else key, empty)
    for entry in catalogue:
        if entry.id:
            key = str(entry.id[0] if entry.pluralizable else entry.id)
            entry.auto_comments = knowledge.comments(key, with_text=code != REFERENCE)
            entry.locations = [(file, 0) for file in sorted(knowledge.found.files(key))]
    body = BytesIO()
    write_po(body, catalogue, width=0, sort_output=True, omit_header=True, include_lineno=False)
    return _head(content, knowledge.forms) + b"\n" + body.getvalue().strip() + b"\n"


def _head(content: bytes, kinds: Mapping[str, tuple[str, ...]]) -> bytes:
    """Return the head of a catalogue: what it is, the forms of slots, the fields of gettext."""
    head, _, _ = content.decode("utf-8").partition("\n\n")
    lines = [line for line in head.splitlines() if not line.startswith(FORMS)]
    at = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    told = [
        f"{FORMS}{kind}: {' '.join(f'.{form}' for form in taken)}"
        for kind, taken in kinds.items()
        if taken
    ]
    return "".join(f"{line}\n" for line in [*lines[:at], *told, *lines[at:]]).encode()
