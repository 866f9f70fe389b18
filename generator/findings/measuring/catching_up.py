"""How unequal units are, and whether poorer ones catch up: GRP per head on constant borders."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.economics.estimation.convergence import (
    BetaConvergence,
    beta_convergence,
    sigma_convergence,
)
from generator.economics.indices.constant_borders import merge_sum
from generator.economics.indices.inequality import gini, theil_t, williamson
from generator.economics.indices.level import per_capita
from generator.findings.measures import FIRST_YEAR
from generator.findings.measuring.frame_cells import cell, years_of
from generator.findings.measuring.trajectories import Trajectory

LEVEL = 0.05
"""HC3 p-value below which the slope has a direction."""


@dataclass(frozen=True)
class CatchingUp:
    """Convergence between units whose trajectory begins in ``first``.

    ``sigma`` is the standard deviation of ln real GRP per head by year (prices of ``first``);
    ``beta`` the regression of average growth on the initial level, between ``first`` and ``last``.
    ``start`` is each unit's level in ``first``, million tenge per head, and ``growth`` its average
    growth since, % a year.
    """

    first: int
    last: int
    sigma: Mapping[int, float]
    beta: BetaConvergence
    start: Mapping[str, float]
    growth: Mapping[str, float]

    def fitted(self, start: float) -> float:
        """Return the growth, % a year, that the regression gives to a level at the start."""
        return 100 * math.expm1(self.beta.intercept + self.beta.beta * math.log(start))


INDICES: Mapping[str, Callable[[pd.Series, pd.Series], float]] = {
    "theil_t": theil_t,
    "gini": gini,
    "williamson": williamson,
}
"""Inequality of GRP per head between units, weighted by population."""


def inequality(panel: Panel, last: int) -> dict[str, dict[int, float]]:
    """Measure the inequality of GRP per head between units of constant borders.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    last
        Last year; the first is 2014.

    Returns
    -------
    dict
        By index and year, of the years in which every unit has GRP and population; no years
        without them.
    """
    units = panel.regions.constant_units(FIRST_YEAR)
    output = merge_sum(panel.wide("grp").drop(index=NATION, errors="ignore"), units)
    people = merge_sum(panel.wide("average_population"), units)
    found: dict[str, dict[int, float]] = {name: {} for name in INDICES}
    for year in sorted({*years_of(output)} & {*years_of(people)}):
        complete = output[year].notna().all() and people[year].notna().all()
        if FIRST_YEAR <= year <= last and complete and len(output):
            per_head = per_capita(output[year], people[year])
            for name, index in INDICES.items():
                found[name][year] = index(per_head, people[year])
    return found


def catching_up(panel: Panel, followed: Mapping[str, Trajectory]) -> CatchingUp | None:
    """Measure convergence among units with a full trajectory; ``None`` with fewer than three."""
    full = {unit: each for unit, each in followed.items() if each.base == FIRST_YEAR}
    if len(full) < 3:
        return None
    rates = _real_per_head(panel, full)
    if len(rates) < 3:
        return None
    first, last = int(rates.columns[0]), int(rates.columns[-1])
    spread = sigma_convergence(rates)
    beta = beta_convergence(rates[first], rates[last], last - first)
    start = {str(unit): float(level) for unit, level in rates[first].items()}
    growth = (rates[last] / rates[first]) ** (1 / (last - first)) - 1
    return CatchingUp(
        first,
        last,
        {int(str(year)): float(value) for year, value in spread.items()},
        beta,
        start,
        {str(unit): 100 * float(rate) for unit, rate in growth.items()},
    )


def _real_per_head(panel: Panel, full: Mapping[str, Trajectory]) -> pd.DataFrame:
    """Real GRP per head, million tenge in prices of the first year, unit x year without gaps."""
    units = {unit: each.members for unit, each in full.items()}
    output, people = (
        merge_sum(panel.wide(table), units) for table in ("grp", "average_population")
    )
    volume = pd.DataFrame(
        {
            unit: {
                year: cell(output, unit, FIRST_YEAR) * level / 100
                for year, level in each.volume.items()
            }
            for unit, each in full.items()
        }
    ).T
    years = sorted(set(volume.columns) & set(people.columns))
    return pd.DataFrame({year: per_capita(volume[year], people[year]) for year in years}).dropna()
