"""What a fault at each stage of SMTP means for a letter: one state for every case."""

from dataclasses import dataclass

from generator.sending.outgoing import State

_SENDER_AT_FAULT = frozenset({530, 534, 535, 538})
"""Replies that concern the sender's permission, never the recipient."""


BEFORE_ANY_LETTER = frozenset({"connect", "ehlo", "starttls", "tls", "auth"})
"""Stages that concern the server and the sender: the other letters would fare alike."""

TOO_LARGE = 552
"""A server's answer to the announced size of a letter."""


@dataclass(frozen=True, slots=True)
class Outcome:
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


def judged(stage: str, fault: Exception, reply: str, *, known: bool) -> Outcome:
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
        return Outcome(State.DEFERRED, stage, 0, reply, stop=True, unsafe=True)
    code = fault.code if isinstance(fault, AnsweredError) else 0
    if stage == "dot" and not code:
        return Outcome(State.UNKNOWN, stage, code, reply)
    about_sender = stage in BEFORE_ANY_LETTER or code in _SENDER_AT_FAULT
    about_sender = about_sender or (code >= 500 and reply.startswith("5.7.") and not known)
    if stage == "mail" and code:
        about_sender = code != TOO_LARGE
    if 500 <= code <= 599 and not about_sender:
        return Outcome(State.REFUSED, stage, code, reply)
    return Outcome(State.DEFERRED, stage, code, reply, stop=about_sender)
