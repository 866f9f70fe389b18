"""A whole mailing: each its own letter, once, whatever goes wrong on the way."""

import logging
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import datetime

import pytest

from generator.errors import Refused
from generator.publication.ledger import LEDGER
from generator.sending.letter_register import Entry, Event, State, entries_in, register
from generator.sending.mailing_plan import Reason, Wish, plan_hash
from generator.sending.mime import read_letter
from generator.sending.retries import BACK_OFF, due, now
from generator.sending.send_loop import FAULTS_IN_A_ROW, only_sender, post
from tests.mail import editions
from tests.mail.mailings import forget_waiting, mailing, taken
from tests.mail.server import PASSWORD, Server

LETTER = Entry(2025, 1, "KZ-23", "a@b.kz", "", "<id@b.kz>", "", "subject", ())
OPEN = (State.PLANNED, State.DEFERRED)
ALL = sorted(f"{code.lower()}@akimat.test" for code in editions.REGIONS)


@pytest.fixture
def out(tmp_path):
    """A folder of results with one issued edition."""
    editions.issue(tmp_path)
    return tmp_path


def states(out):
    """State of each registered letter by region, trials apart."""
    return {each.region: each.state for each in entries_in(out) if not each.diverted}


def test_everyone_gets_one_letter_and_nobody_a_second(out):
    """21 letters; another run finds nothing to send."""
    with Server() as server:
        done = post(mailing(out, server), lambda told: None)
        assert len(done) == 21
        again = post(mailing(out, server), lambda told: None)
        assert again == ()
        assert taken(server) == ALL
    assert set(states(out).values()) == {State.SENT}


def test_the_letter_that_arrives_is_the_one_on_record(out):
    """Message-ID and checksums in the ledger are those of the letter on the wire."""
    with Server() as server:
        post(mailing(out, server), lambda told: None)
        arrived = {recipient: read_letter(letter) for recipient, letter in server.accepted}
    for entry in entries_in(out):
        letter = arrived[entry.address]
        assert letter.message_id == entry.message_id
        digests = {editions.sha256(content) for content in letter.enclosures.values()}
        assert digests == {each.sha256 for each in entry.files}


def test_one_bad_address_neither_stops_nor_repeats_the_others(out):
    """Refused is final; the greylisted one is sent later, alone."""
    answers = {"kz-23": "550 5.1.1 unknown", "kz-47": "451 4.7.1 later"}
    with Server(answers=answers) as server:
        post(mailing(out, server), lambda told: None)
        assert len(server.accepted) == 19
    assert (states(out)["KZ-23"], states(out)["KZ-47"]) == (State.REFUSED, State.DEFERRED)
    with Server() as server:
        assert post(mailing(out, server), lambda told: None) == ()  # not due yet
        post(mailing(out, server, hurry=True), lambda told: None)
        assert taken(server) == ["kz-47@akimat.test"]
        post(mailing(out, server, wish=Wish(refused=True)), lambda told: None)
        assert taken(server) == ["kz-23@akimat.test", "kz-47@akimat.test"]
    assert set(states(out).values()) == {State.SENT}


def test_a_deferred_letter_waits_longer_each_time(out):
    """1, 5, 30, 120, then 360 minutes; a clock set back by a year makes nobody wait."""
    waits = []
    with Server(answers={"kz-23": "451 later"}) as server:
        for _ in range(6):
            wish = Wish(regions=("KZ-23",))
            post(mailing(out, server, wish=wish, hurry=bool(waits)), lambda told: None)
            (entry,) = entries_in(out)
            assert not due(entry.next_try)
            waits.append(minutes(entry.next_try) - minutes(now()))
        assert [round(each) for each in waits] == [*BACK_OFF, BACK_OFF[-1]]
    with sqlite3.connect(out / LEDGER) as connection:
        connection.execute("UPDATE letters SET next_try = '2036-01-01T00:00:00+00:00'")
    connection.close()
    assert due(entries_in(out)[0].next_try)


def minutes(moment):
    """A moment as minutes since an arbitrary one."""
    return datetime.fromisoformat(moment).timestamp() / 60


def test_patience_sends_what_was_deferred_in_the_same_run(out, monkeypatch):
    """A greylisting server takes the second attempt."""
    monkeypatch.setattr("generator.sending.retries.BACK_OFF", (0,))
    monkeypatch.setattr("generator.sending.send_loop.LOOK_AGAIN", 0.01)
    answers = {"kz-23": "451 later"}
    with Server(answers=answers) as server:
        done = post(mailing(out, server), lambda told: answers.clear(), patience=600)
        assert taken(server) == ALL
    assert {each.outcome.state for each in done} == {State.SENT}


