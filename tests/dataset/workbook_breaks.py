"""Breaks of a workbook that must never pass in silence: `python -m tests.dataset.workbook_breaks`.

Each break is drawn from a seed: a letter for a zero, a shifted column or row, a doubled or hidden
one, another unit, a header's merged cell moved.
"""

import random
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.cli.intake_request import office_verdict
from generator.dataset.intake.inspection import Inspector, IntakeRequest
from generator.dataset.intake.strict_tables import Days
from generator.project import Project
from tests.dataset.bureau_forms import (
    FIRST_ROW,
    grp_book,
    last_region_row,
    letters,
    save,
    year_columns,
)

SCALES = (1000, 0.001, 1_000_000, 10)
Break = Callable[[Worksheet, random.Random], None]


def _cells(page: Worksheet, column: int) -> range:
    return range(FIRST_ROW, last_region_row(page) + 1)


def letter_for_zero(page: Worksheet, dice: random.Random) -> None:
    """Write one figure with a Cyrillic о in place of a digit."""
    column = dice.choice(year_columns(page))
    rows = [row for row in _cells(page, column) if page.cell(row, column).value is not None]
    cell = page.cell(dice.choice(rows), column)
    text = f"{cell.value}"
    at = dice.randrange(len(text.partition(".")[0]))
    cell.value = f"{text[:at]}о{text[at + 1 :]}"


def column_down(page: Worksheet, dice: random.Random) -> None:
    """Shift the figures of one year down by a row."""
    column = dice.choice(year_columns(page))
    rows = list(_cells(page, column))
    values = [page.cell(row, column).value for row in rows]
    for row, value in zip(rows, [values[-1], *values[:-1]], strict=True):
        page.cell(row, column).value = value


def row_right(page: Worksheet, dice: random.Random) -> None:
    """Shift the figures of one region to the right by a column."""
    row = dice.choice(list(_cells(page, 2)))
    values = [page.cell(row, column).value for column in range(2, page.max_column + 1)]
    for column, value in enumerate([None, *values], 2):
        page.cell(row, column).value = value


def columns_shifted(page: Worksheet, dice: random.Random) -> None:
    """Shift all figures by a column, under headers that stay."""
    step = dice.choice((-1, 1))
    old = {
        (row, column): page.cell(row, column).value
        for row in _cells(page, 2)
        for column in range(2, page.max_column + 1)
    }
    for row, column in old:
        page.cell(row, column).value = old.get((row, column - step))
    if step == 1:
        for row in _cells(page, 2):
            last = max(column for _, column in old)
            page.cell(row, last + 1).value = old[row, last]


def doubled_row(page: Worksheet, dice: random.Random) -> None:
    """Write one region's row twice."""
    row = dice.choice(list(_cells(page, 2)))
    page.insert_rows(row)
    for column in range(1, page.max_column + 1):
        page.cell(row, column).value = page.cell(row + 1, column).value


def hidden_column(page: Worksheet, dice: random.Random) -> None:
    """Hide the column of a year."""
    page.column_dimensions[letters(dice.choice(year_columns(page)))].hidden = True


def hidden_row(page: Worksheet, dice: random.Random) -> None:
    """Hide the row of a region."""
    page.row_dimensions[dice.choice(list(_cells(page, 2)))].hidden = True


def other_unit(page: Worksheet, dice: random.Random) -> None:
    """Multiply all figures of a sheet, a year or a region as another unit would."""
    scale, rows = dice.choice(SCALES), list(_cells(page, 2))
    columns = list(range(2, page.max_column + 1))
    which = dice.choice(("sheet", "year", "region"))
    if which == "year":
        columns = [dice.choice(year_columns(page))]
    if which == "region":
        rows = [dice.choice(rows)]
    for row in rows:
        for column in columns:
            value = page.cell(row, column).value
            if isinstance(value, int | float):
                page.cell(row, column).value = value * scale


def unit_told(page: Worksheet, dice: random.Random) -> None:
    """Write another unit above figures that stay."""
    for cell in page[2]:
        if cell.value:
            cell.value = dice.choice(("thousand tenge", "bln.tenge", "mln.rubles", "%"))


def headings_moved(page: Worksheet, dice: random.Random) -> None:
    """Move the headings of all years by a column, as a merged cell that slips does."""
    step = dice.choice((-1, 1))
    old = {cell.column: cell.value for cell in page[3] if cell.column > 1}
    for column in old:
        page.cell(3, column).value = old.get(column - step)


def sheet_hidden(page: Worksheet, dice: random.Random) -> None:
    """Hide a sheet."""
    page.sheet_state = dice.choice(("hidden", "veryHidden"))


BREAKS: tuple[Break, ...] = (
    letter_for_zero,
    column_down,
    row_right,
    columns_shifted,
    doubled_row,
    hidden_column,
    hidden_row,
    other_unit,
    unit_told,
    headings_moved,
    sheet_hidden,
)


def broken(seed: int) -> tuple[str, Workbook]:
    """A workbook with one break, and the name of the break."""
    dice = random.Random(seed)
    book = grp_book()
    kind = BREAKS[seed % len(BREAKS)]
    visible = book.worksheets if kind is not sheet_hidden else book.worksheets[:1]
    kind(dice.choice(visible), dice)
    return kind.__name__, book


DAYS = Days(date(2026, 11, 30), date(2026, 11, 30))


def told(inspector: Inspector, path: Path) -> set[tuple[str, str, int, str]]:
    """What is said of a file: key and place of every problem and doubt."""
    found = inspector.inspect(path, IntakeRequest())
    verdict = office_verdict(Project.here(), (found,), DAYS)
    problems = (*verdict.errors, *verdict.doubts)
    return {(each.key, each.place.file, each.place.row, each.place.column) for each in problems}


def silent(seeds: range, inspector: Inspector, folder: Path) -> list[str]:
    """Names and seeds of breaks of which nothing is said but what is said of the whole file."""
    whole = told(inspector, save(grp_book(), folder))
    passed = []
    for seed in seeds:
        name, book = broken(seed)
        if not told(inspector, save(book, folder)) - whole:
            passed.append(f"{name} {seed}")
    return passed


def main() -> int:
    """Try as many breaks as asked, 200 by default; 1 if any passes in silence."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        passed = silent(range(count), Inspector(Project.here()), Path(folder))
    sys.stdout.write(f"{count} breaks, {len(passed)} in silence {passed}\n")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
