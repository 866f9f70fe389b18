"""The cells of offices' own files that the figures of a delivery were read from."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.dataset.panel import Origin
from generator.dataset.readers import decode, parse_table, read_bytes, sha256
from generator.errors import DataProblems, Location, Problem

CELLS_FILE = "cells.csv"
"""File of a delivery with one row for every figure that was read from a cell."""

CELL_COLUMNS = ("table", "row", "original", "sheet", "cell")
"""File and row of the figure; stored name of the office's file, its sheet and the cell."""

_Origins = Mapping[tuple[str, int], Origin]


def origin_files(content: Mapping[str, Any]) -> frozenset[str]:
    """Return the files of a delivery that its manifest declares beside the tables."""
    originals = {entry["file"] for entry in content.get("original", ())}
    return frozenset(originals | ({CELLS_FILE} if "cells" in content else set()))


def read_origins(folder: Path, content: Mapping[str, Any]) -> tuple[_Origins, tuple[Problem, ...]]:
    """Read where the figures of a delivery came from, and check the files kept for it.

    Parameters
    ----------
    folder
        The delivery.
    content
        Its manifest, checked.

    Returns
    -------
    tuple
        Origins by file and row of the tables, empty for a delivery in the strict form; and a
        problem for each original or list of cells that is missing or not the one declared.
    """
    declared = {entry["file"]: entry["sha256"] for entry in content.get("original", ())}
    names = {entry["file"]: entry["name"] for entry in content.get("original", ())}
    if "cells" in content:
        declared[CELLS_FILE] = content["cells"]
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    for file, checksum in declared.items():
        name = f"{folder.name}/{file}"
        try:
            files[file] = read_bytes(folder / Path(file).name, name)
        except DataProblems as error:
            problems += error.problems
            continue
        if (found := sha256(files[file])) != checksum:
            slots = {"found": found, "expected": checksum}
            problems.append(Problem("problem.tampered", Location(name), slots))
    if problems or CELLS_FILE not in files:
        return {}, tuple(problems)
    return _origins(files[CELLS_FILE], f"{folder.name}/{CELLS_FILE}", names)


def _origins(
    content: bytes, name: str, names: Mapping[str, str]
) -> tuple[_Origins, tuple[Problem, ...]]:
    try:
        rows, problems = parse_table(decode(content, name), name, CELL_COLUMNS)
    except DataProblems as error:
        return {}, error.problems
    found: dict[tuple[str, int], Origin] = {}
    wrong = list(problems)
    for each in rows:
        table, row, original, sheet, cell = each.cells
        if original not in names or not row.isdecimal():
            wrong.append(Problem("problem.broken_row", Location(name, each.number)))
            continue
        found[table, int(row)] = Origin(names[original], sheet, cell)
    return found, tuple(wrong)
