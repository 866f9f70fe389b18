"""Many briefs on all cores: one warm workshop per process.

Whatever a document does (hang, exhaust the memory, kill its process), it fails alone: the others
are printed all the same.
"""

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path

from generator.errors import HouseProblems, OblysError, Place, Problem
from generator.findings.brief import Brief
from generator.presentation.charts import style
from generator.presentation.charts.maps import Geometry
from generator.presentation.language.language import Language
from generator.presentation.pages import Manuscript, Pages
from generator.publication.order import Order, Table
from generator.publication.pdf import Press, Proof
from generator.publication.proofreading import sharing
from generator.publication.provenance import Provenance
from generator.publication.source_table import file_name, source_table

TIME_LIMIT = 300.0
"""Seconds that one document may take; it usually takes one or two."""


@dataclass(frozen=True)
class Equipment:
    """What a workshop needs: folders, outlines, the regions in order, and its patience."""

    templates: Path
    locales: Path
    shapes: Geometry
    regions: tuple[str, ...]
    time_limit: float = TIME_LIMIT


@dataclass(frozen=True)
class Job:
    """One brief to be printed in one language, as part of an edition."""

    brief: Brief
    language: str
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


@dataclass
class Rendered:
    """The briefs that failed, by name, with their problems."""

    failures: dict[str, tuple[Problem, ...]] = field(default_factory=dict)


Take = Callable[[Job, bytes], None]
"""What is done with a printed brief, in the process that asked for it."""

OpenPool = Callable[[int], AbstractContextManager[Executor]]


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

    def make(self, job: Job) -> bytes:
        """Print one brief, unless something is wrong with it."""
        return self.press.print(*self.proof(job))

    def proof(self, job: Job) -> tuple[Proof, Order]:
        """Lay out one brief and say what it is to become; tables that do not fit get shorter."""
        pages, brief = self.pages(job.language), job.brief
        manuscript, proof = self._laid_out(pages, brief)
        while len(proof.sheets) > manuscript.pages and brief.correction is not None:
            shorter = brief.correction.shorter()
            if shorter == brief.correction:
                break
            brief = replace(brief, correction=shorter)
            manuscript, proof = self._laid_out(pages, brief)
        title = pages.language.say("table.attached")
        table = Table(file_name(brief), title, source_table(brief))
        return proof, Order(job.provenance, table, manuscript.sections)

    def _laid_out(self, pages: Pages, brief: Brief) -> tuple[Manuscript, Proof]:
        """Lay out a brief; short sections share a page."""
        manuscript = pages.manuscript(brief)
        proof = self.press.lay_out(manuscript.html, manuscript.pages)
        joined = sharing(proof.sheets, manuscript.sections)
        if joined:
            manuscript = pages.manuscript(brief, joined)
            proof = self.press.lay_out(manuscript.html, manuscript.pages)
        return manuscript, proof


_workshop: Workshop | None = None  # one per worker process: what makes it warm


def open_workshop(equipment: Equipment) -> None:
    """Set up a worker process; it leaves Ctrl-C to the process that started it, and ends with it.

    A worker whose parent was killed would else wait for work, and hold its memory, for ever.
    """
    global _workshop  # noqa: PLW0603 - set once, when the worker process starts
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _workshop = Workshop(equipment)


def _end_with(parent: BaseProcess) -> None:
    """End this process as soon as its parent has ended."""
    parent.join()
    os._exit(1)


def make(job: Job) -> bytes:
    """Print one brief in a worker process, within its time.

    Raises
    ------
    HouseProblems
        Whatever went wrong: the project's own problems as they are, anything else by its name.
    """
    if _workshop is None:
        raise RuntimeError(job.name)
    gc.disable()  # a document makes millions of objects that all live until it is done
    try:
        with _within(_workshop.equipment.time_limit):
            return _workshop.make(job)
    except OblysError:
        raise
    except _OutOfTimeError as error:
        slots = {"found": f"{_workshop.equipment.time_limit:g}"}
        raise HouseProblems([Problem("problem.time_limit", Place(job.name), slots)]) from error
    except Exception as error:
        slots = {"found": f"{type(error).__name__}: {error}"}
        raise HouseProblems([Problem("problem.brief_failed", Place(job.name), slots)]) from error
    finally:
        gc.enable()
        gc.collect()


class _OutOfTimeError(Exception):
    pass


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Interrupt the block after some seconds; end the process if even that does not help.

    The second limit counts processor time and is kept by the system, so that it also ends a loop
    inside a library.
    """
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer"):
        yield
        return

    def interrupt(*_: object) -> None:
        raise _OutOfTimeError

    signal.signal(signal.SIGALRM, interrupt)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    signal.setitimer(signal.ITIMER_PROF, 2 * seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)


@contextmanager
def workers(equipment: Equipment, jobs: int) -> Iterator[Executor]:
    """Open a pool of warm workers, and drop what is queued when the block is left early."""
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), open_workshop, (equipment,))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def render(open_pool: OpenPool, count: int, jobs: Sequence[Job], take: Take) -> Rendered:
    """Print briefs, taking each as it is done.

    Parameters
    ----------
    open_pool
        Opens an executor with so many workers that have a workshop, see :func:`open_workshop`.
    count
        How many briefs to print at a time.
    jobs, take
        What to print, and what to do with each printed brief.

    Returns
    -------
    Rendered
        Briefs that failed, with their problems; all others were taken. When a worker process
        dies, each brief that may have killed it is tried once more in a process of its own.
    """
    done, waiting = Rendered(), deque(jobs)
    while waiting:
        with open_pool(min(count, len(waiting))) as pool:
            suspects = _print_all(pool, count + 1, waiting, (take, done))
        for job in suspects:
            with open_pool(1) as alone:
                if _print_all(alone, 1, deque([job]), (take, done)):
                    done.failures[job.name] = (Problem("problem.worker_died", Place(job.name)),)
    return done


def _print_all(
    pool: Executor, at_once: int, waiting: deque[Job], to: tuple[Take, Rendered]
) -> list[Job]:
    """Print what is waiting until nothing is, or the pool breaks; return what it broke on.

    No more is handed out than the workers can have in hand, so that few are suspected.
    """
    running: dict[Future[bytes], Job] = {}
    suspects: list[Job] = []
    while (waiting and not suspects) or running:
        while waiting and not suspects and len(running) < at_once:
            job = waiting.popleft()
            try:
                running[pool.submit(make, job)] = job
            except BrokenExecutor:
                suspects.append(job)
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            job = running.pop(future)
            if isinstance(future.exception(), BrokenExecutor):
                suspects.append(job)
            else:
                _take(future, job, *to)
    return suspects


def _take(future: "Future[bytes]", job: Job, take: Take, done: Rendered) -> None:
    error = future.exception()
    if isinstance(error, OblysError):
        done.failures[job.name] = error.problems
    elif error is not None:
        slots = {"found": type(error).__name__}
        done.failures[job.name] = (Problem("problem.brief_failed", Place(job.name), slots),)
    else:
        take(job, future.result())
