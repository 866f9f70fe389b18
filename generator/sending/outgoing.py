"""What the register knows about an outgoing letter: what it is, its state, how that came about."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What has become of a letter."""

    PLANNED = "planned"
    SENDING = "sending"
    COMMITTING = "committing"
    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attached:
    """One attached brief: its path in the edition, language, sha256 and size in bytes."""

    path: str
    language: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One letter in the register.

    ``diverted`` is the address of a trial letter, empty for a real one. ``answers`` is the
    Message-ID that a correction answers. Times are UTC in ISO 8601; ``next_try`` is empty unless
    the letter is deferred.
    """

    year: int
    edition: int
    region: str
    address: str
    diverted: str
    message_id: str
    answers: str
    subject: str
    files: tuple[Attached, ...]
    state: State = State.PLANNED
    attempts: int = 0
    next_try: str = ""
    changed: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a letter's state, with the stage of SMTP and the server's answer."""

    at: str
    state: State
    stage: str = ""
    code: int = 0
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a mail system reported about a letter after it had been sent."""

    arrived: str
    action: str
    status: str
    reason: str