def test_unknown_is_never_sent_again_unasked_and_then_with_the_same_message_id(out):
    """A receiver that already has it can tell the second by its Message-ID."""
    wish = Wish(regions=("KZ-23",))
    with Server(fault=("dot", "RST")) as server:
        post(mailing(out, server, wish=wish), lambda told: None)
        first = read_letter(server.accepted[0][1])
    assert states(out) == {"KZ-23": State.UNKNOWN}
    with Server() as server:
        assert post(mailing(out, server, wish=wish, hurry=True), lambda told: None) == ()
        asked = Wish(regions=("KZ-23",), unknown=True)
        post(mailing(out, server, wish=asked), lambda told: None)
        (letter,) = server.accepted
    assert read_letter(letter[1]) == first
    assert states(out) == {"KZ-23": State.SENT}


def test_a_server_that_refuses_the_sender_ends_the_run(out):
    """One letter is deferred, the other twenty stay planned: nobody is at fault but the log-in."""
    with Server(password="another") as server:
        wrong = mailing(out, server)
        object.__setattr__(wrong, "password", type(wrong.password)("wrong"))
        (told,) = post(wrong, lambda told: None)
    assert (told.outcome.stage, told.outcome.code) == ("auth", 535)
    assert sorted(set(states(out).values())) == [State.DEFERRED, State.PLANNED]


def test_after_three_broken_conversations_the_run_ends(out):
    """A server that hangs up on every letter is left alone."""
    with Server(fault=("rcpt", "RST")) as server:
        done = post(mailing(out, server), lambda told: None)
    assert len(done) == FAULTS_IN_A_ROW
    assert set(states(out).values()) == {State.DEFERRED, State.PLANNED}


def test_a_trial_goes_to_one_address_only_and_is_not_counted(out):
    """All 21 to me; afterwards every region still waits for its first letter."""
    wish = Wish(diverted="me@example.kz")
    with Server() as server:
        post(mailing(out, server, wish=wish), lambda told: None)
        assert taken(server) == ["me@example.kz"] * 21
        post(mailing(out, server, wish=wish), lambda told: None)  # as often as I like
        assert taken(server) == ["me@example.kz"] * 42
    assert states(out) == {}
    items = mailing(out, server).survey(entries_in(out))
    assert {item.reason for item in items} == {Reason.FIRST}


def test_a_corrected_edition_goes_only_to_those_whose_brief_changed(out):
    """Three briefs of two regions changed: two letters, and nineteen silences."""
    with Server() as server:
        post(mailing(out, server), lambda told: None)
        editions.issue(out, 2, changed={("KZ-23", "kk"), ("KZ-23", "ru"), ("KZ", "kk")})
        second = mailing(out, server, number=2)
        reasons = {item.recipient.region: item.reason for item in second.survey(entries_in(out))}
        server.accepted.clear()
        post(second, lambda told: None)
        assert taken(server) == ["kz-23@akimat.test", "kz@akimat.test"]
    assert sorted(reasons.values()) == [Reason.CORRECTION] * 2 + [Reason.UNCHANGED] * 19


def test_who_has_no_letter_yet_gets_the_newest_edition_as_a_first_letter(out):
    """A refused first letter is not followed by a correction of what nobody has."""
    with Server(answers={"kz-62": "550 no"}) as server:
        post(mailing(out, server), lambda told: None)
    editions.issue(out, 2, changed={("KZ-23", "kk")})
    with Server() as server:
        items = mailing(out, server, number=2).survey(entries_in(out))
    reasons = {item.recipient.region: item.reason for item in items if item.to_send}
    assert reasons == {"KZ-23": Reason.CORRECTION, "KZ-62": Reason.FIRST}


def test_a_change_that_was_skipped_is_caught_up(out):
    """Changed in edition 2, which was never sent: edition 3 brings it."""
    with Server() as server:
        post(mailing(out, server), lambda told: None)
        editions.issue(out, 2, changed={("KZ-23", "kk")})
        third = editions.issue(out, 3, changed={("KZ-47", "kk")})
        plan = third.files
        kept = [file for file in plan if file.edition == 2]
        assert kept
        items = mailing(out, server, number=3).survey(entries_in(out))
    assert {item.recipient.region for item in items if item.to_send} >= {"KZ-23", "KZ-47"}


