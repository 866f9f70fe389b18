"""Diversification and relative growth: the paper's regression, on constant borders.

The outcome is ln rcc, the log of a unit's volume index over the nation's: how much faster than
the nation it grew in a year. The paper estimates it for Chinese cities; here it is estimated for
Kazakhstan's regions, merged into units whose borders are constant.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.economics.constant_borders import (
    merge_structure,
    merge_sum,
    merged_volume_index,
)
from generator.economics.regression import (
    Coefficient,
    Fit,
    RegressionRefused,
    Sample,
    Specification,
    common_sample,
    fit,
)
from generator.economics.specialisation import structural_shares
from generator.economics.variety import entropy, related_variety, unrelated_variety
from generator.findings.cells import years_of
from generator.findings.indicators import FIRST_YEAR

OUTCOME = "ln_rcc"
CONTROLS = ("ln_population", "ln_investment_rate")

SPECIFICATIONS: tuple[Specification, ...] = (
    Specification("1", OUTCOME, ("DIV",)),
    Specification("2", OUTCOME, ("DIV", *CONTROLS)),
    Specification("3", OUTCOME, ("RV", *CONTROLS)),
    Specification("4", OUTCOME, ("UV", *CONTROLS)),
    Specification("5", OUTCOME, ("DIV", *CONTROLS), time_effects=True),
)
"""Columns of the table, in order: the paper's four, and the second with year effects."""

HEADLINE = "2"
"""The column that the text speaks of: diversification with controls."""

VARIABLES = (OUTCOME, "DIV", "RV", "UV", *CONTROLS)


@dataclass(frozen=True)
class UnitEstimate:
    """What the headline column says of one unit in the last year of the sample.

    ``effect`` is the unit's fixed effect minus the mean effect, ``fitted`` and ``observed`` are
    values of ln rcc, all in log points; ``members`` are the regions merged into the unit.
    """

    unit: str
    members: tuple[str, ...]
    year: int
    effect: float
    fitted: float
    observed: float


@dataclass(frozen=True)
class Association:
    """The estimated table, its sample and the units behind it.

    ``fits`` is empty when the vintage cannot support a regression; ``refusal`` then says why.
    ``missing`` names (unit, year) pairs left out because a variable has no value.
    """

    fits: tuple[Fit, ...]
    units: Mapping[str, tuple[str, ...]]
    missing: tuple[tuple[str, int], ...] = ()
    refusal: str = ""

    def column(self, name: str) -> Fit:
        """Return the column with this name."""
        return next(each for each in self.fits if each.specification.name == name)

    def coefficient(self, column: str, regressor: str) -> Coefficient:
        """Return one coefficient of one column."""
        fitted = self.column(column)
        return next(each for each in fitted.coefficients if each.name == regressor)

    def unit_of(self, region: str) -> str | None:
        """Return the unit that a region belongs to."""
        return next((unit for unit, members in self.units.items() if region in members), None)

    def estimate(self, region: str) -> UnitEstimate | None:
        """Return the unit's own effect and its fitted value in its last year, if it has any."""
        unit = self.unit_of(region)
        if unit is None or not self.fits:
            return None
        headline = self.column(HEADLINE)
        if unit not in headline.effects.index:
            return None
        fitted, residuals = headline.fitted.loc[unit], headline.residuals.loc[unit]
        year = int(max(fitted.index))
        return UnitEstimate(
            unit,
            self.units[unit],
            year,
            float(headline.effects[unit]),
            float(fitted[year]),
            float(fitted[year] + residuals[year]),
        )


def association(panel: Panel, year: int) -> Association:
    """Estimate every column on one common sample, up to the reference year.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    year
        Last year of the sample; the first is 2014.

    Returns
    -------
    Association
        With ``refusal`` set instead of fits when the data cannot support the regression.
    """
    units = panel.regions.constant_units(FIRST_YEAR)
    variables = unit_variables(panel, units, year)
    try:
        sample = common_sample(variables, VARIABLES)
        fits = tuple(fit(sample, specification) for specification in SPECIFICATIONS)
    except RegressionRefused as refused:
        return Association((), units, (), refused.category)
    return Association(fits, units, _left_out(sample))


def _left_out(sample: Sample) -> tuple[tuple[str, int], ...]:
    return tuple((str(unit), int(year)) for unit, year in sample.dropped_incomplete)


def unit_variables(panel: Panel, units: Mapping[str, tuple[str, ...]], last: int) -> pd.DataFrame:
    """Variables of the regression by unit and year.

    Returns
    -------
    DataFrame
        Index (region, year), one column per variable; NaN where a variable has no value. ``DIV``,
        ``UV`` and ``RV`` in nats, the others natural logarithms; the investment rate is fixed
        capital investment over GRP, both in current prices.
    """
    output, index = panel.wide("grp"), panel.wide("grp_volume_index")
    years = [year for year in years_of(output) if FIRST_YEAR <= year <= last]
    if not years or index.empty:
        return pd.DataFrame(columns=list(VARIABLES))
    merged = merge_sum(output.drop(index=NATION, errors="ignore"), units)
    volume = merged_volume_index(output, index, units)
    population = merge_sum(panel.wide("average_population"), units)
    investment = merge_sum(panel.wide("fixed_capital_investment"), units)
    columns: dict[str, pd.DataFrame] = {
        OUTCOME: _logarithm(volume / index.T[NATION]),
        "ln_population": _logarithm(population),
        "ln_investment_rate": _logarithm(investment / merged),
        **_variety(panel, units, years),
    }
    long = {name: frame.reindex(columns=years).stack() for name, frame in columns.items()}
    rows = pd.MultiIndex.from_product([list(units), years], names=["region", "year"])
    return pd.DataFrame(long).reindex(rows)


def _logarithm(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(np.log(frame.to_numpy()), frame.index, frame.columns)


def _variety(
    panel: Panel, units: Mapping[str, tuple[str, ...]], years: list[int]
) -> dict[str, pd.DataFrame]:
    groups = panel.industries.groups()
    found: dict[str, dict[int, pd.Series[float]]] = {"DIV": {}, "UV": {}, "RV": {}}
    for year in years:
        gva = panel.industry_frame("gva_by_industry", year).drop(index=NATION, errors="ignore")
        if gva.empty:
            continue
        shares = structural_shares(merge_structure(gva, units))
        found["DIV"][year] = entropy(shares)
        found["UV"][year] = unrelated_variety(shares, groups)
        found["RV"][year] = related_variety(shares, groups)
    return {name: pd.DataFrame(by_year) for name, by_year in found.items()}
