"""The folder of results: written aside, then swapped in whole.

While a run works, the previous results stay where they are; an error or Ctrl-C leaves them
untouched. Only when everything is written and on the disk do the new folders take their place.
"""

import os
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.durability import flush
from generator.errors import MachineLacks, Place, Problem

STAGING, PREVIOUS = ".staging-", ".previous-"

LONGEST_RUN = 24 * 3600
"""Seconds after which a staged folder belongs to a run that is no more."""


class Stage:
    """A folder beside the results, filled in secret and published at once.

    Parameters
    ----------
    target
        Folder of one reference year, e.g. ``out/2025``.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.folder = target.parent / f"{STAGING}{target.name}-{os.getpid()}"

    def subfolder(self, name: str) -> Path:
        """Return a staged subfolder (``briefs``, ``facts``), made on first use."""
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def publish(self, *, keep: Collection[str] | None) -> None:
        """Swap every staged subfolder in.

        Parameters
        ----------
        keep
            Names of files of the previous results that stay beside the new ones; ``None`` keeps
            all that this run did not make (a run for some regions only).
        """
        for staged in sorted(self.folder.iterdir()):
            current = self.target / staged.name
            if current.is_dir():
                _carry_over(current, staged, keep)
            flush(staged)
        self.target.mkdir(parents=True, exist_ok=True)
        for staged in sorted(self.folder.iterdir()):
            _swap(staged, self.target / staged.name)
        shutil.rmtree(self.folder)


@contextmanager
def stage(target: Path) -> Iterator[Stage]:
    """Open a stage for one run and clear it away when the run fails.

    Raises
    ------
    MachineLacks
        If the folder of results cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _recover(target)
        _clear_away(target)
        opened = Stage(target)
        opened.folder.mkdir()
    except OSError as error:
        slots = {"found": error.strerror or ""}
        raise MachineLacks(
            [Problem("problem.not_writable", Place(str(target.parent)), slots)]
        ) from error
    try:
        yield opened
    finally:
        shutil.rmtree(opened.folder, ignore_errors=True)


def _recover(target: Path) -> None:
    """Put back a folder that a killed run had moved aside but not yet replaced."""
    if not target.is_dir():
        return
    for aside in sorted(target.glob(f"{PREVIOUS}*")):
        current = target / aside.name.removeprefix(PREVIOUS)
        if current.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(current)


def _clear_away(target: Path) -> None:
    """Delete what killed runs had staged; a run that may still be alive keeps its folder."""
    for folder in target.parent.glob(f"{STAGING}{target.name}-*"):
        if time.time() - folder.stat().st_mtime > LONGEST_RUN:
            shutil.rmtree(folder, ignore_errors=True)


def _carry_over(current: Path, staged: Path, keep: Collection[str] | None) -> None:
    for file in current.iterdir():
        wanted = keep is None or file.name in keep
        if wanted and file.is_file() and not (staged / file.name).exists():
            _same_file(file, staged / file.name)


def _same_file(file: Path, copy: Path) -> None:
    """Give a file a second name, which costs nothing; copy it where that is impossible."""
    try:
        copy.hardlink_to(file)
    except OSError:
        shutil.copy2(file, copy)


def _swap(staged: Path, current: Path) -> None:
    aside = current.parent / f"{PREVIOUS}{current.name}"
    if current.exists():
        current.rename(aside)
    staged.rename(current)
    if aside.exists():
        shutil.rmtree(aside)
