"""Describe what a user asks a build for, and what came of it."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.errors import Problem
from generator.findings.brief import Brief
from generator.project import LANGUAGES, Project
from generator.publication.build_plan import KEEP, Plan
from generator.publication.build_records import BuildRun
from generator.publication.finished_request import files_of, request_key
from generator.publication.publishing import Published


@dataclass(frozen=True)
class Request:
    """What a user asks for; ``None`` and empty mean the newest, or all.

    ``scheduler`` is the address of a cluster that prints; ``None`` for this machine.
    """

    year: int | None = None
    as_of: date | None = None
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    jobs: int | None = None
    scheduler: str | None = None

    @property
    def key(self) -> str:
        """What was asked for, as text; where, and how many at a time, does not matter."""
        return request_key(self.year, self.as_of, self.regions, self.languages)

    @property
    def whole(self) -> bool:
        """Whether all briefs of the year are asked for."""
        return not self.regions and set(self.languages) == set(LANGUAGES)


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


def run_record(project: Project, request: Request, inputs: str, plan: Plan) -> BuildRun:
    """Describe a run after which nothing is left to do.

    ``inputs`` is the checksum of everything that it read.
    """
    names = [step.name for step in plan.steps]
    answer = {"year": plan.steps[0].brief.year, "files": len(names)}
    files = files_of(project.out, plan.folder, names)
    return BuildRun(request.key, inputs, json.dumps(answer), files)


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
