"""The register of letters: planned once, moved step by step, and told after a crash."""

from dataclasses import replace

import pytest

from generator.errors import Refused
from generator.sending.letter_register import (
    Attached,
    Bounce,
    Entry,
    Event,
    State,
    entries_in,
    register,
)

FILES = (Attached("briefs/KZ-23.kk.pdf", "kk", "a" * 64, 100),)
LETTER = Entry(2025, 1, "KZ-23", "office@example.kz", "", "<1@x>", "", "Subject", FILES)


@pytest.fixture
def opened(tmp_path):
    """An empty register."""
    with register(tmp_path) as found:
        yield found


def planned(opened, entry=LETTER):
    """A letter that was just planned."""
    opened.plan([entry])
    return opened.find(entry)


def moved(opened, *states):
    """The letter after some states."""
    entry = planned(opened)
    for state in states:
        opened.move(entry, Event("2026-01-01T00:00:00+00:00", state, "dot", 250, "ok"))
        entry = opened.find(LETTER)
    return entry


def test_a_letter_is_planned_once(opened):
    """Planned again it keeps its Message-ID and takes the new words and files."""
    first = planned(opened)
    assert (first.state, first.attempts, first.files) == (State.PLANNED, 0, FILES)
    later = replace(LETTER, message_id="<2@x>", subject="New", files=())
    assert planned(opened, later).message_id == "<1@x>"
    (only,) = opened.entries()
    assert (only.subject, only.files, only.state) == ("New", (), State.PLANNED)


def test_the_case_of_an_address_makes_no_second_letter(opened):
    """Another region, edition, year or trial does."""
    planned(opened)
    opened.plan([replace(LETTER, address="OFFICE@EXAMPLE.KZ", message_id="<2@x>")])
    assert len(opened.entries()) == 1
    others = ({"region": "KZ-71"}, {"edition": 2}, {"year": 2024}, {"diverted": "me@example.kz"})
    opened.plan([replace(LETTER, message_id=f"<{n}@y>", **each) for n, each in enumerate(others)])
    assert len(opened.entries()) == 5


def test_attempts_are_counted_when_sending_begins(opened):
    """And only then; every step stands in the history with what the server said."""
    entry = moved(opened, State.SENDING, State.COMMITTING, State.SENT)
    assert (entry.state, entry.attempts, entry.next_try) == (State.SENT, 1, "")
    history = opened.history(entry)
    assert [each.state for each in history] == ["planned", "sending", "committing", "sent"]
    assert (history[-1].stage, history[-1].code, history[-1].reply) == ("dot", 250, "ok")


@pytest.mark.parametrize(
    ("state", "after", "lost"),
    [(State.SENDING, State.PLANNED, 0), (State.COMMITTING, State.UNKNOWN, 1)],
)
def test_a_crash_before_the_dot_is_no_loss_and_after_it_unknown(opened, state, after, lost):
    """What became of other letters is not touched."""
    moved(opened, State.SENDING, *([state] if state != State.SENDING else []))
    assert opened.recover() == lost
    assert opened.find(LETTER).state == after
    assert opened.recover() == 0


def test_a_letter_that_may_have_arrived_does_not_begin_again(opened):
    """Not even if the plan in hand still calls it planned."""
    stale = planned(opened)
    opened.move(stale, Event("t", State.SENDING))
    with pytest.raises(Refused, match=r"problem\.letter_state"):
        opened.move(stale, Event("t", State.SENDING))
    assert opened.find(LETTER).attempts == 1


def test_a_report_is_entered_once_and_survives(tmp_path):
    """By its checksum; what is written is there when the register is opened again."""
    with register(tmp_path) as opened:
        entry = planned(opened)
        bounce = Bounce("2026-01-01", "failed", "5.1.1", "no such user")
        assert opened.add_bounce(entry, "a" * 64, bounce)
        assert not opened.add_bounce(entry, "a" * 64, bounce)
        assert opened.bounces(entry) == (bounce,)
    assert [each.message_id for each in entries_in(tmp_path)] == ["<1@x>"]
