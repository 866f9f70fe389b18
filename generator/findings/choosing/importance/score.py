"""The score by which families of claims compete for the first page.

score = weight · recency · (1 + agreement) / 2 · (history + distance)

Nobody reads a score on a page: it stands in the facts file, with its parts.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from generator.economics.robust import robust_distance

MOST = 4.0
"""Robust distances are counted up to this: beyond it they tell of a short or quiet series."""
LEAST_HISTORY = 4
"""Earlier values that a region's own spread takes at least."""
PER_YEAR = 0.8
"""What is left of a score for every year that lies between an event and the reference year."""
UNKNOWN = 0.5
"""Agreement where no other measure could agree."""


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of a score.

    ``history``: distance of the value from the region's own earlier ones, in their robust spread;
    ``distance``: from the values of the regions in the same year, likewise; both 0 to 4.
    ``agreement``: share of other measures on the same side of the regions' median, 0 to 1.
    ``recency``: 1 for the reference year. ``weight``: of the family.
    """

    weight: float
    history: float
    distance: float
    agreement: float = UNKNOWN
    recency: float = 1.0

    @property
    def value(self) -> float:
        """The score itself; the larger the more important."""
        strength = self.history + self.distance
        return self.weight * self.recency * (1 + self.agreement) / 2 * strength


def capped(distance: float) -> float:
    """Count a robust distance up to its most; unknown ones count as nothing."""
    return 0.0 if math.isnan(distance) else min(distance, MOST)


def own_distance(now: float, earlier: Sequence[float]) -> float:
    """Measure a value against earlier ones of the region; 0 with fewer than four."""
    return capped(robust_distance(now, earlier)) if len(earlier) >= LEAST_HISTORY else 0.0


def agreement(signs: Sequence[bool]) -> float:
    """Return the share of other measures that agree; the neutral value without any."""
    return sum(signs) / len(signs) if signs else UNKNOWN


def recency(year: int, reference: int) -> float:
    """Return what an event of a year still counts in the reference year."""
    return float(PER_YEAR ** max(reference - year, 0))
