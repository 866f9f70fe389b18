"""Titles of charts and pages, of a region and of the nation: what a reader sees there."""

import math
from collections.abc import Iterable, Mapping

from generator.classifications.regions import NATION
from generator.economics.indices.growth import LEAST_GROWTH
from generator.economics.path import path
from generator.findings.choosing.growth_claims import largest_contribution
from generator.findings.choosing.output_claims import TIMES
from generator.findings.choosing.path_claims import series_claim
from generator.findings.choosing.structure_claims import variety_over_time
from generator.findings.claims import (
    Claim,
    Count,
    Listing,
    Number,
    RegionSlot,
    Slot,
    TextSlot,
    Year,
)
from generator.findings.facts import Fact
from generator.findings.indifference import compared
from generator.findings.measures import (
    CONTRIBUTION,
    DIVERSIFICATION,
    GROWTH,
    PER_CAPITA,
    headlines,
)
from generator.findings.measuring.catching_up import LEVEL, CatchingUp
from generator.findings.measuring.frame_cells import row_of
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.ranks import RankPosition
from generator.findings.measuring.trajectories import Trajectory

LEADING = 3
"""Industries whose shares are added up."""
FEW = 5
"""Regions that count as the highest, and as the lowest."""
MOST_INDICATORS = 2
"""Indicators that a title names of each kind."""


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
    if own is None or nation is None or not regions:
        return None
    side = compared(PER_CAPITA, own, nation)
    if not side:
        return Claim("t.side_same", "L1")
    together = sum(compared(PER_CAPITA, each, nation) == side for each in regions.values())
    key = "t.side_above" if side > 0 else "t.side_below"
    if together == 1:
        return Claim(f"{key}_alone", "L1")
    return Claim(key, "L1", {"n_regions": Count(together)})


def ratio_path(ind: Indicators, subject: str) -> Claim | None:
    """Tell the path of the ratio to the nation (L22)."""
    return series_claim("ratio_to_nation", ind.series("ratio_to_nation", subject))


def summits(facts: Iterable[Fact], regions: int) -> tuple[Claim, ...]:
    """Name a measure of the newest year in which the region is first, and one in which it is last.

    Nothing where the region is nowhere first, or with others, or where one of the year's
    ``regions`` has no value (L1).
    """
    ranked = _ranked_alone(facts, regions)
    first = next((fact for fact in ranked if fact.rank == 1), None)
    last = next((fact for fact in ranked if fact.rank == fact.of), None)
    if first is None:
        return ()
    slots: dict[str, Slot] = {"indicator_first": TextSlot(f"by.{first.measure}")}
    if last is None:
        return (Claim("t.first", "L1", {**slots, "n_regions": Count(regions)}),)
    slots["indicator_last"] = TextSlot(f"by.{last.measure}")
    return (Claim("t.first_last", "L1", slots),)


def _ranked_alone(facts: Iterable[Fact], regions: int) -> list[Fact]:
    """Facts of the newest year that a title may tell, the weightiest first, ranked without ties.

    Only among all ``regions`` of the year, and where they are not so few that first says little.
    """
    by_measure = {fact.measure: fact for fact in facts if not fact.industry}
    newest = max((fact.period for fact in by_measure.values()), default=0)
    if regions <= 2 * FEW:
        return []
    told = (by_measure[name] for name in headlines() if name in by_measure)
    return [each for each in told if (each.period, each.of, each.tied) == (newest, regions, 1)]


def positions(facts: Iterable[Fact]) -> tuple[Claim, ...]:
    """Name indicators in which the region is among the five highest, and the lowest (L1).

    Only those of which more is good, the weightiest first: a place in concentration or in people
    is neither a success nor a failure.
    """
    placed = _positions_shown(facts)
    slots: dict[str, Slot] = {}
    for slot, holds in (("items", _among_highest), ("items0", _among_lowest)):
        names = [name for name, place in placed.items() if holds(place)][:MOST_INDICATORS]
        if names:
            slots[slot] = Listing(tuple(TextSlot(f"by.{name}") for name in names), ordered=True)
    if not slots:
        return ()
    key = "t.places_high" if "items" in slots else "t.places_low"
    return (Claim("t.places" if len(slots) > 1 else key, "L1", slots),)


