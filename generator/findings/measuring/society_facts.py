"""Measure schools and roads, organisations opened and liquidated, each of its own year."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from generator.dataset.panel import Observation, Panel
from generator.economics.estimation.rank_correlation import RankCorrelation, spearman
from generator.economics.indices.business_demography import opened_per_liquidated
from generator.economics.indices.growth import annual_change
from generator.economics.indices.infrastructure import INHABITANTS, count_rate
from generator.findings.facts import Fact
from generator.findings.measures import PER_CAPITA
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.subject_facts import Dated


@dataclass(frozen=True, slots=True)
class Schools:
    """Schools in three shifts of one year: how many, per 100,000 inhabitants, of all schools.

    ``rate``, ``low`` and ``high`` are ``None`` without population, ``share`` (per cent) without
    the number of schools in the school year, whose figure is ``general``.
    """

    figure: Observation
    people: Observation | None = None
    general: Observation | None = None
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    share: float | None = None


def schools(dated: Dated) -> Schools | None:
    """Relate the subject's newest count to its inhabitants and schools; ``None`` without one."""
    figure = dated.newest(SCHOOLS)
    if figure is None:
        return None
    year = figure.year
    people = dated.figure("average_population", year)
    # The year of general schools is that in which the school year begins; a count in spring
    # belongs to the school year that began the year before.
    general = dated.figure("general_schools", year) or dated.figure("general_schools", year - 1)
    rates = _rate(figure.value, people.value, INHABITANTS) if people is not None else {}
    share = _rate(figure.value, general.value, 100)["rate"] if general is not None else None
    return Schools(figure, people, general, **rates, share=share)


def _rate(count: float, base: float, per: int) -> dict[str, float]:
    found = count_rate(pd.Series({"": count}), pd.Series({"": base}), per)
    return {str(name): float(found[name].iloc[0]) for name in found}


def society_facts(dated: Dated) -> tuple[Fact, ...]:
    """List the facts of the subject on schools and roads, each of its own year."""
    found, told = schools(dated), []
    if found is not None:
        year, figure = found.figure.year, found.figure
        related, shared = (figure, found.people), (figure, found.general)
        values = (
            ("three_shift_schools", figure.value, (figure,)),
            ("three_shift_per_100k", found.rate, related),
            ("three_shift_per_100k_lo", found.low, related),
            ("three_shift_per_100k_hi", found.high, related),
            ("three_shift_share", found.share, shared),
        )
        told = [
            dated.fact(name, value, year, inputs)
            for name, value, inputs in values
            if value is not None
        ]
    road = local_road(dated)
    if road is not None:
        told.append(dated.fact(ROADS, road.value, road.year, (road,)))
    return tuple(told)


def local_road(dated: Dated) -> Observation | None:
    """Return the newest share of local roads; cities of republican significance have none."""
    kind = dated.panel.regions[dated.subject].kind
    return None if kind == "city" else dated.newest(ROADS)


SCHOOLS, ROADS = "three_shift_schools", "local_roads_standard_share"
Rates = Mapping[str, Mapping[str, float]]


def rounded(value: float) -> int:
    """Round to whole per cent as printed: halves up."""
    return math.floor(value + 0.5)


def expected(panel: Panel, table: str, year: int) -> frozenset[str]:
    """List the regions that have such a figure at all: the cities have no local roads."""
    return frozenset(
        region.code
        for region in panel.regions.existing(year)
        if table != ROADS or region.kind != "city"
    )


def compared(panel: Panel, table: str, year: int) -> Rates:
    """Compare the rates of the regions with a figure of a year.

    Returns
    -------
    Mapping
        By region ``rate``: schools per 100,000 inhabitants (with ``low`` and ``high``), or roads
        in per cent. Regions without a figure, or without population on its borders, are absent.
    """
    found: dict[str, dict[str, float]] = {}
    for code in expected(panel, table, year):
        dated = Dated(panel, code, year)
        figure, people = dated.figure(table, year), dated.figure("average_population", year)
        if figure is not None and table == ROADS:
            found[code] = {"rate": figure.value}
        elif figure is not None and people is not None:
            counts, base = pd.Series({"n": figure.value}), pd.Series({"n": people.value})
            row = count_rate(counts, base, INHABITANTS)
            found[code] = {str(name): float(row[name].iloc[0]) for name in row}
    return found


