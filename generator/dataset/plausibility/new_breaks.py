"""Breaks of a whole table that the register of breaks does not know."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from generator.classifications.breaks import Break
from generator.classifications.regions import NATION
from generator.dataset.panel import Panel
from generator.dataset.plausibility.comparison import Comparison, RaisedDoubt, about_all
from generator.dataset.plausibility.limits import (
    FEWEST_ALIKE,
    JUMPING,
    SAME_RATE,
    SHARE_JUMP,
    SHARE_MATTERS,
    STRUCTURE,
)

_SECTIONS, _TAXES, _PRODUCT = "gva_by_industry", "net_taxes_on_products", "grp"

FEWEST = 10
"""Regions that must have figures in both years for a break of the whole table to be seen."""


@dataclass(frozen=True, slots=True)
class SectionMoves:
    """How far sections of the regions moved in a year; NaN where nothing can be compared.

    Parameters
    ----------
    structure
        Median over the regions of the structural change, half the sum of absolute changes of the
        sections' shares, in percentage points.
    jumping
        Sections whose share jumped, in % of those that matter.
    """

    structure: float
    jumping: float


def section_moves(panel: Panel, year: int) -> SectionMoves:
    """Measure how far the sections of the regions moved against the year before.

    Cells that the register of breaks explains are left out of both years, as is a section that a
    region has in one of them alone.
    """
    now, last = (_of_regions(panel, each) for each in (year, year - 1))
    known = [
        each for each in panel.breaks if (each.table, each.first_year_after) == (_SECTIONS, year)
    ]
    both = now.notna() & last.reindex_like(now).notna()
    both &= ~_explained(both, known)
    share, before = (_shares(each.reindex_like(now).where(both)) for each in (now, last))
    if both.any(axis=1).sum() < FEWEST:
        return SectionMoves(math.nan, math.nan)
    change = (share - before).abs().sum(axis=1, min_count=1) / 2
    matters = share.ge(SHARE_MATTERS) | before.ge(SHARE_MATTERS)
    ratio = (share / before).where(matters & share.gt(0) & before.gt(0)).stack().dropna()
    jumps = ~ratio.between(1 / SHARE_JUMP, SHARE_JUMP)
    return SectionMoves(float(change.median()), 100 * float(jumps.mean()))


def _of_regions(panel: Panel, year: int) -> pd.DataFrame:
    return panel.industry_frame(_SECTIONS, year).drop(index=NATION, errors="ignore")


def _shares(values: pd.DataFrame) -> pd.DataFrame:
    return values.div(values.sum(axis=1).where(lambda whole: whole.gt(0)), axis=0) * 100


def _explained(cells: pd.DataFrame, known: list[Break]) -> pd.DataFrame:
    """Mark the cells of breaks that are known; one without a region or industry is of all."""
    found = pd.DataFrame(data=False, index=cells.index, columns=cells.columns)
    for each in known:
        rows = [code for code in cells.index if each.region in ("", code)]
        found.loc[rows, [code for code in cells.columns if each.industry in ("", code)]] = True
    return found


def regions_of_one_rate(panel: Panel, year: int) -> tuple[int, int]:
    """Count the regions whose net taxes are one share of GRP, and all with both figures."""
    taxes, product = (panel.wide(each) for each in (_TAXES, _PRODUCT))
    if year not in taxes.columns or year not in product.columns:
        return 0, 0
    rates = np.sort((100 * taxes[year] / product[year]).drop(NATION, errors="ignore").dropna())
    alike = np.searchsorted(rates, rates + SAME_RATE, side="right") - np.arange(len(rates))
    return int(alike.max(initial=0)), len(rates)


def new_breaks(compared: Comparison) -> Iterator[RaisedDoubt]:
    """Ask about a year from which a whole table seems to be of another kind.

    What the register of breaks has of that year, and what the stored figures show already, is
    not asked about again.
    """
    for table, year, rows in compared.table_years:
        if table == _SECTIONS:
            yield from _of_sections(compared, year, rows)
        elif table == _TAXES:
            yield from _of_rates(compared, year, rows)


def _of_sections(compared: Comparison, year: int, rows: pd.DataFrame) -> Iterator[RaisedDoubt]:
    now = section_moves(compared.after, year)
    stored = _stored_moves(compared, year)
    signs = (
        ("doubt.break_structure", now.structure, stored.structure, STRUCTURE, "percentage points"),
        ("doubt.break_jumping", now.jumping, stored.jumping, JUMPING, "%"),
    )
    for key, value, before, most, unit in signs:
        if value > most and not before > most:
            slots = {"found": f"{value:.1f}", "v0": f"{most:.1f}", "unit": unit}
            yield RaisedDoubt(about_all(key, rows, **slots).problem)


def _stored_moves(compared: Comparison, year: int) -> SectionMoves:
    if compared.before is None:
        return SectionMoves(math.nan, math.nan)
    return section_moves(compared.before, year)


def _of_rates(compared: Comparison, year: int, rows: pd.DataFrame) -> Iterator[RaisedDoubt]:
    panel = compared.after
    known = any((each.table, each.first_year_after) == (_TAXES, year) for each in panel.breaks)
    stored = compared.before is not None and _is_parted(compared.before, year)
    if not known and not stored and _is_parted(panel, year):
        (k, n_all), (k0, _) = (regions_of_one_rate(panel, each) for each in (year, year - 1))
        slots = {"k": k, "k0": k0, "n_all": n_all}
        yield RaisedDoubt(about_all("doubt.break_rates", rows, **slots).problem)


def _is_parted(panel: Panel, year: int) -> bool:
    """Whether one rate of many regions begins or ends with a year."""
    counts = [regions_of_one_rate(panel, each) for each in (year, year - 1)]
    if any(n_all < FEWEST for _, n_all in counts):
        return False
    parts = [k / n_all for k, n_all in counts]
    return max(parts) >= FEWEST_ALIKE and min(parts) < FEWEST_ALIKE / 2
