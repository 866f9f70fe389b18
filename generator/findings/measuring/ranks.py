"""Where each region stands among the regions of a year."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from generator.classifications.regions import NATION
from generator.economics.indices.ranking import rank_descending
from generator.findings.measuring.frame_cells import years_of


@dataclass(frozen=True, slots=True)
class RankPosition:
    """A rank: 1 is the largest of ``of`` regions; ``tied`` regions share it (1 = alone)."""

    rank: int
    tied: int
    of: int


def places(values: pd.DataFrame) -> dict[int, dict[str, RankPosition]]:
    """Rank the regions of every year, the nation left out.

    Parameters
    ----------
    values
        Region x year, with or without the nation; NaN = missing.

    Returns
    -------
    dict
        Places by year and region; a region without a value has none.
    """
    regions = values.drop(index=NATION, errors="ignore")
    return {year: _of_year(regions[year]) for year in years_of(values)}


def _of_year(values: "pd.Series[float]") -> dict[str, RankPosition]:
    ranks = {str(code): int(rank) for code, rank in rank_descending(values.dropna()).items()}
    sharing = Counter(ranks.values())
    return {code: RankPosition(rank, sharing[rank], len(ranks)) for code, rank in ranks.items()}
