"""Claims about what drove real growth, section by section: licences L2 and L4.

Sections of services without a volume index of their own are one group, and are said to be.
"""

import math

from generator.classifications.industries import IN_OTHER_SERVICES, OTHER_SERVICES
from generator.classifications.regions import NATION
from generator.findings.claims import Claim, Count, IndustrySlot, KeyMessage, Number, Slot, Year
from generator.findings.indifference import compared
from generator.findings.measures import GROWTH, REAL_CONTRIBUTION
from generator.findings.measuring.frame_cells import cell, known, row_of
from generator.findings.measuring.indicators import Indicators

FELL = 99.95
"""A volume index below this prints as a fall."""


def contributions(ind: Indicators, subject: str) -> dict[str, float]:
    """Return what each section contributed to growth, in percentage points.

    Empty unless they say nearly all: a section without an index might have driven growth.
    """
    if known(ind.section_growth.residual.get(subject, math.nan)) is None:
        return {}
    points = row_of(ind.section_growth.contributions, subject)
    return {name: value for name, value in points.items() if known(value) is not None}


def driver(ind: Indicators, subject: str) -> str:
    """Name the section that contributed most to growth; empty where none visibly did."""
    found = contributions(ind, subject)
    most = max(found, key=lambda name: found[name], default="")
    return most if most and compared(REAL_CONTRIBUTION, found[most], 0.0) > 0 else ""


def brake(ind: Indicators, subject: str) -> str:
    """Name the section that took most away from growth; empty where none visibly did."""
    found = contributions(ind, subject)
    least = min(found, key=lambda name: found[name], default="")
    return least if least and compared(REAL_CONTRIBUTION, found[least], 0.0) < 0 else ""


def balance(ind: Indicators, subject: str) -> Claim | None:
    """State real growth with the section that gave most to it and the one that took most (L4)."""
    growth, most, least = ind.value(GROWTH, subject), driver(ind, subject), brake(ind, subject)
    if growth is None or not (most or least):
        return None
    key = "driver.both" if most and least else "driver.only" if most else "driver.none"
    slots: dict[str, Slot] = {"year": Year(ind.year), "v": Number(growth, 1, "percent_signed")}
    slots |= _section(ind, subject, most, "")
    slots |= _section(ind, subject, least, "0")
    return Claim(key, "L4", slots, evidence=_evidence(ind, subject))


def _section(ind: Indicators, subject: str, section: str, mark: str) -> dict[str, Slot]:
    """Name a section and its contribution; nothing for no section."""
    if not section:
        return {}
    points = Number(contributions(ind, subject)[section], 2, "signed")
    return {f"industry{mark}": IndustrySlot(section), f"pp{mark}_signed": points}


def _evidence(ind: Indicators, subject: str) -> dict[str, float]:
    found = contributions(ind, subject)
    return {**found, "residual": float(ind.section_growth.residual[subject])}


def title(ind: Indicators, subject: str) -> Claim | None:
    """Title growth by the section that gave most to it, a fall by the one that took most (L4)."""
    growth = ind.value(GROWTH, subject)
    section = driver(ind, subject) if growth is None or growth > 0 else brake(ind, subject)
    if growth is None or not section:
        return None
    slots: dict[str, Slot] = {
        "v": Number(growth, 1, "percent" if growth > 0 else "percent_signed"),
        "industry": IndustrySlot(section),
        "pp_signed": Number(contributions(ind, subject)[section], 2, "signed"),
    }
    key = "t.driver" if growth > 0 else "t.brake"
    return Claim(key, "L4", slots, evidence=_evidence(ind, subject))


def other_side(ind: Indicators, subject: str) -> Claim | None:
    """Name the section on the other side, after a title that has named the first (L4)."""
    growth = ind.value(GROWTH, subject)
    if growth is None:
        return None
    key, section = (
        ("driver.took", brake(ind, subject))
        if growth > 0
        else ("driver.gave", driver(ind, subject))
    )
    slots = _section(ind, subject, section, "")
    return Claim(key, "L4", slots, evidence=_evidence(ind, subject)) if slots else None


