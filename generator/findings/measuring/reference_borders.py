"""The panel seen on the borders of one year, so that old and new ones never meet."""

from collections.abc import Iterable

import pandas as pd

from generator.classifications.regions import Region, Regions
from generator.dataset.panel import Panel
from generator.dataset.schema import CURRENT
from generator.findings.measuring.frame_cells import years_of


class ReferenceBorders:
    """Figures of the years from ``first`` to ``last`` that are on the borders of ``last``.

    The borders come from the list of regions, never from a single figure: one that is suppressed
    or absent takes nothing else with it. ``changed`` names the regions of the last year that had
    other borders in an earlier one.
    """

    def __init__(self, panel: Panel, first: int, last: int) -> None:
        self.panel, self.first, self.last = panel, first, last
        counted = self._counted = _counted(panel)
        self._reference = borders_in(panel.regions, last, counted.get(last, frozenset()))
        earlier = [borders_in(panel.regions, y, counted[y]) for y in counted if y < last]
        self.changed = frozenset(
            code
            for code, label in self._reference.items()
            if label and any(each[code] not in {"", label} for each in earlier)
        )

    def counted_in(self, years: Iterable[int]) -> pd.DataFrame:
        """Return whether the accounts of a year count a region on these borders.

        Returns
        -------
        DataFrame
            Region x year, true or false; it does not rest on any figure of the region's own.
        """
        columns = {}
        for year in years:
            labels = borders_in(self.panel.regions, year, self._counted.get(year, frozenset()))
            columns[year] = {
                code: bool(label) and label == self._reference[code]
                for code, label in labels.items()
            }
        return pd.DataFrame(columns, dtype=bool)

    def frame(self, table: str) -> pd.DataFrame:
        """Return a table, region x year; NaN where a region has no value on these borders."""
        values, labels = self.panel.wide(table), self.panel.borders(table)
        years = [each for each in years_of(values) if self.first <= each <= self.last]
        reference = pd.Series(self._reference, dtype=object).reindex(values.index)
        return values.where(labels.eq(reference, axis=0))[years]


def borders_in(regions: Regions, year: int, counted: frozenset[str]) -> dict[str, str]:
    """Return the borders on which the figures of a year are published, by region.

    Parameters
    ----------
    regions
        The list of regions with the years in which they were created and abolished.
    year
        Any year.
    counted
        Regions for which the accounts of that year have a row. Accounts are recalculated
        together: a region that was created later and is among them says that all regions created
        in the same year are counted apart already.

    Returns
    -------
    dict
        The label of a delivery (``current``, ``before-2022``) of every region; empty text where
        the region is not counted in that year.
    """
    known = {each.created for each in regions if each.created is not None}
    made = {c for c in known if c <= year or any(regions[code].created == c for code in counted)}
    return {region.code: _label(region, regions, made) for region in regions}


def _label(region: Region, regions: Regions, made: set[int]) -> str:
    if region.created is not None and region.created not in made:
        return ""
    if region.abolished is not None:
        return "" if region.abolished in made else f"before-{region.abolished}"
    carved = {child.created for child in regions.children(region.code) if child.created}
    return f"before-{min(carved - made)}" if carved - made else CURRENT


def _counted(panel: Panel) -> dict[int, frozenset[str]]:
    """Regions with a row of gross regional product, whatever it says, by year."""
    rows = panel.observations[panel.observations["table"].eq("grp")]
    return {
        int(str(year)): frozenset(map(str, codes))
        for year, codes in rows.groupby("year")["region"]
    }
