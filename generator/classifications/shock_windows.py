"""Shock windows: the years of each shock and recovery, declared before any figure is looked at."""

from dataclasses import dataclass

SHOCK, RECOVERY, YEAR = "shock", "recovery", "year"
DECLARED = (SHOCK, RECOVERY)
"""Kinds that the list may declare; a year outside all windows is a phase by itself."""


@dataclass(frozen=True, slots=True)
class Window:
    """A phase of real output: a shock, the recovery from it, or a single other year.

    The change is measured from ``first``, the last year before the phase, to ``last``.
    """

    kind: str
    first: int
    last: int

    @property
    def single_shock(self) -> bool:
        """Whether it is a shock of one year."""
        return self.kind == SHOCK and self.last - self.first == 1
