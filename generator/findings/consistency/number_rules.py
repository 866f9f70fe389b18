"""Rules about the figures behind a claim: years, ties, gaps, signs, extremes, moved shares."""

from collections.abc import Iterator

from generator.findings.brief import Brief
from generator.findings.claims import IndustrySlot, Number, Rank
from generator.findings.consistency.told_claims import (
    CHART,
    Told,
    by_place,
    change_between,
    fact_of,
    industries_named,
    national,
    newest_fact,
    slots_of,
    told_claims,
    years_named,
)
from generator.findings.facts import Fact
from generator.findings.indifference import compared
from generator.findings.measures import DIVERSIFICATION, MEASURE, VARIANCE

MOVED = 3.0
"""Percentage points by which a share must move within a year to need its mark."""

MARK = "structure.moved"
"""Beginning of the claims that mark shares that moved."""

FROM_MODEL = frozenset({"coefficient", "beta"})
"""Figures of a sample of years that a sentence of its own states."""

ALTERNATIVES = {VARIANCE: "lq_var_pop", DIVERSIFICATION: "hhi"}
"""Measure, and another one of the same thing; concentration counts the other way round."""

OTHER_GROUP = "group.differs"
"""Beginning of the claims that name the group by the alternative measure."""


def several_years_without_years(brief: Brief) -> Iterator[Told]:
    """Find claims about several years that do not name them; a chart's subtitle does it for it.

    A sentence without a figure names the year in which something turned.
    """
    for told in told_claims(brief):
        spans = told.about.spans and told.about.indicators[0] not in FROM_MODEL
        before = (told.about.first, told.about.last) == (brief.year - 1, brief.year)
        if spans and not before and not told.place.startswith(CHART) and not _dated(told, brief):
            yield told


def _dated(told: Told, brief: Brief) -> bool:
    """Say whether a claim names the years of its span, or without a figure one of them."""
    named, about = years_named(told.claim), told.about
    if not any(True for _ in slots_of(told.claim, Number)):
        return bool(named)
    begun = {about.first, (about.first or 0) + 1}  # a step is named by the year that it ends in
    return bool(begun & named) and (about.last == brief.year or about.last in named)


def figure_of_another_year(brief: Brief) -> Iterator[Told]:
    """Find claims on a measure whose newest figure is older than the brief, without its year.

    The first sentence of a paragraph may name it for the others; a chart's subtitle or its axis
    does it for the chart's title.
    """
    years = {place: years_named(claims[0]) for place, claims in by_place(brief) if claims}
    for told in told_claims(brief):
        named = years_named(told.claim) | years[told.place]
        silent = told.about.last is None or told.place.startswith(CHART)
        if not silent and any(old not in named for old in _older_years(brief, told)):
            yield told


def _older_years(brief: Brief, told: Told) -> Iterator[int]:
    """Go through the older years that the measures of a claim are known for."""
    for name in told.about.indicators:
        known = MEASURE.get(name)
        fact = newest_fact(brief, name) if known and known.scope == "year" else None
        if fact is not None and fact.period < brief.year:
            yield fact.period


def direction_of_another_indicator(brief: Brief) -> Iterator[Told]:
    """Find changes whose direction is not that of the indicator that they name, over its years."""
    for told in told_claims(brief):
        about = told.about
        if about.comparator != "past" or about.direction is None or not about.spans:
            continue
        name = about.indicators[0]
        if about.first is None or about.last is None or name not in brief.histories:
            continue
        ends = change_between(brief, name, (about.first, about.last))
        moved = compared(name, ends[1], ends[0]) if ends is not None else about.direction
        part = moved == 0 and "step_" in told.claim.key  # most of a change, told by its year
        if moved != about.direction and not part:
            yield told


def tie_as_one_place(brief: Brief) -> Iterator[Told]:
    """Find places that several regions share and that are printed as one region's."""
    for told in told_claims(brief):
        year = told.about.last or brief.year
        facts = [fact_of(brief, name, year) for name in told.about.indicators]
        tied = {fact.rank: fact.tied for fact in facts if fact is not None and fact.tied > 1}
        for slot in slots_of(told.claim, Rank):
            if isinstance(slot, Rank) and slot.tied < tied.get(slot.value, 1):
                yield told


