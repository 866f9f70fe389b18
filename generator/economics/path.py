"""The path of a yearly series: its ends, extremes, turning point, records and runs.

Whatever is said about a change over several years follows from one of these descriptions, so that
no sentence compares two ends and passes over what lies between them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

RECENT_YEARS = 4
"""Values that stand for the last years of a series."""
LAST_YEARS = 5
"""Years over which the latest direction is measured."""
MOST_IN_A_YEAR = 0.5
"""Share of a change above which it is the change of one year, and the span has no direction."""
LEAST_STEPPED = 4
"""Values from which on a change can be that of one year: of two changes one is always half."""
LEAST_RECORD = 5
"""A value is a record only among at least so many years."""

PathShape = Literal["none", "flat", "up", "down", "step", "peak", "trough"]
"""``none``: fewer than two years. ``flat``: neither the ends nor what lies between differ
visibly. ``up``, ``down``: the whole span has the direction. ``step``: most of the change came in
one year. ``peak``, ``trough``: it turned at the highest, or at the lowest value."""


@dataclass(frozen=True, slots=True)
class YearValue:
    """A value of a series, and its year."""

    year: int
    value: float


@dataclass(frozen=True, slots=True)
class YearStep:
    """The change between two years that follow one another."""

    before: YearValue
    after: YearValue

    @property
    def change(self) -> float:
        """Difference of the two values, in the unit of the series."""
        return self.after.value - self.before.value


@dataclass(frozen=True, slots=True)
class YearRun:
    """Years in a row in which something holds; ``years`` is how many, 0 for none."""

    first: int
    last: int
    years: int


@dataclass(frozen=True)
class SeriesPath:
    """A series of at least one year.

    Parameters
    ----------
    points
        In the order of the years; a year without a value is left out.
    breaks
        First years after a break of the series, those inside it alone.
    """

    points: tuple[YearValue, ...]
    breaks: tuple[int, ...] = ()

    @property
    def first(self) -> YearValue:
        """The first value."""
        return self.points[0]

    @property
    def last(self) -> YearValue:
        """The last value."""
        return self.points[-1]

    @property
    def change(self) -> float:
        """Last value less the first, in the unit of the series."""
        return self.last.value - self.first.value

    @cached_property
    def highest(self) -> YearValue:
        """The largest value; of equal ones the earliest."""
        return max(self.points, key=lambda point: (point.value, -point.year))

    @cached_property
    def lowest(self) -> YearValue:
        """The smallest value; of equal ones the earliest."""
        return min(self.points, key=lambda point: (point.value, point.year))

    @property
    def recent(self) -> tuple[YearValue, ...]:
        """The last four values, or all of a shorter series."""
        return self.points[-RECENT_YEARS:]

    @property
    def latest_change(self) -> float:
        """Change over the last five years, or over the whole of a shorter series."""
        start = max(self.first.year, self.last.year - LAST_YEARS)
        return self.last.value - next(p.value for p in self.points if p.year >= start)

    @cached_property
    def steps(self) -> tuple[YearStep, ...]:
        """Changes from one year to the next; none across a year without a value or a break."""
        return tuple(
            YearStep(before, after)
            for before, after in pairwise(self.points)
            if after.year - before.year == 1 and after.year not in self.breaks
        )

    @property
    def largest_step(self) -> YearStep | None:
        """The largest change of one year in the direction of the whole change."""
        way = 1 if self.change > 0 else -1
        return max(self.steps, key=lambda step: way * step.change, default=None)

    @property
    def share_in_one_year(self) -> float:
        """Share of the whole change that the largest step makes up: above 1 if others offset it.

        0 where the ends are equal, or no two years follow one another.
        """
        step = self.largest_step
        return step.change / self.change if step and self.change else 0.0

    @cached_property
    def turning(self) -> YearValue:
        """The value furthest outside the two ends; the first one where none lies outside."""
        low, high = sorted((self.first.value, self.last.value))
        above, below = self.highest.value - high, low - self.lowest.value
        if max(above, below) <= 0:
            return self.first
        return self.highest if above >= below else self.lowest

    @property
    def beyond_ends(self) -> float:
        """How far the turning point lies outside the two ends; 0 where none does."""
        low, high = sorted((self.first.value, self.last.value))
        return max(self.turning.value - high, low - self.turning.value, 0.0)

    @property
    def lowest_in(self) -> int:
        """Years, this one included, in which nothing was as low as the last value."""
        return self._years_until(lambda value: value <= self.last.value)

    @property
    def highest_in(self) -> int:
        """Years, this one included, in which nothing was as high as the last value."""
        return self._years_until(lambda value: value >= self.last.value)

    def _years_until(self, reaches: Callable[[float], bool]) -> int:
        """Count years back to the last one that reaches the value, at most to the first."""
        earlier = [point.year for point in self.points[:-1] if reaches(point.value)]
        return self.last.year - max(earlier, default=self.first.year - 1)

    @property
    def record(self) -> Literal["lowest", "highest", ""]:
        """Whether the last value is the lowest or the highest of five years or more."""
        whole = self.last.year - self.first.year + 1
        if whole < LEAST_RECORD:
            return ""
        if self.lowest_in == whole:
            return "lowest"
        return "highest" if self.highest_in == whole else ""

    def longest_run(self, holds: Callable[[YearValue], bool]) -> YearRun:
        """Return the longest run of years in which something holds, the latest of equal ones."""
        return max(
            self._runs(holds), key=lambda run: (run.years, run.last), default=YearRun(0, 0, 0)
        )

    def last_run(self, holds: Callable[[YearValue], bool]) -> YearRun:
        """Return the run that ends in the last year; of no years if it does not hold then."""
        runs = self._runs(holds)
        return runs[-1] if runs and runs[-1].last == self.last.year else YearRun(0, 0, 0)

    def _runs(self, holds: Callable[[YearValue], bool]) -> list[YearRun]:
        """List the runs in order; a year without a value ends one."""
        runs: list[YearRun] = []
        for point in self.points:
            if not holds(point):
                continue
            if runs and runs[-1].last == point.year - 1:
                runs[-1] = YearRun(runs[-1].first, point.year, runs[-1].years + 1)
            else:
                runs.append(YearRun(point.year, point.year, 1))
        return runs

    def shape(self, least: float) -> PathShape:
        """Say which words the whole span allows.

        A direction needs the whole span: it turned if an inner value lies outside the ends by
        more than half of the change, or if the last five years go the other way; it is a step if
        more than half of the change came in one year, of three changes or more.

        Parameters
        ----------
        least
            Smallest difference that is visible, in the unit of the series.
        """
        if len(self.points) < 2:
            return "none"
        if max(abs(self.change), self.beyond_ends) < least:
            return "flat"
        if self._turned(least):
            return "peak" if self.extreme.value >= self.last.value else "trough"
        way: PathShape = "up" if self.change > 0 else "down"
        return "step" if self._stepped() else way

    @property
    def share_of_its_way(self) -> float:
        """Share of the largest step in all that the series moved in the direction of the change.

        Years that offset one another leave a small change, of which several may be more than half.
        0 where no year moved that way.
        """
        way = 1 if self.change > 0 else -1
        moves = [way * step.change for step in self.steps if way * step.change > 0]
        return max(moves, default=0.0) / sum(moves) if moves else 0.0

    def _stepped(self) -> bool:
        """Whether more than half of the change is that of one year."""
        return len(self.points) >= LEAST_STEPPED and self.share_in_one_year > MOST_IN_A_YEAR

    def _turned(self, least: float) -> bool:
        """Whether an inner value lies far outside the ends, or the last five years lead back."""
        far = self.beyond_ends >= least and self.beyond_ends > abs(self.change) / 2
        return far or (self._goes_the_other_way(least) and not self._stepped())

    def _goes_the_other_way(self, least: float) -> bool:
        """Whether the last five years lead visibly against the whole change."""
        latest = self.latest_change
        return abs(latest) >= least and latest * self.change < 0

    @property
    def extreme(self) -> YearValue:
        """The point that a turned path is told by: outside the ends, or where its way ended."""
        if self.beyond_ends > 0:
            return self.turning
        return self.highest if self.latest_change < 0 else self.lowest

    def since_break(self) -> "SeriesPath":
        """Return the part from the last break on, which has none; the whole without a break."""
        start = max(self.breaks, default=self.first.year)
        return SeriesPath(tuple(point for point in self.points if point.year >= start))


def path(series: Mapping[int, float], breaks: Iterable[int] = ()) -> SeriesPath | None:
    """Describe a series of years.

    Parameters
    ----------
    series
        Values by year, in any order; a year without a value is not in it.
    breaks
        First years after a break; those that part no two values are left out.

    Returns
    -------
    SeriesPath or None
        ``None`` without any value.

    Examples
    --------
    >>> found = path({2018: 47.2, 2014: 26.0, 2025: 11.1})
    >>> found.shape(0.2), found.extreme
    ('peak', YearValue(year=2018, value=47.2))
    """
    if not series:
        return None
    points = tuple(YearValue(year, series[year]) for year in sorted(series))
    years = range(points[0].year + 1, points[-1].year + 1)
    return SeriesPath(points, tuple(sorted({year for year in breaks if year in years})))
