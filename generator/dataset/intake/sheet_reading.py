"""What is read from a sheet: figures with their cells, what was left out, and what is wrong."""

from dataclasses import dataclass, field

from generator.classifications.districts import Districts
from generator.classifications.regions import Regions
from generator.dataset.intake.mappings import SheetRule
from generator.dataset.intake.office_files.workbook import address
from generator.dataset.intake.vocabulary.periods import DAY, SCHOOL_YEAR, YEAR, Period
from generator.dataset.intake.vocabulary.territory_names import RegionNames
from generator.errors import Problem

SEVERAL = 3
"""Repeated regions above which a sheet has blocks, and no slips."""

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
