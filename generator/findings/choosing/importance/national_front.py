"""The first page of the nation: what growth did, who made it, and over how many years."""

from collections.abc import Mapping

from generator.classifications.regions import NATION
from generator.economics.path import path
from generator.findings.choosing.importance.drafts import View
from generator.findings.choosing.importance.growth_sentence import growth_sentence
from generator.findings.choosing.titles import leading_part, leading_regions
from generator.findings.claims import Claim, Count, Slot, Year
from generator.findings.indifference import compared
from generator.findings.measures import GROWTH
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.trajectories import Trajectory

RECORD = 5
"""Years of which the highest growth is told as a record (L23)."""


def national_front(
    ind: Indicators, trajectories: Mapping[str, Trajectory]
) -> dict[str, tuple[Claim, ...]]:
    """Choose headline and lead of the national brief, by place; empty without growth."""
    head = headline(ind)
    if head is None:
        return {}
    told = (growth_sentence(View(ind, trajectories, NATION)), leaders(ind))
    lead = tuple(claim for claim in told if claim is not None)
    return {"front.headline": (head,), "front.lead": lead}


def headline(ind: Indicators) -> Claim | None:
    """Say what growth did: fell, a record (L23), or how it compares with the year before (L2)."""
    found = path({y: v for y, v in ind.series(GROWTH, NATION).items() if y <= ind.year})
    if found is None or found.last.year != ind.year:
        return None
    now, before = found.last.value, ind.value(GROWTH, NATION, ind.year - 1)
    if now >= 0 and found.highest_in >= RECORD:
        years: dict[str, Slot] = {"n_years": Count(found.highest_in)}
        return Claim("front.gdp_record", "L23", years, evidence={"growth": now})
    if now >= 0 and before is None:
        return None
    key = "front.gdp_fell" if now < 0 or before is None else _pace(now, before)
    return Claim(key, "L2", {"year": Year(ind.year)}, evidence={"growth": now})


def _pace(now: float, before: float) -> str:
    """Choose words for growth beside that of the year before."""
    return ("front.gdp_same", "front.gdp_faster", "front.gdp_slower")[
        compared(GROWTH, now, before)
    ]


def leaders(ind: Indicators) -> Claim | None:
    """Name the regions with the largest contributions, and their part of growth (L4)."""
    part, regions = leading_part(ind), leading_regions(ind)
    if part is None or regions is None:
        return None
    return Claim(
        "front.gdp_leaders", "L4", {**part.slots, **regions.slots}, evidence=part.evidence
    )