def correlation(panel: Panel, ind: Indicators, table: str, year: int) -> RankCorrelation:
    """Correlate the ranks of the regions in output per head and in schools or roads.

    Returns
    -------
    RankCorrelation
        Spearman's, over the regions that have both figures of the year.
    """
    rates = {code: row["rate"] for code, row in compared(panel, table, year).items()}
    output = pd.Series(ind.distribution(PER_CAPITA, year), dtype=float)
    return spearman(output, pd.Series(rates, dtype=float))


OPENED, LIQUIDATED = "organisations_opened", "organisations_liquidated"
STOCK, INCREASE = "organisations_registered_1_january", "organisations_increase"


@dataclass(frozen=True, slots=True)
class Movement:
    """Organisations of one industry (empty text: of all) opened and liquidated in the year.

    ``None`` where the figure is not given; the ratio and its exact 95 % interval need both, and
    at least one liquidation.
    """

    industry: str
    opened: Observation | None
    liquidated: Observation | None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None


def movements(dated: Dated) -> tuple[Movement, ...]:
    """List the movements of the subject in the reference year, the whole economy first."""
    year = dated.last
    industries = ("", *(each.code for each in dated.panel.industries if each.kind == "section"))
    found = (
        _movement(code, dated.figure(OPENED, year, code), dated.figure(LIQUIDATED, year, code))
        for code in industries
    )
    return tuple(each for each in found if each is not None)


def _movement(
    industry: str, opened: Observation | None, closed: Observation | None
) -> Movement | None:
    if opened is None and closed is None:
        return None
    if opened is None or closed is None or closed.value == 0:
        return Movement(industry, opened, closed)
    row = opened_per_liquidated(pd.Series({"n": opened.value}), pd.Series({"n": closed.value}))
    ratio, low, high = (float(row[name].iloc[0]) for name in ("ratio", "low", "high"))
    return Movement(industry, opened, closed, ratio, low, high)


def organisation_facts(dated: Dated) -> tuple[Fact, ...]:
    """List the facts of the subject on organisations, of the reference year."""
    told: list[Fact] = []
    for each in movements(dated):
        both = (each.opened, each.liquidated)
        values = (
            (OPENED, each.opened.value if each.opened else None, both[:1]),
            (LIQUIDATED, each.liquidated.value if each.liquidated else None, both[1:]),
            ("opened_per_liquidated", each.ratio, both),
            ("opened_per_liquidated_lo", each.low, both),
            ("opened_per_liquidated_hi", each.high, both),
        )
        told += [
            dated.fact(name, value, dated.last, inputs)
            for name, value, inputs in values
            if value is not None
        ]
    stock = organisation_stock(dated)
    if stock is not None:
        end = stock.end
        told.append(dated.fact("organisations_registered", end.value, end.year, (end,)))
        told.append(dated.fact("organisations_growth", stock.growth, dated.last, stock.inputs))
    return tuple(told)


@dataclass(frozen=True, slots=True)
class Stock:
    """Organisations registered at the end of a year, and how many more than at its start.

    ``before`` is their number at the start, ``growth`` the change in per cent, ``inputs`` the
    figures that tell both.
    """

    end: Observation
    before: float
    growth: float
    inputs: tuple[Observation, ...]


def organisation_stock(dated: Dated) -> Stock | None:
    """Relate the stock at the end of the year to that at its start; ``None`` without both."""
    end = dated.figure(STOCK, dated.last + 1)
    start, increase = dated.figure(STOCK, dated.last), dated.figure(INCREASE, dated.last)
    other = start or increase
    if end is None or other is None:
        return None
    before = start.value if start is not None else end.value - other.value
    if before <= 0:
        return None
    both = pd.DataFrame({dated.last: [before], end.year: [end.value]})
    return Stock(end, before, float(annual_change(both)[end.year].iloc[0]), (end, other))
