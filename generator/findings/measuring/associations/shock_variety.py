"""Growth of every unit in a declared shock, beside its diversification the year before it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from generator.classifications.shock_windows import SHOCK, Window
from generator.dataset.panel import Panel
from generator.economics.estimation.ols import PartialSlope, partial_slope
from generator.economics.estimation.rank_correlation import RankCorrelation, spearman
from generator.economics.indices.constant_borders import merge_structure, merged_volume_index
from generator.economics.indices.specialisation import structural_shares
from generator.findings.measures import FIRST_YEAR
from generator.findings.measuring.frame_cells import years_of
from generator.findings.measuring.unit_panel import variety

MINING = "B"
NEWEST = 2
"""Shocks that a brief tells of."""


@dataclass(frozen=True)
class ShockVariety:
    """One declared shock: what the units were like before it, and how their output fared.

    ``variety`` is DIV of the year before, nats; ``growth`` the cumulated real growth, per cent;
    both by unit. ``ranks`` is their rank correlation, ``left_out`` its lowest and highest value
    with any one unit left out. ``beside_mining`` is the slope of growth in log points (100 ln) on
    DIV with the share of mining in value added beside it; ``None`` where it cannot be told.
    """

    window: Window
    variety: Mapping[str, float]
    growth: Mapping[str, float]
    ranks: RankCorrelation
    left_out: tuple[float, float]
    beside_mining: PartialSlope | None


def shock_varieties(
    panel: Panel, units: Mapping[str, tuple[str, ...]], last: int
) -> tuple[ShockVariety, ...]:
    """Look at every declared shock up to a year, in order of time.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    units
        Units of constant borders and their members.
    last
        Reference year; shocks that end later, or begin before 2014, are left out.

    Returns
    -------
    tuple of ShockVariety
        Without shocks of which no three units have both values.
    """
    index = merged_volume_index(panel.wide("grp"), panel.wide("grp_volume_index"), units)
    windows = (each for each in panel.shocks if each.kind == SHOCK)
    found = (
        _in_shock(panel, units, index, each)
        for each in windows
        if each.first >= FIRST_YEAR and each.last <= last
    )
    return tuple(each for each in found if not math.isnan(each.ranks.value))


def newest_shocks(found: tuple[ShockVariety, ...]) -> tuple[ShockVariety, ...]:
    """Return the newest shocks, those that a brief tells of, in order of time."""
    return found[-NEWEST:]


def _in_shock(
    panel: Panel, units: Mapping[str, tuple[str, ...]], index: pd.DataFrame, window: Window
) -> ShockVariety:
    years = range(window.first + 1, window.last + 1)
    rates = index.reindex(columns=list(years)) / 100
    growth = 100 * (rates.prod(axis=1, skipna=False) - 1)
    known = variety(panel, units, [window.first])["DIV"].droplevel("year")
    pairs = pd.DataFrame({"x": known.reindex(growth.index), "y": growth}).dropna()
    return ShockVariety(
        window,
        {str(unit): float(value) for unit, value in pairs["x"].items()},
        {str(unit): float(value) for unit, value in pairs["y"].items()},
        spearman(pairs["x"], pairs["y"]),
        _left_out(pairs),
        _beside_mining(pairs, _mining(panel, units, window.first)),
    )


def _left_out(pairs: pd.DataFrame) -> tuple[float, float]:
    """Lowest and highest rank correlation with any one unit left out."""
    rest = (pairs.drop(index=unit) for unit in pairs.index)
    values = [spearman(each["x"], each["y"]).value for each in rest] or [math.nan]
    return min(values), max(values)


def _mining(panel: Panel, units: Mapping[str, tuple[str, ...]], year: int) -> "pd.Series[float]":
    """Share of mining in value added of a year, 0..1, by unit; empty without sections."""
    gva = panel.industry_frame("gva_by_industry", year)
    if MINING not in gva or year not in years_of(panel.wide("grp")):
        return pd.Series(dtype=float)
    return structural_shares(merge_structure(gva, units))[MINING]


def _beside_mining(pairs: pd.DataFrame, mining: "pd.Series[float]") -> PartialSlope | None:
    beside = mining.reindex(pairs.index).dropna()
    both = pairs.loc[beside.index]
    logs = 100 * np.log(1 + both["y"] / 100)
    return partial_slope(both["x"], beside, pd.Series(logs, index=both.index))
