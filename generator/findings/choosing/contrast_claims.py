"""Output per head beside schools and roads: a contrast (L17) and a rank correlation (L18).

Neither says anything about causes, and both need the figures of enough regions of one year.
"""

import math

from generator.dataset.panel import Panel
from generator.economics.estimation.rank_correlation import RankCorrelation
from generator.findings.claims import Claim, Count, Interval, Number, Rank, Slot, Year
from generator.findings.measures import MEASURE, PER_CAPITA
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.society_facts import (
    ROADS,
    SCHOOLS,
    compared,
    correlation,
    expected,
)
from generator.findings.measuring.subject_facts import Dated

LEAST_REGIONS = 15
"""Regions that a rank correlation is stated for (L18)."""
THIRD = 3
"""A contrast (L17) needs the best third in output per head, the worst in the other indicator."""


def contrast(ind: Indicators, dated: Dated, table: str) -> Claim | None:
    """Set a high rank in output per head beside a poor one in schools or roads (L17).

    Only of one and the same year, in which every region has both.
    """
    figure = dated.newest(table)
    if figure is None:
        return None
    rates = compared(dated.panel, table, figure.year)
    place = ind.place(PER_CAPITA, dated.subject, figure.year)
    complete = rates.keys() >= expected(dated.panel, table, figure.year)
    if place is None or place.of < ind.regions or not complete or dated.subject not in rates:
        return None
    own = rates[dated.subject]["rate"]
    higher = sum(row["rate"] > own for row in rates.values())
    lower = sum(row["rate"] < own for row in rates.values())
    worse = lower if MEASURE[table].sense == "good" else higher
    if place.rank * THIRD > place.of or (worse + 1) * THIRD > len(rates):
        return None
    slots: dict[str, Slot] = {
        "rank": Rank(place.rank, place.tied),
        "rank1": Rank(higher + 1, len(rates) - higher - lower),
        "n_regions": Count(len(rates)),
        "year": Year(figure.year),
    }
    evidence = {"regions_in_output_per_head": float(place.of), **rates[dated.subject]}
    return _told(table, slots, evidence)


def _told(table: str, slots: dict[str, Slot], evidence: dict[str, float]) -> Claim:
    if table == ROADS:
        slots["share"] = Number(evidence["rate"], 0, "percent")
        return Claim("contrast.roads", "L17", slots, evidence=evidence)
    slots["v"] = Number(evidence["rate"], 1)
    slots["ci"] = Interval(evidence["low"], evidence["high"], 1)
    return Claim("contrast.schools", "L17", slots, evidence=evidence)


def correlations(panel: Panel, ind: Indicators) -> tuple[Claim, ...]:
    """State the rank correlations of output per head with schools and with roads (L18).

    Each of the newest year with at least 15 regions; absent without one.
    """
    claims = []
    for table in (SCHOOLS, ROADS):
        years = [year for year in panel.years(table) if year <= ind.year]
        found = ((year, correlation(panel, ind, table, year)) for year in reversed(years))
        enough = ((year, each) for year, each in found if each.n >= LEAST_REGIONS)
        year, newest = next(enough, (0, None))
        if newest is not None and not math.isnan(newest.low):
            claims.append(_correlated(table, year, newest))
    return tuple(claims)


def _correlated(table: str, year: int, found: RankCorrelation) -> Claim:
    """Name a direction only where the interval excludes 0."""
    unclear = found.low <= 0 <= found.high
    direction = "unclear" if unclear else "same" if found.value > 0 else "opposite"
    slots: dict[str, Slot] = {
        "v": Number(found.value, 2),
        "ci": Interval(found.low, found.high, 2),
        "n_regions": Count(found.n),
        "year": Year(year),
    }
    evidence = {"rho": found.value, "low": found.low, "high": found.high}
    short = "schools" if table == SCHOOLS else "roads"
    return Claim(f"rho.{short}_{direction}", "L18", slots, evidence=evidence)
