"""What a reader would see of a brief, apart from its vintage stamp and its edition.

Two briefs with the same visible content look the same in every language, so that nothing needs to
be made or issued anew. Numbers count as printed; what is only drawn counts to a thousandth of the
largest value in its chart, which is a tenth of a millimetre on the page.

A part of it is the subject's own: its numbers, ranks, claims and texts. The rest is background:
the marks of other regions in strips, maps, plots and leagues, and values of the nation that stand
in no claim.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from generator.findings.brief import Brief, LeagueLine
from generator.findings.comparing.printed_values import plain, printed, printed_claims
from generator.findings.facts import Fact
from generator.findings.measures import MEASURE, NOT_NATIONAL, NOT_PRINTED, names_where
from generator.findings.measuring.catching_up import CatchingUp
from generator.findings.measuring.peers import Peer
from generator.findings.measuring.section_tables import DriverLine, SectionLine
from generator.findings.measuring.trajectories import Trajectory
from generator.presentation.keys import Keys
from generator.presentation.tables.regression_table import of_variety, regression_table

RESOLUTION = 3
"""Digits of the largest value of a chart that can be told apart."""

_APART = frozenset({"vintage", "correction", "considered"})
"""Fields of a brief that do not count: a corrected edition differs in two of them, and must; what
competed for the first page is printed nowhere."""


def visible(brief: Brief) -> dict[str, Any]:
    """Reduce a brief to plain values that differ if and only if a reader sees a difference.

    Fields that this function does not know are taken as they are, to six digits: too much is
    made anew rather than too little.
    """
    known: dict[str, Any] = {
        "facts": [_fact(each) for each in newest_facts(brief)],
        "messages": [
            [printed_claims([each.head]), printed_claims(each.body)] for each in brief.messages
        ],
        "claims": {place: printed_claims(claims) for place, claims in brief.claims.items()},
        "sections": _sections(brief.sections),
        "drivers": {code: list(map(_driver, lines)) for code, lines in brief.drivers.items()},
        "trajectories": _trajectories(brief),
        "structural_peers": [_peer(brief, each) for each in brief.structural_peers],
        "association": _association(brief),
        "sources": list(dict.fromkeys(each.element for each in brief.sources if each.element)),
        "league": [_league_line(each) for each in brief.league],
        "front": _front(brief),
        **_series(brief),
    }
    others = {each.name for each in fields(brief)} - known.keys() - _APART
    return known | {name: plain(getattr(brief, name)) for name in sorted(others)}


def _front(brief: Brief) -> Any:  # noqa: ANN401 - lines, a table or nothing
    """Reduce the blocks of the first page: what is drawn, and regions under their names."""
    blocks, chart = brief.front, brief.front.chart
    told = [list(blocks.facts), blocks.industries]
    if chart is None:
        return told
    named = [
        {region: printed(value, _decimals(name)) for region, value in values.items()}
        for name in chart.measures
        if chart.form in ("region_bars", "two_strips")
        and (values := brief.distributions.get(name))
    ]
    lines = [_drawn(chart.own, 1), _drawn(chart.nation, 1)]
    before = {name: printed(share, 1) for name, share in chart.before.items()}
    return [*told, chart.form, list(chart.measures), lines, before, chart.base, named]


def _driver(line: DriverLine) -> list[Any]:
    changes = (printed(line.volume, 1), printed(line.prices, 1))
    return [line.industry, printed(line.contribution, 2), *changes]


def _series(brief: Brief) -> dict[str, Any]:
    """Reduce what is drawn over years and over regions."""
    return {
        "histories": {
            measure: {code: _drawn(series, _decimals(measure)) for code, series in codes.items()}
            for measure, codes in brief.histories.items()
        },
        "distributions": {
            measure: _distribution(brief, measure, values)
            for measure, values in brief.distributions.items()
            if measure not in NOT_PRINTED
        },
        "catching_up": _converged(brief.catching_up) if brief.catching_up else None,
        "inequality": {name: _drawn(series, 3) for name, series in brief.inequality.items()},
    }


def _converged(found: CatchingUp) -> dict[str, Any]:
    """Reduce the spread by year, and each unit in the plot of growth on the level at the start."""
    return {
        "sigma": _drawn(found.sigma, 3),
        "units": {
            unit: [printed(level, 2), printed(found.growth[unit], 2)]
            for unit, level in found.start.items()
        },
        "slope": [printed(found.beta.beta, 4), printed(found.beta.intercept, 4)],
    }


def _peer(brief: Brief, peer: Peer) -> list[Any]:
    """Reduce a peer to its distance and the measures that a regional brief shows of peers."""
    measures = sorted(names_where(lambda each: "peers" in each.named))
    values = (brief.distributions.get(name, {}).get(peer.region) for name in measures)
    shown = [printed(value, _decimals(name)) for name, value in zip(measures, values, strict=True)]
    return [peer.region, printed(peer.distance, 1), *shown]


def _league_line(line: LeagueLine) -> list[Any]:
    values = {name: printed(value, _decimals(name)) for name, value in line.values.items()}
    return [line.region, line.rank, line.largest_industry, values]


def visible_digest(brief: Brief) -> str:
    """Return the SHA-256 of what a reader would see, as 64 hexadecimal digits."""
    return _digest(visible(brief))


def own_digest(brief: Brief) -> str:
    """Return the SHA-256 of what is the subject's own, as 64 hexadecimal digits."""
    return _digest(own(brief))


