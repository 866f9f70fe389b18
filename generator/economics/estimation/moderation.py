"""Marginal effects of a model with an interaction, and the comparison of two slopes."""

from dataclasses import dataclass

import pandas as pd

from generator.economics.estimation.panel_sample import Refusal, RegressionRefused
from generator.economics.estimation.regression import Combination, Fit


@dataclass(frozen=True)
class MarginalEffect:
    """Effect of the moderated regressor at one level of the moderator."""

    level: float
    effect: Combination


def marginal_effect(fitted: Fit, level: float) -> MarginalEffect:
    """Compute the effect of the moderated regressor where the moderator has a given level.

    Parameters
    ----------
    fitted
        A fit with an interaction.
    level
        Level of the moderator, in its own unit, within what was observed.

    Returns
    -------
    MarginalEffect
        With standard error and 95 % interval.

    Raises
    ------
    RegressionRefused
        "no_interaction" if the model has none; "outside_support" naming the moderator and the
        level if it was never observed as low or as high: nothing is extrapolated.

    Notes
    -----
    dy/dx = b1 + b3 (z - mean z), variance V11 + (z - mean z)^2 V33 + 2 (z - mean z) V13.
    """
    centring = fitted.centring
    if centring is None:
        raise RegressionRefused(Refusal.NO_INTERACTION, [fitted.specification.name])
    slack = 1e-9 * max(abs(centring.low), abs(centring.high))
    if not centring.low - slack <= level <= centring.high + slack:
        raise RegressionRefused(Refusal.OUTSIDE_SUPPORT, [f"{centring.moderator} {level:g}"])
    weights = {centring.main: 1.0, centring.product: level - centring.moderator_mean}
    return MarginalEffect(level, fitted.combination(weights))


def band(fitted: Fit, points: int) -> tuple[MarginalEffect, ...]:
    """Compute marginal effects at equal steps from the lowest to the highest level observed.

    Parameters
    ----------
    fitted
        A fit with an interaction.
    points
        Number of levels, at least two.

    Returns
    -------
    tuple
        One effect per level, from the lowest.

    Raises
    ------
    RegressionRefused
        "no_interaction" if the model has none.
    """
    centring = fitted.centring
    if centring is None:
        raise RegressionRefused(Refusal.NO_INTERACTION, [fitted.specification.name])
    step = (centring.high - centring.low) / (points - 1)
    levels = [centring.low + step * place for place in range(points - 1)]
    return tuple(marginal_effect(fitted, level) for level in (*levels, centring.high))


def levels_by_region(moderator: pd.Series) -> pd.DataFrame:
    """Return the mean and the latest level of the moderator of each region.

    Parameters
    ----------
    moderator
        Index (region, year), the observations of the sample.

    Returns
    -------
    DataFrame
        Index region; columns ``mean`` and ``latest`` (last year of the region in the sample).
    """
    grouped = moderator.sort_index().groupby(level="region")
    return pd.DataFrame({"mean": grouped.mean(), "latest": grouped.last()})


def difference_of_standardised(fitted: Fit, first: str, second: str) -> Combination:
    """Compare two regressors of one fit, each per standard deviation within regions.

    Parameters
    ----------
    fitted
        A fit with both regressors.
    first, second
        Their names.

    Returns
    -------
    Combination
        Effect of one standard deviation of ``first`` less that of ``second``; its p-value is that
        of the Wald test that both are equal.
    """
    spread = {each.name: each.within_sd for each in fitted.coefficients}
    return fitted.combination({first: spread[first], second: -spread[second]})
