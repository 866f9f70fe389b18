"""One run at a time in a folder of results."""

import errno
import os
import subprocess
import sys

import pytest

from generator.errors import MachineLacks, Refused
from generator.publication import output_lock
from generator.publication.output_lock import LOCK, only_run

HOLDER = """
import sys
from pathlib import Path
from generator.publication.output_lock import only_run
with only_run(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

RACER = """
import sys, time
from pathlib import Path
from generator.errors import Refused
from generator.publication.output_lock import only_run
out, mark = Path(sys.argv[1]), Path(sys.argv[1]) / "inside"
inside = refused = 0
for _ in range(200):
    try:
        with only_run(out):
            mark.mkdir()
            mark.rmdir()
            inside += 1
    except Refused:
        refused += 1
print(inside, refused)
"""


def test_a_second_run_is_refused_at_once_and_told_by_whom(tmp_path):
    """While the first one holds it; when the first one is killed, its lock means nothing."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Refused) as refused, only_run(tmp_path):
            pass
        assert holder.poll() is None
        assert refused.value.problems[0].slots["found"] == str(holder.pid)
        holder.kill()
    assert (tmp_path / LOCK).exists()
    with only_run(tmp_path):
        assert (tmp_path / LOCK).read_text() == str(os.getpid())
    assert list(tmp_path.iterdir()) == []


def test_many_races_have_one_winner_each(tmp_path):
    """Three processes, 600 tries: never two inside, and nobody stumbles over a folder removed."""
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, tmp_path / "out"], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    answers = [racer.communicate()[0].split() for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0, 0]
    assert sum(int(inside) + int(refused) for inside, refused in answers) == 600
    assert list(tmp_path.glob("out/*")) == []


def test_a_full_disk_does_not_keep_a_run_from_its_lock(tmp_path, monkeypatch):
    """The lock holds without a name in it; another run is refused all the same."""
    monkeypatch.setattr(os, "write", full)
    with only_run(tmp_path):
        assert (tmp_path / LOCK).read_text() == ""
        with pytest.raises(Refused) as refused, only_run(tmp_path):
            pass
    assert refused.value.problems[0].slots["found"] == "?"
    assert list(tmp_path.iterdir()) == []


def full(*_):
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, "full")


def test_a_folder_made_for_a_run_that_fails_is_gone(tmp_path):
    """A refused request leaves no trace."""
    with pytest.raises(ValueError, match="x"), only_run(tmp_path / "out"):
        raise ValueError("x")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_reported(tmp_path):
    """Before anything is computed."""
    (tmp_path / "out").write_text("")
    with pytest.raises(MachineLacks), only_run(tmp_path / "out"):
        pass


def test_a_folder_that_its_last_holder_removes_at_this_very_moment_is_made_again(
    tmp_path, monkeypatch
):
    """The last holder takes away its lock file, and the folder that was made for its run."""
    out, plain = tmp_path / "out", output_lock._lock
    removed = []

    def late(descriptor):
        plain(descriptor)
        if not removed:
            removed.append((out / LOCK).unlink())
            out.rmdir()

    monkeypatch.setattr(output_lock, "_lock", late)
    with only_run(out):
        assert (out / LOCK).read_text() == str(os.getpid())
    assert len(removed) == 1
