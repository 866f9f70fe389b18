"""Growth in volume: real growth, contributions to it, chained volume and average growth.

Volume indices are those of official statistics: previous year = 100, in comparable prices.
Growth is never taken from output in current prices. A missing index (NaN) leaves what needs it
undefined.

References
----------
European Commission, IMF, OECD, UN and World Bank (2009). *System of National Accounts 2008*,
chapter 15: price and volume measures.
"""

import math

import numpy as np
import pandas as pd

from generator.economics.possible_values import require_amounts

LEAST_GROWTH = 0.5
"""National growth, in per cent, below which shares of it say nothing."""


def real_growth(index: pd.DataFrame) -> pd.DataFrame:
    """Compute real growth of output on the previous year.

    Parameters
    ----------
    index
        Volume index, previous year = 100, region x year; NaN = missing.

    Returns
    -------
    DataFrame
        Per cent, same rows and columns; -100 or more.

    Raises
    ------
    ImpossibleValueError
        If an index is negative or infinite, naming region and year.

    Notes
    -----
    g = I - 100.
    """
    require_amounts(index)
    return index - 100


def annual_change(values: pd.DataFrame) -> pd.DataFrame:
    """Compute the relative change of a quantity on the previous year.

    Parameters
    ----------
    values
        Region x year on the same borders throughout, not negative; NaN = missing. For output it
        must be in volume: growth is never taken from current prices.

    Returns
    -------
    DataFrame
        Per cent, same rows and columns. NaN in a region's first year, after a gap, and where the
        previous value is 0.

    Raises
    ------
    ImpossibleValueError
        If a value is negative or infinite, naming region and year.

    Notes
    -----
    100 (x_t / x_{t-1} - 1).
    """
    require_amounts(values)
    before = values.reindex(columns=[int(year) - 1 for year in values.columns])
    before.columns = values.columns
    return 100 * (values / before.where(before > 0) - 1)


def log_relative_growth(index: pd.DataFrame, national: pd.Series) -> pd.DataFrame:
    """Compute the growth of a region relative to the nation's (ln rcc), in log points.

    Parameters
    ----------
    index
        Volume index, previous year = 100, region x year; NaN = missing.
    national
        Volume index of the nation, by year.

    Returns
    -------
    DataFrame
        Log points, same rows and columns; 0 = grew as the nation, 0.01 = about one per cent more.
        NaN where an index is missing or 0: output that vanished has no logarithm.

    Raises
    ------
    ImpossibleValueError
        If an index is negative or infinite, naming region and year.

    Notes
    -----
    ln rcc = ln((Y_r,t / Y_r,t-1) / (Y_N,t / Y_N,t-1)), the outputs in constant prices: our
    operational definition of a region's relative resilience, defined whenever there is output.
    """
    require_amounts(index)
    require_amounts(national.to_frame("nation").T)
    ratio = index.where(index > 0).div(national.where(national > 0), axis=1)[index.columns]
    return pd.DataFrame(np.log(ratio.to_numpy(dtype=float)), index.index, index.columns)


def contributions(
    previous_output: pd.Series, growth: pd.Series, national_output: float
) -> pd.Series:
    """Compute the contribution of each region to the nation's real growth.

    Parameters
    ----------
    previous_output
        Output of the previous year in its current prices, by region, not negative.
    growth
        Real growth of each region, per cent.
    national_output
        Output of the nation in the previous year, same unit.

    Returns
    -------
    Series
        Percentage points, indexed as ``previous_output``. NaN where output or growth is missing,
        and throughout if the national output is missing or not positive.

    Raises
    ------
    ImpossibleValueError
        If an output is negative or infinite, naming the region.

    Notes
    -----
    c_r = (Y_r / Y_N) g_r, outputs of the previous year. Contributions add up to national growth
    if the nation is the sum of its regions and indices are in previous-year prices; they do not
    for chain-linked levels of another base year.
    """
    require_amounts(previous_output.to_frame("output"))
    whole = national_output if national_output > 0 else math.nan
    return previous_output / whole * growth.reindex(previous_output.index)


def section_contributions(previous: pd.DataFrame, index: pd.DataFrame) -> pd.DataFrame:
    """Compute what each section contributes to the real growth of its region's value added.

    Parameters
    ----------
    previous
        Gross value added of the previous year in its current prices, region x section, not
        negative; all sections of the region, NaN = missing.
    index
        Volume index of value added, previous year = 100, region x section; NaN = missing.

    Returns
    -------
    DataFrame
        Percentage points, rows and columns of ``previous``. NaN where a section has no index, and
        for a whole region of which a section's value added is missing or nothing was produced.

    Raises
    ------
    ImpossibleValueError
        If a value or an index is negative or infinite, naming region and section.

    Notes
    -----
    c_i = (v_i / sum_j v_j) (I_i - 100), values of the previous year: the volume index of Laspeyres
    taken apart. The sum over sections is growth of value added; it misses that of gross regional
    product by what net taxes on products and their prices do, and by rounding of the indices.
    """
    require_amounts(previous)
    require_amounts(index)
    whole = previous.sum(axis=1, skipna=False)
    shares = previous.div(whole.where(whole > 0), axis=0)
    return shares * (index.reindex_like(previous) - 100)


