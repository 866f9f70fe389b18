"""Figures that are not there: read but not fit for use, or missing at the source."""

from dataclasses import dataclass

REASONS = (
    "city_from_september",
    "mixed_borders",
    "repeats_november",
    "no_december",
    "no_table",
    "no_figures",
    "not_listed",
    "doubled",
    "incomplete",
)
"""Why; each has a sentence in every language."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One figure that no delivery holds, and why.

    Parameters
    ----------
    table
        Input table that it would be in.
    region
        Code of the area; empty text for all regions and the nation.
    year, months
        The period, from January to the end of a month; 12 is the year.
    value
        What the source prints, in the unit of the table; ``None`` where it prints nothing.
    reason
        One of `REASONS`.
    """

    table: str
    region: str
    year: int
    months: int
    value: float | None
    reason: str
