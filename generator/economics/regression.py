"""Panel regression with region effects: coefficients, honest inference, effects and fit.

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

from dataclasses import dataclass

import numpy as np
import pandas as pd
from linearmodels.panel import PanelOLS
from linearmodels.panel.results import PanelEffectsResults
from scipy.stats import t as student

from generator.economics.cluster_inference import cr2
from generator.economics.identification import require_identified, within
from generator.economics.panel_sample import (
    Refusal,
    RegressionRefused,
    Sample,
    Specification,
    common_sample,
    natural_log,
)

__all__ = [
    "Coefficient",
    "Fit",
    "Refusal",
    "RegressionRefused",
    "Sample",
    "Specification",
    "common_sample",
    "fit",
    "natural_log",
]

DETECTABLE = 2.8
"""Standard errors that an effect must measure to be found at the 5 % level in 80 % of samples."""

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Coefficient:
    """One estimated coefficient with its uncertainty.

    ``inference`` says which standard error ``df``, ``t``, ``p`` and the 95 % interval ``low`` to
    ``high`` rest on: "CR2" (Satterthwaite degrees of freedom) or, in two-way models, "CR1" (number
    of regions less 1), where ``se_cr2`` is NaN. ``within_sd`` is the standard deviation of the
    regressor around the means of the regions, ``within_share`` the same relative to its total
    standard deviation (0..1). ``minimum_detectable`` is the size of a coefficient that such a
    sample would find in four cases of five.
    """

    name: str
    estimate: float
    se_cr1: float
    se_cr2: float
    inference: str
    df: float
    t: float
    p: float
    low: float
    high: float
    within_sd: float
    within_share: float
    minimum_detectable: float


@dataclass(frozen=True)
class Fit:
    """One estimated column of a regression table.

    ``n`` observations of ``entities`` regions in the years ``periods`` (first, last).
    ``r2_within`` is the part of the variance within regions (two-way: beyond both effects) that
    the regressors account for, 0..1. ``f_effects`` and ``f_effects_p`` test that all effects are
    equal. ``effects`` has the effect of each region less their mean, index region: everything
    constant in time about the region, not a rank; NaN in a two-way model whose regions share no
    years. ``fitted`` (effects included) and ``residuals`` add up to the outcome, index (region,
    year).
    """

    specification: Specification
    coefficients: tuple[Coefficient, ...]
    n: int
    entities: int
    periods: tuple[int, int]
    r2_within: float
    f_effects: float
    f_effects_p: float
    effects: pd.Series
    fitted: pd.Series
    residuals: pd.Series


def fit(sample: Sample, specification: Specification) -> Fit:
    """Estimate one column of a regression table.

    Parameters
    ----------
    sample
        From :func:`common_sample`, the same for all columns.
    specification
        Outcome and regressors, all of them columns of the sample.

    Returns
    -------
    Fit
        Coefficients in the order of the regressors.

    Raises
    ------
    RegressionRefused
        If the data cannot tell the coefficients, see
        :func:`~generator.economics.identification.require_identified`.

    Notes
    -----
    CR1 has the factor G/(G-1) (N-1)/(N-K), K slopes; two-way (N-1)/(N-K-(G+T-1)).
    """
    require_identified(sample.data, specification)
    outcome, regressors = specification.outcome, list(specification.regressors)
    model = PanelOLS(
        sample.data[outcome],
        sample.data[regressors],
        entity_effects=True,
        time_effects=specification.time_effects,
    )
    found = model.fit(cov_type="clustered", cluster_entity=True, group_debias=True)
    residuals = found.resids.rename("residual")
    fitted = (sample.data[outcome] - residuals).rename("fitted")
    years = sample.data.index.get_level_values("year")
    return Fit(
        specification=specification,
        coefficients=_coefficients(sample.data, specification, found),
        n=int(found.nobs),
        entities=sample.data.index.get_level_values("region").nunique(),
        periods=(int(years.min()), int(years.max())),
        r2_within=float(found.rsquared if specification.time_effects else found.rsquared_within),
        f_effects=float(found.f_pooled.stat),
        f_effects_p=float(found.f_pooled.pval),
        effects=_region_effects(
            fitted - sample.data[regressors] @ found.params,
            time_effects=specification.time_effects,
        ),
        fitted=fitted,
        residuals=residuals,
    )


def _coefficients(
    data: pd.DataFrame, specification: Specification, found: PanelEffectsResults
) -> tuple[Coefficient, ...]:
    """Inference for each coefficient: CR2 with region effects alone, CR1 in two-way models."""
    regressors = list(specification.regressors)
    regions = pd.factorize(data.index.get_level_values("region"))[0]
    deviations = within(data[regressors], time_effects=False)
    table = pd.DataFrame({"estimate": found.params, "se_cr1": found.std_errors})
    if specification.time_effects:
        inference, table["se_cr2"], table["df"] = "CR1", np.nan, float(regions.max())
        used = table["se_cr1"]
    else:
        inference = "CR2"
        table["se_cr2"], table["df"] = cr2(deviations.to_numpy(), found.resids.to_numpy(), regions)
        used = table["se_cr2"]
    half = used * student.ppf((1 + CONFIDENCE) / 2, table["df"])
    table["t"] = table["estimate"] / used
    table["p"] = 2 * student.sf(table["t"].abs(), table["df"])
    table["low"], table["high"] = table["estimate"] - half, table["estimate"] + half
    table["within_sd"] = deviations.std(ddof=0)
    table["within_share"] = table["within_sd"] / data[regressors].std(ddof=0)
    table["minimum_detectable"] = DETECTABLE * used
    return tuple(
        Coefficient(
            str(name), inference=inference, **{str(key): float(row[key]) for key in row.index}
        )
        for name, row in table.loc[regressors].iterrows()
    )


def _region_effects(effects: pd.Series, *, time_effects: bool) -> pd.Series:
    """Effect of each region less the mean effect, from the sum of the effects of each row."""
    if not time_effects:
        by_region = effects.groupby(level="region").mean()
        return (by_region - by_region.mean()).rename("effect")
    regions, names = pd.factorize(effects.index.get_level_values("region"))
    years, _ = pd.factorize(effects.index.get_level_values("year"))
    dummies = np.hstack([np.eye(len(names))[regions], np.eye(years.max() + 1)[years]])
    solution, _, rank, _ = np.linalg.lstsq(dummies, effects.to_numpy(), rcond=None)
    own = solution[: len(names)] if rank == dummies.shape[1] - 1 else np.full(len(names), np.nan)
    return pd.Series(own - own.mean(), index=pd.Index(names, name="region"), name="effect")
