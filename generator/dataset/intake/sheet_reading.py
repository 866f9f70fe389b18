"""What is read from a sheet: figures with their cells, what was left out, and what is wrong."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from generator.classifications.districts import Districts
from generator.classifications.regions import Regions
from generator.dataset.intake.mappings import SheetRule
from generator.dataset.intake.office_files.workbook import Sheet, address, column_letters
from generator.dataset.intake.vocabulary.periods import DAY, SCHOOL_YEAR, YEAR, Period
from generator.dataset.intake.vocabulary.territory_names import RegionNames
from generator.errors import Location, Problem

NO_STATUS = "published"
"""Status of a figure to which no footnote gives another."""

WANTED = {"year": YEAR, "1 January": DAY, "31 December": DAY, "school_year": SCHOOL_YEAR}
_DAYS = {"1 January": "-01-01", "31 December": "-12-31"}


@dataclass(frozen=True, slots=True)
class Codes:
    """The lists that labels refer to."""

    regions: Regions
    districts: Districts
    names: RegionNames


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """One figure of a sheet; ``value`` is NaN where a mark says that there is none.

    ``row`` and ``column`` are those of its cell, from 0; ``label`` is the row's as written.
    ``industry`` is empty for the whole economy, ``source`` where it is that of the mapping.
    """

    table: str
    region: str
    district: str
    year: int
    value: float
    status: str
    sheet: str
    row: int
    column: int
    label: str
    industry: str = ""
    source: str = ""

    @property
    def cell(self) -> str:
        """Address of its cell."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Ignored:
    """What a sheet holds and its table does not take, and why.

    ``reason`` is the end of a message ``intake.reason.*``; ``items`` names rows, columns or years.
    """

    sheet: str
    reason: str
    count: int
    items: tuple[str, ...] = ()


@dataclass
class SheetReading:
    """What was read from one sheet, what was left out, and what is wrong."""

    sheet: str
    rule: SheetRule
    figures: list[ReadFigure] = field(default_factory=list)
    totals: list[ReadFigure] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unmatched: list[ReadFigure] = field(default_factory=list)
    footnotes: dict[str, str] = field(default_factory=dict)


def is_wanted(period: Period, rule: SheetRule) -> bool:
    """Whether a period is one of those that a rule takes: whole years, or one day of them."""
    day = _DAYS.get(rule.period, "")
    return period.kind == WANTED[rule.period] and period.text.endswith(day)


def hidden_parts(
    sheet: Sheet, columns: Collection[int], rows: Collection[int]
) -> Iterator[Problem]:
    """Name hidden rows and columns that hold figures of the table, and a hidden sheet."""
    for column in columns:
        if column in sheet.details.hidden_columns:
            yield Problem("problem.hidden_column", Location(sheet.name, 0, column_letters(column)))
    for at in rows:
        if at in sheet.details.hidden_rows:
            yield Problem("problem.hidden_row", Location(sheet.name, at + 1))
    if sheet.hidden:
        yield Problem("problem.hidden_sheet", Location(sheet.name))


def unusable_cells(
    sheet: Sheet, columns: Collection[int], rows: Collection[int]
) -> Iterator[Problem]:
    """Name errors of formulas, and formulas whose values were not saved."""
    cells = {address(row, column): (row, column) for row in rows for column in columns}
    for key, found in (
        ("problem.cell_error", sheet.details.errors),
        ("problem.formula_without_value", sheet.details.without_value),
    ):
        for row, column in (cells[each] for each in found if each in cells):
            place = Location(sheet.name, row + 1, column_letters(column))
            yield Problem(key, place, {"found": ""})
