"""The large chart of a first page: its form and title follow the family that leads."""

from collections.abc import Callable, Mapping

from generator.classifications.regions import NATION
from generator.findings.brief import Front, FrontChart
from generator.findings.choosing.importance.drafts import View
from generator.findings.choosing.importance.growth_families import percent, signed
from generator.findings.choosing.importance.level_families import (
    EMPLOYMENT,
    RATIO,
    deflators,
)
from generator.findings.choosing.structure_claims import largest_section
from generator.findings.claims import (
    Claim,
    Count,
    IndustrySlot,
    Number,
    Rank,
    Slot,
    TextSlot,
    Year,
)
from generator.findings.measures import (
    CONTRIBUTION,
    GROWTH,
    INVESTMENT,
    MEASURE,
    PER_CAPITA,
    plain_name,
)

Drawn = tuple[FrontChart, tuple[Claim, ...]]
"""A chart, and the claim that is its title, perhaps none."""

SHARES = ("share_in_grp", "largest_share")
PEOPLE = "population"
BASE = 100.0
"""Level of an index in its first year."""


def front_chart(view: View, front: Front) -> Drawn | None:
    """Choose what the large chart of a region draws.

    Parameters
    ----------
    view, front
        The region, and what its first page says.

    Returns
    -------
    Drawn or None
        ``None`` where the figures that the lead rests on make no chart.
    """
    lead = next((each for each in front.considered if each.chosen == "headline"), None)
    if lead is None:
        return None
    found = FORMS[lead.form](view, front, lead.family)
    return found or growth_by_year(view)


def _line_of(view: View, front: Front, family: str) -> Drawn | None:
    """Draw the line of a family."""
    return LINES[family](view, front) if family in LINES else None


def _ranked_by(view: View, _: Front, family: str) -> Drawn | None:
    """Draw all regions by the measure of a family."""
    return ranked(view, RANKED.get(family, family.removeprefix("basic_")))


def _two_of(view: View, _: Front, family: str) -> Drawn | None:
    """Draw the two measures of a family."""
    return two_places(view, (EMPLOYMENT if family == "jobs" else PER_CAPITA, GROWTH))


def _industries_of(view: View, front: Front, _: str) -> Drawn | None:
    return industries(view, front)


def _growth_of(view: View, _: Front, __: str) -> Drawn | None:
    return growth_by_year(view)


def growth_by_year(view: View) -> Drawn | None:
    """Draw growth of every year beside the nation's; the title has this year and the last (L2)."""
    own, nation = view.series(GROWTH), _since(view, GROWTH, min(view.series(GROWTH), default=0))
    now, before, country = (own.get(view.year), own.get(view.year - 1), nation.get(view.year))
    if len(own) < 2 or not nation:
        return None
    chart = FrontChart("growth_bars", (GROWTH,), own, nation)
    if now is None or before is None or country is None:
        return chart, ()
    return chart, (_years(view, (signed(before), view.year - 1, signed(now)), signed(country)),)


def _years(view: View, told: tuple[Number, int, Number], nation: Number) -> Claim:
    before, year, now = told
    slots: dict[str, Slot] = {
        "v0": before,
        "y0": Year(year),
        "v": now,
        "year": Year(view.year),
        "u": nation,
    }
    return Claim("chart.years", "L2", slots)


def _since(view: View, measure: str, first: int) -> dict[int, float]:
    """Return the nation's values from the region's first year to the reference year."""
    whole = view.ind.series(measure, NATION)
    return {year: value for year, value in whole.items() if first <= year <= view.year}


def output_line(view: View, _: Front) -> Drawn | None:
    """Draw real output of the region and of the nation, both 100 in the first year (L2)."""
    found = view.trajectory
    if found is None:
        return None
    return _indexed(view, "chart.index", dict(found.volume), dict(found.national))


def per_head_line(view: View, _: Front) -> Drawn | None:
    """Draw real output per head: its index over that of the population (L2)."""
    found = view.trajectory
    if found is None:
        return None
    people = (view.series(PEOPLE), _since(view, PEOPLE, 0))
    own, nation = (
        _divided(volume, by)
        for volume, by in zip((found.volume, found.national), people, strict=True)
    )
    return _indexed(view, "chart.index_head", own, nation)


def prices_line(view: View, _: Front) -> Drawn | None:
    """Draw the implied deflator: output at current prices over real output (L26)."""
    found, prices = view.trajectory, deflators(view)
    if found is None or prices is None:
        return None
    amounts = (view.series("grp"), _since(view, "grp", 0))
    own, nation = (
        _divided(amount, volume)
        for amount, volume in zip(amounts, (found.volume, found.national), strict=True)
    )
    if len(own) < 3 or own.keys() != nation.keys():
        return None
    slots: dict[str, Slot] = {
        "year": Year(view.year),
        "v": signed(prices[1]),
        "u": signed(prices[2]),
    }
    chart = FrontChart("index_line", ("deflator",), own, nation)
    return chart, (Claim("chart.prices", "L26", slots),)


def _divided(series: Mapping[int, float], by: Mapping[int, float]) -> dict[int, float]:
    """Divide two series year by year; the first year that both have is 100."""
    years = sorted(year for year in series if by.get(year))
    if not years:
        return {}
    start = series[years[0]] / by[years[0]]
    return {year: BASE * series[year] / by[year] / start for year in years}


