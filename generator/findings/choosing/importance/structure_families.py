"""Families about industries: another one is the largest, one grew or shrank, one dominates."""

import math

from generator.classifications.regions import NATION
from generator.economics.path import SeriesPath, path
from generator.economics.robust import robust_distance
from generator.findings.choosing.importance.drafts import Draft, Family, View, Weighing, weighed
from generator.findings.choosing.importance.growth_families import percent
from generator.findings.choosing.importance.score import Score, capped, own_distance
from generator.findings.choosing.structure_claims import largest_section
from generator.findings.claims import Claim, IndustrySlot, Slot, Year
from generator.findings.measures import GROWTH
from generator.findings.measuring.frame_cells import cell

LEADS = 1.0
"""Percentage points by which the largest industry leads, and trailed a year before (L25)."""
MOVED = 8.0
"""Percentage points by which the share of an industry moved over its years."""
LEAST_YEARS = 5
"""Years of a series whose change is told."""
APART = 5.0
"""Percentage points between an industry's growth and the region's that deny a moved share."""
VISIBLE = 1.0
"""Percentage points below which the share of an industry did not visibly move."""
DOMINANT = 30.0
"""Share of GRP, in per cent, from which one industry carries a region."""

_SHARES = frozenset({"largest_share", "share_in_grp"})
SWITCH = Family("switch", 1.3, "industry_bars", _SHARES)
INDUSTRY = Family("industry", 0.9, "industry_bars", _SHARES)
DOMINATES = Family("dominant_industry", 0.7, "industry_bars", _SHARES)


def switch(view: View) -> Draft | None:
    """Tell that another industry is the largest than a year before (L25)."""
    shares, before = view.shares, view.year - 1
    now, then = (
        {name: by[year] for name, by in shares.items() if year in by}
        for year in (view.year, before)
    )
    if not now or now.keys() != then.keys():
        return None
    new, old = (max(each, key=each.__getitem__) for each in (now, then))
    clear = min(now[new] - now[old], then[old] - then[new]) >= LEADS
    if not clear or view.broken("gva_by_industry", (new, old), range(before, view.year + 1)):
        return None
    head: dict[str, Slot] = {"industry": IndustrySlot(new), "industry0": IndustrySlot(old)}
    slots: dict[str, Slot] = {
        **head,
        "year": Year(view.year),
        "y0": Year(before),
        "share": percent(now[new]),
        "share0": percent(then[new]),
        "share1": percent(now[old]),
        "v0": percent(then[old]),
    }
    series = path(shares[new])
    steps = [step.change for step in series.steps[:-1]] if series else []
    moved = now[new] - then[new]
    score = Score(SWITCH.weight, max(own_distance(moved, steps), 2.0), 2.0)
    return Draft(
        SWITCH,
        Claim("front.overtook", "L25", head),
        (Claim("front.overtaken", "L25", slots),),
        score,
    )


def industry(view: View) -> Draft | None:
    """Tell the industry whose share changed most over the years, in one direction (L22)."""
    changes = _steady_changes(view)
    if not changes:
        return None
    name = max(changes, key=lambda each: abs(changes[each].change))
    found = changes[name]
    country = cell(view.ind.shares_in_grp, NATION, name) * 100
    if abs(found.change) < MOVED or math.isnan(country) or not _carried(view, name, found):
        return None
    if _volume_denies(view, name, found.change):
        return None
    head: dict[str, Slot] = {
        "industry": IndustrySlot(name),
        "v0": percent(found.first.value),
        "v1": percent(found.last.value),
        "y0": Year(found.first.year),
    }
    before = found.points[-2]
    slots: dict[str, Slot] = {
        "industry": IndustrySlot(name),
        "share0": percent(before.value),
        "y0": Year(before.year),
        "share1": percent(country),
    }
    key = "front.industry_down" if found.change < 0 else "front.industry_up"
    score = Score(
        INDUSTRY.weight, capped(abs(found.change) / MOVED), _among(view, name, found.change)
    )
    return Draft(
        INDUSTRY, Claim(key, "L22", head), (Claim("front.industry_before", "L2", slots),), score
    )


def _carried(view: View, name: str, found: SeriesPath) -> bool:
    """Say whether the industry is the largest of the region, or was when its way began."""
    for year in (found.first.year, found.last.year):
        shares = {each: by[year] for each, by in view.shares.items() if year in by}
        if max(shares, key=shares.__getitem__) == name:
            return True
    return False


def _volume_denies(view: View, name: str, change: float) -> bool:
    """Say whether the industry's volume went clearly the other way than its share, this year.

    Shares are at current prices: an industry that outgrows the region in volume loses no ground.
    """
    volume, growth = cell(view.ind.section_growth.volume, view.subject, name), view.value(GROWTH)
    if growth is None or math.isnan(volume):
        return False
    return abs(volume - growth) >= APART and (volume - growth) * change < 0


def _steady_changes(view: View) -> dict[str, SeriesPath]:
    """Describe the industries whose share moved one way, without a break, up to the year."""
    found = {name: path(series) for name, series in view.shares.items()}
    return {
        name: each
        for name, each in found.items()
        if each is not None
        and each.last.year == view.year
        and each.last.year - each.first.year >= LEAST_YEARS
        and each.shape(VISIBLE) in ("up", "down")
        and not view.broken("gva_by_industry", (name,), range(each.first.year, view.year + 1))
    }


def _among(view: View, name: str, change: float) -> float:
    """Distance of the change from those of the other regions over the same years."""
    first, last = min(view.ind.tables), view.year
    tables = view.ind.tables
    others = [
        (cell(tables[last].in_grp, code, name) - cell(tables[first].in_grp, code, name)) * 100
        for code in tables[last].in_grp.index
        if code != NATION
    ]
    return capped(robust_distance(change, [each for each in others if not math.isnan(each)]))


def dominant_industry(view: View) -> Draft | None:
    """Tell that one industry makes up 30 % of GRP or more (L1)."""
    found = largest_section(view.ind, view.subject)
    if found is None or found[1] < DOMINANT:
        return None
    name, share = found
    before = view.shares[name].get(view.year - 1)
    country = cell(view.ind.shares_in_grp, NATION, name) * 100
    if before is None or math.isnan(country):
        return None
    slots: dict[str, Slot] = {
        "industry": IndustrySlot(name),
        "share0": percent(before),
        "y0": Year(view.year - 1),
        "share1": percent(country),
    }
    score = weighed(view, DOMINATES, Weighing("largest_share"))  # HHI would agree by its making
    head = Claim("front.dominant", "L1", {"share": percent(share)})
    return Draft(DOMINATES, head, (Claim("front.dominated", "L1", slots),), score)
