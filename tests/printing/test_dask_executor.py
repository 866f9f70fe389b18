"""A cluster prints the same bytes as this machine, and says what it lacks."""

import json
import os
import pickle
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest
from distributed import Client

from generator.checksums import versions_now
from generator.cli import main
from generator.errors import HouseProblems, MachineLacks, Refused
from generator.printing.pool import dask_executor as clusters
from generator.printing.pool import sandbox
from generator.printing.pool.dask_executor import cluster
from generator.printing.pool.dispatch import BriefWriter, PrintService, WritingJob, render
from generator.printing.pool.sandbox import SandboxedWorker, SandboxTask, print_in_sandbox
from generator.printing.pool.worker import WorkerSettings
from generator.project import Project
from tests import small_project as laid_out
from tests.printing.test_dispatch import Deadly

HERE = Project.here()
LOOPBACK, HANG = "127.0.0.1", 600


def started(kind, *words, folder=HERE.root):
    """Start a process of a cluster as its user does, from a checkout."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *map(str, words)]
    return subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def eventually(what):
    """Return what is asked for as soon as there is something; only a hang takes ten minutes."""
    end = time.monotonic() + HANG
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.05)
    pytest.fail("it never came")
    return None


@dataclass
class Farm:
    """A real scheduler and its workers, on this machine."""

    folder: Path
    scheduler: subprocess.Popen = field(init=False)
    workers: list = field(default_factory=list)

    def __post_init__(self):
        """Start a scheduler on a port that is free, and learn which."""
        told = self.folder / "scheduler.json"
        self.scheduler = started(
            "scheduler",
            "--host",
            LOOPBACK,
            "--port",
            0,
            "--no-dashboard",
            "--scheduler-file",
            told,
        )
        self.address = eventually(lambda: told.exists() and told.stat().st_size and _address(told))

    def join(self, *words, folder=HERE.root):
        """Start one more worker, and wait until the scheduler knows it."""
        words = ("--nthreads", 1, "--no-dashboard", "--local-directory", self.folder, *words)
        self.workers.append(started("worker", self.address, *words, folder=folder))
        with Client(self.address, timeout=HANG, set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=HANG)
        return self

    def end(self):
        """Leave no process behind, whatever state they are in."""
        for process in (*self.workers, self.scheduler):
            ended(process)


def _address(told):
    try:
        return json.loads(told.read_text(encoding="utf-8"))["address"]
    except ValueError:  # it is being written
        return None


def ended(process):
    """Kill a process and its children."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="module")
def dask_pool(tmp_path_factory):
    """A scheduler with two workers, one of them watched by a nanny as dask does by default."""
    dask_pool = Farm(tmp_path_factory.mktemp("farm"))
    yield dask_pool.join().join("--no-nanny")
    dask_pool.end()


@pytest.fixture
def lonely(tmp_path):
    """A scheduler without workers."""
    dask_pool = Farm(tmp_path)
    yield dask_pool
    dask_pool.end()


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    """The figures of three made-up regions."""
    data = tmp_path_factory.mktemp("figures") / "data"
    shutil.copytree(laid_out.TINY, data)
    laid_out.complete_unemployment(data / "deliveries" / laid_out.NEWEST.isoformat())
    shutil.copytree(HERE.classifications / "geometry", data / "classifications" / "geometry")
    return data


@pytest.fixture
def found(small):
    """The survey of the small project."""
    return small.survey()


def pool(dask_pool, found):
    """Workers of a farm, for a render."""
    return partial(
        cluster, dask_pool.address, versions_now(HERE), WorkerSettings(found.resources.templates)
    )


def contents(folder):
    """Every file of results but the ledger, by name."""
    return {path.name: path.read_bytes() for path in folder.glob("*/*/*")}


