"""Families that every region has: its level, largest industry, variety, investment, unemployment.

They fill the facts of a first page, and lead it only where nothing else has a licence.
"""

from collections.abc import Callable

from generator.classifications.regions import NATION
from generator.findings.choosing import (
    labour_investment_claims,
    output_claims,
    structure_claims,
)
from generator.findings.choosing.importance.drafts import Draft, Family, View, Weighing, weighed
from generator.findings.claims import Claim, Year
from generator.findings.indifference import compared
from generator.findings.measures import (
    DIVERSIFICATION,
    INVESTMENT,
    PER_CAPITA,
    UNEMPLOYMENT,
    VARIANCE,
)
from generator.findings.measuring.indicators import Indicators

Choice = Callable[[Indicators, str], Claim | None]


def level_head(ind: Indicators, subject: str) -> Claim | None:
    """Say on which side of the nation's the output per head is (L3)."""
    own, nation = ind.value(PER_CAPITA, subject), ind.value(PER_CAPITA, NATION)
    if own is None or nation is None or nation <= 0:
        return None
    side = compared(PER_CAPITA, own, nation)
    if side == 0:
        return Claim("front.level_same", "L3", {"year": Year(ind.year)})
    key = "front.level_above" if side > 0 else "front.level_below"
    return Claim(key, "L3", {"year": Year(ind.year)}, evidence={"apart": (own / nation - 1) * 100})


def level_or_rank(ind: Indicators, subject: str) -> Claim | None:
    """Set the level beside the nation's; where that is unknown, state the rank (L1)."""
    return level_head(ind, subject) or output_claims.head(ind, subject)


BASIC: tuple[tuple[str, float, Choice, tuple[Choice, ...]], ...] = (
    (PER_CAPITA, 0.5, level_or_rank, (output_claims.level, output_claims.head)),
    (
        "largest_share",
        0.4,
        structure_claims.head,
        (structure_claims.largest_against_nation, structure_claims.other_specialisation),
    ),
    (
        DIVERSIFICATION,
        0.15,
        structure_claims.variety_head,
        (structure_claims.variety, structure_claims.variety_over_time),
    ),
    (VARIANCE, 0.05, structure_claims.difference_head, (structure_claims.difference,)),
    (
        INVESTMENT,
        0.3,
        labour_investment_claims.investment_head,
        (labour_investment_claims.investment, labour_investment_claims.investment_path),
    ),
    (
        UNEMPLOYMENT,
        0.2,
        labour_investment_claims.unemployment_head,
        (labour_investment_claims.unemployment, labour_investment_claims.unemployment_path),
    ),
)
"""Measure, weight, the choice of the head, and of the sentences that carry it."""


def basic_drafts(view: View) -> tuple[Draft, ...]:
    """Draft what can be said of every region; a head without a sentence is left out."""
    found = []
    for measure, weight, choose_head, choices in BASIC:
        head = choose_head(view.ind, view.subject)
        body = tuple(
            claim for choose in choices if (claim := choose(view.ind, view.subject)) is not None
        )
        if head is not None and body:
            family = Family(f"basic_{measure}", weight, "region_bars", frozenset({measure}))
            found.append(Draft(family, head, body, weighed(view, family, Weighing(measure))))
    return tuple(found)
