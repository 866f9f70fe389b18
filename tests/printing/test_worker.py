"""A worker without memory, or without its parent, harms nobody else."""

import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from generator.printing.pool.dispatch import BriefWriter, WritingJob, render
from generator.printing.pool.worker import WorkerSettings, ahead, early_method, workers
from generator.project import Project
from tests.printing.test_dispatch import printers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and /proc of Linux")

NOTHING_MORE = 1 << 20
"""So little memory that even a worker which has grown has none left to take."""


def without_memory(code):
    """Take away all memory from the process that unpacks this, and name the language."""
    resource.setrlimit(resource.RLIMIT_AS, (NOTHING_MORE, resource.RLIM_INFINITY))
    return code


def with_memory(code):
    """Give it back."""
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return code


class Poor(str):
    """A language that leaves no memory to the worker that reads it."""

    __slots__ = ()

    def __reduce__(self):
        """Limit the process that unpacks the job."""
        return without_memory, (str(self),)


class Rich(str):
    """A language that lifts the limit again."""

    __slots__ = ()

    def __reduce__(self):
        """Let the process that unpacks the job take what it needs."""
        return with_memory, (str(self),)


def test_a_brief_without_memory_fails_alone(small):
    """The one after it comes out of the same worker to the same bytes as the one before it."""
    found = small.survey()
    first, poor = found.everything[0], found.everything[1]
    jobs = [
        WritingJob(first, Rich("en")),
        WritingJob(poor, Poor("en")),
        WritingJob(first, Rich("en")),
    ]
    printed = []
    own = printers(found, workers)
    done = render(own, jobs, lambda job, made: printed.append((job.name, made)))
    ((name, (problem,)),) = done.failures.items()
    assert name == "KZ-63.en"
    assert problem.key in ("problem.brief_failed", "problem.worker_died")
    assert [name for name, _ in printed] == ["KZ-10.en", "KZ-10.en"]
    assert printed[0] == printed[1]


PARENT = """
import os, sys, time
from generator.project import Project
from generator.printing.pool.worker import WorkerSettings, workers

if __name__ == "__main__":
    with workers(WorkerSettings(Project.here().templates), 2, sys.argv[1]) as pool:
        for task in [pool.submit(time.sleep, 0.2) for _ in range(4)]:
            task.result()
        print(*pool._processes, flush=True)
        time.sleep(600)
"""


def alive(pid):
    """Whether a process is still at work."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:  # noqa: PTH123 - one line says it
            return stat.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_worker_ends_with_the_process_that_started_it(tmp_path, method):
    """Else it would wait for work, and hold its memory, for ever."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    left = tmp_path / "left"
    left.mkdir()
    here = {"PYTHONPATH": str(Project.here().root), "TMPDIR": str(left)}
    environment = {**os.environ, **here}
    with subprocess.Popen(
        [sys.executable, script, method], stdout=subprocess.PIPE, text=True, env=environment
    ) as parent:
        started = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(started) == 2
        assert all(map(alive, started))
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        for _ in range(6000):  # ten minutes: only a hang takes so long
            if not any(map(alive, started)):
                break
            time.sleep(0.1)
        survived = [pid for pid in started if alive(pid)]
        for pid in survived:
            os.kill(pid, signal.SIGKILL)
    assert not survived
    assert list(left.iterdir()) == []


def test_workers_leave_nothing_behind(tmp_path, monkeypatch):
    """What a printer keeps on the disk is gone with its process."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with workers(WorkerSettings(Project.here().templates), 2) as pool:
        assert len({pool.submit(os.getpid).result() for _ in range(4)}) >= 1
        assert list(tmp_path.iterdir()) != []
    assert list(tmp_path.iterdir()) == []


EARLY = """
import hashlib, pickle, sys
from generator.printing.pool import worker

settings, job = pickle.load(sys.stdin.buffer)
print(worker.early_method())
with worker.ahead(settings, 1) as ready, ready(1) as first, ready(1) as second:
    for pool in (first, second):
        print(hashlib.sha256(pool.submit(worker.make, job).result().content).hexdigest())
"""


def test_a_brief_is_the_same_however_its_worker_was_started(small):
    """Copied from a process that has done nothing yet, or started anew."""
    found = small.survey()
    order = BriefWriter(found.resources).write(WritingJob(found.everything[0], "en"))
    ran = subprocess.run(
        [sys.executable, "-c", EARLY],
        input=pickle.dumps((WorkerSettings(found.resources.templates), order)),
        cwd=Project.here().root,
        stdout=subprocess.PIPE,
        check=True,
    )
    method, early, late = ran.stdout.decode().split()
    assert method == "fork"
    assert early == late


def test_a_process_with_threads_is_not_copied():
    """A thread might hold a lock that nobody in the copy would ever give back."""
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert early_method() == "spawn"
    finally:
        waiting.set()
        thread.join()


def test_the_first_pool_is_the_one_that_was_opened_ahead(monkeypatch):
    """It is ready for who comes first; who comes later gets a pool of its own, started anew."""
    opened = []

    @contextmanager
    def open_pool(worker_settings, count, method="spawn"):
        pool = ThreadPoolExecutor(count)
        opened.append((count, method, pool))
        yield pool
        pool.shutdown()

    monkeypatch.setattr("generator.printing.pool.worker.workers", open_pool)
    with ahead(WorkerSettings(Project.here().templates), 3) as ready:
        assert [count for count, _, _ in opened] == [3]
        with ready(2) as first, ready(1) as second:
            assert [first, second] == [pool for _, _, pool in opened]
            assert opened[1][:2] == (1, "spawn")
            assert second.submit(max, 1, 2).result() == 2
        with pytest.raises(RuntimeError):
            second.submit(max, 1, 2)
        assert first.submit(max, 1, 2).result() == 2
    with pytest.raises(RuntimeError):
        first.submit(max, 1, 2)
