"""Local budgets of whole years, region by year: what they are made of, and what is spent."""

import math
from collections.abc import Callable, Collection

import pandas as pd

from generator.classifications.regions import NATION
from generator.economics.indices.level import per_capita, share_of
from generator.findings.measuring.frame_cells import cell, years_of

TABLES = ("taxes", "transfers_received", "expenditure", "withdrawals")

Unknown = Collection[tuple[str, int]]
"""Regions and years of which withdrawals are known to be missing."""


def local_budgets(
    frame: Callable[[str], pd.DataFrame], people: pd.DataFrame, unknown: Unknown
) -> dict[str, pd.DataFrame]:
    """Compute the measures of local budgets.

    Parameters
    ----------
    frame
        Gives an input table as region x year, on the borders of the reference year.
    people
        Average population, region x year.
    unknown
        See :func:`net_expenditure`.

    Returns
    -------
    dict
        By measure a frame region x year: per head in thousand tenge, the share in per cent; NaN
        where a figure is missing.
    """
    taxes, transfers, spent, passed_on = (frame(f"local_budget_{name}") for name in TABLES)
    amounts = {
        "taxes_per_capita": taxes,
        "transfers_per_capita": transfers,
        "expenditure_per_capita": net_expenditure(spent, passed_on, unknown),
    }
    return {
        "transfer_share": _by_year(share_of, transfers, taxes + transfers),
        **{name: _by_year(per_capita, each, people) * 1000 for name, each in amounts.items()},
    }


def net_expenditure(
    spent: pd.DataFrame, passed_on: pd.DataFrame, unknown: Unknown
) -> pd.DataFrame:
    """Take from expenditure what was passed on to the republican budget.

    Parameters
    ----------
    spent
        Expenditure, region x year, with what donors pass on.
    passed_on
        Withdrawals; only donors have a row.
    unknown
        Regions and years of which they are known to be missing.

    Returns
    -------
    DataFrame
        Laid out as ``spent``. NaN where the nation has no withdrawals in the table, which is then
        not there at all, and where those of the region are missing; a region without a row in a
        table that is there passed nothing on. NaN also where withdrawals exceed expenditure,
        which then cannot hold them.
    """
    columns = {}
    for year in years_of(spent):
        if math.isnan(cell(passed_on, NATION, year)):
            columns[year] = pd.Series(math.nan, spent.index)
            continue
        known = passed_on[year].reindex(spent.index).fillna(0.0)
        lacking = [code for code in spent.index if (code, year) in unknown]
        net = spent[year] - known.mask(known.index.isin(lacking))
        columns[year] = net.where(net >= 0)
    return pd.DataFrame(columns, index=spent.index, dtype=float)


def _by_year(
    formula: Callable[[pd.Series, pd.Series], pd.Series], first: pd.DataFrame, other: pd.DataFrame
) -> pd.DataFrame:
    years = [year for year in years_of(first) if year in other.columns]
    columns = {year: formula(first[year], other[year]) for year in years}
    return pd.DataFrame(columns, index=first.index, dtype=float)
