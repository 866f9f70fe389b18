"""The claims of a brief with their places, and what the figures say where a claim speaks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.classifications.regions import NATION
from generator.findings.brief import Brief
from generator.findings.claims import About, Claim, IndustrySlot, Listing, Slot, Year
from generator.findings.facts import Fact

MESSAGE, CHART, NOTES = "message", "figure.", "notes."
"""Beginnings of places: a key message, the title of a chart, the notes of the annex."""

PAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "growth": (
            *("title.growth", "lede.growth", "figure.ranking"),
            *("figure.per_capita", "figure.contribution"),
        ),
        "structure": (
            *("title.structure", "lede.structure", "group", "twins"),
            *("figure.lq", "figure.variety", "figure.typology"),
        ),
        "shocks": (
            *("title.shocks", "lede.shocks", "figure.resilience", "conditions"),
            *("figure.investment", "figure.unemployment"),
        ),
    }
)
"""Places that a reader of a regional brief sees on one page."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim at its place in a brief; those of one key message share a place."""

    place: str
    claim: Claim

    @property
    def about(self) -> About:
        """What it speaks of; nothing where nobody has said so."""
        return self.claim.about or About()


def told_claims(brief: Brief) -> Iterator[Told]:
    """Go through all claims that are no notes, key messages first."""
    for number, message in enumerate(brief.messages, 1):
        for claim in (message.head, *message.body):
            yield Told(f"{MESSAGE}.{number}", claim)
    for place, claims in brief.claims.items():
        for claim in claims:
            if claim.licence != "note" and not place.startswith(NOTES):
                yield Told(place, claim)


def by_place(brief: Brief) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """Go through the places of a brief with all their claims, notes too."""
    for number, message in enumerate(brief.messages, 1):
        yield f"{MESSAGE}.{number}", (message.head, *message.body)
    yield from brief.claims.items()


def crossed_breaks(about: About, breaks: Mapping[str, tuple[int, ...]]) -> set[int]:
    """Return the first years after the breaks that a change lies across; empty for no change."""
    if about.comparator != "past" or about.first is None or about.last is None:
        return set()
    years = {year for name in about.indicators for year in breaks.get(name, ())}
    return {year for year in years if about.first < year <= about.last}


def sentences_of(place: str) -> str:
    """Return the place of the sentences that stand below a title, or the place itself."""
    return place.replace("title.", "lede.", 1) if place.startswith("title.") else place


def on_page(brief: Brief, page: str) -> tuple[Told, ...]:
    """List the claims that stand on one page of a regional brief."""
    return tuple(each for each in told_claims(brief) if each.place in PAGES[page])


def slots_of(claim: Claim, kind: type[Slot]) -> Iterator[Slot]:
    """Go through the slots of a kind, those within lists too."""
    for slot in claim.slots.values():
        inside: Iterable[Slot] = slot.items if isinstance(slot, Listing) else (slot,)
        yield from (each for each in inside if isinstance(each, kind))


def years_named(claim: Claim) -> set[int]:
    """Return the years that a claim names."""
    return {slot.value for slot in claim.slots.values() if isinstance(slot, Year)}


def industries_named(claim: Claim) -> set[str]:
    """Return the codes of the industries that a claim names."""
    return {each.code for each in slots_of(claim, IndustrySlot) if isinstance(each, IndustrySlot)}


def fact_of(brief: Brief, measure: str, year: int) -> Fact | None:
    """Return the fact of a measure and year, ``None`` without one or without a value."""
    found = (each for each in brief.facts if (each.measure, each.period) == (measure, year))
    return next((each for each in found if not each.industry and each.value is not None), None)


def newest_fact(brief: Brief, measure: str) -> Fact | None:
    """Return the newest fact of a measure that has a value."""
    found = (each for each in brief.facts if each.measure == measure and not each.industry)
    return max((each for each in found if each.value is not None), key=_period, default=None)


def _period(fact: Fact) -> int:
    return fact.period


def change_between(
    brief: Brief, measure: str, years: tuple[int, int]
) -> tuple[float, float] | None:
    """Return the subject's values at both ends of a span; ``None`` without one of them."""
    series = brief.histories.get(measure, {}).get(brief.subject, {})
    first, last = (series.get(year) for year in years)
    return None if first is None or last is None else (first, last)


def national(brief: Brief, measure: str, year: int) -> float | None:
    """Return the nation's value of a measure."""
    fact = fact_of(brief, measure, year)
    if fact is not None and fact.national is not None:
        return fact.national
    return brief.histories.get(measure, {}).get(NATION, {}).get(year)
