"""Decide what a fault at each stage of SMTP means for a letter: one state for every case."""

import socket
import ssl
from base64 import b64encode
from dataclasses import dataclass
from typing import Protocol

from generator.sending.letter_register import State
from generator.sending.sender_settings import Secret

_SENDER_AT_FAULT = frozenset({530, 534, 535, 538})
"""Replies that concern the sender's permission, never the recipient."""
BEFORE_ANY_LETTER = frozenset({"connect", "ehlo", "starttls", "tls", "auth"})
"""Stages that concern the server and the sender: the other letters would fare alike."""
TOO_LARGE = 552
"""A server's answer to the announced size of a letter."""


@dataclass(frozen=True, slots=True)
class SmtpOutcome:
    """What became of one letter.

    ``stage`` is where it was decided, ``code`` and ``reply`` what the server said last (0 if
    nothing). ``stop`` means that the fault lies with the server or the sender, so that the other
    letters would meet it too; ``unsafe`` that the server could not be trusted.
    """

    state: State
    stage: str
    code: int = 0
    reply: str = ""
    stop: bool = False
    unsafe: bool = False


class BrokenError(Exception):
    """The conversation ended, or what was said is not understood."""


class UnsafeError(Exception):
    """The server cannot prove who it is, or does not offer encryption."""


class AnsweredError(Exception):
    """The server declined a step."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def cause(outcome: SmtpOutcome) -> str:
    """Name what an outcome is due to, so that it can be said what to do about it.

    Its state; or ``password`` where the server does not know the log-in, ``sender`` where it does
    not take letters from this sender, ``too_large`` where the letter is larger than it allows, and
    ``content`` where it declined the letter and not the address.
    """
    stage, code = outcome.stage, outcome.code
    if outcome.state == State.DEFERRED and outcome.stop and code >= 500:
        return "password" if stage == "auth" else "sender"
    if outcome.state != State.REFUSED:
        return outcome.state.value
    if code == TOO_LARGE and stage != "rcpt":
        return "too_large"
    return "refused" if stage == "rcpt" else "content"


def judged(stage: str, fault: Exception, reply: str, *, known: bool) -> SmtpOutcome:
    """Say what a fault at a stage means for the letter.

    Parameters
    ----------
    stage
        Where the conversation was.
    fault
        A broken conversation, a server that cannot be trusted, or an answer that declines.
    reply
        What the ledger keeps about it; no secrets.
    known
        Whether the sender has logged in. A server that does not know us and speaks of permission
        (status 5.7) declines the sender, not the recipient.
    """
    if isinstance(fault, UnsafeError):
        return SmtpOutcome(State.DEFERRED, stage, 0, reply, stop=True, unsafe=True)
    code = fault.code if isinstance(fault, AnsweredError) else 0
    if stage == "dot" and not code:
        return SmtpOutcome(State.UNKNOWN, stage, code, reply)
    about_sender = _is_about_sender(stage, code, reply, known=known)
    if 500 <= code <= 599 and not about_sender:
        return SmtpOutcome(State.REFUSED, stage, code, reply)
    return SmtpOutcome(State.DEFERRED, stage, code, reply, stop=about_sender)


def _is_about_sender(stage: str, code: int, reply: str, *, known: bool) -> bool:
    """Tell whether an answer, or a broken conversation, concerns the sender or the server."""
    if stage == "mail" and code:
        return code != TOO_LARGE
    if stage in BEFORE_ANY_LETTER or code in _SENDER_AT_FAULT:
        return True
    return code >= 500 and reply.startswith("5.7.") and not known


LONGEST_REPLY = 65536
"""Bytes of one reply; a server that says more is not understood."""
CHUNK = 16384
SHOWN = 300
"""Characters of a reply that the ledger keeps."""


class Clock(Protocol):
    """Knows how much time is left, and counts what was heard."""

    def left(self) -> float:
        """Return the seconds left; TimeoutError if there are none."""

    def heard(self, count: int) -> None:
        """Count what was said in one reply; OSError if it does not end."""


class Lines:
    """Reads a server's lines, each within what is left of the stage's time."""

    def __init__(self, talk: Clock, sock: socket.socket) -> None:
        self._talk, self._sock = talk, sock
        self._buffer = b""

    def readline(self, limit: int) -> bytes:
        """Return one line, or what came before the end; at most ``limit`` bytes."""
        while b"\n" not in self._buffer and len(self._buffer) < limit:
            self._sock.settimeout(self._talk.left())
            more = self._sock.recv(CHUNK)
            if not more:
                break
            self._buffer += more
        end = min(self._buffer.find(b"\n") + 1 or limit, limit)
        line, self._buffer = self._buffer[:end], self._buffer[end:]
        self._talk.heard(len(line))
        return line

    def unasked(self) -> bool:
        """Whether the server said something, or hung up, without having been asked."""
        if self._buffer:
            return True
        self._sock.settimeout(0)
        try:
            self._buffer = self._sock.recv(CHUNK)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        except OSError:
            return True
        return True

    def close(self) -> None:
        """Forget what was not read."""
        self._buffer = b""


def kind(error: Exception) -> str:
    """Name an error without its words, which may hold what was sent."""
    cause = error.__context__ if isinstance(error.__context__, OSError) else error
    return type(cause).__name__


def forms(user: str, password: Secret | None) -> tuple[str, ...]:
    """Every form in which a server could echo a password."""
    if password is None:
        return ()
    raw = password.reveal().encode()
    encoded = (b64encode(raw), b64encode(b"\0" + user.encode() + b"\0" + raw))
    return tuple(sorted((password.reveal(), *(each.decode() for each in encoded)), key=len))


def redacted(text: str, secrets: tuple[str, ...]) -> str:
    """Return what a server said without our secrets, on one line, cut short."""
    for each in reversed(secrets):
        text = text.replace(each, "***")
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain[:SHOWN]
