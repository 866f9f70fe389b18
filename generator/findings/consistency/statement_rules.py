"""Rules about two statements of one brief: what one says, another must not deny."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from generator.findings.brief import Brief
from generator.findings.claims import Verbatim
from generator.findings.consistency.told_claims import (
    CHART,
    MESSAGE,
    PAGES,
    Told,
    by_place,
    crossed_breaks,
    fact_of,
    on_page,
    sentences_of,
    slots_of,
    told_claims,
)
from generator.findings.indifference import compared
from generator.findings.measures import (
    CONTRIBUTION,
    DIVERSIFICATION,
    GROWTH,
    PER_CAPITA,
)

BRIDGE, BUT, CROSSED = "bridge.", "trend.but", "break.crossed"
"""Beginnings of the claims that join two opposite ones, and that name a break."""

VOLUME = frozenset({GROWTH, "growth_phase"})
"""Measures of real output as a whole."""

PER_HEAD = frozenset({PER_CAPITA, "ratio_to_nation", "trend_growth"})
"""Measures of output per head, at current or constant prices."""

SUBJECTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "growth": frozenset({*VOLUME, CONTRIBUTION, "average_growth", "trend_growth"}),
        "level": frozenset({PER_CAPITA, "ratio_to_nation", "share_of_gdp"}),
        "structure": frozenset({"largest_share", "share_in_grp", "location_quotient"}),
        "variety": frozenset({DIVERSIFICATION, "uv_nat", "rv_nat", "hhi"}),
        "difference": frozenset({"lq_var_weighted", "lq_var_pop"}),
        "inequality": frozenset({"theil_t", "gini", "williamson"}),
    }
)
"""Measures that one message may speak of together."""

FILE = re.compile(r"\.(?:csv|json|xlsx|pdf|txt)\b")


def opposite_signs_without_bridge(brief: Brief) -> Iterator[Told]:
    """Find pages where real output goes one way and output per head the other, unexplained.

    Both up to the same year: a series that ends earlier says so, and denies nothing.
    """
    for page in PAGES:
        told = on_page(brief, page)
        if not any(each.claim.key.startswith(BRIDGE) for each in told):
            signs = {(sign, each.about.last) for each, sign in _signs(told, PER_HEAD)}
            for each, sign in _signs(told, VOLUME):
                if (-sign, each.about.last) in signs:
                    yield each


def _signs(told: Iterable[Told], measures: frozenset[str]) -> Iterator[tuple[Told, int]]:
    """Go through claims about several years that give one of these measures a direction."""
    for each in told:
        if each.about.spans and each.about.direction and measures & {*each.about.indicators}:
            yield each, each.about.direction


def trend_against_the_newest_year(brief: Brief) -> Iterator[Told]:
    """Find trends whose newest year has the other sign and that no "but" follows."""
    claims, newest = list(told_claims(brief)), _newest_per_head(brief)
    if newest is None or any(told.claim.key.startswith(BUT) for told in claims):
        return
    side = compared("growth_phase", newest, 0.0)
    for told in claims:
        trend = told.about.indicators[:1] == ("trend_growth",)
        if trend and told.about.direction and side == -told.about.direction:
            yield told


def _newest_per_head(brief: Brief) -> float | None:
    """Real growth per head of the newest year, per cent, of a region that stands for itself."""
    growth = fact_of(brief, GROWTH, brief.year)
    people = fact_of(brief, "population", brief.year)
    members = brief.trajectory.members if brief.trajectory is not None else ()
    rates = (growth.value if growth else None, people.change if people else None)
    if len(members) != 1 or rates[0] is None or rates[1] is None:
        return None
    return ((100 + rates[0]) / (100 + rates[1]) - 1) * 100


def more_and_less_varied(brief: Brief) -> Iterator[Told]:
    """Find briefs that call an economy more diversified here and less diversified there."""
    sides: dict[int, list[Told]] = {1: [], -1: []}
    for told in told_claims(brief):
        side = _variety(told)
        if side:
            sides[side].append(told)
    if sides[1] and sides[-1]:
        yield from sides[-1]


_MORE = ("variety.head_more", "variety.head_most")
_LESS = ("variety.head_less", "variety.head_least")


def _variety(told: Told) -> int:
    """Which side of the regions a claim puts the variety of the subject on; 0 for none."""
    key = told.claim.key
    if key.startswith(("t.group_", "quadrant.")):
        return {"above": 1, "below": -1}.get(key.rpartition("_")[2], 0)
    return 1 if key in _MORE else -1 if key in _LESS else 0


def two_subjects_in_a_message(brief: Brief) -> Iterator[Told]:
    """Find sentences of a key message that speak of something else than its head."""
    heads: dict[str, Told] = {}
    for told in told_claims(brief):
        if not told.place.startswith(MESSAGE):
            continue
        head = heads.setdefault(told.place, told)
        if not _related(head.about.indicators, told.about.indicators):
            yield told


def _related(head: Iterable[str], body: Iterable[str]) -> bool:
    first, second = frozenset(head), frozenset(body)
    together = (
        first & second,
        *(each for each in SUBJECTS.values() if first & each and second & each),
    )
    return any(together) or not first or not second


def break_crossed_in_silence(brief: Brief) -> Iterator[Told]:
    """Find changes over a break of their series, without a claim at their place that says so.

    A chart draws the break itself.
    """
    said = {
        place
        for place, claims in by_place(brief)
        if any(each.key.startswith(CROSSED) for each in claims)
    }
    for told in told_claims(brief):
        silent = not told.place.startswith(CHART) and sentences_of(told.place) not in said
        if silent and crossed_breaks(told.about, brief.breaks):
            yield told


def file_that_nobody_wrote(brief: Brief) -> Iterator[Told]:
    """Find claims that name a file: files are named where they are written, and checked there."""
    for told in told_claims(brief):
        names = (
            each.text for each in slots_of(told.claim, Verbatim) if isinstance(each, Verbatim)
        )
        if any(FILE.search(name) for name in names):
            yield told
