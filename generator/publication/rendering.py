"""Many briefs on all cores: one warm workshop per process."""

import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from generator.errors import HouseProblems, OblysError, Place, Problem
from generator.findings.brief import Brief
from generator.presentation.charts import style
from generator.presentation.charts.maps import Geometry
from generator.presentation.language.language import Language
from generator.presentation.pages import Pages
from generator.publication.pdf import Press

PAGE_MARK = '<section class="page">'


@dataclass(frozen=True)
class Equipment:
    """What a workshop needs: folders, outlines and the regions in order."""

    templates: Path
    locales: Path
    shapes: Geometry
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """One brief to be printed in one language, into one file."""

    brief: Brief
    language: str
    target: Path

    @property
    def name(self) -> str:
        """Name of the brief: region and language."""
        return f"{self.brief.subject}.{self.language}"


class Workshop:
    """Prints briefs; keeps fonts, templates and catalogues warm between them."""

    def __init__(self, equipment: Equipment) -> None:
        style.use(equipment.templates / "fonts")
        self.equipment = equipment
        self.press = Press(equipment.templates)
        self._pages: dict[str, Pages] = {}

    def pages(self, code: str) -> Pages:
        """Layout in one language, made on first use."""
        if code not in self._pages:
            gear = self.equipment
            language = Language.load(gear.locales, code)
            self._pages[code] = Pages(gear.templates, language, gear.shapes, gear.regions)
        return self._pages[code]

    def make(self, job: Job) -> tuple[Problem, ...]:
        """Print one brief into its file; say when a section spilled onto a page of its own."""
        html = self.pages(job.language).render(job.brief)
        planned = html.count(PAGE_MARK) + 1
        printed = self.press.print(html, planned, job.name)
        job.target.write_bytes(printed.content)
        if printed.pages == planned:
            return ()
        slots = {"found": str(printed.pages), "expected": str(planned)}
        return (Problem("notice.pages", Place(job.target.name), slots),)


_workshop: Workshop | None = None  # one per worker process: what makes it warm


def _open(equipment: Equipment) -> None:
    global _workshop  # noqa: PLW0603 - set once, when the worker process starts
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides about Ctrl-C
    _workshop = Workshop(equipment)


def _make(job: Job) -> tuple[Problem, ...]:
    if _workshop is None:
        raise RuntimeError(job.name)
    return _workshop.make(job)


@contextmanager
def workers(equipment: Equipment, jobs: int) -> Iterator[Executor]:
    """Open a pool of warm workers, and drop what is queued when the block is left early."""
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _open, (equipment,))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def render(
    pool: Executor, jobs: Iterable[Job], done: Callable[[str], None]
) -> tuple[Problem, ...]:
    """Print all briefs, reporting each as it is done.

    Returns
    -------
    tuple of Problem
        What a reader should look at although it was printed.

    Raises
    ------
    HouseProblems
        With the problems of every brief that failed; the others are printed all the same.
    """
    running = {pool.submit(_make, job): job for job in jobs}
    problems: list[Problem] = []
    notices: list[Problem] = []
    for future in as_completed(running):
        try:
            notices.extend(future.result())
            done(running[future].name)
        except OblysError as error:
            problems.extend(error.problems)
        except BrokenProcessPool as error:
            slots = {"found": str(error)}
            raise HouseProblems([Problem("problem.worker_died", slots=slots)]) from error
    if problems:
        raise HouseProblems(problems)
    return tuple(notices)
