"""When a letter that could not be delivered is tried again: after longer and longer waits."""

from datetime import UTC, datetime, timedelta

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
