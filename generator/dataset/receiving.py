"""Take in a delivery: judged, and stored for good under its day of release."""

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.dataset.acceptance.manifest_writing import with_reason
from generator.dataset.acceptance.verdicts import Sent, Verdict, examine
from generator.dataset.deliveries import SUPPLEMENT, Delivery, read_delivery
from generator.dataset.manifests import MANIFEST
from generator.dataset.readers import is_plain_text
from generator.dataset.vintages import read_lists, units, withdrawn
from generator.errors import DataProblems, Location, MachineLacks, Problem, Refused
from generator.fsync import flush, flush_folder, protect
from generator.project import Project

ASIDE = ".receiving-"


@dataclass(frozen=True, slots=True)
class Received:
    """What was stored: the checked delivery and its folder."""

    delivery: Delivery
    folder: Path


def receive(
    project: Project,
    paths: Sequence[Path],
    released: date,
    received: date,
    although: str = "",
) -> Received:
    """Judge a delivery and store it.

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
    although
        Why the delivery is stored although there are doubts; empty where there must be none.

    Returns
    -------
    Received
        The files are read-only and on the disk.

    Raises
    ------
    DataProblems
        With every problem of the delivery, or with its doubts where no reason is given; nothing
        is stored.
    Refused
        If a delivery of that day holds the same years of a table already: it is never overwritten.
    MachineLacks
        If the folder of deliveries cannot be written.
    """
    return store(project, examine(project, Sent(tuple(paths), released, received)), although)


def store(project: Project, verdict: Verdict, although: str = "") -> Received:
    """Store what was judged; raises as :func:`receive` does."""
    if verdict.errors or verdict.delivery is None:
        raise DataProblems(verdict.errors)
    if verdict.doubts and not although.strip():
        raise DataProblems([*verdict.doubts, Problem("problem.needs_reason")])
    if although and not is_plain_text(although):
        raise DataProblems([Problem("problem.reason_not_plain")])
    files = dict(verdict.files)
    if verdict.doubts:
        files[MANIFEST] = with_reason(files[MANIFEST], although, verdict.doubts)
    target = _target(project, verdict.delivery)
    _write(project, files, target)
    return Received(read_delivery(target, read_lists(project)), target)


def _target(project: Project, delivery: Delivery) -> Path:
    """Folder of a delivery: that of its day, or of the next supplement of the day."""
    folder = project.deliveries / delivery.day.isoformat()
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Refused([Problem("problem.delivery_exists", Location(str(folder)))])
    if not folder.exists():
        return folder
    lists = read_lists(project)
    for unit in (each for each in units(folder) if not withdrawn(each)):
        if delivery.periods & read_delivery(unit, lists).periods:
            raise Refused([Problem("problem.delivery_exists", Location(str(unit)))])
    return folder / f"{SUPPLEMENT}{len(units(folder)) + 1}"


def _write(project: Project, files: Mapping[str, bytes], target: Path) -> None:
    """Write a delivery beside the others and put it in its place in one step."""
    aside = project.data / f"{ASIDE}{os.getpid()}"
    try:
        aside.mkdir(parents=True)
        for name, content in files.items():
            (aside / name).write_bytes(content)
        protect(aside)
        flush(aside)
        target.parent.mkdir(exist_ok=True)
        aside.rename(target)
        flush_folder(target.parent)
    except OSError as error:
        slots = {"found": error.strerror or ""}
        place = Location(str(project.deliveries))
        raise MachineLacks([Problem("problem.not_writable", place, slots)]) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
