"""Open the ledger: one SQLite file with what was built, issued and sent. Imports sqlite3.

Each part of publication keeps its own tables; this module opens the file safely and for all.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import ExitCode, Location, Problem, Refused
from generator.fsync import make_folder

LEDGER = "ledger.sqlite"

Connection = sqlite3.Connection
Row = sqlite3.Row

_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_PRIMARY = 0xFF
"""The part of an extended error code of SQLite that tells its kind."""

OWNER_ONLY = 0o600
WAITING = 5.0
"""Seconds to wait for another process that is writing."""


@contextmanager
def ledger(out: Path, schema: str) -> Iterator[Connection]:
    """Open the ledger of a folder of results, with the tables of one part.

    Parameters
    ----------
    out
        Folder of results; the ledger lies directly in it.
    schema
        ``CREATE TABLE IF NOT EXISTS`` statements of the part that asks.

    Yields
    ------
    Connection
        In autocommit mode: the user begins and commits its own transactions. A commit is on the
        disk when it returns.

    Raises
    ------
    Refused
        If the file is damaged, no ledger, or locked by another process: nothing is started
        afresh over a record that cannot be read.
    """
    path = out / LEDGER
    try:
        make_folder(out)
        _keep_private(path)
        connection = sqlite3.connect(path, timeout=WAITING, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        (sound,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)
        connection.executescript(schema)
    except (sqlite3.Error, OSError) as error:
        raise damaged(out, error) from error
    try:
        yield connection
    except sqlite3.Error as error:
        raise damaged(out, error) from error
    finally:
        with suppress(sqlite3.Error):  # what was committed is on the disk
            connection.close()


def _keep_private(path: Path) -> None:
    """Let only its owner read the ledger, which holds addresses; its journals follow it."""
    with suppress(OSError):  # where rights are not kept, or the file is another's
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ONLY))
        path.chmod(OWNER_ONLY)


def has_ledger(out: Path) -> bool:
    """Whether there is a ledger; an empty file is none: it would pass for a new one."""
    path = out / LEDGER
    return path.is_file() and path.stat().st_size > 0


def damaged(out: Path, error: Exception | str) -> Refused:
    """Return the problem of a ledger that does not hold what it should, or finds no room."""
    place, slots = Location(str(out / LEDGER)), {"found": str(error)}
    if getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _NO_ROOM:
        refused = Refused([Problem("problem.disk", place, slots)])
        refused.exit_code = ExitCode.MACHINE_LACKS
        return refused
    return Refused([Problem("problem.ledger", place, slots)])
