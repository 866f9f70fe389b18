"""Output by section of every year, and the indices of structure made of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.economics.indices.concentration import hhi
from generator.economics.indices.specialisation import (
    location_quotients,
    lq_variance,
    lq_variance_weighted,
    structural_shares,
)
from generator.economics.indices.variety import entropy, related_variety, unrelated_variety

MEASURES = (
    "entropy_nat",
    "uv_nat",
    "rv_nat",
    "hhi",
    "lq_var_pop",
    "lq_var_weighted",
    "largest_share",
)
"""Indices of structure, by the name of their measure."""


@dataclass(frozen=True)
class SectionTables:
    """Sections of one year, each a frame region x section with the nation among the regions.

    ``gva`` in millions of tenge; ``in_grp`` as shares of gross regional product, 0..1;
    ``quotients`` are location quotients of these shares. Empty frames without the nation.
    """

    gva: pd.DataFrame
    in_grp: pd.DataFrame
    quotients: pd.DataFrame


NONE = SectionTables(pd.DataFrame(), pd.DataFrame(), pd.DataFrame())
"""A year without sections."""


def section_tables(panel: Panel, grp: pd.DataFrame) -> Mapping[int, SectionTables]:
    """Lay out the sections of every year with output of the nation.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    grp
        Gross regional product, region x year, on the borders of the reference year; NaN where a
        region has none on them.

    Returns
    -------
    Mapping
        Tables by year, of the regions with a product; years without sections are absent.
    """
    found = {}
    for year in sorted(int(each) for each in grp.columns):
        gva = panel.industry_frame("gva_by_industry", year)
        gva = gva.loc[gva.index.intersection(grp.index[grp[year].notna()])]
        if gva.empty or NATION not in gva.index:
            continue
        shares = structural_shares(gva, grp[year].reindex(gva.index))
        quotients = location_quotients(shares, shares.T[NATION])
        found[year] = SectionTables(gva, shares, quotients)
    return found


def structure_indices(
    tables: Mapping[int, SectionTables], groups: Mapping[str, str]
) -> dict[str, pd.DataFrame]:
    """Compute the indices of structure of every year.

    Parameters
    ----------
    tables
        Sections by year.
    groups
        Group of each section, for related and unrelated variety.

    Returns
    -------
    dict
        A frame region x year by measure; no columns without sections.
    """
    columns: dict[str, dict[int, pd.Series[float]]] = {name: {} for name in MEASURES}
    for year, table in tables.items():
        shares = structural_shares(table.gva)
        columns["entropy_nat"][year] = entropy(shares)
        columns["uv_nat"][year] = unrelated_variety(shares, groups)
        columns["rv_nat"][year] = related_variety(shares, groups)
        columns["hhi"][year] = hhi(shares)
        columns["lq_var_pop"][year] = lq_variance(table.quotients)
        columns["lq_var_weighted"][year] = lq_variance_weighted(shares, shares.T[NATION])
        columns["largest_share"][year] = table.in_grp.max(axis=1, skipna=False) * 100
    return {name: pd.DataFrame(by_year, dtype=float) for name, by_year in columns.items()}


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One industry section of the region in the reference year.

    ``gva`` in billion tenge; shares in per cent of GRP and of GDP; ``location_quotient`` is the
    ratio of the two; ``change`` the change of the share in GRP on the previous year, in
    percentage points. ``None`` where there is no value.
    """

    industry: str
    gva: float | None
    share: float | None
    national_share: float | None
    location_quotient: float | None
    change: float | None
