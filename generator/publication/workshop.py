"""The workshop: a warm process that prints briefs, each within its time.

It knows nothing of figures and languages: an order holds all that is printed. Whatever a document
does (hang, exhaust the memory, kill its process), it fails alone.
"""

import gc
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path

from generator.errors import HouseProblems, OblysError, Place, Problem
from generator.publication.order import Again, Order
from generator.publication.pdf import Press, Proof
from generator.publication.proofreading import sharing

TIME_LIMIT = 300.0
"""Seconds that one document may take; it usually takes one or two."""


@dataclass(frozen=True)
class Gear:
    """What a workshop needs: style sheets and fonts, and its patience in seconds."""

    templates: Path
    time_limit: float = TIME_LIMIT


class Workshop:
    """Prints briefs; keeps fonts warm between them."""

    def __init__(self, gear: Gear) -> None:
        self.gear = gear
        self.press = Press(gear.templates)

    def proof(self, order: Order) -> Proof | Again:
        """Lay out one brief, unless its manuscript has to be written anew."""
        proof = self.press.lay_out(order.manuscript)
        joined = sharing(proof.sheets, order.sections) if order.may_share else frozenset()
        if joined:
            return Again(joined)
        if order.may_shorten and len(proof.sheets) > order.pages:
            return Again()
        return proof

    def make(self, order: Order) -> bytes | Again:
        """Print one brief, unless something is wrong with it."""
        proof = self.proof(order)
        return proof if isinstance(proof, Again) else self.press.print(proof, order)


_workshop: Workshop | None = None  # one per worker process: what makes it warm


def open_workshop(gear: Gear) -> None:
    """Set up a worker process; it leaves Ctrl-C to the process that started it, and ends with it.

    A worker whose parent was killed would else wait for work, and hold its memory, for ever.
    """
    global _workshop  # noqa: PLW0603 - set once, when the worker process starts
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _workshop = Workshop(gear)
    gc.freeze()  # what is warm stays: no collection after a document need look at it again


def _end_with(parent: BaseProcess) -> None:
    """End this process as soon as its parent has ended."""
    parent.join()
    os._exit(1)


def make(order: Order) -> bytes | Again:
    """Print one brief in a worker process, within its time.

    Raises
    ------
    HouseProblems
        Whatever went wrong: the project's own problems as they are, anything else by its name.
    """
    if _workshop is None:
        raise RuntimeError(order.name)
    gc.disable()  # a document makes millions of objects that all live until it is done
    try:
        with _within(_workshop.gear.time_limit):
            return _workshop.make(order)
    except OblysError:
        raise
    except _OutOfTimeError as error:
        slots = {"found": f"{_workshop.gear.time_limit:g}"}
        raise HouseProblems([Problem("problem.time_limit", Place(order.name), slots)]) from error
    except Exception as error:
        slots = {"found": f"{type(error).__name__}: {error}"}
        raise HouseProblems([Problem("problem.brief_failed", Place(order.name), slots)]) from error
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
def workers(gear: Gear, jobs: int) -> Iterator[Executor]:
    """Open a pool of warm workers, and drop what is queued when the block is left early."""
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), open_workshop, (gear,))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
