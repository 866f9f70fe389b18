"""Key industries of a region: larger than in the nation, not small, and not for one year only."""

from collections.abc import Mapping

import pandas as pd

QUOTIENT = 1.25
"""Location quotient from which on an industry counts as concentrated in the region."""

SHARE = 0.03
"""Share in the region's output below which an industry is too small to be a key one."""

SPAN = 3
"""Years looked at: the reference year and those before it."""

YEARS = 2
"""Years of the span in which an industry must pass both thresholds."""


def key_industries(
    lq: Mapping[int, pd.DataFrame], shares: Mapping[int, pd.DataFrame], year: int
) -> pd.DataFrame:
    """Find the industries that mark a region's economy.

    Parameters
    ----------
    lq
        Location quotients of each year, region x industry (see
        :func:`~generator.economics.indices.specialisation.location_quotients`).
    shares
        Structural shares of each year, region x industry, 0..1.
    year
        Reference year.

    Returns
    -------
    DataFrame
        Region x industry of the reference year; true, false or undefined (``boolean`` with
        ``NA``). Undefined where missing years leave the answer open, as for every industry of a
        region with one year of history. It is a list, not a score.

    Raises
    ------
    KeyError
        If the reference year has no table.

    Notes
    -----
    LQ >= 1.25 and share >= 3 % in the same year, in at least two of the last three years.
    """
    regions, industries = lq[year].index, lq[year].columns
    passed = pd.DataFrame(0, index=regions, columns=industries)
    unknown = passed.copy()
    for each in range(year - SPAN + 1, year + 1):
        quotient, share = (
            tables[each].reindex(index=regions, columns=industries)
            if each in tables
            else pd.DataFrame(float("nan"), index=regions, columns=industries)
            for tables in (lq, shares)
        )
        too_low = (quotient < QUOTIENT) | (share < SHARE)
        passes = (quotient >= QUOTIENT) & (share >= SHARE)
        passed += passes.astype(int)
        unknown += (~passes & ~too_low).astype(int)
    found = (passed >= YEARS).astype("boolean")
    return found.mask((passed < YEARS) & (passed + unknown >= YEARS), pd.NA)