def test_a_cluster_prints_the_same_bytes(run, dask_pool, figures, tmp_path):
    """Where a brief is printed cannot be seen in it."""
    here, there = tmp_path / "here", tmp_path / "there"
    asked = ("build", "--data", figures, "--region", "KZ-10", "--language", "kk", "ru")
    done = run(*asked, "--out", here)
    assert done.returncode == 0, done.stderr
    done = run(*asked, "--out", there, "--scheduler", dask_pool.address)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert len(contents(here)) == 3
    assert contents(there) == contents(here)


def test_a_document_that_kills_its_process_fails_alone(dask_pool, found):
    """It is tried once more and reported; the workers themselves live on."""
    first, second, *_ = found.everything
    printed = []
    done = render(
        PrintService(BriefWriter(found.resources).write, pool(dask_pool, found), 2),
        [WritingJob(first, Deadly("en")), WritingJob(second, "en")],
        lambda job, _: printed.append(job.name),
    )
    assert printed == ["KZ-63.en"]
    assert {name: each[0].key for name, each in done.failures.items()} == {
        "KZ-10.en": "problem.worker_died"
    }
    assert [worker.poll() for worker in dask_pool.workers] == [None, None]


def test_work_of_lost_workers_is_done_by_others_while_there_are_any(lonely, found, monkeypatch):
    """Without workers the run is given up, and the next attempt says what is missing."""
    monkeypatch.setattr(clusters, "LONELY", 1.0)
    monkeypatch.setattr(clusters, "JOINING", 1.0)
    monkeypatch.setattr(clusters, "CONNECTING", HANG)
    assert refusal(lonely, found) == "problem.no_workers"
    monkeypatch.setattr(clusters, "JOINING", HANG)
    first, last = lonely.join("--no-nanny").join("--no-nanny").workers
    with pool(lonely, found)(2) as workers:
        asked = [workers.submit(time.sleep, 0.5) for _ in range(6)]
        asked[0].result()
        ended(first)
        assert [each.result() for each in asked] == [None] * 6
        waiting = workers.submit(time.sleep, 300)
        ended(last)
        assert isinstance(waiting.exception(), BrokenExecutor)
        orphaned = workers.submit(time.sleep, 300)
        ended(lonely.scheduler)
        assert isinstance(orphaned.exception(), BrokenExecutor)
    monkeypatch.setattr(clusters, "CONNECTING", 1.0)
    assert refusal(lonely, found) == "problem.no_scheduler"


@pytest.fixture
def unforgiving(monkeypatch):
    """Schedulers try nothing on a second worker, after it killed the first."""
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    monkeypatch.setattr(clusters, "LONELY", 1000.0)


@pytest.mark.usefixtures("unforgiving")
def test_what_kills_its_worker_too_often_is_broken(lonely, found, tmp_path):
    """It is treated as what breaks a process of this machine: others go on, it is tried alone."""
    (worker,) = lonely.join("--no-nanny").workers
    begun = tmp_path / "begun"
    with pool(lonely, found)(1) as workers:
        asked = workers.submit(
            subprocess.check_call, ["/bin/sh", "-c", f"touch {begun}; sleep 300"]
        )
        eventually(begun.exists)
        ended(worker)
        assert isinstance(asked.exception(HANG), BrokenExecutor)


def refusal(dask_pool, found):
    """Why a farm cannot be used."""
    with pytest.raises(MachineLacks) as refused, pool(dask_pool, found)(1):
        pass
    return refused.value.problems[0].key


def test_a_worker_with_another_checkout_is_refused(run, lonely, small, figures):
    """The answer names the machine and what is not the same; nothing is written."""
    sheet = small.project.templates / "style" / "brief.css"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "p { color: red }", encoding="utf-8")
    lonely.join(folder=small.project.root)
    out = small.project.out
    asked = ("build", "--data", figures, "--out", out, "--scheduler", lonely.address)
    done = run(*asked)
    assert done.returncode == 4
    assert f"{platform.node()}: the program, templates" in done.stderr
    assert re.search(r"\(templates \w+ → \w+\)", done.stderr)
    assert not out.exists()


