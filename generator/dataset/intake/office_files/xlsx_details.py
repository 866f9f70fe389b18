"""What an .xlsx says beside its values: hidden rows and columns, errors, bare formulas."""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from generator.errors import DataProblems, Location, Problem

_NAMESPACE = re.compile(r"^\{[^}]*\}")
_RELATION = re.compile(r"^\{[^}]*relationships\}id$")
_TRUE = ("1", "true")


@dataclass(frozen=True)
class Details:
    """Rows and columns that are hidden, counted from 0, and cells without a usable value."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    without_value: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


def read_details(content: bytes) -> Mapping[str, Details]:
    """Read the details of every sheet of an .xlsx, by its name.

    Raises
    ------
    DataProblems
        If its parts are not what such a file is made of.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive)
            return {name: _details(archive.read(part)) for name, part in parts.items()}
    except (ElementTree.ParseError, KeyError, zipfile.BadZipFile, ValueError) as error:
        raise DataProblems([Problem("problem.workbook_damaged", Location())]) from error


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Find the part of every sheet."""
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    found = {}
    for element in book.iter():
        if _NAMESPACE.sub("", element.tag) != "sheet":
            continue
        link = next((value for key, value in element.items() if _RELATION.match(key)), "")
        target = targets.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        if part in archive.namelist():
            found[element.get("name", "")] = part
    return found


def _details(part: bytes) -> Details:
    rows: set[int] = set()
    columns: set[int] = set()
    without, errors = [], []
    for _, element in ElementTree.iterparse(io.BytesIO(part)):
        tag = _NAMESPACE.sub("", element.tag)
        if tag == "c":
            cell = element.get("r", "")
            kinds = {_NAMESPACE.sub("", each.tag): each.text for each in element}
            if element.get("t") == "e":
                errors.append(cell)
            elif "f" in kinds and not kinds.get("v"):
                without.append(cell)
        elif tag == "row":
            if element.get("hidden") in _TRUE:
                rows.add(int(element.get("r", "1")) - 1)
            element.clear()
        elif tag == "col" and element.get("hidden") in _TRUE:
            columns.update(_span(element))
    return Details(frozenset(rows), frozenset(columns), tuple(without), tuple(errors))


def _span(element: ElementTree.Element) -> range:
    last = min(int(element.get("max", "1")), 16_384)
    return range(int(element.get("min", "1")) - 1, last)
