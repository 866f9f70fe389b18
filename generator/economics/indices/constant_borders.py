"""Regions merged into units whose borders are the same in every year.

When a region is carved out of another, the parent's figures before and after do not speak of the
same territory. The parent and its parts together do. A unit is named by the code of the parent;
``units`` gives the codes of its members, the parent among them.

Official tables switch to new borders in different years. A table shows which borders hold by what
it has: the parent with all its parts (new borders), or the parent alone, the parts not yet being
counted (old borders: the parent is the whole unit). Any other pattern leaves the unit undefined.
"""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from generator.economics.possible_values import require_amounts

Units = Mapping[str, Sequence[str]]


def merge_sum(frame: pd.DataFrame, units: Units) -> pd.DataFrame:
    """Add up an additive quantity (output, people, investment) over the members of each unit.

    Parameters
    ----------
    frame
        Region x year; NaN = missing. Regions of no unit are ignored. A region without a row is
        missing in every year.
    units
        Codes of the members of each unit.

    Returns
    -------
    DataFrame
        Unit x year, rows in the order of ``units``. Decided for each year by itself: the sum if
        every member has a value; the parent's value if the parent alone has one; NaN otherwise.

    Notes
    -----
    The rule takes "the parts have no value" to mean that they are not yet counted apart. It must
    not be given a table in which the values of all parts of a unit may be withheld while the
    parent is on its new borders. For industries of one year use :func:`merge_structure`.
    """
    merged = {}
    for unit, members in _together(units):
        values = frame.reindex(list(members))
        alone = values.drop(index=unit, errors="ignore").isna().all(axis=0)
        merged[unit] = _parent_or_sum(values, unit, alone)
    return _unit_frame(merged, frame, units)


def merge_structure(values: pd.DataFrame, units: Units) -> pd.DataFrame:
    """Add up the industries of one year over the members of each unit.

    Parameters
    ----------
    values
        Region x industry in one year; NaN = missing.
    units
        As in :func:`merge_sum`.

    Returns
    -------
    DataFrame
        Unit x industry. The borders are decided for the year as a whole: the parent's row stands
        for the unit only if no part has a value in any industry. An industry missing for one
        member, the others being counted, is therefore missing for the unit.
    """
    merged = {}
    for unit, members in _together(units):
        rows = values.reindex(list(members))
        alone = bool(rows.drop(index=unit, errors="ignore").isna().all(axis=None))
        merged[unit] = _parent_or_sum(rows, unit, pd.Series(alone, index=values.columns))
    return _unit_frame(merged, values, units)


def merged_volume_index(output: pd.DataFrame, index: pd.DataFrame, units: Units) -> pd.DataFrame:
    """Combine the volume indices of the members of each unit.

    Parameters
    ----------
    output
        Output in current prices, region x year, not negative; NaN = missing.
    index
        Volume index, previous year = 100, region x year; NaN = missing.
    units
        As in :func:`merge_sum`.

    Returns
    -------
    DataFrame
        Unit x year, the years of ``index``. A unit of one member, or whose parts have neither
        output nor index in the year (old borders), has the parent's own index. Otherwise every
        member needs both: NaN if a member has output but no index in its first year, as a newly
        made region does.

    Raises
    ------
    ImpossibleValueError
        If an output or an index is negative or infinite, naming region and year.

    Notes
    -----
    I = sum_m y_m,t-1 I_m / sum_m y_m,t-1, weights of the year before, as the indices themselves
    have. In the first year on new borders, when the output of the year before is published on old
    ones, I = 100 sum_m y_m / sum_m (y_m / (I_m / 100)) takes its place: output of the year over
    the same output valued back (a Paasche-type mean).
    """
    require_amounts(output)
    require_amounts(index)
    merged = {}
    for unit, members in _together(units):
        produced = output.reindex(index=list(members), columns=index.columns)
        growth = index.reindex(list(members))
        together = _laspeyres(_year_before(output, produced), growth.where(produced.notna()))
        together = together.fillna(_paasche(produced, growth))
        counted = produced.notna() | growth.notna()
        alone = ~counted.drop(index=unit, errors="ignore").any(axis=0)
        own = growth.loc[unit] if unit in growth.index else together
        merged[unit] = together.mask(alone, own)
    return _unit_frame(merged, index, units)


def _year_before(output: pd.DataFrame, produced: pd.DataFrame) -> pd.DataFrame:
    """Output of the members in the year before, under the years of their indices.

    Missing for all where the parts were not counted apart yet: the parent's is on other borders.
    """
    before = output.reindex(index=produced.index, columns=[int(y) - 1 for y in produced.columns])
    return before.set_axis(produced.columns, axis=1)


def _laspeyres(before: pd.DataFrame, growth: pd.DataFrame) -> "pd.Series[float]":
    """Mean of the indices by output of the year before; NaN where any member lacks one of them."""
    whole = before.sum(skipna=False)
    return (before * growth).sum(skipna=False) / whole.where(whole > 0)


def _paasche(produced: pd.DataFrame, growth: pd.DataFrame) -> "pd.Series[float]":
    """Output of the year over the same output valued back to the year before, 100 = unchanged."""
    backwards = produced / (growth.where(growth > 0) / 100)
    return 100 * produced.sum(skipna=False) / backwards.sum(skipna=False)


def _parent_or_sum(values: pd.DataFrame, unit: str, alone: pd.Series) -> pd.Series:
    """Sum over all members; the parent's value where the parent stands for the whole unit."""
    total = values.sum(axis=0, skipna=False)
    return total.mask(alone, values.loc[unit]) if unit in values.index else total


def _together(units: Units) -> Iterator[tuple[str, Sequence[str]]]:
    """Units that are more than one region under its own name."""
    return ((unit, members) for unit, members in units.items() if list(members) != [unit])


def _unit_frame(merged: Mapping[str, pd.Series], like: pd.DataFrame, units: Units) -> pd.DataFrame:
    """Rows of the units in order: merged values, and the region's own where it is alone."""
    rows = pd.Index(list(units), name=like.index.name, dtype=object)
    found = like.reindex(rows).astype(float)
    for unit, values in merged.items():
        found.loc[unit] = values
    return found
