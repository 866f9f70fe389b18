"""Where things stand in a sheet: the column of labels, the header, the periods of the columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from generator.dataset.intake.office_files.workbook import Sheet, Value
from generator.dataset.intake.vocabulary.periods import PART, Period, mentioned_years, parse_period
from generator.dataset.intake.vocabulary.territory_names import RegionNames, drawn, label_text

LABEL_COLUMNS = 6
"""Columns among which that of the labels is looked for."""

ACROSS = 5
"""Regions in one row from which they are taken to stand across."""

_HEAD_ROWS = 40


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column with figures: its place, its period if the header names one, and its headings.

    ``divided`` tells whether there are headings below the period.
    """

    index: int
    period: Period | None
    headings: tuple[str, ...]
    divided: bool


@dataclass(frozen=True)
class Layout:
    """Where the figures of a sheet are.

    Parameters
    ----------
    label_column
        Column with the names of regions.
    first_row
        First row that names a region and holds a figure; above it is the head.
    columns
        Columns right of the labels that have a heading or a figure.
    head
        All texts of the head.
    """

    label_column: int
    first_row: int
    columns: tuple[DataColumn, ...]
    head: str

    @property
    def years(self) -> tuple[int, ...]:
        """Years that the head mentions outside the columns' own headings."""
        return mentioned_years(self.head)


def is_filled(value: Value) -> bool:
    """Whether a cell holds anything; spaces alone are nothing."""
    return not isinstance(value, str) or value.strip() != ""


def find_layout(sheet: Sheet, names: RegionNames) -> Layout | None:
    """Find where the figures of a sheet are, or None if no row names a region.

    The column of labels is the one with the most names of regions; the figures begin in the
    first row that names one and has a figure right of it.
    """
    by_column = [
        [at for at, row in enumerate(sheet.rows) if _is_region(row, column, names)]
        for column in range(min(LABEL_COLUMNS, _width(sheet)))
    ]
    rows = max(by_column, key=len, default=[])
    label = by_column.index(rows) if rows else 0
    named = next((at for at in rows if _has_figure(sheet, at, label)), None)
    if named is None:
        return None
    first = _first_labelled(sheet, label, named)
    cells = _merged_cells(sheet, label, first)
    texts = " ".join(text for row in sheet.rows[:first] for text in _texts(row))
    return Layout(label, first, tuple(_columns(sheet, (label, first), cells)), texts)


def _first_labelled(sheet: Sheet, label: int, first: int) -> int:
    """Find the row below the periods with which figures begin, also if its label is not known."""
    row = _period_row(sheet, (label, first), {})
    for at in range(first if row is None else row + 1, first):
        numbers = [x for x in sheet.rows[at][label + 1 :] if isinstance(x, float)]
        named = label_text(cell_at(sheet.rows[at], label))
        if named and any(parse_period(x) is None for x in numbers):
            return at
    return first


def has_regions_across(sheet: Sheet, names: RegionNames) -> bool:
    """Whether a row names several regions beside one another."""
    return any(
        sum(bool(names.candidates(text)) for text in map(label_text, row) if text) >= ACROSS
        for row in sheet.rows
    )


def head_texts(sheet: Sheet) -> str:
    """Return the texts at the top of a sheet, for one without names of regions."""
    rows = sheet.rows[:_HEAD_ROWS]
    return " ".join(value for row in rows for value in row if isinstance(value, str))


def _width(sheet: Sheet) -> int:
    return max(map(len, sheet.rows), default=0)


def _is_region(row: Sequence[Value], column: int, names: RegionNames) -> bool:
    if column >= len(row):
        return False
    label = label_text(row[column])
    return bool(label) and bool(names.candidates(label))


def _has_figure(sheet: Sheet, at: int, label: int) -> bool:
    """Whether a row has a figure right of its label, or a formula that should give one."""
    row = sheet.rows[at]
    broken = (*sheet.details.without_value, *sheet.details.errors)
    if any(cell.lstrip(ascii_uppercase) == f"{at + 1}" for cell in broken):
        return True
    return any(
        isinstance(value, float) or (isinstance(value, str) and any(map(str.isdigit, value)))
        for value in row[label + 1 :]
    )


def _merged_cells(sheet: Sheet, label: int, first: int) -> Mapping[tuple[int, int], Value]:
    """Spread the text of merged cells of the head, right of the labels, over all of them."""
    spread = {}
    for (top, left), (bottom, right) in sheet.merged:
        if left <= label or top >= first:
            continue
        value = sheet.rows[top][left]
        for row in range(top, min(bottom + 1, first)):
            for column in range(left, right + 1):
                spread[row, column] = value
    return spread


def _columns(
    sheet: Sheet, corner: tuple[int, int], spread: Mapping[tuple[int, int], Value]
) -> Iterator[DataColumn]:
    label, first = corner
    found = _period_row(sheet, corner, spread)
    row = -1 if found is None else found
    current: Period | None = None
    for column in range(label + 1, _width(sheet)):
        texts = [_cell(sheet, at, column, spread) for at in range(first)]
        own = parse_period(texts[row]) if row >= 0 else None
        current = own or current
        above, below = texts[: max(row, 0)], texts[row + 1 :]
        under = any(map(is_filled, below))
        period = own or (current if under else None)
        own_text = () if own else tuple(texts[max(row, 0) : row + 1])
        headings = _texts((*above, *own_text, *below))
        if period is not None or headings or _has_cells(sheet, column, first):
            yield DataColumn(column, _narrowed(period, below), headings, row >= 0 and under)


def _has_cells(sheet: Sheet, column: int, first: int) -> bool:
    return any(is_filled(cell_at(row, column)) for row in sheet.rows[first:])


def _texts(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(value for value in values if isinstance(value, str) and value.strip())


def _narrowed(period: Period | None, below: Sequence[Value]) -> Period | None:
    """Return the part of a year that a heading below it names, such as a quarter."""
    for value in below:
        named = parse_period(f"{value} {period.year}") if period and value else None
        if named is not None and named.kind == PART:
            return named
    return period


def _period_row(
    sheet: Sheet, corner: tuple[int, int], spread: Mapping[tuple[int, int], Value]
) -> int | None:
    """Find the row of the head in which most columns name a period."""
    label, first = corner
    counts = [
        sum(
            parse_period(_cell(sheet, at, column, spread)) is not None
            for column in range(label + 1, _width(sheet))
        )
        for at in range(first)
    ]
    best = max(counts, default=0)
    return counts.index(best) if best else None


def _cell(sheet: Sheet, row: int, column: int, spread: Mapping[tuple[int, int], Value]) -> Value:
    value = spread.get((row, column))
    return cell_at(sheet.rows[row], column) if value is None else value


def cell_at(row: Sequence[Value], column: int) -> Value:
    """Return a cell of a row; empty text right of its end."""
    return row[column] if column < len(row) else ""


def has_heading(column: DataColumn, wanted: str) -> bool:
    """Whether one of the headings of a column is a text, or holds it as whole words."""
    words = f" {drawn(wanted)} "
    return any(words in f" {drawn(each)} " for each in column.headings)
