"""Many briefs on many machines: the workers of a dask cluster print instead of this machine's.

The only door to ``distributed``, which is optional. Scheduler and workers run from a checkout of
the same state; this is checked before anything is printed, and by every child that prints.
"""

import asyncio
import logging
import pickle
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from functools import partial
from importlib.metadata import version
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from uuid import uuid4

from generator.errors import Location, MachineLacks, Problem, Refused
from generator.printing.pool.sandbox import SandboxTask, compared, print_in_sandbox
from generator.printing.pool.worker import WorkerSettings

if TYPE_CHECKING:
    from distributed import Client

CONNECTING = 5.0
"""Seconds in which a scheduler must answer."""

JOINING = 10.0
"""Seconds in which at least one worker must have joined."""

LONELY = 30.0
"""Seconds after which a run without any worker is given up; one that died may come back."""

PULSE = 2.0
"""Seconds between two looks at whether there are workers."""

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


@contextmanager
def cluster(
    address: str, state: Mapping[str, str], worker_settings: WorkerSettings, _jobs: int
) -> Iterator[Executor]:
    """Open a pool whose workers are those of a cluster; the scheduler decides who prints what.

    Parameters
    ----------
    address
        Of the scheduler, such as ``tcp://10.0.0.5:8786``.
    state
        Versions and checksums of this machine, see
        :func:`generator.checksums.versions_now`.
    worker_settings
        What a worker needs; it puts its own folder in the place of this machine's.

    Raises
    ------
    MachineLacks
        If ``distributed`` is not installed, or scheduler or workers do not answer.
    Refused
        If any of them has another state of the program.
    """
    task = SandboxTask(
        uuid4().hex, state, pickle.dumps(worker_settings), worker_settings.time_limit
    )
    with _connected(address) as client:
        _require_workers(client, address)
        _require_same(client, state)
        dask_pool, over = _DaskPool(client, task), Event()
        Thread(target=_watch, args=(client, dask_pool, over), daemon=True).start()
        try:
            yield dask_pool
        finally:
            over.set()


def _connected(address: str) -> "Client":
    try:
        from distributed import Client  # noqa: PLC0415 - optional, and slow to load
    except ImportError as error:
        raise MachineLacks([Problem("problem.no_distributed")]) from error
    # What it logs on this side is in English and says no more than the problems do.
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    try:
        asyncio.run(asyncio.wait_for(_greet(address), CONNECTING))
        return Client(address, timeout=CONNECTING, set_as_default=False)
    except (OSError, ValueError) as error:
        slots = {"found": address}
        raise MachineLacks([Problem("problem.no_scheduler", slots=slots)]) from error


async def _greet(address: str) -> None:
    """Exchange greetings with a scheduler; a client would wait for them without end."""
    from distributed import Security  # noqa: PLC0415 - optional, see above
    from distributed.comm import connect  # noqa: PLC0415 - optional, see above

    settings = Security().get_connection_args("client")
    greeted = await connect(address, timeout=CONNECTING, **settings)
    await greeted.close()


def _require_workers(client: "Client", address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=JOINING)
    except TimeoutError as error:
        slots = {"found": address}
        raise MachineLacks([Problem("problem.no_workers", slots=slots)]) from error


def _require_same(client: "Client", state: Mapping[str, str]) -> None:
    """Ask scheduler and workers for their state, and name all that have another one."""
    wanted = {**state, "distributed": version("distributed")}
    answers = client.run(compared, wanted, on_error="return")
    try:
        answers["scheduler"] = client.run_on_scheduler(compared, wanted)
    except Exception as error:  # whatever keeps it from answering is its answer
        answers["scheduler"] = error
    told = {_told(address, answer) for address, answer in answers.items()}
    problems = [
        Problem("problem.other_state", Location(node), {"found": differ})
        for node, differ in sorted(told)
        if differ
    ]
    if problems:
        raise Refused(problems)


def _told(address: str, answer: object) -> tuple[str, str]:
    """Name a machine and what differs; one that could not compare says what stopped it."""
    if isinstance(answer, tuple):
        node, differ = answer
        return str(node), str(differ)
    return address, type(answer).__name__


class _DaskPool(Executor):
    """Hands work to a cluster, and calls whatever became of a lost worker by one name."""

    def __init__(self, client: "Client", task: SandboxTask) -> None:
        from distributed import KilledWorker  # noqa: PLC0415 - optional, see above

        self._pool, self._task, self._killed = client.get_executor(), task, KilledWorker
        self._open: set[Future[Any]] = set()

    def submit(
        self, work: Callable[_Given, _Made], /, *given: _Given.args, **named: _Given.kwargs
    ) -> "Future[_Made]":
        """Let a child of some worker do this; only that child unpacks what it is to do."""
        packed = pickle.dumps((partial(work, **named), given))
        name = str(getattr(given[0], "name", "")) if given else ""
        outer: Future[_Made] = Future()
        self._open.add(outer)
        inner = self._pool.submit(print_in_sandbox, self._task, name, packed, pure=False)
        inner.add_done_callback(partial(self._pass_on, outer))
        return outer

    def give_up(self) -> None:
        """Report all that is not done as broken."""
        for outer in tuple(self._open):
            with suppress(InvalidStateError):  # it was done in this very moment
                outer.set_exception(BrokenExecutor())

    def _pass_on(self, outer: "Future[Any]", inner: "Future[Any]") -> None:
        lost = inner.cancelled()  # the scheduler has gone
        error = None if lost else inner.exception()
        self._open.discard(outer)
        with suppress(InvalidStateError):  # it was given up already
            if lost or isinstance(error, self._killed):
                outer.set_exception(BrokenExecutor())
            elif error is not None:
                outer.set_exception(error)
            else:
                outer.set_result(inner.result())


def _watch(client: "Client", dask_pool: _DaskPool, over: Event) -> None:
    """Give up when there has been no worker for long: work would wait for one without end."""
    seen = monotonic()
    while not over.wait(PULSE):
        if _has_workers(client):
            seen = monotonic()
        elif monotonic() - seen > LONELY:
            dask_pool.give_up()
            return


def _has_workers(client: "Client") -> bool:
    try:
        return bool(client.sync(client.scheduler.ncores, callback_timeout=JOINING))
    except (OSError, RuntimeError, TimeoutError):
        return False  # no answer, or the run has just ended
