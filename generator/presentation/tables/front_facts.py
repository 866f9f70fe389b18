"""Print the facts of a first page: a large number, its name, its place and the nation's value."""

from dataclasses import dataclass

from generator.findings.brief import Brief
from generator.findings.claims import Count, Rank, Slot, Verbatim, Year
from generator.findings.facts import Fact
from generator.findings.measures import MEASURE, plain_name
from generator.presentation.localisation.language import Language

NO_BREAK = "\u00a0"
MIDDLE = 0.1
"""A place within this part of the list from its middle is called the middle."""


@dataclass(frozen=True, slots=True)
class FrontFact:
    """One fact: the number and its unit, the name of its measure, and two lines about it.

    ``year`` is that of a figure that is not of the reference year, else empty.
    """

    number: str
    unit: str
    name: str
    year: str
    place: str
    beside: str


def front_facts(brief: Brief, language: Language) -> tuple[FrontFact, ...]:
    """Print the facts that were chosen for a brief, in their order."""
    return tuple(_printed(brief.fact(measure), brief, language) for measure in brief.front.facts)


def _printed(fact: Fact, brief: Brief, language: Language) -> FrontFact:
    number, unit = _split(fact.measure, fact.value, language)
    return FrontFact(
        number,
        unit,
        language.say(plain_name(fact.measure)),
        "" if fact.period == brief.year else str(fact.period),
        _range(fact, brief, language) if brief.national else _place(fact, language),
        _beside(fact, brief, language),
    )


def _split(measure: str, value: float | None, language: Language) -> tuple[str, str]:
    """Print a value and, apart, its unit: money in millions from a thousand thousand on."""
    known = MEASURE[measure]
    if known.unit != "thousand_kzt" or value is None:
        sign = "%" if known.unit == "percent" else ""
        return language.number(value, known.decimals, signed=known.signed) + sign, ""
    if abs(value) >= 1000:
        return language.number(value / 1000, 1), language.say("short_unit.million_kzt")
    return language.number(value, 0), language.say("short_unit.thousand_kzt")


def _together(measure: str, value: float | None, language: Language) -> Verbatim:
    number, unit = _split(measure, value, language)
    return Verbatim(f"{number} {unit}".strip().replace(" ", NO_BREAK))


def _range(fact: Fact, brief: Brief, language: Language) -> str:
    """Say between which values the regions are."""
    values = brief.distributions.get(fact.measure, {}).values()
    if not values:
        return ""
    low, high = (_together(fact.measure, end(values), language) for end in (min, max))
    return language.say("fact.range", v0=low, v1=high)


def _place(fact: Fact, language: Language) -> str:
    """Say the place in words; where more is not good, counted from the nearer end."""
    if fact.rank is None or fact.of is None:
        return ""
    slots: dict[str, Slot] = {"n_regions": Count(fact.of)}
    if fact.tied == 1 and fact.rank in (1, fact.of) and fact.of > 1:
        return language.say("fact.highest" if fact.rank == 1 else "fact.lowest", **slots)
    if MEASURE[fact.measure].sense != "good":
        below = fact.of - fact.rank - fact.tied + 2
        key, rank = ("fact.from_top", fact.rank)
        if below < fact.rank:
            key, rank = ("fact.from_bottom", below)
        return language.say(key, rank=Rank(rank, fact.tied), **slots)
    middle = (fact.rank + (fact.tied - 1) / 2 - 1) / max(fact.of - 1, 1)
    key = "fact.middle" if abs(middle - 0.5) <= MIDDLE else "fact.place"
    return language.say(key, rank=Rank(fact.rank, fact.tied), **slots)


def _beside(fact: Fact, brief: Brief, language: Language) -> str:
    """Put the nation's value beside the region's, and its own of the year before."""
    nation = _together(fact.measure, fact.national, language)
    history = brief.histories.get(fact.measure, {}).get(brief.subject, {})
    before = history.get(fact.period - 1)
    earlier = _together(fact.measure, before, language)
    if brief.national or fact.national is None:
        year = Year(fact.period - 1)
        return "" if before is None else language.say("fact.before", v0=earlier, y0=year)
    if before is None:
        return language.say("fact.beside", u=nation)
    return language.say("fact.earlier", u=nation, v0=earlier, y0=Year(fact.period - 1))
