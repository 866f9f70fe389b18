"""Variables of the regression by unit of constant borders and year."""

from collections.abc import Mapping

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.economics.estimation.regression import natural_log
from generator.economics.indices.constant_borders import (
    merge_structure,
    merge_sum,
    merged_volume_index,
)
from generator.economics.indices.growth import log_relative_growth
from generator.economics.indices.specialisation import structural_shares
from generator.economics.indices.variety import entropy, related_variety, unrelated_variety
from generator.findings.measures import FIRST_YEAR
from generator.findings.measuring.frame_cells import years_of
from generator.findings.measuring.moderators import Level

OUTCOME = "ln_rcc"
CONTROLS = ("ln_population", "ln_investment_rate")
VARIETY = ("DIV", "RV", "UV")


def unit_variables(
    panel: Panel,
    units: Mapping[str, tuple[str, ...]],
    last: int,
    levels: Mapping[str, Level],
) -> pd.DataFrame:
    """Lay out the variables of the regression by unit and year.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    units
        Units of constant borders and their members.
    last
        Last year; the first is 2014.
    levels
        Levels of moderators, the same in every year.

    Returns
    -------
    DataFrame
        Index (region, year), one column per variable; NaN where a variable has no value. ``DIV``,
        ``UV`` and ``RV`` in nats, moderators in per cent, the others natural logarithms; the
        investment rate is fixed capital investment over GRP, both in current prices.

    Raises
    ------
    RegressionRefused
        If a population or investment rate is zero, negative or infinite, by name; a volume index
        cannot be, since deliveries with one below 10 are refused.
    """
    output, index = panel.wide("grp"), panel.wide("grp_volume_index")
    years = [year for year in years_of(output) if FIRST_YEAR <= year <= last]
    if not years or index.empty or NATION not in index.index:
        return pd.DataFrame(columns=[OUTCOME, *VARIETY, *CONTROLS, *levels])
    volume = merged_volume_index(output, index, units)
    investment = merge_sum(panel.wide("fixed_capital_investment"), units)
    columns = {
        OUTCOME: log_relative_growth(volume, index.T[NATION]),
        "ln_population": natural_log(merge_sum(panel.wide("average_population"), units)),
        "ln_investment_rate": natural_log(investment / merge_sum(output, units)),
    }
    rows = pd.MultiIndex.from_product([list(units), years], names=["region", "year"])
    table = {
        name: frame.reindex(columns=years).stack(future_stack=True)
        for name, frame in columns.items()
    }
    found = pd.DataFrame(table).reindex(rows).join(variety(panel, units, years))
    unit = rows.get_level_values("region")
    for name, level in levels.items():
        found[name] = level.values.reindex(unit).to_numpy()
    return found


def variety(panel: Panel, units: Mapping[str, tuple[str, ...]], years: list[int]) -> pd.DataFrame:
    """Compute total, related and unrelated variety by (unit, year), of the years with sections.

    Returns
    -------
    DataFrame
        Columns ``DIV``, ``RV`` and ``UV``, nats; NaN where a unit lacks a section.
    """
    merged = {}
    for year in years:
        gva = panel.industry_frame("gva_by_industry", year)
        if not gva.empty:
            merged[year] = merge_structure(gva, units)
    if not merged:
        nowhere = pd.MultiIndex.from_arrays([[], []], names=["region", "year"])
        return pd.DataFrame(columns=list(VARIETY), index=nowhere, dtype=float)
    shares = structural_shares(pd.concat(merged, names=["year", "region"]))
    groups = panel.industries.groups()
    found = {
        "DIV": entropy(shares),
        "RV": related_variety(shares, groups),
        "UV": unrelated_variety(shares, groups),
    }
    return pd.DataFrame(found).swaplevel()
