"""Lock a folder of results for one sender; a second one is refused and told the first."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from generator.errors import Location, MachineLacks, Problem, Refused
from generator.sending.letter_register import SENDER_LOCK

if sys.platform != "win32":
    import fcntl


@contextmanager
def only_sender(out: Path) -> Iterator[IO[str]]:
    """Lock a folder of results for sending; the system frees it when the process dies.

    Yields
    ------
    IO
        The lock file. Once letters are registered, ``mark_sending_begun`` writes into it, so that
        a ledger that vanishes later is missed.

    Raises
    ------
    Refused
        If another process is sending, with its number.
    MachineLacks
        Where files cannot be locked: Windows without WSL.
    """
    path = out / SENDER_LOCK
    out.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as handle:
        _take(handle, path)
        yield handle


def mark_sending_begun(handle: IO[str]) -> None:
    """Write that letters are registered in this folder, and which process sends them."""
    handle.seek(0)
    handle.truncate()
    handle.write(f"{os.getpid()}\n")
    handle.flush()
    os.fsync(handle.fileno())


def _take(handle: IO[str], path: Path) -> None:
    if sys.platform == "win32":
        raise MachineLacks([Problem("problem.no_locks", Location(str(path)))])
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        handle.seek(0)
        slots = {"found": handle.read().strip() or "?"}
        raise Refused([Problem("problem.sender_running", Location(str(path)), slots)]) from error
