"""Deliveries: folders of tables with a manifest, stored byte for byte and checked whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from generator.classifications.districts import Districts
from generator.classifications.industries import Industries
from generator.classifications.regions import Regions
from generator.dataset.accounting_identities import identities
from generator.dataset.cells import CheckedCell, Scope, read_figures
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
    """The lists of codes that figures refer to."""

    regions: Regions
    industries: Industries
    districts: Districts


@dataclass(frozen=True, eq=False)
class Delivery:
    """One accepted delivery: its vintage, licence and every figure of its tables.

    ``observations`` has the columns of a panel and one row per figure.
    """

    vintage: Vintage
    licence: str
    observations: pd.DataFrame

    @property
    def day(self) -> date:
        """The day whose state of knowledge the figures show."""
        return self.vintage.day


def read_delivery(folder: Path, lists: Lists) -> Delivery:
    """Read and check one delivery.

    Raises
    ------
    DataProblems
        With every problem of the manifest, the files, the cells and the accounting identities.
        Identities are checked between tables whose cells have no problems.
    """
    if folder.is_symlink():
        raise DataProblems([Problem("problem.symlink", Location(folder.name))])
    name = f"{folder.name}/{MANIFEST}"
    content = parse_toml(decode(read_bytes(folder / MANIFEST, name), name), name)
    manifest, found = read_manifest(content, name, folder.name)
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
    problems += identities(figures, lists.regions, folder.name)
    problems += district_sums(figures, lists.districts, folder.name)
    origins, found = read_origins(folder, content)
    problems += found
    if problems:
        raise DataProblems(problems)
    vintage = replace(manifest.vintage, origins=origins)
    return Delivery(vintage, manifest.licence, _observations(figures, manifest))


def check_table(path: Path, lists: Lists, last_year: int) -> tuple[Problem, ...]:
    """Check one table without a manifest: its header, cells and sums.

    Raises
    ------
    DataProblems
        If the file cannot be read or is not plain text.
    """
    table = BY_FILE.get(path.name)
    content = read_bytes(path, path.name)
    if table is None:
        slots = {"found": path.name, "expected": ", ".join(BY_FILE)}
        return (Problem("problem.unknown_table", Location(path.name), slots),)
    scope = Scope(
        path.name, table, lists.regions, lists.industries, None, last_year, lists.districts
    )
    figures, problems = _figures(content, scope)
    return (*problems, *([] if problems else identities({table: figures}, lists.regions, "")))


def _read_table(
    folder: Path, declared: DeclaredTable, manifest: Manifest, lists: Lists
) -> tuple[tuple[CheckedCell, ...], tuple[Problem, ...]]:
    """Read one declared table: its checksum, number of rows, and cells."""
    scope = Scope(
        f"{folder.name}/{declared.file}",
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
        if path.name != MANIFEST and path.name not in declared:
            yield Problem("problem.undeclared_file", Location(f"{folder.name}/{path.name}"))


def _observations(
    figures: dict[InputTable, tuple[CheckedCell, ...]], manifest: Manifest
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
            table.file,
            each.row,
            each.note,
        )
        for table, found in figures.items()
        for each in found
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"year": "int64", "value": "float64", "row": "int64"})
