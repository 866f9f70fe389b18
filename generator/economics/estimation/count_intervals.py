"""Exact intervals for counts: how far chance alone may have moved them.

References
----------
Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in
the case of the binomial. *Biometrika* 26(4), 404-413.
Garwood, F. (1936). Fiducial limits for the Poisson distribution. *Biometrika* 28(3/4), 437-442.
"""

import numpy as np
import pandas as pd
from scipy.stats import beta, chi2

from generator.economics.estimation.significance import TAIL
from generator.economics.possible_values import require_counts


def poisson_interval(counts: pd.Series) -> pd.DataFrame:
    """Compute the exact interval of the expectation of a count.

    Parameters
    ----------
    counts
        Whole numbers, not negative; NaN = missing.

    Returns
    -------
    DataFrame
        Columns ``low`` and ``high`` with the index of ``counts``. A count of 0 has the interval 0
        to 3.69. NaN where the count is missing.

    Raises
    ------
    ImpossibleValueError
        If a count is negative, infinite or not a whole number, naming its row.

    Notes
    -----
    chi2(2.5 %; 2k) / 2 to chi2(97.5 %; 2k + 2) / 2 (Garwood 1936).
    """
    require_counts(counts.to_frame("count"))
    k = counts.to_numpy(dtype=float)
    low = np.where(k > 0, chi2.ppf(TAIL, 2 * np.where(k > 0, k, 1)) / 2, 0 * k)
    return pd.DataFrame({"low": low, "high": chi2.isf(TAIL, 2 * k + 2) / 2}, counts.index)


def odds_interval(first: pd.Series, second: pd.Series) -> pd.DataFrame:
    """Compute the exact interval of the ratio of two counts.

    Parameters
    ----------
    first, second
        Whole numbers, not negative, same index; NaN = missing.

    Returns
    -------
    DataFrame
        Columns ``low`` and ``high``: bounds of first / second. NaN where a count is missing or
        the second is 0: the ratio then has no upper bound.

    Raises
    ------
    ImpossibleValueError
        If a count is negative, infinite or not a whole number, naming its row.

    Notes
    -----
    Given their sum the first count is binomial; the bounds are the odds p / (1 - p) of the exact
    binomial interval for its share p (Clopper and Pearson 1934).
    """
    table = pd.DataFrame({"first": first, "second": second.reindex(first.index)}, dtype=float)
    require_counts(table)
    table = table.where(table["second"] > 0)
    a, b = table["first"].to_numpy(), table["second"].to_numpy()
    low = np.where(a > 0, beta.ppf(TAIL, np.where(a > 0, a, 1), b + 1), 0 * a)
    high = beta.isf(TAIL, a + 1, b)
    return pd.DataFrame({"low": low / (1 - low), "high": high / (1 - high)}, first.index)
