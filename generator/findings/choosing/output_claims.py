"""Claims about the level of output per head: licences L1 (level), L2 (change) and L3 (ratio)."""

from generator.classifications.regions import NATION
from generator.findings.claims import Claim, Count, Number, Rank, RegionSlot, Slot, Year
from generator.findings.indifference import compared
from generator.findings.measures import PER_CAPITA
from generator.findings.measuring.indicators import Indicators

TIMES = 1.5
"""From this ratio on, the level is stated as a multiple instead of a percentage."""


def head(ind: Indicators, subject: str) -> Claim | None:
    """State in a few words where the region stands; ``None`` without a value."""
    place = ind.place(PER_CAPITA, subject)
    if place is None:
        return None
    complete = place.of >= ind.regions
    if place.rank == 1 and place.tied == 1 and complete:
        return Claim("level.head_best", "L1", {})
    if place.rank == place.of and complete:
        return Claim("level.head_worst", "L1", {})
    ranked: dict[str, Slot] = {"rank": Rank(place.rank, place.tied), "n_regions": Count(place.of)}
    return Claim("level.head_rank", "L1", ranked)


def level(ind: Indicators, subject: str) -> Claim | None:
    """State GRP per capita, beside the nation's as it suits the region (L1, L3).

    The head above it holds the rank, so that the sentence does not: it says how many times the
    nation's level it is, how far above or below it lies, or that it is about the same.
    """
    value, nation = ind.value(PER_CAPITA, subject), ind.value(PER_CAPITA, NATION)
    if value is None:
        return None
    slots: dict[str, Slot] = {
        "region": RegionSlot(subject),
        "year": Year(ind.year),
        "grp_pc": Number(value, 1),
    }
    if nation is None or value <= 0 or nation <= 0:
        return Claim("level.alone", "L1", slots)
    slots["nat"] = Number(nation, 1)
    return _beside_the_nation(slots, value, nation)


def _beside_the_nation(slots: dict[str, Slot], value: float, nation: float) -> Claim:
    ratio = value / nation
    evidence = {"ratio": ratio}
    if not compared(PER_CAPITA, value, nation):
        return Claim("level.equal", "L3", slots, evidence=evidence)
    if ratio >= TIMES:
        return Claim("level.times", "L3", {**slots, "ratio": Number(ratio, 1)}, evidence=evidence)
    key = "level.above" if ratio > 1 else "level.below"
    share = Number(abs(ratio - 1) * 100, 1, "percent")
    return Claim(key, "L3", {**slots, "pct": share}, evidence=evidence)


def rank_change(ind: Indicators, subject: str) -> Claim | None:
    """State the change of rank on the previous year, where as many regions were ranked (L2)."""
    now = ind.place(PER_CAPITA, subject)
    before = ind.place(PER_CAPITA, subject, ind.year - 1)
    if now is None or before is None or now.of != before.of or now.tied > 1 or before.tied > 1:
        return None
    if now.rank == before.rank:
        return Claim("rank.same", "L2", {})
    moved = abs(now.rank - before.rank)
    key = "rank.up" if now.rank < before.rank else "rank.down"
    slots: dict[str, Slot] = {
        "rank0": Rank(before.rank),
        "rank1": Rank(now.rank),
    }
    return Claim(key, "L2", slots, count=moved)


def above_nation(ind: Indicators) -> Claim | None:
    """Count the regions clearly above the national level."""
    nation, regions = ind.value(PER_CAPITA, NATION), ind.of_all(PER_CAPITA)
    if nation is None or not regions:
        return None
    above = sum(compared(PER_CAPITA, value, nation) > 0 for value in regions.values())
    return Claim("t.map", "L1", {"k": Count(above), "n_regions": Count(len(regions))})
