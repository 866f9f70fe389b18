"""Many briefs on all cores: one warm workshop per process."""

import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from generator.errors import HouseProblems, OblysError, Problem
from generator.findings.brief import Brief
from generator.presentation.charts import style
from generator.presentation.charts.maps import Geometry
from generator.presentation.language.language import Language
from generator.presentation.pages import Pages
from generator.publication.order import Order, Table
from generator.publication.pdf import Press, Proof
from generator.publication.proofreading import sharing
from generator.publication.provenance import Provenance
from generator.publication.source_table import file_name, source_table


@dataclass(frozen=True)
class Equipment:
    """What a workshop needs: folders, outlines and the regions in order."""

    templates: Path
    locales: Path
    shapes: Geometry
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """One brief to be printed in one language, into one file, as part of an edition."""

    brief: Brief
    language: str
    target: Path
    edition: int = 1

    @property
    def provenance(self) -> Provenance:
        """What the file will say of itself."""
        brief = self.brief
        checksum = sha256(brief.facts_file()).hexdigest()
        return Provenance(
            brief.subject, brief.year, self.edition, self.language, brief.vintage, checksum
        )

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

    def make(self, job: Job) -> None:
        """Print one brief into its file, unless something is wrong with it."""
        job.target.write_bytes(self.press.print(*self.proof(job)))

    def proof(self, job: Job) -> tuple[Proof, Order]:
        """Lay out one brief, short sections sharing a page, and say what it is to become."""
        pages = self.pages(job.language)
        manuscript = pages.manuscript(job.brief)
        proof = self.press.lay_out(manuscript.html, manuscript.pages)
        joined = sharing(proof.sheets, manuscript.sections)
        if joined:
            manuscript = pages.manuscript(job.brief, joined)
            proof = self.press.lay_out(manuscript.html, manuscript.pages)
        title = pages.language.say("table.attached")
        table = Table(file_name(job.brief), title, source_table(job.brief))
        return proof, Order(job.provenance, table, manuscript.sections)


_workshop: Workshop | None = None  # one per worker process: what makes it warm


def _open(equipment: Equipment) -> None:
    global _workshop  # noqa: PLW0603 - set once, when the worker process starts
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides about Ctrl-C
    _workshop = Workshop(equipment)


def _make(job: Job) -> None:
    if _workshop is None:
        raise RuntimeError(job.name)
    _workshop.make(job)


@contextmanager
def workers(equipment: Equipment, jobs: int) -> Iterator[Executor]:
    """Open a pool of warm workers, and drop what is queued when the block is left early."""
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _open, (equipment,))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def render(pool: Executor, jobs: Iterable[Job], done: Callable[[str], None]) -> None:
    """Print all briefs, reporting each as it is done.

    Raises
    ------
    HouseProblems
        With the problems of every brief that failed; the others are printed all the same.
    """
    running = {pool.submit(_make, job): job for job in jobs}
    problems: list[Problem] = []
    for future in as_completed(running):
        try:
            future.result()
            done(running[future].name)
        except OblysError as error:
            problems.extend(error.problems)
        except BrokenProcessPool as error:
            slots = {"found": str(error)}
            raise HouseProblems([Problem("problem.worker_died", slots=slots)]) from error
    if problems:
        raise HouseProblems(problems)
