"""Fill in what every claim of a brief speaks of, from its message, its slots and the series."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.findings.brief import Brief
from generator.findings.claims import About, Claim, KeyMessage, Prices, TextSlot, Year
from generator.findings.consistency.claim_subjects import (
    Span,
    direction_of,
    subject_of,
    superlative,
)
from generator.findings.measures import MEASURE

NOTE = "note"
"""Licence of statements about the brief itself."""

OF_VOLUME = "grp_volume_index"
"""Table that makes a measure one of constant prices."""

OF_MONEY = frozenset(
    {
        *("grp", "gva_by_industry", "fixed_capital_investment", "average_wage"),
        *("district_product", "district_income_per_capita"),
    }
)
"""Tables of amounts at current prices."""

REAL = frozenset({"growth_phase", "trend_growth", "sigma", "beta", "coefficient"})
"""Figures outside the catalogue's tables of volume that are made of real output."""

_NAMED = ("by.", "measure.", "plain.", "table.", "told.")
"""Beginnings of phrases that name a measure within a claim."""


@dataclass(frozen=True, slots=True)
class _Years:
    """The reference year of a brief and the years of its series, by indicator."""

    year: int
    first: Mapping[str, int]

    def of(self, claim: Claim, span: Span, indicator: str) -> tuple[int | None, int | None]:
        """Return the first and the last year of a claim, from its slots or its span."""
        told = [slot.value for slot in claim.slots.values() if isinstance(slot, Year)]
        if span == "none":
            return None, None
        if span == "series" and len(told) < 2:
            first = self.first.get(indicator, min(self.first.values(), default=self.year))
            return min([first, *told]), max([self.year, *told])
        if told:
            return min(told) - (span == "step"), max(told)
        return self.year - (span == "before"), self.year


def attributed(brief: Brief) -> Brief:
    """Return the brief with everything filled in that its claims speak of.

    Raises
    ------
    KeyError
        If a message has no row in `SUBJECTS`: nobody could hold it against others.
    """
    starts = {
        name: min(own)
        for name, series in brief.histories.items()
        if (own := series.get(brief.subject))
    }
    years = _Years(brief.year, starts)
    messages = tuple(
        KeyMessage(_with(each.head, years), tuple(_all(each.body, years)))
        for each in brief.messages
    )
    claims = {place: tuple(_all(each, years)) for place, each in brief.claims.items()}
    return replace(brief, messages=messages, claims=claims)


def _all(claims: Iterable[Claim], years: _Years) -> Iterator[Claim]:
    return (_with(claim, years) for claim in claims)


def _with(claim: Claim, years: _Years) -> Claim:
    if claim.about is not None:
        return claim
    return replace(claim, about=_about(claim, years))


def _about(claim: Claim, years: _Years) -> About:
    if claim.licence == NOTE:
        return About()
    subject = subject_of(claim.key)
    if subject is None:
        raise KeyError(claim.key)
    indicators = subject.indicators or tuple(_indicators(claim))
    main = indicators[0] if indicators else ""
    first, last = years.of(claim, subject.span, main)
    return About(
        indicators=indicators,
        prices=prices(main),
        unit=MEASURE[main].unit if main in MEASURE else "index" if main else "",
        first=first,
        last=last,
        comparator=subject.comparator,
        direction=direction_of(claim.key),
        superlative=superlative(claim.key),
    )


def _indicators(claim: Claim) -> Iterator[str]:
    """Find the measures that the phrases of a claim name."""
    for slot in claim.slots.values():
        for each in getattr(slot, "items", (slot,)):
            if isinstance(each, TextSlot) and each.key.startswith(_NAMED):
                yield each.key.partition(".")[2]


def prices(indicator: str) -> Prices:
    """Say at which prices an indicator is: constant, current, or none at all."""
    if indicator in REAL:
        return "real"
    tables = MEASURE[indicator].tables if indicator in MEASURE else ()
    if OF_VOLUME in tables:
        return "real"
    money = OF_MONEY.intersection(tables) or indicator in ("theil_t", "gini", "williamson")
    return "nominal" if money else "none"
