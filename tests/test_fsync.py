"""Files and folders on the disk: made, protected, exchanged in one step."""

import errno
import os
import sys

import pytest

from generator import fsync
from generator.fsync import exchange, flush, make_folder, protect


def test_a_folder_is_made_with_all_above_it(tmp_path, monkeypatch):
    """The name of each new one is forced onto the disk, from the top down; once it is there."""
    flushed = []
    monkeypatch.setattr(fsync, "flush_folder", flushed.append)
    folder = tmp_path / "a" / "b" / "c"
    make_folder(folder)
    assert folder.is_dir()
    assert flushed == [tmp_path, tmp_path / "a", tmp_path / "a" / "b"]
    make_folder(folder)
    assert len(flushed) == 3


def test_every_file_of_a_folder_is_forced_onto_the_disk(tmp_path, monkeypatch):
    """And the folder itself last; folders inside it are left alone."""
    for name in ("one", "two"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "inside").mkdir()
    done = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: (done.append(os.fstat(number)), real(number)))
    flush(tmp_path)
    expected = {os.stat(tmp_path / name).st_ino for name in ("one", "two")}  # noqa: PTH116 - as os.fstat
    assert {each.st_ino for each in done[:2]} == expected
    assert done[2].st_ino == tmp_path.stat().st_ino
    assert len(done) == 3


def test_protected_files_cannot_be_written_by_anybody(tmp_path):
    """Only the files of the folder itself."""
    (tmp_path / "inside").mkdir()
    for name in ("one", "inside/two"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    protect(tmp_path)
    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o444
    assert (tmp_path / "inside" / "two").stat().st_mode & 0o200


@pytest.mark.skipif(sys.platform != "linux", reason="a call of Linux")
def test_two_folders_take_each_others_place(tmp_path):
    """With all that is in them; one that is not there is an error that names it."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).write_text("x", encoding="utf-8")
    assert exchange(one, other)
    assert (one / "other").exists()
    assert (other / "one").exists()
    with pytest.raises(FileNotFoundError) as error:
        exchange(one, tmp_path / "nowhere")
    assert error.value.errno == errno.ENOENT
    assert (one / "other").exists()


def test_other_systems_have_no_such_step(tmp_path, monkeypatch):
    """Nothing is done there, and the caller is told so."""
    (tmp_path / "one").mkdir()
    monkeypatch.setattr(sys, "platform", "win32")
    assert not exchange(tmp_path / "one", tmp_path / "nowhere")
