"""Standard errors and degrees of freedom for few clusters: CR2 and Satterthwaite.

The usual clustered standard error is too small when there are only some twenty regions, and the
normal distribution makes it worse. CR2 corrects the residuals of each region for the part of them
that the fit has used up; Satterthwaite's degrees of freedom say how well the resulting variance is
itself known.

References
----------
Bell, R. M. and McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression
with multi-stage samples. *Survey Methodology* 28(2), 169-181.
Pustejovsky, J. E. and Tipton, E. (2018). Small-sample methods for cluster-robust variance
estimation and hypothesis testing in fixed effects models. *Journal of Business & Economic
Statistics* 36(4), 672-683.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.economics.estimation.significance import against_zero

Floats = NDArray[np.float64]

SINGULAR = 1e-10
"""Eigenvalues up to this size count as zero in the inverse square root (none exceeds 1)."""


@dataclass(frozen=True)
class BiasReduced:
    """CR2 of a within regression with K regressors and G clusters.

    ``covariance`` is K x K. ``products`` is K x K x G x G: the inner products v_g'v_h of the
    vectors that make up the variance, from which the degrees of freedom of any linear combination
    of the coefficients follow.
    """

    covariance: Floats
    products: Floats

    def error(self, weights: Floats) -> float:
        """Give the CR2 standard error of a linear combination of the coefficients."""
        return float(np.sqrt(weights @ self.covariance @ weights))

    def freedom(self, weights: Floats) -> float:
        """Give the Satterthwaite degrees of freedom of a linear combination of the coefficients.

        Positive and not whole in general, at most the number of clusters less 1.
        """
        own = np.einsum("k,klgh,l->gh", weights, self.products, weights)
        return float(np.trace(own) ** 2 / (own**2).sum())


@dataclass(frozen=True)
class Combination:
    """A linear combination of the coefficients of one fit, with its uncertainty.

    ``inference`` says which standard error ``df``, ``t``, ``p`` and the 95 % interval ``low`` to
    ``high`` rest on: "CR2" (Satterthwaite degrees of freedom) or, in two-way models, "CR1" (number
    of regions less 1), where ``se_cr2`` is NaN.
    """

    estimate: float
    se_cr1: float
    se_cr2: float
    inference: str
    df: float
    t: float
    p: float
    low: float
    high: float

    @property
    def se(self) -> float:
        """The standard error that the inference rests on."""
        return self.se_cr1 if self.inference == "CR1" else self.se_cr2


@dataclass(frozen=True)
class Uncertainty:
    """Covariance of the K coefficients of one fit, clustered by region.

    ``covariance`` is CR1; ``reduced`` its CR2 counterpart, ``None`` in a two-way model, where the
    inference rests on CR1 with the ``entities`` less 1 degrees of freedom.
    """

    covariance: Floats
    reduced: BiasReduced | None
    entities: int

    def combination(self, weights: Floats, estimate: float) -> Combination:
        """Infer about a combination of the coefficients by its K weights and its value."""
        usual = float(np.sqrt(weights @ self.covariance @ weights))
        if self.reduced is None:
            inference, error, corrected, freedom = "CR1", usual, np.nan, float(self.entities - 1)
        else:
            inference, error = "CR2", self.reduced.error(weights)
            corrected, freedom = error, self.reduced.freedom(weights)
        found = against_zero(estimate, error, freedom)
        return Combination(
            estimate, usual, corrected, inference, freedom, found.t, found.p, found.low, found.high
        )


def bias_reduced(regressors: Floats, residuals: Floats, clusters: NDArray[np.intp]) -> BiasReduced:
    """Compute the CR2 covariance and what its Satterthwaite degrees of freedom need.

    Parameters
    ----------
    regressors
        N x K, deviations from the means of the clusters, of full column rank.
    residuals
        N residuals of the regression on them.
    clusters
        N cluster numbers; the clusters are the entities whose means were taken out.

    Returns
    -------
    BiasReduced
        In the order of the regressors.

    Notes
    -----
    With X the regressors, M = (X'X)^-1, X_g and e_g the rows of cluster g:
    B_g = I - X_g M X_g', A_g = B_g^(-1/2) (symmetric, generalised inverse), Q_g = A_g X_g M,
    V = sum_g Q_g'e_g e_g'Q_g. For a combination c of the coefficients the vectors
    v_g = (I - X M X')_{.g} Q_g c give df = (sum_g v_g'v_g)^2 / sum_g sum_h (v_g'v_h)^2, under the
    working model of independent errors of equal variance; I - X M X' being a projection,
    v_g'v_h = c'(1[g = h] Q_g'Q_g - Q_g'X_g M X_h'Q_h) c.
    """
    bread = np.asarray(np.linalg.inv(regressors.T @ regressors), dtype=np.float64)
    members = [np.flatnonzero(clusters == cluster) for cluster in range(clusters.max() + 1)]
    adjusted = [_adjusted(regressors[rows], bread) for rows in members]
    pairs = list(zip(adjusted, members, strict=True))
    scores = np.array([part.T @ residuals[rows] for part, rows in pairs])
    crossed = np.array([regressors[rows].T @ part for part, rows in pairs])
    products = -np.einsum("gak,ab,hbl->klgh", crossed, bread, crossed, optimize=True)
    for cluster, part in enumerate(adjusted):
        products[:, :, cluster, cluster] += part.T @ part
    return BiasReduced(scores.T @ scores, products)


def uncorrected(regressors: Floats, residuals: Floats, clusters: NDArray[np.intp]) -> Floats:
    """Compute the clustered covariance without small-sample correction (HC0 of Arellano), K x K.

    Parameters as in :func:`bias_reduced`; the regressors may also be free of year effects.
    """
    bread = np.linalg.inv(regressors.T @ regressors)
    scores = np.zeros((clusters.max() + 1, regressors.shape[1]))
    np.add.at(scores, clusters, regressors * residuals[:, None])
    covariance: Floats = bread @ scores.T @ scores @ bread
    return covariance


def _adjusted(part: Floats, bread: Floats) -> Floats:
    """Q_g: the rows of a cluster, corrected for their leverage, times M."""
    values, vectors = np.linalg.eigh(np.eye(len(part)) - part @ bread @ part.T)
    kept = values > SINGULAR
    root = (vectors[:, kept] / np.sqrt(values[kept])) @ vectors[:, kept].T
    found: Floats = root @ part @ bread
    return found
