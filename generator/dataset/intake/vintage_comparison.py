"""What was read against the newest vintage: equal, changed, new, vanished, and in its place."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from generator.dataset.intake.office_files.workbook import column_letters
from generator.dataset.intake.sheet_reading import ReadFigure
from generator.dataset.panel import Panel
from generator.errors import Location, Problem

EQUAL_WITHIN = 1e-9
"""Relative difference below which two figures are the same number."""

FEWEST = 10
"""Figures in common below which nothing is said about the whole."""

SEVERAL_YEARS = 3
"""Years in common from which most figures must be those known."""

UNLIKE = 0.25
"""Median relative difference above which a sheet of few years is not of this table or unit."""

TELLING_DIGITS = 4
"""Digits of a figure that is hardly equal to another one by chance."""

LARGEST_STEP = 3.0
"""Ratio of the figures of two years beside each other that only another unit explains."""

MOVED = 2
"""Changed figures that are a neighbour's, from which rows or columns have moved."""

Cell = tuple[str, str, str, int, str]
"""Table, region, district, year and industry of a figure."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that is another one in the newest vintage, and by how much, in % of that."""

    figure: ReadFigure
    known: float

    @property
    def percent(self) -> float:
        """Change in % of the known value; infinite from zero or from nothing."""
        if not self.known or math.isnan(self.known) or math.isnan(self.figure.value):
            return math.inf
        return 100 * (self.figure.value / self.known - 1)


@dataclass(frozen=True)
class VintageComparison:
    """Figures that were read against those known.

    ``vanished`` are cells of the same table and years that were not read; ``vintage`` is the day
    of the newest delivery.
    """

    vintage: str
    equal: tuple[ReadFigure, ...]
    changed: tuple[Changed, ...]
    new: tuple[ReadFigure, ...]
    vanished: tuple[Cell, ...]

    @cached_property
    def largest(self) -> tuple[Changed, ...]:
        """Changed figures, those with the largest relative change first."""
        return tuple(sorted(self.changed, key=lambda each: -abs(each.percent)))

    @property
    def regions(self) -> tuple[str, ...]:
        """Regions with a changed or new figure, by code."""
        figures = (*(each.figure for each in self.changed), *self.new)
        return tuple(sorted({each.region for each in figures}))


def compare(figures: Sequence[ReadFigure], panel: Panel) -> VintageComparison:
    """Compare figures with the newest vintage."""
    known = _known(figures, panel)
    equal, changed, new = [], [], []
    for each in figures:
        before = known.get(_cell(each))
        if before is None:
            new.append(each)
        elif _same(each.value, before):
            equal.append(each)
        else:
            changed.append(Changed(each, before))
    read = {_cell(each) for each in figures}
    touched = {(table, year) for table, _, _, year, _ in read}
    vanished = tuple(
        cell
        for cell, value in known.items()
        if cell not in read and (cell[0], cell[3]) in touched and not math.isnan(value)
    )
    day = panel.vintage.isoformat()
    return VintageComparison(day, tuple(equal), tuple(changed), tuple(new), vanished)


def _cell(figure: ReadFigure) -> Cell:
    return figure.table, figure.region, figure.district, figure.year, figure.industry


def _known(figures: Sequence[ReadFigure], panel: Panel) -> Mapping[Cell, float]:
    rows = panel.observations
    tables = {each.table for each in figures}
    rows = rows[rows["table"].isin(tables)]
    columns = ["table", "region", "district", "year", "industry", "value"]
    return {
        (str(table), str(region), str(district), int(year), str(industry)): float(value)
        for table, region, district, year, industry, value in rows[columns].itertuples(index=False)
    }


