"""Record issued editions in the ledger: which there are, and the checksum of each manifest.

Before an edition appears, the ledger says that it is about to. So a folder that a run could not
write down any more, because it was cut off, is told from one that came from elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.checksums import sha256_of
from generator.dataset.readers import sha256
from generator.errors import Location, Problem, Refused
from generator.publication.editions import EDITIONS, MANIFEST, Edition, read_manifest
from generator.publication.ledger import LEDGER, Connection, has_ledger, ledger

SCHEMA = """
CREATE TABLE IF NOT EXISTS issued (
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    issued TEXT NOT NULL,
    manifest TEXT NOT NULL,
    PRIMARY KEY (year, number)
);
CREATE TABLE IF NOT EXISTS issuing (
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    manifest TEXT NOT NULL,
    PRIMARY KEY (year, number)
);
"""
"""One row per issued edition, and one while an edition is being issued."""
Manifests = Mapping[tuple[int, int], str]
"""Checksums of manifests by year and number."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """Editions that were issued, and those that were about to be when a run was cut off."""

    issued: Manifests
    begun: Manifests

    def knows(self, folder: Path, year: int, number: int) -> bool:
        """Whether the manifest in a folder is the one that was, or was to be, issued."""
        key = (year, number)
        wanted = self.issued.get(key) or self.begun.get(key)
        return wanted == sha256_of(folder / MANIFEST)

    def manifests(self, out: Path) -> Manifests:
        """Checksums of the manifests of all editions that were issued or are there already."""
        there = {
            (year, number): manifest
            for (year, number), manifest in self.begun.items()
            if (out / str(year) / EDITIONS / str(number)).is_dir()
        }
        return {**there, **self.issued}

    def require(self, year_folder: Path, edition: Edition) -> None:
        """Compare the manifest of an edition with the ledger.

        Raises
        ------
        Refused
            If it is not what the ledger says, or the ledger says nothing of it.
        """
        folder = year_folder / EDITIONS / str(edition.number)
        if not self.knows(folder, int(year_folder.name), edition.number):
            raise Refused([Problem("problem.issued_differs", Location(str(folder / MANIFEST)))])


def recorded(out: Path) -> Recorded:
    """Return what the ledger knows of editions.

    Raises
    ------
    Refused
        If the ledger is damaged.
    """
    with ledger(out, SCHEMA) as connection:
        return recorded_in(connection)


def recorded_in(connection: Connection) -> Recorded:
    """Return the same from a ledger that is open."""
    issued, begun = (
        {
            (int(row["year"]), int(row["number"])): str(row["manifest"])
            for row in connection.execute(f"SELECT year, number, manifest FROM {table}")
        }
        for table in ("issued", "issuing")
    )
    return Recorded(issued, begun)


def issued_manifests(out: Path) -> Manifests:
    """Return the checksums of the manifests of all issued editions, by year and number.

    Raises
    ------
    Refused
        If the ledger is damaged.
    """
    return recorded(out).issued


def announce(connection: Connection, edition: Edition, manifest: str) -> None:
    """Write down that an edition with this manifest is about to appear."""
    row = (edition.year, edition.number, manifest)
    connection.execute("INSERT OR REPLACE INTO issuing VALUES (?, ?, ?)", row)


def write_down(connection: Connection, edition: Edition, manifest: str) -> None:
    """Write down that an edition with this manifest is issued."""
    key = (edition.year, edition.number)
    connection.execute("BEGIN IMMEDIATE")
    row = (*key, edition.issued.isoformat(), manifest)
    connection.execute("INSERT INTO issued VALUES (?, ?, ?, ?)", row)
    connection.execute("DELETE FROM issuing WHERE year = ? AND number = ?", key)
    connection.execute("COMMIT")


def require_issued(out: Path, edition: Edition) -> None:
    """Compare the manifest of an edition with the ledger.

    Raises
    ------
    Refused
        If the ledger is gone, does not know the edition, or knows another manifest: whoever
        changed a brief and the manifest with it is found out here.
    """
    path = out / str(edition.year) / EDITIONS / str(edition.number) / MANIFEST
    if not has_ledger(out):
        raise Refused([Problem("problem.ledger_missing", Location(str(out / LEDGER)))])
    recorded = issued_manifests(out).get((edition.year, edition.number))
    found = sha256(path.read_bytes()) if path.is_file() else ""
    if recorded is None or recorded != found or read_manifest(path.parent) != edition:
        slots = {"found": found, "expected": recorded or "–"}
        raise Refused([Problem("problem.edition_not_recorded", Location(str(path)), slots)])
