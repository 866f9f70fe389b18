"""Days as the offices of Kazakhstan count them."""

from datetime import date, datetime, timedelta, timezone

KAZAKHSTAN = timezone(timedelta(hours=5))
"""One time for the whole country, since 1 March 2024."""


def kazakhstan_day(now: datetime) -> date:
    """Return the day that it is in Kazakhstan.

    Parameters
    ----------
    now
        A moment with its time zone.

    Examples
    --------
    >>> from datetime import UTC
    >>> kazakhstan_day(datetime(2026, 11, 23, 19, 30, tzinfo=UTC)).isoformat()
    '2026-11-24'
    """
    return now.astimezone(KAZAKHSTAN).date()
