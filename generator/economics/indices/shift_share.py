"""Shift-share: how much of a region's change is the nation's, its industries' and its own.

    change = national part + industry mix + regional (competitive) part

The national part is what the region would have gained by growing as the nation; the industry mix
is what it gains by having fast industries; the regional part is what its industries gained beyond
the same industries in the nation. It is an accounting identity and explains nothing by itself.

References
----------
Dunn, E. S. (1960). A statistical and analytical technique for regional analysis. *Papers of the
Regional Science Association* 6, 97-112.
Barff, R. A. and Knight, P. L. (1988). Dynamic shift-share analysis. *Growth and Change* 19(2),
1-10.
"""

from dataclasses import dataclass

import pandas as pd

from generator.economics.possible_values import require_amounts


@dataclass(frozen=True)
class ShiftShare:
    """Change of a region's output or employment and its parts, in the unit of the values.

    ``by_industry`` has one row per industry and the columns ``actual``, ``national``,
    ``industry_mix`` and ``regional``; the four totals are their sums. ``undefined`` names the
    industries without parts (NaN): those with a missing value, and those that the region has and
    the nation did not have at the start. They leave the parts concerned undefined in total too.
    """

    by_industry: pd.DataFrame

    def total(self, part: str) -> float:
        """Sum one part over the industries; NaN if an industry lacks it."""
        return float(self.by_industry[part].sum(skipna=False, min_count=1))

    @property
    def actual(self) -> float:
        """Change of the region."""
        return self.total("actual")

    @property
    def national(self) -> float:
        """Change if the region had grown as the nation."""
        return self.total("national")

    @property
    def industry_mix(self) -> float:
        """Change owed to fast or slow industries."""
        return self.total("industry_mix")

    @property
    def regional(self) -> float:
        """Change beyond that of the same industries in the nation."""
        return self.total("regional")

    @property
    def net_total(self) -> float:
        """Change beyond that of the nation: industry mix and regional part together."""
        return self.industry_mix + self.regional

    @property
    def undefined(self) -> tuple[str, ...]:
        """Industries of which a part is not known."""
        rows = self.by_industry
        return tuple(str(name) for name in rows.index[rows.isna().any(axis=1)])


def shift_share(region: pd.DataFrame, nation: pd.DataFrame, first: int, last: int) -> ShiftShare:
    """Split a region's change between two years into its parts.

    Parameters
    ----------
    region, nation
        Output or employment, industry x year, not negative, same industries; NaN = missing. The
        nation includes the region.
    first, last
        First and last year; years between do not count.

    Returns
    -------
    ShiftShare
        Parts add up to the actual change. An industry new to the region counts with its whole
        output as regional part. Everything is NaN if a national value is missing or the nation
        has nothing in the first year.

    Raises
    ------
    ImpossibleValueError
        If a value is negative or infinite, naming industry and year.
    KeyError
        If a table lacks one of the years.
    ValueError
        If the last year is not after the first.

    Notes
    -----
    With G the nation's growth and g_i that of industry i: national x_0 G; mix x_0 (g_i - G);
    regional x_1 - x_0 (1 + g_i), which is defined where x_0 = 0 (Dunn 1960).
    """
    if last <= first:
        message = f"span of years does not advance: {first}-{last}"
        raise ValueError(message)
    before, after, nation_before, nation_after = _aligned(region, nation, first, last)
    start = nation_before.sum(skipna=False)
    growth = nation_after.sum(skipna=False) / (start if start > 0 else float("nan")) - 1
    own = nation_after / nation_before.where(nation_before > 0) - 1
    # What the region neither had nor has needs no growth rate of the nation.
    own = own.mask((before == 0) & (after == 0), growth)
    parts = pd.DataFrame(
        {
            "actual": after - before,
            "national": before * growth,
            "industry_mix": before * (own - growth),
            "regional": after - before * (1 + own),
        }
    )
    return ShiftShare(parts)


def dynamic_shift_share(region: pd.DataFrame, nation: pd.DataFrame) -> ShiftShare:
    """Split a region's change year by year and add the parts up.

    Rates and structure are renewed each year, so that a long span does not measure the last
    year's change by the first year's structure.

    Parameters
    ----------
    region, nation
        Output or employment, industry x year, as in :func:`shift_share`. Years must follow each
        other without a gap.

    Returns
    -------
    ShiftShare
        Sums over the years of the yearly parts.

    Raises
    ------
    ImpossibleValueError
        If a value is negative or infinite, naming industry and year.
    ValueError
        If there are fewer than two years, or a year is missing between others.

    Notes
    -----
    Barff and Knight (1988).
    """
    years = sorted(int(year) for year in region.columns)
    if len(years) < 2 or years != list(range(years[0], years[-1] + 1)):
        message = f"years must follow each other: {years}"
        raise ValueError(message)
    yearly = [shift_share(region, nation, year, year + 1).by_industry for year in years[:-1]]
    return ShiftShare(sum(yearly[1:], start=yearly[0]))


def _aligned(
    region: pd.DataFrame, nation: pd.DataFrame, first: int, last: int
) -> tuple["pd.Series[float]", ...]:
    """Values of region and nation at both ends, on the industries of either."""
    industries = region.index.union(nation.index, sort=False)
    tables = [each.reindex(industries)[[first, last]].astype(float) for each in (region, nation)]
    for each in tables:
        require_amounts(each)
    return tuple(each[year] for each in tables for year in (first, last))