def test_an_older_edition_is_not_sent_after_a_newer_one(out):
    """Nobody is taken back to what was corrected."""
    editions.issue(out, 2, changed={("KZ-23", "kk")})
    with Server() as server:
        post(mailing(out, server, number=2), lambda told: None)
        items = mailing(out, server, number=1).survey(entries_in(out))
    assert {item.reason for item in items} == {Reason.NEWER}


def test_another_plan_than_the_approved_one_is_not_sent(out):
    """What was seen is what is sent: a plan that has changed meanwhile is refused."""
    with Server() as server:
        seen = mailing(out, server)
        post(mailing(out, server, wish=Wish(regions=("KZ-23",))), lambda told: None)
        server.accepted.clear()
        with pytest.raises(Refused) as error:
            post(seen, lambda told: None)
        assert server.accepted == []
    assert error.value.problems[0].key == "problem.plan_changed"


def test_a_second_sender_refuses_at_once_and_names_the_first(out):
    """While one sends, another process ends within a second; afterwards nobody is in the way."""
    with Server() as server:
        prepared = mailing(out, server)
        code = f"""
from pathlib import Path
from generator.errors import Refused
from generator.sending.send_loop import only_sender
try:
    with only_sender(Path({str(out)!r})):
        print("held")
except Refused as error:
    print(error.problems[0].key, error.problems[0].slots["found"])
"""
        command = [sys.executable, "-c", code]
        answers = []

        def ask(told):
            if not answers:
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                answers.append(done.stdout.split())

        post(prepared, ask)
        assert answers[0][0] == "problem.sender_running"
        assert answers[0][1].isdigit()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["held"]


def test_senders_in_one_process_exclude_each_other_too(out):
    """Twenty threads try at once: the letters are sent once."""
    with Server() as server:
        prepared = [mailing(out, server) for _ in range(20)]
        refusals = []

        def attempt(each):
            try:
                post(each, lambda told: None)
            except Refused as error:
                refusals.append(error.problems[0].key)

        threads = [threading.Thread(target=attempt, args=(each,)) for each in prepared]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert taken(server) == ALL
    assert len(refusals) == 19


def test_a_lost_ledger_is_missed(out):
    """Letters were sent from here: without the record nothing is started afresh."""
    with Server() as server:
        post(mailing(out, server), lambda told: None)
        for file in out.glob(f"{LEDGER}*"):
            file.unlink()
        for attempt in (lambda: mailing(out, server), lambda: entries_in(out)):
            with pytest.raises(Refused) as error:
                attempt()
            assert error.value.problems[0].key == "problem.ledger_missing"
        sqlite3.connect(out / LEDGER).close()  # an empty one is not the one that was lost
        with pytest.raises(Refused):
            entries_in(out)
        assert len(server.accepted) == 21


def test_a_damaged_ledger_is_refused(out):
    """No letter leaves while the record cannot be read."""
    with Server() as server:
        prepared = mailing(out, server)
        (out / LEDGER).write_bytes(b"not a database, but long enough to look at" * 100)
        with pytest.raises(Refused):
            post(prepared, lambda told: None)
        assert server.accepted == []


def test_the_password_is_nowhere(out, caplog, capsys):
    """Not in the ledger, its journal, the lock, a letter, a log, nor in what is printed."""
    caplog.set_level(logging.DEBUG)
    with Server(answers={"kz-23": f"550 {PASSWORD}"}, fault=None) as server:
        prepared = mailing(out, server)
        for told in post(prepared, lambda told: None):
            assert PASSWORD not in repr(told)
        assert PASSWORD not in repr(prepared)
        assert not any(PASSWORD.encode() in letter for _, letter in server.accepted)
    kept = [file.read_bytes() for file in out.iterdir() if file.is_file()]
    shown = capsys.readouterr()
    assert len(kept) > 3
    assert not any(PASSWORD.encode() in content for content in kept)
    assert PASSWORD not in shown.out + shown.err + caplog.text


