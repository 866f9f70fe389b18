"""The story on one screen: from deliveries to briefs, one line per stage."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.dataset.readers import read_outlines
from generator.dataset.vintages import load
from generator.errors import Problem, RequestProblems
from generator.findings.brief import Brief
from generator.findings.indicators import FIRST_YEAR
from generator.findings.national import national_brief
from generator.findings.regional import regional_brief
from generator.findings.study import study
from generator.presentation.charts.maps import geometry
from generator.presentation.language.language import load_all
from generator.project import Project
from generator.publication.release import stage
from generator.publication.rendering import Equipment, Job, render, workers

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True)
class Request:
    """What a user asks for; ``None`` and empty mean the newest, or all."""

    year: int | None = None
    as_of: date | None = None
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    jobs: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What was built, and where."""

    year: int
    vintage: date
    briefs: tuple[Brief, ...]
    files: int
    folder: Path


def build(
    project: Project, request: Request, started: Callable[[int], None], done: Callable[[str], None]
) -> Outcome:
    """Build the briefs that a request asks for, and publish them all at once.

    Parameters
    ----------
    project, request
        Where everything lies, and what is asked for.
    started, done
        Called with the number of briefs to print, and with the name of each as it is done.
    """
    load_all(project.locales, request.languages)  # a missing word stops here, not half-way
    panel = load(project, request.as_of)
    year = reference_year(panel, request.year)
    briefs = prepare(panel, year, request.regions)
    target = project.out / str(year)
    with stage(target) as opened:
        for brief in briefs:
            write_facts(brief, opened.subfolder("facts"))
        folder = opened.subfolder("briefs")
        jobs = [
            Job(brief, language, folder / f"{brief.subject}.{language}.pdf")
            for brief in briefs
            for language in request.languages
        ]
        started(len(jobs))
        count = min(request.jobs or os.cpu_count() or 1, len(jobs))
        with workers(equipment(project, panel), count) as pool:
            render(pool, jobs, done)
        opened.publish(keep=bool(request.regions) or set(request.languages) != set(LANGUAGES))
    return Outcome(year, panel.vintage, briefs, len(jobs), target / "briefs")


def prepare(panel: Panel, year: int, regions: Sequence[str]) -> tuple[Brief, ...]:
    """Choose facts and claims of every brief asked for."""
    computed = study(panel, year)
    return tuple(
        national_brief(computed) if subject == NATION else regional_brief(computed, subject)
        for subject in subjects(panel, year, regions)
    )


def reference_year(panel: Panel, asked: int | None) -> int:
    """Return the year asked for, or the newest with output figures.

    Raises
    ------
    RequestProblems
        If the vintage holds no output figures of that year.
    """
    years = [
        year
        for year in sorted({*panel.years("grp"), *panel.years("grp_per_capita")})
        if year >= FIRST_YEAR
    ]
    if asked is not None and asked not in years:
        slots = {"found": str(asked), "expected": ", ".join(map(str, years))}
        raise RequestProblems([Problem("problem.year_without_data", slots=slots)])
    return asked if asked is not None else years[-1]


def subjects(panel: Panel, year: int, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the codes to make briefs for: those asked for, or all of the year and the nation.

    Raises
    ------
    RequestProblems
        Naming every code that is no region of that year.
    """
    output = panel.wide("grp")
    counted = output.index[output[year].notna()] if year in output.columns else output.index[:0]
    in_law = {region.code for region in panel.regions.existing(year)}
    known = (
        *(each.code for each in panel.regions.current() if each.code in in_law.union(counted)),
        NATION,
    )
    unknown = [code for code in asked if code not in known]
    if unknown:
        expected = ", ".join(known)
        raise RequestProblems(
            Problem(
                "problem.no_such_region",
                slots={"found": code, "expected": expected, "year": str(year)},
            )
            for code in unknown
        )
    return tuple(code for code in known if not asked or code in asked)


def write_facts(brief: Brief, folder: Path) -> None:
    """Write the facts and claims of one brief as JSON."""
    (folder / f"{brief.subject}.json").write_bytes(brief.facts_file())


def equipment(project: Project, panel: Panel) -> Equipment:
    """Gather what a worker needs to print."""
    outlines = read_outlines(project.classifications / "geometry" / "regions.geojson")
    current = panel.regions.current()
    cities = [region.code for region in current if region.kind == "city"]
    return Equipment(
        project.templates,
        project.locales,
        geometry(outlines, cities),
        tuple(region.code for region in current),
    )
