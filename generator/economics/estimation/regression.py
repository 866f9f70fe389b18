"""Panel regression with region effects: coefficients, inference, effects and fit.

    y_it = a_i (+ l_t) + b'x_it + e_it

The estimator is linearmodels' PanelOLS (within estimator). Standard errors are clustered by
region: CR1 as linearmodels gives them, and CR2 with Satterthwaite degrees of freedom, from which
p-values and intervals are taken. Two-way models have CR1 with t(G - 1), marked as such.

References
----------
Cameron, A. C. and Miller, D. L. (2015). A practitioner's guide to cluster-robust inference.
*Journal of Human Resources* 50(2), 317-372.
Bloom, H. S. (1995). Minimum detectable effects. *Evaluation Review* 19(5), 547-556.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from linearmodels.panel import PanelOLS
from linearmodels.panel.results import PanelEffectsResults
from numpy.typing import NDArray
from scipy import stats

from generator.economics.estimation.cluster_inference import (
    Combination,
    Uncertainty,
    bias_reduced,
    uncorrected,
)
from generator.economics.estimation.identification import (
    FEWEST_CLUSTERS,
    Caution,
    Cautions,
    cautions,
    require_identified,
    within,
)
from generator.economics.estimation.interaction import Centring, expanded
from generator.economics.estimation.panel_sample import (
    Refusal,
    RegressionRefused,
    Sample,
    Specification,
    common_sample,
    natural_log,
)

__all__ = [
    "Caution",
    "Centring",
    "Coefficient",
    "Combination",
    "Fit",
    "Refusal",
    "RegressionRefused",
    "Sample",
    "Specification",
    "common_sample",
    "fit",
    "natural_log",
]

ERROR, POWER = 0.05, 0.8
"""Level of the test, and the share of samples in which a detectable effect is found."""


@dataclass(frozen=True)
class Coefficient(Combination):
    """One estimated coefficient with its uncertainty.

    ``se_classical`` supposes independent errors of equal variance, ``se_hc0`` clusters without any
    correction: both for comparison with other programs, not for inference. ``within_sd`` is the
    standard deviation of the regressor around the means of the G regions, with the divisor N - G;
    ``within_share`` the part of its total standard deviation that is within regions, both with the
    divisor N (0..1). ``minimum_detectable`` is the size of a
    coefficient that such a sample would find in four cases of five: (t(1 - 0.05 / 2) + t(0.8))
    standard errors, with the degrees of freedom of its test (Bloom 1995).
    """

    name: str
    se_classical: float
    se_hc0: float
    within_sd: float
    within_share: float
    minimum_detectable: float


@dataclass(frozen=True)
class Fit:
    """One estimated column of a regression table.

    ``n`` observations of ``entities`` regions in the years ``periods`` (first, last).
    ``r2_within`` is the part of the variance within regions (two-way: beyond both effects) that
    the regressors account for, 0..1. ``f_effects`` and ``f_effects_p`` test that all effects are
    equal. ``intercepts`` has the effect of each region, index region: everything constant in time
    about it, not a rank; NaN in a two-way model whose regions share no years (there the intercepts
    hold for an average of the effects of years of zero). ``fitted`` (effects included) and
    ``residuals`` add up to the outcome, index (region, year). ``centring`` belongs to an
    interaction; ``cautions`` is what a reader must be warned of; ``uncertainty`` infers about
    combinations of the coefficients.
    """

    specification: Specification
    coefficients: tuple[Coefficient, ...]
    n: int
    entities: int
    periods: tuple[int, int]
    r2_within: float
    f_effects: float
    f_effects_p: float
    intercepts: pd.Series
    fitted: pd.Series
    residuals: pd.Series
    centring: Centring | None
    cautions: Cautions
    uncertainty: Uncertainty

    @property
    def effects(self) -> pd.Series:
        """Effect of each region less the mean effect, index region."""
        return (self.intercepts - self.intercepts.mean()).rename("effect")

    def coefficient(self, name: str) -> Coefficient | None:
        """Return the coefficient with this name, or ``None`` where the column has none."""
        return next((each for each in self.coefficients if each.name == name), None)

    def combination(self, weights: Mapping[str, float]) -> Combination:
        """Infer about a weighted sum of coefficients, by name; those not named weigh nothing."""
        chosen = np.array([weights.get(each.name, 0.0) for each in self.coefficients])
        estimates = np.array([each.estimate for each in self.coefficients])
        return self.uncertainty.combination(chosen, float(chosen @ estimates))


def fit(sample: Sample, specification: Specification, *, fewest: int = FEWEST_CLUSTERS) -> Fit:
    """Estimate one column of a regression table.

    Parameters
    ----------
    sample
        From :func:`common_sample`, the same for all columns.
    specification
        Outcome and regressors, all of them columns of the sample.
    fewest
        Regions needed for inference.

    Returns
    -------
    Fit
        Coefficients in the order of the regressors; with a moderator first the centred regressor,
        the centred moderator (unless the effects absorb it) and their product.

    Raises
    ------
    RegressionRefused
        If the data cannot tell the coefficients, see
        :func:`~generator.economics.estimation.identification.require_identified`.

    Notes
    -----
    CR1 has the factor G/(G-1) (N-1)/(N-K), K slopes; two-way (N-1)/(N-K-(G+T-1)).
    """
    data, plain, centring = expanded(sample.data, specification)
    require_identified(data, plain, fewest=fewest)
    outcome, regressors = data[plain.outcome], data[list(plain.regressors)]
    two_way = specification.time_effects
    model = PanelOLS(outcome, regressors, entity_effects=True, time_effects=two_way)
    found = model.fit(cov_type="clustered", cluster_entity=True, group_debias=True)
    residuals = found.resids.rename("residual")
    fitted = (outcome - residuals).rename("fitted")
    years = data.index.get_level_values("year")
    regions = pd.factorize(data.index.get_level_values("region"))[0]
    uncertainty = _uncertainty(regressors, found, regions, time_effects=two_way)
    return Fit(
        specification=specification,
        coefficients=_coefficients(regressors, found, uncertainty, regions, time_effects=two_way),
        n=int(found.nobs),
        entities=int(regions.max()) + 1,
        periods=(int(years.min()), int(years.max())),
        r2_within=float(found.rsquared if two_way else found.rsquared_within),
        f_effects=float(found.f_pooled.stat),
        f_effects_p=float(found.f_pooled.pval),
        intercepts=_intercepts(fitted - regressors @ found.params, time_effects=two_way),
        fitted=fitted,
        residuals=residuals,
        centring=centring,
        cautions=cautions(data, plain),
        uncertainty=uncertainty,
    )


def _uncertainty(
    regressors: pd.DataFrame,
    found: PanelEffectsResults,
    regions: NDArray[np.intp],
    *,
    time_effects: bool,
) -> Uncertainty:
    """CR1 as estimated; CR2 with region effects alone."""
    reduced = None
    if not time_effects:
        deviations = within(regressors, time_effects=False)
        reduced = bias_reduced(deviations.to_numpy(), found.resids.to_numpy(), regions)
    return Uncertainty(found.cov.to_numpy(), reduced, int(regions.max()) + 1)


def _coefficients(
    regressors: pd.DataFrame,
    found: PanelEffectsResults,
    uncertainty: Uncertainty,
    regions: NDArray[np.intp],
    *,
    time_effects: bool,
) -> tuple[Coefficient, ...]:
    """Inference and spread for each coefficient."""
    residuals = found.resids.to_numpy()
    free = within(regressors, time_effects=time_effects).to_numpy()
    years = regressors.index.get_level_values("year").nunique() if time_effects else 1
    left = len(free) - uncertainty.entities - (years - 1) - free.shape[1]
    classical = residuals @ residuals / left * np.linalg.inv(free.T @ free)
    plain = uncorrected(free, residuals, regions)
    deviations = within(regressors, time_effects=False)
    spread, share = (
        deviations.std(ddof=uncertainty.entities),
        _within_share(deviations, regressors),
    )
    coefficients = []
    for place, name in enumerate(regressors.columns):
        weights = np.eye(len(free.T))[place]
        inferred = uncertainty.combination(weights, float(found.params[name]))
        coefficients.append(
            Coefficient(
                **vars(inferred),
                name=str(name),
                se_classical=float(np.sqrt(classical[place, place])),
                se_hc0=float(np.sqrt(plain[place, place])),
                within_sd=float(spread[name]),
                within_share=float(share[name]),
                minimum_detectable=_multiplier(inferred.df) * inferred.se,
            )
        )
    return tuple(coefficients)


def _within_share(deviations: pd.DataFrame, regressors: pd.DataFrame) -> pd.Series:
    """Part of the standard deviation of each regressor that is within regions."""
    return deviations.std(ddof=0) / regressors.std(ddof=0)


def _multiplier(df: float) -> float:
    """Count the standard errors that a detectable effect measures; 2.8 if df is large."""
    return float(stats.t.ppf(1 - ERROR / 2, df) + stats.t.ppf(POWER, df))


def _intercepts(effects: pd.Series, *, time_effects: bool) -> pd.Series:
    """Effect of each region from the sum of the effects of each row."""
    if not time_effects:
        return effects.groupby(level="region").mean().rename("intercept")
    regions, names = pd.factorize(effects.index.get_level_values("region"))
    years, _ = pd.factorize(effects.index.get_level_values("year"))
    dummies = np.hstack([np.eye(len(names))[regions], np.eye(years.max() + 1)[years]])
    solution, _, rank, _ = np.linalg.lstsq(dummies, effects.to_numpy(), rcond=None)
    own = solution[: len(names)] + solution[len(names) :].mean()
    if rank < dummies.shape[1] - 1:
        own = np.full(len(names), np.nan)
    return pd.Series(own, index=pd.Index(names, name="region"), name="intercept")
