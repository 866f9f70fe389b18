"""Output per head beside incomes, wages, preschools and jobs: rank correlations over the regions.

The figures of one year are taken on the borders of that year, so that an indicator that ends
before regions were carved out of others is compared among the regions of its own time.
"""

import math
from dataclasses import dataclass

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.economics.estimation.rank_correlation import RankCorrelation, spearman
from generator.economics.indices.level import per_capita
from generator.findings.measuring.frame_cells import years_of
from generator.findings.measuring.reference_borders import ReferenceBorders

CONDITIONS = (
    "cash_income_per_capita",
    "average_wage",
    "preschool_children_per_100_places",
    "unemployment_rate",
)
"""Tables of what output per head is set beside: money, then preschools, then work."""


LEAST_REGIONS = 15
"""Regions that a rank correlation is stated for (L18)."""


@dataclass(frozen=True, slots=True)
class LivingCondition:
    """One indicator of living conditions, of the newest year with enough regions.

    ``ranks`` is its rank correlation with gross regional product per head of the same year.
    """

    table: str
    year: int
    ranks: RankCorrelation


def living_conditions(panel: Panel, last: int) -> tuple[LivingCondition, ...]:
    """Correlate the ranks of the regions in output per head and in each indicator.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    last
        Reference year: newer figures do not count.

    Returns
    -------
    tuple of LivingCondition
        In the order of `CONDITIONS`, each of the newest year in which 15 regions or more have
        both figures and the correlation has an interval; an indicator without one is absent.
    """
    found = (_newest(panel, table, last) for table in CONDITIONS)
    return tuple(each for each in found if each is not None)


def _newest(panel: Panel, table: str, last: int) -> LivingCondition | None:
    for year in reversed(years_of(panel.wide(table))):
        if year <= last and (ranks := _ranks(panel, table, year)) is not None:
            return LivingCondition(table, year, ranks)
    return None


def _ranks(panel: Panel, table: str, year: int) -> RankCorrelation | None:
    keep = ReferenceBorders(panel, year, year)
    frames = [keep.frame(each) for each in ("grp", "average_population", table)]
    if any(year not in frame.columns for frame in frames):
        return None
    output, people, condition = (frame[year].drop(NATION, errors="ignore") for frame in frames)
    level: pd.Series[float] = per_capita(output, people)
    ranks = spearman(level, condition)
    enough = ranks.n >= LEAST_REGIONS and not math.isnan(ranks.low)
    return ranks if enough else None
