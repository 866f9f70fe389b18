"""Deliveries: folders of tables with a manifest, stored byte for byte and checked whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from generator.classifications.breaks import Breaks
from generator.classifications.districts import Districts
from generator.classifications.industries import Industries
from generator.classifications.left_out import LeftOut
from generator.classifications.regions import Regions
from generator.classifications.releases import Releases
from generator.classifications.shock_windows import Window
from generator.classifications.year_needs import YearNeed
from generator.dataset.accounting_identities import identities
from generator.dataset.cells import CheckedCell, Scope, read_figures
from generator.dataset.cumulative.year_to_date import CUMULATIVE_COLUMNS
from generator.dataset.district_sums import district_sums
from generator.dataset.manifests import MANIFEST, DeclaredTable, Manifest, read_manifest
from generator.dataset.origins import origin_files, read_origins
from generator.dataset.panel import COLUMNS, Vintage
from generator.dataset.readers import (
    decode,
    list_folder,
    parse_table,
    parse_toml,
    read_bytes,
    sha256,
)
from generator.dataset.schema import BY_FILE, InputTable
from generator.errors import DataProblems, Location, Problem

_WHOLE_FILE = frozenset({"problem.tampered", "problem.row_count_differs"})
"""Problems that leave the cells readable."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of codes, breaks, releases, gaps, declared shocks, and what a year needs."""

    regions: Regions
    industries: Industries
    districts: Districts
    breaks: Breaks = field(default_factory=Breaks)
    year_needs: tuple[YearNeed, ...] = ()
    releases: Releases = field(default_factory=Releases)
    left_out: tuple[LeftOut, ...] = ()
    shocks: tuple[Window, ...] = ()


@dataclass(frozen=True, eq=False)
class Delivery:
    """One accepted delivery: its vintage, licence and every figure of its tables.

    ``observations`` has the columns of a panel and one row per figure of a year, and
    ``year_to_date`` those of figures of the year so far, which never stand among them.
    """

    vintage: Vintage
    licence: str
    observations: pd.DataFrame
    year_to_date: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=list(CUMULATIVE_COLUMNS))
    )

    @property
    def day(self) -> date:
        """Return the day whose state of knowledge the figures show."""
        return self.vintage.day

    @property
    def periods(self) -> frozenset[tuple[str, int, int]]:
        """Return the periods that it holds: table, year and month, which is 0 for a year."""
        years = self.observations[["table", "year"]].assign(months=0)
        parts = self.year_to_date[["table", "year", "months"]]
        found = (*years.itertuples(index=False), *parts.itertuples(index=False))
        return frozenset((str(table), int(year), int(month)) for table, year, month in found)


@dataclass(frozen=True, eq=False)
class Opened:
    """A delivery whose cells are right, and the identities that its figures miss."""

    delivery: Delivery
    missed: tuple[Problem, ...]


def read_delivery(folder: Path, lists: Lists) -> Delivery:
    """Read and check one stored delivery.

    Raises
    ------
    DataProblems
        With every problem of the manifest, the files, the cells and the accounting identities.
        Identities are checked between tables whose cells have no problems, and may fail only in a
        delivery that was stored with a reason.
    """
    opened = open_delivery(folder, lists)
    if opened.missed and not opened.delivery.vintage.although:
        raise DataProblems(opened.missed)
    return opened.delivery


def open_delivery(folder: Path, lists: Lists) -> Opened:
    """Read and check one delivery, its accounting identities apart.

    Raises
    ------
    DataProblems
        With every problem of the manifest, the files and the cells, and with the identities that
        fail beside them.
    """
    label = label_of(folder)
    if folder.is_symlink():
        raise DataProblems([Problem("problem.symlink", Location(label))])
    name = f"{label}/{MANIFEST}"
    content = parse_toml(decode(read_bytes(folder / MANIFEST, name), name), name)
    manifest, found = read_manifest(content, name, label.partition("/")[0])
    problems = list(found)
    if manifest is None:
        raise DataProblems(problems)
    problems += _undeclared(folder, content)
    figures: dict[InputTable, tuple[CheckedCell, ...]] = {}
    for declared in manifest.tables.values():
        table = BY_FILE[declared.file]
        figures[table], found = _read_table(folder, declared, manifest, lists)
        problems += found
        if any(problem.key not in _WHOLE_FILE for problem in found):
            del figures[table]
    sums = (
        *identities(figures, lists.regions, label),
        *district_sums(figures, lists.districts, label),
    )
    missed = tuple(each for each in sums if each.key != "problem.borders_differ")
    origins, found = read_origins(folder, content)
    problems += found
    problems += [each for each in sums if each not in missed]
    if problems:
        raise DataProblems([*problems, *missed])
    inside = label.partition("/")[2]
    rows = _observations(figures, manifest, f"{inside}/" if inside else "")
    so_far = rows[rows["months"].gt(0)].reset_index(drop=True)
    years = rows[rows["months"].eq(0)].reset_index(drop=True)
    vintage = replace(manifest.vintage, origins=origins)
    delivery = Delivery(
        vintage, manifest.licence, years[list(COLUMNS)], so_far[list(CUMULATIVE_COLUMNS)]
    )
    return Opened(delivery, missed)


