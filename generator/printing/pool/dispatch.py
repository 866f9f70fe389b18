"""Many briefs on all cores: written here, printed by warm workers, each failing alone."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from generator.errors import Location, OblysError, Problem, unexpected
from generator.findings.brief import Brief
from generator.findings.facts_json import facts_file
from generator.findings.measures import needed_texts
from generator.presentation.brief_html import Pages
from generator.presentation.charts import style
from generator.presentation.charts.maps import Geometry
from generator.presentation.figures.figure_drawer import FigureDrawer
from generator.presentation.figures.figure_set import FigureSet
from generator.presentation.localisation.language import Language, load_all
from generator.presentation.localisation.multilingual import Polyglot
from generator.printing.pool.worker import OpenPool, make
from generator.printing.print_job import PrintedBrief, PrintJob, Rewrite, SourceTable
from generator.printing.provenance import Provenance
from generator.printing.source_table import file_name, source_table
from generator.project import LANGUAGES


@dataclass(frozen=True)
class WritingResources:
    """What writing needs: folders, outlines, the regions in order, the languages of the house."""

    templates: Path
    locales: Path
    shapes: Geometry
    regions: tuple[str, ...]
    languages: tuple[str, ...] = LANGUAGES


@dataclass(frozen=True)
class WritingJob:
    """One brief to be printed in one language, as part of an edition.

    ``found`` holds the pages that the contents should name, see
    :class:`~generator.printing.print_job.Rewrite`.
    """

    brief: Brief
    language: str
    edition: int = 1
    found: tuple[int, ...] = ()

    @property
    def provenance(self) -> Provenance:
        """What the file will say of itself."""
        brief = self.brief
        checksum = sha256(facts_file(brief)).hexdigest()
        return Provenance(
            brief.subject, brief.year, self.edition, self.language, brief.vintage, checksum
        )

    @property
    def name(self) -> str:
        """Name of the brief: region and language."""
        return f"{self.brief.subject}.{self.language}"

    @property
    def may_shorten(self) -> bool:
        """Whether the brief has tables of changes that can be made shorter."""
        found = self.brief.correction
        return found is not None and found.shorter() != found

    def again(self, wanted: Rewrite) -> "WritingJob":
        """Return the job as the answer asks: other pages, or a shorter table of changes."""
        found = self.brief.correction
        if wanted.found or found is None:
            return replace(self, found=wanted.found)
        return replace(self, brief=replace(self.brief, correction=found.shorter()))


class BriefWriter:
    """Writes briefs: draws their charts once for all languages, and fills the page templates."""

    def __init__(self, resources: WritingResources) -> None:
        self.resources = resources
        self._pages: dict[str, Pages] = {}
        self._drawn: tuple[Brief, FigureSet, bytes] | None = None

    @cached_property
    def _figure_drawer(self) -> FigureDrawer:
        resources = self.resources
        style.use(resources.templates / "fonts")
        languages = load_all(resources.locales, resources.languages, needed_texts())
        return FigureDrawer(Polyglot(languages), resources.shapes)

    def pages(self, code: str) -> Pages:
        """Layout in one language, made on first use."""
        if code not in self._pages:
            resources = self.resources
            self._pages[code] = Pages(
                resources.templates, Language.load(resources.locales, code), resources.regions
            )
        return self._pages[code]

    def _of_all_languages(self, brief: Brief) -> tuple[FigureSet, bytes]:
        """Charts and source table of a brief; kept for its next language.

        A correction changes what a brief says of its figures, not the figures.
        """
        if self._drawn is None or self._drawn[0].facts is not brief.facts:
            self._drawn = (brief, self.figure_set(brief), source_table(brief))
        return self._drawn[1:]

    def figure_set(self, brief: Brief) -> FigureSet:
        """Draw the charts of a brief."""
        return self._figure_drawer.figure_set(brief)

    def write(self, job: WritingJob) -> PrintJob:
        """Write one brief, ready to be printed."""
        pages, brief = self.pages(job.language), job.brief
        figure_set, figures = self._of_all_languages(brief)
        return PrintJob(
            job.provenance,
            SourceTable(file_name(brief), pages.language.say("table.attached"), figures),
            pages.brief_document(brief, figure_set, job.found),
            may_shorten=job.may_shorten and not job.found,
            may_number=not job.found,
        )


@dataclass
class Rendered:
    """The briefs that failed, by name, with their problems; notices of workers, each once."""

    failures: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    notices: list[Problem] = field(default_factory=list)


Take = Callable[[WritingJob, bytes], None]
"""What is done with a printed brief, in the process that asked for it."""


@dataclass(frozen=True)
class PrintService:
    """Who prints.

    Parameters
    ----------
    write
        Turns a writing job into a print job, see :meth:`BriefWriter.write`.
    open_pool
        Opens an executor with so many warm workers, see
        :func:`~generator.printing.pool.worker.start_worker`.
    count
        How many briefs to print at a time.
    """

    write: Callable[[WritingJob], PrintJob]
    open_pool: OpenPool
    count: int


def render(printers: PrintService, jobs: Sequence[WritingJob], take: Take) -> Rendered:
    """Print briefs, taking each as it is done.

    Parameters
    ----------
    printers
        Who prints.
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
        with printers.open_pool(min(printers.count, len(waiting))) as pool:
            suspects = _Round(printers, pool, take, done).print(waiting, printers.count + 1)
        for job in suspects:
            with printers.open_pool(1) as alone:
                if _Round(printers, alone, take, done).print(deque([job]), 1):
                    done.failures[job.name] = (Problem("problem.worker_died", Location(job.name)),)
    return done


@dataclass
class _Round:
    """Printing with one pool, until nothing is waiting or the pool breaks."""

    printers: PrintService
    pool: Executor
    take: Take
    done: Rendered
    running: dict["Future[PrintedBrief | Rewrite]", WritingJob] = field(default_factory=dict)
    suspects: list[WritingJob] = field(default_factory=list)

    def print(self, waiting: deque[WritingJob], at_once: int) -> list[WritingJob]:
        """Print what is waiting; return what the pool broke on.

        No more is handed out than the workers can have in hand, so that few are suspected.
        """
        while (waiting and not self.suspects) or self.running:
            while waiting and not self.suspects and len(self.running) < at_once:
                self._hand_out(waiting.popleft())
            for future in wait(self.running, return_when=FIRST_COMPLETED).done:
                job = self.running.pop(future)
                if isinstance(future.exception(), BrokenExecutor):
                    self.suspects.append(job)
                elif wanted := self._taken(future, job):
                    waiting.appendleft(job.again(wanted))
        return self.suspects

    def _hand_out(self, job: WritingJob) -> None:
        try:
            print_job = self.printers.write(job)
        except Exception as error:
            self._failed(job, error)
            return
        try:
            self.running[self.pool.submit(make, print_job)] = job
        except BrokenExecutor:
            self.suspects.append(job)

    def _failed(self, job: WritingJob, error: BaseException) -> None:
        """Note why a brief failed: a problem of the project as it is, any other with its trace."""
        if isinstance(error, OblysError):
            self.done.failures[job.name] = error.problems
            return
        self.done.failures[job.name] = (unexpected("problem.brief_failed", error, job.name),)

    def _taken(self, future: "Future[PrintedBrief | Rewrite]", job: WritingJob) -> Rewrite | None:
        error = future.exception()
        if error is not None:
            self._failed(job, error)
            return None
        result = future.result()
        if isinstance(result, Rewrite):
            return result
        self.done.notices += [each for each in result.notices if each not in self.done.notices]
        self.take(job, result.content)
        return None
