"""Unrelated against related variety: in the same year, a year before, with year effects."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from generator.economics.estimation.moderation import difference_of_standardised
from generator.economics.estimation.panel_sample import Sample, Specification
from generator.economics.estimation.regression import (
    Coefficient,
    Combination,
    Fit,
    RegressionRefused,
    common_sample,
    fit,
)
from generator.economics.estimation.robustness import leave_one_region_out
from generator.findings.measuring.unit_panel import CONTROLS, OUTCOME

RELATED, UNRELATED = "RV", "UV"
KINDS = (RELATED, UNRELATED)


@dataclass(frozen=True)
class VarietyComparison:
    """Effect of one within-unit standard deviation of UV less that of RV, in several models.

    ``same_year`` is the joint column of the table, ``years`` the same with year effects;
    ``left_out`` the difference by the unit left out. ``lagged`` is the joint column with UV and RV
    of the year before and the controls of the year, ``before`` its difference; both ``None`` where
    too few unit-years have every lag. ``within_share`` is the smaller of the two kinds' shares of
    their standard deviation that are within units.
    """

    same_year: Combination
    years: Combination
    left_out: Mapping[str, float]
    within_share: float
    lagged: Fit | None = None
    before: Combination | None = None


def compare_varieties(variables: pd.DataFrame, sample: Sample, joint: Fit) -> VarietyComparison:
    """Compare the two kinds of variety.

    Parameters
    ----------
    variables
        Every unit and year, from :func:`unit_variables`, for the lags.
    sample
        The common sample of the table.
    joint
        Its column with both kinds.
    """
    specification = joint.specification
    two_way = Specification("years", OUTCOME, specification.regressors, time_effects=True)
    spread = {name: _coefficient(joint, name).within_sd for name in KINDS}
    alone = {name: leave_one_region_out(sample, specification, name) for name in KINDS}
    left_out = alone[UNRELATED] * spread[UNRELATED] - alone[RELATED] * spread[RELATED]
    lagged = _lagged(variables)
    return VarietyComparison(
        difference_of_standardised(joint, UNRELATED, RELATED),
        difference_of_standardised(fit(sample, two_way), UNRELATED, RELATED),
        {str(unit): float(value) for unit, value in left_out.items()},
        min(_coefficient(joint, name).within_share for name in KINDS),
        lagged,
        difference_of_standardised(lagged, UNRELATED, RELATED) if lagged else None,
    )


def _lagged(variables: pd.DataFrame) -> Fit | None:
    """Fit the joint column on RV and UV of the year before, where all regressors have a lag."""
    names = [*KINDS, *CONTROLS]
    by_unit = variables[names].unstack("region")
    before = by_unit.reindex([int(year) - 1 for year in by_unit.index]).set_axis(by_unit.index)
    earlier = before.stack("region", future_stack=True).swaplevel().reindex(variables.index)
    whole = earlier.dropna().index
    now = variables.loc[whole, [OUTCOME, *CONTROLS]]
    try:
        sample = common_sample(now.join(earlier.loc[whole, list(KINDS)]), [OUTCOME, *names])
        return fit(sample, Specification("lagged", OUTCOME, (*KINDS, *CONTROLS)))
    except RegressionRefused:
        return None


def _coefficient(fitted: Fit, name: str) -> Coefficient:
    return next(each for each in fitted.coefficients if each.name == name)
