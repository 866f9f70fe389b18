"""Options that rest on a number of the region itself: jobs, investment, prices, a brake (L20).

Each has the region's own figures as its grounds, and a strength: how far the figure is from those
of all regions, in their robust spread.
"""

from collections.abc import Callable

from generator.economics.path import path
from generator.economics.robust import robust_distance
from generator.findings.choosing.drivers.driver_claims import brake, contributions
from generator.findings.choosing.importance.drafts import Option, View
from generator.findings.choosing.importance.growth_families import percent, signed
from generator.findings.choosing.importance.level_families import (
    EMPLOYMENT,
    GONE,
    JOBS,
    MUCH,
    PRICES_APART,
    deflators,
)
from generator.findings.choosing.importance.score import capped
from generator.findings.claims import Claim, IndustrySlot, Number, Slot, Year
from generator.findings.indifference import compared
from generator.findings.measures import GROWTH, INVESTMENT, UNEMPLOYMENT

TAKEN = 0.5
"""Percentage points that an industry must have taken from growth to ground an option."""


def own_options(view: View) -> tuple[Option, ...]:
    """Return the options that the region's own figures ground, the strongest first."""
    found = [option for choose in CHOICES if (option := choose(view)) is not None]
    return tuple(sorted(found, key=lambda option: (-option.strength, option.told.key)))


def _option(keys: tuple[str, str], slots: dict[str, Slot], strength: float) -> Option:
    return Option(Claim(keys[0], "L20"), Claim(keys[1], "L20", slots), capped(strength))


def _apart(view: View, measure: str, value: float) -> float:
    return robust_distance(value, list(view.ind.distribution(measure).values()))


def jobs(view: View) -> Option | None:
    """Output grew while clearly fewer people were employed."""
    growth, employed = view.value(GROWTH), view.value(EMPLOYMENT)
    if growth is None or employed is None or growth <= 0 or employed > -JOBS:
        return None
    slots: dict[str, Slot] = {
        "year": Year(view.year),
        "u": signed(employed),
        "v": signed(growth),
    }
    return _option(("pol.jobs", "option.jobs"), slots, _apart(view, EMPLOYMENT, employed))


def unemployment(view: View) -> Option | None:
    """Unemployment is above the nation's."""
    own, nation = view.value(UNEMPLOYMENT), view.nation(UNEMPLOYMENT)
    if own is None or nation is None or compared(UNEMPLOYMENT, own, nation) <= 0:
        return None
    slots: dict[str, Slot] = {"year": Year(view.year), "v": percent(own), "u": percent(nation)}
    return _option(
        ("pol.unemployment", "option.unemployment"), slots, _apart(view, UNEMPLOYMENT, own)
    )


def investment_gone(view: View) -> Option | None:
    """Investment is below the nation's and far below its own highest year."""
    found, nation = path(view.series(INVESTMENT)), view.nation(INVESTMENT)
    if found is None or nation is None or found.last.year != view.year:
        return None
    top, now = found.highest, found.last
    if top.value - now.value < GONE or compared(INVESTMENT, now.value, nation) >= 0:
        return None
    slots: dict[str, Slot] = {
        "y0": Year(top.year),
        "v0": percent(top.value),
        "y1": Year(now.year),
        "v1": percent(now.value),
        "u": percent(nation),
    }
    return _option(("pol.projects", "option.projects"), slots, _apart(view, INVESTMENT, now.value))


def investment_waiting(view: View) -> Option | None:
    """Much is invested, and growth is clearly below the nation's."""
    invested, growth, nation = view.value(INVESTMENT), view.value(GROWTH), view.nation(GROWTH)
    if invested is None or growth is None or nation is None:
        return None
    if invested < MUCH or compared(GROWTH, growth, nation) >= 0:
        return None
    slots: dict[str, Slot] = {
        "year": Year(view.year),
        "v": percent(invested),
        "u": signed(growth),
        "u0": signed(nation),
    }
    return _option(("pol.launch", "option.launch"), slots, _apart(view, INVESTMENT, invested))


def prices(view: View) -> Option | None:
    """Prices rose much faster than the nation's: the gain in money may not last."""
    found, growth = deflators(view), view.value(GROWTH)
    if found is None or growth is None or found[1] - found[2] < PRICES_APART:
        return None
    slots: dict[str, Slot] = {
        "year": Year(view.year),
        "v": signed(found[1]),
        "u": signed(found[2]),
        "v0": signed(growth),
    }
    return _option(("pol.prices", "option.prices"), slots, (found[1] - found[2]) / PRICES_APART)


def held_back(view: View) -> Option | None:
    """One industry took clearly from growth."""
    section = brake(view.ind, view.subject)
    points = contributions(view.ind, view.subject).get(section, 0.0)
    if points > -TAKEN:
        return None
    slots: dict[str, Slot] = {
        "year": Year(view.year),
        "industry": IndustrySlot(section),
        "pp_signed": Number(points, 2, "signed"),
    }
    return _option(("pol.brake", "option.brake"), slots, -points / TAKEN)


CHOICES: tuple[Callable[[View], Option | None], ...] = (
    jobs,
    unemployment,
    investment_gone,
    investment_waiting,
    prices,
    held_back,
)
"""What a region's own figures may ground. Another one is a function here, and its words."""
