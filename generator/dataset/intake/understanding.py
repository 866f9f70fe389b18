"""Understand a workbook: the mapping that fits, the figures of its sheets, and all problems."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.dataset.intake.grid_reading import read_sheet
from generator.dataset.intake.layout import Layout, find_layout, head_texts
from generator.dataset.intake.long_reading import find_columns, header_texts, read_long
from generator.dataset.intake.mappings import LEFT_OUT, LONG, DeclaredMapping, SheetRule
from generator.dataset.intake.office_files.workbook import Sheet, Workbook
from generator.dataset.intake.sheet_reading import (
    Codes,
    Ignored,
    ReadFigure,
    SheetReading,
)
from generator.dataset.intake.territories import (
    YearSum,
    district_problems,
    sum_problems,
    take_out_doubled,
    year_sums,
)
from generator.dataset.panel import Source
from generator.errors import Location, Problem


@dataclass
class Understanding:
    """What a workbook was understood to hold.

    Parameters
    ----------
    workbook
        The file.
    mapping
        The mapping that fits, or None.
    readings
        One for each sheet that was read.
    ignored
        Sheets that were not read, and why.
    problems
        Everything that stands in the way of storing it; places name the sheet in the file.
    sums
        Sums over the regions of tables that add up.
    sources
        Sources that figures name themselves; empty where all are of the mapping's.
    """

    workbook: Workbook
    mapping: DeclaredMapping | None = None
    readings: list[SheetReading] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sums: tuple[YearSum, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def figures(self) -> tuple[ReadFigure, ...]:
        """All figures, in the order of the sheets."""
        return tuple(each for reading in self.readings for each in reading.figures)

    @property
    def left_out(self) -> tuple[Ignored, ...]:
        """Everything that was left out, of sheets and in them."""
        inside = (each for reading in self.readings for each in reading.ignored)
        return (*self.ignored, *inside)


@dataclass(frozen=True)
class _Look:
    """A sheet, where things stand in it, and the text at its top."""

    sheet: Sheet
    layout: Layout | None
    head: str


def understand(
    workbook: Workbook, mappings: Sequence[DeclaredMapping], codes: Codes
) -> Understanding:
    """Understand a workbook by the mappings that are declared.

    Returns
    -------
    Understanding
        With the problem that no mapping or more than one fits, where that is so; then nothing
        was read.
    """
    found = Understanding(workbook)
    looks = [_look(sheet, codes) for sheet in workbook.sheets]
    fitting = [each for each in mappings if any(_rule(look, each) for look in looks)]
    if len(fitting) != 1:
        key = "problem.several_mappings" if fitting else "problem.no_mapping"
        names = ", ".join(each.name for each in fitting)
        found.problems += [Problem(key, Location(workbook.name), {"items": names})]
        return found
    found.mapping = fitting[0]
    for look in looks:
        _read(look, fitting[0], codes, found)
    _judge(found, codes)
    return found


def _look(sheet: Sheet, codes: Codes) -> _Look:
    columns = find_columns(sheet, codes)
    if columns is not None:
        return _Look(sheet, None, header_texts(sheet, columns))
    layout = find_layout(sheet, codes.names)
    return _Look(sheet, layout, layout.head if layout else head_texts(sheet))


def _rule(look: _Look, mapping: DeclaredMapping) -> SheetRule | None:
    """Return the first rule of a mapping whose name and texts are those of a sheet."""
    for rule in mapping.sheets:
        if rule.named(look.sheet) and not rule.lacking(look.head) and _fits(look, rule):
            return rule
    return None


def _fits(look: _Look, rule: SheetRule) -> bool:
    return rule.layout == LEFT_OUT or (look.layout is None) == (rule.layout == LONG)


def _read(look: _Look, mapping: DeclaredMapping, codes: Codes, found: Understanding) -> None:
    rule = _rule(look, mapping)
    name = look.sheet.name
    if rule is not None and rule.layout == LEFT_OUT:
        found.ignored.append(Ignored(name, rule.reason or "other_sheet", 1))
    elif rule is None:
        _not_declared(look, mapping, found)
    elif look.layout is not None:
        found.readings.append(read_sheet(look.sheet, rule, look.layout, codes))
    else:
        columns = find_columns(look.sheet, codes)
        if columns is not None:
            found.readings.append(read_long(look.sheet, rule, columns, codes))


def _not_declared(look: _Look, mapping: DeclaredMapping, found: Understanding) -> None:
    """Tell of a sheet that no rule takes; one that only lacks texts of its rule is a problem."""
    near = [rule for rule in mapping.sheets if rule.name and rule.named(look.sheet)]
    if look.layout is not None and near:
        items = " · ".join(near[0].lacking(look.head))
        place = Location(look.sheet.name)
        found.problems.append(Problem("problem.sheet_differs", place, {"items": items}))
    else:
        reason = "no_regions" if look.layout is None else "other_sheet"
        found.ignored.append(Ignored(look.sheet.name, reason, 1))


def _judge(found: Understanding, codes: Codes) -> None:
    doubled: list[ReadFigure] = []
    for reading in found.readings:
        doubled += take_out_doubled(reading, codes.regions)
        found.problems += reading.problems
        found.problems += district_problems(reading)
    found.sums = year_sums(found.figures, doubled)
    if not any(each.key == "problem.blocks" for each in found.problems):
        found.problems += sum_problems(found.sums, found.readings)
    found.problems += _repeated(found.figures)
    found.problems[:] = [in_file(each, found.workbook.name) for each in found.problems]


def _repeated(figures: Sequence[ReadFigure]) -> Iterator[Problem]:
    """Name a figure that two sheets give."""
    seen: dict[tuple[str, str, str, int], ReadFigure] = {}
    for each in figures:
        key = (each.table, each.region, each.district, each.year)
        first = seen.setdefault(key, each)
        if first.sheet != each.sheet:
            slots = {"found": f"{each.label}, {each.year}", "first": first.sheet}
            yield Problem("problem.in_two_sheets", Location(each.sheet, each.row + 1), slots)


def in_file(problem: Problem, file: str) -> Problem:
    """Put the file's name before the sheet's in the place of a problem."""
    place = problem.place
    name = f"{file} › {place.file}" if place.file else file
    return replace(problem, place=replace(place, file=name))
