"""Declared mappings: what the sheets of a known workbook look like, and what they hold."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.dataset.intake.office_files.workbook import Sheet
from generator.dataset.intake.vocabulary.territory_names import drawn
from generator.dataset.panel import Source
from generator.dataset.readers import as_plain_text, decode, parse_toml, read_bytes
from generator.dataset.schema import STATUSES, TABLES
from generator.errors import DataProblems, Location, Problem

FOLDER = "mappings"

YEARS_ACROSS, YEAR_OVER_COLUMNS, TITLE_YEAR, LONG, LEFT_OUT = LAYOUTS = (
    "years_across",
    "year_over_columns",
    "title_year",
    "long",
    "left_out",
)
"""Regions down and years across; a year over sub-columns; one year, named by the title or the
sheet; one row a figure; and sheets that are known and not read."""

PERIODS = ("year", "1 January", "31 December", "school_year")
REASONS = ("roubles", "capital_inside_region", "settlements", "other_sheet")

_DIGITS = re.compile(r"\d")
_SHEET_TEXTS = ("layout", "name", "table", "column", "block", "period", "reason")
_SHEET_KEYS = frozenset({*_SHEET_TEXTS, "texts", "factor", "left_out", "statuses", "by_district"})
_SOURCE_KEYS = ("id", "title", "publisher", "element", "licence")


@dataclass(frozen=True, slots=True)
class YearsLeftOut:
    """Years that a table does not take, and why (a key of the messages ``intake.reason.*``)."""

    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True)
class SheetRule:
    """What one kind of sheet looks like, and what it holds.

    Parameters
    ----------
    layout
        One of :data:`LAYOUTS`.
    texts
        Texts that must all stand above the figures (title, unit); digits stand for any digits.
    name
        Name of the sheet, digits standing for any digits; empty text for any.
    table
        The input table that it fills.
    factor
        By what values are multiplied to be in the table's unit.
    column
        Header of the one column taken under a title or year; empty text where there is one.
    block
        Heading of the block of rows taken; empty text where there is one block.
    period
        What a year of the table is called in the sheet, one of :data:`PERIODS`.
    by_district
        Whether rows of districts are taken, instead of regions.
    statuses
        Statuses and the texts of the footnotes that give them.
    left_out
        Years not taken.
    reason
        Why a sheet is left out.
    """

    layout: str
    texts: tuple[str, ...]
    name: str = ""
    table: str = ""
    factor: float = 1.0
    column: str = ""
    block: str = ""
    period: str = "year"
    by_district: bool = False
    statuses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: tuple[YearsLeftOut, ...] = ()
    reason: str = ""

    def named(self, sheet: Sheet) -> bool:
        """Whether the sheet's name is the rule's."""
        return not self.name or masked(self.name) == masked(sheet.name)

    def lacking(self, head: str) -> tuple[str, ...]:
        """Return the texts of the rule that do not stand in the head of a sheet."""
        shown = masked(head)
        return tuple(text for text in self.texts if masked(text) not in shown)


@dataclass(frozen=True, slots=True)
class DeclaredMapping:
    """The mapping of one workbook: its name, source and rules for sheets."""

    name: str
    source: Source
    sheets: tuple[SheetRule, ...]


def masked(text: str) -> str:
    """Return a text as drawn, with every digit as one sign."""
    return _DIGITS.sub("#", drawn(text))


def read_mappings(folder: Path) -> tuple[DeclaredMapping, ...]:
    """Read all declared mappings of a folder, by name; none where there is no folder.

    Raises
    ------
    DataProblems
        With every problem of every file.
    """
    found: list[DeclaredMapping] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        content = parse_toml(decode(read_bytes(path, path.name), path.name), path.name)
        wrong = tuple(_problems(content, path.name))
        problems += wrong
        if not wrong:
            found.append(_mapping(path.stem, content))
    if problems:
        raise DataProblems(problems)
    return tuple(found)


_OF_YEARS = tuple(table.name for table in TABLES if not table.step)
"""Tables that an office's own file may be read into: none of the year so far."""


