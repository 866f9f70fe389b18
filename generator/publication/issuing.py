"""Freeze the briefs of a year as the next edition: checked, archived, never overwritten.

An edition may be partial: then only the briefs asked for may be new. The files of all other
subjects are those of the edition before, byte for byte; a first edition holds what was asked for.
"""

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from generator.checksums import sha256_of, versions_now
from generator.errors import Location, OblysError, Problem, Refused, disk_problem
from generator.findings.brief import Brief
from generator.fsync import flush, flush_folder, make_folder, protect
from generator.printing.provenance import read
from generator.project import Project
from generator.publication.atomic_swap import ISSUING
from generator.publication.build_plan import KEEP, Plan, Step
from generator.publication.edition_records import (
    SCHEMA,
    Recorded,
    announce,
    recorded_in,
    write_down,
)
from generator.publication.editions import (
    EDITIONS,
    MANIFEST,
    Edition,
    IssuedFile,
    edition_folders,
    read_manifest,
)
from generator.publication.ledger import LEDGER, damaged, has_ledger, ledger


def issue(
    project: Project, plan: Plan, vintage: date, today: date, although: str = ""
) -> Edition | None:
    """Freeze the briefs of a plan as the next edition.

    Parameters
    ----------
    project
        Where the results and the ledger are.
    plan
        All briefs of the year, or those of some regions; each must be there and be what its facts
        say now.
    vintage, today
        The vintage of the figures, and the day of issue.
    although
        Why the edition is issued although its year lacks figures; empty where it lacks none.

    Returns
    -------
    Edition or None
        The new edition; ``None`` if every brief is that of the newest edition already.

    Raises
    ------
    Refused
        Naming every brief that is missing, stale, damaged or does not pass inspection; or if the
        ledger or an earlier edition is damaged.
    MachineLacks
        If the disk is full or fails; no edition appears then.
    """
    _require_ledger(project.out, plan)
    with ledger(project.out, SCHEMA) as connection:
        unrecorded = _unrecorded(plan, recorded_in(connection))
        problems = [*_stale(plan), *_inspected(plan)]
        if problems:
            raise Refused(problems)
        for each in unrecorded:
            path = plan.folder / EDITIONS / str(each.number) / MANIFEST
            write_down(connection, each, sha256_of(path))
        if not anything_new(plan):
            return None
        edition = replace(_edition(project, plan, vintage, today), although=although)
        announce(connection, edition, _checksum(edition))
        try:
            _freeze(plan, edition)
        except OSError as error:
            raise disk_problem(error, str(plan.folder)) from error
        write_down(connection, edition, _checksum(edition))
    return edition


def anything_new(plan: Plan) -> bool:
    """Whether a brief of the plan is not that of the newest edition."""
    newest = plan.newest
    return newest is None or any(step.edition > newest.number for step in plan.steps)


def _checksum(edition: Edition) -> str:
    return hashlib.sha256(edition.as_json().encode()).hexdigest()


def _require_ledger(out: Path, plan: Plan) -> None:
    """Refuse where the ledger could not be read, or is lost beside editions that it spoke of."""
    for notice in plan.notices:
        raise damaged(out, notice.slots["found"])
    if plan.newest is not None and not has_ledger(out):
        raise damaged(out, LEDGER)


def _unrecorded(plan: Plan, known: Recorded) -> list[Edition]:
    """Find editions that are frozen but not written down: a run was cut off in between.

    An edition that is written down, and is no longer what was written down, is refused; so is
    one of which the ledger knows nothing.
    """
    year = int(plan.folder.name)
    folders = {int(folder.name): folder for folder in edition_folders(plan.folder)}
    written = {number for of, number in known.issued if of == year}
    problems = [
        Problem("problem.issued_differs", Location(str(plan.folder / EDITIONS / str(number))))
        for number in sorted(written | folders.keys())
        if number not in folders or not known.knows(folders[number], year, number)
    ]
    if problems:
        raise Refused(problems)
    return [read_manifest(folders[number]) for number in folders if number not in written]


def _stale(plan: Plan) -> list[Problem]:
    return [
        Problem(
            "problem.not_issuable", Location(f"{step.name}.pdf"), {"found": ", ".join(step.causes)}
        )
        for step in plan.steps
        if step.action != KEEP
    ]


