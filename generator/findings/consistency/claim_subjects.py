"""What each message speaks of: its indicators and what it compares them with, as data.

A message is found by the longest row that its key begins with. Directions and superlatives are
words of the key; years are those of its slots, or follow from the span of the row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from generator.findings.claims import Comparator
from generator.findings.measures import (
    CONTRIBUTION,
    DIVERSIFICATION,
    GROWTH,
    INVESTMENT,
    PER_CAPITA,
    UNEMPLOYMENT,
    VARIANCE,
)

Span = Literal["year", "before", "series", "step", "none"]
"""Years without a slot: the reference year, it and the year before, the whole series, none; of a
step, the year before the first one that a slot has, which its change is counted from."""


@dataclass(frozen=True, slots=True)
class ClaimSubject:
    """What the messages of one family speak of.

    ``indicators`` are measures of the catalogue, or other figures of the study; ``span`` tells
    the years of a claim whose slots hold none.
    """

    indicators: tuple[str, ...]
    comparator: Comparator = "none"
    span: Span = "year"


LARGEST, SHARE, QUOTIENT = "largest_share", "share_in_grp", "location_quotient"
RATIO, PART, PEOPLE = "ratio_to_nation", "share_of_gdp", "population"
SCHOOLS, ROADS = "three_shift_schools", "local_roads_standard_share"
_DIV = (DIVERSIFICATION, "uv_nat", "rv_nat")
_LEVELS = (PER_CAPITA, DIVERSIFICATION)
_INEQUALITY = ("theil_t", "gini", "williamson")
_MODEL = ("coefficient",)


def _of(*indicators: str, by: Comparator = "none", span: Span = "year") -> ClaimSubject:
    return ClaimSubject(indicators, by, span)


SUBJECTS: Mapping[str, ClaimSubject] = MappingProxyType(
    {
        "growth.years": _of(GROWTH, by="nation", span="series"),
        "growth.pace": _of("growth_phase", by="nation", span="series"),
        "growth.since": _of("growth_phase", by="nation", span="series"),
        "growth.share": _of(PART),
        "growth.": _of(CONTRIBUTION),
        "t.part_of_growth": _of(CONTRIBUTION),
        "t.contribution": _of(CONTRIBUTION),
        "t.leading_": _of(CONTRIBUTION, by="regions"),
        "t.wfall": _of(CONTRIBUTION, by="regions"),
        "t.faster": _of(GROWTH, by="nation"),
        "level.head": _of(PER_CAPITA, by="regions"),
        "level.": _of(PER_CAPITA, by="nation"),
        "rank.": _of(PER_CAPITA, by="past", span="before"),
        "t.side": _of(PER_CAPITA, by="nation"),
        "t.map": _of(PER_CAPITA, by="nation"),
        "t.far": _of(PER_CAPITA, by="nation"),
        "nation.gap": _of(PER_CAPITA, by="regions"),
        "nation.": _of(GROWTH, by="regions"),
        "nation.largest": _of(LARGEST, SHARE, by="past", span="before"),
        "nation.inequality": _of(*_INEQUALITY, by="past", span="series"),
        "t.ineq": _of(*_INEQUALITY, by="past", span="series"),
        "t.spread": _of("sigma", by="past", span="series"),
        "convergence.sigma": _of("sigma", by="past", span="series"),
        "convergence.": _of("beta", by="regions", span="series"),
        "t.slope": _of("beta", by="regions", span="series"),
        "structure.head": _of(LARGEST),
        "bridge.prices": _of("growth_phase", RATIO, PEOPLE, by="nation"),
        "bridge.people": _of("growth_phase", PEOPLE, "trend_growth", by="past"),
        "trend.but": _of(GROWTH, by="past"),
        "structure.moved": _of(SHARE, by="past", span="before"),
        "difference.sections": _of(SHARE, VARIANCE, by="nation"),
        "structure.national": _of(SHARE, by="nation"),
        "structure.key": _of(QUOTIENT, SHARE, by="nation"),
        "t.leading": _of(SHARE),
        "t.lq": _of(QUOTIENT, by="nation"),
        "t.above": _of(QUOTIENT, by="nation"),
        "twin.": _of(SHARE, by="regions"),
        "variety.": _of(DIVERSIFICATION, "hhi", by="regions"),
        "div.entropy": _of(*_DIV, by="regions"),
        "div.without_mining": _of("entropy_without_mining", by="past", span="series"),
        "t.variety": _of(DIVERSIFICATION, by="regions"),
        "difference.": _of(VARIANCE, "lq_var_pop", by="regions"),
        "quadrant.": _of(*_LEVELS, by="regions"),
        "t.group": _of(VARIANCE, DIVERSIFICATION, by="regions"),
        "t.groups": _of(VARIANCE, DIVERSIFICATION, by="regions"),
        "groups.": _of(VARIANCE, DIVERSIFICATION, PER_CAPITA, by="regions"),
        "t.living": _of(PER_CAPITA, by="regions", span="none"),
        "living.": _of(PER_CAPITA, by="regions", span="none"),
        "group.": _of("lq_var_pop", by="regions"),
        "invest.": _of(INVESTMENT, by="nation"),
        "unemployment.": _of(UNEMPLOYMENT, by="nation"),
        "shock.": _of("growth_phase", by="nation"),
        "t.since": _of("growth_phase", by="nation", span="series"),
        "t.fell": _of(GROWTH, by="regions"),
        "trend.": _of("trend_growth", span="series"),
        "t.first": _of(by="regions"),
        "t.places": _of(by="regions"),
        "option.levels": _of(*_LEVELS, by="nation"),
        "option.key": _of(SHARE, QUOTIENT, by="nation"),
        "option.people": _of(PEOPLE, PER_CAPITA, by="regions"),
        "option.population": _of(PEOPLE, by="past", span="before"),
        "pol.": _of(span="none"),
        "contrast.schools": _of("three_shift_per_100k", PER_CAPITA, by="regions"),
        "contrast.roads": _of(ROADS, PER_CAPITA, by="regions"),
        "rho.schools": _of("three_shift_per_100k", PER_CAPITA, by="regions"),
        "rho.roads": _of(ROADS, PER_CAPITA, by="regions"),
        "school.rate": _of("three_shift_per_100k"),
        "school.share": _of("three_shift_share"),
        "school.of_nation": _of("three_shift_per_100k", by="nation"),
        "school.": _of(SCHOOLS),
        "road.share": _of(ROADS),
        "road.nat": _of(ROADS, by="nation"),
        "org.stock": _of("organisations_registered", by="past", span="before"),
        "org.": _of("organisations_opened", "organisations_liquidated"),
        "district.within": _of("theil_within_share"),
        "intra.gap": _of("district_gap"),
        "intra.cv": _of("district_cv"),
        "reg.": _of(*_MODEL, span="series"),
        "own.": _of(*_MODEL),
        "m.": _of(*_MODEL, span="series"),
        "t.coef": _of(*_MODEL, span="series"),
        "t.intervals": _of(*_MODEL, span="series"),
        "literature.": _of(*_MODEL, span="none"),
        "front.": _of(GROWTH, by="nation"),
        "front.average": _of("average_growth", by="regions"),
        "front.level": _of(PER_CAPITA, by="nation"),
        "front.contrast": _of(PER_CAPITA, INVESTMENT, by="nation"),
        "front.poor": _of(PER_CAPITA, GROWTH, by="regions"),
        "front.rich": _of(PER_CAPITA, GROWTH, by="regions"),
        "front.prices": _of(PER_CAPITA, GROWTH, by="nation"),
        "front.per_head": _of("trend_growth", by="nation"),
        "front.ratio": _of(RATIO, by="nation"),
        "front.invest": _of(INVESTMENT, by="nation"),
        "front.contribut": _of(CONTRIBUTION, by="nation"),
        "front.jobs": _of("employment_growth", GROWTH, by="nation"),
        "front.dominant": _of(LARGEST, by="nation"),
        "front.dominated": _of(LARGEST, by="nation"),
        "front.industry": _of(LARGEST, by="regions"),
        "front.overt": _of(LARGEST, by="regions"),
        "ask.": _of(span="none"),
        "shock_variety.": _of(*_MODEL, by="regions", span="none"),
        "t.shock_": _of(*_MODEL, by="regions", span="none"),
        "budget.": _of("transfer_share", by="nation"),
        "budget.ends": _of("transfer_share", by="regions"),
        "budget.donors": _of("budget_withdrawals"),
        "budget.passed_on": _of("budget_withdrawals", "withdrawals_per_capita"),
        "budget.per_head": _of("taxes_per_capita", "transfers_per_capita", by="nation"),
        "budget.spent": _of("expenditure_per_capita", by="nation"),
        "budget.spent_unknown": _of(span="none"),
        "budget.subvention": _of("budget_subventions", "subventions_per_capita"),
        "t.budget": _of("transfer_share"),
        "t.budget_donor": _of("budget_withdrawals"),
        "so_far.volume": _of("volume_so_far", by="nation"),
        "so_far.title": _of("volume_so_far", by="nation"),
        "so_far.output": _of("grp_so_far", by="past"),
        "so_far.taxes": _of("taxes_so_far", by="past"),
        "so_far.moved": _of("first_figure_revision"),
        "path.": _of(by="past", span="series"),
        "path.step_up": _of(by="past", span="step"),
        "path.step_down": _of(by="past", span="step"),
        "driver.": _of("real_contribution", by="past"),
        "t.driver": _of("real_contribution", by="past"),
        "t.brake": _of("real_contribution", by="past"),
    }
)
"""Rows by the beginning of the key."""

DIRECTIONS: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("above", "higher", "more", "faster", "times", "best"), 1),
        **dict.fromkeys(("up", "rose", "grew", "pos", "larger", "all", "most"), 1),
        **dict.fromkeys(("below", "lower", "less", "slower", "worst", "least"), -1),
        **dict.fromkeys(("down", "fell", "neg", "smaller", "none"), -1),
        **dict.fromkeys(("same", "equal", "flat", "close", "middle"), 0),
    }
)
"""Words of a key that state a direction."""

WITHOUT_DIRECTION = (
    *("t.above", "t.fell", "t.far_above", "t.side_above_alone", "t.side_below_alone"),
    *(
        "front.",
        "org.",
        "difference.",
        "rho.",
        "school.",
        "reg.",
        "group.",
        "groups.",
        "living.",
        "t.living",
        "quadrant.",
        "t.group_",
    ),
    *("t.variety_below", "structure.", "rank.", "t.faster", "t.map"),
)
"""Keys with such a word that count, or speak of something else than more or less."""

OWN_DIRECTIONS: Mapping[str, int] = MappingProxyType(
    {
        "shock.fell_more": -1,
        "shock.fell_less": 1,
        **dict.fromkeys(("front.level_above", "front.level_above_b", "front.level_above_c"), 1),
        **dict.fromkeys(("front.level_below", "front.level_below_b", "front.level_below_c"), -1),
        **dict.fromkeys(("front.level_same", "front.level_same_b", "front.level_same_c"), 0),
        "t.side_above_alone": 1,
        "t.side_below_alone": -1,
    }
)
"""Keys whose words say something else than their last one does alone."""

SUPERLATIVES = frozenset(("best", "worst", "most", "least"))
"""Words of a key that say that nobody has more, or less."""


def subject_of(key: str) -> ClaimSubject | None:
    """Return the row of a message: the longest one that its key begins with, or ``None``."""
    rows = (row for row in SUBJECTS if key.startswith(row))
    longest = max(rows, key=len, default="")
    return SUBJECTS[longest] if longest else None


def direction_of(key: str) -> int | None:
    """Return the direction that a key states, see `About`; ``None`` where it states none."""
    if key in OWN_DIRECTIONS:
        return OWN_DIRECTIONS[key]
    if key.startswith(WITHOUT_DIRECTION):
        return None
    told = [DIRECTIONS[word] for word in _words(key) if word in DIRECTIONS]
    return told[-1] if told else None


def superlative(key: str) -> bool:
    """Say whether a key states that nobody has more, or less."""
    return bool(SUPERLATIVES.intersection(_words(key)))


def _words(key: str) -> list[str]:
    return key.partition(".")[2].split("_")
