"""Read the lists that figures refer to: regions, districts, industries, breaks of series."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from generator.classifications.breaks import BASES, KINDS, Break, Breaks
from generator.classifications.districts import District, Districts
from generator.classifications.industries import Industries, Industry
from generator.classifications.left_out import REASONS, LeftOut
from generator.classifications.regions import NATION, Region, Regions
from generator.classifications.releases import (
    CERTAINTIES,
    Release,
    Releases,
    StatusEvidence,
)
from generator.classifications.shock_windows import DECLARED, Window
from generator.classifications.year_needs import YearNeed
from generator.dataset.cells import malformed
from generator.dataset.readers import decode, parse_table, read_bytes
from generator.dataset.schema import BY_NAME, STATUSES
from generator.errors import DataProblems, Location, Problem

REGIONS_FILE = "regions.csv"
INDUSTRIES_FILE = "industries.csv"
DISTRICTS_FILE = "districts.csv"
YEAR_NEEDS_FILE = "reference_year.csv"
RELEASES_FILE = "release_dates.csv"
STATUSES_FILE = "status_evidence.csv"
BREAKS_FILE = "breaks.csv"
LEFT_OUT_FILE = "left_out.csv"
SHOCKS_FILE = "shock_windows.csv"

_REGION = ("code", "iso_name", "kato", "kind", "created", "abolished", "parent")
_INDUSTRY = ("code", "kind", "group", "counted_with")
_DISTRICT = ("code", "region", "kind", "name_kk", "name_ru")
_BREAK = ("table", "region", "industry", "first_year_after", "kind", "basis", "evidence")
_RELEASE = ("table", "source", "released", "next_release", "evidence")
_LEFT_OUT = ("table", "region", "year", "month", "value", "reason")
_STATUS = ("table", "first_year", "last_year", "status", "certainty", "evidence")
_WINDOW = ("kind", "first", "last", "event")
_REGION_KINDS = ("oblast", "city", "nation")
_INDUSTRY_KINDS = ("section", "aggregate", "residual")
_DISTRICT_KINDS = ("district", "city")
_KATO_DIGITS = 9

_Line = tuple[Location, Mapping[str, str]]


def read_regions(folder: Path) -> Regions:
    """Read the list of regions.

    Raises
    ------
    DataProblems
        If a line is malformed, a code occurs twice, a parent is unknown or the nation is missing.
    """
    lines = _lines(folder, REGIONS_FILE, _REGION)
    problems = _duplicates(lines)
    codes = {line["code"] for _, line in lines}
    for place, line in lines:
        problems += _wrong(place, "kind", line, unless=line["kind"] in _REGION_KINDS)
        problems += _wrong(
            place, "parent", line, unless=not line["parent"] or line["parent"] in codes
        )
        for column in ("created", "abolished"):
            problems += _wrong(place, column, line, unless=_is_year_or_empty(line[column]))
    if NATION not in codes:
        slots = {"found": NATION}
        problems.append(Problem("problem.list_lacks", Location(REGIONS_FILE, 0, "code"), slots))
    if problems:
        raise DataProblems(problems)
    return Regions(tuple(_region(line) for _, line in lines))


def read_industries(folder: Path) -> Industries:
    """Read the list of industries.

    Raises
    ------
    DataProblems
        If a line is malformed, a code occurs twice or is counted with an unknown one.
    """
    lines = _lines(folder, INDUSTRIES_FILE, _INDUSTRY)
    problems = _duplicates(lines)
    codes = {line["code"] for _, line in lines} | {""}
    for place, line in lines:
        problems += _wrong(place, "kind", line, unless=line["kind"] in _INDUSTRY_KINDS)
        problems += _wrong(place, "counted_with", line, unless=line["counted_with"] in codes)
    if problems:
        raise DataProblems(problems)
    return Industries(
        tuple(
            Industry(
                line["code"], line["kind"], line["group"] or None, line["counted_with"] or None
            )
            for _, line in lines
        )
    )


def read_districts(folder: Path, regions: Regions) -> Districts:
    """Read the list of districts.

    Raises
    ------
    DataProblems
        If a line is malformed, a code occurs twice, or the region is none of today's.
    """
    lines = _lines(folder, DISTRICTS_FILE, _DISTRICT)
    problems = _duplicates(lines)
    current = {region.code for region in regions.current()}
    for place, line in lines:
        problems += _wrong(place, "code", line, unless=_is_kato(line["code"]))
        problems += _wrong(place, "region", line, unless=line["region"] in current)
        problems += _wrong(place, "kind", line, unless=line["kind"] in _DISTRICT_KINDS)
    if problems:
        raise DataProblems(problems)
    return Districts(tuple(District(**line) for _, line in lines))


def read_breaks(folder: Path, regions: Regions, industries: Industries) -> Breaks:
    """Read the list of breaks in series; there is none without the file.

    Raises
    ------
    DataProblems
        If a line is malformed or names a table, region, industry, kind or basis that is unknown.
    """
    if not (folder / BREAKS_FILE).exists():
        return Breaks()
    lines = _lines(folder, BREAKS_FILE, _BREAK)
    known = {
        "table": {*BY_NAME},
        "region": {"", *(region.code for region in regions)},
        "industry": {"", *(industry.code for industry in industries)},
        "kind": {*KINDS},
        "basis": {*BASES},
    }
    problems = []
    for place, line in lines:
        for column, codes in known.items():
            problems += _wrong(place, column, line, unless=line[column] in codes)
        year = line["first_year_after"]
        good = bool(year) and _is_year_or_empty(year)
        problems += _wrong(place, "first_year_after", line, unless=good)
    if problems:
        raise DataProblems(problems)
    return Breaks(
        tuple(
            Break(**{**line, "first_year_after": int(line["first_year_after"])})  # type: ignore[arg-type]  # one column is a number
            for _, line in lines
        )
    )


def read_releases(folder: Path) -> Releases:
    """Read the days of release and what shows statuses; nothing without the files.

    Raises
    ------
    DataProblems
        If a line is malformed, or names an unknown table, status or certainty, or no day.
    """
    days = _lines(folder, RELEASES_FILE, _RELEASE) if (folder / RELEASES_FILE).exists() else []
    known = _lines(folder, STATUSES_FILE, _STATUS) if (folder / STATUSES_FILE).exists() else []
    problems = []
    for place, line in days:
        problems += _wrong(place, "table", line, unless=line["table"] in BY_NAME)
        problems += _wrong(place, "released", line, unless=_is_day(line["released"]))
        announced = line["next_release"]
        problems += _wrong(place, "next_release", line, unless=not announced or _is_day(announced))
    for place, line in known:
        problems += _wrong(place, "table", line, unless=line["table"] in BY_NAME)
        problems += _wrong(place, "status", line, unless=line["status"] in STATUSES)
        problems += _wrong(place, "certainty", line, unless=line["certainty"] in CERTAINTIES)
        for column in ("first_year", "last_year"):
            good = bool(line[column]) and _is_year_or_empty(line[column])
            problems += _wrong(place, column, line, unless=good)
    if problems:
        raise DataProblems(problems)
    return Releases(
        tuple(_release(line) for _, line in days), tuple(_evidence(line) for _, line in known)
    )


def _release(line: Mapping[str, str]) -> Release:
    announced = line["next_release"]
    return Release(
        line["table"],
        line["source"],
        date.fromisoformat(line["released"]),
        date.fromisoformat(announced) if announced else None,
        line["evidence"],
    )


def _evidence(line: Mapping[str, str]) -> StatusEvidence:
    years = int(line["first_year"]), int(line["last_year"])
    return StatusEvidence(
        line["table"], *years, line["status"], line["certainty"], line["evidence"]
    )


def _is_day(cell: str) -> bool:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def read_year_needs(folder: Path) -> tuple[YearNeed, ...]:
    """Read what a reference year needs; nothing without the file.

    Raises
    ------
    DataProblems
        If a line is malformed, names an unknown table, or a coverage outside 1 to 100 per cent.
    """
    if not (folder / YEAR_NEEDS_FILE).exists():
        return ()
    lines = _lines(folder, YEAR_NEEDS_FILE, ("table", "coverage"))
    problems = []
    for place, line in lines:
        cell = line["coverage"]
        percent = int(cell) if cell.isascii() and cell.isdigit() else 0
        problems += _wrong(place, "table", line, unless=line["table"] in BY_NAME)
        problems += _wrong(place, "coverage", line, unless=1 <= percent <= 100)
    if problems:
        raise DataProblems(problems)
    return tuple(YearNeed(line["table"], int(line["coverage"])) for _, line in lines)


def read_left_out(folder: Path, regions: Regions) -> tuple[LeftOut, ...]:
    """Read which figures are left out, and why; nothing without the file.

    Raises
    ------
    DataProblems
        If a line is malformed, or names an unknown table, region or reason.
    """
    if not (folder / LEFT_OUT_FILE).exists():
        return ()
    lines = _lines(folder, LEFT_OUT_FILE, _LEFT_OUT)
    codes = {"", *(region.code for region in regions)}
    problems = []
    for place, line in lines:
        problems += _wrong(place, "table", line, unless=line["table"] in BY_NAME)
        problems += _wrong(place, "region", line, unless=line["region"] in codes)
        year = bool(line["year"]) and _is_year_or_empty(line["year"])
        problems += _wrong(place, "year", line, unless=year)
        months = line["month"] in map(str, range(1, 13))
        problems += _wrong(place, "month", line, unless=months)
        number = not line["value"] or not malformed(line["value"])
        problems += _wrong(place, "value", line, unless=number)
        problems += _wrong(place, "reason", line, unless=line["reason"] in REASONS)
    if problems:
        raise DataProblems(problems)
    return tuple(
        LeftOut(
            line["table"],
            line["region"],
            int(line["year"]),
            int(line["month"]),
            float(line["value"]) if line["value"] else None,
            line["reason"],
        )
        for _, line in lines
    )


def read_shock_windows(folder: Path) -> tuple[Window, ...]:
    """Read the declared shocks and recoveries, in order of time; none without the file.

    Raises
    ------
    DataProblems
        If a line is malformed, or a window ends before it begins or begins within the one above.
    """
    if not (folder / SHOCKS_FILE).exists():
        return ()
    problems: list[Problem] = []
    found: list[Window] = []
    for place, line in _lines(folder, SHOCKS_FILE, _WINDOW):
        wrong = _wrong(place, "kind", line, unless=line["kind"] in DECLARED)
        for column, after in (("first", found[-1].last if found else 0), ("last", 0)):
            good = bool(line[column]) and _is_year_or_empty(line[column])
            wrong += _wrong(place, column, line, unless=good and int(line[column]) >= after)
        if not wrong:
            window = Window(line["kind"], int(line["first"]), int(line["last"]))
            wrong = _wrong(place, "last", line, unless=window.first < window.last)
            found.append(window)
        problems += wrong
    if problems:
        raise DataProblems(problems)
    return tuple(found)


def _is_kato(cell: str) -> bool:
    return len(cell) == _KATO_DIGITS and cell.isascii() and cell.isdigit()


def _region(line: Mapping[str, str]) -> Region:
    return Region(
        code=line["code"],
        iso_name=line["iso_name"],
        kato=line["kato"],
        kind=line["kind"],
        created=int(line["created"]) if line["created"] else None,
        abolished=int(line["abolished"]) if line["abolished"] else None,
        parent=line["parent"] or None,
    )


def _lines(folder: Path, file: str, columns: tuple[str, ...]) -> list[_Line]:
    rows, problems = parse_table(decode(read_bytes(folder / file, file), file), file, columns)
    if problems:
        raise DataProblems(problems)
    return [
        (Location(file, row.number), dict(zip(columns, row.cells, strict=True))) for row in rows
    ]


def _duplicates(lines: Iterable[_Line]) -> list[Problem]:
    first: dict[str, int] = {}
    return [
        Problem(
            "problem.duplicate_key",
            Location(place.file, place.row, "code"),
            {"found": line["code"], "first": str(first[line["code"]])},
        )
        for place, line in lines
        if first.setdefault(line["code"], place.row) != place.row
    ]


def _is_year_or_empty(cell: str) -> bool:
    return not cell or (len(cell) == len("2022") and cell.isascii() and cell.isdigit())


def _wrong(
    place: Location, column: str, line: Mapping[str, str], *, unless: bool
) -> list[Problem]:
    if unless:
        return []
    slots = {"found": line[column]}
    return [Problem("problem.list_cell", Location(place.file, place.row, column), slots)]
