"""Families about growth: a turn, the year, four years, real output per head, a long run."""

import math
from dataclasses import replace
from statistics import median

from generator.classifications.regions import NATION
from generator.economics.path import YearValue, path
from generator.economics.robust import robust_distance
from generator.findings.choosing.importance.drafts import Draft, Family, View, Weighing, weighed
from generator.findings.choosing.importance.score import Score, capped, own_distance, recency
from generator.findings.claims import Claim, Count, Number, Rank, Slot, Year
from generator.findings.indifference import compared
from generator.findings.measures import AVERAGE_SPAN, CONTRIBUTION, FIRST_YEAR, GROWTH
from generator.findings.measuring.indicators import cumulated_growth

AVERAGE = "average_growth"
TURN = 2.0
"""Growth must change by so many percentage points to have turned."""
FEW = 3
"""Places from the first, or to the last, that are told."""
LONG_RUN = 8
"""Years in a row from which a run is told (L24)."""

SWING = Family("swing", 1.3, "growth_bars", frozenset({GROWTH}))
OF_YEAR = Family("growth_of_the_year", 1.0, "region_bars", frozenset({GROWTH}))
OVER_YEARS = Family("growth_over_four_years", 0.9, "growth_bars", frozenset({AVERAGE}))
PER_HEAD = Family("real_output_per_head", 1.3, "index_line", frozenset({"trend_growth"}))
BESIDE = Family("growth_beside", 0.5, "growth_bars", frozenset({GROWTH}))
RUN = Family("run", 1.3, "index_line", frozenset({"years_below", "trend_growth"}))
"""Its sum is that of the trend per head: of the two one is told."""


def signed(value: float, decimals: int = 1) -> Number:
    """Make a change in per cent, printed with its sign."""
    return Number(value, decimals, "percent_signed")


def percent(value: float, decimals: int = 1) -> Number:
    """Make a percentage, printed without a plus sign."""
    return Number(value, decimals, "percent")


def swing(view: View) -> Draft | None:
    """Tell that growth resumed after a fall, or that output fell (L2)."""
    now, before = view.value(GROWTH), view.value(GROWTH, view.year - 1)
    if now is None or before is None or min(now, before) >= 0 or max(now, before) < 0:
        return None
    if abs(now - before) < TURN:
        return None
    level = ((1 + now / 100) * (1 + before / 100) - 1) * 100
    years: dict[str, Slot] = {"year": Year(view.year), "y0": Year(view.year - 1)}
    slots: dict[str, Slot] = {
        **years,
        "v0": signed(before),
        "y1": Year(view.year - 2),
        "pct": percent(abs(level)),
    }
    way = "above" if level >= 0 else "below"
    score = _swing_score(view, now - before)
    if now < 0:
        return Draft(SWING, Claim("front.fell", "L2", years), (_after(slots, "fell", way),), score)
    return Draft(
        SWING, Claim("front.resumed", "L2", years), (_after(slots, "resumed", way),), score
    )


def _swing_score(view: View, change: float) -> Score:
    """Score a turn: against the region's own changes of growth, and those of all regions."""
    found = path(view.series(GROWTH))
    steps = [step.change for step in found.steps[:-1]] if found else []
    now, before = (view.ind.distribution(GROWTH, year) for year in (view.year, view.year - 1))
    others = [now[code] - before[code] for code in now if code in before]
    return Score(
        SWING.weight, own_distance(change, steps), capped(robust_distance(change, others))
    )


def _after(slots: dict[str, Slot], what: str, way: str) -> Claim:
    keys = {
        ("fell", "above"): "front.fell_above",
        ("fell", "below"): "front.fell_below",
        ("resumed", "above"): "front.resumed_above",
        ("resumed", "below"): "front.resumed_below",
    }
    return Claim(keys[what, way], "L2", slots)


def growth_of_the_year(view: View) -> Draft | None:
    """Tell that growth was among the three highest or lowest of all regions (L1)."""
    place = view.ind.place(GROWTH, view.subject)
    now = view.value(GROWTH)
    if place is None or now is None or now <= 0 or place.tied > 1 or place.of < view.ind.regions:
        return None
    key = _extreme(place.rank, place.of, ("fastest", "among_fastest", "among_slowest", "slowest"))
    before, nation = view.value(AVERAGE, view.year - 1), view.nation(AVERAGE, view.year - 1)
    if not key or before is None or nation is None:
        return None
    told: dict[str, Slot] = {"year": Year(view.year), "n_regions": Count(place.of)}
    slots: dict[str, Slot] = {
        "v": signed(now),
        "y0": Year(view.year - AVERAGE_SPAN),
        "y1": Year(view.year - 1),
        "v0": signed(before),
        "u0": signed(nation),
    }
    score = weighed(view, OF_YEAR, Weighing(GROWTH, (AVERAGE, CONTRIBUTION)))
    body = Claim("front.year_before", "L2", slots)
    return Draft(OF_YEAR, Claim(f"front.{key}", "L1", told), (body,), score)


def _extreme(rank: int, of: int, names: tuple[str, str, str, str]) -> str:
    """Name a place at one of the two ends; empty in between."""
    first, high, low, last = names
    if of <= 2 * FEW:
        return ""
    if rank in (1, of):
        return first if rank == 1 else last
    return high if rank <= FEW else low if rank > of - FEW else ""


