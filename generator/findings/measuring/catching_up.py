"""Whether poorer units catch up: convergence of real GRP per head on constant borders."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from generator.dataset.panel import Panel
from generator.economics.estimation.convergence import (
    BetaConvergence,
    beta_convergence,
    sigma_convergence,
)
from generator.economics.indices.constant_borders import merge_sum
from generator.findings.measuring.frame_cells import cell
from generator.findings.measuring.indicators import FIRST_YEAR
from generator.findings.measuring.trajectories import Trajectory

LEVEL = 0.05
"""HC3 p-value below which the slope has a direction."""


@dataclass(frozen=True)
class CatchingUp:
    """Convergence between units whose course begins in ``first``.

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
        """Growth, % a year, that the regression gives to a level at the start."""
        return 100 * math.expm1(self.beta.intercept + self.beta.beta * math.log(start))


def catching_up(panel: Panel, followed: Mapping[str, Trajectory]) -> CatchingUp | None:
    """Measure convergence among the units with a full course; ``None`` with fewer than three."""
    full = {unit: each for unit, each in followed.items() if each.base == FIRST_YEAR}
    if len(full) < 3:
        return None
    units = {unit: each.members for unit, each in full.items()}
    output, people = (
        merge_sum(panel.wide(table), units) for table in ("grp", "average_population")
    )
    rates = pd.DataFrame(
        {
            unit: {
                year: cell(output, unit, FIRST_YEAR) * level / 100 / cell(people, unit, year)
                for year, level in each.volume.items()
            }
            for unit, each in full.items()
        }
    ).T
    rates = rates[sorted(rates.columns)].dropna()
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