def _digest(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def own(brief: Brief) -> dict[str, Any]:
    """Reduce a brief to the numbers, ranks, claims and texts of its subject, all as printed.

    An edition of a brief is new if and only if this changes. A value of the nation counts where a
    claim holds it. Of a regression, of trajectories and of convergence the claims count; only the
    brief of the nation has their tables and slopes as its own.
    """
    seen = visible(brief)
    content: dict[str, Any] = {
        "facts": [_own_fact(each) for each in newest_facts(brief) if _is_printed(brief, each)],
        "histories": {
            measure: {year: printed(value, _decimals(measure)) for year, value in own.items()}
            for measure, codes in brief.histories.items()
            if (own := codes.get(brief.subject))
        },
        "sections": [
            [line.industry, printed(line.gva, 1), printed(line.change, 1), printed(line.share, 1)]
            for line in brief.sections
        ],
        "drivers": [_driver(line) for line in brief.drivers.get(brief.subject, ())],
        **{name: seen[name] for name in ("messages", "claims", "kind", "preliminary", "year")},
    }
    return {**content, **_own_of_nation(brief)} if brief.national else content


def _own_of_nation(brief: Brief) -> dict[str, Any]:
    converged = brief.catching_up
    return {
        "association": plain(regression_table(brief, Keys())),
        "slope": _converged(converged)["slope"] if converged else None,
        "inequality": {
            name: {year: printed(value, 3) for year, value in series.items()}
            for name, series in brief.inequality.items()
        },
    }


def _is_printed(brief: Brief, fact: Fact) -> bool:
    return fact.measure not in NOT_PRINTED | (NOT_NATIONAL if brief.national else frozenset())


def _own_fact(fact: Fact) -> list[Any]:
    """Reduce a fact to value, change and rank; ranks within an industry are printed nowhere."""
    measure, industry, value, _, change, kind, rank, tied, of = _fact(fact)
    ranked = [] if industry else [rank, tied, of]
    return [measure, industry, value, change, kind, *ranked]


def newest_facts(brief: Brief) -> list[Fact]:
    """Return the facts that a brief prints: of each measure and industry the newest."""
    newest = {
        (fact.measure, fact.industry): fact
        for fact in sorted(brief.facts, key=lambda each: each.period)
    }
    return list(newest.values())


def _trajectories(brief: Brief) -> Any:  # noqa: ANN401 - a table for the nation, lines for a region
    """Reduce trajectories: of a region its own, and the others as lines; of the nation a table."""
    if brief.national:
        return [
            [each.unit, each.members, *_phases(each), _trend(each)] for each in _ordered(brief)
        ]
    own = brief.trajectory
    others = sorted(
        json.dumps(_drawn(each.volume, 1))
        for each in brief.trajectories.values()
        if each is not own
    )
    if own is None:
        return [None, others]
    lines = [_drawn(own.volume, 1), _drawn(own.national, 1)]
    return [own.unit, own.members, *lines, _phases(own), others]


def _ordered(brief: Brief) -> list[Trajectory]:
    return sorted(brief.trajectories.values(), key=lambda each: each.unit)


def _phases(trajectory: Trajectory) -> list[Any]:
    return [
        [
            plain(each.window),
            printed(each.own, 1),
            printed(each.national, 1),
            printed(each.resistance, 2),
        ]
        for each in trajectory.phases
    ]


def _trend(trajectory: Trajectory) -> list[str | None] | None:
    """Return a trend with its interval, one digit finer than printed: it orders the rows."""
    found = trajectory.trend
    if found is None:
        return None
    return [
        printed(found.growth, 2),
        printed(found.growth_low, 1),
        printed(found.growth_high, 1),
        printed(trajectory.q, 3),
    ]


def _decimals(measure: str) -> int:
    return MEASURE[measure].decimals


def _fact(fact: Fact) -> list[Any]:
    decimals = fact.decimals
    change = 1 if fact.change_kind == "relative" else decimals
    return [
        fact.measure,
        fact.industry,
        printed(fact.value, decimals),
        printed(fact.national, decimals),
        printed(fact.change, change),
        fact.change_kind,
        fact.rank,
        fact.tied,
        fact.of,
    ]


def _step(values: Iterable[float], decimals: int) -> int:
    """Return the decimals that a reader can tell apart: those printed, or finer where drawn."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    if largest == 0:
        return decimals
    return max(decimals, RESOLUTION - 1 - math.floor(math.log10(largest)))


def _drawn(series: Mapping[int, float], decimals: int) -> dict[str, str | None]:
    step = _step(series.values(), decimals)
    return {str(year): printed(value, step) for year, value in series.items()}


def _distribution(brief: Brief, measure: str, values: Mapping[str, float]) -> Any:  # noqa: ANN401 - a table or a list
    """Return values by region where they stand under their names, else in order of size."""
    step = _step(values.values(), _decimals(measure))
    shown = {region: printed(value, step) for region, value in values.items()}
    where = "nation" if brief.national else "region"
    return shown if where in MEASURE[measure].named else sorted(map(str, shown.values()))


def _sections(lines: tuple[SectionLine, ...]) -> list[Any]:
    columns = (("share", 1), ("national_share", 1), ("location_quotient", 2))
    steps = {
        name: _step((getattr(line, name) or 0.0 for line in lines), decimals)
        for name, decimals in columns
    }
    return [
        [
            line.industry,
            printed(line.gva, 1),
            printed(line.change, 1),
            *(printed(getattr(line, name), step) for name, step in steps.items()),
        ]
        for line in lines
    ]


def _association(brief: Brief) -> Any:  # noqa: ANN401 - tables and lists
    """Reduce the regression to its table as printed and the intervals of its chart.

    Everything else that it knows reaches a page through claims alone.
    """
    drawn = [
        [found.name, printed(found.estimate, 3), printed(found.low, 3), printed(found.high, 3)]
        for fitted in brief.association.fits
        if fitted.centring is None
        for found in of_variety(fitted)
    ]
    shocks = [
        [
            plain(each.window),
            {unit: [printed(v, 3), printed(each.growth[unit], 2)] for unit, v in pairs.items()},
        ]
        for each, pairs in ((each, each.variety) for each in brief.association.shocks)
    ]
    return [plain(regression_table(brief, Keys())), drawn, shocks]