def price_change(now: pd.DataFrame, previous: pd.DataFrame, index: pd.DataFrame) -> pd.DataFrame:
    """Compute the change of prices that output and its volume index imply.

    Parameters
    ----------
    now, previous
        Output of the year and of the year before, each in its current prices, same rows and
        columns, not negative; NaN = missing.
    index
        Volume index, previous year = 100; NaN = missing.

    Returns
    -------
    DataFrame
        Per cent, rows and columns of ``now``: the implied deflator less 100. NaN where a value is
        missing, and where the previous output or the index is 0.

    Raises
    ------
    ImpossibleValueError
        If a value or an index is negative or infinite, naming its row and column.

    Notes
    -----
    p = 100 ((y_t / y_{t-1}) / (I / 100) - 1).
    """
    for each in (now, previous, index):
        require_amounts(each)
    before, volume = previous.reindex_like(now), index.reindex_like(now)
    ratio = now / before.where(before > 0)
    return 100 * (ratio / (volume.where(volume > 0) / 100) - 1)


def shares_of_growth(points: pd.Series, national_growth: float) -> pd.Series:
    """Compute the share of each region's contribution in national growth.

    Parameters
    ----------
    points
        Contributions in percentage points (see :func:`contributions`).
    national_growth
        Real growth of the nation, per cent.

    Returns
    -------
    Series
        Per cent, of either sign, above 100 where others shrank. NaN throughout if the nation
        grew or shrank by less than 0.5 per cent, where the share says nothing, or is unknown.

    Notes
    -----
    100 c_r / g_N.
    """
    enough = abs(national_growth) >= LEAST_GROWTH
    return 100 * points / (national_growth if enough else math.nan)


def undistributed_growth(regional: pd.Series, national_growth: float) -> float:
    """Compute the national growth that the contributions of regions do not account for.

    Parameters
    ----------
    regional
        Contributions of the regions, percentage points, without the nation itself.
    national_growth
        Real growth of the nation, per cent.

    Returns
    -------
    float
        Percentage points, of either sign. NaN if any contribution is missing: the sum would
        otherwise pass a missing region off as residual.

    Notes
    -----
    g_N - sum_r c_r.
    """
    return float(national_growth - regional.sum(skipna=False, min_count=1))


def chained_volume(index: pd.Series, base_year: int) -> pd.Series:
    """Chain yearly volume indices to output in constant prices, base year = 100.

    Parameters
    ----------
    index
        Volume index, previous year = 100, by year.
    base_year
        Year that equals 100; may be the year before the first index.

    Returns
    -------
    Series
        By year without gaps, from the earliest to the latest of the index's years and the base.
        Undefined (NaN) from the first missing index on, going away from the base year; an index
        of zero counts as missing, since nothing can be chained through it.

    Raises
    ------
    ImpossibleValueError
        If an index is negative or infinite, naming the year.

    Notes
    -----
    V_t = V_{t-1} I_t / 100, forwards and backwards from V_base = 100.
    """
    require_amounts(index.to_frame("index"))
    links = index.where(index > 0) / 100
    years = [base_year, *(int(year) for year in index.index)]
    chain = {base_year: 100.0}
    for year in range(base_year + 1, max(years) + 1):
        chain[year] = chain[year - 1] * float(links.get(year, math.nan))
    for year in range(base_year, min(years), -1):
        chain[year - 1] = chain[year] / float(links.get(year, math.nan))
    volume = pd.Series(chain, dtype=float).sort_index()
    volume.index.name = index.index.name
    return volume


def compound_growth(index: pd.Series, first: int, last: int) -> float:
    """Compute average real growth a year over a span of years.

    Parameters
    ----------
    index
        Volume index, previous year = 100, by year.
    first, last
        First and last year whose growth counts, both included.

    Returns
    -------
    float
        Per cent a year: the steady growth that would have led to the same volume. NaN if any
        index of the span is missing.

    Raises
    ------
    ImpossibleValueError
        If an index is negative or infinite, naming the year.
    ValueError
        If ``last`` comes before ``first``.

    Notes
    -----
    100 ((prod_t I_t / 100)^(1 / n) - 1), with n = last - first + 1.
    """
    if last < first:
        message = f"span of years ends before it starts: {first}-{last}"
        raise ValueError(message)
    require_amounts(index.to_frame("index"))
    links = [float(index.get(year, math.nan)) / 100 for year in range(first, last + 1)]
    return 100 * (float(math.prod(links) ** (1 / len(links))) - 1)
