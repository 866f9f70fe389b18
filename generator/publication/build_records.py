"""Record builds in the ledger: what was made from what, and which runs left nothing to do.

Records only ever save work. Every file that they speak of is checked against its checksum before
it is taken for good.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from generator.publication.ledger import Connection, Row, damaged, ledger

SCHEMA = """
CREATE TABLE IF NOT EXISTS made (
    year INTEGER NOT NULL,
    subject TEXT NOT NULL,
    language TEXT NOT NULL,
    identity TEXT NOT NULL,
    edition INTEGER NOT NULL,
    basis TEXT NOT NULL,
    vintage TEXT NOT NULL,
    facts TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (year, subject, language)
);
CREATE TABLE IF NOT EXISTS run (
    request TEXT PRIMARY KEY,
    inputs TEXT NOT NULL,
    answer TEXT NOT NULL,
    files TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Made:
    """One brief as it was made: its parts, the edition that it is for, and its checksum.

    ``identity`` holds the parts as JSON; ``basis`` is the checksum of the issued file that it
    corrects, empty where it corrects none; ``vintage`` the day of the figures printed on it, and
    ``facts`` the checksum of its file of facts.
    """

    year: int
    subject: str
    language: str
    identity: str
    edition: int
    basis: str
    vintage: str
    facts: str
    sha256: str


@dataclass(frozen=True, slots=True)
class BuildRun:
    """A finished run: the request, what it read, what it answered, and its files' checksums."""

    request: str
    inputs: str
    answer: str
    files: Mapping[str, str]


def made_before(out: Path, year: int) -> Mapping[tuple[str, str], Made]:
    """Return what the ledger knows of a year's briefs, by subject and language.

    Raises
    ------
    Refused
        If the ledger is damaged.
    """
    with ledger(out, SCHEMA) as connection:
        rows = connection.execute("SELECT * FROM made WHERE year = ?", (year,)).fetchall()
    try:
        found = [_made(row) for row in rows]
    except (TypeError, ValueError) as error:
        raise damaged(out, error) from error
    return {(each.subject, each.language): each for each in found}


def _made(row: Row) -> Made:
    """Read one record; raise TypeError or ValueError if it cannot be one."""
    made = Made(**dict(row))
    for each in fields(made):
        if type(getattr(made, each.name)) is not each.type:
            raise TypeError(each.name)
    date.fromisoformat(made.vintage)
    if not isinstance(json.loads(made.identity), dict):
        raise TypeError(made.identity)
    return made


def record(out: Path, made: Iterable[Made], run: BuildRun | None) -> None:
    """Write down what a run made, and, if everything asked for is there now, the run itself.

    Raises
    ------
    Refused
        If the ledger is damaged or locked.
    """
    with ledger(out, SCHEMA) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for each in made:
            connection.execute(
                "INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    each.year,
                    each.subject,
                    each.language,
                    each.identity,
                    each.edition,
                    each.basis,
                    each.vintage,
                    each.facts,
                    each.sha256,
                ),
            )
        if run is not None:
            _write_run(connection, run)
        connection.execute("COMMIT")


def _write_run(connection: Connection, run: BuildRun) -> None:
    files = json.dumps(dict(run.files), sort_keys=True)
    connection.execute(
        "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?)",
        (run.request, run.inputs, run.answer, files),
    )


def finished_run(out: Path, request: str) -> BuildRun | None:
    """Return the last finished run of a request; ``None`` without one.

    Raises
    ------
    Refused
        If the ledger is damaged.
    """
    with ledger(out, SCHEMA) as connection:
        row: Row | None = connection.execute(
            "SELECT * FROM run WHERE request = ?", (request,)
        ).fetchone()
    if row is None:
        return None
    try:
        answer, files = json.loads(row["answer"]), json.loads(row["files"])
        int(answer["year"]), int(answer["files"]), files.items()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise damaged(out, error) from error
    return BuildRun(row["request"], row["inputs"], row["answer"], files)
