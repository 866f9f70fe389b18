"""Whether an edition is the one that was issued: its manifest against the ledger."""

from pathlib import Path

from generator.dataset.readers import sha256
from generator.errors import Place, Problem, Refused
from generator.publication.editions import EDITIONS, MANIFEST, Edition, read_manifest
from generator.publication.ledger import LEDGER, ledger

SCHEMA = """
CREATE TABLE IF NOT EXISTS issued (
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    issued TEXT NOT NULL,
    manifest TEXT NOT NULL,
    PRIMARY KEY (year, number)
);
"""
"""One row per issued edition, with the checksum of its manifest; `oblys issue` writes it."""


def require_issued(out: Path, edition: Edition) -> None:
    """Hold the manifest of an edition against the ledger.

    Raises
    ------
    Refused
        If the ledger is gone, does not know the edition, or knows another manifest: whoever
        changed a brief and the manifest with it is found out here.
    """
    path = out / str(edition.year) / EDITIONS / str(edition.number) / MANIFEST
    if not (out / LEDGER).exists():
        raise Refused([Problem("problem.ledger_missing", Place(str(out / LEDGER)))])
    with ledger(out, SCHEMA) as connection:
        row = connection.execute(
            "SELECT manifest FROM issued WHERE year = ? AND number = ?",
            (edition.year, edition.number),
        ).fetchone()
    found = sha256(path.read_bytes()) if path.is_file() else ""
    if row is None or row["manifest"] != found or read_manifest(path.parent) != edition:
        slots = {"found": found, "expected": row["manifest"] if row else "–"}
        raise Refused([Problem("problem.edition_not_recorded", Place(str(path)), slots)])
