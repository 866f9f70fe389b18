"""Whether an edition is the one that was issued: its manifest against the ledger."""

from pathlib import Path

from generator.dataset.readers import sha256
from generator.errors import Place, Problem, Refused
from generator.publication.edition_records import issued_manifests
from generator.publication.editions import EDITIONS, MANIFEST, Edition, read_manifest
from generator.publication.ledger import LEDGER, has_ledger


def require_issued(out: Path, edition: Edition) -> None:
    """Hold the manifest of an edition against the ledger.

    Raises
    ------
    Refused
        If the ledger is gone, does not know the edition, or knows another manifest: whoever
        changed a brief and the manifest with it is found out here.
    """
    path = out / str(edition.year) / EDITIONS / str(edition.number) / MANIFEST
    if not has_ledger(out):
        raise Refused([Problem("problem.ledger_missing", Place(str(out / LEDGER)))])
    recorded = issued_manifests(out).get((edition.year, edition.number))
    found = sha256(path.read_bytes()) if path.is_file() else ""
    if recorded is None or recorded != found or read_manifest(path.parent) != edition:
        slots = {"found": found, "expected": recorded or "–"}
        raise Refused([Problem("problem.edition_not_recorded", Place(str(path)), slots)])
