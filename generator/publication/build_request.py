"""Describe what a user asks a build for, and the run that carried it out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.errors import Problem
from generator.project import LANGUAGES, Project
from generator.publication.build_plan import Plan
from generator.publication.build_records import BuildRun
from generator.publication.finished_request import files_of, request_key


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


def run_record(
    project: Project,
    request: Request,
    inputs: str,
    plan: Plan,
    notices: Sequence[Problem] = (),
) -> BuildRun:
    """Describe a run after which nothing is left to do.

    ``inputs`` is the checksum of everything that it read, ``notices`` what builds tell again.
    """
    names = [step.name for step in plan.steps]
    told = [{"key": each.key, "slots": dict(each.slots)} for each in notices]
    answer = {"year": plan.steps[0].brief.year, "files": len(names), "notices": told}
    files = files_of(project.out, plan.folder, names)
    return BuildRun(request.key, inputs, json.dumps(answer), files)