def small_gap_as_difference(brief: Brief) -> Iterator[Told]:
    """Find values called above or below the nation's that a reader cannot tell apart, or worse.

    A wrong side is found too, and so is "about the same" of two values that differ.
    """
    for told in told_claims(brief):
        about = told.about
        if about.comparator != "nation" or about.direction is None or about.last is None:
            continue
        own = fact_of(brief, about.indicators[0], about.last)
        other = national(brief, about.indicators[0], about.last)
        if own is None or own.value is None or other is None or about.spans:
            continue
        if compared(own.measure, own.value, other) != about.direction:
            yield told


def superlative_off_the_ends(brief: Brief) -> Iterator[Told]:
    """Find "most" and "least" of a region that is not first or last, alone, among all."""
    for told in told_claims(brief):
        if told.about.superlative and not brief.national:
            fact = fact_of(brief, told.about.indicators[0], told.about.last or brief.year)
            if fact is None or not _at_an_end(fact):
                yield told


def extreme_without_its_name(brief: Brief) -> Iterator[Told]:
    """Find the first and the last of all that are called "among the more" or "the less"."""
    among = ("variety.head_more", "variety.head_less", "difference.head_far")
    for told in told_claims(brief):
        if told.claim.key in (*among, "difference.head_close"):
            names = told.about.indicators[: 2 if told.claim.key in among[:2] else 1]
            facts = [fact_of(brief, name, brief.year) for name in names]
            if facts and all(fact is not None and _at_an_end(fact) for fact in facts):
                yield told


def _at_an_end(fact: Fact) -> bool:
    return fact.tied == 1 and fact.rank in (1, fact.of)


def moved_share_without_its_mark(brief: Brief) -> Iterator[Told]:
    """Find shares of named industries that moved by more than 3 points in a year, unmarked."""
    moved = {line.industry for line in brief.sections if abs(line.change or 0.0) > MOVED}
    claims = list(told_claims(brief))
    marked = {
        code
        for told in claims
        if told.claim.key.startswith(MARK)
        for code in industries_named(told.claim)
    }
    for told in claims:
        single = isinstance(told.claim.slots.get("industry"), IndustrySlot)
        shares = any(name.startswith("share") for name in told.claim.slots)
        if single and shares and moved.intersection(industries_named(told.claim)) - marked:
            yield told


def alternative_on_the_other_side(brief: Brief) -> Iterator[Told]:
    """Find places in the upper or lower third that another measure of the same puts elsewhere."""
    heads = ("difference.head_", "variety.head_more", "variety.head_less", "t.group_")
    told_other = any(told.claim.key.startswith(OTHER_GROUP) for told in told_claims(brief))
    for told in told_claims(brief):
        neutral = ("difference.head_middle", "t.group_intermediate")
        if not told.claim.key.startswith(heads) or told.claim.key.startswith(neutral):
            continue
        main = told.about.indicators[0]
        own, other = (fact_of(brief, name, brief.year) for name in (main, ALTERNATIVES[main]))
        if own is not None and other is not None and _sides(own, other, main) and not told_other:
            yield told


def _sides(own: Fact, other: Fact, main: str) -> bool:
    """Say whether two ranks lie on different sides of the middle, neither in it."""
    sides = [_side(own), _side(other) * (-1 if main == DIVERSIFICATION else 1)]
    return sides[0] * sides[1] < 0


def _side(fact: Fact) -> int:
    if fact.rank is None or fact.of is None:
        return 0
    middle = 2 * fact.rank + fact.tied - 1 - (fact.of + 1)
    return (middle > 0) - (middle < 0)


def key_industry_below_the_nation(brief: Brief) -> Iterator[Told]:
    """Find key industries whose share is not above the nation's in the reference year."""
    quotients = {line.industry: line.location_quotient for line in brief.sections}
    for told in told_claims(brief):
        if told.claim.key.startswith("structure.key"):
            found = [quotients.get(code) for code in industries_named(told.claim)]
            if any(each is not None and each <= 1 for each in found):
                yield told


def unnamed_industry(brief: Brief) -> Iterator[Told]:
    """Find shares of industries compared with the nation or others that name no industry."""
    shares = ("share_in_grp", "location_quotient")
    for told in told_claims(brief):
        compares = told.about.comparator in ("nation", "regions")
        about_one = bool(told.about.indicators) and told.about.indicators[0] in shares
        numbers = any(isinstance(slot, Number) for slot in told.claim.slots.values())
        if compares and about_one and numbers and not industries_named(told.claim):
            yield told
