"""Identification of a panel regression: refuse what the data cannot tell, warn of what is weak.

Estimators differ in what they do with a model that is not identified; some return numbers. Here
each such model is refused before it is estimated, and the refusal names what is wrong.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from generator.economics.estimation.panel_sample import Refusal, RegressionRefused, Specification

FEWEST_CLUSTERS = 10
"""Regions below which clustered inference is not given."""

MANY_CLUSTERS = 30
"""Regions below which clustered inference calls for caution."""

LEAST_WITHIN = 1e-6
"""Smallest within-region standard deviation, relative to the total, that counts as variation."""

MUCH_WITHIN = 0.05
"""The same below which a coefficient rests on very little, and the reader is warned."""

COLLINEAR = 1e-4
"""Smallest singular value of the standardised regressors that counts as independent.

An identity between figures that were rounded one by one holds only to their last digit.
"""

PART_OF_IDENTITY = 1e-3
"""Smallest loading, of 1, with which a variable takes part in a linear identity."""

BY_DEFINITION = frozenset({"DIV", "RV", "UV"})
"""Total variety is the sum of related and unrelated variety, however they were rounded."""


class Caution(StrEnum):
    """What a reader must be warned of although a model is estimated."""

    FEW_CLUSTERS = "few clusters"
    LITTLE_VARIATION = "little variation"


Cautions = tuple[tuple[Caution, tuple[str, ...]], ...]
"""Each caution with what it concerns: a number of regions, or names of regressors."""


def within(data: pd.DataFrame, *, time_effects: bool) -> pd.DataFrame:
    """Free variables of region effects, and of year effects if wanted.

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
    regions, _ = pd.factorize(data.index.get_level_values("region"))
    deviations = demeaned(data.to_numpy(dtype=float), regions)
    if time_effects:
        years, _ = pd.factorize(data.index.get_level_values("year"))
        dummies = demeaned(np.eye(years.max() + 1)[years], regions)
        fitted, *_ = np.linalg.lstsq(dummies, deviations, rcond=None)
        deviations = deviations - dummies @ fitted
    return pd.DataFrame(deviations, index=data.index, columns=data.columns)


def demeaned(values: NDArray[np.float64], groups: NDArray[np.intp]) -> NDArray[np.float64]:
    """Subtract the means of groups.

    Parameters
    ----------
    values
        N x K.
    groups
        N group numbers from 0, none left out.

    Returns
    -------
    array
        N x K, deviations from the mean of the group.
    """
    sums = np.zeros((groups.max() + 1, values.shape[1]))
    np.add.at(sums, groups, values)
    means = sums / np.bincount(groups)[:, None]
    deviations: NDArray[np.float64] = values - means[groups]
    return deviations


def require_identified(
    data: pd.DataFrame, specification: Specification, *, fewest: int = FEWEST_CLUSTERS
) -> None:
    """Refuse a model whose coefficients or standard errors the data cannot tell.

    Parameters
    ----------
    data
        Complete observations, index (region, year).
    specification
        The model, without a moderator.
    fewest
        Regions needed for inference.

    Raises
    ------
    RegressionRefused
        "too_few_clusters" with the number of regions; "no_variation" naming an outcome that is
        constant; "absorbed" naming regressors without variation beyond the effects (constant in
        time, or with year effects the same in all regions); "too_few_periods" with the number of
        observations left over; "collinear" naming regressors of which one follows from the others.
    """
    regressors = list(specification.regressors)
    variables = data[[specification.outcome, *regressors]]
    regions, years = (variables.index.get_level_values(name).nunique() for name in (0, 1))
    if regions < fewest:
        raise RegressionRefused(Refusal.TOO_FEW_CLUSTERS, [regions])
    effects = regions + (years - 1 if specification.time_effects else 0)
    left = len(variables) - effects - len(regressors)
    if left < 1:
        raise RegressionRefused(Refusal.TOO_FEW_PERIODS, [left])
    deviations = within(variables, time_effects=specification.time_effects)
    flat = _flat(variables, deviations)
    if specification.outcome in flat:
        raise RegressionRefused(Refusal.NO_VARIATION, [specification.outcome])
    if flat:
        raise RegressionRefused(Refusal.ABSORBED, flat)
    if set(regressors) >= BY_DEFINITION:
        raise RegressionRefused(Refusal.COLLINEAR, sorted(BY_DEFINITION))
    identity = _identity(deviations[regressors].to_numpy(), regressors)
    if identity:
        raise RegressionRefused(Refusal.COLLINEAR, identity)


def cautions(data: pd.DataFrame, specification: Specification) -> Cautions:
    """Say what a reader of an identified model must be warned of.

    Parameters
    ----------
    data
        Complete observations, index (region, year).
    specification
        The model, without a moderator.

    Returns
    -------
    tuple
        Fewer than 30 regions; regressors that vary within regions by less than 5 % of their
        total standard deviation. Empty if there is nothing to warn of.
    """
    regressors = data[list(specification.regressors)]
    regions = regressors.index.get_level_values("region").nunique()
    share = within(regressors, time_effects=False).std(ddof=0) / regressors.std(ddof=0)
    still = tuple(str(name) for name in share.index[share < MUCH_WITHIN])
    found: list[tuple[Caution, tuple[str, ...]]] = []
    if regions < MANY_CLUSTERS:
        found.append((Caution.FEW_CLUSTERS, (str(regions),)))
    if still:
        found.append((Caution.LITTLE_VARIATION, still))
    return tuple(found)


def without_variation(data: pd.DataFrame, *, time_effects: bool) -> list[str]:
    """Name the variables that hardly move once region effects (and year effects) are taken out."""
    return _flat(data, within(data, time_effects=time_effects))


def _flat(variables: pd.DataFrame, deviations: pd.DataFrame) -> list[str]:
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