def _problems(content: Mapping[str, Any], name: str) -> Iterator[Problem]:
    source, sheets = content.get("source"), content.get("sheet")
    if not isinstance(source, dict) or any(
        not isinstance(source.get(key), str) for key in _SOURCE_KEYS
    ):
        yield _wrong(name, "source", ", ".join(_SOURCE_KEYS))
    if not isinstance(sheets, list) or not all(isinstance(each, dict) for each in sheets):
        yield _wrong(name, "sheet", "[[sheet]]")
        return
    for number, sheet in enumerate(sheets, 1):
        for key, known in _sheet_problems(sheet):
            yield _wrong(name, f"sheet[{number}].{key}", known)


def _sheet_problems(sheet: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Find every key of a rule whose value is none of the known ones."""
    yield from ((key, ", ".join(sorted(_SHEET_KEYS))) for key in sheet if key not in _SHEET_KEYS)
    left = sheet.get("layout") == LEFT_OUT
    choices: tuple[tuple[str, Sequence[str], str], ...] = (
        ("layout", LAYOUTS, ""),
        ("period", PERIODS, "year"),
        ("reason", REASONS, REASONS[0]),
        ("table", _OF_YEARS, _OF_YEARS[0] if left else ""),
    )
    for key, known, default in choices:
        if sheet.get(key, default) not in known:
            yield key, ", ".join(known)
    texts = sheet.get("texts") or [None]
    if not isinstance(texts, list) or not all(isinstance(x, str) for x in texts):
        yield "texts", '["…"]'
    yield from _detail_problems(sheet)


def _detail_problems(sheet: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not isinstance(sheet.get("factor", 1), int | float) or sheet.get("factor", 1) <= 0:
        yield "factor", "> 0"
    for each in sheet.get("left_out", ()):
        if set(each) != {"first", "last", "reason"} or each["reason"] not in REASONS:
            yield "left_out", "first, last, reason"
    if not set(sheet.get("statuses", ())) <= set(STATUSES):
        yield "statuses", ", ".join(STATUSES)


def _wrong(name: str, key: str, expected: str) -> Problem:
    return Problem("problem.mapping_wrong", Location(name, 0, key), {"expected": expected})


def _mapping(name: str, content: Mapping[str, Any]) -> DeclaredMapping:
    source = Source(**{key: content["source"][key] for key in _SOURCE_KEYS})
    return DeclaredMapping(name, source, tuple(map(_rule, content["sheet"])))


def _rule(sheet: Mapping[str, Any]) -> SheetRule:
    texts = {key: sheet[key] for key in _SHEET_TEXTS if key in sheet}
    return SheetRule(
        texts=tuple(sheet["texts"]),
        factor=float(sheet.get("factor", 1)),
        by_district=bool(sheet.get("by_district", False)),
        statuses={key: tuple(value) for key, value in sheet.get("statuses", {}).items()},
        left_out=tuple(YearsLeftOut(**each) for each in sheet.get("left_out", ())),
        **texts,
    )


def written(mapping: DeclaredMapping) -> str:
    """Write a mapping as a file that :func:`read_mappings` reads.

    Characters that do not show are spaces there; texts are compared without both.
    """
    lines = ["[source]"]
    lines += [f"{key} = {_quoted(getattr(mapping.source, key))}" for key in _SOURCE_KEYS]
    for rule in mapping.sheets:
        lines += ["", "[[sheet]]"]
        for key in _SHEET_TEXTS:
            if value := getattr(rule, key):
                lines.append(f"{key} = {_quoted(value)}")
        lines.append(f"texts = [{', '.join(map(_quoted, rule.texts))}]")
        lines += [f"factor = {rule.factor:.15g}"] if rule.factor != 1 else []
        lines += ["by_district = true"] if rule.by_district else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(as_plain_text(text), ensure_ascii=False)