def _among_highest(place: RankPosition) -> bool:
    return place.rank + place.tied - 1 <= FEW


def _among_lowest(place: RankPosition) -> bool:
    return place.rank > place.of - FEW


def _positions_shown(facts: Iterable[Fact]) -> dict[str, RankPosition]:
    """Ranks of the newest year of what a title may tell, where regions are not too few."""
    in_order = sorted(facts, key=lambda each: each.period)
    newest = {each.measure: each for each in in_order if not each.industry}
    year = max((each.period for each in newest.values()), default=0)
    ranks = {
        name: RankPosition(fact.rank, fact.tied, fact.of)
        for name in headlines()
        if (fact := newest.get(name)) and fact.period == year and fact.rank and fact.of
    }
    return {name: each for name, each in ranks.items() if each.of > 2 * FEW}


LEADING_REGIONS = 3
"""Regions whose contributions are added up."""
MOST_NAMED = 5
"""Regions that a title names at most."""
CLEAR_CHANGE = 0.02
"""An index or a spread must move by at least 2 % of its start to count as a change (L8)."""


def titles(
    ind: Indicators, trajectories: Mapping[str, Trajectory], converged: CatchingUp | None
) -> dict[str, tuple[Claim, ...]]:
    """Choose the titles that rest on the indicators and the trajectories, by place."""
    found = {
        "figure.map": far_above(ind),
        "figure.typology": below_in_variety(ind),
        "title.contributions": leading_part(ind) or largest_contribution(ind),
        "figure.contributions": leading_regions(ind),
        "figure.growth_ranking": faster(ind),
        "figure.variety_path": variety_over_time(ind, NATION),
        "title.courses": fell_now(ind) or fell(trajectories),
        "figure.sigma": spread(converged),
        "figure.convergence": slope(converged),
    }
    return {place: (claim,) for place, claim in found.items() if claim is not None}


def far_above(ind: Indicators) -> Claim | None:
    """Name the regions far above the national level (L3), where they are few."""
    nation, regions = ind.value(PER_CAPITA, NATION), ind.of_all(PER_CAPITA)
    if nation is None or nation <= 0:
        return None
    far = [code for code, value in regions.items() if value / nation >= TIMES]
    far.sort(key=lambda code: -regions[code])
    if not 0 < len(far) <= MOST_NAMED:
        return None
    items = Listing(tuple(map(RegionSlot, far)), ordered=True)
    return Claim("t.far_above", "L3", {"ratio": Number(TIMES, 1), "items": items})


def below_in_variety(ind: Indicators) -> Claim | None:
    """Count the regions above the national level whose variety is below the median (L1)."""
    nation, regions = ind.value(PER_CAPITA, NATION), ind.of_all(PER_CAPITA)
    variety, middle = ind.of_all(DIVERSIFICATION), ind.median(DIVERSIFICATION)
    if nation is None or middle is None or not regions or not variety:
        return None
    rich = [code for code, value in regions.items() if compared(PER_CAPITA, value, nation) > 0]
    below = sum(compared(DIVERSIFICATION, variety[code], middle) < 0 for code in rich)
    slots: dict[str, Slot] = {"k": Count(below), "n_regions": Count(len(rich))}
    return Claim("t.variety_below", "L1", slots) if below and len(rich) > 1 else None


def _leading(ind: Indicators) -> list[str]:
    """Regions with the largest contributions, where growth and all of these are positive."""
    parts, nation = ind.of_all(CONTRIBUTION), ind.value(GROWTH, NATION)
    largest = sorted(parts, key=lambda code: -parts[code])[:LEADING_REGIONS]
    grew = (
        nation is not None and nation >= LEAST_GROWTH and all(parts[code] > 0 for code in largest)
    )
    return largest if grew and len(parts) > LEADING_REGIONS else []


