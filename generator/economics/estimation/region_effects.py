"""Tests whether the effects of regions are correlated with the regressors: Hausman, Mundlak.

Neither decides which model is shown: the model with region effects holds either way. Hausman's
test supposes independent errors of equal variance, which growth rates of regions do not have, and
is given for comparison; Mundlak's rests on errors clustered by region.

References
----------
Hausman, J. A. (1978). Specification tests in econometrics. *Econometrica* 46(6), 1251-1271.
Swamy, P. A. V. B. and Arora, S. S. (1972). The exact finite sample properties of the estimators of
coefficients in the error components regression models. *Econometrica* 40(2), 261-275.
Baltagi, B. H. and Chang, Y.-J. (1994). Incomplete panels: a comparative study of alternative
estimators for the unbalanced one-way error component regression model. *Journal of Econometrics*
62(2), 67-89.
Mundlak, Y. (1978). On the pooling of time series and cross section data. *Econometrica* 46(1),
69-85.
Wooldridge, J. M. (2019). Correlated random effects models with unbalanced panels. *Journal of
Econometrics* 211(1), 137-150.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import chi2
from scipy.stats import f as fisher

from generator.economics.estimation.cluster_inference import Floats, uncorrected
from generator.economics.estimation.identification import demeaned
from generator.economics.estimation.interaction import expanded
from generator.economics.estimation.panel_sample import Sample, Specification

SEPARATE = 1e-10
"""Smallest singular value, of 1, at which a column counts as independent of the others."""


@dataclass(frozen=True)
class EffectsTest:
    """A test of several restrictions: statistic, its degrees of freedom, and the p-value.

    ``df_denominator`` is infinite for a chi-square statistic.
    """

    statistic: float
    df: int
    df_denominator: float
    p: float


@dataclass(frozen=True)
class _Fitted:
    coefficients: Floats
    residuals: Floats
    bread: Floats


def hausman(sample: Sample, specification: Specification) -> EffectsTest:
    """Test region effects against random effects (Hausman).

    Parameters
    ----------
    sample, specification
        As for the fit; year effects are not considered.

    Returns
    -------
    EffectsTest
        Chi-square with as many degrees of freedom as regressors. Small p: the effects go along
        with the regressors, so that random effects would be biased.

    Notes
    -----
    d'(V_w - V_r)^-1 d for the difference d of the slopes of the within and the random-effects
    estimator, in absolute value, since the difference of the covariances need not be positive
    definite. Random effects by Swamy and Arora, with Baltagi and Chang's variance components
    where the panel is unbalanced, as in plm of R.
    """
    y, x, regions = _arrays(sample, specification)
    inside, between_variance, years = _components(y, x, regions)
    own = _sum_of_squares(inside) / (len(y) - len(years) - x.shape[1])
    theta = (1 - np.sqrt(own / (years * between_variance + own)))[regions]
    outside = _least_squares(
        y - theta * _means(y[:, None], regions)[:, 0],
        np.column_stack([1 - theta, x - theta[:, None] * _means(x, regions)]),
    )
    scale = _sum_of_squares(outside) / (len(y) - x.shape[1] - 1)
    difference = inside.coefficients - outside.coefficients[1:]
    variance = own * inside.bread - scale * outside.bread[1:, 1:]
    statistic = abs(float(difference @ np.linalg.solve(variance, difference)))
    k = x.shape[1]
    return EffectsTest(statistic, k, np.inf, float(chi2.sf(statistic, k)))


def mundlak(sample: Sample, specification: Specification) -> EffectsTest:
    """Test that the means of regions add nothing to what their changes say (Mundlak).

    Parameters
    ----------
    sample, specification
        As for the fit; year effects are not considered.

    Returns
    -------
    EffectsTest
        F with (means, regions less 1) degrees of freedom. Small p: the effects go along with
        the regressors. NaN if regions do not differ in their means, or are fewer than these.

    Notes
    -----
    The outcome on the regressors and their means by region (correlated random effects; its slopes
    are those of the within estimator), and a Wald test of the means with the covariance clustered
    by region, CR1. Means that follow from the others are left out.
    """
    y, x, regions = _arrays(sample, specification)
    k, entities = x.shape[1], int(regions.max()) + 1
    table = _with_means(np.column_stack([np.ones(len(y)), x]), _means(x, regions))
    if not k + 1 < table.shape[1] < k + 1 + entities:
        return EffectsTest(np.nan, table.shape[1] - k - 1, float(entities - 1), np.nan)
    fitted = _least_squares(y, table)
    factor = entities / (entities - 1) * (len(y) - 1) / (len(y) - table.shape[1])
    covariance = factor * uncorrected(table, fitted.residuals, regions)[k + 1 :, k + 1 :]
    found = fitted.coefficients[k + 1 :]
    statistic = float(found @ np.linalg.solve(covariance, found)) / len(found)
    freedom = entities - 1
    p = float(fisher.sf(statistic, len(found), freedom))
    return EffectsTest(statistic, len(found), float(freedom), p)


def _arrays(
    sample: Sample, specification: Specification
) -> tuple[Floats, Floats, NDArray[np.intp]]:
    """Outcome, regressors and region numbers."""
    data, plain, _ = expanded(sample.data, specification)
    regions = pd.factorize(data.index.get_level_values("region"))[0]
    return data[plain.outcome].to_numpy(), data[list(plain.regressors)].to_numpy(), regions


def _components(
    y: Floats, x: Floats, regions: NDArray[np.intp]
) -> tuple[_Fitted, float, NDArray[np.intp]]:
    """Within estimate, variance of the region effects (at least 0), and years of each region."""
    years = np.bincount(regions)
    entities, k = len(years), x.shape[1]
    inside = _least_squares(demeaned(y[:, None], regions)[:, 0], demeaned(x, regions))
    own = _sum_of_squares(inside) / (len(y) - entities - k)
    table = np.column_stack([np.ones(len(y)), _means(x, regions)])
    between = _least_squares(_means(y[:, None], regions)[:, 0], table)
    totals = np.zeros((entities, k + 1))
    np.add.at(totals, regions, table)
    weight = len(y) - float(np.trace(between.bread @ totals.T @ totals))
    variance = (_sum_of_squares(between) - (entities - k - 1) * own) / weight
    return inside, max(variance, 0.0), years


def _with_means(table: Floats, means: Floats) -> Floats:
    """Add those means that do not follow from what the table already holds."""
    for column in means.T:
        longer = np.column_stack([table, column])
        scaled = longer / np.linalg.norm(longer, axis=0)
        if np.linalg.svd(scaled, compute_uv=False)[-1] > SEPARATE:
            table = longer
    return table


def _means(values: Floats, regions: NDArray[np.intp]) -> Floats:
    """Mean of the region in every row."""
    return values - demeaned(values, regions)


def _least_squares(y: Floats, x: Floats) -> _Fitted:
    bread = np.asarray(np.linalg.inv(x.T @ x), dtype=np.float64)
    coefficients = bread @ x.T @ y
    return _Fitted(coefficients, y - x @ coefficients, bread)


def _sum_of_squares(fitted: _Fitted) -> float:
    return float(fitted.residuals @ fitted.residuals)
