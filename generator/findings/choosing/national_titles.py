"""Titles of charts and pages of the national brief: what a reader sees there, in few words."""

from collections.abc import Mapping

from generator.classifications.regions import NATION
from generator.economics.indices.growth import LEAST_GROWTH
from generator.findings.choosing.growth_claims import largest_contribution
from generator.findings.choosing.output_claims import PER_CAPITA, TIMES
from generator.findings.choosing.structure_claims import variety_over_time
from generator.findings.claims import Claim, Count, Listing, Number, Region, Slot, Year
from generator.findings.measuring.catching_up import LEVEL, CatchingUp
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.trajectories import Course

LEADING = 3
"""Regions whose contributions are added up."""

MOST_NAMED = 5
"""Regions that a title names at most."""

CLEAR_CHANGE = 0.02
"""An index or a spread must move by at least 2 % of its start to count as a change (L8)."""


def titles(
    ind: Indicators, courses: Mapping[str, Course], converged: CatchingUp | None
) -> dict[str, tuple[Claim, ...]]:
    """Choose the titles that rest on the indicators and the courses, by place."""
    found = {
        "figure.map": far_above(ind),
        "figure.typology": below_in_variety(ind),
        "title.contributions": leading_part(ind) or largest_contribution(ind),
        "figure.contributions": leading_regions(ind),
        "figure.growth_ranking": faster(ind),
        "figure.variety_path": variety_over_time(ind, NATION),
        "title.courses": fell(courses),
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
    items = Listing(tuple(map(Region, far)), ordered=True)
    return Claim("t.far_above", "L3", {"ratio": Number(TIMES, 1), "items": items})


def below_in_variety(ind: Indicators) -> Claim | None:
    """Count the regions whose diversification index is below the nation's (L1)."""
    nation, regions = ind.value("entropy_nat", NATION), ind.of_all("entropy_nat")
    if nation is None or not regions:
        return None
    below = sum(value < nation for value in regions.values())
    slots: dict[str, Slot] = {"k": Count(below), "n_regions": Count(len(regions))}
    return Claim("t.variety_below", "L1", slots) if below else None


def _leading(ind: Indicators) -> list[str]:
    """Regions with the largest contributions, where growth and all of these are positive."""
    parts, nation = ind.of_all("contribution_pp"), ind.value("real_growth", NATION)
    largest = sorted(parts, key=lambda code: -parts[code])[:LEADING]
    grew = (
        nation is not None and nation >= LEAST_GROWTH and all(parts[code] > 0 for code in largest)
    )
    return largest if grew and len(parts) > LEADING else []


def leading_part(ind: Indicators) -> Claim | None:
    """State which part of GDP growth the largest contributions make up (L4)."""
    largest, nation = _leading(ind), ind.value("real_growth", NATION)
    if not largest or nation is None:
        return None
    points = sum(ind.of_all("contribution_pp")[code] for code in largest)
    slots: dict[str, Slot] = {"share": Number(points / nation * 100, 0, "percent")}
    evidence = {"contributions_pp": points, "national_growth": nation}
    return Claim("t.leading_part", "L4", slots, evidence=evidence)


def leading_regions(ind: Indicators) -> Claim | None:
    """Name the regions with the largest contributions to GDP growth (L4)."""
    largest = _leading(ind)
    items = Listing(tuple(map(Region, largest)), ordered=True)
    return Claim("t.leading_regions", "L4", {"items": items}) if largest else None


def faster(ind: Indicators) -> Claim | None:
    """Count the regions that grew faster than the nation (L2)."""
    nation, regions = ind.value("real_growth", NATION), ind.of_all("real_growth")
    if nation is None or not regions:
        return None
    above = sum(value > nation for value in regions.values())
    slots: dict[str, Slot] = {"k": Count(above), "n_regions": Count(len(regions))}
    return Claim("t.faster", "L2", slots)


def fell(courses: Mapping[str, Course]) -> Claim | None:
    """Count the units whose output fell in the newest declared shock of one year (L2)."""
    lines = [
        line
        for course in courses.values()
        for line in course.phases
        if line.window.kind == "shock" and line.window.last - line.window.first == 1
        if line.own is not None
    ]
    newest = max((line.window.last for line in lines), default=None)
    own = [line.own or 0.0 for line in lines if line.window.last == newest]
    if newest is None or not any(value < 0 for value in own):
        return None
    slots: dict[str, Slot] = {
        "year": Year(newest),
        "k": Count(sum(value < 0 for value in own)),
        "n_units": Count(len(own)),
    }
    return Claim("t.fell", "L2", slots)


def spread(converged: CatchingUp | None) -> Claim | None:
    """Say whether output per head is less or more spread than at the start (L2)."""
    if converged is None:
        return None
    first, last = converged.sigma[converged.first], converged.sigma[converged.last]
    if first <= 0 or abs(last / first - 1) < CLEAR_CHANGE:
        return None
    key = "t.spread_smaller" if last < first else "t.spread_larger"
    evidence = {"first": first, "last": last}
    return Claim(key, "L2", {"y0": Year(converged.first)}, evidence=evidence)


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
