"""The manifest of a delivery: who made it, when, from which sources, and which tables it holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from generator.dataset.panel import KeptDoubt, Source, Vintage
from generator.dataset.readers import LONGEST_CELL, is_plain_text
from generator.dataset.schema import BY_FILE
from generator.errors import Location, Problem
from generator.text_checks import mixed_word

MANIFEST = "delivery.toml"

_DELIVERY: Mapping[str, tuple[type, bool]] = {
    "vintage": (date, True),
    "vintage_basis": (str, True),
    "producer": (str, True),
    "received": (date, True),
    "released": (date, False),
    "licence": (str, True),
    "remarks": (str, True),
    "although": (str, False),
    "classification": (str, False),
    "doubt": (list, False),
    "source": (list, True),
    "table": (list, True),
    "cells": (str, False),
    "original": (list, False),
}
_SOURCE: Mapping[str, tuple[type, bool]] = {
    "id": (str, True),
    "title": (str, True),
    "publisher": (str, True),
    "element": (str, False),
    "licence": (str, True),
    "remark": (str, False),
}
_TABLE: Mapping[str, tuple[type, bool]] = {
    "file": (str, True),
    "unit": (str, True),
    "rows": (int, True),
    "sha256": (str, True),
}
_DOUBT: Mapping[str, tuple[type, bool]] = {
    "kind": (str, True),
    "table": (str, True),
    "number": (int, True),
}
CLASSIFICATION = "NACE 2"
"""Classification whose letters name the industries of every delivery: in force until NACE 2.1."""

_ORIGINAL: Mapping[str, tuple[type, bool]] = {
    "file": (str, True),
    "name": (str, True),
    "sha256": (str, True),
}
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class DeclaredTable:
    """What the manifest says about one file: its name, unit, number of rows and checksum."""

    file: str
    unit: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``delivery.toml`` says: the vintage, its licence and the tables by file name."""

    vintage: Vintage
    licence: str
    tables: Mapping[str, DeclaredTable] = field(default_factory=dict)


def read_manifest(
    content: Mapping[str, Any], name: str, folder: str
) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """Check a parsed manifest and turn it into values.

    Parameters
    ----------
    content
        The parsed file.
    name
        What problems call it.
    folder
        The day that names the delivery's folder, which must be the vintage.

    Returns
    -------
    tuple
        The manifest, or None if it cannot be understood, and every problem found. Tables that
        must not be read (outside the folder, unknown) are left out and named.
    """
    problems = list(_entries(content, _DELIVERY, name, ""))
    parts = (("source", _SOURCE), ("table", _TABLE), ("doubt", _DOUBT), ("original", _ORIGINAL))
    for part, kind in parts:
        for number, entry in enumerate(_list(content, part), 1):
            problems += _entry(entry, kind, name, f"{part}[{number}]")
    if problems:
        return None, tuple(problems)
    problems += [*_dates(content, name, folder), *_same_ids(content["source"], name)]
    problems += _classification(content, name)
    tables: dict[str, DeclaredTable] = {}
    for entry in content["table"]:
        declared = DeclaredTable(**entry)
        found = list(_declared(declared, name, again=declared.file in tables))
        problems += found
        if not any(problem.key in _UNREADABLE for problem in found):
            tables[declared.file] = declared
    return Manifest(_vintage(content), content["licence"], tables), tuple(problems)


_UNREADABLE = frozenset(
    {"problem.outside_folder", "problem.unknown_table", "problem.duplicate_table"}
)


def _vintage(content: Mapping[str, Any]) -> Vintage:
    return Vintage(
        day=content["vintage"],
        basis=content["vintage_basis"],
        released=content.get("released"),
        received=content["received"],
        producer=content["producer"],
        remark=content["remarks"],
        sources=tuple(
            Source(
                id=entry["id"],
                title=entry["title"],
                element=entry.get("element", ""),
                publisher=entry["publisher"],
                licence=entry["licence"],
            )
            for entry in content["source"]
        ),
        although=content.get("although", ""),
        doubts=tuple(KeptDoubt(**entry) for entry in content.get("doubt", ())),
    )


