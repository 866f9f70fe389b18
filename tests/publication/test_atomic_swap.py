"""Results are swapped in whole: whatever interrupts a run, the previous ones stay."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import MachineLacks
from generator.publication import atomic_swap
from generator.publication.atomic_swap import ISSUING, PREVIOUS, STAGING, stage

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def target(tmp_path):
    """A year's folder with two briefs from an earlier run."""
    briefs = tmp_path / "out" / "2025" / "briefs"
    briefs.mkdir(parents=True)
    (briefs / "KZ-23.en.pdf").write_text("old")
    (briefs / "KZ-99.en.pdf").write_text("of a region that is gone")
    return briefs.parent


def contents(target):
    """Text of every file below a folder."""
    return {
        str(path.relative_to(target)): path.read_text()
        for path in sorted(target.parent.rglob("*.pdf"))
    }


def test_a_full_run_replaces_everything(target):
    """What the new run did not make is gone."""
    with stage(target) as opened:
        (opened.subfolder("briefs") / "KZ-23.en.pdf").write_text("new")
        opened.publish(keep=())
    assert contents(target) == {"briefs/KZ-23.en.pdf": "new"}


def test_a_run_for_some_regions_keeps_the_others(target):
    """Only what was asked for changes."""
    with stage(target) as opened:
        (opened.subfolder("briefs") / "KZ-23.en.pdf").write_text("new")
        opened.publish(keep=None)
    assert contents(target) == {
        "briefs/KZ-23.en.pdf": "new",
        "briefs/KZ-99.en.pdf": "of a region that is gone",
    }


def half_a_run(target, failure):
    """Write half a brief and fail."""
    with stage(target) as opened:
        (opened.subfolder("briefs") / "KZ-23.en.pdf").write_text("half")
        raise failure


def test_if_one_folder_cannot_be_swapped_none_is(target, monkeypatch):
    """Briefs and facts belong together: the folder that was swapped first is put back."""
    before, swap = contents(target), atomic_swap._swap

    def fail_at_facts(staged, current):
        if current.name == "facts":
            raise OSError(errno.EIO, "fails")
        swap(staged, current)

    monkeypatch.setattr(atomic_swap, "_swap", fail_at_facts)
    with stage(target) as opened:
        (opened.subfolder("briefs") / "KZ-23.en.pdf").write_text("new")
        (opened.subfolder("facts") / "KZ-23.json").write_text("{}")
        with pytest.raises(OSError, match="fails"):
            opened.publish(keep=())
    assert contents(target) == before


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_a_failed_run_leaves_no_trace(target, failure):
    """Neither in the results nor beside them."""
    before = contents(target)
    with pytest.raises(failure):
        half_a_run(target, failure)
    assert contents(target) == before
    assert [path.name for path in target.parent.iterdir()] == ["2025"]


def test_a_run_killed_between_two_renames_is_put_right(target):
    """The folder that had been moved aside comes back with the next run."""
    (target / "briefs").rename(target / f"{PREVIOUS}briefs")
    with stage(target):
        assert (target / "briefs" / "KZ-23.en.pdf").read_text() == "old"
    assert sorted(path.name for path in target.iterdir()) == ["briefs"]


def test_a_killed_run_is_cleared_away(target):
    """What it had staged goes with the next run, also with one for another year."""
    left = target.parent / f"{STAGING}2024-1" / "briefs"
    left.mkdir(parents=True)
    issuing = target / "editions" / f"{ISSUING}1-1" / "briefs"
    issuing.mkdir(parents=True)
    with stage(target):
        assert not left.parent.exists()
        assert not issuing.parent.exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    """A file where the folder should be is the machine's problem, not a traceback."""
    (tmp_path / "out").write_text("a file")
    with pytest.raises(MachineLacks) as error, stage(tmp_path / "out" / "2025"):
        pass
    assert error.value.problems[0].key == "problem.not_writable"


def test_a_full_disk_is_the_machines_problem_and_names_the_file(target):
    """And the previous results stay, with nothing beside them."""
    before = contents(target)
    with pytest.raises(MachineLacks) as error:
        half_a_run(target, OSError(errno.ENOSPC, "No space left on device", "KZ-23.en.pdf"))
    (problem,) = error.value.problems
    assert (problem.key, problem.place.file) == ("problem.disk", "KZ-23.en.pdf")
    assert contents(target) == before
    assert [path.name for path in target.parent.iterdir()] == ["2025"]


def test_where_folders_cannot_change_places_at_once_they_do_so_one_after_the_other(
    target, monkeypatch
):
    """The results are the same; what was there before is gone."""
    monkeypatch.setattr(atomic_swap, "exchange", lambda *_: False)
    test_a_full_run_replaces_everything(target)
    assert sorted(path.name for path in target.iterdir()) == ["briefs"]


@pytest.mark.skipif(os.name != "posix", reason="signals of this kind exist on POSIX only")
def test_interrupting_the_command_leaves_the_previous_briefs(target):
    """Ctrl-C in the middle of a real run: exit 130, no traceback, nothing half-written."""
    before = contents(target)
    command = [sys.executable, "-m", "generator", "build", "--jobs", "1"]
    # A shell's background job ignores Ctrl-C, and its children inherit that.
    inherited = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [*command, "--out", str(target.parent)],
        cwd=ROOT,
        env={**os.environ, "OBLYS_UI": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        signal.signal(signal.SIGINT, inherited)
        first = running.stdout.readline()
        os.killpg(running.pid, signal.SIGINT)
        _, complaint = running.communicate()
    assert "(1 of 63)" in first
    assert running.returncode == 130
    assert "Traceback" not in complaint
    assert contents(target) == before
    assert [path.name for path in target.parent.iterdir()] == ["2025"]
