"""Robustness of a panel coefficient: single regions, collinearity, bootstrap, dependence.

References
----------
Cameron, A. C., Gelbach, J. B. and Miller, D. L. (2008). Bootstrap-based improvements for inference
with clustered errors. *Review of Economics and Statistics* 90(3), 414-427.
Webb, M. D. (2023). Reworking wild bootstrap-based inference for clustered errors. *Canadian
Journal of Economics* 56(3), 839-858.
Pesaran, M. H. (2021). General diagnostic tests for cross-sectional dependence in panels.
*Empirical Economics* 60(1), 13-50.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.stats import norm

from generator.economics.estimation.cluster_inference import Floats
from generator.economics.estimation.identification import within
from generator.economics.estimation.interaction import expanded
from generator.economics.estimation.panel_sample import Sample, Specification

DRAWS = 9999
SEED = 20_220_608
"""Any number does; this one is fixed so that a brief can be made again."""

WEBB = np.sqrt([0.5, 1.0, 1.5])
"""Webb's six weights are these and their negatives, each with the same probability."""

SHARED_YEARS = 2
"""Years that two regions must share for their residuals to be correlated."""


@dataclass(frozen=True)
class _Clusters:
    """Cross products by region: X_g'X_g (G x K x K) and X_g'y_g (G x K)."""

    regions: pd.Index
    names: list[str]
    squares: Floats
    products: Floats


def variance_inflation(sample: Sample, specification: Specification) -> pd.Series:
    """Compute the variance inflation factors of the regressors within regions.

    Returns
    -------
    Series
        By regressor, at least 1: how many times the variance of its coefficient is larger than
        if it were uncorrelated with the others.
    """
    data, plain, _ = expanded(sample.data, specification)
    names = list(plain.regressors)
    deviations = within(data[names], time_effects=specification.time_effects).to_numpy()
    scaled = deviations / np.linalg.norm(deviations, axis=0)
    return pd.Series(np.diag(np.linalg.inv(scaled.T @ scaled)), index=names)


def leave_one_region_out(
    sample: Sample, specification: Specification, regressor: str
) -> pd.Series:
    """Estimate the coefficient of a regressor with one region left out at a time.

    Parameters
    ----------
    sample, specification
        As for the fit, without year effects.
    regressor
        One of the regressors.

    Returns
    -------
    Series
        By the region left out; NaN where the others cannot tell the coefficient.
    """
    by = _clusters(sample, specification)
    place, total = by.names.index(regressor), by.squares.sum(axis=0)
    found = {}
    for region, squares, products in zip(by.regions, by.squares, by.products, strict=True):
        rest = total - squares
        known = np.linalg.matrix_rank(rest, hermitian=True) == len(rest)
        left = by.products.sum(axis=0) - products
        found[region] = float(np.linalg.solve(rest, left)[place]) if known else np.nan
    return pd.Series(found, name=regressor)


def wild_bootstrap_p(
    sample: Sample, specification: Specification, regressor: str, *, draws: int = DRAWS
) -> float:
    """Test a coefficient against zero by the wild cluster bootstrap.

    Parameters
    ----------
    sample, specification
        As for the fit, without year effects.
    regressor
        One of the regressors.
    draws
        Number of bootstrap samples, with a fixed seed.

    Returns
    -------
    float
        Two-sided, 1 / (draws + 1) to 1.

    Notes
    -----
    The residuals of the model without the regressor are multiplied, region by region, by one of
    Webb's six weights; the t statistic (clustered, uncorrected) of each sample so made is compared
    with that of the data. Everything needed are cross products by region.
    """
    by = _clusters(sample, specification)
    place = by.names.index(regressor)
    bread = np.linalg.inv(by.squares.sum(axis=0))
    restricted = _without(by, place)
    under_zero = by.products - by.squares @ restricted
    estimate = bread @ by.products.sum(axis=0)
    observed = _t_statistics(by.products[None] - by.squares @ estimate, bread, estimate, place)
    signs = np.random.default_rng(SEED).integers(0, 2 * len(WEBB), (draws, len(by.regions)))
    weights = np.concatenate([WEBB, -WEBB])[signs]
    moved = weights[:, :, None] * under_zero
    differences = moved.sum(axis=1) @ bread
    scores = moved - np.einsum("gkl,bl->bgk", by.squares, differences)
    drawn = _t_statistics(scores, bread, differences, place)
    as_large = np.abs(drawn) >= np.abs(observed) * (1 - np.finfo(float).eps)
    return float((1 + as_large.sum()) / (draws + 1))


def cross_section_dependence(residuals: pd.Series) -> tuple[float, float]:
    """Test that residuals of different regions are uncorrelated (Pesaran).

    Parameters
    ----------
    residuals
        Of a fit, index (region, year).

    Returns
    -------
    tuple
        Statistic, standard normal without dependence, and two-sided p-value. Pairs of regions
        that share fewer than two years do not count; NaN if no pair is left.

    Notes
    -----
    CD = M^(-1/2) sum_{i < j} T_ij^(1/2) r_ij over M pairs of regions with T_ij years in common.
    """
    table = residuals.unstack("year").to_numpy()
    terms = []
    for one, other in combinations(table, 2):
        both = ~np.isnan(one) & ~np.isnan(other)
        moving = both.sum() >= SHARED_YEARS and one[both].std() > 0 and other[both].std() > 0
        if moving:
            terms.append(np.sqrt(both.sum()) * np.corrcoef(one[both], other[both])[0, 1])
    if not terms:
        return np.nan, np.nan
    statistic = float(np.sum(terms) / np.sqrt(len(terms)))
    return statistic, float(2 * norm.sf(abs(statistic)))


def _clusters(sample: Sample, specification: Specification) -> _Clusters:
    data, plain, _ = expanded(sample.data, specification)
    names = list(plain.regressors)
    free = within(data, time_effects=False)
    regions, labels = pd.factorize(data.index.get_level_values("region"))
    x, y = free[names].to_numpy(), free[plain.outcome].to_numpy()
    squares = np.zeros((len(labels), len(names), len(names)))
    products = np.zeros((len(labels), len(names)))
    np.add.at(squares, regions, x[:, :, None] * x[:, None, :])
    np.add.at(products, regions, x * y[:, None])
    return _Clusters(labels, names, squares, products)


def _without(by: _Clusters, place: int) -> Floats:
    """Coefficients when that of one regressor is set to zero."""
    others = [each for each in range(len(by.names)) if each != place]
    found = np.zeros(len(by.names))
    squares = by.squares.sum(axis=0)[np.ix_(others, others)]
    found[others] = np.linalg.solve(squares, by.products.sum(axis=0)[others])
    return found


def _t_statistics(scores: Floats, bread: Floats, estimates: Floats, place: int) -> Floats:
    """Compute t statistics of one coefficient from B x G x K scores and (B x) K estimates."""
    parts = scores @ bread[place]
    found: Floats = np.atleast_2d(estimates)[:, place] / np.sqrt((parts**2).sum(axis=1))
    return found
