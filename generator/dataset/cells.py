"""Check every cell of a table, row by row, and turn rows into figures."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.classifications.districts import Districts
from generator.classifications.industries import Industries
from generator.classifications.regions import Region, Regions
from generator.dataset.confusable_letters import unknown_code
from generator.dataset.readers import Row
from generator.dataset.schema import (
    BORDERS,
    CURRENT,
    DISTRICT,
    FIRST_YEAR,
    ITEM,
    MISSING,
    STATUSES,
    InputTable,
)
from generator.errors import Location, Problem
from generator.text_checks import code_point, mixed_word

MONTHS = 12
"""Of a year."""

MOST_DIGITS = 15
"""Digits that a double-precision number keeps exactly."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_YEAR = re.compile(r"[0-9]{4}")
_FORMULA = re.compile(r"[=+\-@\t]")
_MARKUP = re.compile(r"[<>{}\t]")


@dataclass(frozen=True, slots=True)
class CheckedCell:
    """One checked row; ``value`` is NaN if the source says that there is none.

    ``district`` is empty text for a figure of the whole region. In tables of the year so far
    ``months`` counts those from January on, and ``item`` names the quantity where there are
    several; 0 and empty text elsewhere.
    """

    region: str
    district: str
    industry: str
    year: int
    value: float
    status: str
    borders: str
    source: str
    note: str
    row: int
    item: str = ""
    months: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """What the cells of one table may hold.

    Parameters
    ----------
    name
        What problems call the file.
    table
        Its declaration.
    regions, industries, districts
        The lists of known codes.
    sources
        Ids declared in the manifest; ``None`` if the table is checked without one.
    last_year
        No figure can be of a later year.
    """

    name: str
    table: InputTable
    regions: Regions
    industries: Industries
    sources: frozenset[str] | None
    last_year: int
    districts: Districts = field(default_factory=Districts)


def read_figures(
    rows: Iterable[Row], scope: Scope
) -> tuple[tuple[CheckedCell, ...], tuple[Problem, ...]]:
    """Check every cell of every row.

    Returns
    -------
    tuple
        A figure for every row without problems, and all problems of the others.
    """
    figures: list[CheckedCell] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, ...], int] = {}
    checks = _Cells(scope)
    for row in rows:
        cells = dict(zip(scope.table.columns, row.cells, strict=True))
        found = list(checks.problems(cells, row.number))
        names = ("region", DISTRICT, ITEM, "industry", "year", scope.table.step)
        key = tuple(cells.get(name, "") for name in names)
        first = seen.setdefault(key, row.number)
        if first != row.number:
            slots = {"found": " ".join(filter(None, key)), "first": str(first)}
            found.append(Problem("problem.duplicate_key", Location(scope.name, row.number), slots))
        if found:
            problems += found
        else:
            figures.append(_figure(cells, row.number, scope.table))
    return tuple(figures), tuple(problems)


def _figure(cells: dict[str, str], row: int, table: InputTable) -> CheckedCell:
    return CheckedCell(
        region=cells["region"],
        district=cells.get(DISTRICT, ""),
        industry=cells.get("industry", ""),
        year=int(cells["year"]),
        value=float(cells["value"]) if cells["value"] else math.nan,
        status=cells["status"],
        borders=cells["borders"],
        source=cells["source"],
        note=cells["note"],
        row=row,
        item=cells.get(ITEM, ""),
        months=int(cells.get(table.step, 0)) * table.months,
    )