def _same(one: float, other: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return math.isclose(one, other, rel_tol=EQUAL_WITHIN, abs_tol=1e-9)


def unlike(found: VintageComparison, panel: Panel) -> Iterator[Problem]:
    """Name what shows that a sheet was not understood, or is not what it says.

    Of several years in common most figures must be those known, of one or two years they must be
    of the same size; changed figures must not be those of a neighbouring region or year; and a
    new year must be of the size of the year before.
    """
    changed = [each for each in found.changed if math.isfinite(each.percent)]
    total = len(found.equal) + len(changed)
    years = {each.year for each in (*found.equal, *(one.figure for one in changed))}
    sizes = [abs(each.percent) / 100 for each in changed] + [0.0] * len(found.equal)
    few_equal = len(years) >= SEVERAL_YEARS and len(found.equal) * 2 < total
    if total >= FEWEST and (few_equal or median(sizes) > UNLIKE):
        slots = {
            "found": str(len(found.equal)),
            "n_all": str(total),
            "ratio": f"{_ratio(changed):.4g}",
            "vintage": found.vintage,
        }
        yield Problem("problem.unlike_known", Location(changed[0].figure.sheet), slots)
    yield from _moved(found, panel)
    yield from _other_size(found, panel)
    yield from _year_of_other_size(found)


def _ratio(changed: Sequence[Changed]) -> float:
    return median(each.figure.value / each.known for each in changed)


def _moved(found: VintageComparison, panel: Panel) -> Iterator[Problem]:
    """Name years and regions whose changed figures are known as those of their neighbours."""
    hits = tuple(_neighbours_figures(found, panel))
    by_year = Counter((each.sheet, str(each.year)) for each, _ in hits)
    by_region = Counter((each.sheet, each.label) for each, _ in hits)
    told = {key for key, count in (by_year | by_region).items() if count >= MOVED}
    for sheet, name in sorted(told):
        figure, cell = next(
            (each, cell)
            for each, cell in hits
            if each.sheet == sheet and name in (str(each.year), each.label)
        )
        place = Location(sheet, figure.row + 1, column_letters(figure.column))
        count = max(by_year[sheet, name], by_region[sheet, name])
        slots = {"found": str(count), "item": name, "expected": f"{cell[1]} {cell[3]}"}
        yield Problem("problem.figures_moved", place, slots)


def _neighbours_figures(
    found: VintageComparison, panel: Panel
) -> Iterator[tuple[ReadFigure, Cell]]:
    """Find changed figures that are known as that of one neighbouring year or region alone."""
    owners: dict[tuple[str, float], list[Cell]] = {}
    for cell, value in _known([each.figure for each in found.changed], panel).items():
        owners.setdefault((cell[0], value), []).append(cell)
    for figure in (each.figure for each in found.changed):
        same = owners.get((figure.table, figure.value), [])
        telling = len(same) == 1 and _digits(figure.value) >= TELLING_DIGITS
        if telling and _neighbours(figure, same[0]):
            yield figure, same[0]


def _digits(value: float) -> int:
    """Count the digits of a number that tell it from others: those that are not final zeros."""
    return len(f"{value:.15g}".replace(".", "").strip("-0"))


def _neighbours(figure: ReadFigure, cell: Cell) -> bool:
    _, region, district, year, industry = cell
    if district or figure.district:
        return year == figure.year
    own = (figure.region, figure.year, figure.industry)
    return sum(a != b for a, b in zip(own, (region, year, industry), strict=True)) == 1


def _other_size(found: VintageComparison, panel: Panel) -> Iterator[Problem]:
    """Name a new year whose figures are of another size than those of a year beside it."""
    figures = {_cell(each): each.value for each in (*found.equal, *found.new)}
    known = {**_known(found.new, panel), **figures}
    for table, year in sorted({(each.table, each.year) for each in found.new}):
        new = [each for each in found.new if (each.table, each.year) == (table, year)]
        for beside in (year - 1, year + 1):
            ratios = list(_ratios(new, beside, known))
            if len(ratios) >= FEWEST and not 1 / LARGEST_STEP < median(ratios) < LARGEST_STEP:
                place = Location(new[0].sheet, 0, column_letters(new[0].column))
                slots = {"year": str(year), "ratio": f"{median(ratios):.4g}"}
                yield Problem("problem.other_size", place, slots)
                break


def _year_of_other_size(found: VintageComparison) -> Iterator[Problem]:
    """Name a known year whose figures are of another size than those known."""
    by_year: dict[tuple[str, int], list[Changed]] = {}
    for each in found.changed:
        by_year.setdefault((each.figure.table, each.figure.year), []).append(each)
    for (table, year), changed in sorted(by_year.items()):
        equal = sum((each.table, each.year) == (table, year) for each in found.equal)
        ratios = [x.figure.value / x.known for x in changed if x.figure.value > 0 and x.known > 0]
        ratios += [1.0] * equal
        if len(ratios) >= FEWEST and not 1 / LARGEST_STEP < median(ratios) < LARGEST_STEP:
            figure = changed[0].figure
            place = Location(figure.sheet, 0, column_letters(figure.column))
            slots = {"year": str(year), "ratio": f"{median(ratios):.4g}"}
            yield Problem("problem.other_size", place, slots)


def _ratios(
    figures: Sequence[ReadFigure], year: int, known: Mapping[Cell, float]
) -> Iterator[float]:
    """Divide positive figures by those of the same territory in another year."""
    for each in figures:
        before = known.get((*_cell(each)[:3], year, each.industry), math.nan)
        if each.value > 0 and before > 0:
            yield each.value / before
