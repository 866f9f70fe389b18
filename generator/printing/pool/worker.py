"""Workers: warm processes that print briefs, each within its time.

Whatever a document does (hang, exhaust the memory, kill its process), it fails alone. What lays
out pages is loaded only here, in the processes that do it.
"""

import gc
import itertools
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import (
    HouseProblems,
    MachineLacks,
    OblysError,
    Problem,
    unexpected,
)
from generator.preflight import library_lacks
from generator.printing.print_job import PrintedBrief, PrintJob, Rewrite

if TYPE_CHECKING:
    from generator.printing.brief_printer import BriefPrinter

TIME_LIMIT = 300.0
"""Seconds that one document may take; it usually takes one or two."""

THOROUGH = 20
"""After so many documents, what outlived one is looked at for garbage too."""


@dataclass(frozen=True)
class WorkerSettings:
    """What a worker needs: the folder of style sheets and fonts, and the time limit in seconds."""

    templates: Path
    time_limit: float = TIME_LIMIT


# One per worker process: what makes it warm, its time limit in seconds, and how many it printed.
_brief_printer: "BriefPrinter | None" = None
_time_limit = TIME_LIMIT
_printed = itertools.count(1)


def start_worker(worker_settings: WorkerSettings) -> None:
    """Set up a worker process; it leaves Ctrl-C to the process that started it, and ends with it.

    A worker whose parent was killed would else wait for work, and hold its memory, for ever.
    """
    global _brief_printer, _time_limit
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    from generator.printing.brief_printer import BriefPrinter  # noqa: PLC0415 - slow to load

    _brief_printer, _time_limit = (
        BriefPrinter(worker_settings.templates),
        worker_settings.time_limit,
    )
    gc.freeze()  # what is warm stays: no collection after a document need look at it again


def _end_with(parent: BaseProcess) -> None:
    """End this process as soon as its parent has ended."""
    parent.join()
    if _brief_printer is not None:
        _brief_printer.printer.close()
    os._exit(1)


def make(print_job: PrintJob) -> PrintedBrief | Rewrite:
    """Print one brief in a worker process, within its time.

    Raises
    ------
    HouseProblems
        Whatever went wrong: the project's own problems as they are, anything else by its name,
        with the traceback of this process.
    """
    if _brief_printer is None:
        raise RuntimeError(print_job.name)
    gc.disable()  # a document makes millions of objects that all live until it is done
    try:
        with _within(_time_limit):
            made = _brief_printer.make(print_job)
        return made if isinstance(made, Rewrite) else PrintedBrief(made, _brief_printer.notices)
    except OblysError:
        raise
    except _OutOfTimeError as error:
        late = unexpected("problem.time_limit", error, print_job.name)
        raise HouseProblems([replace(late, slots={"found": f"{_time_limit:g}"})]) from error
    except Exception as error:
        raise HouseProblems([unexpected("problem.brief_failed", error, print_job.name)]) from error
    finally:
        gc.enable()
        gc.collect(0 if next(_printed) % THOROUGH else 2)  # what a document leaves is young


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


OpenPool = Callable[[int], AbstractContextManager[Executor]]
"""Opens an executor with so many warm workers."""


def how_many(asked: int | None) -> int:
    """Return the number of workers: as many as asked for, else one for each core."""
    return asked or os.cpu_count() or 1


@contextmanager
def workers(
    worker_settings: WorkerSettings, jobs: int, method: str = "spawn"
) -> Iterator[Executor]:
    """Open a pool of warm workers, and drop what is queued when the block is left early.

    Raises
    ------
    MachineLacks
        If a library of the system is missing that lays out pages or puts fonts into them.
    """
    missing = library_lacks()
    if missing:
        raise MachineLacks(
            Problem("problem.no_library", slots={"found": each.subject}) for each in missing
        )
    pool = ProcessPoolExecutor(jobs, get_context(method), start_worker, (worker_settings,))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def early_method() -> str:
    """Say how workers start before anything else has been loaded, or begun, in this process.

    A copy of it costs less than a new process. Later it might hold what another thread left half
    done, and elsewhere than on Linux the system's own libraries may not bear it.
    """
    alone = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if alone else "spawn"


@contextmanager
def ahead(worker_settings: WorkerSettings, count: int) -> Iterator[OpenPool]:
    """Open a pool before it is known what to print, so that it is warm when it is needed.

    Parameters
    ----------
    worker_settings, count
        What workers need, and how many of them to start.

    Yields
    ------
    callable
        Opens pools: gives the one that is ready to whoever asks first, and a new one after that.
    """
    with workers(worker_settings, count, early_method()) as early:
        for _ in range(count):
            early.submit(_nothing)  # a pool starts each of its processes when it gets work
        ready = [early]

        @contextmanager
        def opened(jobs: int) -> Iterator[Executor]:
            if ready:
                yield ready.pop()
                return
            with workers(worker_settings, jobs) as another:
                yield another

        yield opened


def _nothing() -> None:
    pass
