"""One letter over SMTP: every stage, every fault, and one state of the ledger for each."""

import re
import socket
from pathlib import Path

import pytest

from generator.sending.letter_register import State
from generator.sending.sender_settings import STAGE_SECONDS, Secret, Server
from generator.sending.smtp import Envelope, hand_over
from tests.mail import server as mail
from tests.mail.server import KINDS, PASSWORD, STAGES, USER

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "sending.md"
SHORT = 0.5
LETTER = b"Subject: test\r\n\r\nfirst\r\n.\r\n..second\r\n"


def documented():
    """The table of docs/sending.md: state by stage and fault."""
    text = DOCUMENT.read_text(encoding="utf-8").partition("## Stage and fault")[2]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    head, _, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {
        (row[0], kind): state
        for row in body
        for kind, state in zip(head[1:], row[1:], strict=True)
    }


CELLS = sorted(documented())


def settings(server, folder, short=(), **more):
    """Settings for a server, with short limits for some stages, and long ones for the others."""
    seconds = {stage: SHORT if stage in short else mail.HANG for stage in STAGE_SECONDS}
    values = {"security": "starttls", "user": USER, "ca_file": str(server.ca_file(folder)), **more}
    return Server("localhost", server.port, letters_per_minute=0, seconds=seconds, **values)


def send(server, folder, letter=LETTER, password=PASSWORD, **more):
    """Send one letter; its outcome, and whether it was committing."""
    committed = []
    outcome = hand_over(
        settings(server, folder, **more),
        Secret(password) if password else None,
        Envelope("briefs@economy.test", "kz-23@akimat.test", letter),
        lambda: committed.append(True),
    )
    return outcome, bool(committed)


def test_the_documented_table_is_complete():
    """Every stage and every fault has its cell, at least seventy in all."""
    assert set(CELLS) == {(stage, kind) for stage in STAGES for kind in KINDS}
    assert len(CELLS) >= 70


@pytest.mark.parametrize(("stage", "kind"), CELLS)
def test_every_fault_leaves_its_documented_state(tmp_path, stage, kind):
    """What the document says, and never a letter that is called unsent but was taken."""
    letter = LETTER + b"x" * 76 * 100_000 + b"\r\n" if stage == "body" else LETTER
    short = stage.removesuffix(" again") if kind in ("hang", "slow") else ""
    with mail.Server(fault=(stage, kind)) as server:
        outcome, committed = send(server, tmp_path, letter, short=(short,))
    assert outcome.state == documented()[stage, kind]
    assert committed == (stage in ("dot", "quit"))
    assert outcome.stop == (stage in STAGES[:6] or (stage == "mail" and kind.isdigit()))
    if outcome.state in (State.REFUSED, State.DEFERRED):
        assert server.accepted == []
    if outcome.state == State.SENT:
        assert len(server.accepted) == 1


def test_a_good_server_gets_the_very_bytes(tmp_path):
    """Lines that begin with a dot arrive as they were written; one recipient, once."""
    with mail.Server() as server:
        outcome, committed = send(server, tmp_path)
    assert (outcome.state, outcome.code, committed) == (State.SENT, 250, True)
    assert server.accepted == [("kz-23@akimat.test", LETTER)]


@pytest.mark.parametrize("features", [("AUTH LOGIN",), ("AUTH PLAIN",), ("AUTH LOGIN PLAIN",)])
def test_both_ways_to_log_in_are_known(tmp_path, features):
    """PLAIN, or LOGIN where only that is offered; letters of the password may be Kazakh."""
    with mail.Server(features=features) as server:
        outcome, _ = send(server, tmp_path)
    assert outcome.state == State.SENT
    assert server.logged_in == 1


def test_tls_from_the_start_is_known_too(tmp_path):
    """The port on which a server speaks TLS at once."""
    with mail.Server(implicit=True) as server:
        outcome, _ = send(server, tmp_path, security="tls")
    assert outcome.state == State.SENT
    assert server.plain == b""


def no_secret(content):
    """Whether neither the password nor the user's name stands in what went in the clear."""
    return not re.search(rb"AUTH|MAIL|RCPT|DATA|s3cret|sender", content)


UNSAFE = {
    "no STARTTLS": {"plain_features": ()},
    "log-in offered in the clear": {"plain_features": ("AUTH PLAIN LOGIN",)},
    "another host's certificate": {"names": ("elsewhere.test",)},
}


