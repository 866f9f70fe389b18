"""Blocks of the nation's first page: growth by year, three facts, the regions that made it."""

from collections.abc import Mapping

from generator.classifications.regions import NATION
from generator.findings.brief import FrontBlocks, FrontChart
from generator.findings.choosing.front.front_blocks import (
    Blocks,
    absent,
    moved_shares,
    plain_facts,
)
from generator.findings.choosing.importance.drafts import View
from generator.findings.choosing.importance.growth_families import signed
from generator.findings.choosing.importance.level_families import EMPLOYMENT
from generator.findings.claims import Claim, Number, Slot, Year, extremes
from generator.findings.facts import Fact
from generator.findings.measures import CONTRIBUTION, GROWTH, PER_CAPITA
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.trajectories import Trajectory

APART = 3.0
"""Percentage points between growth of GDP and of employment that are asked about."""
FEW = 5
"""Regions shown, and the fewest that are worth it."""


def national_blocks(
    ind: Indicators, trajectories: Mapping[str, Trajectory], facts: tuple[Fact, ...]
) -> Blocks:
    """Choose the blocks of the nation's first page, and their claims by place."""
    view = View(ind, trajectories, NATION)
    growth = view.series(GROWTH)
    chart = FrontChart("growth_bars", (GROWTH,), growth) if len(growth) > 1 else None
    regions = len(ind.of_all(CONTRIBUTION) or ()) >= FEW
    blocks = FrontBlocks(chart, plain_facts(facts, ind.year, {GROWTH, EMPLOYMENT}), regions)
    asked = jobs_without_growth(view) or gap_to_close(ind)
    return blocks, {
        "front.chart": _title(view) if chart else (),
        "front.question": (asked,) if asked else (),
        "front.marks": moved_shares(view),
        "front.absent": absent(facts, ind.year),
    }


def _title(view: View) -> tuple[Claim, ...]:
    now, before = view.value(GROWTH), view.value(GROWTH, view.year - 1)
    if now is None or before is None:
        return ()
    slots: dict[str, Slot] = {
        "v0": signed(before),
        "y0": Year(view.year - 1),
        "v": signed(now),
        "year": Year(view.year),
    }
    return (Claim("chart.years_alone", "L2", slots),)


def jobs_without_growth(view: View) -> Claim | None:
    """Ask why employment grew so much less than GDP; ``None`` where it did not."""
    growth, people = view.value(GROWTH), view.value(EMPLOYMENT)
    if growth is None or people is None or growth - people < APART or growth <= 0:
        return None
    slots: dict[str, Slot] = {"year": Year(view.year), "v": signed(growth), "u": signed(people)}
    return Claim("ask.gdp_jobs", "L2", slots)


def gap_to_close(ind: Indicators) -> Claim | None:
    """Ask about the gap in output per head between the first region and the last."""
    values = ind.of_all(PER_CAPITA)
    if not values or min(values.values()) <= 0:
        return None
    ends = extremes(values, 1)
    slots: dict[str, Slot] = {
        "year": Year(ind.year),
        "max": ends["max"],
        "min": ends["min"],
        "ratio": Number(max(values.values()) / min(values.values()), 1),
    }
    return Claim("ask.gap", "L3", slots)
