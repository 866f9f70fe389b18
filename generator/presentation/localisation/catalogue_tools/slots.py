"""Read what each slot of a message holds, and which forms it may take in a language."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.errors import HouseProblems, Location, Problem
from generator.presentation.localisation.grammar import COUNT_FORMS, COUNTED
from generator.presentation.localisation.language_settings import Settings
from generator.presentation.localisation.names import Names

FILE = "slots.csv"


@dataclass(frozen=True)
class Description:
    """Kind of a slot (``number``, ``region``, ``day`` …) and its meaning in words."""

    kind: str
    meaning: str


@cache
def read_slots(locales: Path) -> Mapping[str, Description]:
    """Read what each slot holds, by its name: the same in every language.

    Raises
    ------
    HouseProblems
        If the table is missing or malformed.
    """
    try:
        with (locales / FILE).open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        return {row["slot"]: Description(row["kind"], row["meaning"]) for row in rows}
    except (OSError, UnicodeDecodeError, KeyError) as error:
        slots = {"found": type(error).__name__}
        raise HouseProblems([Problem("problem.missing_asset", Location(FILE), slots)]) from error


def forms_by_kind(settings: Settings, names: Names) -> Mapping[str, tuple[str, ...]]:
    """Return the forms that each kind of slot may take after a dot in one language.

    Names may ask for any form of their table, also with a capital letter; kinds that are not
    listed have no forms.
    """
    grammar = settings.grammar
    return {
        "number": (*sorted(grammar.number_forms), *COUNTED),
        "rank": tuple(sorted(grammar.rank_forms)),
        "count": (*sorted(grammar.number_forms), *COUNT_FORMS),
        "day": tuple(sorted(grammar.day_forms)),
        "region": _used(names.regions),
        "industry": _used(names.industries),
    }


def _used(table: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    small = dict.fromkeys(form for forms in table.values() for form in forms if forms[form])
    return (*small, *(form[:1].upper() + form[1:] for form in small))
