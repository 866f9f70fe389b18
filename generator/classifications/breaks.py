"""Breaks in series: where figures before and after a year are not of one kind."""

from collections.abc import Iterator
from dataclasses import dataclass

CENSUS_STEP = "census_step"
BORDERS = "borders"

KINDS = (
    CENSUS_STEP,
    "second_vintage",
    "allocation_method",
    BORDERS,
    "section_detail",
    "level_shift",
    "price_level",
    "nominal_against_volume",
    "single_year_outlier",
    "inconsistent_value",
    "suspected_slip",
    "missing_year",
    "rounding_of_the_nation",
    "revision",
    "first_year",
)
"""What can be said of a break; each kind has a sentence in every language."""

BASES = ("documented", "measured", "suspected")
"""How a break is known: the source says so, the figures show it, or they only suggest it."""


@dataclass(frozen=True, slots=True)
class Break:
    """One break of one series.

    Parameters
    ----------
    table
        Input table that it is in.
    region
        ISO 3166-2 code; empty text for every region and the nation.
    industry
        Code of the industry; empty text for every industry, or for none.
    first_year_after
        First year of the figures after the break.
    kind
        One of `KINDS`.
    basis
        One of `BASES`.
    evidence
        The figures that show it, in English, for those who keep the list.
    """

    table: str
    region: str
    industry: str
    first_year_after: int
    kind: str
    basis: str
    evidence: str


class Breaks:
    """All known breaks, ordered by table, year, kind, region and industry.

    Parameters
    ----------
    breaks
        In any order.
    """

    def __init__(self, breaks: tuple[Break, ...] = ()) -> None:
        self._breaks = tuple(
            sorted(
                breaks,
                key=lambda b: (b.table, b.first_year_after, b.kind, b.region, b.industry),
            )
        )

    def __iter__(self) -> Iterator[Break]:
        """Go through all breaks."""
        return iter(self._breaks)

    def __len__(self) -> int:
        """Count all breaks."""
        return len(self._breaks)

    def touching(
        self, tables: frozenset[str], regions: frozenset[str], years: range
    ) -> tuple[Break, ...]:
        """Return the breaks that part figures of these series.

        Parameters
        ----------
        tables, regions
            Names of input tables, and codes of regions; a break of every region touches any.
        years
            Years of the series. A break before the second of them parts nothing.

        Returns
        -------
        tuple of Break
            In order; empty where nothing is known.
        """
        return tuple(
            each
            for each in self
            if each.table in tables
            and (not each.region or each.region in regions)
            and each.first_year_after in years[1:]
        )
