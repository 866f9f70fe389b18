"""An interaction: the coefficient of one regressor depends on the level of another variable.

Both enter as deviations from their means over the estimation sample. The coefficient of the first
then holds at the mean of the moderator, and that of the product says by how much it differs where
the moderator is one unit higher. The sign × in a name marks a product, _c a centred variable.
"""

from dataclasses import dataclass

import pandas as pd

from generator.economics.estimation.identification import without_variation
from generator.economics.estimation.panel_sample import Specification

CENTRED = "_c"
TIMES = "×"


@dataclass(frozen=True)
class Centring:
    """What an interaction was centred on.

    ``regressor`` and ``moderator`` are the variables, ``mean`` and ``moderator_mean`` their means
    over the sample; the moderator was observed from ``low`` to ``high``, and nothing is said
    outside. ``level_absorbed`` marks a moderator that does not change over time (or with year
    effects only for all regions alike): its level is then part of the effects and has no
    coefficient, only the product has.
    """

    regressor: str
    moderator: str
    mean: float
    moderator_mean: float
    low: float
    high: float
    level_absorbed: bool

    @property
    def main(self) -> str:
        """Name of the centred regressor."""
        return self.regressor + CENTRED

    @property
    def level(self) -> str:
        """Name of the centred moderator."""
        return self.moderator + CENTRED

    @property
    def product(self) -> str:
        """Name of the product of the two."""
        return f"{self.main}{TIMES}{self.level}"


def expanded(
    data: pd.DataFrame, specification: Specification
) -> tuple[pd.DataFrame, Specification, Centring | None]:
    """Write out the interaction of a specification as columns of its own.

    Parameters
    ----------
    data
        Complete observations, index (region, year).
    specification
        With or without a moderator.

    Returns
    -------
    tuple
        The outcome and the regressors; the same model with every term named; what was centred,
        or ``None`` without a moderator.
    """
    if not specification.moderator:
        names = [specification.outcome, *specification.regressors]
        return data[names], specification, None
    x, z = specification.regressors[0], specification.moderator
    flat = without_variation(data[[z]], time_effects=specification.time_effects)
    centring = Centring(
        x,
        z,
        float(data[x].mean()),
        float(data[z].mean()),
        float(data[z].min()),
        float(data[z].max()),
        level_absorbed=bool(flat),
    )
    terms = {centring.main: data[x] - centring.mean}
    level = data[z] - centring.moderator_mean
    if not flat:
        terms[centring.level] = level
    terms[centring.product] = terms[centring.main] * level
    others = {name: data[name] for name in specification.regressors[1:]}
    table = pd.DataFrame({specification.outcome: data[specification.outcome], **terms, **others})
    plain = Specification(
        specification.name,
        specification.outcome,
        (*terms, *others),
        time_effects=specification.time_effects,
    )
    return table, plain, centring
