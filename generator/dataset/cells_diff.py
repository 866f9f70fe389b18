"""Which input figures differ between two vintages."""

import math
from dataclasses import dataclass

import pandas as pd

from generator.dataset.panel import Panel

_KEYS = ["table", "region", "district", "industry", "year"]


@dataclass(frozen=True, slots=True)
class RevisedFigure:
    """One input figure in two vintages, in the unit of its table.

    ``old`` and ``new`` are NaN where that vintage holds no value.
    """

    table: str
    region: str
    district: str
    industry: str
    year: int
    unit: str
    old: float
    new: float

    @property
    def relative(self) -> float | None:
        """Return a difference in per cent of the old value; ``None`` where that has no meaning."""
        known = not math.isnan(self.old) and not math.isnan(self.new)
        return (self.new / self.old - 1) * 100 if known and self.old > 0 else None


def revised_figures(old: Panel, new: Panel) -> tuple[RevisedFigure, ...]:
    """List the figures whose value differs between two vintages.

    Parameters
    ----------
    old, new
        The figures as known on two days.

    Returns
    -------
    tuple of RevisedFigure
        In the order of table, region, district, industry and year; figures that only one vintage
        holds are among them. Status, source and note are not compared.
    """
    columns = [*_KEYS, "unit", "value"]
    both = old.observations[columns].merge(
        new.observations[columns], on=_KEYS, how="outer", suffixes=("_old", "_new")
    )
    same = both["value_old"].eq(both["value_new"]) | (
        both["value_old"].isna() & both["value_new"].isna()
    )
    changed: pd.DataFrame = both[~same].sort_values(_KEYS)
    return tuple(
        RevisedFigure(
            table=str(row.table),
            region=str(row.region),
            district=str(row.district),
            industry=str(row.industry),
            year=int(str(row.year)),
            unit=str(row.unit_old if isinstance(row.unit_old, str) else row.unit_new),
            old=float(str(row.value_old)),
            new=float(str(row.value_new)),
        )
        for row in changed.itertuples(index=False)
    )
