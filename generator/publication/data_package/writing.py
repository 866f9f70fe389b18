"""Write a data package into a folder, whole or not at all."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.errors import Location, Problem, RequestProblems
from generator.publication.data_package.tabular_resource import Dialect, TabularResource

DESCRIPTION = "datapackage.json"


def write_package(
    folder: Path,
    about: Mapping[str, object],
    tables: Sequence[TabularResource],
    dialect: Dialect,
) -> None:
    """Write tables and their description; the same tables give the same bytes.

    Parameters
    ----------
    folder
        Is made; it must not be there yet, or be an earlier data package, which is replaced.
    about
        Name, title and licences of the package.
    tables
        Each becomes a file beside the description.
    dialect
        How numbers and cells are written.

    Raises
    ------
    RequestProblems
        If the folder is there and holds anything else.
    OSError
        If the disk refuses; what was there before is then still there.
    """
    names = {DESCRIPTION, *(f"{each.name}.csv" for each in tables)}
    if folder.exists() and not _is_package(folder, names):
        raise RequestProblems([Problem("problem.package_folder", Location(str(folder)))])
    aside = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        for each in tables:
            (aside / f"{each.name}.csv").write_bytes(each.content(dialect))
        described = {**about, "resources": [each.described(dialect) for each in tables]}
        text = json.dumps(described, ensure_ascii=False, indent=1)
        (aside / DESCRIPTION).write_text(f"{text}\n", encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _is_package(folder: Path, names: set[str]) -> bool:
    return folder.is_dir() and {each.name for each in folder.iterdir()} <= names
