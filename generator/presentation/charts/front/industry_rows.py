"""Industries of a region as bars with the nation's ticks: five small ones, or large ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.front.front_drawing import FrontDrawing, Room
from generator.presentation.charts.style import INK_2, NATION, REGION, TextStyle, text_width
from generator.presentation.localisation.multilingual import Polyglot
from generator.presentation.localisation.words import AnyWords

HEAD_MM = 6.0
"""Height of the heads of the columns, in millimetres."""


@dataclass(frozen=True, slots=True)
class IndustryRow:
    """Shares of one industry, per cent: the region's, the nation's, and an earlier one."""

    name: AnyWords
    share: float
    national: float | None
    before: float | None = None


@dataclass(frozen=True, slots=True)
class RowHeads:
    """Heads of the columns of numbers; the earlier year has none where it is not shown."""

    own: AnyWords
    nation: AnyWords
    before: AnyWords = ""


def industry_rows(
    rows: Sequence[IndustryRow], heads: RowHeads, polyglot: Polyglot, room: Room
) -> Drawing:
    """Draw a bar for each industry, a tick for the nation, an outline for the earlier share.

    Parameters
    ----------
    rows, heads
        Industries from the top down, and the heads of the columns of their numbers.
    polyglot, room
        Prints the numbers; size of the drawing.
    """
    plane = FrontDrawing(room)
    left = 0.0 if room.narrow else max(text_width(row.name, room.small) for row in rows) + 2.5
    columns = [each for each in _columns(heads) if each.head][-2 if room.narrow else 0 :]
    width = max(9.0, *(text_width(each.head, room.small, 600) for each in columns)) + 2
    scale = (room.width - left - width * len(columns) - 1) / _most(rows)
    step = (room.height - HEAD_MM) / len(rows)
    places = [room.width - width * at for at in reversed(range(len(columns)))]
    for x, each in zip(places, columns, strict=True):
        plane.write(each.head, x, 2, TextStyle(room.small, each.colour, 600, "right"))
    cells = list(zip(places, columns, strict=True))
    for at, row in enumerate(rows):
        y = HEAD_MM + (at + 0.5) * step
        above = 0.36 * step if room.narrow else 0.0
        plane.write(row.name, 0, y - above, TextStyle(room.small))
        _bars(plane, row, (left, y + above / 3, scale), min(0.62 * step, 9.0) - above)
        _numbers(plane, row, (y, cells), polyglot)
    return plane.drawing()


@dataclass(frozen=True, slots=True)
class _Column:
    head: AnyWords
    value: Callable[[IndustryRow], float | None]
    colour: str


def _numbers(
    plane: FrontDrawing,
    row: IndustryRow,
    at: tuple[float, Sequence[tuple[float, _Column]]],
    polyglot: Polyglot,
) -> None:
    """Print the numbers of one row in their columns."""
    y, cells = at
    for x, each in cells:
        weight = 700 if each.colour == REGION else 400
        look = TextStyle(plane.room.strong, each.colour, weight, "right")
        plane.write(polyglot.number(each.value(row), 1), x, y, look)


def _columns(heads: RowHeads) -> tuple[_Column, ...]:
    """List the columns of numbers, the earlier year first."""
    return (
        _Column(heads.before, lambda row: row.before, INK_2),
        _Column(heads.own, lambda row: row.share, REGION),
        _Column(heads.nation, lambda row: row.national, NATION),
    )


def _most(rows: Sequence[IndustryRow]) -> float:
    """Return the largest share of all, which the bars are drawn to."""
    return max(max(row.share, row.national or 0.0, row.before or 0.0) for row in rows) or 1.0


def _bars(
    plane: FrontDrawing, row: IndustryRow, at: tuple[float, float, float], height: float
) -> None:
    left, y, scale = at
    top = y - height / 2
    thin = row.before is not None
    inner = height * 0.6 if thin else height
    if row.before is not None:
        plane.frame((left, top), (max(row.before * scale, 0.6), height), INK_2, "#FFFFFF")
    plane.box((left, y - inner / 2), (max(row.share * scale, 0.3), inner), REGION)
    if row.national is not None:
        plane.tick((left + row.national * scale, y), (0.8, height + 1.6))
