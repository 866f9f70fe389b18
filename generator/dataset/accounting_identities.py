"""Accounting identities of one delivery: what must add up, does.

Every identity is checked only between figures on the same borders.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from generator.classifications.regions import NATION, Regions
from generator.dataset.cells import CheckedCell
from generator.dataset.schema import BY_NAME, CURRENT, DUST, InputTable
from generator.errors import Location, Problem

PRODUCT_TOLERANCE = 0.2
"""Million tenge: the parts of gross regional product are published to one decimal."""

PER_CAPITA_TOLERANCE = 0.05
"""Thousand tenge: gross regional product per capita is published to one decimal."""

_Cell = tuple[str, int]
_Figures = Mapping[InputTable, Sequence[CheckedCell]]


def identities(figures: _Figures, regions: Regions, folder: str) -> tuple[Problem, ...]:
    """Check the accounting identities of one delivery.

    Parameters
    ----------
    figures
        The checked figures of each table; identities whose tables are absent are not checked.
    regions
        The list of regions, which says what covers the nation without overlap.
    folder
        Name of the delivery's folder for the places of problems; empty for a table alone.

    Returns
    -------
    tuple of Problem
        One per cell in which an identity fails: gross value added of the industries plus net
        taxes on products, less FISIM where it is shown apart, against gross regional product;
        the regions against the nation; product over population against product per capita; and
        the industries of a cell, which must be on the same borders.
    """
    found = {table.name: rows for table, rows in figures.items()}
    prefix = f"{folder}/" if folder else ""
    return (
        *_product(found, prefix),
        *_per_capita(found, prefix),
        *(
            problem
            for table, rows in figures.items()
            if table.has_industry
            for problem in _industries_apart(table, rows, prefix)
        ),
        *(
            problem
            for table, rows in figures.items()
            if table.nation_tolerance is not None
            for problem in _nation(table, rows, regions, prefix)
        ),
    )


def _product(found: Mapping[str, Sequence[CheckedCell]], prefix: str) -> Iterator[Problem]:
    """Compare value added by industry + net taxes on products - FISIM with GRP, cell by cell."""
    names = ("gva_by_industry", "net_taxes_on_products", "grp")
    if not all(name in found for name in names):
        return
    added = _by_cell(found["gva_by_industry"])
    taxes = _by_cell(found["net_taxes_on_products"])
    services = _by_cell(found.get("fisim", ()))
    for figure in found["grp"]:
        cell = (figure.region, figure.year)
        if cell not in added or cell not in taxes:
            continue
        parts = [*added[cell], *taxes[cell]]
        less = services.get(cell, [])
        place = Location(f"{prefix}{BY_NAME['grp'].file}", figure.row, "value")
        total = math.fsum([*(part.value for part in parts), *(-part.value for part in less)])
        yield from _compare(figure, total, PRODUCT_TOLERANCE, "problem.sum_differs", place)
        yield from _one_territory(figure, [*parts, *less], place)


def _per_capita(found: Mapping[str, Sequence[CheckedCell]], prefix: str) -> Iterator[Problem]:
    """Compare GRP / average population with GRP per capita as published, on the same borders."""
    product = _by_cell(found.get("grp", ()))
    people = _by_cell(found.get("average_population", ()))
    for figure in found.get("grp_per_capita", ()):
        cell = (figure.region, figure.year)
        known = [*product.get(cell, []), *people.get(cell, [])]
        both = cell in product and cell in people
        if both and all(part.borders == figure.borders for part in known):
            ratio = known[0].value * 1000 / known[1].value
            place = Location(f"{prefix}{BY_NAME['grp_per_capita'].file}", figure.row, "value")
            yield from _compare(
                figure, ratio, PER_CAPITA_TOLERANCE, "problem.per_capita_differs", place
            )


def _industries_apart(
    table: InputTable, rows: Iterable[CheckedCell], prefix: str
) -> Iterator[Problem]:
    """Name cells whose industries are on different borders."""
    for figures in _by_cell(rows).values():
        place = Location(f"{prefix}{table.file}", figures[0].row, "value")
        yield from _one_territory(figures[0], figures, place)


def _nation(
    table: InputTable, rows: Iterable[CheckedCell], regions: Regions, prefix: str
) -> Iterator[Problem]:
    """Compare the sum of the regions with the nation, where they cover it exactly once."""
    groups: dict[tuple[str, str, int, int], list[CheckedCell]] = defaultdict(list)
    for figure in rows:
        groups[figure.industry, figure.item, figure.year, figure.months].append(figure)
    tolerance = table.nation_tolerance or 0.0
    once = cache(lambda given: _cover(given, regions))
    for group in groups.values():
        nation = next((each for each in group if each.region == NATION), None)
        parts = [each for each in group if each.region != NATION]
        kept = once(tuple((each.region, each.borders) for each in parts))
        if nation is not None and kept:
            total = math.fsum(parts[position].value for position in kept)
            place = Location(f"{prefix}{table.file}", nation.row, "value")
            yield from _compare(nation, total, tolerance, "problem.nation_differs", place)


def _cover(given: tuple[tuple[str, str], ...], regions: Regions) -> tuple[int, ...]:
    """Choose the figures that cover today's regions exactly once; empty if none do.

    A figure that lies wholly within another one is left out: some tables show a city both apart
    and within the region that it was later carved from.
    """
    areas = [_area(code, borders, regions) for code, borders in given]
    kept = [
        position for position, area in enumerate(areas) if not any(area < other for other in areas)
    ]
    covered = [code for position in kept for code in areas[position]]
    everything = sorted(region.code for region in regions.current())
    return tuple(kept) if sorted(covered) == everything else ()


def _area(code: str, borders: str, regions: Regions) -> frozenset[str]:
    """Return which of today's regions a figure covers."""
    if borders == CURRENT:
        return frozenset({code})
    carved = [
        child.code
        for child in regions.children(code)
        if child.created is not None and borders <= f"before-{child.created}"
    ]
    own = [] if regions[code].abolished is not None else [code]
    return frozenset([*own, *carved])


def _by_cell(rows: Iterable[CheckedCell]) -> dict[_Cell, list[CheckedCell]]:
    cells: dict[_Cell, list[CheckedCell]] = defaultdict(list)
    for figure in rows:
        cells[figure.region, figure.year].append(figure)
    return dict(cells)


def _compare(
    figure: CheckedCell, found: float, tolerance: float, key: str, place: Location
) -> Iterator[Problem]:
    """Compare a figure with what it should be; nothing to compare where either is missing."""
    if abs(found - figure.value) > tolerance + DUST:
        slots = {
            "found": f"{figure.value:.10g}",
            "expected": f"{round(found, 4):.12g}",
            "region": figure.region,
            "industry": figure.industry,
            "year": str(figure.year),
        }
        yield Problem(key, place, slots)


def _one_territory(
    figure: CheckedCell, parts: Iterable[CheckedCell], place: Location
) -> Iterator[Problem]:
    strange = sorted({part.borders for part in parts} - {figure.borders})
    if strange:
        slots = {
            "found": ", ".join(strange),
            "expected": figure.borders,
            "region": figure.region,
            "year": str(figure.year),
        }
        where = Location(place.file, place.row, "borders")
        yield Problem("problem.borders_differ", where, slots)
