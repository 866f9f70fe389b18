"""Take in a delivery: copied aside, checked there, and stored for good under its day of release.

What is checked is the copy, so that nobody can change a file between the check and the storing.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import pandas as pd

from generator.dataset.accounting_identities import identities
from generator.dataset.cells import CheckedCell
from generator.dataset.deliveries import Delivery, read_delivery
from generator.dataset.manifests import MANIFEST
from generator.dataset.panel import Panel, Source
from generator.dataset.readers import decode, list_folder, parse_table, read_bytes, sha256
from generator.dataset.schema import BY_FILE, BY_NAME, InputTable
from generator.dataset.vintages import read_deliveries, read_lists
from generator.errors import DataProblems, Location, MachineLacks, Problem, Refused
from generator.fsync import flush, flush_folder, protect
from generator.project import Project

ASIDE = ".receiving-"

FEW = 5
"""Regions that a notice names."""


@dataclass(frozen=True, slots=True)
class Received:
    """What was stored: the checked delivery and its folder."""

    delivery: Delivery
    folder: Path


def receive(project: Project, paths: Sequence[Path], released: date, received: date) -> Received:
    """Check a delivery and store it.

    Parameters
    ----------
    project
        Where deliveries are kept.
    paths
        One folder with a manifest, which is stored as it is; or tables and folders of tables
        without one, for which a manifest is written: producer, licence and sources are those of
        the newest delivery that names the same sources.
    released
        Day of release, which becomes the vintage and the name of the folder.
    received
        Today.

    Returns
    -------
    Received
        The files are read-only and on the disk.

    Raises
    ------
    DataProblems
        With every problem of the delivery; nothing is stored.
    Refused
        If there is a delivery of that day already: it is never overwritten.
    MachineLacks
        If the folder of deliveries cannot be written.
    """
    target = project.deliveries / released.isoformat()
    if target.exists() or target.is_symlink():
        raise Refused([Problem("problem.delivery_exists", Location(str(target)))])
    files = dict(_files(paths))
    if MANIFEST not in files:
        files[MANIFEST] = _manifest(project, files, released, received).encode()
    aside = project.data / f"{ASIDE}{os.getpid()}"
    try:
        staged = _write(files, aside / released.isoformat())
        delivery = read_delivery(staged, read_lists(project))
        protect(staged)
        flush(staged)
        project.deliveries.mkdir(exist_ok=True)
        staged.rename(target)
        flush_folder(project.deliveries)
    except OSError as error:
        slots = {"found": error.strerror or ""}
        place = Location(str(project.deliveries))
        raise MachineLacks([Problem("problem.not_writable", place, slots)]) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Received(delivery, target)


def left_out(before: Panel, delivered: pd.DataFrame) -> tuple[Problem, ...]:
    """Name the values that a delivery takes away, since it replaces a table's year whole.

    Parameters
    ----------
    before
        The figures without the delivery.
    delivered
        Its observations.

    Returns
    -------
    tuple of Problem
        A notice for each table and year of which it lacks values that were known before.
    """
    year = ["table", "year"]
    cell = [*year, "region", "district", "industry"]
    known = before.observations[before.observations["value"].notna()]
    touched = known.merge(delivered[year].drop_duplicates(), on=year)[cell]
    both = touched.merge(delivered[cell].drop_duplicates(), how="left", indicator=True)
    gone = both[both["_merge"].eq("left_only")]
    return tuple(
        Problem(
            "notice.left_out",
            Location(f"{table}.csv"),
            {"year": str(of), "found": str(len(part)), "items": ", ".join(_codes(part))},
        )
        for (table, of), part in gone.groupby(year)
    )


def contradictions(before: Panel, after: Panel, years: Sequence[int]) -> tuple[Problem, ...]:
    """Name what no longer adds up once a delivery is joined with those before it.

    Parameters
    ----------
    before, after
        The figures without the delivery and with it.
    years
        Years that the delivery holds.

    Returns
    -------
    tuple of Problem
        Accounting identities that fail now and did not before.
    """
    failed = identities(_by_table(before, years), before.regions, "")
    now = identities(_by_table(after, years), after.regions, "")
    return tuple(problem for problem in now if problem not in failed)


def _by_table(panel: Panel, years: Sequence[int]) -> Mapping[InputTable, Sequence[CheckedCell]]:
    rows = panel.observations[panel.observations["year"].isin(years)]
    columns = [field.name for field in fields(CheckedCell)]
    return {
        BY_NAME[str(table)]: [CheckedCell(*row) for row in part[columns].itertuples(index=False)]
        for table, part in rows.groupby("table")
    }


def _codes(cells: pd.DataFrame) -> list[str]:
    codes = sorted(cells["region"].unique())
    return [*codes[:FEW], "…"] if len(codes) > FEW else codes


def _files(paths: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Read every file once; two of the same name are a problem."""
    seen: set[str] = set()
    for path in paths:
        whole = path.absolute()
        for file in list_folder(whole) if whole.is_dir() else (whole,):
            if file.name in seen:
                raise DataProblems(
                    [Problem("problem.duplicate_table", Location(str(file)), {"found": file.name})]
                )
            seen.add(file.name)
            yield file.name, read_bytes(file, file.name)


def _manifest(project: Project, files: Mapping[str, bytes], released: date, received: date) -> str:
    """Write the manifest of bare tables, with what earlier deliveries say of their sources."""
    unknown = [name for name in files if name not in BY_FILE]
    if unknown or not files:
        expected = {"expected": ", ".join(BY_FILE)}
        raise DataProblems(
            Problem("problem.unknown_table", Location(name), {"found": name, **expected})
            for name in unknown or [""]
        )
    deliveries = read_deliveries(project.deliveries, read_lists(project))
    used = {name for file, content in files.items() for name in _sources(file, content)}
    known = {each.id: (each, one) for one in deliveries for each in one.vintage.sources}
    named = [known[name] for name in sorted(used) if name in known]
    model = max((one for _, one in named), key=lambda one: one.day, default=deliveries[-1])
    days = {"vintage": released, "received": received, "released": released}
    texts = {
        "vintage_basis": "day of release",
        "producer": model.vintage.producer,
        "licence": model.licence,
        "remarks": ", ".join(sorted(files)),
    }
    lines = [f"{key} = {day.isoformat()}" for key, day in days.items()]
    lines += [f"{key} = {_quoted(text)}" for key, text in texts.items()]
    lines += [line for source, _ in named for line in _source(source)] or ["source = []"]
    lines += [line for file in sorted(files) for line in _table(file, files[file])]
    return "\n".join(lines) + "\n"


def _sources(file: str, content: bytes) -> set[str]:
    rows, _ = parse_table(decode(content, file), file, BY_FILE[file].columns)
    at = BY_FILE[file].columns.index("source")
    return {row.cells[at] for row in rows}


def _source(source: Source) -> list[str]:
    keys = ("id", "title", "publisher", "element", "licence")
    said = {key: str(getattr(source, key)) for key in keys}
    return ["", "[[source]]", *(f"{key} = {_quoted(text)}" for key, text in said.items() if text)]


def _table(file: str, content: bytes) -> list[str]:
    rows = max(content.count(b"\n") - 1, 0)
    return [
        "",
        "[[table]]",
        f"file = {_quoted(file)}",
        f"unit = {_quoted(BY_FILE[file].unit)}",
        f"rows = {rows}",
        f"sha256 = {_quoted(sha256(content))}",
    ]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _write(files: Mapping[str, bytes], folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
