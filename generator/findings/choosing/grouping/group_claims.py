"""Claims about the groups of regions of the national brief: licences L1 and L5.

They are the groups that every regional brief names in a title: the third by distance from the
nation's structure, and variety beside that of the median region.
"""

from collections.abc import Mapping
from statistics import median

from generator.economics.indices.typology import Structure
from generator.findings.claims import (
    Claim,
    Count,
    Listing,
    Number,
    RegionSlot,
    Slot,
    TextSlot,
    extremes,
)
from generator.findings.indifference import compared
from generator.findings.measures import DIVERSIFICATION, PER_CAPITA, VARIANCE
from generator.findings.measuring.indicators import Indicators

SIDES = ("above", "equal", "below")
"""Variety beside that of the median region, as compared with its band of indifference."""

Groups = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Regions by third of distance from the nation's structure, then by side of the median."""


def groups(ind: Indicators) -> Groups:
    """Return every region in its group; empty where the regions are not grouped."""
    middle, varieties = ind.median(DIVERSIFICATION), ind.distribution(DIVERSIFICATION)
    if middle is None or ind.groups.empty:
        return {}
    thirds = {str(code): third for code, third in ind.groups["structure"].items() if third}
    sides = {
        code: ("equal", "above", "below")[compared(DIVERSIFICATION, varieties[code], middle)]
        for code in thirds
    }
    return {
        third.value: {
            side: tuple(code for code in thirds if (thirds[code], sides[code]) == (third, side))
            for side in SIDES
        }
        for third in Structure
        if third in thirds.values()
    }


def title(ind: Indicators) -> Claim | None:
    """Count the regions of the most different third that are less varied than the median (L5)."""
    far = groups(ind).get(Structure.SPECIALISED.value, {})
    counted: dict[str, Slot] = {
        "k": Count(len(far.get("below", ()))),
        "n_all": Count(sum(map(len, far.values()))),
    }
    return Claim("t.groups", "L5", counted) if far else None


def map_title(ind: Indicators) -> Claim | None:
    """Name the regions whose structure differs most and least from the nation's (L5)."""
    values = ind.of_all(VARIANCE)
    if not values or not groups(ind):
        return None
    named = {name: slot for name, slot in extremes(values, 2).items() if name in ("max", "min")}
    return Claim("t.groups_ends", "L5", named, evidence=_ends(values))


def _ends(values: Mapping[str, float]) -> dict[str, float]:
    return {"max": max(values.values()), "min": min(values.values())}


def members(ind: Indicators) -> tuple[Claim, ...]:
    """Name the regions of every group, and the median levels and growth of every third (L1)."""
    found = []
    for third, sides in groups(ind).items():
        group = TextSlot(f"group.{third}")
        found += [
            Claim("groups.members", "L5", {"group": group, "side": side_of(side), **_named(codes)})
            for side, codes in sides.items()
            if codes
        ]
        found += _medians(ind, group, [code for codes in sides.values() for code in codes])
    return tuple(found)


def side_of(side: str) -> TextSlot:
    """Return the words for a side of the median region."""
    return TextSlot(f"group.side_{side}")


def _named(codes: tuple[str, ...]) -> dict[str, Slot]:
    return {"items": Listing(tuple(map(RegionSlot, codes)), "short")}


def _medians(ind: Indicators, group: TextSlot, codes: list[str]) -> list[Claim]:
    """State the medians of a third; nothing where a region of it lacks a figure."""
    levels, growth = ind.distribution(PER_CAPITA), ind.distribution("average_growth")
    if any(code not in levels or code not in growth for code in codes):
        return []
    slots: dict[str, Slot] = {
        "group": group,
        "k": Count(len(codes)),
        "v": Number(median(levels[code] for code in codes), 1),
        "u": Number(median(growth[code] for code in codes), 1, "percent_signed"),
    }
    return [Claim("groups.medians", "L1", slots)]
