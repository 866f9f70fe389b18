"""Take deliveries out of use: kept on the disk, told, and no longer read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.dataset.deliveries import WITHDRAWN, label_of
from generator.dataset.readers import decode, is_plain_text, list_folder, parse_toml, read_bytes
from generator.dataset.vintages import units, withdrawn
from generator.errors import DataProblems, MachineLacks, Problem, RequestProblems
from generator.fsync import READ_ONLY, flush
from generator.project import Project


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A delivery that is out of use: its day and number, why, and since when."""

    delivery: str
    because: str
    day: date


def withdraw(project: Project, day: date, because: str, today: date) -> tuple[Withdrawal, ...]:
    """Take the delivery of a day, with its supplements, out of use.

    Parameters
    ----------
    project
        Where deliveries are kept.
    day
        Vintage of the delivery.
    because
        Why; one line of plain text.
    today
        Today.

    Returns
    -------
    tuple of Withdrawal
        One for the delivery and each supplement that was in use.

    Raises
    ------
    DataProblems
        If the reason is empty or no plain text.
    RequestProblems
        If there is no delivery of that day in use, naming those that are.
    MachineLacks
        If the folder cannot be written.
    """
    if not is_plain_text(because):
        raise DataProblems([Problem("problem.reason_not_plain")])
    in_use = [each for each in _all(project) if not withdrawn(each)]
    chosen = [each for each in in_use if label_of(each).partition("/")[0] == day.isoformat()]
    if not chosen:
        expected = ", ".join(dict.fromkeys(label_of(each).partition("/")[0] for each in in_use))
        slots = {"found": day.isoformat(), "expected": expected}
        raise RequestProblems([Problem("problem.no_such_delivery", slots=slots)])
    for folder in chosen:
        _mark(folder, because, today)
    return tuple(Withdrawal(label_of(each), because, today) for each in chosen)


def withdrawals(project: Project) -> tuple[Withdrawal, ...]:
    """List the deliveries that are out of use, oldest first."""
    return tuple(_read(each) for each in _all(project) if withdrawn(each))


def _all(project: Project) -> Iterator[Path]:
    for folder in list_folder(project.deliveries):
        if folder.is_dir():
            yield from units(folder)


def _mark(folder: Path, because: str, today: date) -> None:
    text = f"day = {today.isoformat()}\nbecause = {json.dumps(because, ensure_ascii=False)}\n"
    try:
        aside = folder.parent / f".{folder.name}.{WITHDRAWN}"
        aside.write_text(text, encoding="utf-8")
        aside.chmod(READ_ONLY)
        aside.rename(folder / WITHDRAWN)
        flush(folder)
    except OSError as error:
        slots = {"found": error.strerror or ""}
        raise MachineLacks([Problem("problem.not_writable", slots=slots)]) from error


def _read(folder: Path) -> Withdrawal:
    name = f"{label_of(folder)}/{WITHDRAWN}"
    content = parse_toml(decode(read_bytes(folder / WITHDRAWN, name), name), name)
    return Withdrawal(label_of(folder), str(content["because"]), content["day"])
