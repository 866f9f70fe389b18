"""A draft: what one family would say of a region, and what its score is made of.

A family that is added gives a draft from a function of a `View`; nothing else has to know of it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import Literal, NamedTuple

from generator.classifications.breaks import Breaks
from generator.classifications.regions import NATION
from generator.economics.robust import robust_distance
from generator.findings.choosing.importance.score import (
    Score,
    agreement,
    capped,
    own_distance,
    recency,
)
from generator.findings.claims import Claim
from generator.findings.measuring.frame_cells import row_of
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.trajectories import Trajectory, trajectory_of

ChartForm = Literal["index_line", "growth_bars", "industry_bars", "region_bars", "two_strips"]
"""Form of the large chart that shows a lead of the family."""


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of story: its name, its weight, the form of its chart, its indicators."""

    name: str
    weight: float
    form: ChartForm
    about: frozenset[str]


@dataclass(frozen=True)
class View:
    """What a family sees: the indicators of the year, the trajectories, and one region."""

    ind: Indicators
    trajectories: Mapping[str, Trajectory]
    subject: str
    breaks: Breaks = field(default_factory=Breaks)

    def broken(self, table: str, industries: tuple[str, ...], years: range) -> bool:
        """Say whether a known break parts the figures of one of the industries in these years."""
        found = self.breaks.touching(frozenset({table}), frozenset({self.subject}), years)
        return any(each.industry in ("", *industries) for each in found)

    @property
    def year(self) -> int:
        """Reference year."""
        return self.ind.year

    @cached_property
    def trajectory(self) -> Trajectory | None:
        """Trajectory of the region; none where it is counted together with others."""
        found = trajectory_of(self.trajectories, self.subject)
        return found if found and len(found.members) == 1 else None

    @cached_property
    def shares(self) -> Mapping[str, dict[int, float]]:
        """Shares of the sections in GRP, per cent, by section and year, up to the reference."""
        found: dict[str, dict[int, float]] = {}
        for year, table in sorted(self.ind.tables.items()):
            known = row_of(table.in_grp, self.subject) if year <= self.year else {}
            for name, share in known.items():
                if not math.isnan(share):
                    found.setdefault(name, {})[year] = share * 100
        return found

    def value(self, measure: str, year: int | None = None) -> float | None:
        """Return the region's value."""
        return self.ind.value(measure, self.subject, year)

    def nation(self, measure: str, year: int | None = None) -> float | None:
        """Return the nation's value."""
        return self.ind.value(measure, NATION, year)

    def series(self, measure: str) -> dict[int, float]:
        """Return the region's values up to the reference year."""
        found = self.ind.series(measure, self.subject)
        return {year: value for year, value in found.items() if year <= self.year}

    def above(self, measure: str) -> bool | None:
        """Say on which side of the regions' median the region is; ``None`` without a value."""
        own, everyone = self.value(measure), self.ind.distribution(measure)
        return None if own is None or not everyone else own > median(everyone.values())


@dataclass(frozen=True, slots=True)
class Draft:
    """What a family would say: a head of a few words, a sentence with the numbers, the score."""

    family: Family
    head: Claim
    body: tuple[Claim, ...]
    score: Score
    about: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a score is computed from.

    Parameters
    ----------
    measure
        Measure whose values are compared; its series is the history where none is given.
    also
        Other measures that may agree with it.
    earlier
        The region's own earlier values of what is told.
    event
        Year of what is told; 0 for the reference year.
    """

    measure: str
    also: tuple[str, ...] = ()
    earlier: tuple[float, ...] | None = None
    event: int = 0


def weighed(view: View, family: Family, by: Weighing) -> Score:
    """Compute the score of a family for a region."""
    now, series = view.value(by.measure), view.series(by.measure)
    if now is None:
        return Score(family.weight, 0.0, 0.0)
    earlier = by.earlier
    if earlier is None:
        earlier = tuple(value for year, value in series.items() if year < view.year)
    side = view.above(by.measure)
    others = [view.above(name) for name in by.also]
    signs = [other == side for other in others if other is not None]
    return Score(
        family.weight,
        own_distance(now, earlier),
        capped(robust_distance(now, list(view.ind.distribution(by.measure).values()))),
        agreement(signs),
        recency(by.event or view.year, view.year),
    )


class Option(NamedTuple):
    """What may be considered, the indicators that chose it, and how strong they are."""

    told: Claim
    grounds: Claim
    strength: float
