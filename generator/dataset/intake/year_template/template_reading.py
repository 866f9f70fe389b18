"""Read the workbook of a year when it is filled in: by its own marks, and by nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.dataset.intake.mappings import YEARS_ACROSS, DeclaredMapping, SheetRule, masked
from generator.dataset.intake.office_files.workbook import (
    Sheet,
    Value,
    Workbook,
    column_letters,
)
from generator.dataset.intake.sheet_reading import (
    Codes,
    Ignored,
    ReadFigure,
    SheetReading,
    hidden_parts,
    unusable_cells,
)
from generator.dataset.intake.territories import sum_problems, year_sums
from generator.dataset.intake.understanding import Understanding, in_file
from generator.dataset.intake.vocabulary.cell_values import CellValue, read_decimal_comma
from generator.dataset.intake.vocabulary.office_words import WORDS
from generator.dataset.intake.vocabulary.territory_names import label_text
from generator.dataset.intake.year_template.template_marks import (
    NOTES,
    column_mark,
    marked_column,
    marked_sheet,
)
from generator.dataset.panel import Source
from generator.dataset.schema import BY_NAME
from generator.errors import Location, Problem

NAME = "oblys-template"
_STATUSES: Mapping[str, Sequence[str]] = WORDS["template_statuses"]


@dataclass(frozen=True, slots=True)
class _Marked:
    """A sheet with its mark: where it stands, and the table and year that it names."""

    sheet: Sheet
    at: tuple[int, int]
    table: str
    year: int


def is_template(workbook: Workbook) -> bool:
    """Whether a workbook bears the marks of one that was made to be filled in."""
    return any(_marked(sheet) for sheet in workbook.sheets)


def understand_template(
    workbook: Workbook, codes: Codes, sources: Mapping[str, Source]
) -> Understanding:
    """Read all figures that are filled in.

    Parameters
    ----------
    workbook
        The file, for which :func:`is_template` is true.
    codes
        Regions and their names.
    sources
        Sources that deliveries name, by id.

    Returns
    -------
    Understanding
        With the problem that nothing is filled in, where that is so.
    """
    found = Understanding(workbook)
    empty: list[str] = []
    for sheet in workbook.sheets:
        marked = _marked(sheet)
        if marked is None:
            found.ignored.append(Ignored(sheet.name, "other_sheet", 1))
        elif marked.table != NOTES:
            reading = _TemplateReader(marked, codes, sources).read()
            found.readings.append(reading)
            found.problems += reading.problems
            empty += [] if reading.figures or reading.problems else [sheet.name]
    if empty:
        found.ignored.append(Ignored(workbook.name, "not_filled", len(empty), tuple(empty)))
    _judge(found, sources)
    return found


def _judge(found: Understanding, sources: Mapping[str, Source]) -> None:
    """Name the sources of the figures, add up the regions, and put the file into every place."""
    used = {each.source for each in found.figures}
    found.sources = tuple(source for name, source in sources.items() if name in used)
    name = found.workbook.name
    if found.sources:
        found.mapping = DeclaredMapping(NAME, found.sources[0], ())
    elif not found.problems:
        found.problems.append(Problem("problem.template_empty", Location(name)))
        return
    found.sums = year_sums(found.figures, ())
    found.problems += sum_problems(found.sums, found.readings)
    found.problems[:] = [in_file(each, name) for each in found.problems]


def _marked(sheet: Sheet) -> _Marked | None:
    for at, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            mark = marked_sheet(value)
            if mark and (mark[0] in BY_NAME or mark[0] == NOTES):
                return _Marked(sheet, (at, column), *mark)
    return None


class _TemplateReader:
    """The reading of one sheet."""

    def __init__(self, marked: _Marked, codes: Codes, sources: Mapping[str, Source]) -> None:
        self.marked, self.codes, self.sources = marked, codes, sources
        self.sheet = marked.sheet
        rule = SheetRule(YEARS_ACROSS, (), table=marked.table)
        self.found = SheetReading(self.sheet.name, rule)
        self.columns: dict[int, tuple[str, str]] = {}
        self.seen: dict[str, int] = {}

    def read(self) -> SheetReading:
        """Find the columns by their marks, then read the rows below."""
        head = self._find_columns()
        if not self.columns:
            expected = column_mark(self.marked.year, "", "…")
            slots = {"expected": expected, "year": str(self.marked.year)}
            self._wrong("problem.template_columns", self.marked.at[0], None, **slots)
            return self.found
        if not self._is_filled(head):
            return self.found
        self._check_sources(head)
        status = self._status()
        read = list(self._rows(head))
        for at, region in read:
            self._row(at, region, status)
        rows = [at for at, _ in read]
        self.found.problems += hidden_parts(self.sheet, self.columns, rows)
        self.found.problems += unusable_cells(self.sheet, self.columns, rows)
        return self.found

    def _is_filled(self, head: int) -> bool:
        """Whether anything stands in the cells to fill in, or a formula that should."""
        rows = range(head + 1, len(self.sheet.rows))
        given = (not self._value(at, column).is_empty for at in rows for column in self.columns)
        return any(given) or any(unusable_cells(self.sheet, self.columns, rows))

    def _find_columns(self) -> int:
        """Find the row with the marks of columns."""
        for at, row in enumerate(self.sheet.rows):
            marks = {column: marked_column(x, self.marked.year) for column, x in enumerate(row)}
            self.columns = {column: mark for column, mark in marks.items() if mark}
            if self.columns:
                return at
        return 0

    def _check_sources(self, head: int) -> None:
        for column, (_, source) in self.columns.items():
            if source not in self.sources:
                slots = {"found": source, "year": str(self.marked.year)}
                self._wrong("problem.template_source", head, column, **slots)

    def _status(self) -> str:
        """Return the status that is chosen beside the mark of the sheet."""
        at, mark = self.marked.at
        texts = [(x, v) for x, v in enumerate(self.sheet.rows[at]) if x > mark and _said(v)]
        if not texts:
            return "published"
        column, chosen = texts[-1]
        for status, words in _STATUSES.items():
            if any(masked(word) in masked(str(chosen)) for word in words):
                return status
        self._wrong("problem.template_status", at, column, found=str(chosen))
        return "published"

    def _rows(self, head: int) -> Iterator[tuple[int, str]]:
        """Find the rows of regions below the marks; a row with figures must be one."""
        for at in range(head + 1, len(self.sheet.rows)):
            region = self._region(at)
            if region and self.seen.setdefault(region, at) != at:
                first = str(self.seen[region] + 1)
                self._wrong("problem.region_twice", at, 0, found=self._label(at), first=first)
            elif region:
                yield at, region
            else:
                self._strangers(at)

    def _strangers(self, at: int) -> None:
        """Name figures in a row that is no region's."""
        filled = [x for x in self.columns if not self._value(at, x).is_empty]
        if filled:
            key = "problem.label_unknown" if self._label(at) else "problem.row_without_label"
            self._wrong(key, at, 0, found=self._label(at))

    def _region(self, at: int) -> str:
        """Return the region of a row by its code, else by its names; they must agree."""
        texts = [label_text(x) for x in self.sheet.rows[at][: min(self.columns)]]
        codes = [each for each in texts if each in self.codes.regions]
        named = [each for text in texts if (each := self.codes.names.candidates(text))]
        if not codes:
            common = frozenset.intersection(*named) if named else frozenset()
            return next(iter(common)) if len(common) == 1 else ""
        for label in texts:
            meant = self.codes.names.candidates(label)
            if meant and codes[0] not in meant:
                self._wrong("problem.labels_contradict", at, 0, found=label, expected=codes[0])
        return codes[0]

    def _row(self, at: int, region: str, status: str) -> None:
        for column, (industry, source) in self.columns.items():
            value = self._value(at, column)
            if value.problem:
                self._wrong(value.problem, at, column, found=str(self.sheet.rows[at][column]))
            elif not value.is_empty:
                figure = ReadFigure(
                    table=self.marked.table,
                    region=region,
                    district="",
                    year=self.marked.year,
                    value=value.value,
                    status=value.status or status,
                    sheet=self.sheet.name,
                    row=at,
                    column=column,
                    label=self._label(at),
                    industry=industry,
                    source=source,
                )
                self.found.figures.append(figure)
        self._beside(at)

    def _beside(self, at: int) -> None:
        """Name numbers between or left of the columns to fill in: they would be lost."""
        for column, value in enumerate(self.sheet.rows[at][: max(self.columns)]):
            if isinstance(value, float) and column not in self.columns:
                self._wrong("problem.template_unread", at, column, found=f"{value:.10g}")

    def _label(self, at: int) -> str:
        texts = map(label_text, self.sheet.rows[at][: min(self.columns)])
        named = [each for each in texts if each and each not in self.codes.regions]
        return named[0] if named else ""

    def _value(self, at: int, column: int) -> CellValue:
        cells: Sequence[Value] = self.sheet.rows[at]
        return read_decimal_comma(cells[column]) if column < len(cells) else CellValue()

    def _wrong(self, key: str, at: int, column: int | None, **slots: str) -> None:
        letters = "" if column is None else column_letters(column)
        place = Location(self.sheet.name, at + 1, letters)
        self.found.problems.append(Problem(key, place, slots))


def _said(value: Value) -> bool:
    return isinstance(value, str) and value.strip() != ""
