"""Checks on the headline column, and what the columns with a moderator say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from generator.economics.estimation.moderation import (
    MarginalEffect,
    band,
    levels_by_region,
    marginal_effect,
)
from generator.economics.estimation.multiplicity import holm
from generator.economics.estimation.region_effects import EffectsTest, hausman, mundlak
from generator.economics.estimation.regression import Coefficient, Fit, Sample
from generator.economics.estimation.robustness import (
    cross_section_dependence,
    leave_one_region_out,
    variance_inflation,
    wild_bootstrap_p,
)

REGRESSOR = "DIV"
HEADLINE, JOINT = "2", "5"
"""Columns that the text speaks of: diversification with controls; both varieties together."""

BAND = 21
"""Levels of a moderator at which the effect of diversification is given."""


@dataclass(frozen=True)
class Checks:
    """How far the headline coefficient, that of diversification with controls, can be trusted.

    ``left_out`` has the coefficient by the unit left out; ``bootstrap_p`` its p-value by the wild
    cluster bootstrap; ``inflation`` the largest variance inflation factor of the column;
    ``dependence`` Pesaran's statistic and p-value.
    """

    left_out: Mapping[str, float]
    bootstrap_p: float
    inflation: float
    hausman: EffectsTest
    mundlak: EffectsTest
    dependence: tuple[float, float]


@dataclass(frozen=True)
class UnitModeration:
    """Effect of diversification at a unit's own mean and latest level of the moderator."""

    mean: MarginalEffect
    latest: MarginalEffect


@dataclass(frozen=True)
class Moderation:
    """What one column with a moderator says.

    ``interaction`` is the coefficient of the product; ``p_holm`` its p-value with regard to all
    moderators; ``band`` the effect of diversification from the lowest to the highest level
    observed; ``units`` that at the level of each unit.
    """

    moderator: str
    column: str
    interaction: Coefficient
    p_holm: float
    band: tuple[MarginalEffect, ...]
    units: Mapping[str, UnitModeration]


def checks(sample: Sample, fits: Mapping[str, Fit]) -> Checks:
    """Check the headline column.

    Parameters
    ----------
    sample
        The common sample.
    fits
        Columns by name, the headline among them.
    """
    headline = fits[HEADLINE].specification
    left_out = leave_one_region_out(sample, headline, REGRESSOR)
    return Checks(
        {str(unit): float(value) for unit, value in left_out.items()},
        wild_bootstrap_p(sample, headline, REGRESSOR),
        float(variance_inflation(sample, headline).max()),
        hausman(sample, headline),
        mundlak(sample, headline),
        cross_section_dependence(fits[HEADLINE].residuals),
    )


def moderations(sample: Sample, fits: Sequence[Fit]) -> tuple[Moderation, ...]:
    """Read the columns with a moderator; empty if there are none."""
    moderated = [fitted for fitted in fits if fitted.centring is not None]
    products = [_product(fitted) for fitted in moderated]
    adjusted = holm(pd.Series([each.p for each in products], dtype=float))
    return tuple(
        Moderation(
            fitted.specification.moderator,
            fitted.specification.name,
            product,
            float(p),
            band(fitted, BAND),
            _units(sample, fitted),
        )
        for fitted, product, p in zip(moderated, products, adjusted, strict=True)
    )


def _product(fitted: Fit) -> Coefficient:
    centring = fitted.centring
    return next(each for each in fitted.coefficients if centring and each.name == centring.product)


def _units(sample: Sample, fitted: Fit) -> dict[str, UnitModeration]:
    levels = levels_by_region(sample.data[fitted.specification.moderator])
    return {
        str(unit): UnitModeration(
            marginal_effect(fitted, float(row["mean"])),
            marginal_effect(fitted, float(row["latest"])),
        )
        for unit, row in levels.iterrows()
    }
