"""The districts of a region against the region, within one delivery."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.classifications.districts import Districts
from generator.dataset.cells import CheckedCell
from generator.dataset.schema import CURRENT, DUST, InputTable
from generator.errors import Location, Problem

_Cell = tuple[str, int]


def district_sums(
    figures: Mapping[InputTable, Sequence[CheckedCell]], districts: Districts, folder: str
) -> tuple[Problem, ...]:
    """Check that the districts of a region add up to it.

    Parameters
    ----------
    figures
        The checked figures of each table of the delivery.
    districts
        The list of districts, which says when those of a region are complete.
    folder
        Name of the delivery's folder for the places of problems; empty for a table alone.

    Returns
    -------
    tuple of Problem
        One per region and year in which all districts miss the region's figure by more than
        rounding allows, or some of them already exceed it. Nothing where the delivery does not
        hold the region's figure on today's borders.
    """
    whole = {
        (table.name, each.region, each.year): each.value
        for table, rows in figures.items()
        for each in rows
        if not table.has_industry and not table.has_district and each.borders == CURRENT
    }
    return tuple(
        problem
        for table, rows in figures.items()
        if table.region_table
        for (region, year), parts in _by_cell(rows).items()
        if (total := whole.get((table.region_table, region, year))) is not None
        for problem in _compare(table, parts, total, (districts, folder))
    )


def _by_cell(rows: Sequence[CheckedCell]) -> Mapping[_Cell, list[CheckedCell]]:
    cells: dict[_Cell, list[CheckedCell]] = defaultdict(list)
    for figure in rows:
        if not math.isnan(figure.value):
            cells[figure.region, figure.year].append(figure)
    return cells


def _compare(
    table: InputTable, parts: Sequence[CheckedCell], whole: float, context: tuple[Districts, str]
) -> Iterator[Problem]:
    districts, folder = context
    region, total = parts[0].region, math.fsum(each.value for each in parts)
    allowed = table.region_tolerance * len(parts) + DUST
    complete = len(parts) == len(districts.of(region))
    if total - whole > allowed or (complete and whole - total > allowed):
        prefix = f"{folder}/" if folder else ""
        slots = {
            "found": f"{total:.10g}",
            "expected": f"{whole:.10g}",
            "region": region,
            "year": str(parts[0].year),
        }
        place = Location(f"{prefix}{table.file}", parts[0].row, "value")
        yield Problem("problem.districts_differ", place, slots)
