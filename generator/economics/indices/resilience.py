"""Resilience: how a region came through a shock, next to what the nation made it expect.

A shock has two phases, resistance (from the peak to the trough) and recovery (from the trough on).
Their years are declared by whoever asks; they are never searched for, since a window chosen by its
result proves nothing. Where the nation hardly changed the measures divide by almost nothing: they
are undefined there.

References
----------
Martin, R. (2012). Regional economic resilience, hysteresis and recessionary shocks. *Journal of
Economic Geography* 12(1), 1-32.
Martin, R., Sunley, P., Gardiner, B. and Tyler, P. (2016). How regions react to recessions:
resilience and the role of economic structure. *Regional Studies* 50(4), 561-585.
"""

from dataclasses import dataclass

import pandas as pd

from generator.economics.possible_values import require_amounts

LEAST_RATE = 0.01
"""Relative change of the nation below which nothing is divided by it."""


@dataclass(frozen=True)
class Phase:
    """Declared phase of a shock: its first and its last year.

    Raises
    ------
    ValueError
        If the last year is not after the first.
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        """Refuse a phase that does not advance."""
        if self.last <= self.first:
            message = f"phase does not advance: {self.first}-{self.last}"
            raise ValueError(message)


def phase_growth(output: pd.DataFrame, phase: Phase) -> pd.Series:
    """Compute the relative change of output over a phase.

    Parameters
    ----------
    output
        Output in volume or employment, region x year, not negative; NaN = missing.
    phase
        The phase; its years must be columns.

    Returns
    -------
    Series
        By region, -1 or more; 0.02 = 2 per cent. NaN if a value is missing or the first is 0.

    Raises
    ------
    ImpossibleValueError
        If a value is negative or infinite, naming region and year.
    KeyError
        If a year of the phase is no column.
    """
    ends = output[[phase.first, phase.last]].astype(float)
    require_amounts(ends)
    return ends[phase.last] / ends[phase.first].where(ends[phase.first] > 0) - 1


def sensitivity(
    output: pd.DataFrame,
    national: pd.Series,
    phase: Phase,
    least_rate: float = LEAST_RATE,
) -> pd.Series:
    """Compute the sensitivity index: relative change of the region over that of the nation.

    Parameters
    ----------
    output
        Output in volume or employment, region x year, not negative; NaN = missing.
    national
        The same for the nation, by year.
    phase
        The declared phase.
    least_rate
        Relative change of the nation, in absolute value, below which the index is undefined.

    Returns
    -------
    Series
        By region, of either sign; 1 = changed as the nation. NaN if a value is missing or 0, and
        throughout if the nation changed by less than ``least_rate``.

    Raises
    ------
    ImpossibleValueError, KeyError
        As in :func:`phase_growth`.

    Notes
    -----
    (dY_r / Y_r) / (dY_N / Y_N) (Martin 2012). It has no logarithm: it may be zero or negative.
    """
    return phase_growth(output, phase) / _national_growth(national, phase, least_rate)


def resistance(
    output: pd.DataFrame,
    national: pd.Series,
    phase: Phase,
    least_rate: float = LEAST_RATE,
) -> pd.Series:
    """Compare the change of a region with that expected at the nation's rate.

    Over the phase from peak to trough this is resistance, over the phase after it recovery.

    Parameters
    ----------
    output, national, phase, least_rate
        As in :func:`sensitivity`.

    Returns
    -------
    Series
        By region, of either sign; 0 = as expected, above 0 = better than the nation. NaN as in
        :func:`sensitivity`.

    Raises
    ------
    ImpossibleValueError, KeyError
        As in :func:`phase_growth`.

    Notes
    -----
    (dY_r - dY_r^e) / abs(dY_r^e) with dY_r^e = g_N Y_r (Martin et al. 2016). It equals 1 - b in a
    contraction and b - 1 in an expansion, b being the sensitivity.
    """
    expected = _national_growth(national, phase, least_rate)
    return (phase_growth(output, phase) - expected) / abs(expected)


def industry_resistance(
    output: pd.DataFrame,
    national: pd.DataFrame,
    phase: Phase,
    least_rate: float = LEAST_RATE,
) -> pd.Series:
    """Compare the change of a region with that expected at the rates of its industries.

    A region of industries that the shock hit hard is expected to lose more.

    Parameters
    ----------
    output
        Output in volume or employment, rows (region, industry) x year, not negative.
    national
        The same for the nation, industry x year.
    phase
        The declared phase.
    least_rate
        Relative change, in absolute value, below which the index is undefined: of the nation for
        all regions, and of what is expected of a region for that region.

    Returns
    -------
    Series
        By region, as in :func:`resistance`. NaN also if an industry is missing, or if the nation
        had nothing in an industry that the region has.

    Raises
    ------
    ImpossibleValueError, KeyError
        As in :func:`phase_growth`.

    Notes
    -----
    (dY_r - dY_r^e) / abs(dY_r^e) with dY_r^e = sum_i g_Ni x_ri (Martin et al. 2016).
    """
    ends = output[[phase.first, phase.last]].astype(float)
    require_amounts(ends)
    start, end = (
        ends[year].unstack().sum(axis=1, skipna=False) for year in (phase.first, phase.last)
    )
    parts = ends[phase.first].unstack()
    rates = phase_growth(national, phase).reindex(parts.columns)
    # An industry of which the region has nothing needs no rate.
    expected = parts.mul(rates, axis=1).mask(parts == 0, 0.0).sum(axis=1, skipna=False)
    whole = national[[phase.first, phase.last]].sum(skipna=False)
    known = abs(_national_growth(whole, phase, least_rate)) > 0
    enough = (expected.abs() >= least_rate * start) & (expected != 0) & (start > 0) & known
    expected = expected.where(enough)
    return (end - start - expected) / expected.abs()


def _national_growth(national: pd.Series, phase: Phase, least_rate: float) -> float:
    """Relative change of the nation; NaN where it is too small to be divided by."""
    table = national.reindex([phase.first, phase.last]).to_frame("nation").T
    rate = float(phase_growth(table, phase).iloc[0])
    return rate if abs(rate) >= least_rate and rate != 0 else float("nan")
