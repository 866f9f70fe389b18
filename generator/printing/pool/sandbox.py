"""A worker in a child process: whatever a document does to it, the process that asked lives on.

A worker of a cluster prints in a thread, where no time limit can be kept, and serves whoever asks
next. So it lets a child print: the child keeps the limits, starts with the settings that
``generator`` makes before NumPy is imported, and ends when its worker does. It is opened for one
run, looks once whether it has the same program as the machine that asks, and is kept warm while
that run goes on.
"""

import os
import pickle
import platform
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from threading import Event, Lock, Timer

from generator.checksums import differences, versions_now
from generator.errors import HouseProblems, Location, OblysError, Problem, Refused
from generator.project import Project

OPENING = 60.0
"""Seconds that a child may take to start; it usually takes two or three."""

IDLE = 60.0
"""Seconds after which a child with nothing to do is closed."""

_SERVE = "from generator.printing.pool.sandbox import serve; serve()"


@dataclass(frozen=True)
class SandboxTask:
    """What a child is opened for.

    ``run`` is a name that no other run has, ``state`` the versions and checksums of the machine
    that asks, ``worker_settings`` what the worker needs, pickled: only the child is to
    unpack it.
    ``limit`` is the time in seconds that one document may take.
    """

    run: str
    state: Mapping[str, str]
    worker_settings: bytes
    limit: float


def compared(wanted: Mapping[str, str]) -> tuple[str, str]:
    """Name this machine, and what its state differs in: asked of every process of a cluster."""
    state = {**versions_now(Project.here()), "distributed": version("distributed")}
    return platform.node(), differences(wanted, state)


class SandboxedWorker:
    """A child process that prints, opened for the tasks of one run."""

    def __init__(self, task: SandboxTask) -> None:
        self.task = task
        self.leaving: Timer | None = None
        self._late = Event()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Project.here().root,
        )
        self._ask(task)

    @property
    def alive(self) -> bool:
        """Whether the child can be asked once more."""
        return self._process.poll() is None

    def do(self, name: str, work: bytes) -> object:
        """Let the child do pickled work, within its time.

        Raises
        ------
        OblysError
            Whatever the child says is wrong; or that it took far too long and had to be ended.
        BrokenExecutor
            If the child died of it.
        """
        limit = Timer(2 * self.task.limit + OPENING, self._end_late)
        limit.start()
        try:
            self._ask((name, work))
            answer = self._answer(name)
        finally:
            limit.cancel()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """End the child."""
        self._process.kill()
        self._process.communicate()

    def _ask(self, what: object) -> None:
        """Hand something over; that a dead child takes nothing is seen when it does not answer."""
        stream = self._process.stdin
        if stream is not None:
            with suppress(OSError):
                stream.write(pickle.dumps(pickle.dumps(what)))
                stream.flush()

    def _answer(self, name: str) -> object:
        stream = self._process.stdout
        try:
            return pickle.load(stream) if stream is not None else None
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.close()
            if self._late.is_set():
                slots = {"found": f"{self.task.limit:g}"}
                problem = Problem("problem.time_limit", Location(name), slots)
                raise HouseProblems([problem]) from error
            raise BrokenExecutor(name) from error

    def _end_late(self) -> None:
        self._late.set()
        self._process.kill()


_guard = Lock()
_idle: list[SandboxedWorker] = []  # the children of this worker that have nothing to do, kept warm


def print_in_sandbox(task: SandboxTask, name: str, work: bytes) -> object:
    """Let a child of this process do pickled work; it is opened if there is none for the run."""
    child = _taken(task)
    try:
        return child.do(name, work)
    finally:
        if child.alive:
            _put_back(child)


def _taken(task: SandboxTask) -> SandboxedWorker:
    """Take a warm child of this run, or open one; those of other runs are left to themselves."""
    with _guard:
        for child in _idle:
            if child.task.run == task.run and child.alive:
                _idle.remove(child)
                if child.leaving is not None:
                    child.leaving.cancel()
                return child
    return SandboxedWorker(task)


def _put_back(child: SandboxedWorker) -> None:
    child.leaving = Timer(IDLE, _dismiss, [child])
    child.leaving.daemon = True
    with _guard:
        _idle.append(child)
    child.leaving.start()


def _dismiss(child: SandboxedWorker) -> None:
    """Close a child, unless it was taken in the last moment."""
    with _guard:
        if child not in _idle:
            return
        _idle.remove(child)
    child.close()


def serve() -> None:
    """Print whatever is asked for on standard input until it is closed: the life of a child."""
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library says must not get between the answers
    with suppress(EOFError, BrokenPipeError):
        task: SandboxTask = pickle.loads(pickle.load(asked))
        differ = _settle(task)
        while True:
            name, work = pickle.loads(pickle.load(asked))
            answer = _refusal(name, differ) if differ else _done(work)
            answers.write(pickle.dumps(answer))
            answers.flush()


def _settle(task: SandboxTask) -> str:
    """Start the worker with this machine's own templates and words, if they are the same.

    Returns
    -------
    str
        What is not the same; empty if the worker has started.
    """
    from generator.printing.pool.worker import start_worker  # noqa: PLC0415 - only children print

    here = Project.here()
    differ = differences(task.state, versions_now(here))
    if not differ:
        worker_settings = pickle.loads(task.worker_settings)
        start_worker(replace(worker_settings, templates=here.templates))
    return differ


def _refusal(name: str, differ: str) -> Refused:
    place = Location(f"{name}, {platform.node()}")
    return Refused([Problem("problem.other_state", place, {"found": differ})])


def _done(work: bytes) -> object:
    """Do pickled work: a function and what it takes."""
    try:
        function, given = pickle.loads(work)
        return function(*given)
    except OblysError as error:
        return error
