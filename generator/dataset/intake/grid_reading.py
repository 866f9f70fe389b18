"""Read the figures of one sheet by its rule, each with the address of its cell."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.classifications.regions import NATION
from generator.dataset.intake.footnotes import read_footnotes, status_of
from generator.dataset.intake.layout import DataColumn, Layout, cell_at, has_heading, is_filled
from generator.dataset.intake.mappings import TITLE_YEAR, SheetRule
from generator.dataset.intake.office_files.workbook import Sheet, column_letters
from generator.dataset.intake.sheet_reading import (
    NO_STATUS,
    Codes,
    Ignored,
    ReadFigure,
    SheetReading,
    hidden_parts,
    is_wanted,
    unusable_cells,
)
from generator.dataset.intake.vocabulary.cell_values import CellValue, read_value
from generator.dataset.intake.vocabulary.periods import (
    PART,
    YEAR,
    Period,
    footnote_mark,
    mentioned_years,
)
from generator.dataset.intake.vocabulary.territory_names import (
    DistrictNames,
    drawn,
    is_smaller,
    label_text,
)
from generator.dataset.schema import FIRST_YEAR
from generator.errors import Location, Problem

SEVERAL = 3
"""Repeated regions above which a sheet has blocks, and no slips."""

EXAMPLES = 5
"""Rows of districts and settlements that are named, of all those left out."""

_Chosen = tuple[DataColumn, int, str]
"""A column, the year of its figures, and the mark of the footnote at its heading."""


def read_sheet(sheet: Sheet, rule: SheetRule, layout: Layout, codes: Codes) -> SheetReading:
    """Read the figures of a sheet whose layout is a grid.

    Parameters
    ----------
    sheet, rule, layout
        The sheet, what it is declared to hold, and where things stand in it.
    codes
        Regions, districts and their names.

    Returns
    -------
    SheetReading
        Figures in the table's unit; ``totals`` are regions' own figures of a table by district,
        and figures of regions that are also given by their parts.
    """
    return _GridReader(sheet, rule, layout, codes).read()


class _GridReader:
    """The reading of one sheet."""

    def __init__(self, sheet: Sheet, rule: SheetRule, layout: Layout, codes: Codes) -> None:
        self.sheet, self.rule, self.layout, self.codes = sheet, rule, layout, codes
        self.found = SheetReading(sheet.name, rule)
        self.notes = read_footnotes(sheet, layout.first_row)
        self.found.footnotes.update(self.notes)
        self.districts = DistrictNames(codes.districts)
        self.seen: dict[tuple[str, str], int] = {}
        self.again: list[tuple[int, str, int]] = []
        self.headings: dict[str, int] = {}

    def read(self) -> SheetReading:
        """Read columns, then rows."""
        columns = list(self._columns())
        rows = list(self._rows([each for each, _, _ in columns]))
        names = self.codes.names.resolve({label for _, label in rows})
        region = ""
        for at, label in rows:
            region = names.get(label, region)
            self._row((at, label), names.get(label, ""), region, columns)
            self._contradiction(at, names.get(label, ""), columns)
            if label in names and not self.rule.by_district:
                self._holes(at, names[label], columns)
            self._count((at, label), self._key(at, label, names, region))
        self._repeated()
        indices = [each.index for each, _, _ in columns]
        named = [at for at, label in rows if label in names]
        self.found.problems += hidden_parts(self.sheet, indices, named)
        self.found.problems += unusable_cells(self.sheet, indices, [at for at, _ in rows])
        self._summed_up(columns)
        return self.found

    def _key(self, at: int, label: str, names: Mapping[str, str], region: str) -> tuple[str, str]:
        """Return what may occur once in a block: a region, or a district of one."""
        if label in names:
            return names[label], ""
        if not self.rule.by_district:
            return "", str(at)
        return region, drawn(label)

    def _count(self, row: tuple[int, str], key: tuple[str, str]) -> None:
        at, label = row
        first = self.seen.setdefault(key, at)
        if key[0] and first != at:
            self.again.append((at, label, first))

    def _repeated(self) -> None:
        """Name rows of a region that stands twice; many are blocks, one of which is chosen."""
        if len(self.again) > SEVERAL:
            at, label, first = self.again[0]
            items = " · ".join(self.headings) or "–"
            slots = {"first": str(first + 1), "items": items, "k": str(len(self.again))}
            self._wrong("problem.blocks", at, label, **slots)
            return
        for at, label, first in self.again:
            self._wrong("problem.region_twice", at, label, first=str(first + 1))

    def _columns(self) -> Iterator[_Chosen]:
        """Choose the columns with figures of a year, and tell of the others."""
        others: dict[str, list[DataColumn]] = defaultdict(list)
        for column in self.layout.columns:
            chosen, reason = self._judge(column)
            if chosen is not None:
                yield chosen
            elif reason:
                others[reason].append(column)
        for reason, columns in others.items():
            self._left_out(reason, columns)

    def _judge(self, column: DataColumn) -> tuple[_Chosen | None, str]:
        if self.rule.column and not has_heading(column, self.rule.column):
            return None, "other_column"
        if self.rule.layout == TITLE_YEAR:
            return self._of_title(column)
        period = column.period
        if period is None or (column.divided and period.kind == YEAR and not self.rule.column):
            return None, "no_period" if self._has_figures(column.index) else ""
        return self._of_period(column, period)

    def _of_period(self, column: DataColumn, period: Period) -> tuple[_Chosen | None, str]:
        reasons = [x.reason for x in self.rule.left_out if x.first <= period.year <= x.last]
        if period.kind == PART:
            reasons = ["part_of_year"]
        elif not is_wanted(period, self.rule):
            reasons = ["other_period"]
        elif period.year < FIRST_YEAR:
            reasons.append("too_early")
        return (None, reasons[0]) if reasons else ((column, period.year, period.mark), "")

    def _of_title(self, column: DataColumn) -> tuple[_Chosen | None, str]:
        years = mentioned_years(self.sheet.name) or self.layout.years
        if len(years) == 1:
            return (column, years[0], ""), ""
        if not any(each.key == "problem.year_not_in_title" for each in self.found.problems):
            self._wrong("problem.year_not_in_title", 0, ", ".join(map(str, years)) or "–")
        return None, ""

    def _left_out(self, reason: str, columns: Sequence[DataColumn]) -> None:
        letters = tuple(column_letters(each.index) for each in columns)
        if reason == "no_period":
            key = "problem.column_not_understood"
            for each in letters:
                place = Location(self.sheet.name, self.layout.first_row, each)
                self.found.problems.append(Problem(key, place))
            return
        years = tuple(sorted({str(each.period.year) for each in columns if each.period}))
        self.found.ignored.append(Ignored(self.sheet.name, reason, len(columns), years or letters))

    def _rows(self, columns: Sequence[DataColumn]) -> Iterator[tuple[int, str]]:
        """Find the rows of the wanted block that have a label and something in a column."""
        inside = not self.rule.block
        for at, row in enumerate(self.sheet.rows):
            name = label_text(cell_at(row, self.layout.label_column))
            filled = self._is_filled(at, columns)
            if not filled and not self.codes.names.candidates(name):
                inside = self._heading(name, at, inside=inside)
            elif inside and at >= self.layout.first_row:
                yield from self._labelled(at, name)

    def _is_filled(self, at: int, columns: Sequence[DataColumn]) -> bool:
        """Whether a row has a figure, or a mark for one, in any of the columns."""
        values = (self._value(at, each.index) for each in columns)
        return any(not each.is_empty and not each.problem for each in values)

    def _labelled(self, at: int, name: str) -> Iterator[tuple[int, str]]:
        if name:
            yield at, name
        else:
            self._wrong("problem.row_without_label", at, "")

    def _heading(self, name: str, at: int, *, inside: bool) -> bool:
        """Note a heading of a block; whether the rows below it are of the wanted one."""
        if not name:
            return inside
        self.headings.setdefault(name, at)
        same = f" {drawn(self.rule.block)} " in f" {drawn(name)} "
        return not self.rule.block or same or (inside and name[0].isdigit())

    def _row(
        self, row: tuple[int, str], named: str, region: str, columns: Sequence[_Chosen]
    ) -> None:
        """Read the figures of one row: of a region, a district, or neither."""
        at, label = row
        district = ""
        if not named:
            district = self.districts.resolve(region, label) if self.rule.by_district else ""
            if not district and not self._is_smaller(at, label):
                return
        for column, year, mark in columns:
            figure = self._figure((at, column.index), (named or region, district), year, label)
            if figure is None:
                continue
            status = self._status(figure, mark, label)
            self._keep(figure, status, named=bool(named))

    def _contradiction(self, at: int, code: str, columns: Sequence[_Chosen]) -> None:
        """Name a second label of the row, as a name beside a code, that is of another region."""
        first = min((each.index for each, _, _ in columns), default=0)
        for column, value in enumerate(self.sheet.rows[at][:first]):
            other = label_text(value)
            codes = self.codes.names.candidates(other) if other else frozenset()
            if code and codes and code not in codes and column != self.layout.label_column:
                place = Location(self.sheet.name, at + 1, column_letters(column))
                slots = {"found": other, "expected": code}
                self.found.problems.append(Problem("problem.labels_contradict", place, slots))

    def _holes(self, at: int, code: str, columns: Sequence[_Chosen]) -> None:
        """Name the empty cells of a region that had figures before and still exists."""
        cells = self.sheet.rows[at]
        region, begun = self.codes.regions[code], code == NATION
        if region.abolished is not None:
            return
        for column, year, _ in sorted(columns, key=lambda each: each[1]):
            filled = column.index < len(cells) and is_filled(cells[column.index])
            if not filled and begun and region.exists(year):
                place = Location(self.sheet.name, at + 1, column_letters(column.index))
                slots = {"year": str(year), "item": region.iso_name}
                self.found.problems.append(Problem("problem.cell_empty", place, slots))
            begun = begun or filled

    def _is_smaller(self, at: int, label: str) -> bool:
        """Tell of a row that is no region; whether its figures are of a district not known."""
        doubtful = self.codes.names.doubtful(label)
        if doubtful:
            self._wrong("problem.label_doubtful", at, label, items=", ".join(doubtful))
        elif self.rule.by_district:
            return True
        elif is_smaller(label):
            self.found.ignored.append(Ignored(self.sheet.name, "smaller", 1, (label,)))
        else:
            self._wrong("problem.label_unknown", at, label)
        return False

    def _figure(
        self, cell: tuple[int, int], area: tuple[str, str], year: int, label: str
    ) -> ReadFigure | None:
        at, column = cell
        value = self._value(at, column)
        if value.problem:
            text = str(self.sheet.rows[at][column])
            place = Location(self.sheet.name, at + 1, column_letters(column))
            self.found.problems.append(Problem(value.problem, place, {"found": text}))
        if value.problem or value.is_empty:
            return None
        number = value.value * self.rule.factor
        whose = (self.rule.table, *area, year)
        return ReadFigure(*whose, number, value.status, self.sheet.name, at, column, label)

    def _status(self, figure: ReadFigure, mark: str, label: str) -> str:
        """Status by the cell's mark, else by the footnotes of heading and label."""
        notes = (self.notes.get(each, "") for each in (mark, footnote_mark(label)) if each)
        given = (status_of(text, self.rule) for text in notes)
        return figure.status or next(filter(None, given), NO_STATUS)

    def _keep(self, figure: ReadFigure, status: str, *, named: bool) -> None:
        parts = {**{key: getattr(figure, key) for key in ReadFigure.__slots__}, "status": status}
        kept = ReadFigure(**parts)
        if named and self.rule.by_district:
            self.found.totals.append(kept)
        elif self.rule.by_district and not kept.district:
            self.found.unmatched.append(kept)
        else:
            self.found.figures.append(kept)

    def _value(self, row: int, column: int) -> CellValue:
        cells = self.sheet.rows[row]
        return read_value(cells[column]) if column < len(cells) else CellValue()

    def _has_figures(self, column: int) -> bool:
        rows = range(self.layout.first_row, len(self.sheet.rows))
        return any(not self._value(at, column).is_empty for at in rows)

    def _summed_up(self, columns: Sequence[_Chosen]) -> None:
        """Say what is wrong with the whole: nothing read, a year twice or without figures."""
        self._several_smaller()
        years = Counter(year for _, year, _ in columns)
        filled = {figure.column for figure in (*self.found.figures, *self.found.totals)}
        for column, year, _ in columns:
            place = Location(self.sheet.name, self.layout.first_row, column_letters(column.index))
            if years[year] > 1:
                key = "problem.year_twice"
                self.found.problems.append(Problem(key, place, {"year": str(year)}))
            if column.index not in filled:
                key = "problem.year_empty"
                self.found.problems.append(Problem(key, place, {"year": str(year)}))
        if not self.found.figures and not self.found.ignored and not self.found.problems:
            self._wrong("problem.nothing_read", 0, self.rule.table)

    def _several_smaller(self) -> None:
        """Count the rows of districts and settlements together."""
        rows = [each.items[0] for each in self.found.ignored if each.reason == "smaller"]
        if rows:
            others = [each for each in self.found.ignored if each.reason != "smaller"]
            shown = (*rows[:EXAMPLES], *("…" for _ in rows[EXAMPLES : EXAMPLES + 1]))
            whole = Ignored(self.sheet.name, "smaller", len(rows), shown)
            self.found.ignored[:] = [*others, whole]

    def _wrong(self, key: str, at: int, found: str, **slots: str) -> None:
        column = column_letters(self.layout.label_column)
        place = Location(self.sheet.name, at + 1, column)
        self.found.problems.append(Problem(key, place, {"found": found, **slots}))
