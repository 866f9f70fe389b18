"""Diversification and relative growth: the paper's regression, on constant borders.

The outcome is ln rcc, the log of a unit's volume index over the nation's: how much faster than
the nation it grew in a year. The paper estimates it for Chinese cities; here it is estimated for
Kazakhstan's regions, merged into units whose borders are constant. Of the paper's controls, only
population has a regional series here; the investment rate stands in for foreign direct investment.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.dataset.panel import Panel
from generator.economics.estimation.regression import (
    Coefficient,
    Fit,
    RegressionRefused,
    Specification,
    common_sample,
    fit,
)
from generator.findings.measures import FIRST_YEAR
from generator.findings.measuring.associations.shock_variety import ShockVariety, shock_varieties
from generator.findings.measuring.associations.variety_comparison import (
    VarietyComparison,
    compare_varieties,
)
from generator.findings.measuring.moderators import WITHOUT_FIGURES, Level, moderator_levels
from generator.findings.measuring.robustness_checks import (
    HEADLINE,
    JOINT,
    REGRESSOR,
    Checks,
    Moderation,
    checks,
    moderations,
)
from generator.findings.measuring.unit_panel import CONTROLS, OUTCOME, unit_variables

SPECIFICATIONS: tuple[Specification, ...] = (
    Specification("1", OUTCOME, ("DIV",)),
    Specification("2", OUTCOME, ("DIV", *CONTROLS)),
    Specification("3", OUTCOME, ("RV", *CONTROLS)),
    Specification("4", OUTCOME, ("UV", *CONTROLS)),
    Specification("5", OUTCOME, ("RV", "UV", *CONTROLS)),
    Specification("6", OUTCOME, ("DIV", *CONTROLS), time_effects=True),
    Specification("7", OUTCOME, ("DIV", *CONTROLS), moderator="INN"),
    Specification("8", OUTCOME, ("DIV", *CONTROLS), moderator="HC"),
)
"""Columns of the table, in order, all on one sample.

The paper's four; related and unrelated variety together; the second with year effects; and the
second with each moderator. The paper's model with a moderator but without its interaction is the
second column here, since a level that is known for one year is part of the unit effects.
"""

WITHOUT_CONTROLS, TWO_WAY = "1", "6"
"""Columns that the headline is compared with."""

__all__ = [
    "HEADLINE",
    "JOINT",
    "REGRESSOR",
    "SPECIFICATIONS",
    "TWO_WAY",
    "WITHOUT_CONTROLS",
    "Association",
    "UnitEstimate",
    "association",
]


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

    ``fits`` is empty when the vintage cannot support a regression; ``refusal`` then says why, and
    ``refused`` names what is concerned. ``missing`` names (unit, year) pairs left out because a
    variable has no value, ``singletons`` units left out because one year remains. ``checks``
    belong to the headline, ``moderations`` to the columns with a moderator, ``levels`` are those
    of the moderators; ``without_figures`` names moderators that have none. ``varieties`` compares
    the two kinds of variety, ``shocks`` growth in each declared shock with diversification before.
    """

    fits: tuple[Fit, ...]
    units: Mapping[str, tuple[str, ...]]
    missing: tuple[tuple[str, int], ...] = ()
    singletons: tuple[str, ...] = ()
    refusal: str = ""
    refused: tuple[str, ...] = ()
    checks: Checks | None = None
    moderations: tuple[Moderation, ...] = ()
    levels: Mapping[str, Level] = field(default_factory=dict)
    without_figures: tuple[str, ...] = ()
    varieties: VarietyComparison | None = None
    shocks: tuple[ShockVariety, ...] = ()

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
        With ``refusal`` set instead of fits when the data cannot support the regression. Columns
        whose moderator has no figures are left out.
    """
    units = panel.regions.constant_units(FIRST_YEAR)
    levels = moderator_levels(panel, units, year)
    wanted = [each.moderator for each in SPECIFICATIONS if each.moderator]
    absent = tuple(name for name in (*wanted, *WITHOUT_FIGURES) if name not in levels)
    columns = [each for each in SPECIFICATIONS if each.moderator not in absent]
    needed = dict.fromkeys(name for each in columns for name in each.variables)
    shocks = shock_varieties(panel, units, year)
    try:
        variables = unit_variables(panel, units, year, levels)
        sample = common_sample(variables, list(needed))
        fits = tuple(fit(sample, each) for each in columns)
        by_name = {each.specification.name: each for each in fits}
        found = checks(sample, by_name)
        varieties = compare_varieties(variables, sample, by_name[JOINT])
    except RegressionRefused as refused:
        return Association(
            (),
            units,
            refusal=refused.category,
            refused=refused.names,
            levels=levels,
            without_figures=absent,
            shocks=shocks,
        )
    return Association(
        fits,
        units,
        missing=sample.dropped_incomplete,
        singletons=sample.dropped_singletons,
        checks=found,
        moderations=moderations(sample, fits),
        levels=levels,
        without_figures=absent,
        varieties=varieties,
        shocks=shocks,
    )
