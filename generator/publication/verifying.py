"""Verify that a file is the one that was issued, and can be made again to the same bytes."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.checksums import differences, sha256_of
from generator.errors import Location, Problem, RequestProblems
from generator.findings.brief import Brief
from generator.printing.pool.dispatch import PrintService, WritingJob, render
from generator.publication.build_plan import MAKE, Plan, Step, corrected
from generator.publication.cache_key import Identity
from generator.publication.editions import (
    EDITIONS,
    MANIFEST,
    Edition,
    IssuedFile,
    edition_folders,
    read_manifest,
)


@dataclass(frozen=True, slots=True)
class Verification:
    """Where a file was issued.

    ``edition`` is the newest edition that holds exactly this file, ``folder`` its folder;
    ``replaced`` the edition that holds another brief in its place, ``None`` if it is current.
    """

    path: Path
    edition: Edition
    file: IssuedFile
    folder: Path
    replaced: int | None

    @property
    def vintage(self) -> date:
        """The day of the figures that is printed on the brief."""
        made = self.edition.made.get(f"{self.file.subject}.{self.file.language}", {})
        return date.fromisoformat(made.get("vintage", self.edition.vintage.isoformat()))


def editions_of(out: Path) -> Iterator[tuple[Path, Edition]]:
    """Go through all issued editions of all years, oldest first.

    Raises
    ------
    Refused
        If a manifest cannot be read.
    """
    for folder in sorted(out.glob(f"[12][0-9][0-9][0-9]/{EDITIONS}")):
        for edition in edition_folders(folder.parent):
            yield edition, read_manifest(edition)


def prove(out: Path, path: Path) -> Verification | None:
    """Find the edition that a file was issued in, by its checksum; ``None`` if it was not."""
    wanted = sha256_of(path)
    found: Verification | None = None
    for folder, edition in editions_of(out):
        same = next((each for each in edition.files if wanted and each.sha256 == wanted), None)
        if same is not None:
            found = Verification(path, edition, same, folder, None)
        elif found is not None and found.replaced is None and edition.year == found.edition.year:
            found = Verification(path, found.edition, found.file, found.folder, edition.number)
    return found


def tampered(out: Path, recorded: Mapping[tuple[int, int], str]) -> tuple[Problem, ...]:
    """Check every file of every edition against its manifest, and those against the ledger.

    Parameters
    ----------
    out
        Folder of results.
    recorded
        Checksums of the manifests by year and number, as the ledger has them.

    Returns
    -------
    tuple of Problem
        One for each file that is missing or not what was issued, in the order of the editions.
    """
    problems, seen = [], set()
    for folder, edition in editions_of(out):
        key = (edition.year, edition.number)
        seen.add(key)
        if recorded.get(key) != sha256_of(folder / MANIFEST):
            problems.append(Problem("problem.issued_differs", Location(str(folder / MANIFEST))))
        problems += [
            Problem("problem.issued_differs", Location(str(folder / file.path)))
            for file in edition.files
            if sha256_of(folder / file.path) != file.sha256
        ]
    lost = [out / str(year) / EDITIONS / str(number) for year, number in recorded.keys() - seen]
    return (*problems, *(Problem("problem.issued_differs", Location(str(path))) for path in lost))


def rebuild(
    verification: Verification,
    everything: Sequence[Brief],
    printers: PrintService,
    now: Mapping[str, str],
) -> tuple[Problem, ...]:
    """Make an issued brief again, and compare the bytes.

    Parameters
    ----------
    verification
        The issued file.
    everything
        All briefs of its year in its vintage.
    printers
        Who prints.
    now
        Versions of program and libraries now.

    Returns
    -------
    tuple of Problem
        Empty if the bytes are the same; else what differs, naming the versions that do.

    Raises
    ------
    RequestProblems
        If the deliveries no longer hold the figures of that vintage.
    """
    brief = next((each for each in everything if each.subject == verification.file.subject), None)
    if brief is None or brief.vintage != verification.vintage:
        slots = {"found": verification.vintage.isoformat()}
        raise RequestProblems(
            [Problem("problem.vintage_gone", Location(verification.path.name), slots)]
        )
    content: list[bytes] = []
    done = render(
        printers, [_job(verification, brief, everything)], lambda _, made: content.append(made)
    )
    problems = [each for found in done.failures.values() for each in found]
    if problems or hashlib.sha256(content[0]).hexdigest() == verification.file.sha256:
        return tuple(problems)
    place, differing = (
        Location(verification.path.name),
        differences(verification.edition.versions, now),
    )
    if not differing:
        slots = {"found": verification.vintage.isoformat()}
        return (Problem("problem.rebuilt_other_data", place, slots),)
    return (Problem("problem.rebuilt_differs", place, {"found": differing}),)


def _job(verification: Verification, brief: Brief, everything: Sequence[Brief]) -> WritingJob:
    """Describe the brief as it was made: for its edition, with what that one changed."""
    language, number = verification.file.language, verification.file.edition
    editions = verification.folder.parent
    before = read_manifest(editions / str(number - 1)) if number > 1 else None
    replaced = before.brief(brief.subject, language) if before else None
    plan = Plan(editions.parent, (), before)
    step = Step(brief, language, Identity.from_parts({}), MAKE, number, replaced)
    return WritingJob(corrected(plan, step, everything), language, number)
