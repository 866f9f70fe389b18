"""Claims about growth and contributions to it: licences L2 and L4.

Nothing here compares figures across a change of borders: the indicators hold none.
"""

import math

from generator.classifications.regions import NATION
from generator.economics.indices.growth import LEAST_GROWTH
from generator.economics.path import SeriesPath, path
from generator.findings.claims import Claim, Count, Listing, Number, RegionSlot, Slot, Year
from generator.findings.indifference import compared
from generator.findings.measures import CONTRIBUTION, FIRST_YEAR, GROWTH
from generator.findings.measuring.indicators import (
    BASE,
    Indicators,
    chained_levels,
    cumulated_growth,
)

NEGLIGIBLE = 0.005
"""Contributions below this many percentage points print as zero."""


def years_above(ind: Indicators, subject: str) -> Claim | None:
    """Count the years in which the region grew clearly faster than the nation.

    ``None`` where the series does not reach the reference year: the count would not say so.
    """
    region, nation = ind.series(GROWTH, subject), ind.series(GROWTH, NATION)
    years = sorted(set(region) & set(nation))
    if len(years) < 2 or years[-1] < ind.year:
        return None
    above = sum(compared(GROWTH, region[year], nation[year]) > 0 for year in years)
    if above == len(years):
        return Claim("growth.years_all", "L2")
    if not above:
        never = all(region[year] <= nation[year] for year in years)
        return Claim("growth.years_none", "L2") if never else None
    counts: dict[str, Slot] = {"k": Count(above), "n_years": Count(len(years))}
    return Claim("growth.years_above", "L2", counts)


AHEAD = 0.01
"""A lead over the nation that moved by less than 1 % changed little."""
IN_ONE_YEAR = 2 / 3
"""Part of all that a lead moved its way that one year must make up to be named alone."""


def pace(ind: Indicators, subject: str) -> Claim | None:
    """Say whether the region grew faster or slower than the nation, by the path of its lead (L22).

    The lead is real output over the nation's, both 1 at the start; where it turned, or came in
    one year, that year is named.
    """
    rates = _of_both(ind, subject)
    if rates is None:
        return None
    own, national = map(chained_levels, rates)
    last = max(own)
    if math.isnan(own[last]) or min(own[last], national[last]) <= BASE:
        return None
    found = path({year: own[year] / national[year] for year in own})
    evidence = {"region": own[last] - BASE, "nation": national[last] - BASE}
    return _paced(found, evidence) if found else None


def _paced(found: SeriesPath, evidence: dict[str, float]) -> Claim:
    """Name the pace by the shape of the lead."""
    shape, step = found.shape(AHEAD), found.largest_step
    if shape == "step" and found.share_of_its_way <= IN_ONE_YEAR:
        shape = "none"  # other years moved as far, or were won back: the sum alone is told
    year = step.after.year if shape == "step" and step else found.extreme.year
    span: dict[str, Slot] = {"y0": Year(found.first.year + 1), "y1": Year(found.last.year)}
    if shape in ("peak", "trough"):
        slots = {"year": Year(year), **span}
        return Claim(f"growth.pace_{shape}", "L22", slots, evidence=evidence)
    if shape == "step":
        key = "growth.pace_step_up" if found.change > 0 else "growth.pace_step_down"
        return Claim(key, "L22", {"year": Year(year), **span}, evidence=evidence)
    way = compared("growth_phase", evidence["region"], evidence["nation"])
    key = ("same", "faster", "slower")[way]
    return Claim(f"growth.pace_{key}", "L22", span, evidence=evidence)


def title(ind: Indicators, subject: str) -> Claim | None:
    """Tell the region's pace from the nation's, or just both where one of them shrank."""
    return pace(ind, subject) or since_first_year(ind, subject)


def _of_both(ind: Indicators, subject: str) -> tuple[dict[int, float], dict[int, float]] | None:
    """Rates of the region and of the nation from the first year with output of its own.

    A region whose own figures begin with a rate of growth has no level in the year before it.
    """
    region = {y: v for y, v in ind.series(GROWTH, subject).items() if y > FIRST_YEAR}
    output = ind.series("grp", subject)
    if region and min(region) <= min(output, default=0):
        region = {y: v for y, v in region.items() if y > min(output)}
    nation = {y: v for y, v in ind.series(GROWTH, NATION).items() if y in region}
    if len(region) < 2 or region.keys() != nation.keys():
        return None
    return region, nation


def since_first_year(ind: Indicators, subject: str) -> Claim | None:
    """State how much real output has changed since the start of the region's own series."""
    rates = _of_both(ind, subject)
    if rates is None:
        return None
    own, national = map(cumulated_growth, rates)
    if math.isnan(own):
        return None
    region, _ = rates
    slots: dict[str, Slot] = {
        "y0": Year(min(region)),
        "y1": Year(max(region)),
        "v": Number(own, 1, "percent_signed"),
        "u": Number(national, 1, "percent_signed"),
    }
    return Claim("growth.since", "L2", slots)


def share_of_gdp(ind: Indicators, subject: str) -> Claim | None:
    """State the region's share in GDP."""
    share = ind.value("share_of_gdp", subject)
    if share is None:
        return None
    return Claim(
        "growth.share", "L1", {"share": Number(share, 1, "percent"), "year": Year(ind.year)}
    )


def contribution_title(ind: Indicators, subject: str) -> Claim | None:
    """State which part of national growth the region accounts for (L4).

    Where one of the two is not positive, the contribution is put beside the change of GDP.
    """
    points, nation = ind.value(CONTRIBUTION, subject), ind.value(GROWTH, NATION)
    if points is None or nation is None:
        return None
    if points >= NEGLIGIBLE and nation >= LEAST_GROWTH:
        share = Number(ind.share_of_growth(points), 1, "percent")
        evidence = {CONTRIBUTION: points, "national_growth": nation}
        return Claim("t.part_of_growth", "L4", {"share": share}, evidence=evidence)
    slots: dict[str, Slot] = {
        "pp_signed": Number(points, 2, "signed"),
        "gdp_signed": Number(nation, 1, "percent_signed"),
    }
    return Claim("t.contribution", "L4", slots)


def largest_contribution(ind: Indicators) -> Claim | None:
    """Name the region with the largest contribution to national growth, or those about equal."""
    parts, nation = ind.of_all(CONTRIBUTION), ind.value(GROWTH, NATION)
    if not parts or nation is None:
        return None
    top = max(parts, key=lambda region: parts[region])
    if nation <= 0 or parts[top] <= 0:
        return Claim("t.wfall_any", "L4", {"gdp_signed": Number(nation, 1, "percent_signed")})
    slots: dict[str, Slot] = {
        "pp": Number(parts[top], 2),
        "gdp_growth": Number(nation, 1, "percent"),
    }
    order = sorted(parts, key=lambda region: -parts[region])
    alike = [region for region in order if not compared(CONTRIBUTION, parts[top], parts[region])]
    if len(alike) > 1:
        slots["items"] = Listing(tuple(map(RegionSlot, alike)), ordered=True)
        return Claim("t.wfall_alike", "L4", slots)
    return Claim("t.wfall", "L4", {"max": RegionSlot(top), **slots})
