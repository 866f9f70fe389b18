"""Days on which tables were released, and how sure the status of their figures is."""

from dataclasses import dataclass
from datetime import date

CERTAINTIES = ("proven", "high", "low")
"""How sure a status is: shown by figures or source, likely by the calendar, or doubtful."""


@dataclass(frozen=True, slots=True)
class Release:
    """The day on which a table of a source was released, and the next one if it is announced."""

    table: str
    source: str
    released: date
    next_release: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class StatusEvidence:
    """How sure the status of a table's figures of some years is, and what shows it.

    ``first_year`` and ``last_year`` are both included; ``certainty`` is one of `CERTAINTIES`.
    """

    table: str
    first_year: int
    last_year: int
    status: str
    certainty: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Releases:
    """What is known of releases and statuses beside the deliveries."""

    days: tuple[Release, ...] = ()
    statuses: tuple[StatusEvidence, ...] = ()

    def of(self, table: str, source: str, known_on: date) -> Release | None:
        """Return a table's release from a source, if it was not after a day."""
        found = (
            each
            for each in self.days
            if (each.table, each.source) == (table, source) and each.released <= known_on
        )
        return next(found, None)

    def status_of(self, table: str, year: int, status: str) -> StatusEvidence | None:
        """Return what shows the status that a table's figures of a year have."""
        found = (
            each
            for each in self.statuses
            if (each.table, each.status) == (table, status)
            and each.first_year <= year <= each.last_year
        )
        return next(found, None)
