"""Who gets a letter and why: every state of what is registered, and what is wished."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Refused
from generator.publication.editions import Edition, IssuedFile
from generator.sending import retries
from generator.sending.address_book import Recipient
from generator.sending.letter_register import Attached, Entry, State
from generator.sending.mailing_plan import TO_SEND, Reason, Wish, survey
from generator.sending.retries import BACK_OFF, due, next_try

NAMES = {"kk": "А", "ru": "Б", "en": "C"}
ATYRAU = Recipient("KZ-23", ("kk", "ru"), "akimat", NAMES, "Office@example.kz")
ASTANA = Recipient("KZ-71", ("kk",), "akimat", NAMES, "astana@example.kz")


def file(region, language, made_for=2):
    """A brief of the edition, made for it or for an earlier one."""
    path = f"briefs/{region}.{language}.pdf"
    return IssuedFile(path, region, language, made_for, f"{region}{language}{made_for}", 100)


def edition(*files, number=2):
    """Edition 2 of 2025, all briefs new in it unless files are given."""
    own = files or (file("KZ-23", "kk"), file("KZ-23", "ru"), file("KZ-71", "kk"))
    return Edition(2025, number, date(2026, 11, 23), date(2026, 11, 24), own, {})


def letter(number, state, recipient=ATYRAU, **more):
    """A registered letter of an edition."""
    given = {"year": 2025, "region": recipient.region, "address": recipient.address}
    given |= {"diverted": "", "message_id": f"<{number}>", "answers": "", "subject": "S"}
    return Entry(**{**given, "edition": number, "files": (), "state": state, **more})


def reason(*entries, files=(), **wish):
    """Why the office in Atyrau gets its letter of edition 2, or does not."""
    (item,) = survey(edition(*files), [ATYRAU], entries, Wish(**wish))
    assert item.to_send == (item.reason in TO_SEND)
    return item.reason


def minutes(count):
    """A moment so many minutes from now, as the register writes it."""
    return (datetime.now(UTC) + timedelta(minutes=count)).isoformat(timespec="seconds")


@pytest.mark.parametrize(
    ("state", "wish", "expected"),
    [
        (State.PLANNED, {}, Reason.RETRY),
        (State.SENDING, {}, Reason.RETRY),
        (State.SENT, {}, Reason.SENT),
        (State.SENT, {"unknown": True, "refused": True}, Reason.SENT),
        (State.REFUSED, {}, Reason.REFUSED),
        (State.REFUSED, {"refused": True}, Reason.AGAIN),
        (State.REFUSED, {"unknown": True}, Reason.REFUSED),
        (State.UNKNOWN, {}, Reason.UNKNOWN),
        (State.UNKNOWN, {"unknown": True}, Reason.AGAIN),
        (State.UNKNOWN, {"refused": True}, Reason.UNKNOWN),
        (State.COMMITTING, {}, Reason.UNKNOWN),
        (State.COMMITTING, {"unknown": True}, Reason.AGAIN),
        (State.DEFERRED, {}, Reason.RETRY),
    ],
)
def test_a_letter_of_this_edition_decides_by_its_state(state, wish, expected):
    """What may have arrived goes out again only when asked for by its own name."""
    assert reason(letter(2, state), **wish) == expected


@pytest.mark.parametrize(("wait", "expected"), [(10, Reason.WAITING), (-10, Reason.RETRY)])
def test_a_deferred_letter_waits_for_its_time(wait, expected):
    """Before it nothing is sent, after it the letter is tried again."""
    assert reason(letter(2, State.DEFERRED, next_try=minutes(wait))) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.SENT, Reason.CORRECTION),
        (State.UNKNOWN, Reason.CORRECTION),
        (State.COMMITTING, Reason.CORRECTION),
        (State.REFUSED, Reason.FIRST),
        (State.PLANNED, Reason.FIRST),
        (State.DEFERRED, Reason.FIRST),
    ],
)
def test_whoever_may_have_the_earlier_edition_gets_a_correction(state, expected):
    """To the others it is the first letter."""
    assert reason() == Reason.FIRST
    assert reason(letter(1, state)) == expected


def test_a_brief_that_did_not_change_is_not_sent_again():
    """One of two briefs made anew is enough for a letter; none is not."""
    old = (file("KZ-23", "kk", 1), file("KZ-23", "ru", 1))
    assert reason(letter(1, State.SENT), files=old) == Reason.UNCHANGED
    assert reason(letter(1, State.REFUSED), files=old) == Reason.FIRST
    one = (old[0], file("KZ-23", "ru", 2))
    assert reason(letter(1, State.SENT), files=one) == Reason.CORRECTION


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (None, Reason.NEWER),
        (State.PLANNED, Reason.NEWER),
        (State.DEFERRED, Reason.NEWER),
        (State.REFUSED, Reason.NEWER),
        (State.SENT, Reason.SENT),
        (State.UNKNOWN, Reason.UNKNOWN),
    ],
)
def test_nobody_gets_an_older_edition_after_a_newer_one(own, expected):
    """Not even what was planned, deferred or refused before."""
    entries = [letter(3, State.SENT), *([letter(2, own)] if own else [])]
    assert reason(*entries, refused=True) == expected
    assert reason(letter(3, State.REFUSED)) == Reason.FIRST


def test_letters_of_others_and_of_other_years_decide_nothing():
    """Another address, region, year or a trial; the case of an address does not matter."""
    others = [
        letter(2, State.SENT, address="other@example.kz"),
        letter(2, State.SENT, ASTANA),
        letter(2, State.SENT, year=2024),
        letter(2, State.SENT, diverted="me@example.kz"),
        letter(1, State.SENT, year=2024),
        letter(1, State.SENT, diverted="me@example.kz"),
    ]
    assert reason(*others) == Reason.FIRST
    assert reason(letter(2, State.SENT, address="OFFICE@EXAMPLE.KZ")) == Reason.SENT


def test_a_trial_is_sent_however_often():
    """Unless its recipient would get no letter, since nothing is new in the edition."""
    trial = {"diverted": "me@example.kz"}
    assert reason(**trial) == Reason.TRIAL
    assert reason(letter(2, State.SENT, **trial), **trial) == Reason.TRIAL
    old = (file("KZ-23", "kk", 1), file("KZ-23", "ru", 1))
    assert reason(letter(1, State.SENT), files=old, **trial) == Reason.UNCHANGED


def test_earlier_letters_stand_in_their_order():
    """A correction answers the first, and names all that may have arrived."""
    entries = [letter(2, State.UNKNOWN), letter(1, State.SENT), letter(3, State.REFUSED)]
    files = (file("KZ-23", "kk", 4), file("KZ-23", "ru", 4))
    (item,) = survey(edition(*files, number=4), [ATYRAU], entries, Wish())
    assert [each.edition for each in item.earlier] == [1, 2]
    assert item.corrects()
    assert item.size == 200


def test_only_the_regions_that_are_wished_are_planned():
    """All of the book without a wish; a brief in another language than theirs is not missed."""
    book = [ATYRAU, ASTANA]
    regions = lambda *wished: [  # noqa: E731 - named by what it gives
        item.recipient.region for item in survey(edition(), book, [], Wish(wished))
    ]
    assert regions() == ["KZ-23", "KZ-71"]
    assert regions("KZ-71") == ["KZ-71"]
    (item,) = survey(edition(), [ASTANA], [], Wish())
    assert [each.language for each in item.files] == ["kk"]


def test_every_brief_that_is_not_issued_is_named_at_once():
    """Nobody gets a part of what is meant for them."""
    book = [ATYRAU, replace(ASTANA, languages=("kk", "en"))]
    with pytest.raises(Refused) as refused:
        survey(edition(file("KZ-23", "kk")), book, [], Wish())
    assert [each.slots["found"] for each in refused.value.problems] == ["KZ-23", "KZ-71"]
    assert refused.value.problems[0].slots["expected"] == "kk ru"


def test_a_register_that_holds_another_file_stops_the_mailing():
    """Only where the letter would be sent; one that was sent keeps its own history."""
    other = (Attached("briefs/KZ-23.kk.pdf", "kk", "another", 100),)
    with pytest.raises(Refused) as refused:
        reason(letter(2, State.DEFERRED, files=other))
    ((problem),) = refused.value.problems
    assert problem.slots["brief"] == "briefs/KZ-23.kk.pdf"
    assert reason(letter(2, State.SENT, files=other)) == Reason.SENT
    same = (Attached("briefs/KZ-23.kk.pdf", "kk", "KZ-23kk2", 100),)
    assert reason(letter(2, State.DEFERRED, files=same)) == Reason.RETRY


def test_waits_grow_and_then_stay(monkeypatch):
    """After one minute, five, half an hour, two hours, six hours, six hours."""
    now = datetime(2026, 11, 30, 12, tzinfo=UTC)
    clock = type("Clock", (datetime,), {"now": classmethod(lambda _, _zone: now)})
    monkeypatch.setattr(retries, "datetime", clock)
    found = [datetime.fromisoformat(next_try(attempts)) - now for attempts in range(7)]
    assert [int(each.total_seconds() / 60) for each in found] == [*BACK_OFF, 360, 360]
    assert due("")
    assert due(now.isoformat(timespec="seconds"))
    assert not due(next_try(0))
    assert not due(next_try(9))
    assert due((now + timedelta(minutes=361)).isoformat(timespec="seconds"))


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(list(State))), max_size=4))
def test_a_letter_that_may_have_arrived_is_never_sent_again_unasked(registered):
    """Whatever is registered: no second letter of an edition, and none of an older one."""
    entries = [letter(number, state) for number, state in dict(registered).items()]
    found = reason(*entries)
    arrived = {
        each.edition
        for each in entries
        if each.state in (State.SENT, State.UNKNOWN, State.COMMITTING)
    }
    if any(number >= 2 for number in arrived):
        assert found not in TO_SEND
    elif not any(each.edition == 2 for each in entries):
        assert found == (Reason.CORRECTION if arrived else Reason.FIRST)
