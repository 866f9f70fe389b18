"""What a fault at a stage means for a letter, and what is kept of a server's words."""

import socket
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sending.letter_register import State
from generator.sending.sender_settings import Secret
from generator.sending.smtp_outcomes import (
    SHOWN,
    AnsweredError,
    BrokenError,
    Lines,
    UnsafeError,
    forms,
    judged,
    kind,
    redacted,
)

STAGES = ("connect", "ehlo", "starttls", "tls", "auth", "mail", "rcpt", "data", "dot")


@given(st.sampled_from(STAGES), st.integers(400, 599), st.booleans())
def test_only_a_permanent_answer_refuses(stage, code, known):
    """Below 500 nothing is final; before the final dot nothing is unknown."""
    found = judged(stage, AnsweredError(code), "", known=known)
    assert found.state != State.UNKNOWN
    assert not found.unsafe
    assert (found.stage, found.code) == (stage, code)
    if code < 500:
        assert found.state == State.DEFERRED
    if found.state == State.REFUSED:
        assert not found.stop


@pytest.mark.parametrize("stage", STAGES)
def test_a_broken_conversation_is_unknown_only_after_the_dot(stage):
    """Before it the letter is tried again; what concerns the server stops the run."""
    found = judged(stage, BrokenError(), "", known=True)
    assert found.state == (State.UNKNOWN if stage == "dot" else State.DEFERRED)
    assert found.stop == (stage in STAGES[:5])


@pytest.mark.parametrize("stage", STAGES)
def test_a_server_that_cannot_be_trusted_gets_nothing_more(stage):
    """At whatever stage it shows, even after the dot."""
    found = judged(stage, UnsafeError(), "x", known=False)
    assert (found.state, found.stop, found.unsafe) == (State.DEFERRED, True, True)


@pytest.mark.parametrize(
    ("stage", "code", "state", "stop"),
    [
        ("mail", 550, State.DEFERRED, True),
        ("mail", 451, State.DEFERRED, True),
        ("mail", 552, State.REFUSED, False),
        ("rcpt", 550, State.REFUSED, False),
        ("rcpt", 530, State.DEFERRED, True),
        ("rcpt", 535, State.DEFERRED, True),
        ("rcpt", 531, State.REFUSED, False),
        ("data", 554, State.REFUSED, False),
        ("dot", 552, State.REFUSED, False),
        ("dot", 452, State.DEFERRED, False),
        ("auth", 535, State.DEFERRED, True),
        ("ehlo", 502, State.DEFERRED, True),
        ("connect", 554, State.DEFERRED, True),
    ],
)
def test_an_answer_about_the_sender_concerns_all_letters(stage, code, state, stop):
    """One about the recipient or the letter concerns that letter alone."""
    found = judged(stage, AnsweredError(code), "5.1.1 no", known=True)
    assert (found.state, found.stop) == (state, stop)


@pytest.mark.parametrize(
    ("reply", "known", "stop"),
    [
        ("5.7.1 relaying denied", False, True),
        ("5.7.1 relaying denied", True, False),
        ("5.1.1 no such user", False, False),
    ],
)
def test_who_did_not_log_in_is_refused_as_a_sender(reply, known, stop):
    """A server that speaks of permission means us as long as it does not know us."""
    assert judged("rcpt", AnsweredError(550), reply, known=known).stop == stop


@given(st.text(max_size=400))
def test_what_is_kept_of_a_reply_is_one_short_line(text):
    """Nothing that cannot be printed, and no more than the ledger keeps."""
    found = redacted(text, ())
    assert len(found) <= SHOWN
    assert found.isprintable()
    assert redacted(found, ()) == found


@given(st.text("abcXYZ12", min_size=8, max_size=20), st.text("mnopq", max_size=5))
def test_a_password_is_blotted_out_in_every_form(password, around):
    """As it is, in base64, and as a log-in sends it."""
    secrets = forms("user", Secret(password))
    plain = b64encode(f"\0user\0{password}".encode()).decode()
    for said in (password, b64encode(password.encode()).decode(), plain):
        assert redacted(f"{around}{said}{around}", secrets) == f"{around}***{around}"
    assert forms("user", None) == ()


def while_handling(cause):
    """A broken conversation that was noticed by another error."""
    broken = BrokenError("secret")
    broken.__context__ = cause
    return broken


def test_an_error_is_named_without_its_words():
    """What lies behind it tells more, if it is the system's."""
    assert kind(BrokenError("secret")) == "BrokenError"
    assert kind(while_handling(ConnectionResetError("secret"))) == "ConnectionResetError"
    assert kind(while_handling(ValueError("secret"))) == "BrokenError"


class Talk:
    """Time without end, and what was heard."""

    def __init__(self):
        self.bytes = 0

    def left(self):
        """Seconds left."""
        return 5.0

    def heard(self, count):
        """Count what was said."""
        self.bytes += count


@pytest.fixture
def line():
    """Lines of a server that the test plays itself, the server's end, and what was heard."""
    own, other = socket.socketpair()
    talk = Talk()
    yield Lines(talk, own), other, talk
    own.close()
    other.close()


def test_lines_are_read_one_by_one(line):
    """Several in one packet, one in two packets, and the rest when the server hangs up."""
    lines, server, talk = line
    server.sendall(b"250-one\r\n250 two\r\n25")
    assert lines.readline(100) == b"250-one\r\n"
    assert lines.readline(100) == b"250 two\r\n"
    server.sendall(b"0 three\r\nrest")
    assert lines.readline(100) == b"250 three\r\n"
    server.close()
    assert lines.readline(100) == b"rest"
    assert lines.readline(100) == b""
    assert talk.bytes == len(b"250-one\r\n250 two\r\n250 three\r\nrest")


def test_a_line_without_end_is_cut(line):
    """No more than the limit is taken at once, and nothing is lost."""
    lines, server, _ = line
    server.sendall(b"a" * 10 + b"\n")
    assert [lines.readline(4) for _ in range(3)] == [b"aaaa", b"aaaa", b"aa\n"]


def test_words_that_nobody_asked_for_are_noticed(line):
    """Before they are read, after a part of them was read, and as the end of the connection."""
    lines, server, _ = line
    assert not lines.unasked()
    server.sendall(b"one\ntwo\n")
    assert lines.unasked()
    assert lines.readline(100) == b"one\n"
    assert lines.unasked()
    lines.close()
    assert not lines.unasked()
    server.close()
    assert lines.unasked()
