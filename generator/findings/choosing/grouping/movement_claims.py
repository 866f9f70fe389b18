"""Claims about organisations opened and liquidated, region by region: licence L19."""

from generator.dataset.panel import Panel
from generator.findings.claims import Claim, Count, IndustrySlot, Interval, Number, RegionSlot
from generator.findings.measuring.society_facts import Movement, movements
from generator.findings.measuring.subject_facts import Dated


def regional_movements(panel: Panel, year: int) -> tuple[Claim, ...]:
    """State opened against liquidated of every region and industry with both figures (L19).

    Of the reference year alone, from the most openings for each liquidation down.
    """
    found = [
        (region.code, each)
        for region in panel.regions.existing(year)
        for each in movements(Dated(panel, region.code, year))
        if each.ratio is not None
    ]
    found.sort(key=lambda pair: -(pair[1].ratio or 0.0))
    return tuple(_told(code, each) for code, each in found)


def title(claims: tuple[Claim, ...]) -> Claim | None:
    """Count the pairs in which clearly more were opened than liquidated."""
    if not claims:
        return None
    more = sum(each.evidence["low"] > 1 for each in claims)
    return Claim("t.movements", "L19", {"k": Count(more), "n_all": Count(len(claims))})


def _told(region: str, each: Movement) -> Claim:
    low, high, ratio = each.low or 0.0, each.high or 0.0, each.ratio or 0.0
    whose = {"region": RegionSlot(region)}
    industry = {"industry": IndustrySlot(each.industry)} if each.industry else {}
    return Claim(
        "movements.ratio" if each.industry else "movements.ratio_all",
        "L19",
        {**whose, **industry, "v": Number(ratio, 2), "ci": Interval(low, high, 2)},
        evidence={"ratio": ratio, "low": low, "high": high},
    )
