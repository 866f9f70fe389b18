"""The panel seen on the borders of one year, so that old and new ones never meet."""

import math
from collections.abc import Iterable

import pandas as pd

from generator.classifications.regions import Region, Regions
from generator.dataset.panel import Panel
from generator.dataset.schema import BY_NAME, CURRENT
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
        """Return a table, region x year; NaN where a region has no value on these borders.

        What adds up over regions and is counted on newer borders already is added up.
        """
        values, labels = self.panel.wide(table), self.panel.borders(table)
        years = [each for each in years_of(values) if self.first <= each <= self.last]
        reference = pd.Series(self._reference, dtype=object).reindex(values.index)
        own = values.where(labels.eq(reference, axis=0))
        return own.fillna(self._added_up(table, values, labels))[years]

    def added_up(self, table: str) -> pd.DataFrame:
        """Say which figures of :meth:`frame` are sums over newer borders, region x year."""
        values, labels = self.panel.wide(table), self.panel.borders(table)
        return self._added_up(table, values, labels).notna()

    def parts(self, region: str) -> tuple[str, ...]:
        """Return the later regions that a region still includes on these borders."""
        label = self._reference.get(region, "")
        since = int(label.rpartition("-")[2]) if label not in ("", CURRENT) else None
        children = self.panel.regions.children(region) if since is not None else ()
        return tuple(each.code for each in children if (each.created or 0) >= (since or 0))

    def _added_up(self, table: str, values: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
        """Add up an additive table over the parts of a region; NaN where it has or needs none."""
        found = pd.DataFrame(math.nan, index=values.index, columns=values.columns)
        if BY_NAME[table].nation_tolerance is None:
            return found
        for region in values.index:
            together = [region, *self.parts(region)]
            if together[1:]:
                newer = (labels.reindex(together) == CURRENT).all()
                total = values.reindex(together).sum(skipna=False)
                found.loc[region] = total.where(newer)
        return found


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