def in_tenge(ind: Indicators, subject: str) -> Claim | None:
    """Say which section grew most in tenge, where it is not the one that drove growth (L2).

    Otherwise say that the one that took most from growth grew in tenge all the same, if it did.
    """
    found = row_of(ind.section_growth.nominal, subject)
    amounts = {name: value for name, value in found.items() if known(value) is not None}
    section = max(amounts, key=lambda name: amounts[name], default="")
    if not section or not contributions(ind, subject):
        return None
    if amounts[section] > 0 and section != driver(ind, subject):
        return _in_tenge("driver.tenge", ind, subject, section)
    least = brake(ind, subject)
    if least and rises_in_prices_alone(ind, subject, least):
        return _in_tenge("driver.prices", ind, subject, least)
    return None


def _in_tenge(key: str, ind: Indicators, subject: str, section: str) -> Claim | None:
    """State growth of a section in tenge with its volume and its prices."""
    volume, prices = _volume(ind, subject, section), _prices(ind, subject, section)
    if volume is None or prices is None:
        return None
    slots: dict[str, Slot] = {
        "industry": IndustrySlot(section),
        "pct_signed": Number(_nominal(volume, prices), 1, "percent_signed"),
        "v": Number(volume, 1, "percent_signed"),
        "u": Number(prices, 1, "percent_signed"),
    }
    return Claim(key, "L2", slots)


def _volume(ind: Indicators, subject: str, section: str) -> float | None:
    return known(cell(ind.section_growth.volume, subject, section))


def _prices(ind: Indicators, subject: str, section: str) -> float | None:
    return known(cell(ind.section_growth.prices, subject, section))


def _nominal(volume: float, prices: float) -> float:
    """Growth in tenge that a change of volume and one of prices make together, per cent."""
    return ((1 + volume / 100) * (1 + prices / 100) - 1) * 100


def one_group(*told: Claim | None) -> Claim | None:
    """Say what the group of services is, where a sentence names it."""
    named = (slot for claim in told if claim is not None for slot in claim.slots.values())
    return Claim("driver.group", "note") if IndustrySlot(OTHER_SERVICES) in named else None


def sentences(ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """Choose the sentences on what drove growth: the drivers, growth in tenge, the group."""
    told = balance(ind, subject), in_tenge(ind, subject)
    found = (*told, one_group(*told))
    return tuple(each for each in found if each is not None)


def message(ind: Indicators, subject: str) -> KeyMessage | None:
    """Make a key message of what drove growth; ``None`` where nothing is known of it."""
    head = title(ind, subject)
    told = other_side(ind, subject), in_tenge(ind, subject)
    body = tuple(each for each in (*told, one_group(head, *told)) if each is not None)
    return KeyMessage(head, body) if head is not None and body else None


def commonest_driver(ind: Indicators) -> Claim | None:
    """Name the section that drove growth in the most regions (L1); ``None`` where two did."""
    regions = [code for code in ind.section_growth.residual.dropna().index if code != NATION]
    found = [name for code in regions if (name := driver(ind, code))]
    counted = {name: found.count(name) for name in dict.fromkeys(found)}
    most = max(counted.values(), default=0)
    largest = [name for name in counted if counted[name] == most]
    if len(largest) != 1 or most < 2:
        return None
    slots: dict[str, Slot] = {
        "industry": IndustrySlot(largest[0]),
        "k": Count(most),
        "n_regions": Count(len(regions)),
    }
    return Claim("t.driver_regions", "L1", slots)


def rises_in_prices_alone(ind: Indicators, subject: str, section: str) -> bool:
    """Say whether output of a section grew in tenge while its volume fell."""
    group = OTHER_SERVICES if section in IN_OTHER_SERVICES else section
    volume = _volume(ind, subject, group)
    amount = known(cell(ind.section_growth.nominal, subject, group))
    fell = volume is not None and volume + 100 < FELL
    return fell and amount is not None and amount > 0
