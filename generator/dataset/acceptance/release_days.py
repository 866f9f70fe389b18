"""Days as the offices of Kazakhstan count them."""

from datetime import UTC, date, datetime, timedelta, timezone

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


def kazakhstan_time(moment: str) -> str:
    """Return a moment as a clock in Kazakhstan shows it; one without a time zone is taken as UTC.

    Raises
    ------
    ValueError
        If it is no moment in ISO 8601.

    Examples
    --------
    >>> kazakhstan_time("2026-11-30T19:30:05+00:00"), kazakhstan_time("2026-11-30T08:00:00")
    ('2026-12-01 00:30:05', '2026-11-30 13:00:00')
    """
    known = datetime.fromisoformat(moment)
    aware = known if known.tzinfo else known.replace(tzinfo=UTC)
    return aware.astimezone(KAZAKHSTAN).strftime("%Y-%m-%d %H:%M:%S")
