"""Changes over time: growth and its parts, shift-share, resilience, trends."""

from typing import Any

import pandas as pd

from generator.economics.estimation.trend import Trend, trend
from generator.economics.indices.constant_borders import merged_volume_index
from generator.economics.indices.growth import (
    annual_change,
    contributions,
    real_growth,
    shares_of_growth,
)
from generator.economics.indices.inequality import max_min_ratio
from generator.economics.indices.level import per_capita, ratio_to_national, share_in_nation
from generator.economics.indices.ranking import rank_descending
from generator.economics.indices.resilience import (
    Phase,
    industry_resistance,
    phase_growth,
    resistance,
    sensitivity,
)
from generator.economics.indices.shift_share import ShiftShare, dynamic_shift_share, shift_share

from .case import Case, InvalidInputError

YEAR = 1
"""Label of the only year of a case of contributions, which does not say which one it is."""

NO_GUARD = 0.0
"""The cases state the bare formula, also where the nation changed by less than one per cent."""


def contribution(case: Case) -> dict[str, Any]:
    """Growth of regions and nation from output in previous-year prices."""
    data = case.rows("region")
    before, after, people = (
        data[name] for name in ("grp_prev", "grp_cur_at_prev_prices", "population")
    )
    index = (100 * after / before).to_frame(YEAR)
    nation = merged_volume_index(after.to_frame(YEAR), index, {"nation": tuple(data.index)})
    growth = real_growth(index)[YEAR]
    national_growth = float(real_growth(nation).loc["nation", YEAR])
    points = contributions(before, growth, float(before.sum(skipna=False)))
    head = per_capita(data["grp_cur"], people)
    return {
        "national_real_growth_pct": national_growth,
        "real_growth_pct": growth,
        "contribution_pp": points,
        "share_of_growth_pct": shares_of_growth(points, national_growth),
        "share_pct": share_in_nation(data["grp_cur"], float(data["grp_cur"].sum(skipna=False))),
        "grp_pc": head,
        "grp_pc_rank": rank_descending(head),
        "grp_pc_ratio": ratio_to_national(head, people),
        "grp_pc_max_min": max_min_ratio(head),
    }


def shiftshare(case: Case) -> dict[str, Any]:
    """Parts of the change between two years, in all and by industry."""
    found = shift_share(*_region_and_nation(case, {"t0": 0, "t1": 1}), 0, 1)
    return {
        "shift_share": _totals(found),
        **{
            f"shift_share_by_industry_{name}": found.by_industry[part]
            for name, part in (
                ("regional", "regional"),
                ("mix", "industry_mix"),
                ("national", "national"),
                ("actual", "actual"),
            )
        },
    }


def shiftshare_dynamic(case: Case) -> dict[str, Any]:
    """Parts of the change summed over the years, and between the ends only."""
    names = [name.removeprefix("region_") for name in case.read() if name.startswith("region_")]
    region, nation = _region_and_nation(case, {name: int(name) for name in names})
    first, last = min(region.columns), max(region.columns)
    return {
        "shift_share_dynamic": _totals(dynamic_shift_share(region, nation)),
        "shift_share_endpoints": _totals(shift_share(region, nation, first, last)),
    }


def resilience(case: Case) -> dict[str, Any]:
    """Resistance in the declared shock and recovery after it; the nation is all regions."""
    table = case.rows("region", "industry", "time")["value"].unstack()
    output = table.groupby(level="region").sum(skipna=False)
    by_industry = table.groupby(level="industry").sum(skipna=False)
    nation = by_industry.sum(skipna=False)
    years = [case.about[name] for name in ("peak", "trough", "end")]
    found = {}
    for name, first, last in (("resistance", *years[:2]), ("recovery", *years[1:])):
        phase = Phase(first, last)
        found |= {
            f"{name}_sensitivity": sensitivity(output, nation, phase, NO_GUARD),
            f"{name}_martin": resistance(output, nation, phase, NO_GUARD),
            f"{name}_martin_industry_mix": industry_resistance(
                table, by_industry, phase, NO_GUARD
            ),
            f"{name}_national_rate": phase_growth(nation.to_frame("N").T, phase)["N"],
        }
    return found


def trends(case: Case) -> dict[str, Any]:
    """Trend of each region and its prediction for the year that the case names."""
    series = case.rows("region", "year")["grp_pc"]
    found = {}
    for region, values in series.groupby(level="region"):
        fitted = trend(values.droplevel("region"), case.about.get("predict_year"))
        found |= {f"{region}.{name}": value for name, value in _described(fitted).items()}
    return found


def history(case: Case, quantity: str, variable: str) -> dict[str, Any]:
    """Growth in the last year, or the trend, of one variable of a panel, by region."""
    values = case.rows("region", "year")[variable].unstack()
    if quantity == "growth":
        return {"growth": annual_change(values)[max(values.columns)]}
    slopes = {region: trend(row).slope for region, row in values.iterrows()}
    return {"trend": pd.Series(slopes)}


def _described(fitted: Trend) -> dict[str, Any]:
    ahead = fitted.ahead
    return {
        "slope": fitted.slope,
        "slope_se": fitted.se,
        "slope_p": fitted.p,
        "slope_ci": {"lo": fitted.low, "hi": fitted.high},
        "growth_pct": fitted.growth,
        "pred_log": {"fit": ahead.log, "lo": ahead.log_low, "hi": ahead.log_high},
        "slope_se_nw1": fitted.se_newey_west,
        "durbin_watson": fitted.durbin_watson,
    }


def _region_and_nation(case: Case, years: dict[str, int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables of industries by years for the region and the nation."""
    data = case.rows("industry")
    lacking = [f"{who}_{name}" for who in ("region", "nation") for name in years]
    lacking = [name for name in lacking if name not in data]
    if lacking:
        raise InvalidInputError("no column: " + ", ".join(lacking))
    tables = (
        data[[f"{who}_{name}" for name in years]].set_axis(list(years.values()), axis=1)
        for who in ("region", "nation")
    )
    region, nation = tables
    return region, nation


def _totals(found: ShiftShare) -> dict[str, float]:
    names = ("actual", "national", "industry_mix", "regional", "net_total")
    return {name: getattr(found, name) for name in names}
