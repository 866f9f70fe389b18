"""Read a workbook or delimited text as sheets of cells, by content and not by the name's end."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from generator.dataset.intake.office_files.delimited_text import read_delimited
from generator.dataset.intake.office_files.xlsx_details import Details, read_details
from generator.dataset.intake.office_files.zip_directory import check_directory
from generator.dataset.readers import read_bytes, sha256
from generator.errors import DataProblems, Location, Problem

Value = str | float | bool | date | time | timedelta
"""What a cell may hold; empty text where it is empty."""

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last row and column of merged cells, from 0."""

LARGEST_SHEET = 2_000_000
"""Cells of a sheet."""

_BEGINNINGS = {
    b"%PDF": "pdf",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"{\\rtf": "text_document",
}
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells by row and column, from 0, merged ranges, and what is hidden."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    merged: tuple[Range, ...] = ()
    hidden: bool = False
    details: Details = field(default_factory=Details)


@dataclass(frozen=True)
class Workbook:
    """A file as it came: its name, bytes, kind and sheets.

    ``sees_hidden`` tells whether hidden rows and columns of this kind of file can be seen.
    """

    name: str
    content: bytes
    kind: str
    sheets: tuple[Sheet, ...]

    @property
    def sha256(self) -> str:
        """Checksum of the file."""
        return sha256(self.content)

    @property
    def sees_hidden(self) -> bool:
        """Whether hidden rows and columns and formulas without values would be noticed."""
        return self.kind in ("xlsx", "csv")


def address(row: int, column: int) -> str:
    """Name a cell as a spreadsheet does.

    Examples
    --------
    >>> address(7, 64), address(0, 0)
    ('BM8', 'A1')
    """
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """Name a column, counted from 0, by letters."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_workbook(path: Path) -> Workbook:
    """Read a workbook or delimited text.

    Raises
    ------
    DataProblems
        Naming what the file is, if it is no workbook, locked by a password, damaged, or larger
        than any real one.
    """
    content = read_bytes(path, path.name)
    kind = _kind(content, path.name)
    if kind == "csv":
        rows = read_delimited(content, path.name)
        return Workbook(path.name, content, kind, (Sheet(path.stem, rows),))
    details = read_details(content) if kind == "xlsx" else {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = tuple(_sheets(book, details, path.name))
    except (CalamineError, OSError, ValueError) as error:
        raise _refused(path.name, kind="damaged") from error
    return Workbook(path.name, content, kind, sheets)


def _kind(content: bytes, name: str) -> str:
    """Tell the kind of a file by its first bytes and, in a ZIP, by what it holds."""
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            raise _refused(name, kind=kind)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _refused(name, kind="password")
        return "xls"
    if content.startswith(_ZIP):
        return _zipped(content, name)
    start = content[:400].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise _refused(name, kind="web_page")
    return "csv"


def _zipped(content: bytes, name: str) -> str:
    names = check_directory(content, name)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "word/document.xml" in names:
        raise _refused(name, kind="text_document")
    if "content.xml" in names:
        return "ods"
    raise _refused(name, kind="archive")


def _refused(name: str, *, kind: str) -> DataProblems:
    return DataProblems([Problem(f"problem.workbook_{kind}", Location(name))])


def _sheets(book: CalamineWorkbook, details: Mapping[str, Details], name: str) -> Iterator[Sheet]:
    for known in book.sheets_metadata:
        try:
            sheet = book.get_sheet_by_name(known.name)
        except CalamineError:  # a chart or a macro has no cells
            continue
        if sheet.total_height * sheet.total_width > LARGEST_SHEET:
            raise _refused(name, kind="too_large")
        rows = tuple(tuple(map(_value, row)) for row in sheet.to_python(skip_empty_area=False))
        yield Sheet(
            known.name,
            rows,
            _merged(sheet),
            known.visible != SheetVisibleEnum.Visible,
            details.get(known.name, Details()),
        )


def _merged(sheet: CalamineSheet) -> tuple[Range, ...]:
    return tuple(sheet.merged_cell_ranges or ())


def _value(value: object) -> Value:
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, bool | str | date | time | timedelta):
        return value
    return float(value) if isinstance(value, int | float) else ""
