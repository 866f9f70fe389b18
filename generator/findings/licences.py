"""When the regression may be said to show an association (L12), or a difference (L15)."""

from collections.abc import Mapping

from generator.economics.estimation.regression import Coefficient
from generator.findings.measuring.association import (
    HEADLINE,
    REGRESSOR,
    TWO_WAY,
    WITHOUT_CONTROLS,
    Association,
)
from generator.findings.measuring.associations.variety_comparison import VarietyComparison

LEVEL = 0.05
"""p-value below which an estimate counts as told apart from zero."""

FEWEST_UNITS = 15
LEAST_WITHIN = 0.05
"""Standard deviation of diversification within units, relative to the total."""


def headline(estimated: Association) -> Coefficient:
    """Return the coefficient of diversification in the model with controls."""
    return estimated.coefficient(HEADLINE, REGRESSOR)


def conditions(estimated: Association) -> Mapping[str, bool]:
    """Say which conditions of the licence hold.

    Returns
    -------
    Mapping
        By name: ``p`` the headline is told apart from zero; ``columns`` it has the same sign
        without controls and with year effects; ``left_out`` also with any one unit left out;
        ``units`` there are at least 15 of them; ``variation`` diversification varies enough
        within them.
    """
    found = headline(estimated)
    others = [
        estimated.coefficient(column, REGRESSOR).estimate for column in (WITHOUT_CONTROLS, TWO_WAY)
    ]
    left_out = estimated.checks.left_out.values() if estimated.checks else ()
    return {
        "p": found.p < LEVEL,
        "columns": all(each * found.estimate > 0 for each in others),
        "left_out": bool(left_out) and all(each * found.estimate > 0 for each in left_out),
        "units": estimated.column(HEADLINE).entities >= FEWEST_UNITS,
        "variation": found.within_share >= LEAST_WITHIN,
    }


def associated(estimated: Association) -> bool:
    """Say whether the licence holds: every condition does."""
    return all(conditions(estimated).values())


def unconfirmed(estimated: Association) -> tuple[str, ...]:
    """Name the conditions that do not hold, in order."""
    return tuple(name for name, holds in conditions(estimated).items() if not holds)


def variety_conditions(found: VarietyComparison, units: int) -> Mapping[str, bool]:
    """Say which conditions hold for one kind of variety to be called more strongly associated.

    Returns
    -------
    Mapping
        By name: ``p`` the difference is told apart from zero in one model of the same year; it has
        the same sign with year effects (``columns``) and with any one unit left out
        (``left_out``); with both kinds of the year before it is told apart from zero too, with
        that sign (``lag``); ``units`` and ``variation`` as for an association.
    """
    sign, before = found.same_year.estimate, found.before
    left_out = found.left_out.values()
    return {
        "p": found.same_year.p < LEVEL,
        "columns": found.years.estimate * sign > 0,
        "left_out": bool(left_out) and all(each * sign > 0 for each in left_out),
        "lag": before is not None and before.p < LEVEL and before.estimate * sign > 0,
        "units": units >= FEWEST_UNITS,
        "variation": found.within_share >= LEAST_WITHIN,
    }
