"""Workbooks in the forms of the Bureau, made of the figures that the project already has."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.dataset.vintages import load
from generator.project import Project

NAMES = {
    "KZ": "Republic of Kazakhstan",
    "KZ-10": "Abay",
    "KZ-11": "Akmola",
    "KZ-15": "Аktobе",
    "KZ-19": "Аlmaty",
    "KZ-23": "Аtyrau",
    "KZ-27": "Batys Kazakhstan",
    "KZ-31": "Zhambyl",
    "KZ-33": "Zhetisu ",
    "KZ-35": "Кaragandy",
    "KZ-39": "Коstanay",
    "KZ-43": "Кyzylorda",
    "KZ-47": "Мangystau",
    "KZ-YUZ": "Ontustik Kazakhstan",
    "KZ-55": "Pavlodar",
    "KZ-59": "Soltustik Кazakhstan",
    "KZ-61": "Turkistan",
    "KZ-62": "Ulytau",
    "KZ-63": "Shygys Kazakhstan",
    "KZ-71": "Astana city",
    "KZ-75": "Almaty city",
    "KZ-79": "Shymkent city",
}
"""Labels as the Bureau's English export writes them: Latin and Cyrillic letters mixed."""

FIRST_ROW = 4
Values = Mapping[tuple[str, int], float]


@cache
def _observations() -> pd.DataFrame:
    """All figures of the project, read once."""
    return load(Project.here(), None).observations


def stored(table: str, first: int, last: int) -> dict[tuple[str, int], float]:
    """Figures of a table as they are known, by region and year."""
    rows = _observations()
    rows = rows[
        rows["table"].eq(table) & rows["year"].between(first, last) & rows["value"].notna()
    ]
    return {(r, int(y)): float(v) for r, y, v in rows[["region", "year", "value"]].to_numpy()}


def grp_book(values: Values | None = None) -> Workbook:
    """The dynamic table of GRP: an era a sheet, quarters between the years, footnotes."""
    known = stored("grp", 2010, 2023) if values is None else dict(values)
    known |= stored("grp", 1998, 2009)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    years_sheet(book, "1998-2007", known, range(1998, 2008))
    page = years_sheet(book, "2008-2023", known, range(2008, 2024), quarters=True)
    page.cell(page.max_row + 2, 1, "1) quarterly calculations of GRP only from 2008")
    page.cell(page.max_row + 1, 1, "2) preliminary data ")
    return book


def years_sheet(
    book: Workbook, name: str, values: Values, years: Sequence[int], *, quarters: bool = False
) -> Worksheet:
    """Add one sheet with years across and regions down."""
    page = book.create_sheet(name)
    page["A1"] = "Gross regional product"
    regions = [each for each in NAMES if any((each, year) in values for year in years)]
    for at, region in enumerate(regions, FIRST_ROW):
        page.cell(at, 1, NAMES[region])
    column = 2
    for year in years:
        for part in ("1 quarter of", "9 months of") if quarters else ():
            page.cell(3, column, f"{part} {year}")
            for at, region in enumerate(regions, FIRST_ROW):
                if (region, year) in values:
                    page.cell(at, column, round(values[region, year] / 3, 1))
            column += 1
        page.cell(3, column, "20232)" if year == 2023 else year)
        for at, region in enumerate(regions, FIRST_ROW):
            if (region, year) in values:
                page.cell(at, column, values[region, year])
        column += 1
    page.cell(2, column - 1, "mln.tenge")
    return page


def year_columns(page: Worksheet) -> list[int]:
    """Columns of whole years, from 1."""
    return [
        cell.column for cell in page[3] if cell.value is not None and str(cell.value)[:4].isdigit()
    ]


def last_region_row(page: Worksheet) -> int:
    """The last row with the name of a region."""
    rows = [cell.row for cell in page["A"] if cell.value in NAMES.values()]
    return max(rows)


def save(book: Workbook, folder: Path, name: str = "grp.xlsx") -> Path:
    """Save a workbook as an office would."""
    path = folder / name
    book.save(path)
    return path


def letters(column: int) -> str:
    """Letters of a column, from 1."""
    return str(get_column_letter(column))
