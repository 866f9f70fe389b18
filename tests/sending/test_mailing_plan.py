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
DEPARTMENT = Recipient("KZ-23", ("ru",), "department", NAMES, "dep@example.kz")
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
    codes = more.pop("languages", recipient.languages)
    given["files"] = tuple(Attached(f"{code}.pdf", code, "", 0) for code in codes)
    given |= {"role": recipient.role, "id": number, "edition": number, "state": state}
    return Entry(**{**given, **more})


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
    """Another office, region, year or a trial; the case of an address does not matter."""
    others = [
        letter(2, State.SENT, DEPARTMENT),
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


def test_a_letter_sent_again_does_not_answer_itself():
    """Its own edition is no earlier one: the letter that may be lost was the first."""
    entries = [letter(2, State.UNKNOWN), letter(3, State.REFUSED)]
    (item,) = survey(edition(), [ATYRAU], entries, Wish(unknown=True))
    assert (item.reason, item.earlier, item.corrects()) == (Reason.AGAIN, (), False)
    assert item.known == entries[0]


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
        survey(edition(file("KZ-23", "kk"), file("KZ-71", "kk")), book, [], Wish())
    assert [each.slots["found"] for each in refused.value.problems] == ["KZ-23", "KZ-71"]
    assert refused.value.problems[0].slots["expected"] == "kk ru"


def test_a_register_that_holds_another_file_stops_the_mailing():
    """Only where the letter would be sent; one that was sent keeps its own history."""
    other = (
        Attached("briefs/KZ-23.kk.pdf", "kk", "another", 100),
        Attached("briefs/KZ-23.ru.pdf", "ru", "KZ-23ru2", 100),
    )
    with pytest.raises(Refused) as refused:
        reason(letter(2, State.DEFERRED, files=other))
    ((problem),) = refused.value.problems
    assert problem.slots["brief"] == "briefs/KZ-23.kk.pdf"
    assert reason(letter(2, State.SENT, files=other)) == Reason.SENT
    same = (Attached("briefs/KZ-23.kk.pdf", "kk", "KZ-23kk2", 100),)
    assert reason(letter(2, State.DEFERRED, files=same)) == Reason.RETRY


def planned(*entries, book=(ATYRAU,), files=(), past=None, **wish):
    """Reason, languages and part of every letter of the plan."""
    items = survey(edition(*files), book, entries, Wish(**wish), past)
    return [(each.reason, "".join(f.language for f in each.files), each.part) for each in items]


OLD = (file("KZ-23", "kk", 1), file("KZ-23", "ru", 1))
MOVED = replace(ATYRAU, address="new@example.kz")


def test_an_office_that_moved_gets_its_correction_at_the_new_address():
    """It is the same office: what it had at the old one is known, and named."""
    entries = [letter(1, State.SENT)]
    (item,) = survey(edition(), [MOVED], entries, Wish())
    assert (item.reason, item.earlier, item.before) == (
        Reason.CORRECTION,
        *[(entries[0],)],
        entries[0],
    )
    assert planned(*entries, book=[MOVED], files=OLD) == [(Reason.UNCHANGED, "kkru", 1)]
    assert planned(letter(2, State.SENT), book=[MOVED]) == [(Reason.SENT, "kkru", 2)]


@pytest.mark.parametrize("state", [State.REFUSED, State.BOUNCED, State.DEFERRED])
def test_a_new_address_is_a_new_chance_for_what_did_not_arrive(state):
    """Without a wish of one's own, and without waiting; in doubt it is not."""
    entry = letter(2, state, next_try=minutes(10))
    assert planned(entry)[0][0] not in TO_SEND
    assert planned(entry, book=[MOVED])[0][0] in TO_SEND
    assert planned(letter(2, State.UNKNOWN), book=[MOVED])[0][0] == Reason.UNKNOWN


def test_a_bounced_letter_is_not_a_letter_that_was_had():
    """It goes out again when asked for, and the next edition brings the brief as a first one."""
    assert planned(letter(2, State.BOUNCED))[0][0] == Reason.BOUNCED
    assert planned(letter(2, State.BOUNCED), unknown=True, refused=True)[0][0] == Reason.BOUNCED
    assert planned(letter(2, State.BOUNCED), bounced=True) == [(Reason.AGAIN, "kkru", 2 - 1)]
    assert planned(letter(1, State.BOUNCED), files=OLD) == [(Reason.FIRST, "kkru", 1)]
    assert planned(letter(1, State.BOUNCED)) == [(Reason.FIRST, "kkru", 1)]


@pytest.mark.parametrize("state", [State.DEFERRED, State.PLANNED, State.REFUSED])
def test_what_may_have_arrived_stays_in_doubt_whatever_came_of_the_next_attempt(state):
    """Unknown, sent again, refused at the log-in, deferred: a plain run sends nothing."""
    doubtful = letter(2, state, doubtful=True)
    assert planned(doubtful)[0][0] == Reason.UNKNOWN
    assert planned(doubtful, refused=True, bounced=True)[0][0] == Reason.UNKNOWN
    assert planned(doubtful, unknown=True)[0][0] == Reason.AGAIN
    assert planned(letter(1, state, doubtful=True), files=OLD)[0][0] == Reason.UNKNOWN
    assert planned(letter(1, state, doubtful=True))[0][0] == Reason.CORRECTION
    wait = letter(2, State.DEFERRED, doubtful=True, next_try=minutes(9))
    assert planned(wait, unknown=True)[0][0] == Reason.WAITING


def test_a_brief_in_doubt_that_did_not_change_is_sent_with_the_next_edition_when_asked():
    """As one sent again, not as a correction of itself."""
    entry = letter(1, State.UNKNOWN)
    (item,) = survey(edition(*OLD), [ATYRAU], [entry], Wish(unknown=True))
    assert (item.reason, item.corrects(), item.part) == (Reason.AGAIN, False, 1)


def test_a_language_asked_for_later_is_a_letter_of_its_own():
    """With that brief alone; one that is no longer asked for is no reason for a letter."""
    english = replace(ATYRAU, languages=("kk", "ru", "en"))
    files = (*OLD, file("KZ-23", "en", 1))
    had = letter(1, State.SENT)
    assert planned(had, book=[english], files=files) == [(Reason.FIRST, "en", 1)]
    now = letter(2, State.SENT)
    all_new = (*edition().files, file("KZ-23", "en"))
    assert planned(now, book=[english], files=all_new) == [(Reason.FIRST, "en", 2)]
    second = letter(2, State.SENT, part=2, languages=("en",), id=9)
    assert planned(now, second, book=[english], files=all_new)[0][0] == Reason.SENT
    only = replace(ATYRAU, languages=("kk",))
    assert planned(had, book=[only], files=OLD) == [(Reason.UNCHANGED, "kk", 1)]


def test_a_language_asked_for_later_joins_what_is_open_and_not_what_is_in_doubt():
    """A deferred letter takes it along; one that may have arrived is left alone."""
    english = replace(ATYRAU, languages=("kk", "ru", "en"))
    files = (*edition().files, file("KZ-23", "en"))
    deferred = letter(2, State.DEFERRED)
    assert planned(deferred, book=[english], files=files) == [(Reason.RETRY, "kkruen", 1)]
    unknown = letter(2, State.UNKNOWN)
    assert planned(unknown, book=[english], files=files) == [
        (Reason.UNKNOWN, "kkru", 1),
        (Reason.FIRST, "en", 2),
    ]
    (again, first) = survey(edition(*files), [english], [unknown], Wish(unknown=True))
    assert (again.known, first.known) == (unknown, None)


def test_only_the_briefs_that_changed_are_in_a_correction():
    """The others would be second copies."""
    files = (file("KZ-23", "kk", 1), file("KZ-23", "ru", 2))
    assert planned(letter(1, State.SENT), files=files) == [(Reason.CORRECTION, "ru", 1)]


def test_two_letters_that_are_open_bring_each_brief_once():
    """One bounced after another was planned for a new language."""
    english = replace(ATYRAU, languages=("kk", "ru", "en"))
    files = (*edition().files, file("KZ-23", "en"))
    entries = [letter(2, State.BOUNCED), letter(2, State.PLANNED, part=2, languages=("en",), id=9)]
    assert planned(*entries, book=[english], files=files, bounced=True) == [
        (Reason.AGAIN, "kkru", 1),
        (Reason.RETRY, "en", 2),
    ]


MADE = {"numbers": "n", "translations": "t", "own": "o", "code": "1"}


def test_a_new_layout_is_no_correction():
    """Both editions know what the brief says: the same numbers and texts, other pages."""
    names = ("KZ-23.kk", "KZ-23.ru")
    first = replace(edition(*OLD, number=1), made=dict.fromkeys(names, MADE))
    for change, expected in (
        ({"code": "2", "numbers": "dots"}, Reason.UNCHANGED),
        ({"own": "p", "numbers": "x"}, Reason.CORRECTION),
        ({"translations": "u"}, Reason.CORRECTION),
    ):
        second = replace(edition(), made={name: {**MADE, **change} for name in names})
        (item,) = survey(second, [ATYRAU], [letter(1, State.SENT)], Wish(), {1: first, 2: second})
        assert item.reason == expected


def test_an_office_of_a_region_that_a_partial_edition_leaves_out_waits():
    """Nothing was issued for it; the others get their letters."""
    found = planned(book=[ATYRAU, ASTANA], files=(file("KZ-71", "kk"),))
    assert found == [(Reason.ABSENT, "", 1), (Reason.FIRST, "kk", 1)]


def test_letters_of_an_earlier_release_belong_to_the_office_at_their_address():
    """Its ledger knew addresses only; of one that left the book, to the first of the region."""
    book = [ATYRAU, DEPARTMENT]
    known = [letter(2, State.SENT, role=""), letter(2, State.SENT, DEPARTMENT, role="", id=5)]
    assert [each[0] for each in planned(*known, book=book)] == [Reason.SENT, Reason.SENT]
    assert [each[0] for each in planned(known[1], book=book)] == [Reason.FIRST, Reason.SENT]
    gone = letter(2, State.SENT, address="gone@example.kz", role="")
    assert [each[0] for each in planned(gone, book=book)] == [Reason.SENT, Reason.FIRST]


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
    else:
        assert (found in TO_SEND) == (dict(registered)[2] not in (State.REFUSED, State.BOUNCED))