class _Cells:
    """The checks of one table's cells."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        sections = [each.code for each in scope.industries if each.kind == "section"]
        self.codes: dict[str, tuple[str, tuple[str, ...]]] = {
            "region": ("problem.unknown_region", tuple(each.code for each in scope.regions)),
            "status": ("problem.status_unknown", STATUSES),
            "borders": ("problem.borders_unknown", BORDERS),
        }
        if scope.table.has_industry:
            allowed = (*scope.table.aggregates, *sections)
            self.codes["industry"] = ("problem.unknown_industry", allowed)
        if scope.table.has_district:
            known = tuple(each.code for each in scope.districts)
            self.codes[DISTRICT] = ("problem.unknown_district", known)
            self.codes["borders"] = ("problem.borders_unknown", (CURRENT,))
        if scope.table.items:
            self.codes[ITEM] = ("problem.unknown_item", scope.table.items)
        if scope.table.step:
            ends = range(1, 1 + MONTHS // scope.table.months)
            self.codes[scope.table.step] = ("problem.not_a_step", tuple(map(str, ends)))
        if scope.sources is not None:
            self.codes["source"] = ("problem.unknown_source", tuple(sorted(scope.sources)))
        self._borders: dict[tuple[str, str, str, int], Problem | None] = {}

    def problems(self, cells: dict[str, str], row: int) -> Iterator[Problem]:
        """Find every problem of one row."""
        place = Location(self.scope.name, row)
        for column, (key, known) in self.codes.items():
            if cells[column] not in known:
                yield _at(place, column, unknown_code(cells[column], known, key))
        yield from self._year(cells["year"], place)
        yield from self._value(cells["value"], cells["status"], place)
        yield from self._territory(cells, place)
        yield from self._district(cells, place)
        yield from _text(cells["note"], place)

    def _year(self, cell: str, place: Location) -> Iterator[Problem]:
        expected = f"{FIRST_YEAR}\u2013{self.scope.last_year}"
        if not _YEAR.fullmatch(cell):
            yield _problem("problem.not_a_year", place, "year", cell, expected)
        elif not FIRST_YEAR <= int(cell) <= self.scope.last_year:
            yield _problem("problem.out_of_range", place, "year", cell, expected)

    def _value(self, cell: str, status: str, place: Location) -> Iterator[Problem]:
        if status in MISSING:
            if cell:
                yield _problem("problem.value_unexpected", place, "value", cell, status)
        elif not cell:
            yield _problem(
                "problem.value_missing", place, "value", status, ", ".join(sorted(MISSING))
            )
        elif key := malformed(cell):
            yield _problem(key, place, "value", cell, "1234.5")
        else:
            yield from self._size(float(cell), cell, place)

    def _size(self, value: float, cell: str, place: Location) -> Iterator[Problem]:
        table = self.scope.table
        expected = {
            "problem.negative": f"{table.minimum:g}",
            "problem.out_of_range": f"{table.minimum:g} \u2026 {table.maximum:g}",
            "problem.not_whole": table.unit,
        }
        if key := impossible(value, table):
            yield _problem(key, place, "value", cell, expected[key])

    def _territory(self, cells: dict[str, str], place: Location) -> Iterator[Problem]:
        late = int(cells["status"] == "derived")
        key = (cells["region"], cells["year"], cells["borders"], late)
        if key not in self._borders:
            self._borders[key] = self._territory_problem(*key)
        problem = self._borders[key]
        if problem is not None:
            yield _at(place, problem.place.column, problem)

    def _district(self, cells: dict[str, str], place: Location) -> Iterator[Problem]:
        """Name a district that lies in another region than the row says."""
        code = cells.get(DISTRICT, "")
        if code not in self.scope.districts:
            return
        region = self.scope.districts[code].region
        if cells["region"] in self.scope.regions and region != cells["region"]:
            slots = {"found": code, "region": cells["region"], "expected": region}
            yield _at(place, DISTRICT, Problem("problem.district_elsewhere", slots=slots))

    def _territory_problem(self, code: str, year: str, borders: str, late: int) -> Problem | None:
        """Find why a region cannot have a figure of a year on these borders.

        A ``late`` year is allowed to a figure that was put together from the parts of a region in
        the year in which it was divided.
        """
        known = code in self.scope.regions and borders in BORDERS and _YEAR.fullmatch(year)
        if not known:
            return None
        region = self.scope.regions[code]
        if region.abolished is not None and int(year) >= region.abolished + late:
            slots = {"found": code, "year": year, "expected": str(region.abolished - 1)}
            return Problem("problem.region_not_in_year", Location(column="region"), slots)
        allowed = possible_borders(region, int(year), self.scope.regions)
        if borders in allowed:
            return None
        slots = {"found": borders, "expected": ", ".join(allowed), "region": code, "year": year}
        return Problem("problem.borders_contradict", Location(column="borders"), slots)


def possible_borders(region: Region, year: int, regions: Regions) -> tuple[str, ...]:
    """Return the borders on which a region's figure of a year can be.

    An abolished region has only its own; a region that others were carved from has, before that,
    both today's (recalculated) and its former ones; every other region has only today's.
    """
    if region.abolished is not None:
        return (f"before-{region.abolished}",)
    carved = sorted({child.created for child in regions.children(region.code) if child.created})
    return (CURRENT, *(f"before-{first}" for first in carved if year < first))


def impossible(value: float, table: InputTable) -> str:
    """Name why a value cannot be one of a table; empty text if it can.

    It may be negative, beyond the bounds of its unit, or a count with decimals.
    """
    if value < 0 <= table.minimum:
        return "problem.negative"
    if not table.minimum <= value <= table.maximum:
        return "problem.out_of_range"
    return "problem.not_whole" if table.whole and value != int(value) else ""


def malformed(cell: str) -> str:
    """Name what is wrong with a number; empty text if it is one.

    A number has ASCII digits, a decimal point and perhaps a leading minus; no grouping, no
    exponent, no plus sign, no leading zeros, no negative zero, and at most 15 digits.
    """
    if any(each.isspace() for each in cell):
        return "problem.number_spaced"
    if _COMMA.fullmatch(cell):
        return "problem.decimal_comma"
    if not _NUMBER.fullmatch(cell) or (cell[0] == "-" and not cell.strip("-0.")):
        return "problem.not_a_number"
    return "problem.too_many_digits" if sum(each.isdigit() for each in cell) > MOST_DIGITS else ""


def _text(cell: str, place: Location) -> Iterator[Problem]:
    if _FORMULA.match(cell):
        yield _problem("problem.formula", place, "note", cell, "")
    elif found := _MARKUP.search(cell):
        yield _problem("problem.markup", place, "note", code_point(found.group()), "")
    elif word := mixed_word(cell):
        yield _problem("problem.misprint", place, "note", word, "")


def _problem(key: str, place: Location, column: str, found: str, expected: str) -> Problem:
    slots = {"found": found, "expected": expected} if expected else {"found": found}
    return _at(place, column, Problem(key, slots=slots))


def _at(place: Location, column: str, problem: Problem) -> Problem:
    return Problem(problem.key, Location(place.file, place.row, column), problem.slots)
