"""Workbooks of `oblys template`, filled in as an office would."""

import io
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from generator.dataset.intake.year_template.template_marks import marked_column, marked_sheet

Cell = tuple[str, str, str]
"""Table, region and industry; empty text for the whole economy."""


@lru_cache(maxsize=1)
def asked_cells(book: Workbook) -> Mapping[Cell, tuple[str, str]]:
    """Sheet and address of every cell to fill in."""
    found = {}
    for page in book.worksheets:
        marks = [m for row in page.iter_rows() for c in row if (m := marked_sheet(c.value))]
        if not marks or marks[0][0] == "notes":
            continue
        table, year = marks[0]
        columns = {
            cell.column_letter: (cell.row, mark[0])
            for row in page.iter_rows()
            for cell in row
            if (mark := marked_column(cell.value, year))
        }
        for letters, (head, industry) in columns.items():
            for row in range(head + 1, page.max_row + 1):
                if page[f"A{row}"].value:
                    region = str(page[f"A{row}"].value)
                    found[table, region, industry] = (page.title, f"{letters}{row}")
    return found


def filled(template: Path | bytes, value: Callable[[Cell], object]) -> bytes:
    """Fill in a workbook; None leaves a cell empty."""
    source = io.BytesIO(template) if isinstance(template, bytes) else template
    book = openpyxl.load_workbook(source)
    for cell, (sheet, address) in asked_cells(book).items():
        book[sheet][address] = value(cell)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
