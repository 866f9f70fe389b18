"""Read a sheet with one figure a row: a region, a year and a value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.dataset.intake.mappings import SheetRule
from generator.dataset.intake.office_files.workbook import Sheet, Value, column_letters
from generator.dataset.intake.sheet_reading import (
    NO_STATUS,
    SEVERAL,
    Codes,
    Ignored,
    ReadFigure,
    SheetReading,
    is_wanted,
)
from generator.dataset.intake.vocabulary.cell_values import read_value
from generator.dataset.intake.vocabulary.periods import parse_period
from generator.dataset.intake.vocabulary.territory_names import drawn, label_text
from generator.errors import Location, Problem

COLUMNS = 3
"""Columns of a long table: region, period, value."""

_ROWS_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class LongColumns:
    """The row of the header, and the columns of regions, periods and values, from 0."""

    header: int
    region: int
    period: int
    value: int


def find_columns(sheet: Sheet, codes: Codes) -> LongColumns | None:
    """Find the columns of a long table, or None if the sheet is none.

    Of the rows below the header, more than half of those with a label name a region, more than
    half name a period in exactly one column, and hold a number in exactly one more. A label
    counts for the rows below it that have none.
    """
    header = _header_row(sheet)
    rows = sheet.rows[header + 1 : header + 1 + _ROWS_LOOKED_AT]
    width = max(map(len, rows), default=0)
    regions: dict[int, int] = {}
    periods, values = [], []
    for column in range(width):
        cells = [row[column] for row in rows if column < len(row)]
        if named := _named(cells, codes):
            regions[column] = named
        elif _most(parse_period(each) for each in cells):
            periods.append(column)
        elif _most(not read_value(x).is_empty and not read_value(x).problem for x in cells):
            values.append(column)
    if regions and len(periods) == len(values) == 1:
        return LongColumns(header, max(regions, key=regions.__getitem__), periods[0], values[0])
    return None


def _named(cells: Sequence[Value], codes: Codes) -> int:
    """Count the regions that a column names; 0 if most of its labels name none."""
    labels = [text for text in map(label_text, cells) if text]
    named = sum(bool(codes.names.candidates(text)) for text in labels)
    return named if len(labels) > 1 and named * 2 > len(labels) else 0


def _header_row(sheet: Sheet) -> int:
    """Find the first row with at least three texts; 0 if there is none."""
    for at, row in enumerate(sheet.rows):
        if sum(isinstance(value, str) and value.strip() != "" for value in row) >= COLUMNS:
            return at
    return 0


def _most(found: Iterator[object]) -> bool:
    answers = [bool(each) for each in found]
    return sum(answers) * 2 > len(answers)


def read_long(sheet: Sheet, rule: SheetRule, columns: LongColumns, codes: Codes) -> SheetReading:
    """Read the figures of a long table."""
    return _LongReader(sheet, rule, columns, codes).read()


class _LongReader:
    """The reading of one long sheet."""

    def __init__(self, sheet: Sheet, rule: SheetRule, columns: LongColumns, codes: Codes) -> None:
        self.sheet, self.rule, self.columns, self.codes = sheet, rule, columns, codes
        self.found = SheetReading(sheet.name, rule)
        self.parts: list[str] = []

    def read(self) -> SheetReading:
        """Read row after row; a region and year may occur once."""
        rows = range(self.columns.header + 1, len(self.sheet.rows))
        labels = dict(self._labels(rows))
        names = self.codes.names.resolve(set(labels.values()))
        wanted = [at for at in rows if self._is_wanted(at)]
        for at in wanted:
            figure = self._figure(at, labels[at], names.get(labels[at], ""))
            if figure is not None:
                self.found.figures.append(figure)
        self._repeated()
        if self.parts:
            self._left_out("part_of_year", len(self.parts), self.parts[0])
        if self.rule.block and len(wanted) < len(rows):
            self._left_out("other_rows", len(rows) - len(wanted))
        return self.found

    def _is_wanted(self, at: int) -> bool:
        """Whether a row holds anything, and is of the wanted block."""
        texts = [str(value).strip() for value in self.sheet.rows[at]]
        block = drawn(self.rule.block)
        return any(texts) and (not block or block in map(drawn, texts))

    def _left_out(self, reason: str, count: int, *items: str) -> None:
        self.found.ignored.append(Ignored(self.sheet.name, reason, count, items))

    def _repeated(self) -> None:
        """Name rows of a region and year that stands twice; many are rows of several measures."""
        seen: dict[tuple[str, int], int] = {}
        again = []
        for each in self.found.figures:
            first = seen.setdefault((each.region, each.year), each.row)
            if first != each.row:
                again.append((each.row, each.label, str(first + 1)))
        if len(again) > SEVERAL:
            at, label, first_row = again[0]
            texts = other_texts(self.sheet, self.columns)
            items = " · ".join(text for several in texts if len(several) > 1 for text in several)
            slots = {"first": first_row, "items": items or "–", "k": str(len(again))}
            self._wrong("problem.blocks", at, label, **slots)
            return
        for at, label, first_row in again:
            self._wrong("problem.region_twice", at, label, first=first_row)

    def _labels(self, rows: range) -> Iterator[tuple[int, str]]:
        """Give every row its label; one without takes that above it."""
        label = ""
        for at in rows:
            label = label_text(self._at(at, self.columns.region)) or label
            yield at, label

    def _figure(self, at: int, label: str, region: str) -> ReadFigure | None:
        period = parse_period(self._at(at, self.columns.period))
        value = read_value(self._at(at, self.columns.value))
        if not region:
            items = ", ".join(self.codes.names.doubtful(label))
            key = "problem.label_doubtful" if items else "problem.label_unknown"
            self._wrong(key if label else "problem.row_without_label", at, label, items=items)
            return None
        if period is None:
            self._wrong("problem.period_unknown", at, str(self._at(at, self.columns.period)))
        elif value.problem:
            self._wrong(value.problem, at, str(self._at(at, self.columns.value)))
        elif not is_wanted(period, self.rule):
            self.parts.append(period.text)
        elif not value.is_empty:
            status = value.status or NO_STATUS
            number = value.value * self.rule.factor
            where = (self.sheet.name, at, self.columns.value, label)
            return ReadFigure(self.rule.table, region, "", period.year, number, status, *where)
        return None

    def _at(self, row: int, column: int) -> Value:
        cells: Sequence[Value] = self.sheet.rows[row]
        return cells[column] if column < len(cells) else ""

    def _wrong(self, key: str, at: int, found: str, **slots: str) -> None:
        place = Location(self.sheet.name, at + 1, column_letters(self.columns.region))
        self.found.problems.append(Problem(key, place, {"found": found, **slots}))


def header_texts(sheet: Sheet, columns: LongColumns) -> str:
    """Return the texts of the header and above it, and those that all rows below share."""
    rows = sheet.rows[: columns.header + 1]
    shared = [texts[0] for texts in other_texts(sheet, columns) if len(texts) == 1]
    return drawn(" ".join([*(str(value) for row in rows for value in row), *shared]))


def other_texts(sheet: Sheet, columns: LongColumns) -> tuple[tuple[str, ...], ...]:
    """Return the texts of each column beside those of region, period and value, each once."""
    width = max(map(len, sheet.rows), default=0)
    others = set(range(width)) - {columns.region, columns.period, columns.value}
    rows = sheet.rows[columns.header + 1 :]
    found = []
    for column in sorted(others):
        cells = (row[column] for row in rows if column < len(row))
        found.append(
            tuple(dict.fromkeys(x.strip() for x in cells if isinstance(x, str) and x.strip()))
        )
    return tuple(found)