SUPPLEMENT = "supplement-"
"""How the folders of further deliveries of a day begin, inside that of the day."""

WITHDRAWN = "withdrawn.toml"
"""File that takes the delivery beside it out of use."""


def label_of(folder: Path) -> str:
    """Name a delivery by its day, a supplement by its day and number."""
    name = folder.name
    return f"{folder.parent.name}/{name}" if name.startswith(SUPPLEMENT) else name


def _read_table(
    folder: Path, declared: DeclaredTable, manifest: Manifest, lists: Lists
) -> tuple[tuple[CheckedCell, ...], tuple[Problem, ...]]:
    """Read one declared table: its checksum, number of rows, and cells."""
    scope = Scope(
        f"{label_of(folder)}/{declared.file}",
        BY_FILE[declared.file],
        lists.regions,
        lists.industries,
        frozenset(source.id for source in manifest.vintage.sources),
        manifest.vintage.day.year,
        lists.districts,
    )
    try:
        content = read_bytes(folder / declared.file, scope.name)
    except DataProblems as error:
        return (), error.problems
    before = tuple(_tampered(content, declared, scope.name))
    try:
        figures, problems = _figures(content, scope)
    except DataProblems as error:
        return (), (*before, *error.problems)
    if not problems and len(figures) != declared.rows:
        slots = {"found": str(len(figures)), "expected": str(declared.rows)}
        problems = (Problem("problem.row_count_differs", Location(scope.name), slots),)
    return figures, (*before, *problems)


def _figures(content: bytes, scope: Scope) -> tuple[tuple[CheckedCell, ...], tuple[Problem, ...]]:
    rows, problems = parse_table(decode(content, scope.name), scope.name, scope.table.columns)
    figures, found = read_figures(rows, scope)
    if not rows and not problems:
        problems = (Problem("problem.no_rows", Location(scope.name)),)
    return figures, (*problems, *found)


def _tampered(content: bytes, declared: DeclaredTable, name: str) -> Iterator[Problem]:
    found = sha256(content)
    if found != declared.sha256:
        slots = {"found": found, "expected": declared.sha256}
        yield Problem("problem.tampered", Location(name), slots)


def _undeclared(folder: Path, content: dict[str, object]) -> Iterator[Problem]:
    """Name everything in the folder that the manifest does not speak of."""
    tables = content["table"]
    declared = {entry["file"] for entry in tables} if isinstance(tables, list) else set()
    declared |= origin_files(content)
    for path in list_folder(folder):
        known = path.name in {MANIFEST, WITHDRAWN} or path.name in declared
        if not known and not (path.name.startswith(SUPPLEMENT) and path.is_dir()):
            yield Problem("problem.undeclared_file", Location(f"{label_of(folder)}/{path.name}"))


def _observations(
    figures: dict[InputTable, tuple[CheckedCell, ...]], manifest: Manifest, inside: str
) -> pd.DataFrame:
    """Lay out the figures of all tables as one frame with their passports."""
    day = manifest.vintage.day.isoformat()
    rows: Sequence[tuple[object, ...]] = [
        (
            table.name,
            each.region,
            each.district,
            each.industry,
            each.year,
            each.value,
            table.unit,
            each.status,
            each.borders,
            day,
            each.source,
            f"{inside}{table.file}",
            each.row,
            each.note,
            each.item,
            each.months,
        )
        for table, found in figures.items()
        for each in found
    ]
    frame = pd.DataFrame(rows, columns=[*COLUMNS, "item", "months"])
    whole = dict.fromkeys(("year", "row", "months"), "int64")
    return frame.astype({**whole, "value": "float64"})