def leading_part(ind: Indicators) -> Claim | None:
    """State which part of GDP growth the largest contributions make up (L4)."""
    largest, nation = _leading(ind), ind.value(GROWTH, NATION)
    if not largest or nation is None:
        return None
    points = sum(ind.of_all(CONTRIBUTION)[code] for code in largest)
    slots: dict[str, Slot] = {"share": Number(ind.share_of_growth(points), 0, "percent")}
    evidence = {"contributions_pp": points, "national_growth": nation}
    return Claim("t.leading_part", "L4", slots, evidence=evidence)


def leading_regions(ind: Indicators) -> Claim | None:
    """Name the regions with the largest contributions to GDP growth (L4)."""
    largest = _leading(ind)
    items = Listing(tuple(map(RegionSlot, largest)), ordered=True)
    return Claim("t.leading_regions", "L4", {"items": items}) if largest else None


def faster(ind: Indicators) -> Claim | None:
    """Count the regions that grew clearly faster than the nation (L2)."""
    nation, regions = ind.value(GROWTH, NATION), ind.of_all(GROWTH)
    if nation is None or not regions:
        return None
    above = sum(compared(GROWTH, value, nation) > 0 for value in regions.values())
    slots: dict[str, Slot] = {"k": Count(above), "n_regions": Count(len(regions))}
    return Claim("t.faster", "L2", slots)


def fell_now(ind: Indicators) -> Claim | None:
    """Count the regions whose output fell in the reference year (L2); ``None`` if none did."""
    now = ind.of_all(GROWTH)
    falling = sum(value < 0 for value in now.values())
    counted: dict[str, Slot] = {"k": Count(falling), "n_regions": Count(len(now))}
    return Claim("t.fell_now", "L2", {"year": Year(ind.year), **counted}) if falling else None


def fell(trajectories: Mapping[str, Trajectory]) -> Claim | None:
    """Count the units whose output fell in the newest declared shock of one year (L2)."""
    growth: dict[int, list[float]] = {}
    for trajectory in trajectories.values():
        for line in trajectory.phases:
            if line.window.single_shock and line.own is not None:
                growth.setdefault(line.window.last, []).append(line.own)
    newest = max(growth, default=0)
    own = growth.get(newest, [])
    falling = sum(value < 0 for value in own)
    slots: dict[str, Slot] = {
        "year": Year(newest),
        "k": Count(falling),
        "n_units": Count(len(own)),
    }
    return Claim("t.fell", "L2", slots) if falling else None


def spread(converged: CatchingUp | None) -> Claim | None:
    """Tell the path of the spread of output per head (L22), where it changed visibly."""
    found = path(converged.sigma) if converged else None
    if found is None or found.first.value <= 0:
        return None
    shape = found.shape(CLEAR_CHANGE * found.first.value)
    evidence = {"first": found.first.value, "last": found.last.value}
    if shape in ("up", "down"):
        key = "t.spread_smaller" if shape == "down" else "t.spread_larger"
        return Claim(key, "L22", {"y0": Year(found.first.year)}, evidence=evidence)
    if shape in ("none", "flat"):
        return None
    step = found.largest_step
    year = step.after.year if shape == "step" and step else found.extreme.year
    return Claim(f"t.spread_{shape}", "L22", {"year": Year(year)}, evidence=evidence)


def slope(converged: CatchingUp | None) -> Claim | None:
    """Say what the slope of growth on the initial level allows (L13): a direction, or none."""
    if converged is None or converged.beta.undefined is not None:
        return None
    beta = converged.beta
    evidence = {"beta": beta.beta, "p_hc3": beta.p_hc3}
    if not beta.p_hc3 < LEVEL:  # unknown where one unit alone decides the line
        return Claim("t.slope_unclear", "L13", {}, evidence=evidence)
    key = "t.slope_negative" if beta.beta < 0 else "t.slope_positive"
    return Claim(key, "L13", {}, evidence=evidence)
