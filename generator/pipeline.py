"""Carry out the stages in their order: load, measure, choose, write, print, publish."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.checksums import inputs_digest, versions_now
from generator.dataset.panel import Panel
from generator.dataset.plausibility.doubts import stored_although
from generator.dataset.vintages import load
from generator.errors import Problem
from generator.findings.brief import Brief
from generator.findings.brief_set import prepare, reference_year, subjects
from generator.printing.pool.dispatch import WritingResources
from generator.printing.pool.worker import OpenPool
from generator.project import Project
from generator.publication.atomic_swap import put_right
from generator.publication.build_plan import Plan, plan
from generator.publication.build_request import Request, run_record
from generator.publication.cache_key import Identities
from generator.publication.editions import issued_although
from generator.publication.output_lock import only_run
from generator.publication.print_service import print_service, writing_resources
from generator.publication.publishing import BuildOutcome, PrintRun, outcome, publish, write_down
from generator.publication.verifying import Verification, rebuild


@dataclass(frozen=True)
class Survey:
    """The figures, all briefs of the year, and what is to be done for those asked for."""

    panel: Panel
    everything: tuple[Brief, ...]
    plan: Plan
    resources: WritingResources


def survey(project: Project, request: Request) -> Survey:
    """Load the figures, measure and choose what briefs say, and plan what is to be made."""
    panel = load(project, request.as_of)
    year = reference_year(panel, request.year)
    asked = subjects(panel, year, request.regions)
    everything = prepare(panel, year, ())  # measures, and chooses claims
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
    ready: OpenPool | None = None,
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
        service = print_service(  # writes, and prints
            project,
            found.resources,
            jobs=request.jobs,
            scheduler=request.scheduler,
            ready=ready,
        )
        published = publish(
            found.plan,
            found.everything,
            PrintRun(service, started, done),
            whole=request.whole,
            unchanged=lambda: inputs_digest(project) == read,
        )
        doubtful = map(stored_although, found.panel.doubtful())
        told = (*doubtful, *issued_although(found.plan.newest))
        run = None if published.problems else run_record(project, request, read, found.plan, told)
        published.notices[:0] = told
        published.notices += write_down(project.out, found.plan, published, run)
    return outcome(found.plan, published)


def made_again(project: Project, verification: Verification) -> tuple[Problem, ...]:
    """Make an issued brief again from its vintage, and say what is not the same."""
    panel = load(project, verification.vintage)
    briefs = prepare(panel, verification.edition.year, ())
    resources = writing_resources(project, panel, (verification.file.language,))
    service = print_service(project, resources, jobs=1)
    return rebuild(verification, briefs, service, versions_now(project))
