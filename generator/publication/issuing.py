"""Freeze the briefs of a year as the next edition: checked, archived, never overwritten."""

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from generator.durability import flush, flush_folder, protect
from generator.errors import OblysError, Place, Problem, Refused
from generator.findings.brief import Brief
from generator.project import Project
from generator.publication.editions import (
    EDITIONS,
    MANIFEST,
    Edition,
    IssuedFile,
    edition_folders,
    read_manifest,
)
from generator.publication.fingerprint import sha256_of, versions_now
from generator.publication.ledger import LEDGER, ledger
from generator.publication.planning import KEEP, Plan, Step
from generator.publication.provenance import read

SCHEMA = """
CREATE TABLE IF NOT EXISTS issued (
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    issued TEXT NOT NULL,
    manifest TEXT NOT NULL,
    PRIMARY KEY (year, number)
);
"""
"""One row per issued edition, with the checksum of its manifest."""

ASIDE = ".issuing-"


def issue(project: Project, plan: Plan, vintage: date, today: date) -> Edition | None:
    """Freeze the briefs of a plan as the next edition.

    Parameters
    ----------
    project
        Where the results and the ledger are.
    plan
        All briefs of the year; each must be there and be what its facts say now.
    vintage, today
        The vintage of the figures, and the day of issue.

    Returns
    -------
    Edition or None
        The new edition; ``None`` if every brief is that of the newest edition already.

    Raises
    ------
    Refused
        Naming every brief that is missing, stale, damaged or does not pass inspection; or if the
        ledger or an earlier edition is damaged.
    """
    _require_ledger(project.out, plan)
    with ledger(project.out, SCHEMA) as connection:
        unrecorded = _unrecorded(project.out, plan, connection.execute("SELECT * FROM issued"))
        problems = [*_stale(plan), *_inspected(plan)]
        if problems:
            raise Refused(problems)
        edition = None
        if plan.newest is None or any(step.edition > plan.newest.number for step in plan.steps):
            edition = _edition(project, plan, vintage, today)
            _freeze(plan, edition)
            unrecorded = [*unrecorded, edition]
        for each in unrecorded:
            path = plan.folder / EDITIONS / str(each.number) / MANIFEST
            row = (each.year, each.number, each.issued.isoformat(), sha256_of(path))
            connection.execute("INSERT INTO issued VALUES (?, ?, ?, ?)", row)
    return edition


def _require_ledger(out: Path, plan: Plan) -> None:
    """Refuse to begin a new ledger beside editions that the lost one spoke of."""
    if plan.newest is not None and not (out / LEDGER).exists():
        slots = {"found": LEDGER}
        raise Refused([Problem("problem.ledger", Place(str(out / LEDGER)), slots)])


def issued_manifests(out: Path) -> Mapping[tuple[int, int], str]:
    """Return the checksums of the manifests of all issued editions, by year and number.

    Raises
    ------
    Refused
        If the ledger is damaged.
    """
    with ledger(out, SCHEMA) as connection:
        rows = connection.execute("SELECT year, number, manifest FROM issued").fetchall()
    return {(int(row["year"]), int(row["number"])): str(row["manifest"]) for row in rows}


def _unrecorded(out: Path, plan: Plan, rows: Iterable[Mapping[str, object]]) -> list[Edition]:
    """Find editions that are frozen but not written down: a run was cut off in between.

    An edition that is written down, and is no longer what was written down, is refused.
    """
    known = {(row["year"], row["number"]): str(row["manifest"]) for row in rows}
    year = int(plan.folder.name)
    folders = {int(folder.name): folder for folder in edition_folders(plan.folder)}
    problems = [
        Problem("problem.issued_differs", Place(str(plan.folder / EDITIONS / str(number))))
        for (of, number), wanted in known.items()
        if of == year
        and (number not in folders or sha256_of(folders[number] / MANIFEST) != wanted)
    ]
    missing = [number for number in folders if (year, number) not in known]
    problems += [
        Problem("problem.issued_differs", Place(str(folders[number])))
        for number in missing
        if number != max(folders)
    ]
    if problems:
        raise Refused(problems)
    return [read_manifest(folders[number]) for number in missing]


def _stale(plan: Plan) -> list[Problem]:
    return [
        Problem(
            "problem.not_issuable", Place(f"{step.name}.pdf"), {"found": ", ".join(step.causes)}
        )
        for step in plan.steps
        if step.action != KEEP
    ]


def _inspected(plan: Plan) -> list[Problem]:
    """Ask every finished PDF what it is, and hold that against what is to be issued."""
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
        }
        problems += [
            Problem(
                "problem.other_provenance",
                Place(name, column=key),
                {"found": str(getattr(stated, key)), "expected": str(value)},
            )
            for key, value in wanted.items()
            if getattr(stated, key) != value
        ]
    return problems


def _edition(project: Project, plan: Plan, vintage: date, today: date) -> Edition:
    number = plan.newest.number + 1 if plan.newest else 1
    return Edition(
        year=int(plan.folder.name),
        number=number,
        vintage=vintage,
        issued=today,
        files=tuple(_files(plan)),
        versions=versions_now(project),
        made={step.name: _made(plan, step) for step in plan.steps},
    )


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
    aside = editions / f"{ASIDE}{edition.number}-{os.getpid()}"
    for left in editions.glob(f"{ASIDE}*"):  # by a run that was cut off; only one runs at a time
        shutil.rmtree(left)
    try:
        for file in edition.files:
            target = aside / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(plan.folder / file.path, target)
            if sha256_of(target) != file.sha256:
                raise Refused([Problem("problem.inputs_changed")])
        (aside / MANIFEST).write_text(edition.as_json(), encoding="utf-8")
        for folder in (aside / "briefs", aside / "facts", aside):
            protect(folder)
            flush(folder)
        aside.rename(editions / str(edition.number))
        flush_folder(editions)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
