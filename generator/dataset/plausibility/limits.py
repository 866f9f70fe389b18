"""How far figures of a table may move before a person is asked.

The limits are data. How often each rule fires on the unchanged history is counted in
``docs/plausibility.md``, which a test writes from the figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Limits:
    """Moves of one table's figures that nobody is asked about.

    Parameters
    ----------
    lowest, highest
        Least and largest ratio to the same region's figure of the year before.
    points
        Largest change on the year before and on the stored figure, in the table's unit, for rates
        and indices; ``None`` for amounts, which are judged by their ratio.
    index
        Whether figures are per cent of the year before, and so ratios themselves: then these are
        held between ``lowest`` and ``highest``, and ``points`` is for the stored figure alone.
    level
        Whether ranks of regions hardly move from year to year.
    """

    lowest: float = 0.51
    highest: float = 1.95
    points: float | None = None
    index: bool = False
    level: bool = False


DEFAULT = Limits()
"""For tables with less than three years of history, and amounts that swing."""

LIMITS: Mapping[str, Limits] = MappingProxyType(
    {
        "grp": Limits(0.7, 1.5, level=True),
        "grp_per_capita": Limits(0.7, 1.5, level=True),
        "grp_volume_index": Limits(points=16),
        "gva_volume_index": Limits(0.6, 1.8, points=10, index=True),
        "net_taxes_on_products": Limits(0.25, 2.5),
        "fixed_capital_investment": Limits(0.4, 1.95, level=True),
        "average_population": Limits(0.92, 1.08, level=True),
        "population_1_january": Limits(0.92, 1.08, level=True),
        "unemployment_rate": Limits(points=0.5),
        "employed_population": Limits(0.88, 1.15, level=True),
        "employed_by_sector": Limits(0.5, 1.95),
        "cash_income_per_capita": Limits(0.85, 1.3),
        "average_wage": Limits(0.8, 1.5),
        "general_schools": Limits(0.8, 1.25),
        "local_budget_subventions": Limits(0.3, 3.0),
        "local_budget_transfers_received": Limits(0.3, 3.1),
        "local_budget_withdrawals": Limits(0.4, 2.2),
        "general_schools_rural": Limits(0.85, 1.15),
    }
)
"""Limits of the tables that differ from the others, from their moves of 2014 to 2025."""

SECTION = (0.4, 2.5)
"""Ratio to the year before of the value added of an industry that matters."""

MATTERS = 0.02
"""Share of an industry in its region's product from which its moves are looked at."""

REVISION = (0.8, 1.25)
"""Ratio of an amount to the stored one; real revisions of 2023's product stay within 0.87-1.10."""

DEFLATOR = (-15.0, 40.0)
"""Yearly change of prices, per cent, implied by product and volume index; real: -13.5 to 34.3."""

PLACES = 5
"""Places in the ranking of regions that a figure may move by."""

POWERS = (-6, -3, -2, -1, 1, 2, 3, 6)
"""Powers of ten that a wrong unit or decimal point moves a figure by."""

NEAR = 0.12
"""Distance of decimal logarithms within which a move counts as one by a power of ten."""

MOST = 0.8
"""Part of a table's year from which a pattern is one of the whole table."""

STRUCTURE = 7.0
"""Median structural change over sections, percentage points, from which a break is asked about."""

SHARE_JUMP, SHARE_MATTERS, JUMPING = 1.5, 1.0, 10.0
"""Ratio of a section's share to the year before that is a jump, share in per cent from which it
is looked at, and per cent of such sections that jump from which a break is asked about."""

SAME_RATE, FEWEST_ALIKE = 0.05, 0.4
"""Percentage points within which rates of net taxes are one, and the part of the regions that has
one rate where it is allotted; where less than half that part has, it is not."""

FIRST_YEAR = 2013
"""Earlier figures stand in no brief, so nobody is asked about them; 2013 only as a year before."""

GAP = 2
"""Years that a series may lack and still be compared with the figure before."""


def limits_of(table: str) -> Limits:
    """Return the limits of a table; the general ones where it has none of its own."""
    return LIMITS.get(table, DEFAULT)
