"""What a reference year needs: tables, and of how many regions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class YearNeed:
    """One table that a year must have before its briefs are whole.

    Parameters
    ----------
    table
        Name of an input table.
    coverage
        Per cent of the regions of the year that must have a figure, besides the nation.
    """

    table: str
    coverage: int