@pytest.fixture
def task(found):
    """What a child is opened for, as the machine that asks would say it."""
    worker_settings = WorkerSettings(found.resources.templates)
    return SandboxTask(
        "a run", versions_now(HERE), pickle.dumps(worker_settings), worker_settings.time_limit
    )


def test_a_child_with_another_state_refuses_the_job(task):
    """A worker that joined after the start is asked as well."""
    child = SandboxedWorker(replace(task, state={**task.state, "numpy": "0.1"}))
    with pytest.raises(Refused) as refused:
        child.do("KZ-10.en", pickle.dumps((os.getpid, ())))
    problem = refused.value.problems[0]
    assert problem.place.file == f"KZ-10.en, {platform.node()}"
    assert problem.slots["found"].startswith("numpy 0.1 → ")
    child.close()


def test_a_child_is_kept_warm_for_its_run_and_closed_when_it_idles(task, monkeypatch):
    """The next brief of a run finds fonts and templates loaded; another run gets its own child."""
    work = pickle.dumps((os.getpid, ()))
    first, second = (print_in_sandbox(task, "", work) for _ in range(2))
    assert first == second != os.getpid()
    monkeypatch.setattr(sandbox, "IDLE", 0.1)
    assert print_in_sandbox(replace(task, run="another"), "", work) != first
    assert print_in_sandbox(task, "", work) == first
    eventually(lambda: not sandbox._idle)


def test_a_child_that_cannot_even_interrupt_itself_is_ended(task, monkeypatch):
    """Its worker keeps the time as well."""
    monkeypatch.setattr(sandbox, "OPENING", 0.2)
    child = SandboxedWorker(replace(task, limit=0.1))
    with pytest.raises(HouseProblems) as ended_late:
        child.do("KZ-10.en", pickle.dumps((time.sleep, (300,))))
    assert ended_late.value.problems[0].key == "problem.time_limit"
    assert not child.alive


def test_a_child_ends_with_its_worker():
    """Nobody closes the children of a worker that was killed; they notice by themselves."""
    command = [sys.executable, "-c", sandbox._SERVE]
    done = subprocess.run(command, cwd=HERE.root, input=b"", capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.fixture
def asked(figures, tmp_path):
    """The words of a build by a cluster, with nothing to be found in its folder afterwards."""
    out = tmp_path / "out"
    yield ["build", "--data", str(figures), "--out", str(out), "--region", "KZ-10"]
    assert not out.exists()


@pytest.mark.parametrize("ui", ["kk", "ru", "en"])
def test_without_the_library_the_remedy_is_named(asked, monkeypatch, capsys, ui):
    """It is optional: whoever prints on one machine needs nothing of it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main([*asked, "--scheduler", f"tcp://{LOOPBACK}:1", "--ui", ui]) == 3
    assert "make setup-cluster" in capsys.readouterr().err


def test_nobody_at_the_address_is_named(asked, monkeypatch, capsys):
    """Nothing is written where nobody listens, or where something else than a scheduler does."""
    monkeypatch.setattr(clusters, "CONNECTING", 0.5)
    with socket.create_server((LOOPBACK, 0)) as silent:
        address = f"tcp://{LOOPBACK}:{silent.getsockname()[1]}"
        assert main([*asked, "--scheduler", address, "--ui", "en"]) == 3
        assert capsys.readouterr().err.startswith(f"{address}: no scheduler answers")
    assert main([*asked, "--scheduler", address, "--ui", "en"]) == 3
    assert capsys.readouterr().err.startswith(f"{address}: no scheduler answers")


def test_whoever_prints_here_loads_nothing_of_it(figures, tmp_path):
    """The library is slow to load and optional."""
    words = ["build", "--data", str(figures), "--out", str(tmp_path), "--year", "1999"]
    code = f"import sys; from generator.cli import main; main({words})\n"
    code += "sys.exit('distributed' in sys.modules or 'generator.pipeline' not in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=HERE.root, check=False)
    assert done.returncode == 0
