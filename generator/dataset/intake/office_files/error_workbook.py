"""Give a workbook back with the cells marked that something is wrong with."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.dataset.intake.office_files.workbook import Workbook

_YELLOW = PatternFill("solid", start_color="FFFF00", end_color="FFFF00")
_AUTHOR = "Oblys"
_WIDTH, _LINE = 360, 22
_LETTERS_A_LINE = 45


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment on one cell; row from 1 and column by letters, 0 and empty text are the first."""

    sheet: str
    row: int
    column: str
    text: str


def write_marked(workbook: Workbook, marks: Sequence[Mark]) -> bytes:
    """Return a copy of a workbook as .xlsx, with the marked cells coloured and commented.

    Values, and for an .xlsx also the looks, are those of the file; several comments on a cell
    stand under one another. Marks of sheets that the file does not have are left out.
    """
    book = _copy(workbook)
    texts: dict[tuple[str, str], list[str]] = {}
    for mark in marks:
        where = f"{mark.column or 'A'}{mark.row or 1}"
        texts.setdefault((mark.sheet, where), []).append(mark.text)
    for (sheet, where), found in texts.items():
        if sheet not in book.sheetnames:
            continue
        cell = book[sheet][where]
        if isinstance(cell, MergedCell):  # only the first of merged cells can be marked
            cell = _first_of_merged(book[sheet], where)
        text = "\n\n".join(found)
        lines = text.count("\n") + len(text) // _LETTERS_A_LINE + 1
        cell.comment = Comment(text, _AUTHOR, height=_LINE * lines, width=_WIDTH)
        cell.fill = _YELLOW
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _copy(workbook: Workbook) -> openpyxl.Workbook:
    if workbook.kind == "xlsx":
        return openpyxl.load_workbook(io.BytesIO(workbook.content))
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in workbook.sheets:
        page = book.create_sheet(sheet.name[:31])
        for row in sheet.rows:
            page.append([None if value == "" else value for value in row])
    return book


def _first_of_merged(page: Worksheet, where: str) -> Cell:
    for merged in page.merged_cells.ranges:
        if where in merged:
            return page[f"{get_column_letter(merged.min_col)}{merged.min_row}"]
    return page["A1"]
