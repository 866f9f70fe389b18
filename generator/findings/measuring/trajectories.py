"""Trajectories of real output on constant borders: shocks, recoveries and the trend.

A unit is a region, or regions whose borders changed counted together. Its trajectory begins in
the year from which its volume index has no gap, at the earliest in 2014.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from generator.classifications.regions import NATION
from generator.classifications.shock_windows import YEAR, Window
from generator.dataset.panel import Panel
from generator.economics.estimation.multiplicity import benjamini_hochberg
from generator.economics.estimation.trend import NEWEY_WEST_YEARS, Trend, trend
from generator.economics.indices.constant_borders import merge_sum, merged_volume_index
from generator.economics.indices.growth import chained_volume
from generator.economics.indices.level import per_capita
from generator.economics.indices.resilience import Phase, phase_growth, resistance
from generator.findings.measuring.frame_cells import known, years_of
from generator.findings.measuring.indicators import FIRST_YEAR

LEVEL = 0.05
"""Level of the tests that a trend with a direction must pass (L10)."""


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """One phase of a trajectory, or one of the single years after the last phase (kind ``year``).

    ``own`` and ``national`` are cumulated real growth, per cent. ``resistance`` compares the
    growth with that expected at the nation's rate (0 = as expected; recovery in a phase of
    recovery). ``None`` where the trajectory begins later, or the measure is undefined.
    """

    window: Window
    own: float | None
    national: float | None
    resistance: float | None


@dataclass(frozen=True)
class Trajectory:
    """Real output of one unit since ``base`` (= 100), next to the nation's.

    ``rates`` holds real GRP per head (base = 100) by year; ``trend`` is the line through its
    logarithms, ``None`` with fewer than five years, and ``q`` the Benjamini-Hochberg adjusted
    p-value of its slope among all units (not a number without a trend).
    """

    unit: str
    members: tuple[str, ...]
    base: int
    volume: Mapping[int, float]
    national: Mapping[int, float]
    phases: tuple[PhaseLine, ...]
    trend: Trend | None
    q: float

    @property
    def declared(self) -> tuple[Window, ...]:
        """Declared shocks and recoveries up to the last year, in order of time."""
        return tuple(each.window for each in self.phases if each.window.kind != YEAR)

    @property
    def direction(self) -> str:
        """Direction of the trend, ``rose`` or ``fell``; empty where the data do not establish one.

        It is established if q < 0.05 and, of ten years or more, the Newey-West p-value is below
        0.05 too: yearly figures resemble those of the year before.
        """
        found = self.trend
        if found is None or not self.q < LEVEL:
            return ""
        if found.years >= NEWEY_WEST_YEARS and found.p_newey_west >= LEVEL:
            return ""
        return "rose" if found.slope > 0 else "fell"

    def line(self, kind: str, last: int) -> PhaseLine | None:
        """Return the phase of a kind that ends in a year, if the trajectory covers it."""
        found = (
            each
            for each in self.phases
            if (each.window.kind, each.window.last) == (kind, last) and each.own is not None
        )
        return next(found, None)


def trajectories(panel: Panel, year: int) -> Mapping[str, Trajectory]:
    """Follow every unit to the reference year.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    year
        Reference year: the last year of the trajectories.

    Returns
    -------
    Mapping
        Trajectory by unit; a unit without an index of the reference year has none. Empty without a
        national index.
    """
    units = panel.regions.constant_units(FIRST_YEAR)
    index = panel.wide("grp_volume_index")
    index = index[[each for each in years_of(index) if FIRST_YEAR <= each <= year]]
    if NATION not in index.index or year not in index.columns:
        return {}
    merged = merged_volume_index(panel.wide("grp"), index, units)
    people = merge_sum(panel.wide("average_population"), units)
    volumes = {unit: _volumes(row, year) for unit, row in merged.iterrows()}
    drawn = {str(unit): volume for unit, volume in volumes.items() if volume}
    trends = {unit: _trend(volume, people, unit) for unit, volume in drawn.items()}
    adjusted = _adjusted(trends)
    bases = {min(volume) for volume in drawn.values()}
    nation = {base: _national(index.T[NATION], base) for base in bases}
    phases = _phases(drawn, nation, panel.shocks)
    return {
        unit: Trajectory(
            unit=unit,
            members=units[unit],
            base=min(volume),
            volume=volume,
            national=nation[min(volume)],
            phases=phases[unit],
            trend=trends[unit],
            q=adjusted[unit],
        )
        for unit, volume in drawn.items()
    }


def trajectory_of(found: Mapping[str, Trajectory], region: str) -> Trajectory | None:
    """Return the trajectory of the unit that a region belongs to."""
    return next((each for each in found.values() if region in each.members), None)


def _volumes(index: "pd.Series[float]", year: int) -> dict[int, float]:
    """Levels from the first year of an unbroken chain (= 100) to the reference year."""
    levels = chained_volume(index, year).dropna()
    if len(levels) < 2:
        return {}
    return {int(str(each)): float(level / levels.iloc[0] * 100) for each, level in levels.items()}


def _trend(volume: Mapping[int, float], people: pd.DataFrame, unit: str) -> Trend | None:
    """Trend of real output per head; ``None`` without enough years."""
    found = trend(per_capita(pd.Series(volume, dtype=float), people.reindex([unit]).T[unit]))
    return found if found.undefined is None else None


def _adjusted(trends: Mapping[str, Trend | None]) -> "pd.Series[float]":
    """Benjamini-Hochberg adjusted p-values of the slopes, by unit; NaN without a trend."""
    p = pd.Series({unit: found.p if found else math.nan for unit, found in trends.items()})
    return benjamini_hochberg(p.astype(float))


def _national(index: "pd.Series[float]", base: int) -> dict[int, float]:
    """Levels of the nation since the year in which a trajectory begins (= 100)."""
    levels = chained_volume(index.loc[[year for year in index.index if year > base]], base)
    return {int(str(year)): float(level) for year, level in levels.items()}


def _phases(
    drawn: Mapping[str, Mapping[int, float]],
    nation: Mapping[int, Mapping[int, float]],
    shocks: Sequence[Window],
) -> dict[str, tuple[PhaseLine, ...]]:
    """Split every trajectory into its phases, those that begin in the same year together.

    ``nation`` has the nation's levels by the year in which a trajectory begins.
    """
    found: dict[str, tuple[PhaseLine, ...]] = {}
    for base, levels in nation.items():
        together = {unit: volume for unit, volume in drawn.items() if min(volume) == base}
        table = pd.DataFrame(together, dtype=float).T
        national = pd.Series(levels, dtype=float)
        lines = [_lines(each, table, national) for each in _windows(shocks, base, max(levels))]
        found |= {unit: tuple(each[unit] for each in lines) for unit in together}
    return found


def _windows(shocks: Sequence[Window], base: int, last: int) -> list[Window]:
    """List the declared phases up to the last year, and each other year by itself."""
    declared = [each for each in shocks if each.last <= last]
    covered = {
        year
        for each in declared
        if each.first >= base
        for year in range(each.first + 1, each.last + 1)
    }
    years = (year for year in range(base + 1, last + 1) if year not in covered)
    return sorted(
        [*declared, *(Window(YEAR, year - 1, year) for year in years)],
        key=lambda window: (window.last, window.first),
    )


def _lines(
    window: Window, volume: pd.DataFrame, national: "pd.Series[float]"
) -> dict[str, PhaseLine]:
    """One phase of every unit, from levels unit x year and those of the nation."""
    if window.first not in volume or not {window.first, window.last} <= set(national.index):
        return {str(unit): PhaseLine(window, None, None, None) for unit in volume.index}
    phase = Phase(window.first, window.last)
    country = known(float(phase_growth(national.to_frame("n").T, phase)["n"]) * 100)
    own, relative = phase_growth(volume, phase), resistance(volume, national, phase)
    return {
        str(unit): PhaseLine(
            window, known(float(own[unit]) * 100), country, known(float(relative[unit]))
        )
        for unit in volume.index
    }
