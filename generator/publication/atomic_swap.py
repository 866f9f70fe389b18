"""Write results into a staging folder, then swap it in whole.

While a run works, the previous results stay where they are; an error or Ctrl-C leaves them
untouched. Only when everything is written and on the disk do the new folders take their place:
in one step each where the system has it, so that no instant is without results.
"""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import Location, MachineLacks, Problem, disk_problem
from generator.fsync import exchange, flush, flush_folder, make_folder

STAGING, PREVIOUS, ISSUING = ".staging-", ".previous-", ".issuing-"
"""Beginnings of the names of folders that belong to a run at work, or to one that was cut off."""


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
        """Swap every staged subfolder in; if one cannot be, none is.

        The previous results are deleted only when the new ones are on the disk under their name.

        Parameters
        ----------
        keep
            Names of files of the previous results that stay beside the new ones; ``None`` keeps
            all that this run did not make (a run for some regions only).
        """
        folders = sorted(self.folder.iterdir())
        for staged in folders:
            current = self.target / staged.name
            if current.is_dir():
                _carry_over(current, staged, keep)
            flush(staged)
        make_folder(self.target)
        swapped: list[Path] = []
        try:
            for staged in folders:
                _swap(staged, self.target / staged.name)
                swapped.append(staged)
            flush_folder(self.target)
            flush_folder(self.folder)
        except BaseException:
            for staged in reversed(swapped):
                _swap(staged, self.target / staged.name)
            raise


@contextmanager
def stage(target: Path) -> Iterator[Stage]:
    """Open a stage for one run and clear it away when the run is over.

    Raises
    ------
    MachineLacks
        If the folder of results cannot be written, or the disk is full or fails.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        put_right(target.parent)
        _require_writable(target)
        opened = Stage(target)
        opened.folder.mkdir()
    except OSError as error:
        raise _not_writable(target.parent, error.strerror) from error
    try:
        yield opened
    except OSError as error:
        raise disk_problem(error, str(target)) from error
    finally:
        shutil.rmtree(opened.folder, ignore_errors=True)


def put_right(out: Path) -> None:
    """Undo what runs that were cut off have left; only who holds the lock may do this.

    A folder that had been moved aside comes back, unless the new one is in its place already.
    Folders of runs that did not get so far are deleted.
    """
    for aside in sorted(out.glob(f"[12][0-9][0-9][0-9]/{PREVIOUS}*")):
        current = aside.parent / aside.name.removeprefix(PREVIOUS)
        if not current.exists():
            aside.rename(current)
            flush_folder(aside.parent)
    for left in (PREVIOUS, f"*/{ISSUING}"):
        for folder in out.glob(f"[12][0-9][0-9][0-9]/{left}*"):
            shutil.rmtree(folder, ignore_errors=True)
    for folder in out.glob(f"{STAGING}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _require_writable(target: Path) -> None:
    """Find out before anything is printed whether the results can be put in place."""
    for folder in (target, target / "briefs", target / "facts"):
        writable = folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
        if folder.exists() and not writable:
            raise _not_writable(folder, None)


def _not_writable(folder: Path, found: str | None) -> MachineLacks:
    slots = {"found": found or "–"}
    return MachineLacks([Problem("problem.not_writable", Location(str(folder)), slots)])


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
    """Let two folders change places; where one does not exist, the other takes its place."""
    if not (staged.exists() and current.exists()):
        new, free = (staged, current) if staged.exists() else (current, staged)
        new.rename(free)
    elif not exchange(staged, current):
        aside = current.parent / f"{PREVIOUS}{current.name}"
        current.rename(aside)
        try:
            staged.rename(current)
        except OSError:
            aside.rename(current)
            raise
        with suppress(OSError):  # what stays aside is cleared away by the next run
            flush_folder(current.parent)
            aside.rename(staged)
