"""Carry out a plan: make what is to be made, take what was issued, and swap all in at once."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.checksums import sha256_of
from generator.errors import HouseProblems, Location, Problem, Refused
from generator.findings.brief import Brief
from generator.findings.facts_json import facts_file
from generator.printing.pool.dispatch import PrintService, WritingJob, render
from generator.publication.atomic_swap import Stage, stage
from generator.publication.build_plan import KEEP, MAKE, TAKE, Plan, Step, corrected, issued_file
from generator.publication.build_records import BuildRun, Made, record


@dataclass(frozen=True)
class PrintRun:
    """Who prints, and whom to tell.

    ``started`` is called with the number of briefs to print, ``done`` with the name of each.
    """

    printers: PrintService
    started: Callable[[int], None]
    done: Callable[[str], None]


@dataclass
class Published:
    """What was put there: records by file, notices, problems, and how many briefs failed."""

    records: list[Made] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    failed: int = 0


@dataclass(frozen=True)
class BuildOutcome:
    """What was built, and where; ``problems`` are those of the briefs that ``failed``."""

    year: int
    vintage: date
    briefs: tuple[Brief, ...]
    files: int
    kept: int
    failed: int
    folder: Path
    notices: tuple[Problem, ...]
    problems: tuple[Problem, ...]


def publish(
    plan: Plan,
    everything: Sequence[Brief],
    print_run: PrintRun,
    *,
    whole: bool,
    unchanged: Callable[[], bool],
) -> Published:
    """Make, take and keep as planned, and swap the results in.

    Parameters
    ----------
    plan, everything
        What to do, and all briefs of the year: a corrected national brief compares them.
    print_run
        Who prints, and whom to tell.
    whole
        Whether the plan is for all briefs of the year; then files of no brief are removed.
    unchanged
        Tells whether everything that was read is still the same on the disk.

    Raises
    ------
    HouseProblems
        If every brief failed; nothing is changed then.
    Refused
        If an input changed while the run was working; nothing is changed then.
    """
    published = Published()
    with stage(plan.folder) as opened, _without_collection():
        folder = opened.subfolder("briefs")
        _print(plan, everything, print_run, (folder, published))
        for step in plan.to(TAKE):
            content = _issued(plan, step)
            _write(folder / f"{step.name}.pdf", content)
            published.records.append(_record(plan, step, content))
        if published.problems and not published.records:
            raise HouseProblems(published.problems)
        if not unchanged():
            raise Refused([Problem("problem.inputs_changed")])
        published.records += _unrecorded(plan)
        _facts(plan, opened, published)
        opened.publish(keep=_names(plan) if whole else None)
    return published


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the collection of garbage from looking at figures and facts again and again."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _print(
    plan: Plan, everything: Sequence[Brief], print_run: PrintRun, to: tuple[Path, Published]
) -> None:
    """Print every brief that is to be made."""
    folder, published = to
    steps = {step.name: step for step in plan.to(MAKE)}
    jobs = [
        WritingJob(corrected(plan, step, everything), step.language, step.edition)
        for step in steps.values()
    ]
    print_run.started(len(jobs))

    def take(job: WritingJob, content: bytes) -> None:
        _write(folder / f"{job.name}.pdf", content)
        published.records.append(_record(plan, steps[job.name], content))
        print_run.done(job.name)

    rendered = render(print_run.printers, jobs, take)
    published.failed = len(rendered.failures)
    published.notices += rendered.notices
    published.problems += [each for name in steps for each in rendered.failures.get(name, ())]


def _record(plan: Plan, step: Step, content: bytes) -> Made:
    facts = hashlib.sha256(facts_file(step.brief)).hexdigest()
    day = step.brief.vintage.isoformat()
    if step.is_issued and plan.newest is not None:
        made = plan.newest.made.get(step.name, {})
        day = made.get("vintage", plan.newest.vintage.isoformat())
        facts = sha256_of(issued_file(plan, step.brief.subject) or Path())
    return step.made(day, facts, hashlib.sha256(content).hexdigest())


def _unrecorded(plan: Plan) -> list[Made]:
    """Describe issued files that a run put there before it was cut off, and did not record."""
    return [
        _record(plan, step, _issued(plan, step))
        for step in plan.to(KEEP)
        if step.issued
        and step.is_issued
        and (step.before is None or step.before.sha256 != step.issued.sha256)
    ]


def _issued(plan: Plan, step: Step) -> bytes:
    """Return the issued file, after a check that it is the one that was issued."""
    path = issued_file(plan, step.brief.subject, step.language)
    if path is None:
        raise LookupError(step.name)
    return path.read_bytes()


def _facts(plan: Plan, opened: Stage, published: Published) -> None:
    """Write the facts of every brief that was made; those of issued ones are the issued facts."""
    folder = opened.subfolder("facts")
    made = {each.subject for each in published.records if each.edition > _newest(plan)}
    for brief in {step.brief.subject: step.brief for step in plan.steps}.values():
        name = f"{brief.subject}.json"
        found = sha256_of(plan.folder / "facts" / name)
        known = _facts_before(plan, brief.subject)
        if brief.subject in made or (known and found not in known):
            _write(folder / name, facts_file(brief))
        elif not known:
            issued = issued_file(plan, brief.subject)
            if issued and sha256_of(issued) != found:
                _write(folder / name, issued.read_bytes())


def _facts_before(plan: Plan, subject: str) -> set[str]:
    """Checksums of the facts that the briefs of a subject name, issued ones apart."""
    steps = [step for step in plan.steps if step.brief.subject == subject]
    return {step.before.facts for step in steps if step.before and not step.is_issued}


def _newest(plan: Plan) -> int:
    return plan.newest.number if plan.newest else 0


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _names(plan: Plan) -> set[str]:
    """Names of all files that belong to the briefs of a plan."""
    briefs = {f"{step.name}.pdf" for step in plan.steps}
    return briefs | {f"{step.brief.subject}.json" for step in plan.steps}


def write_down(
    out: Path, plan: Plan, published: Published, run: BuildRun | None
) -> tuple[Problem, ...]:
    """Record what was made; a ledger that cannot be written is a notice, not a failure.

    The files are in place already: without a record they would only be made once more. Over a
    ledger that could not be read, or beside editions whose ledger is lost, nothing is written.
    """
    if any(problem.key == "notice.ledger" for problem in plan.notices):
        return ()
    try:
        record(out, published.records, run)
    except Refused as error:
        slots = {"found": error.problems[0].slots.get("found", "")}
        return (Problem("notice.ledger", Location(error.problems[0].place.file), slots),)
    return ()


def outcome(plan: Plan, published: Published) -> BuildOutcome:
    """Sum up what was built."""
    briefs = {step.brief.subject: step.brief for step in plan.steps}
    first = plan.steps[0].brief
    return BuildOutcome(
        year=first.year,
        vintage=first.vintage,
        briefs=tuple(briefs.values()),
        files=len(plan.steps),
        kept=len(plan.to(KEEP)),
        failed=published.failed,
        folder=plan.folder / "briefs",
        notices=(*plan.notices, *published.notices),
        problems=tuple(published.problems),
    )
