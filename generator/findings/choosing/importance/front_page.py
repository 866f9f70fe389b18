"""What the first page of a region takes: headline, lead, facts, and the question to ask.

Every family drafts what it would say; drafts compete by their score. At most a fifth of the
regions lead with one family: the strongest keep it, the others lead with their next.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from generator.classifications.breaks import Breaks
from generator.findings.brief import Considered, Front
from generator.findings.choosing.importance import (
    growth_families,
    level_families,
    options,
    structure_families,
)
from generator.findings.choosing.importance.basic_families import basic_drafts
from generator.findings.choosing.importance.drafts import Draft, Option, View
from generator.findings.choosing.importance.growth_sentence import growth_sentence
from generator.findings.choosing.importance.own_grounds import own_options
from generator.findings.choosing.importance.questions import question
from generator.findings.claims import KeyMessage
from generator.findings.measures import GROWTH, PER_CAPITA
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.trajectories import Trajectory

FAMILIES: tuple[Callable[[View], Draft | None], ...] = (
    growth_families.swing,
    growth_families.growth_of_the_year,
    growth_families.growth_over_four_years,
    growth_families.real_output_per_head,
    growth_families.run,
    growth_families.growth_beside,
    level_families.investment,
    level_families.ratio_to_nation,
    level_families.prices_and_volume,
    level_families.jobs,
    level_families.contribution,
    level_families.contrast,
    structure_families.switch,
    structure_families.industry,
    structure_families.dominant_industry,
)
"""What may lead a first page. Another family is a function here, and its words."""

REGIONS_FOR_A_KIND = 5
"""One region in so many may lead with one family, one at least."""
FACTS = 3
"""Facts below the lead."""
TOLD = frozenset({GROWTH, "average_growth"})
"""Measures that the sentence on growth in the lead tells: no fact repeats them."""


def fronts(
    ind: Indicators,
    trajectories: Mapping[str, Trajectory],
    breaks: Breaks,
    cities: frozenset[str] = frozenset(),
) -> Mapping[str, Front]:
    """Choose the first pages of all regions together, and their options.

    Parameters
    ----------
    ind, trajectories, breaks
        What is known of the reference year.
    cities
        Codes of the regions that are cities, which have no rural areas.

    Returns
    -------
    Mapping
        By region; a region of which nothing can be said has none.
    """
    regions = sorted(ind.distribution("grp"))
    views = {code: View(ind, trajectories, code, breaks) for code in regions}
    drafted = {code: drafts(view) for code, view in views.items()}
    leading = leads(drafted, max(1, len(regions) // REGIONS_FOR_A_KIND))
    grounded = {code: own_options(view) for code, view in views.items()}
    chosen = options.allotted(ind, cities, grounded)
    return {
        code: _front(views[code], drafted[code], leading[code], chosen[code])
        for code in regions
        if code in leading
    }


def drafts(view: View) -> tuple[Draft, ...]:
    """Draft every family that has a licence, the most important first; basic ones follow."""
    found = [draft for family in FAMILIES if (draft := family(view)) is not None]
    return (*_by_score(found), *_by_score(basic_drafts(view)))


def _by_score(found: list[Draft] | tuple[Draft, ...]) -> list[Draft]:
    return sorted(found, key=lambda draft: (-draft.score.value, draft.family.name))


def leads(drafted: Mapping[str, tuple[Draft, ...]], most: int) -> dict[str, Draft]:
    """Give every region its lead: the strongest draft first, a family to so many regions at most.

    Parameters
    ----------
    drafted
        Drafts by region, those that may lead first in each.
    most
        Regions that may lead with one family. A region for which none is left leads with its
        strongest all the same.
    """
    offers = sorted(
        (resort(draft), -draft.score.value, code, draft.family.name)
        for code, found in drafted.items()
        for draft in found
    )
    by_name = {
        (code, draft.family.name): draft for code, found in drafted.items() for draft in found
    }
    chosen: dict[str, Draft] = {}
    used: Counter[str] = Counter()
    for _, _, code, family in offers:
        if code not in chosen and used[family] < most:
            chosen[code] = by_name[code, family]
            used[family] += 1
    return {code: chosen.get(code, all_of[0]) for code, all_of in drafted.items() if all_of}


def resort(draft: Draft) -> int:
    """Say how late a draft may lead: families of change first, then the level, then the rest."""
    if not draft.family.name.startswith("basic_"):
        return 0
    return 1 if draft.family.name == f"basic_{PER_CAPITA}" else 2


def _front(view: View, found: tuple[Draft, ...], lead: Draft, chosen: tuple[Option, ...]) -> Front:
    growth = growth_sentence(view)
    facts = _facts(found, lead)
    considered = tuple(_considered(draft, lead, facts) for draft in _by_score(found))
    return Front(
        headline=lead.head,
        lead=(*((growth,) if growth else ()), *lead.body),
        facts=tuple(KeyMessage(draft.head, draft.body) for draft in facts),
        asked=question(view, {lead.family.name, *(draft.family.name for draft in facts)}),
        options=tuple((each.told, each.grounds) for each in chosen),
        considered=considered,
    )


def _facts(found: tuple[Draft, ...], lead: Draft) -> tuple[Draft, ...]:
    """Take the next drafts, none about a measure that is told already."""
    told: set[str] = set(lead.family.about | TOLD)
    chosen: list[Draft] = []
    for draft in found:
        if len(chosen) < FACTS and not told & draft.family.about:
            chosen.append(draft)
            told |= draft.family.about
    return tuple(chosen)


def _considered(draft: Draft, lead: Draft, facts: tuple[Draft, ...]) -> Considered:
    chosen = "headline" if draft is lead else "fact" if draft in facts else ""
    score = draft.score
    return Considered(
        family=draft.family.name,
        head=draft.head.key,
        form=draft.family.form,
        chosen=chosen,
        score=score.value,
        parts={
            "weight": score.weight,
            "history": score.history,
            "distance": score.distance,
            "agreement": score.agreement,
            "recency": score.recency,
        },
    )
