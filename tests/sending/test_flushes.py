"""What later steps rely on is on the disk: received figures, the witness of a mailing, commits."""

import os
import sqlite3

import pytest

from generator.publication.ledger import LEDGER, ledger
from generator.sending.letter_register import State, entries_in, register
from generator.sending.send_loop import mark_sending_begun, only_sender
from tests import small_project

OLD_LETTERS = """
CREATE TABLE letters (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL, edition INTEGER NOT NULL, region TEXT NOT NULL,
  address TEXT NOT NULL COLLATE NOCASE, diverted TEXT NOT NULL DEFAULT '',
  message_id TEXT NOT NULL UNIQUE, answers TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL, files TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN
    ('planned','sending','committing','sent','refused','deferred','unknown')),
  attempts INTEGER NOT NULL DEFAULT 0, next_try TEXT NOT NULL DEFAULT '',
  changed TEXT NOT NULL,
  UNIQUE (year, edition, region, address, diverted)
);
CREATE TABLE letter_events (
  letter INTEGER NOT NULL REFERENCES letters (id),
  at TEXT NOT NULL, state TEXT NOT NULL, stage TEXT NOT NULL DEFAULT '',
  code INTEGER NOT NULL DEFAULT 0, reply TEXT NOT NULL DEFAULT ''
);
CREATE TABLE bounces (
  letter INTEGER NOT NULL REFERENCES letters (id),
  sha256 TEXT NOT NULL, arrived TEXT NOT NULL, action TEXT NOT NULL, status TEXT NOT NULL,
  reason TEXT NOT NULL, UNIQUE (letter, sha256)
);
"""
"""The register as the releases before offices had it."""


@pytest.fixture
def flushed(monkeypatch):
    """Numbers of the files that were flushed, in order."""
    found, real = [], os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda number: (found.append(os.fstat(number).st_ino), real(number))
    )
    return found


def test_what_is_received_is_on_the_disk(tmp_path, monkeypatch, flushed):
    """Every file of the delivery, its folder, and the name of the folder."""
    small = small_project.small(tmp_path, monkeypatch)
    flushed.clear()
    small.deliver({"unemployment_rate": {("KZ-10", "", 2023): 5.1}})
    folder = small.project.deliveries / small_project.LATER.isoformat()
    needed = [*folder.iterdir(), folder, folder.parent]
    assert len(needed) > 3
    assert {path.stat().st_ino for path in needed if path.exists()} <= set(flushed)


def test_the_witness_of_a_mailing_is_on_the_disk(tmp_path, flushed):
    """What says that letters were registered does not depend on luck."""
    with only_sender(tmp_path) as handle:
        assert flushed == []
        mark_sending_begun(handle)
        assert flushed == [os.fstat(handle.fileno()).st_ino]


def test_every_commit_of_the_ledger_is_flushed(tmp_path):
    """2 is FULL; others let a commit return before it is on the disk."""
    with ledger(tmp_path, "") as connection:
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert (tmp_path / LEDGER).stat().st_mode & 0o777 == 0o600


def test_letters_of_an_earlier_release_are_taken_over(tmp_path):
    """With their history: the first attempt, the doubt, and what a report said of them."""
    files = '[["briefs/KZ-23.kk.pdf", "kk", "a", 1]]'
    with sqlite3.connect(tmp_path / LEDGER) as connection:
        connection.executescript(OLD_LETTERS)
        for number, state in enumerate(("sent", "deferred", "sent", "refused"), 1):
            connection.execute(
                "INSERT INTO letters VALUES"
                " (?, 2025, 1, 'KZ-23', ?, '', ?, '', 'S', ?, ?, 1, '', 't')",
                (number, f"{number}@a.test", f"<{number}>", files, state),
            )
            connection.execute(
                "INSERT INTO letter_events VALUES (?, ?, 'sending', '', 0, '')",
                (number, f"t{number}"),
            )
        connection.execute("INSERT INTO letter_events VALUES (2, 't', 'unknown', 'dot', 0, '')")
        connection.execute("INSERT INTO bounces VALUES (3, 'x', 't', 'failed', '5.1.1', 'no')")
    connection.close()
    found = entries_in(tmp_path)
    assert [each.state for each in found] == [
        State.SENT,
        State.DEFERRED,
        State.BOUNCED,
        State.REFUSED,
    ]
    assert [each.doubtful for each in found] == [False, True, False, False]
    assert [each.begun for each in found] == ["t1", "t2", "t3", "t4"]
    assert [(each.role, each.part) for each in found] == [("", 1), ("", 2), ("", 3), ("", 4)]
    with register(tmp_path) as opened:
        assert opened.entries() == found
        assert [each.at for each in opened.history(found[1])] == ["t2", "t"]
