"""The story on one screen: from deliveries to briefs, one line per stage."""

import gc
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from generator.checksums import inputs_digest, versions_now
from generator.dataset.panel import Panel
from generator.dataset.plausibility.doubts import stored_although
from generator.dataset.readers import read_outlines
from generator.dataset.vintages import load
from generator.errors import Problem
from generator.findings.brief import Brief
from generator.findings.brief_set import prepare, reference_year, subjects
from generator.presentation.charts.maps import geometry
from generator.printing.pool import worker
from generator.printing.pool.dask_executor import cluster
from generator.printing.pool.dispatch import BriefWriter, PrintService, WritingResources
from generator.project import LANGUAGES, Project
from generator.publication.atomic_swap import put_right
from generator.publication.build_plan import KEEP, Plan, plan
from generator.publication.build_records import BuildRun
from generator.publication.cache_key import Identities
from generator.publication.finished_request import files_of, request_key
from generator.publication.output_lock import only_run
from generator.publication.publishing import PrintRun, Published, publish, write_down
from generator.publication.verifying import Verification, rebuild

__all__ = ["LANGUAGES", "BuildOutcome", "Request", "build"]


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


@dataclass(frozen=True)
class Survey:
    """The figures, all briefs of the year, and what is to be done for those asked for."""

    panel: Panel
    everything: tuple[Brief, ...]
    plan: Plan
    resources: WritingResources


def survey(project: Project, request: Request) -> Survey:
    """Find out what there is to do, without doing it."""
    panel = load(project, request.as_of)
    year = reference_year(panel, request.year)
    asked = subjects(panel, year, request.regions)
    everything = prepare(panel, year, ())
    briefs = [brief for brief in everything if brief.subject in asked]
    resources = writing_resources(project, panel, request.languages)
    marks = ",".join((*resources.regions, *sorted(resources.shapes.cities)))
    planned = plan(project, briefs, request.languages, Identities(project, marks))
    return Survey(panel, everything, planned, resources)


def build(
    project: Project,
    request: Request,
    started: Callable[[int], None],
    done: Callable[[str], None],
    ready: worker.OpenPool | None = None,
) -> BuildOutcome:
    """Build the briefs that a request asks for, and publish them all at once.

    Parameters
    ----------
    project, request
        Where everything lies, and what is asked for.
    started, done
        Called with the number of briefs to print, and with the name of each as it is done.
    ready
        Opens pools of workers that were started before; ``None`` to start them when needed.
    """
    with only_run(project.out):
        put_right(project.out)
        read = inputs_digest(project)
        found = survey(project, request)
        press = PrintRun(printing(project, request, found.resources, ready), started, done)
        with _spared():
            published = publish(
                found.plan,
                found.everything,
                press,
                whole=request.whole,
                unchanged=lambda: inputs_digest(project) == read,
            )
        run = None if published.problems else _run(project, request, read, found.plan)
        published.notices += write_down(project.out, found.plan, published, run)
    return _outcome(found, published)


@contextmanager
def _spared() -> Iterator[None]:
    """Keep the collection of garbage from looking at figures and facts again and again."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def made_again(project: Project, verification: Verification) -> tuple[Problem, ...]:
    """Make an issued brief again from its vintage, and say what is not the same."""
    panel = load(project, verification.vintage)
    briefs = prepare(panel, verification.edition.year, ())
    printers = printing(
        project, Request(jobs=1), writing_resources(project, panel, (verification.file.language,))
    )
    return rebuild(verification, briefs, printers, versions_now(project))


def printing(
    project: Project, request: Request, own: WritingResources, ready: worker.OpenPool | None = None
) -> PrintService:
    """Write here, and print in warm processes of this machine, or of a cluster."""
    resources, brief_writer = worker.WorkerSettings(own.templates), BriefWriter(own)
    if request.scheduler:
        pool = partial(cluster, request.scheduler, versions_now(project), resources)
        return PrintService(
            brief_writer.write, pool, request.jobs or sys.maxsize
        )  # the scheduler has a queue
    here: worker.OpenPool = ready or partial(worker.workers, resources)
    return PrintService(brief_writer.write, here, worker.how_many(request.jobs))


def _run(project: Project, request: Request, read: str, planned: Plan) -> BuildRun:
    """Describe a run after which nothing is left to do."""
    names = [step.name for step in planned.steps]
    answer = {"year": planned.steps[0].brief.year, "files": len(names)}
    files = files_of(project.out, planned.folder, names)
    return BuildRun(request.key, read, json.dumps(answer), files)


def _outcome(found: Survey, published: Published) -> BuildOutcome:
    planned = found.plan
    told = map(stored_although, found.panel.doubtful())
    briefs = {step.brief.subject: step.brief for step in planned.steps}
    first = planned.steps[0].brief
    return BuildOutcome(
        year=first.year,
        vintage=first.vintage,
        briefs=tuple(briefs.values()),
        files=len(planned.steps),
        kept=len(planned.to(KEEP)),
        failed=published.failed,
        folder=planned.folder / "briefs",
        notices=(*told, *planned.notices, *published.notices),
        problems=tuple(published.problems),
    )


def writing_resources(
    project: Project, panel: Panel, asked: Sequence[str] = LANGUAGES
) -> WritingResources:
    """Gather what a desk needs to write briefs, in the languages of the house and those asked for.

    Charts leave room for the words of every language of the house, whichever is asked for.
    """
    outlines = read_outlines(project.classifications / "geometry" / "regions.geojson")
    current = panel.regions.current()
    cities = [region.code for region in current if region.kind == "city"]
    return WritingResources(
        project.templates,
        project.locales,
        geometry(outlines, cities),
        tuple(region.code for region in current),
        tuple(dict.fromkeys((*LANGUAGES, *asked))),
    )
