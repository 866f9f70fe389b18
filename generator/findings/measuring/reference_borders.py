"""The panel seen on the borders of one year, so that old and new ones never meet."""

import pandas as pd

from generator.dataset.panel import Panel
from generator.findings.measuring.frame_cells import years_of


class ReferenceBorders:
    """Figures of the years from ``first`` to ``last`` that are on the borders of ``last``.

    ``changed`` names the regions of the last year that had other borders in an earlier one.
    """

    def __init__(self, panel: Panel, first: int, last: int) -> None:
        self.panel, self.first, self.last = panel, first, last
        labels = panel.borders("grp")
        self._reference = labels[last] if last in labels.columns else pd.Series(dtype=object)
        earlier = labels[[each for each in years_of(labels) if each < last]]
        differs = earlier.ne(self._reference, axis=0) & (earlier != "")
        self.changed = frozenset(differs.index[differs.any(axis=1)]) & frozenset(
            self._reference[self._reference.ne("")].index
        )

    def frame(self, table: str) -> pd.DataFrame:
        """Return a table, region x year; NaN where a region has no value on these borders."""
        values, labels = self.panel.wide(table), self.panel.borders(table)
        years = [each for each in years_of(values) if self.first <= each <= self.last]
        reference = self._reference.reindex(values.index)
        same = labels.eq(reference, axis=0) | reference.isna().to_numpy()[:, None]
        return values.where(same)[years]
