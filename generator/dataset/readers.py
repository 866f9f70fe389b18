"""The only door to files: bytes, text, tables of cells, manifests, lists and outlines.

Reading is strict. A file is plain UTF-8 without hidden characters, a table is separated by commas
and has one line per row; what is not so is a problem with its place, never a guess.
"""

import csv
import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import DataProblems, Location, Problem
from generator.text_checks import HIDDEN, code_point

LARGEST_FILE = 20_000_000
"""Bytes; the largest real table is below one million."""

LONGEST_CELL = 500
"""Characters."""

_TOML_LINE = re.compile(r"at line ([0-9]+)")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number in the file, from 1 with the header, and its cells."""

    number: int
    cells: tuple[str, ...]


def sha256(content: bytes) -> str:
    """Return the SHA-256 checksum of some bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def read_bytes(path: Path, name: str) -> bytes:
    """Read one regular file.

    Parameters
    ----------
    path
        Where it lies.
    name
        What problems call it.

    Raises
    ------
    DataProblems
        If it is missing, a symbolic link, no regular file, not readable or too large.
    """
    place = Location(name)
    try:
        if path.is_symlink():
            raise DataProblems([Problem("problem.symlink", place)])
        if not path.exists():
            raise DataProblems([Problem("problem.missing_file", place)])
        if not path.is_file():
            raise DataProblems([Problem("problem.not_a_file", place)])
        size = path.stat().st_size
        if size > LARGEST_FILE:
            slots = {"found": str(size), "expected": str(LARGEST_FILE)}
            raise DataProblems([Problem("problem.file_too_large", place, slots)])
        return path.read_bytes()
    except OSError as error:
        slots = {"found": error.strerror or type(error).__name__}
        raise DataProblems([Problem("problem.unreadable", place, slots)]) from error


def decode(content: bytes, name: str) -> str:
    """Decode UTF-8, with or without a byte order mark, and refuse hidden characters.

    Raises
    ------
    DataProblems
        Naming the first byte that is not UTF-8, or every line with a hidden character.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        slots = {"found": f"0x{content[error.start]:02X}", "expected": "UTF-8"}
        raise DataProblems([Problem("problem.not_utf8", Location(name, row), slots)]) from error
    text = text.replace("\r\n", "\n")
    problems = [
        Problem(
            "problem.hidden_character", Location(name, row), {"found": code_point(found.group())}
        )
        for row, line in enumerate(text.split("\n"), 1)
        if (found := HIDDEN.search(line))
    ]
    if not unicodedata.is_normalized("NFC", text):
        problems += [
            Problem("problem.not_normalised", Location(name, row))
            for row, line in enumerate(text.split("\n"), 1)
            if not unicodedata.is_normalized("NFC", line)
        ]
    if problems:
        raise DataProblems(problems)
    return text


def is_plain_text(text: str) -> bool:
    """Return whether a text is one line of visible, composed characters, not empty or too long."""
    visible = text.strip() != "" and len(text) <= LONGEST_CELL
    plain = not HIDDEN.search(text) and "\n" not in text and "\t" not in text
    return visible and plain and unicodedata.is_normalized("NFC", text)


def as_plain_text(text: str) -> str:
    """Return a text as one line of visible, composed characters; what does not show is a space."""
    visible = HIDDEN.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(visible.split())


def list_folder(folder: Path) -> tuple[Path, ...]:
    """List a folder by name; DataProblems if it is missing or not readable."""
    try:
        return tuple(sorted(folder.iterdir()))
    except FileNotFoundError as error:
        raise DataProblems([Problem("problem.missing_file", Location(folder.name))]) from error
    except OSError as error:
        slots = {"found": error.strerror or type(error).__name__}
        raise DataProblems(
            [Problem("problem.unreadable", Location(folder.name), slots)]
        ) from error


def parse_table(
    text: str, name: str, columns: Sequence[str]
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Split a table into rows of cells.

    Parameters
    ----------
    text
        Content of the file.
    name
        What problems call it.
    columns
        The columns that the header must hold, in this order.

    Returns
    -------
    tuple
        Rows with the right number of cells, and every problem found. No rows if the header is
        wrong: the cells would have no meaning.
    """
    lines = text.split("\n")
    if not text.strip():
        return (), (Problem("problem.empty_file", Location(name)),)
    problems = _header(lines[0], name, columns)
    if problems:
        return (), tuple(problems)
    if lines[-1] == "":
        lines.pop()
    else:
        problems.append(Problem("problem.truncated", Location(name, len(lines))))
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = _cells(line)
        place = Location(name, number)
        if cells is None:
            problems.append(Problem("problem.broken_row", place))
        elif len(cells) != len(columns):
            slots = {"found": str(len(cells)), "expected": str(len(columns))}
            problems.append(Problem("problem.row_length", place, slots))
        elif any(len(cell) > LONGEST_CELL for cell in cells):
            problems += _too_long(cells, columns, place)
        else:
            rows.append(Row(number, tuple(cells)))
    return tuple(rows), tuple(problems)


def _cells(line: str) -> list[str] | None:
    if '"' not in line:
        return line.split(",")
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error:
        return None


def _too_long(cells: list[str], columns: Sequence[str], place: Location) -> list[Problem]:
    return [
        Problem(
            "problem.cell_too_long",
            Location(place.file, place.row, column),
            {"found": str(len(cell)), "expected": str(LONGEST_CELL)},
        )
        for column, cell in zip(columns, cells, strict=True)
        if len(cell) > LONGEST_CELL
    ]


def _header(line: str, name: str, columns: Sequence[str]) -> list[Problem]:
    found = _cells(line) or []
    wanted = ",".join(columns)
    if found == list(columns):
        return []
    for mark in (";", "\t", "|"):
        if len(found) == 1 and mark in line:
            slots = {"found": repr(mark)[1:-1], "expected": ","}
            return [Problem("problem.separator", Location(name, 1), slots)]
    slots = {"expected": wanted}
    problems = [
        Problem("problem.missing_column", Location(name, 1, column), slots)
        for column in columns
        if column not in found
    ]
    for position, column in enumerate(found):
        place = Location(name, 1, column[:LONGEST_CELL])
        if column not in columns:
            problems.append(Problem("problem.unknown_column", place, slots))
        elif column in found[:position]:
            problems.append(Problem("problem.duplicate_column", place, slots))
    return problems or [
        Problem("problem.column_order", Location(name, 1), {"found": line, "expected": wanted})
    ]


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Parse a manifest; DataProblems with the line if it is not TOML."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = _TOML_LINE.search(str(error))
        place = Location(name, int(line.group(1)) if line else 0)
        raise DataProblems([Problem("problem.not_toml", place)]) from error


def read_outlines(path: Path) -> Mapping[str, list[list[list[float]]]]:
    """Read the outlines of the regions.

    Returns
    -------
    Mapping
        Outer rings by region code, each a list of longitude and latitude in degrees.

    Raises
    ------
    DataProblems
        If the file is not a collection of polygons with a property ``region``.
    """
    text = decode(read_bytes(path, path.name), path.name)
    try:
        return {
            feature["properties"]["region"]: _outer_rings(feature["geometry"])
            for feature in json.loads(text)["features"]
        }
    except (json.JSONDecodeError, RecursionError, LookupError, TypeError) as error:
        raise DataProblems([Problem("problem.not_geojson", Location(path.name))]) from error


def _outer_rings(geometry: Mapping[str, Any]) -> list[list[list[float]]]:
    parts = geometry["coordinates"]
    polygons = parts if geometry["type"] == "MultiPolygon" else [parts]
    return [polygon[0] for polygon in polygons]
