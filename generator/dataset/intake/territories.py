"""What figures of regions say together: on which borders they are, and whether they add up."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.classifications.regions import NATION, Regions
from generator.dataset.intake.office_files.workbook import column_letters
from generator.dataset.intake.sheet_reading import Ignored, ReadFigure, SheetReading
from generator.dataset.schema import BY_NAME, CURRENT, DUST
from generator.errors import Location, Problem


@dataclass(frozen=True, slots=True)
class YearSum:
    """The sum over the regions of one year beside the nation's figure.

    ``doubled`` is the sum with abolished regions that are also given by their parts; it is the
    same where there are none. ``nation`` is NaN where the sheet has none.
    """

    table: str
    year: int
    regions: float
    doubled: float
    nation: float

    @property
    def adds_up(self) -> bool:
        """Whether the regions make the nation, within what the table may be rounded."""
        tolerance = BY_NAME[self.table].nation_tolerance or 0.0
        return abs(self.regions - self.nation) <= tolerance + DUST


def borders_of(figure: ReadFigure, present: frozenset[str], regions: Regions) -> str:
    """Name the borders of a figure.

    Parameters
    ----------
    figure
        The figure.
    present
        Regions that have a figure in the same table and year.
    regions
        The regions.

    Returns
    -------
    str
        ``before-…`` for an abolished region, and for one whose later parts have no figures of
        their own in a year before they were carved out; else today's.
    """
    region = regions[figure.region]
    if region.abolished is not None:
        return f"before-{region.abolished}"
    for child in regions.children(region.code):
        if child.created and figure.year < child.created and child.code not in present:
            return f"before-{child.created}"
    return CURRENT


def present_regions(figures: Sequence[ReadFigure]) -> Mapping[tuple[str, int], frozenset[str]]:
    """Return the regions with a figure, by table and year."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for each in figures:
        if not math.isnan(each.value):
            found[each.table, each.year].add(each.region)
    return {key: frozenset(codes) for key, codes in found.items()}


def take_out_doubled(reading: SheetReading, regions: Regions) -> tuple[ReadFigure, ...]:
    """Take out an abolished region's figures of years in which all its parts have theirs.

    Returns
    -------
    tuple of ReadFigure
        What was taken out of the reading; it names them as ignored.
    """
    present = present_regions(reading.figures)
    out = tuple(each for each in reading.figures if _doubled(each, present, regions))
    if out:
        reading.figures[:] = [each for each in reading.figures if each not in out]
        years = tuple(sorted({str(each.year) for each in out}))
        label = out[0].label
        reading.ignored.append(
            Ignored(reading.sheet, "beside_its_parts", len(out), (label, *years))
        )
    return out


def _doubled(
    figure: ReadFigure, present: Mapping[tuple[str, int], frozenset[str]], regions: Regions
) -> bool:
    if regions[figure.region].abolished is None:
        return False
    parts = {child.code for child in regions.children(figure.region)}
    return bool(parts) and parts <= present.get((figure.table, figure.year), frozenset())


def year_sums(figures: Sequence[ReadFigure], doubled: Sequence[ReadFigure]) -> tuple[YearSum, ...]:
    """Add up the regions of every year of every table that adds up, industries left out."""
    found = []
    whole = [each for each in figures if not each.industry]
    cells = sorted({(each.table, each.year) for each in whole if not each.district})
    for table, year in cells:
        if BY_NAME[table].nation_tolerance is None:
            continue
        parts = _of_year(whole, table, year)
        nation = [each.value for each in parts if each.region == NATION]
        regions = _sum(each for each in parts if each.region != NATION)
        twice = _sum(iter(_of_year(doubled, table, year)))
        total = nation[0] if nation else math.nan
        found.append(YearSum(table, year, regions, regions + twice, total))
    return tuple(found)


def _of_year(figures: Sequence[ReadFigure], table: str, year: int) -> list[ReadFigure]:
    return [each for each in figures if (each.table, each.year) == (table, year)]


def _sum(figures: Iterator[ReadFigure]) -> float:
    return math.fsum(each.value for each in figures if not math.isnan(each.value))


def sum_problems(sums: Sequence[YearSum], readings: Sequence[SheetReading]) -> Iterator[Problem]:
    """Name every year whose regions do not add up to the nation, at the nation's cell."""
    for each in sums:
        if math.isnan(each.nation) or each.adds_up:
            continue
        figure = _nation_cell(each, readings)
        place = Location(figure.sheet, figure.row + 1, column_letters(figure.column))
        slots = {
            "year": str(each.year),
            "found": f"{each.regions:,.1f}".replace(",", " "),
            "expected": f"{each.nation:,.1f}".replace(",", " "),
        }
        yield Problem("problem.sheet_sum", place, slots)


def _nation_cell(each: YearSum, readings: Sequence[SheetReading]) -> ReadFigure:
    return next(
        figure
        for reading in readings
        for figure in reading.figures
        if (figure.table, figure.year, figure.region) == (each.table, each.year, NATION)
        and not figure.industry
    )


def district_problems(reading: SheetReading) -> Iterator[Problem]:
    """Name every region whose districts, also those without a code, do not add up to it."""
    parts: dict[tuple[str, int], list[float]] = defaultdict(list)
    for each in (*reading.figures, *reading.unmatched):
        parts[each.region, each.year].append(each.value)
    if not BY_NAME[reading.rule.table].region_table:
        return
    for total in reading.totals:
        values = parts.get((total.region, total.year), [])
        found = math.fsum(value for value in values if not math.isnan(value))
        allowed = BY_NAME[reading.rule.table].region_tolerance * len(values) + DUST
        if values and abs(found - total.value) > allowed:
            place = Location(total.sheet, total.row + 1, column_letters(total.column))
            slots = {
                "found": f"{found:,.1f}".replace(",", " "),
                "expected": f"{total.value:,.1f}".replace(",", " "),
                "year": str(total.year),
                "region": total.label,
            }
            yield Problem("problem.sheet_districts", place, slots)
