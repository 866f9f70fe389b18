"""Many tests at once: p-values that allow for the number of regions tested.

Among twenty regions without any trend one will show one at the 5 % level. Texts therefore rest on
adjusted values, and tables show both.

References
----------
Holm, S. (1979). A simple sequentially rejective multiple test procedure. *Scandinavian Journal of
Statistics* 6(2), 65-70.
Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. *Journal of the Royal
Statistical Society B* 57(1), 289-300.
Pustejovsky, J. E. and Tipton, E. (2018). Small-sample methods for cluster-robust variance
estimation and hypothesis testing in fixed effects models. *Journal of Business & Economic
Statistics* 36(4), 672-683.
"""

import gc
import math

import pandas as pd
from statsmodels.stats.multitest import multipletests

from generator.economics.possible_values import OUT_OF_RANGE, ImpossibleValueError

STAR_LEVELS = (0.01, 0.05, 0.10)
"""Levels below which a p-value earns three stars, two or one."""

LEAST_FREEDOM = 4.0
"""Degrees of freedom below which Satterthwaite's approximation is too rough for a star."""


def bonferroni(p: pd.Series) -> pd.Series:
    """Adjust p-values by the number of tests.

    Parameters
    ----------
    p
        One p-value per test of the family, 0..1; NaN = not tested, which does not count.

    Returns
    -------
    Series
        Adjusted p-values, 0..1, same index; NaN stays NaN.

    Raises
    ------
    ImpossibleValueError
        If a p-value is outside 0..1, naming its row.

    Notes
    -----
    min(1, m p).
    """
    return _adjusted(p, "bonferroni")


def holm(p: pd.Series) -> pd.Series:
    """Adjust p-values so that one false finding in the family is improbable.

    Parameters
    ----------
    p
        As in :func:`bonferroni`.

    Returns
    -------
    Series
        Adjusted p-values, at most those of :func:`bonferroni`; NaN stays NaN.

    Raises
    ------
    ImpossibleValueError
        As in :func:`bonferroni`.

    Notes
    -----
    max over j <= i of min(1, (m - j + 1) p_(j)), p_(1) being the smallest (Holm 1979).
    """
    return _adjusted(p, "holm")


def benjamini_hochberg(p: pd.Series) -> pd.Series:
    """Adjust p-values so that few of the findings are false (q-values).

    Parameters
    ----------
    p
        As in :func:`bonferroni`.

    Returns
    -------
    Series
        q-values, between the p-values and those of :func:`holm`; NaN stays NaN. Findings with
        q < 0.05 are false in fewer than 5 per cent of cases on average.

    Raises
    ------
    ImpossibleValueError
        As in :func:`bonferroni`.

    Notes
    -----
    min over j >= i of min(1, (m / j) p_(j)) (Benjamini and Hochberg 1995).
    """
    return _adjusted(p, "fdr_bh")


def stars(p: float, freedom: float = math.inf) -> int:
    """Count the stars of a p-value: three below 1 %, two below 5 %, one below 10 %.

    Parameters
    ----------
    p
        p-value; NaN has no star.
    freedom
        Degrees of freedom of its test. Below 4 the p-value itself is too uncertain for a star
        (Pustejovsky and Tipton 2018).

    Returns
    -------
    int
        0..3; a p-value equal to a level does not reach it.

    Examples
    --------
    >>> stars(0.009), stars(0.01), stars(0.10)
    (3, 2, 0)
    """
    return sum(p < level for level in STAR_LEVELS) if freedom >= LEAST_FREEDOM else 0


def _adjusted(p: pd.Series, method: str) -> pd.Series:
    """Adjust p-values by a method of statsmodels; those not tested are left out."""
    wrong = p.index[(p < 0) | (p > 1)]
    if len(wrong):
        raise ImpossibleValueError(OUT_OF_RANGE, tuple(str(row) for row in wrong))
    tested = p.dropna()
    # After Holm statsmodels looks for garbage in all there is, 0.08 s a call: nothing here.
    gc.freeze()
    try:
        adjusted = multipletests(tested.to_numpy(), method=method)[1]
    finally:
        gc.unfreeze()
    return pd.Series(adjusted, tested.index).reindex(p.index)
