"""The sentence of every first page: growth of the year and of four years, and the nation's."""

import math

from generator.classifications.regions import NATION
from generator.findings.choosing.importance.drafts import View
from generator.findings.choosing.importance.growth_families import percent, signed
from generator.findings.claims import Claim, Slot, Year
from generator.findings.indifference import compared
from generator.findings.measures import AVERAGE_SPAN, GROWTH
from generator.findings.measuring.indicators import cumulated_growth


def growth_sentence(view: View) -> Claim | None:
    """State growth of the year and the sum of the last four, each beside the nation's (L2).

    Of a region with fewer years, or that is the nation, what there is; ``None`` without growth.
    """
    own, nation = view.value(GROWTH), view.nation(GROWTH)
    if own is None or nation is None:
        return None
    if view.subject == NATION:
        return _of_nation(view, own)
    total, country = _total(view, view.subject), _total(view, NATION)
    if math.isnan(total) or math.isnan(country):
        year: dict[str, Slot] = {"year": Year(view.year)}
        return Claim("front.growth_year", "L2", {**year, "v": signed(own), "u": signed(nation)})
    return _of_years(view.year, (own, nation), (total, country))


def _of_years(year: int, now: tuple[float, float], total: tuple[float, float]) -> Claim:
    """State both spans; changes have signs unless all of them are growth.

    Where both spans have a side of the nation's, the sentence says which.
    """
    grew = min(*now, *total) > 0
    printed = percent if grew else signed
    slots: dict[str, Slot] = {
        "year": Year(year),
        "y0": Year(year + 1 - AVERAGE_SPAN),
        "y1": Year(year),
        "v": printed(now[0]),
        "u": printed(now[1]),
        "v0": printed(total[0]),
        "u0": printed(total[1]),
    }
    opposite = now[0] * total[0] < 0
    if grew:
        return Claim(_by_sides(now, total), "L2", slots)
    return Claim("front.growth_but" if opposite else "front.growth_any", "L2", slots)


def _by_sides(now: tuple[float, float], total: tuple[float, float]) -> str:
    """Choose the sentence by the sides of the nation's that the year and the years are on."""
    sides = compared(GROWTH, *now), compared("growth_phase", *total)
    return {
        (1, 1): "front.growth_both_above",
        (-1, -1): "front.growth_both_below",
        (1, -1): "front.growth_now_above",
        (-1, 1): "front.growth_now_below",
    }.get(sides, "front.growth")


def _of_nation(view: View, own: float) -> Claim:
    total = _total(view, view.subject)
    slots: dict[str, Slot] = {"year": Year(view.year), "v": signed(own)}
    if math.isnan(total):
        return Claim("front.gdp_year", "L2", slots)
    years: dict[str, Slot] = {"y0": Year(view.year + 1 - AVERAGE_SPAN), "y1": Year(view.year)}
    return Claim("front.gdp", "L2", {**slots, **years, "v0": signed(total)})


def _total(view: View, code: str) -> float:
    """Growth over the last four years, per cent; not a number where one is missing."""
    series = view.ind.series(GROWTH, code)
    years = range(view.year + 1 - AVERAGE_SPAN, view.year + 1)
    if any(year not in series for year in years):
        return math.nan
    return cumulated_growth({year: series[year] for year in years})