@pytest.mark.parametrize("case", UNSAFE)
def test_no_password_without_trust(tmp_path, case):
    """Not a byte of a log-in before encryption, and no letter to a server that lies."""
    with mail.Server(**UNSAFE[case]) as server:
        outcome, committed = send(server, tmp_path)
    assert outcome.unsafe
    assert (outcome.state, committed, server.accepted) == (State.DEFERRED, False, [])
    assert no_secret(server.plain)
    assert server.logged_in == 0


def test_an_unknown_authority_is_not_trusted(tmp_path):
    """A certificate that the office's authority did not sign is worth nothing."""
    with mail.Server() as server, mail.Server() as other:
        outcome, _ = send(server, tmp_path, ca_file=str(other.ca_file(tmp_path)))
    assert outcome.unsafe
    assert no_secret(server.plain)
    assert server.logged_in == 0


def test_words_slipped_in_before_encryption_end_the_conversation(tmp_path):
    """A reply that someone adds to the answer to STARTTLS is not taken for the server's."""
    with mail.Server(injected=b"250-localhost\r\n250 AUTH PLAIN\r\n") as server:
        outcome, _ = send(server, tmp_path)
    assert (outcome.state, server.accepted) == (State.DEFERRED, [])
    assert no_secret(server.plain)


def test_a_letter_that_is_too_large_is_not_sent(tmp_path):
    """The server says how much it takes; more is refused here, with its own words."""
    with mail.Server(features=("AUTH PLAIN", "SIZE 1000")) as server:
        outcome, committed = send(server, tmp_path, LETTER + b"x" * 1000)
    assert (outcome.state, outcome.code, committed) == (State.REFUSED, 552, False)
    assert not outcome.stop
    assert "1000" in outcome.reply


@pytest.mark.parametrize("limit", ["²", "", "many", "-1", "9" * 5000, "0"])
def test_a_size_that_is_no_number_is_no_limit(tmp_path, limit):
    """A server's odd words neither stop the letter nor end in a crash."""
    with mail.Server(features=("AUTH PLAIN", f"SIZE {limit}"[:4000])) as server:
        outcome, _ = send(server, tmp_path)
    assert outcome.state == State.SENT


@pytest.mark.parametrize(("stage", "state"), [("dot", State.UNKNOWN), ("rcpt", State.DEFERRED)])
def test_a_goodbye_is_no_yes(tmp_path, stage, state):
    """221 begins like an answer that agrees; after the final dot nobody can know."""
    with mail.Server(fault=(stage, "221")) as server:
        outcome, _ = send(server, tmp_path)
    assert outcome.state == state


def test_a_wrong_password_stops_the_run_and_is_not_repeated_in_the_reply(tmp_path):
    """Even a server that echoes the password cannot bring it into the ledger."""
    wrong = "Құпия-42-wrong"
    for features in (("AUTH PLAIN",), ("AUTH LOGIN",)):
        with mail.Server(features=features) as server:
            outcome, _ = send(server, tmp_path, password=wrong)
        assert (outcome.state, outcome.code, outcome.stop) == (State.DEFERRED, 535, True)
        assert outcome.reply == "5.7.8"


@pytest.mark.parametrize("echo", [PASSWORD, "AHNlbmRlcgBzM2NyZXQt0prSsdC/0LjRjw=="])
def test_an_echoed_password_is_blotted_out(tmp_path, echo):
    """What a server says later may hold the password, as it is or encoded: the ledger does not."""
    with mail.Server(answers={"kz-23": f"550 you said {echo} before"}) as server:
        outcome, _ = send(server, tmp_path)
    assert (outcome.state, outcome.reply) == (State.REFUSED, "you said *** before")


def test_nobody_at_the_door(tmp_path):
    """A port where nothing listens defers the letter and ends the run."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nowhere = Server("127.0.0.1", taken.getsockname()[1], "starttls")
        envelope = Envelope("a@b.test", "c@d.test", LETTER)
        outcome = hand_over(nowhere, None, envelope, lambda: None)
    assert (outcome.state, outcome.stage, outcome.stop) == (State.DEFERRED, "connect", True)


def test_if_the_ledger_cannot_be_written_the_final_dot_is_not_sent(tmp_path):
    """A full disk at the last moment: the server never has the letter."""

    def full():
        raise OSError(28, "No space left on device")

    with mail.Server() as server:
        envelope = Envelope("a@b.test", "kz-23@akimat.test", LETTER)
        with pytest.raises(OSError, match="space"):
            hand_over(settings(server, tmp_path), Secret(PASSWORD), envelope, full)
    assert server.accepted == []


def test_a_secret_cannot_be_printed():
    """Neither by hand nor by an error message."""
    secret = Secret(PASSWORD)
    assert PASSWORD not in f"{secret} {secret!r} {[secret]}"
    assert secret.reveal() == PASSWORD
