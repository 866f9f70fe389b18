"""Check the messages of a language: complete, well formed, consistent.

Everything that is wrong is told at once, with file, line and key; nothing is printed in another
language instead.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.errors import Location, Problem
from generator.presentation.localisation.catalogue import (
    REFERENCE,
    Catalogue,
    Message,
    parts,
    placeholders,
    read_catalogue,
)
from generator.presentation.localisation.catalogue_tools.slots import forms_by_kind, read_slots
from generator.presentation.localisation.language_settings import Settings
from generator.presentation.localisation.names import Names
from generator.text_checks import code_point, hidden_character, misprint


def lint(locales: Path, code: str, settings: Settings, names: Names) -> tuple[Problem, ...]:
    """List everything that is wrong with the messages of a language.

    Parameters
    ----------
    locales, code
        The folder of languages, and the one that is read.
    settings, names
        Its script and grammar, and the forms of its names.
    """
    found, reference = read_catalogue(locales, code), read_catalogue(locales, REFERENCE)
    kinds, forms = read_slots(locales), forms_by_kind(settings, names)
    known = {name: (*forms.get(each.kind, ()), "") for name, each in kinds.items()}
    problems = list(_lacking(found, reference))
    for key, message in found.messages.items():
        place = Location(found.file, message.line, key)
        model = reference.messages.get(key)
        if model is None:
            problems.append(Problem("problem.unknown_message", place))
            continue
        problems += _form(message, model, found.plurals, place)
        problems += _slots(message, model, place)
        problems += _unknown_forms(message, place, known, found)
        problems += _letters(message, place, settings.script)
    return tuple(problems)


def _lacking(found: Catalogue, reference: Catalogue) -> Iterator[Problem]:
    for key, model in reference.messages.items():
        if key not in found.messages:
            slots = {"first": reference.file, "found": str(model.line)}
            yield Problem("problem.missing_message", Location(found.file, 0, key), slots)


def _form(message: Message, model: Message, plurals: int, place: Location) -> Iterator[Problem]:
    if message.fuzzy:
        yield Problem("problem.fuzzy_message", place)
    if not all(form.strip() for form in message.forms):
        yield Problem("problem.empty_message", place)
    expected = plurals if model.plural else 1
    if message.plural != model.plural or len(message.forms) != expected:
        slots = {"found": str(len(message.forms)), "expected": str(expected)}
        yield Problem("problem.plural_forms", place, slots)


def _slots(message: Message, model: Message, place: Location) -> Iterator[Problem]:
    """Compare the slots of every form with the English ones; only a singular may drop one."""
    expected = placeholders(model.forms[-1])
    for at, form in enumerate(message.forms):
        own = placeholders(form)
        if "" in own:
            yield Problem("problem.bad_braces", place, {"found": form})
            continue
        last = at == len(message.forms) - 1
        wrong = (own ^ expected) if last else (own - expected)
        if wrong and form:
            slots = {"found": _listed(own), "expected": _listed(expected)}
            yield Problem("problem.wrong_slots", place, slots)


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "–"


def _unknown_forms(
    message: Message, place: Location, known: Mapping[str, tuple[str, ...]], catalogue: Catalogue
) -> Iterator[Problem]:
    """Name the forms after a dot that such a slot does not have in this language."""
    asked = {field for text in message.forms for _, field in parts(text) if field}
    for field in sorted(asked):
        name, _, form = field.partition(".")
        noun = f"noun.{name}.{form}" in catalogue.messages
        if form not in known.get(name, (form,)) and not noun:
            yield Problem("problem.unknown_form", place, {"found": f"{{{field}}}"})


def _letters(message: Message, place: Location, script: str) -> Iterator[Problem]:
    for text in message.forms:
        hidden = hidden_character(text)
        words = " ".join(literal for literal, _ in parts(text))
        wrong = misprint(words, script)
        if hidden:
            yield Problem("problem.hidden_character", place, {"found": code_point(hidden)})
        elif wrong:
            yield Problem("problem.misprint", place, {"found": wrong})
        if not unicodedata.is_normalized("NFC", text):
            yield Problem("problem.not_normalised", place)