def _classification(content: Mapping[str, Any], name: str) -> Iterator[Problem]:
    """Refuse industries in the letters of another classification."""
    found = content.get("classification", CLASSIFICATION)
    if found != CLASSIFICATION:
        slots = {"found": found, "expected": CLASSIFICATION}
        place = Location(name, 0, "classification")
        yield Problem("problem.classification_unknown", place, slots)


def _list(content: Mapping[str, Any], part: str) -> list[Any]:
    found = content.get(part)
    return found if isinstance(found, list) else []


def _entry(
    entry: object, kinds: Mapping[str, tuple[type, bool]], name: str, where: str
) -> Iterator[Problem]:
    if isinstance(entry, dict):
        yield from _entries(entry, kinds, name, f"{where}.")
    else:
        slots = {"found": type(entry).__name__, "expected": "table"}
        yield Problem("problem.manifest_wrong_type", Location(name, 0, where), slots)


def _entries(
    content: Mapping[str, Any], kinds: Mapping[str, tuple[type, bool]], name: str, where: str
) -> Iterator[Problem]:
    for key in content:
        if key not in kinds:
            slots = {"expected": ", ".join(kinds)}
            yield Problem("problem.manifest_unknown_key", Location(name, 0, where + key), slots)
    for key, (kind, required) in kinds.items():
        place = Location(name, 0, where + key)
        if key not in content:
            if required:
                yield Problem("problem.manifest_missing_key", place)
        elif not _is(content[key], kind):
            slots = {"found": type(content[key]).__name__, "expected": kind.__name__}
            yield Problem("problem.manifest_wrong_type", place, slots)
        elif isinstance(content[key], str):
            yield from _text(content[key], place)


def _text(text: str, place: Location) -> Iterator[Problem]:
    if not is_plain_text(text):
        yield Problem("problem.manifest_text", place, {"expected": str(LONGEST_CELL)})
    elif word := mixed_word(text):
        yield Problem("problem.manifest_misprint", place, {"found": word})


def _is(value: object, kind: type) -> bool:
    """Return whether a value is of a kind; a moment is no date, and true is no number."""
    return isinstance(value, kind) and not isinstance(value, datetime | bool)


def _dates(content: Mapping[str, Any], name: str, folder: str) -> Iterator[Problem]:
    vintage = content["vintage"].isoformat()
    if vintage != folder:
        slots = {"found": vintage, "expected": folder}
        yield Problem("problem.vintage_differs", Location(name, 0, "vintage"), slots)
    for key in ("vintage", "released"):
        day = content.get(key)
        if day is not None and day > content["received"]:
            slots = {"found": day.isoformat(), "expected": content["received"].isoformat()}
            yield Problem("problem.date_order", Location(name, 0, key), slots)


def _same_ids(sources: list[dict[str, Any]], name: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, entry in enumerate(sources, 1):
        if entry["id"] in seen:
            slots = {"found": entry["id"]}
            yield Problem(
                "problem.duplicate_source", Location(name, 0, f"source[{number}].id"), slots
            )
        seen.add(entry["id"])


def _declared(declared: DeclaredTable, name: str, *, again: bool) -> Iterator[Problem]:
    place = Location(name, 0, "file")
    found = {"found": declared.file}
    if not is_plain_name(declared.file):
        yield Problem("problem.outside_folder", place, found)
    elif declared.file not in BY_FILE:
        yield Problem("problem.unknown_table", place, {**found, "expected": ", ".join(BY_FILE)})
    elif again:
        yield Problem("problem.duplicate_table", place, found)
    else:
        unit = BY_FILE[declared.file].unit
        if declared.unit != unit:
            slots = {"found": declared.unit, "expected": unit, "table": declared.file}
            yield Problem("problem.unit_differs", Location(name, 0, "unit"), slots)
        if not _SHA256.fullmatch(declared.sha256):
            slots = {"found": declared.sha256, "table": declared.file}
            yield Problem("problem.not_a_checksum", Location(name, 0, "sha256"), slots)


def is_plain_name(file: str) -> bool:
    """Return whether a name stays in its folder: no path, not hidden, no reserved character."""
    return re.fullmatch(r"[a-z0-9][a-z0-9_.-]*", file) is not None and ".." not in file
