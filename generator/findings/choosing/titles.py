"""Titles of charts and pages of a regional brief: what a reader sees there, in few words."""

import math
from collections.abc import Iterable

from generator.classifications.regions import NATION
from generator.findings.choosing.output_claims import PER_CAPITA
from generator.findings.claims import Claim, Count, Number, Slot, Text
from generator.findings.facts import MEASURES, Fact
from generator.findings.measuring.frame_cells import row_of
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.ranks import Place

LEADING = 3
"""Industries whose shares are added up."""

FEW = 5
"""Regions that count as the highest, and as the lowest."""

HEADLINES = (
    "grp_per_capita",
    "real_growth",
    "average_growth",
    "share_of_gdp",
    "entropy_nat",
    "average_wage",
    "investment_to_grp",
    "innovation_activity",
    "employment_growth",
    "population",
)
"""Measures of which a title may say that a region is first or last, the weightiest first."""

SAME_RATIO = 0.02
"""A ratio to the nation that moved by less than this changed little."""

WITHOUT_ROW = frozenset({"grp"})
"""Measures that the table of indicators does not show."""


def leading_industries(ind: Indicators, subject: str) -> Claim | None:
    """State what the three largest industries make up of GRP (L1), rounded once."""
    shares = row_of(ind.shares_in_grp, subject)
    if len(shares) < LEADING or any(share != share for share in shares.values()):  # noqa: PLR0124 - a missing share
        return None
    largest = sorted(shares, key=lambda name: -shares[name])[:LEADING]
    parts = {name: shares[name] * 100 for name in largest}
    slots: dict[str, Slot] = {"share": Number(math.fsum(parts.values()), 1, "percent")}
    return Claim("t.leading", "L1", slots, evidence=parts)


def side(ind: Indicators, subject: str) -> Claim | None:
    """Say on which side of the nation the region's output per head is, and with how many (L1)."""
    own, nation = (ind.value(PER_CAPITA, code) for code in (subject, NATION))
    regions = ind.of_all(PER_CAPITA)
    if own is None or nation is None or own == nation or not regions:
        return None
    above = own > nation
    together = sum((value > nation) == above and value != nation for value in regions.values())
    key = "t.side_above" if above else "t.side_below"
    if together == 1:
        return Claim(f"{key}_alone", "L1")
    return Claim(key, "L1", {"n_regions": Count(together)})


def ratio_course(ind: Indicators, subject: str) -> Claim | None:
    """Say how the ratio to the nation moved over the region's series (L3)."""
    series = ind.series("ratio_to_nation", subject)
    if len(series) < 2:
        return None
    first, last = series[min(series)], series[max(series)]
    slots: dict[str, Slot] = {"v0": Number(first, 2), "v1": Number(last, 2)}
    moved = last - first
    way = "flat" if abs(moved) < SAME_RATIO else "up" if moved > 0 else "down"
    return Claim(f"t.ratio_{way}", "L3", slots, evidence={"first": first, "last": last})


def summits(facts: Iterable[Fact], regions: int) -> tuple[Claim, ...]:
    """Name a measure of the newest year in which the region is first, and one in which it is last.

    Nothing where the region is nowhere first, or with others, or where one of the year's
    ``regions`` has no value (L1).
    """
    by_measure = {fact.measure: fact for fact in facts if not fact.industry}
    newest = max((fact.period for fact in by_measure.values()), default=0)
    ranked = [
        fact
        for fact in map(by_measure.get, HEADLINES)
        if fact and fact.period == newest and fact.rank and fact.tied == 1
        if fact.of == regions > 2 * FEW
    ]
    first = [fact for fact in ranked if fact.rank == 1]
    last = [fact for fact in ranked if fact.rank == fact.of]
    if not first:
        return ()
    slots: dict[str, Slot] = {"indicator_first": Text(f"by.{first[0].measure}")}
    if not last:
        slots["n_regions"] = Count(first[0].of or 0)
        return (Claim("t.first", "L1", slots),)
    return (
        Claim("t.first_last", "L1", slots | {"indicator_last": Text(f"by.{last[0].measure}")}),
    )


def positions(facts: Iterable[Fact]) -> tuple[Claim, ...]:
    """Count the indicators in which the region is among the five highest, and the lowest (L1)."""
    newest = {
        fact.measure: fact
        for fact in sorted(facts, key=lambda each: each.period)
        if not fact.industry and fact.measure in _SHOWN
    }
    placed = [Place(f.rank, f.tied, f.of) for f in newest.values() if f.rank and f.of]
    placed = [place for place in placed if place.of > 2 * FEW]
    high = sum(place.rank + place.tied - 1 <= FEW for place in placed)
    low = sum(place.rank > place.of - FEW for place in placed)
    if not high and not low:
        return ()
    slots: dict[str, Slot] = {"n_all": Count(len(placed))}
    slots |= {"k": Count(high)} if high else {}
    slots |= {"k0": Count(low)} if low else {}
    key = "t.places" if high and low else "t.places_high" if high else "t.places_low"
    return (Claim(key, "L1", slots),)


_SHOWN = frozenset(measure.name for measure in MEASURES) - WITHOUT_ROW