def growth_over_four_years(view: View) -> Draft | None:
    """Tell that growth of four years was among the three highest or lowest (L1)."""
    place = view.ind.place(AVERAGE, view.subject)
    own, nation = view.value(AVERAGE), view.nation(AVERAGE)
    if place is None or own is None or nation is None or place.of < view.ind.regions:
        return None
    key = _extreme(
        place.rank, place.of, ("average_first", "average_high", "average_low", "average_last")
    )
    if not key or place.tied > 1:
        return None
    years: dict[str, Slot] = {
        "y0": Year(view.year + 1 - AVERAGE_SPAN),
        "y1": Year(view.year),
        "n_regions": Count(place.of),
    }
    numbers: dict[str, Slot] = {"v": signed(own), "u": signed(nation), "rank": Rank(place.rank)}
    body = Claim("front.average", "L2", {**years, **numbers})
    score = weighed(view, OVER_YEARS, Weighing(AVERAGE, (GROWTH,)))
    return Draft(OVER_YEARS, Claim(f"front.{key}", "L1", years), (body,), score)


def real_output_per_head(view: View) -> Draft | None:
    """Tell the trend of real output per head where it has a direction (L10)."""
    found = view.trajectory
    if found is None or found.trend is None or not found.direction:
        return None
    growth, people = view.value(GROWTH), view.ind.relative_change("population", view.subject)
    if growth is None or people is None:
        return None
    alone = ((1 + growth / 100) / (1 + people / 100) - 1) * 100
    first, last = min(found.volume), max(found.volume)
    slots: dict[str, Slot] = {
        "y0": Year(first),
        "y1": Year(last),
        "v": percent(abs(found.trend.growth)),
    }
    more: dict[str, Slot] = {
        "year": Year(view.year),
        "y0": Year(first + 1),  # the base year itself is not part of what was gained since
        "v1": signed(alone),
        "v0": signed(found.volume[last] - 100),
        "u0": signed(found.national[last] - 100),
    }
    opposite = alone * found.trend.growth < 0
    body = Claim(
        "front.per_head_but" if opposite else "front.per_head_too", "L10", {**slots, **more}
    )
    score = _trend_score(view, found.trend.growth, found.trend.se * 100)
    if found.direction == "rose" and score.distance < 1:
        return None  # output per head rose nearly everywhere
    key = "front.per_head_fell" if found.direction == "fell" else "front.per_head_rose"
    return Draft(PER_HEAD, Claim(key, "L10", slots), (body,), score)


def _trend_score(view: View, growth: float, error: float) -> Score:
    """Score a trend: how far it is from the middle of all units, in its error and their spread.

    A fall among rising totals is the more worth telling, so nothing has to agree with it.
    """
    others = [each.trend.growth for each in view.trajectories.values() if each.trend]
    own = abs(growth - median(others)) / (2 * error) if error > 0 else 0.0
    return Score(PER_HEAD.weight, capped(own), capped(robust_distance(growth, others)))


def run(view: View) -> Draft | None:
    """Tell that growth was below, or above, the nation's for eight years or more (L24).

    Counted are the years after the first one with sections, so that the sum is that of the index
    line from there on; the run lasts until the reference year.
    """
    own, nation = view.series(GROWTH), view.ind.series(GROWTH, NATION)
    both = {year: own[year] - nation[year] for year in own if year > FIRST_YEAR and year in nation}
    gaps = path(both)
    if gaps is None or view.year not in both:
        return None

    def below(point: YearValue) -> bool:
        return point.value <= -0.05

    def above(point: YearValue) -> bool:
        return point.value >= 0.05

    behind, ahead = gaps.last_run(below), gaps.last_run(above)
    longest = max(behind, ahead, key=lambda found: found.years)
    if longest.years < LONG_RUN:
        return None
    years = range(longest.first, longest.last + 1)
    total, country = (cumulated_growth({y: rates[y] for y in years}) for rates in (own, nation))
    if math.isnan(total) or math.isnan(country):
        return None
    slots: dict[str, Slot] = {"n_years": Count(longest.years)}
    ends: dict[str, Slot] = {"y0": Year(longest.first), "y1": Year(longest.last)}
    numbers: dict[str, Slot] = {"v": signed(total), "u": signed(country)}
    key = "front.behind_run" if longest == behind else "front.ahead_run"
    score = Score(
        RUN.weight,
        capped(longest.years / 3),
        weighed(view, RUN, Weighing(AVERAGE)).distance,
        0.5,
        recency(longest.last, view.year),
    )
    body = Claim("front.run_total", "L24", {**ends, **numbers})
    return Draft(RUN, Claim(key, "L24", slots), (body,), score)


def growth_beside(view: View) -> Draft | None:
    """Tell that growth sped up or slowed, and on which side of the nation's it is (L2).

    Each of the four is a family of its own: they say different things.
    """
    now, before = view.value(GROWTH), view.value(GROWTH, view.year - 1)
    nation, country = view.nation(GROWTH), view.nation(GROWTH, view.year - 1)
    if now is None or before is None or nation is None or country is None:
        return None
    faster, ahead = compared(GROWTH, now, before), compared(GROWTH, now, nation)
    if not faster or not ahead or min(now, before) < 0:
        return None
    keys = {
        (1, 1): "front.sped_above",
        (1, -1): "front.sped_below",
        (-1, 1): "front.slowed_above",
        (-1, -1): "front.slowed_below",
    }
    year: dict[str, Slot] = {"year": Year(view.year)}
    slots: dict[str, Slot] = {
        "y0": Year(view.year - 1),
        "v0": signed(before),
        "u0": signed(country),
    }
    head = Claim(keys[faster, ahead], "L2", year)
    family = replace(BESIDE, name=head.key.removeprefix("front."))
    score = weighed(view, family, Weighing(GROWTH, (AVERAGE,)))
    return Draft(family, head, (Claim("front.growth_before", "L2", slots),), score)
