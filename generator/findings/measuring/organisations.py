"""Organisations opened and liquidated in the reference year: licence L19.

The figures are of the reference year or absent: an earlier year is not shown in its place.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.panel import Observation, Panel
from generator.economics.indices.business_demography import opened_per_liquidated
from generator.findings.claims import Claim, Day, Industry, Interval, Number, Slot, Year
from generator.findings.facts import Fact
from generator.findings.measuring.dated_facts import Dated, status_of

OPENED, LIQUIDATED = "organisations_opened", "organisations_liquidated"
STOCK, INCREASE = "organisations_registered_1_january", "organisations_increase"

IMPLAUSIBLE = 2
"""More liquidations than this many times the openings of a year point to a slip in the source."""


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


def facts(dated: Dated) -> tuple[Fact, ...]:
    """Facts of the subject on organisations, of the reference year."""
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
    stock = _stock(dated)
    if stock is not None:
        end, before, inputs = stock
        told.append(dated.fact("organisations_registered", end.value, end.year, (end,)))
        growth = (end.value / before - 1) * 100
        told.append(dated.fact("organisations_growth", growth, dated.last, inputs))
    return tuple(told)


def _stock(dated: Dated) -> tuple[Observation, float, tuple[Observation, ...]] | None:
    """Organisations at the end of the year, at its start, and the figures that tell them."""
    end = dated.figure(STOCK, dated.last + 1)
    start, increase = dated.figure(STOCK, dated.last), dated.figure(INCREASE, dated.last)
    other = start or increase
    if end is None or other is None:
        return None
    before = start.value if start is not None else end.value - other.value
    return (end, before, (end, other)) if before > 0 else None


def claims(panel: Panel, subject: str, year: int) -> tuple[Claim, ...]:
    """Sentences on the organisations of the year, or that there are no data."""
    dated = Dated(panel, subject, year)
    told = [*_stock_claims(dated)]
    for each in movements(dated):
        told += _movement_claims(each, year)
    if not told:
        return (Claim("org.no_data", "note", {"year": Year(year)}),)
    return (*told, Claim("org.registered", "note"))


def _stock_claims(dated: Dated) -> tuple[Claim, ...]:
    found = _stock(dated)
    if found is None:
        return ()
    end, before, _ = found
    growth = (end.value / before - 1) * 100
    slots: dict[str, Slot] = {
        "date": Day(date(end.year, 1, 1)),
        "pct_signed": Number(growth, 1, "percent_signed"),
        "base": Number(before),
        "status": status_of(end),
    }
    key = "org.stock_nation" if dated.subject == NATION else "org.stock"
    evidence = {"end": end.value, "start": before, "growth": growth}
    return (Claim(key, "L2", slots, count=int(end.value), evidence=evidence),)


def _movement_claims(each: Movement, year: int) -> tuple[Claim, ...]:
    slots: dict[str, Slot] = {"year": Year(year)}
    if each.industry:
        slots["industry"] = Industry(each.industry)
    if each.opened is None or each.liquidated is None:
        return _one_sided(each, slots)
    opened, closed = each.opened.value, each.liquidated.value
    slots |= {"opened": Number(opened), "closed": Number(closed)}
    slots["status"] = status_of(each.opened)
    if each.ratio is None or each.low is None or each.high is None:
        none = "org.none_closed" if each.industry else "org.none_closed_all"
        return (Claim(none, "L1", slots),)
    slots |= {"ratio": Number(each.ratio, 2), "ci": Interval(each.low, each.high, 2)}
    evidence = {"ratio": each.ratio, "low": each.low, "high": each.high}
    ratio = "org.ratio" if each.industry else "org.ratio_all"
    told = Claim(ratio, "L19", slots, evidence=evidence)
    return (told, *_direction(each.low, each.high), *_implausible(opened, closed))


def _one_sided(each: Movement, slots: dict[str, Slot]) -> tuple[Claim, ...]:
    """State the one figure that is given, and that the other is not."""
    if each.opened is not None:
        known, key = each.opened, "org.opened_only" if each.industry else "org.opened_only_all"
    elif each.liquidated is not None:
        key = "org.liquidated_only" if each.industry else "org.liquidated_only_all"
        known = each.liquidated
    else:
        return ()
    single: dict[str, Slot] = {"v": Number(known.value), "status": status_of(known)}
    return (Claim(key, "L1", {**slots, **single}),)


def _direction(low: float, high: float) -> tuple[Claim, ...]:
    """Say which there were more of, where chance alone does not explain it."""
    if low <= 1 <= high:
        return ()
    key = "org.more_opened" if low > 1 else "org.more_closed"
    return (Claim(key, "L19", evidence={"low": low, "high": high}),)


def _implausible(opened: float, closed: float) -> tuple[Claim, ...]:
    """Warn of a figure that may be a slip; it is kept as published."""
    if closed <= IMPLAUSIBLE * opened:
        return ()
    slots: dict[str, Slot] = {"v": Number(closed), "k": Number(IMPLAUSIBLE)}
    return (Claim("org.implausible", "note", slots, evidence={"ratio": closed / max(opened, 1)}),)
