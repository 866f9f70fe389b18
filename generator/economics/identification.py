"""Can the data tell the coefficients of a panel regression? Checked before anything is estimated.

Estimators differ in what they do with a model that is not identified; some return numbers. Here
each such model is refused, and the refusal names what is wrong.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.economics.panel_sample import Refusal, RegressionRefused, Specification

FEWEST_CLUSTERS = 10
"""Regions below which clustered inference is not given."""

LEAST_WITHIN = 1e-6
"""Smallest within-region standard deviation, relative to the total, that counts as variation."""

COLLINEAR = 1e-8
"""Smallest singular value of the standardised regressors that counts as independent."""

PART_OF_IDENTITY = 1e-4
"""Smallest loading, of 1, with which a variable takes part in a linear identity."""


def within(data: pd.DataFrame, *, time_effects: bool) -> pd.DataFrame:
    """Variables freed of region effects, and of year effects if wanted.

    Parameters
    ----------
    data
        Index (region, year), no missing values.
    time_effects
        Whether the means of years are taken out too.

    Returns
    -------
    DataFrame
        Same shape: deviations from the mean of the region; with ``time_effects`` residuals of a
        regression on region and year dummies, which also holds for unbalanced panels.
    """
    deviations = data - data.groupby(level="region").transform("mean")
    if not time_effects:
        return deviations
    years = pd.get_dummies(data.index.get_level_values("year"), dtype=float).set_index(data.index)
    years = years - years.groupby(level="region").transform("mean")
    fitted, *_ = np.linalg.lstsq(years.to_numpy(), deviations.to_numpy(), rcond=None)
    return deviations.sub(years.to_numpy() @ fitted)


def require_identified(data: pd.DataFrame, specification: Specification) -> None:
    """Refuse a model whose coefficients or standard errors the data cannot tell.

    Parameters
    ----------
    data
        Complete observations, index (region, year).
    specification
        The model.

    Raises
    ------
    RegressionRefused
        "too few clusters" with the number of regions; "no variation" naming an outcome that is
        constant; "absorbed" naming regressors without variation beyond the effects (constant in
        time, or with year effects the same in all regions); "too few periods" with the number of
        observations left over; "identity" naming regressors of which one follows from the others.
    """
    regressors = list(specification.regressors)
    variables = data[[specification.outcome, *regressors]]
    regions, years = (variables.index.get_level_values(name).nunique() for name in (0, 1))
    if regions < FEWEST_CLUSTERS:
        raise RegressionRefused(Refusal.TOO_FEW_CLUSTERS, [regions])
    effects = regions + (years - 1 if specification.time_effects else 0)
    left = len(variables) - effects - len(regressors)
    if left < 1:
        raise RegressionRefused(Refusal.TOO_FEW_PERIODS, [left])
    deviations = within(variables, time_effects=specification.time_effects)
    flat = _without_variation(variables, deviations)
    if specification.outcome in flat:
        raise RegressionRefused(Refusal.NO_VARIATION, [specification.outcome])
    if flat:
        raise RegressionRefused(Refusal.ABSORBED, flat)
    identity = _identity(deviations[regressors].to_numpy(), regressors)
    if identity:
        raise RegressionRefused(Refusal.IDENTITY, identity)


def _without_variation(variables: pd.DataFrame, deviations: pd.DataFrame) -> list[str]:
    """Variables that hardly move once the effects are taken out."""
    total, remaining = variables.std(ddof=0), deviations.std(ddof=0)
    # A constant has no spread to compare with, only the rounding of its own size.
    scale = np.maximum(total, LEAST_WITHIN * variables.abs().max())
    return [
        str(name) for name in variables.columns if remaining[name] <= LEAST_WITHIN * scale[name]
    ]


def _identity(deviations: NDArray[np.float64], names: Sequence[str]) -> list[str]:
    """Regressors that take part in a linear identity; empty if they are independent."""
    standardised = deviations / np.linalg.norm(deviations, axis=0)
    _, singular, directions = np.linalg.svd(standardised, full_matrices=False)
    null = directions[singular <= COLLINEAR]
    taking_part = (np.abs(null) > PART_OF_IDENTITY).any(axis=0)
    return [name for name, part in zip(names, taking_part, strict=True) if part]
