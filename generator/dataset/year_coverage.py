"""Which of the tables that a reference year needs are there, and which regions they lack."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.classifications.regions import NATION
from generator.dataset.panel import Panel


@dataclass(frozen=True, slots=True)
class TableCoverage:
    """What is there of one needed table in a year.

    ``regions`` counts the regions of the year, ``lacking`` names those without a figure and the
    nation if it has none; ``enough`` says whether the need is met. A figure that is kept
    confidential, or of what does not exist, is there.
    """

    table: str
    regions: int
    lacking: tuple[str, ...]
    enough: bool

    @property
    def empty(self) -> bool:
        """Whether nothing of the table is there."""
        return len(self.lacking) == self.regions + 1


def year_coverage(panel: Panel, year: int) -> tuple[TableCoverage, ...]:
    """Tell what is there of every table that a year needs.

    Parameters
    ----------
    panel
        The figures as of one vintage.
    year
        Any year.

    Returns
    -------
    tuple of TableCoverage
        In the order of the list of needs; empty where nothing is declared to be needed.
    """
    rows = panel.observations
    of_year = rows[rows["year"].eq(year)]
    regions = [region.code for region in panel.regions.existing(year)]
    found = []
    for need in panel.year_needs:
        held = set(of_year.loc[of_year["table"].eq(need.table), "region"])
        lacking = tuple(code for code in (*regions, NATION) if code not in held)
        without = len([code for code in lacking if code != NATION])
        share = 100 * (len(regions) - without) / len(regions) if regions else 0.0
        enough = share >= need.coverage and NATION in held
        found.append(TableCoverage(need.table, len(regions), lacking, enough))
    return tuple(found)


def newest_whole_year(panel: Panel) -> int | None:
    """Return the newest year that has all it needs; ``None`` if none has, or nothing is needed."""
    years = sorted({int(year) for year in panel.observations["year"].unique()}, reverse=True)
    return next((year for year in years if _whole(panel, year)), None)


def _whole(panel: Panel, year: int) -> bool:
    found = year_coverage(panel, year)
    return bool(found) and all(each.enough for each in found)


def to_come(panel: Panel, year: int) -> tuple[TableCoverage, ...]:
    """Return what a year still lacks that is newer than every whole year; else nothing.

    A hole in an older year stays one: nobody waits for it.
    """
    newest = newest_whole_year(panel)
    if newest is not None and year <= newest:
        return ()
    return tuple(each for each in year_coverage(panel, year) if not each.enough)


def year_spans(years: Sequence[int]) -> str:
    """Write years as spans.

    Examples
    --------
    >>> year_spans([2008, 2009, 2010, 2014])
    '2008–2010, 2014'
    """
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(f"{a}–{b}" if a != b else str(a) for a, b in spans)
