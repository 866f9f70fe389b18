"""Lock the folder of results for one run; the lock names the process that has it.

The system releases the lock when its process ends, however it ends; a lock file that is left
behind means nothing.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import Location, MachineLacks, Problem, Refused
from generator.fsync import make_folder

LOCK = ".lock"

TRIES = 20
"""How often to look again for what another run is just about to remove or to write."""


@contextmanager
def only_run(out: Path) -> Iterator[None]:
    """Hold the folder of results while the block runs.

    Raises
    ------
    Refused
        At once, if another run holds it; the problem names that process.
    MachineLacks
        If the folder cannot be written.
    """
    path = out / LOCK
    made = not out.exists()
    try:
        descriptor = _open(path)
    except OSError as error:
        slots = {"found": error.strerror or ""}
        raise MachineLacks([Problem("problem.not_writable", Location(str(out)), slots)]) from error
    try:
        with suppress(OSError):  # on a full disk the lock holds all the same, without a name
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        with suppress(
            OSError
        ):  # Windows: a file that is open stays; left behind, it means nothing
            path.unlink(missing_ok=True)
        os.close(descriptor)
        if made:
            _remove_if_empty(out)


def _open(path: Path) -> int:
    """Open and lock the file; try again where its last holder has just removed it.

    The last holder may have removed the folder too, if it was made for that run.
    """
    tries = 0
    while True:
        make_folder(path.parent)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:
            tries += 1
            if tries < TRIES:
                continue
            raise
        try:
            _lock(descriptor)
        except BlockingIOError as error:
            slots = {"found": _holder(descriptor)}
            os.close(descriptor)
            raise Refused(
                [Problem("problem.locked", Location(str(path.parent)), slots)]
            ) from error
        if _is(path, descriptor):
            return descriptor
        os.close(descriptor)


def _is(path: Path, descriptor: int) -> bool:
    """Whether a file still has its name."""
    try:
        return path.stat().st_ino == os.fstat(descriptor).st_ino
    except FileNotFoundError:
        return False


def _holder(descriptor: int) -> str:
    """Read who holds the lock; it has just been taken while nothing is written there."""
    for _ in range(TRIES):
        holder = os.read(descriptor, 20).decode("ascii", "replace").strip()
        if holder:
            return holder
        os.lseek(descriptor, 0, os.SEEK_SET)
        time.sleep(0.01)
    return "?"


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _remove_if_empty(folder: Path) -> None:
    """Leave no trace of a run that found nothing to write."""
    try:
        folder.rmdir()
    except OSError:
        return  # it holds results
