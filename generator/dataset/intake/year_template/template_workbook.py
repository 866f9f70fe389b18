"""Write the workbook of a year to be filled in. Imports xlsxwriter."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook as XlsxWorkbook
from xlsxwriter.worksheet import Worksheet as XlsxWorksheet

from generator.dataset.intake.year_template.template_marks import NOTES, column_mark, sheet_mark
from generator.dataset.intake.year_template.template_sheets import TemplateSheet
from generator.dataset.schema import BY_NAME

LONGEST_NAME = 31
"""Letters of the name of a sheet that every program takes."""

MOST_DECIMALS = 3
_NAMES_FROM = 1
_CODE_WIDTH, _NAME_WIDTH, _FIGURE_WIDTH = 9, 30, 17
_HEADING_HEIGHT = 48
_GREY, _YELLOW, _TAB = "#808080", "#FFF9C4", "#F9A825"


@dataclass(frozen=True)
class SheetText:
    """The words of one sheet.

    Parameters
    ----------
    name
        Name of the sheet; what no program takes in one is left out.
    head
        Title and explanations, one a row.
    status, statuses
        What is asked about the status of the figures, and the answers, the usual one first.
    names
        Names of each region, one a column.
    headings
        Headings of the column of each industry, one a row.
    before
        Heading of the figures for comparison.
    """

    name: str
    head: tuple[str, ...]
    status: str
    statuses: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    headings: Mapping[str, tuple[str, ...]]
    before: str


def write_template(
    cover: SheetText, sheets: Sequence[tuple[TemplateSheet, SheetText]], year: int
) -> bytes:
    """Write the workbook as .xlsx; equal words and figures give equal bytes."""
    content = io.BytesIO()
    book = XlsxWorkbook(content, {"in_memory": True})
    book.set_properties({"title": cover.head[0], "created": datetime(year, 1, 1)})  # noqa: DTZ001 - a fixed day, so that nothing depends on the clock
    looks = _Looks(book)
    page = book.add_worksheet(_sheet_name(cover.name, 0))
    page.set_column(0, 0, 110)
    for row, line in enumerate(cover.head):
        page.write_string(row, 0, line, looks.title if row == 0 else looks.wrapped)
    page.write_string(len(cover.head) + 1, 0, sheet_mark(NOTES, year), looks.grey)
    for number, (sheet, text) in enumerate(sheets, 1):
        _Page(book.add_worksheet(_sheet_name(text.name, number)), sheet, text, looks).write()
    book.close()
    return content.getvalue()


def _sheet_name(text: str, number: int) -> str:
    """Return a name that every program takes: short, its own, without signs of formulas."""
    plain = "".join(each for each in text if each not in "[]:*?/\\'")
    return f"{number} {plain}"[:LONGEST_NAME].strip() if number else plain[:LONGEST_NAME]


class _Looks:
    """The formats of the workbook's cells."""

    def __init__(self, book: XlsxWorkbook) -> None:
        self._book = book
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.plain = book.add_format()
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.grey = book.add_format({"font_color": _GREY, "font_size": 8})
        self.choice = book.add_format({"bg_color": _YELLOW, "border": 1, "locked": False})

    def figure(self, decimals: int, *, fill: bool) -> Format:
        """Return the format of figures, to fill in or for comparison."""
        shape = "#,##0" + ("." + "0" * decimals if decimals else "")
        filled = {"bg_color": _YELLOW, "border": 1, "locked": False}
        return self._book.add_format(
            {"num_format": shape, **(filled if fill else {"font_color": _GREY})}
        )


class _Page:
    """The writing of one sheet: explanations, headings, marks, regions."""

    def __init__(
        self, page: XlsxWorksheet, sheet: TemplateSheet, text: SheetText, looks: _Looks
    ) -> None:
        self.page, self.sheet, self.text, self.looks = page, sheet, text, looks
        self.marks = len(text.head)
        self.top = self.marks + 1
        names = len(next(iter(text.names.values())))
        self.first = _NAMES_FROM + names
        deepest = max(map(len, text.headings.values()))
        self.columns_row = self.top + deepest
        self.beside = self.first + len(sheet.columns) + (1 if len(sheet.columns) > 1 else 0)

    def write(self) -> None:
        """Write everything, and protect what is not to be filled in."""
        self._head()
        self._headings()
        self._figures()
        self.page.freeze_panes(self.columns_row + 1, _NAMES_FROM + 1)
        self.page.set_landscape()
        self.page.fit_to_pages(1, 0)
        self.page.set_column(0, 0, _CODE_WIDTH)
        self.page.set_column(_NAMES_FROM, self.first - 1, _NAME_WIDTH)
        self.page.set_column(self.first, self.beside + len(self.sheet.columns), _FIGURE_WIDTH)
        self.page.protect(options={"format_columns": True, "format_rows": True})
        if self.sheet.coverage:
            self.page.set_tab_color(_TAB)

    def _head(self) -> None:
        for row, line in enumerate(self.text.head):
            look = self.looks.title if row == 0 else self.looks.plain
            self.page.write_string(row, 0, line, look)
        mark = sheet_mark(self.sheet.table, self.sheet.year)
        self.page.write_string(self.marks, 0, mark, self.looks.grey)
        choice = self.first
        self.page.write_string(self.marks, choice - 1, self.text.status, self.looks.bold)
        self.page.write_string(self.marks, choice, self.text.statuses[0], self.looks.choice)
        listed = {"validate": "list", "source": list(self.text.statuses)}
        self.page.data_validation(self.marks, choice, self.marks, choice, listed)

    def _headings(self) -> None:
        year = self.sheet.year
        for place, column in enumerate(self.sheet.columns):
            headings = self.text.headings[column.industry]
            for row, heading in enumerate(headings, self.top):
                self.page.write_string(row, self.first + place, heading, self.looks.bold)
                beside = f"{self.text.before}\n{heading}" if len(self.sheet.columns) > 1 else ""
                said = beside or self.text.before
                if row == self.top:
                    self.page.write_string(row, self.beside + place, said, self.looks.wrapped)
            mark = column_mark(year, column.industry, column.source)
            self.page.write_string(self.columns_row, self.first + place, mark, self.looks.grey)
        for row in range(self.top, self.columns_row):
            self.page.set_row(row, _HEADING_HEIGHT)

    def _figures(self) -> None:
        decimals = self._decimals()
        given = self.looks.figure(decimals, fill=False)
        asked = self.looks.figure(decimals, fill=True)
        for row, region in enumerate(self.sheet.regions, self.columns_row + 1):
            self.page.write_string(row, 0, region, self.looks.grey)
            for column, name in enumerate(self.text.names[region], _NAMES_FROM):
                self.page.write_string(row, column, name, self.looks.plain)
            for place, column_asked in enumerate(self.sheet.columns):
                self.page.write_blank(row, self.first + place, None, asked)
                value = self.sheet.known.get((region, column_asked.industry))
                if value is not None:
                    self.page.write_number(row, self.beside + place, value, given)

    def _decimals(self) -> int:
        """Count the decimals that the figures for comparison have; counts have none."""
        if BY_NAME[self.sheet.table].whole:
            return 0
        found = (f"{value:.10g}".partition(".")[2] for value in self.sheet.known.values())
        return min(max(map(len, found), default=1), MOST_DECIMALS)