def _indexed(
    view: View, key: str, own: dict[int, float], nation: dict[int, float]
) -> Drawn | None:
    if len(own) < 3 or view.year not in own or own.keys() != nation.keys():
        return None
    slots: dict[str, Slot] = {
        "y0": Year(min(own)),
        "v": signed(own[view.year] - BASE),
        "u": signed(nation[view.year] - BASE),
    }
    measure = "growth_phase" if key == "chart.index" else "trend_growth"
    return FrontChart("index_line", (measure,), own, nation), (Claim(key, "L2", slots),)


def investment_line(view: View, front: Front) -> Drawn | None:
    """Draw investment as a share of GRP beside the nation's, with the other extreme (L23)."""
    own, nation = view.series(INVESTMENT), _since(view, INVESTMENT, 0)
    return _record(view, front, (INVESTMENT, own, nation))


def ratio_line(view: View, front: Front) -> Drawn | None:
    """Draw output per head as a part of the nation's, which is 100 per cent (L23)."""
    own = {year: value * 100 for year, value in view.series(RATIO).items()}
    return _record(view, front, (RATIO, own, dict.fromkeys(own, BASE)))


def _record(
    view: View, front: Front, lines: tuple[str, dict[int, float], dict[int, float]]
) -> Drawn | None:
    """Title a line with the extreme that its lead tells."""
    measure, own, nation = lines
    told = next((each.slots for each in front.lead if "v1" in each.slots), {})
    before, year = told.get("v0"), told.get("y0")
    shown = {each: nation[each] for each in own if each in nation}
    if len(own) < 3 or not isinstance(before, Number) or not isinstance(year, Year):
        return None
    decimals = before.decimals
    now = percent(own[view.year], decimals)
    chart = FrontChart("index_line", (measure,), own, shown)
    if measure == RATIO:
        slots: dict[str, Slot] = {"v0": before, "y0": year, "v": now, "year": Year(view.year)}
        return chart, (Claim("chart.ratio", "L23", slots),)
    if view.year not in shown:
        return None
    country = percent(shown[view.year], decimals)
    return chart, (_years(view, (before, year.value, now), country),)


def ranked(view: View, measure: str) -> Drawn | None:
    """Draw all regions by one measure; the title has value and place (L1)."""
    place, value = view.ind.place(measure, view.subject), view.value(measure)
    if place is None or value is None or place.of < 2 or measure not in MEASURE:
        return None
    slots: dict[str, Slot] = {
        "indicator": TextSlot(plain_name(measure)),
        "year": Year(view.year),
        "rank": Rank(place.rank, place.tied),
        "n_regions": Count(place.of),
    }
    return FrontChart("region_bars", (measure,)), (Claim("chart.ranked", "L1", slots),)


def two_places(view: View, measures: tuple[str, str]) -> Drawn | None:
    """Draw all regions by two measures of which the places lie far apart (L17)."""
    places = [view.ind.place(name, view.subject) for name in measures]
    if any(each is None or each.of < 2 for each in places):
        return None
    slots: dict[str, Slot] = {"year": Year(view.year)}
    for name, place, suffix in zip(measures, places, ("", "0"), strict=True):
        if place is not None:
            slots[f"indicator{suffix}"] = TextSlot(plain_name(name))
            slots[f"rank{suffix}"] = Rank(place.rank, place.tied)
            slots["n_regions"] = Count(place.of)
    return FrontChart("two_strips", measures), (Claim("chart.two", "L17", slots),)


def industries(view: View, front: Front) -> Drawn | None:
    """Draw the largest industries, with their shares in the year that the lead compares (L22)."""
    code, base = _named_industry(view, front)
    now, then = (
        {each: by[at] for each, by in view.shares.items() if at in by} for at in (view.year, base)
    )
    country = _national_share(view, code)
    if code not in now or code not in then or country is None:
        return None
    slots: dict[str, Slot] = {
        "industry": IndustrySlot(code),
        "share": percent(now[code]),
        "year": Year(view.year),
        "share0": percent(then[code]),
        "y0": Year(base),
        "share1": percent(country),
    }
    chart = FrontChart("industry_bars", SHARES, before=then, base=base)
    return chart, (Claim("chart.industry", "L22", slots),)


def _named_industry(view: View, front: Front) -> tuple[str, int]:
    """Return the industry that the lead names, else the largest, and the year compared with."""
    claims = (front.headline, *front.lead)
    told = [each.slots for each in claims if isinstance(each.slots.get("industry"), IndustrySlot)]
    named = next((slots["industry"] for slots in told), None)
    largest = largest_section(view.ind, view.subject)
    code = named.code if isinstance(named, IndustrySlot) else largest[0] if largest else ""
    years = [slots["y0"] for slots in (front.headline.slots, *told) if "y0" in slots]
    year = years[0] if years else None
    return code, year.value if isinstance(year, Year) else view.year - 1


def _national_share(view: View, code: str) -> float | None:
    """Return the nation's share of an industry, per cent."""
    return View(view.ind, {}, NATION).shares.get(code, {}).get(view.year)


LINES: Mapping[str, Callable[[View, Front], Drawn | None]] = {
    "run": output_line,
    "real_output_per_head": per_head_line,
    "prices_and_volume": prices_line,
    "investment": investment_line,
    "ratio_to_nation": ratio_line,
}
"""The line that shows the lead of each family whose chart is a line."""

RANKED: Mapping[str, str] = {"growth_of_the_year": GROWTH, "contribution": CONTRIBUTION}
"""What all regions are ranked by, by family; a basic family has the name of its measure."""

FORMS: Mapping[str, Callable[[View, Front, str], Drawn | None]] = {
    "index_line": _line_of,
    "growth_bars": _growth_of,
    "region_bars": _ranked_by,
    "industry_bars": _industries_of,
    "two_strips": _two_of,
}
"""How the chart of each form is chosen, for a family."""