def test_the_history_of_a_letter_is_kept(out):
    """Each state with its time, stage and the server's words."""
    wish = Wish(regions=("KZ-23",))
    with Server(answers={"kz-23": "451 4.7.1 later"}) as server:
        post(mailing(out, server, wish=wish), lambda told: None)
    forget_waiting(out)
    with Server() as server:
        post(mailing(out, server, wish=wish), lambda told: None)
    with register(out) as opened:
        (entry,) = opened.entries()
        history = opened.history(entry)
    assert [(each.state, each.stage, each.code) for each in history] == [
        (State.PLANNED, "", 0),
        (State.SENDING, "", 0),
        (State.DEFERRED, "rcpt", 451),
        (State.SENDING, "", 0),
        (State.COMMITTING, "body", 0),
        (State.SENT, "dot", 250),
    ]
    assert history[2].reply == "4.7.1 later"
    assert entry.attempts == 2


@pytest.mark.parametrize("state", [each for each in State if each not in OPEN])
def test_only_a_planned_or_deferred_letter_begins_to_be_sent(out, state):
    """Whoever asks: the register itself refuses, and nothing is written."""
    with register(out) as opened:
        opened.plan([LETTER])
        (entry,) = opened.entries()
        opened.move(entry, Event(now(), state))
        before = opened.find(LETTER)
        with pytest.raises(Refused) as refused:
            opened.move(entry, Event(now(), State.SENDING))
        assert refused.value.problems[0].key == "problem.letter_state"
        assert opened.find(LETTER) == before
        assert before.state == state


@pytest.mark.parametrize("state", OPEN)
def test_a_planned_or_deferred_letter_may_begin(out, state):
    """It counts as one attempt."""
    with register(out) as opened:
        opened.plan([LETTER])
        (entry,) = opened.entries()
        opened.move(entry, Event(now(), state))
        opened.move(entry, Event(now(), State.SENDING))
        assert (opened.find(LETTER).state, opened.find(LETTER).attempts) == (State.SENDING, 1)


def test_a_server_that_defers_everybody_hears_of_every_letter(out):
    """An answer is no broken conversation: greylisting does not end the run."""
    answers = {code.lower(): "451 4.7.1 later" for code in editions.REGIONS}
    with Server(answers=answers) as server:
        done = post(mailing(out, server), lambda told: None)
    assert len(done) == len(editions.REGIONS) > FAULTS_IN_A_ROW


def test_whoever_may_have_a_letter_gets_a_correction_that_answers_it(out):
    """Also where nobody knows whether the first one arrived."""
    wish = Wish(regions=("KZ-23",))
    with Server(fault=("dot", "RST")) as server:
        post(mailing(out, server, wish=wish), lambda told: None)
        (first,) = [read_letter(letter) for _, letter in server.accepted]
    editions.issue(out, 2, changed={("KZ-23", "kk")})
    with Server() as server:
        (item,) = mailing(out, server, number=2, wish=wish).survey(entries_in(out))
    assert (item.reason, item.earlier[0].message_id) == (Reason.CORRECTION, first.message_id)


CHANGES = {
    "host": lambda sender, items: (change_server(sender, host="other.kz"), items),
    "port": lambda sender, items: (change_server(sender, port=26), items),
    "sender": lambda sender, items: (replace(sender, address="x@y.kz"), items),
    "file": lambda sender, items: (sender, [with_file(items[0], sha256="0" * 64), *items[1:]]),
    "one letter less": lambda sender, items: (sender, items[1:]),
    "trial": lambda sender, items: (sender, [replace(each, diverted="x@y.kz") for each in items]),
}


def change_server(sender, **changed):
    """The sender with another server."""
    return replace(sender, server=replace(sender.server, **changed))


def with_file(item, **changed):
    """A letter of the plan whose first file is another one."""
    return replace(item, files=(replace(item.files[0], **changed), *item.files[1:]))


@pytest.mark.parametrize("what", CHANGES)
def test_the_hash_of_a_plan_covers_everything_that_was_shown(out, what):
    """Another server, sender, file or list of letters needs another approval."""
    with Server() as server:
        prepared = mailing(out, server)
    builder, items = prepared.letter_builder, prepared.survey(())
    assert plan_hash(builder.guard.edition, items, builder.sender) == prepared.approved
    sender, changed = CHANGES[what](builder.sender, items)
    assert plan_hash(builder.guard.edition, changed, sender) != prepared.approved


def test_letters_keep_their_pace(out):
    """Six hundred a minute is one every tenth of a second."""
    with Server() as server:
        begun = time.monotonic()
        post(mailing(out, server, letters_per_minute=600), lambda told: None)
        assert time.monotonic() - begun >= 20 * 0.1


def test_a_lock_is_free_again(out):
    """Whoever held it is gone."""
    for _ in range(2):
        with only_sender(out) as handle:
            assert not handle.closed
