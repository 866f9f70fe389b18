"""Sheets in memory: rows of cells, and the lists that their labels refer to."""

from functools import cache

from generator.dataset.intake.grid_reading import read_sheet
from generator.dataset.intake.layout import find_layout
from generator.dataset.intake.long_reading import find_columns, read_long
from generator.dataset.intake.mappings import LONG, YEARS_ACROSS, SheetRule
from generator.dataset.intake.office_files.workbook import Sheet, Workbook
from generator.dataset.intake.sheet_reading import Codes
from generator.dataset.intake.vocabulary.territory_names import read_aliases
from generator.dataset.vintages import read_lists
from generator.project import Project


@cache
def codes():
    """The real lists of regions, districts and aliases."""
    project = Project.here()
    lists = read_lists(project)
    names = read_aliases(project.classifications, lists.regions)
    return Codes(lists.regions, lists.districts, names)


def cell(value):
    """A cell as a reader of workbooks gives it: numbers with decimals, empty text for nothing."""
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return "" if value is None else value


def sheet(*rows, name="Sheet1", **more):
    """A sheet of some rows, all of one length."""
    width = max(map(len, rows), default=0)
    cells = (tuple(map(cell, row)) + ("",) * (width - len(row)) for row in rows)
    return Sheet(name, tuple(cells), **more)


def workbook(*sheets, name="office.xlsx"):
    """A workbook of some sheets."""
    return Workbook(name, b"content", "xlsx", sheets)


def rule(**said):
    """A rule for a grid of GRP, unless something else is said."""
    return SheetRule(**{"layout": YEARS_ACROSS, "texts": (), "table": "grp", **said})


def read(page, **said):
    """Read a grid by a rule."""
    layout = find_layout(page, codes().names)
    return read_sheet(page, rule(**said), layout, codes())


def read_rows(page, **said):
    """Read a table of one figure a row by a rule."""
    columns = find_columns(page, codes())
    return read_long(page, rule(layout=LONG, **said), columns, codes())


def values(reading):
    """Figures of a reading by region and year."""
    return {(each.region, each.year): each.value for each in reading.figures}


def told(reading):
    """Problems of a reading: key, row and column."""
    return [(each.key, each.place.row, each.place.column) for each in reading.problems]


def left_out(reading):
    """What a reading left out: reason, number and items."""
    return [(each.reason, each.count, each.items) for each in reading.ignored]
