"""The ledger: one SQLite file with what was built, issued and sent. The only door to sqlite3.

Each part of publication keeps its own tables; this module opens the file safely and for all.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import Place, Problem, Refused

LEDGER = "ledger.sqlite"

Connection = sqlite3.Connection
Row = sqlite3.Row

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
        out.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=WAITING, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.executescript(schema)
    except (sqlite3.Error, OSError) as error:
        raise Refused([_problem(path, error)]) from error
    try:
        yield connection
    except sqlite3.Error as error:
        raise Refused([_problem(path, error)]) from error
    finally:
        connection.close()


def _problem(path: Path, error: Exception) -> Problem:
    return Problem("problem.ledger", Place(str(path)), {"found": str(error)})