def _inspected(plan: Plan) -> list[Problem]:
    """Compare what every finished PDF says it is with what is to be issued."""
    problems: list[Problem] = []
    for step in plan.to(KEEP):
        name = f"{step.name}.pdf"
        try:
            stated = read((plan.folder / "briefs" / name).read_bytes(), name)
        except OblysError as error:
            problems += error.problems
            continue
        facts = sha256_of(plan.folder / "facts" / f"{step.brief.subject}.json")
        wanted = {
            "subject": step.brief.subject,
            "year": step.brief.year,
            "edition": step.edition,
            "language": step.language,
            **({} if step.is_issued else {"facts_sha256": facts}),
            **({"vintage": step.before.vintage} if step.before and not step.is_issued else {}),
        }
        problems += [
            Problem(
                "problem.other_provenance",
                Location(name, column=key),
                {"found": str(getattr(stated, key)), "expected": str(value)},
            )
            for key, value in wanted.items()
            if str(getattr(stated, key)) != str(value)
        ]
    return problems


def _edition(project: Project, plan: Plan, vintage: date, today: date) -> Edition:
    number = plan.newest.number + 1 if plan.newest else 1
    return Edition(
        year=int(plan.folder.name),
        number=number,
        vintage=vintage,
        issued=today,
        files=(*_files(plan), *_carried(plan)),
        versions=versions_now(project),
        made={**_made_of_carried(plan), **{step.name: _made(plan, step) for step in plan.steps}},
    )


def _subjects(plan: Plan) -> frozenset[str]:
    return frozenset(step.brief.subject for step in plan.steps)


def _carried(plan: Plan) -> Sequence[IssuedFile]:
    """Return the files of subjects that the plan leaves out, as the newest edition has them."""
    asked = _subjects(plan)
    return [file for file in plan.newest.files if file.subject not in asked] if plan.newest else []


def _made_of_carried(plan: Plan) -> dict[str, Mapping[str, str]]:
    asked = _subjects(plan)
    known = plan.newest.made if plan.newest else {}
    return {name: made for name, made in known.items() if name.partition(".")[0] not in asked}


def _made(plan: Plan, step: Step) -> dict[str, str]:
    """Return what a brief was made from; one that did not change keeps what was said of it."""
    if plan.newest and step.issued and not step.corrects:
        return dict(plan.newest.made.get(step.name, {}))
    day = step.before.vintage if step.before else step.brief.vintage.isoformat()
    return {**asdict(step.identity), "vintage": day}


def _files(plan: Plan) -> Sequence[IssuedFile]:
    briefs = [
        _file(plan, f"briefs/{step.name}.pdf", (step.brief.subject, step.language), step.edition)
        for step in plan.steps
    ]
    newest: dict[str, int] = {}
    subjects: dict[str, Brief] = {}
    for step in plan.steps:
        code = step.brief.subject
        newest[code], subjects[code] = max(newest.get(code, 0), step.edition), step.brief
    facts = [_file(plan, f"facts/{code}.json", (code, ""), newest[code]) for code in subjects]
    return [*briefs, *facts]


def _file(plan: Plan, path: str, of: tuple[str, str], edition: int) -> IssuedFile:
    whole = plan.folder / path
    return IssuedFile(path, *of, edition, sha256_of(whole), whole.stat().st_size)


def _freeze(plan: Plan, edition: Edition) -> None:
    """Copy the files aside, and let the edition appear complete or not at all."""
    editions = plan.folder / EDITIONS
    aside = editions / f"{ISSUING}{edition.number}-{os.getpid()}"
    asked = _subjects(plan)
    try:
        make_folder(editions)
        for file in edition.files:
            target = aside / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            source = plan.folder if file.subject in asked else plan.edition_folder()
            shutil.copyfile(source / file.path, target)
            if sha256_of(target) != file.sha256:
                raise Refused([Problem("problem.inputs_changed")])
        (aside / MANIFEST).write_text(edition.as_json(), encoding="utf-8")
        for folder in (*sorted({(aside / file.path).parent for file in edition.files}), aside):
            protect(folder)
            flush(folder)
        aside.rename(editions / str(edition.number))
        flush_folder(editions)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
