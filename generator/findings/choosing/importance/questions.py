"""One question to ask, made of two numbers of the region that rub against each other."""

from collections.abc import Callable

from generator.economics.path import path
from generator.findings.choosing.importance.drafts import View
from generator.findings.choosing.importance.growth_families import percent, signed
from generator.findings.choosing.importance.level_families import EMPLOYMENT, GONE, MUCH, deflators
from generator.findings.choosing.structure_claims import largest_section
from generator.findings.claims import Claim, IndustrySlot, Slot, Year
from generator.findings.measures import GROWTH, INVESTMENT, PER_CAPITA, UNEMPLOYMENT

APART = 5.0
"""Percentage points by which two changes must differ to rub against each other."""
SHARE = 25.0
"""Share of the largest industry, per cent, that a question is asked about."""
NEAR_TOP = 0.15
"""Points of the unemployment rate within which the highest is still the highest."""

Question = tuple[float, Claim]
"""How strongly the two numbers rub, and the question."""


def question(view: View, told: set[str]) -> tuple[Claim, ...]:
    """Ask the question whose numbers lie furthest apart, those of numbers not told above first.

    Returns
    -------
    tuple of Claim
        One question, or none.
    """
    asked = [(each(view), bool(told & families)) for each, families in QUESTIONS]
    found = [(not again, pair[0], pair[1].key, pair[1]) for pair, again in asked if pair]
    return (max(found, key=lambda each: each[:3])[3],) if found else ()


def _year(view: View) -> dict[str, Slot]:
    return {"year": Year(view.year)}


def output_and_jobs(view: View) -> Question | None:
    """Output grew much faster than employment, or employment than output."""
    growth, people = view.value(GROWTH), view.value(EMPLOYMENT)
    if growth is None or people is None or abs(growth - people) < APART:
        return None
    slots: dict[str, Slot] = {**_year(view), "v": signed(growth), "u": signed(people)}
    key = "ask.output_jobs" if growth > people else "ask.jobs_output"
    return abs(growth - people) / APART, Claim(key, "L2", slots)


def jobs_and_unemployment(view: View) -> Question | None:
    """Employment grew, and yet unemployment is the highest of all regions."""
    people, rate = view.value(EMPLOYMENT), view.value(UNEMPLOYMENT)
    rates = view.ind.of_all(UNEMPLOYMENT)
    if people is None or rate is None or not rates or people < APART / 2:
        return None
    if sorted(rates.values())[-1] - rate > 0 or rate - sorted(rates.values())[-2] < NEAR_TOP:
        return None
    slots: dict[str, Slot] = {**_year(view), "v": signed(people), "u": percent(rate)}
    return 2.0 + people / APART, Claim("ask.jobs_unemployment", "L2", slots)


def investment_gone(view: View) -> Question | None:
    """Investment is far below its highest year."""
    found = path(view.series(INVESTMENT))
    if found is None or found.last.year != view.year:
        return None
    lost = found.highest.value - found.last.value
    if lost < GONE:
        return None
    slots: dict[str, Slot] = {
        "y0": Year(found.highest.year),
        "v0": percent(found.highest.value),
        "y1": Year(view.year),
        "v1": percent(found.last.value),
    }
    return lost / GONE, Claim("ask.investment_gone", "L22", slots)


def investment_and_growth(view: View) -> Question | None:
    """Much is invested, and growth is below the nation's."""
    invested, growth, nation = view.value(INVESTMENT), view.value(GROWTH), view.nation(GROWTH)
    if invested is None or growth is None or nation is None:
        return None
    if invested < MUCH or growth > nation - 1:
        return None
    slots: dict[str, Slot] = {
        **_year(view),
        "v": percent(invested),
        "u": signed(growth),
        "u0": signed(nation),
    }
    return (invested - MUCH) / APART + 1, Claim("ask.investment_growth", "L2", slots)


def money_and_volume(view: View) -> Question | None:
    """Output per head in money and real output went apart."""
    found, growth = deflators(view), view.value(GROWTH)
    if found is None or growth is None or abs(found[0] - growth) < 2 * APART:
        return None
    slots: dict[str, Slot] = {**_year(view), "v": signed(found[0]), "u": signed(growth)}
    return abs(found[0] - growth) / (2 * APART), Claim("ask.money_volume", "L26", slots)


def largest_industry(view: View) -> Question | None:
    """One industry carries much of the region, and its share is growing or shrinking."""
    found = largest_section(view.ind, view.subject)
    level = view.value(PER_CAPITA)
    if found is None or level is None or found[1] < SHARE:
        return None
    growth = view.value(GROWTH)
    if growth is None:
        return None
    slots: dict[str, Slot] = {
        **_year(view),
        "industry": IndustrySlot(found[0]),
        "share": percent(found[1]),
        "v": signed(growth),
    }
    return found[1] / SHARE / 2, Claim("ask.largest", "L1", slots)


QUESTIONS: tuple[tuple[Callable[[View], Question | None], frozenset[str]], ...] = (
    (output_and_jobs, frozenset({"jobs"})),
    (jobs_and_unemployment, frozenset()),
    (investment_gone, frozenset({"investment"})),
    (investment_and_growth, frozenset({"investment"})),
    (money_and_volume, frozenset({"prices_and_volume"})),
    (largest_industry, frozenset({"dominant_industry", "switch", "industry"})),
)
"""What may be asked, and the families that tell those numbers."""
