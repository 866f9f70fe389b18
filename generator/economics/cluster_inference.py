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

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SINGULAR = 1e-10
"""Eigenvalues up to this size count as zero in the inverse square root (none exceeds 1)."""


def cr2(
    regressors: Floats, residuals: Floats, clusters: NDArray[np.intp]
) -> tuple[Floats, Floats]:
    """CR2 standard errors and Satterthwaite degrees of freedom of a within regression.

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
    tuple of arrays
        K standard errors; K degrees of freedom, positive and not whole in general, at most the
        number of clusters less 1.

    Notes
    -----
    With X the regressors, M = (X'X)^-1, X_g and e_g the rows of cluster g:
    B_g = I - X_g M X_g', A_g = B_g^(-1/2) (symmetric, generalised inverse),
    V = M (sum_g X_g' A_g e_g e_g' A_g X_g) M. For coefficient k the vectors
    v_g = (I - X M X')_{.g} A_g X_g M_{.k} give df = (sum_g v_g'v_g)^2 / sum_g sum_h (v_g'v_h)^2,
    under the working model of independent errors of equal variance.
    """
    bread = np.linalg.inv(regressors.T @ regressors)
    n_clusters = int(clusters.max()) + 1
    scores = np.empty((n_clusters, regressors.shape[1]))
    directions = np.zeros((regressors.shape[1], len(residuals), n_clusters))
    for cluster in range(n_clusters):
        rows = np.flatnonzero(clusters == cluster)
        part = regressors[rows]
        adjusted = _inverse_root(np.eye(len(rows)) - part @ bread @ part.T) @ part @ bread
        scores[cluster] = adjusted.T @ residuals[rows]
        directions[:, rows, cluster] += adjusted.T
        directions[:, :, cluster] -= (regressors @ (bread @ (part.T @ adjusted))).T
    return np.sqrt((scores**2).sum(axis=0)), _satterthwaite(directions)


def _inverse_root(matrix: Floats) -> Floats:
    """Symmetric generalised inverse square root."""
    values, vectors = np.linalg.eigh(matrix)
    kept = values > SINGULAR
    root: Floats = (vectors[:, kept] / np.sqrt(values[kept])) @ vectors[:, kept].T
    return root


def _satterthwaite(directions: Floats) -> Floats:
    """Degrees of freedom from the K x N x G vectors v_g."""
    products = np.einsum("kng,knh->kgh", directions, directions)
    traces = np.trace(products, axis1=1, axis2=2)
    freedom: Floats = traces**2 / (products**2).sum(axis=(1, 2))
    return freedom
