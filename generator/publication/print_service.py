"""Gather what writing and printing briefs needs, on this machine or on a cluster."""

import sys
from collections.abc import Sequence
from functools import partial

from generator.checksums import versions_now
from generator.dataset.panel import Panel
from generator.dataset.readers import read_outlines
from generator.presentation.charts.maps import geometry
from generator.printing.pool import worker
from generator.printing.pool.dask_executor import cluster
from generator.printing.pool.dispatch import BriefWriter, PrintService, WritingResources
from generator.project import LANGUAGES, Project


def writing_resources(
    project: Project, panel: Panel, asked: Sequence[str] = LANGUAGES
) -> WritingResources:
    """Gather what writing briefs needs, in all languages and those asked for.

    Charts leave room for the words of every language, whichever is asked for.
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


def print_service(
    project: Project,
    resources: WritingResources,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    ready: worker.OpenPool | None = None,
) -> PrintService:
    """Open the service that writes here, and prints in warm processes or on a cluster.

    Parameters
    ----------
    project, resources
        Where everything lies, and what writing needs.
    jobs
        How many briefs are printed at a time; ``None`` for as many as there are processors.
    scheduler
        Address of the cluster that prints; ``None`` for this machine.
    ready
        Opens pools of workers that were started before; ``None`` to start them when needed.
    """
    settings, writer = worker.WorkerSettings(resources.templates), BriefWriter(resources)
    if scheduler:
        pool = partial(cluster, scheduler, versions_now(project), settings)
        no_limit = sys.maxsize  # the scheduler has a queue of its own
        return PrintService(writer.write, pool, jobs or no_limit)
    here: worker.OpenPool = ready or partial(worker.workers, settings)
    return PrintService(writer.write, here, worker.how_many(jobs))
