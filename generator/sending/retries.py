"""Why a letter is sent, or is not; and when one that could not be delivered is tried again."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Reason(StrEnum):
    """Why an office gets a letter now, or does not."""

    FIRST = "first"
    CORRECTION = "correction"
    RETRY = "retry"
    AGAIN = "again"
    TRIAL = "trial"
    SENT = "sent"
    UNCHANGED = "unchanged"
    WAITING = "waiting"
    REFUSED = "refused"
    BOUNCED = "bounced"
    UNKNOWN = "unknown"
    NEWER = "newer"
    ABSENT = "absent"


TO_SEND = frozenset({Reason.FIRST, Reason.CORRECTION, Reason.RETRY, Reason.AGAIN, Reason.TRIAL})


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asks for.

    ``diverted`` is the address of a trial, empty for a real mailing; ``unknown``, ``refused`` and
    ``bounced`` whether letters in these states are to be sent again.
    """

    regions: tuple[str, ...] = ()
    diverted: str = ""
    unknown: bool = False
    refused: bool = False
    bounced: bool = False


BACK_OFF = (1, 5, 30, 120, 360)
"""Minutes until a deferred letter may be tried again, by number of attempts; then the last."""


def now() -> str:
    """Return the present moment, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def next_try(attempts: int) -> str:
    """Return when a letter may be tried again that was tried so often before this time."""
    return _later(BACK_OFF[min(attempts, len(BACK_OFF) - 1)])


def due(planned: str) -> bool:
    """Return whether a letter may be tried now; empty text is at once.

    A clock that was set back makes nobody wait for years: no wait is longer than the longest.
    """
    return not planned or not now() < planned <= _later(BACK_OFF[-1])


def _later(minutes: int) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="seconds")
