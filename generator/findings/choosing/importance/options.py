"""Options that a region may consider: licence L20.

A small library, edited by people in the catalogues, keyed by the region's own figures, by its key
industries and by flags; where these ground little, by the side of the nation that a region is on.
Each option shows the indicators that chose it; none follows from a regression, and none is
grounded on an industry whose volume falls while its tenge rise.
"""

import math
from collections import Counter
from collections.abc import Mapping

from generator.classifications.regions import NATION
from generator.findings.choosing.drivers.driver_claims import rises_in_prices_alone
from generator.findings.choosing.importance.drafts import Option
from generator.findings.choosing.structure_claims import key_sections, quadrant
from generator.findings.claims import Claim, Count, IndustrySlot, Number, Rank, Slot
from generator.findings.measures import DIVERSIFICATION, PER_CAPITA
from generator.findings.measuring.frame_cells import cell, known
from generator.findings.measuring.indicators import Indicators

MOST = 3
"""Options in one brief."""

QUADRANTS = {
    "quadrant.above_above": ("pol.q1", "pol.q1"),
    "quadrant.above_below": ("pol.q2", "pol.q2_city"),
    "quadrant.below_below": ("pol.q3", "pol.q3"),
    "quadrant.below_above": ("pol.q4", "pol.q4"),
}
"""Option of a region, and of a city, by the side of the nation that it is on."""

KEY_INDUSTRIES = {"A": "pol.agrarian", "B": "pol.resource", "C": "pol.industrial"}
"""Option by key industry, in order."""

RURAL = frozenset({"pol.agrarian", "pol.resource"})
"""Options that speak of villages: not for cities."""

SAID_BY_QUADRANT = {"pol.q2": "pol.resource"}
"""Options of an industry that say again what the option of the quadrant has said."""

ALIKE = 4
"""Regions that may share one option."""
FEW_OF_ITS_OWN = 2
"""A region with fewer options of its own also gets the one of its side of the nation."""
FEW_PEOPLE = 3
"""A region among this many of the fewest people, with GRP per capita above the nation's."""


def allotted(
    ind: Indicators, cities: frozenset[str], grounded: Mapping[str, tuple[Option, ...]]
) -> Mapping[str, tuple[Option, ...]]:
    """Choose the options of all regions together, each for at most four of them.

    Those keep an option whose grounds are the strongest. The option of the side of the nation,
    which many share, is for regions whose own figures ground fewer than two; a region may be left
    with none.

    Parameters
    ----------
    ind, cities
        Indicators of the reference year, and which regions are cities.
    grounded
        By region, the options that its own figures ground, the strongest first.

    Returns
    -------
    Mapping
        By region: those of its own figures first, three at most.
    """
    codes = sorted(ind.distribution("grp"))
    chosen = _shared(
        {code: (*grounded.get(code, ()), *own(ind, code, city=code in cities)) for code in codes}
    )
    few = [code for code in codes if len(chosen[code]) < FEW_OF_ITS_OWN]
    general = _shared({code: by_side(ind, code, city=code in cities) for code in few})
    return {code: (*chosen[code], *general.get(code, ()))[:MOST] for code in codes}


def _shared(found: Mapping[str, tuple[Option, ...]]) -> dict[str, tuple[Option, ...]]:
    """Leave every option to the four regions with the strongest grounds; keep the order."""
    offers = sorted(
        (-option.strength, code, at)
        for code, offered in found.items()
        for at, option in enumerate(offered)
    )
    used: Counter[str] = Counter()
    kept: dict[str, list[int]] = {code: [] for code in found}
    for _, code, at in offers:
        key = found[code][at].told.key
        if used[key] < ALIKE:
            used[key] += 1
            kept[code].append(at)
    return {code: tuple(found[code][at] for at in sorted(kept[code])) for code in found}


def own(ind: Indicators, subject: str, *, city: bool) -> tuple[Option, ...]:
    """Choose options of the region's key industries and people.

    Parameters
    ----------
    ind, subject
        Indicators of the reference year, and the region.
    city
        Whether the region is a city, which has no rural areas.
    """
    side, left_out = quadrant(ind, subject), set(RURAL if city else ())
    if side is not None:
        left_out.add(SAID_BY_QUADRANT.get(QUADRANTS[side.key][city], ""))
    special = _growing(ind, subject) if city else _few_people(ind, subject)
    return (
        *_by_industry(ind, subject, left_out),
        *([special] if special else []),
    )


def by_side(ind: Indicators, subject: str, *, city: bool) -> tuple[Option, ...]:
    """Choose the option of the side of the nation that a region is on; none without a side."""
    side = quadrant(ind, subject)
    if side is None:
        return ()
    grounds = _levels(ind, subject)
    values = {name: slot.value for name, slot in grounds.slots.items() if isinstance(slot, Number)}
    level = abs(math.log(values["v"] / values["u"]))
    strength = level + abs(values["v0"] - values["u0"])
    return (Option(Claim(QUADRANTS[side.key][city], "L20"), grounds, strength),)


def _levels(ind: Indicators, subject: str) -> Claim:
    """State the values that place a region in its quadrant; there are four, or no quadrant."""
    slots: dict[str, Slot] = {
        name: Number(cell(ind.values[measure], code, ind.year), decimals)
        for name, measure, code, decimals in (
            ("v", PER_CAPITA, subject, 1),
            ("u", PER_CAPITA, NATION, 1),
            ("v0", DIVERSIFICATION, subject, 2),
        )
    }
    slots["u0"] = Number(ind.median(DIVERSIFICATION) or math.nan, 2)
    return Claim("option.levels", "L20", slots)


def _by_industry(ind: Indicators, subject: str, left_out: set[str]) -> list[Option]:
    """Options of the key industries, but for those left out."""
    key, found = key_sections(ind, subject), []
    for industry, option in KEY_INDUSTRIES.items():
        share, quotient = (
            cell(ind.shares_in_grp, subject, industry),
            cell(ind.lq, subject, industry),
        )
        if industry not in key or option in left_out:
            continue
        if rises_in_prices_alone(ind, subject, industry):
            continue
        if known(share) is None or known(quotient) is None:  # a key one by its earlier years
            continue
        slots: dict[str, Slot] = {
            "industry": IndustrySlot(industry),
            "share": Number(share * 100, 1, "percent"),
            "v": Number(quotient, 2),
        }
        grounds = Claim("option.key", "L20", slots)
        found.append(Option(Claim(option, "L20"), grounds, quotient))
    return found


def _growing(ind: Indicators, subject: str) -> Option | None:
    """Tell a growing city from a shrinking one."""
    growth = ind.relative_change("population", subject)
    if growth is None or growth <= 0:
        return None
    slots: dict[str, Slot] = {"v": Number(growth, 1, "percent_signed")}
    return Option(Claim("pol.metro", "L20"), Claim("option.population", "L20", slots), growth)


def _few_people(ind: Indicators, subject: str) -> Option | None:
    """Warn where a small population makes output per head high."""
    people, output = ind.place("population", subject), ind.place(PER_CAPITA, subject)
    own, nation = (ind.value(PER_CAPITA, code) for code in (subject, NATION))
    if people is None or output is None or own is None or nation is None or own <= nation:
        return None
    if people.rank <= people.of - FEW_PEOPLE:
        return None
    slots: dict[str, Slot] = {
        "v": Number(ind.value("population", subject) or 0.0, 1),
        "rank": Rank(people.rank, people.tied),
        "rank0": Rank(output.rank, output.tied),
        "n_regions": Count(people.of),
    }
    return Option(Claim("pol.new", "L20"), Claim("option.people", "L20", slots), 1.0)
