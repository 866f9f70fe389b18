"""Tell whether a request has been carried out already, and everything is still as it was.

The answer needs checksums only. Nothing heavy is imported here: this is asked before every build.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from threading import Thread

from generator.checksums import inputs_digest, sha256_of
from generator.errors import Refused
from generator.project import Project
from generator.publication.atomic_swap import STAGING
from generator.publication.build_records import BuildRun, finished_run
from generator.publication.ledger import has_ledger


def request_key(
    year: int | None, as_of: date | None, regions: Sequence[str], languages: Sequence[str]
) -> str:
    """Return what a build was asked for, as text: equal if and only if the same was asked."""
    day = as_of.isoformat() if as_of else None
    return json.dumps([year, day, sorted(set(regions)), sorted(set(languages))])


def files_of(out: Path, folder: Path, names: Iterable[str]) -> Mapping[str, str]:
    """Return the checksums of briefs and their facts, by path below the folder of results."""
    briefs = tuple(names)
    subjects = dict.fromkeys(name.partition(".")[0] for name in briefs)
    paths = [folder / "briefs" / f"{name}.pdf" for name in briefs]
    paths += [folder / "facts" / f"{subject}.json" for subject in subjects]
    return {path.relative_to(out).as_posix(): sha256_of(path) for path in paths}


def nothing_to_do(project: Project, request: str) -> BuildRun | None:
    """Return the finished run of a request if all its inputs and files are still the same.

    ``None`` whenever there is any doubt: a damaged ledger is looked at by the build itself, and
    what a run that was cut off has left is cleared away by it.
    """
    try:
        if any(project.out.glob(f"{STAGING}*")) or not has_ledger(project.out):
            return None
        run = finished_run(project.out, request)
    except (OSError, Refused):
        return None
    if run is None:
        return None
    found: dict[str, str] = {}
    reading = Thread(target=_read, args=(project.out, run.files, found))
    reading.start()
    inputs = inputs_digest(project)
    reading.join()
    return run if run.inputs == inputs and found == run.files and all(found.values()) else None


def _read(out: Path, files: Iterable[str], found: dict[str, str]) -> None:
    """Add checksums of results, which another core can do while inputs are read."""
    for path in files:
        found[path] = sha256_of(out / path)
