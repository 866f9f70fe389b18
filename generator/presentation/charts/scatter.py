"""Regions on two scales at once, with the nation's values as a cross."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from generator.presentation.charts.drawing import POINTS_PER_MM, Drawing
from generator.presentation.charts.labels import LabelBox, Name, place
from generator.presentation.charts.style import (
    INK,
    INK_2,
    NATION,
    OTHER_DOT,
    REGION,
    Canvas,
    Ink,
    Margins,
    decimals_of,
    text_width,
    ticks,
)
from generator.presentation.localisation.multilingual import AnyWords, Polyglot

PEER = "#7C8790"
OWN, USUAL = (8.0, 600), (6.7, 400)
"""Size in points and weight of the name of this region, and of the others."""

MARGINS = Margins(8, 3, 6, 9)

AIR = 0.08
"""Part of a scale that stays free at each end."""

DOUBLING = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
"""Marks of the vertical scale, which doubles."""


@dataclass(frozen=True, slots=True)
class Point:
    """One region: ``role`` is ``region``, ``peer``, ``end`` (an extreme) or ``other``."""

    name: AnyWords
    x: float
    y: float
    role: str


@dataclass(frozen=True, slots=True)
class ScatterWords:
    """The nation with its name, and what the horizontal scale shows."""

    nation: AnyWords
    nation_x: float
    nation_y: float
    axis: AnyWords


def scatter(
    points: Sequence[Point],
    words: ScatterWords,
    polyglot: Polyglot,
    *,
    size: tuple[float, float],
) -> Drawing:
    """Draw regions as dots on a linear and a doubling scale, named where a name fits.

    Parameters
    ----------
    points
        Regions with values above 0 on the vertical scale.
    words
        The nation's values, drawn as a cross, and the words of the chart.
    """
    sheet = Canvas(*size, MARGINS)
    plot = sheet.plot
    ends = _frame(plot, points, words, size[0] - MARGINS.left - MARGINS.right)
    plot.axvline(words.nation_x, color=NATION, lw=0.8, zorder=1)
    plot.axhline(words.nation_y, color=NATION, lw=0.8, zorder=1)
    for point in points:
        dot(plot, point)
    _names(sheet, points, ends, (size, words))
    low, high = plot.get_ylim()
    marks = [mark for mark in DOUBLING if low <= mark <= high]
    sheet.scale_left(marks, [polyglot.number(mark, decimals_of([mark])) for mark in marks])
    left, right = plot.get_xlim()
    across = [mark for mark in ticks(left, right, 7) if left <= mark <= right]
    sheet.scale_below(across, [polyglot.number(mark, decimals_of(across)) for mark in across])
    sheet.write(words.axis, (0.5, 0), Ink(7, INK_2, 400, "center", "top"), (0, -13), on="axes")
    head = Ink(7, NATION, 600, "center", "bottom")
    sheet.write(words.nation, (words.nation_x, 1), head, (0, 2), on="along")
    return sheet.drawing()


def _frame(
    plot: Axes, points: Sequence[Point], words: ScatterWords, width: float
) -> tuple[float, ...]:
    """Set the scales with some air; return their ends, the vertical ones as logarithms.

    To the right of the nation's line there is room for the names of the regions there, up to a
    third of the scale; ``width`` is that of the plot in millimetres.
    """
    xs = [*(point.x for point in points), words.nation_x]
    ys = [math.log(value) for value in (*(point.y for point in points), words.nation_y)]
    ends = [*with_air(xs), *with_air(ys)]
    most = ends[1] + 0.3 * (max(xs) - min(xs))
    for point in points:
        room = text_width(point.name, *USUAL) + 2.5
        if point.x > words.nation_x and room < width:
            needed = (point.x * width - room * ends[0]) / (width - room)
            ends[1] = max(ends[1], min(needed, most))
    plot.set_yscale("log")
    plot.minorticks_off()
    plot.set_xlim(ends[0], ends[1])
    plot.set_ylim(math.exp(ends[2]), math.exp(ends[3]))
    return tuple(ends)


def with_air(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of a scale with some air beyond the outermost dots."""
    air = AIR * ((max(values) - min(values)) or 1.0)
    return min(values) - air, max(values) + air


def dot(plot: Axes, point: Point) -> None:
    """Draw a region as a dot, larger and in its colour where the brief is about it."""
    colour = {"region": REGION, "twin": PEER}.get(point.role, OTHER_DOT)
    plot.plot(
        point.x,
        point.y,
        "o",
        ms=7 if point.role == "region" else 4.4,
        mfc=colour,
        mec="white",
        mew=0.6,
        zorder=4 if point.role == "region" else 3,
    )


def _names(
    sheet: Canvas,
    points: Sequence[Point],
    ends: tuple[float, ...],
    around: tuple[tuple[float, float], ScatterWords],
) -> None:
    """Name the points, apart from the nation's cross where that is possible."""
    size, words = around
    width = size[0] - MARGINS.left - MARGINS.right
    height = size[1] - MARGINS.top - MARGINS.bottom

    def at(x: float, y: float) -> tuple[float, float]:
        across = (x - ends[0]) / (ends[1] - ends[0]) * width
        return across, (math.log(y) - ends[2]) / (ends[3] - ends[2]) * height

    cross = at(words.nation_x, words.nation_y)
    lines = [LabelBox(cross[0] - 0.3, 0, 0.6, height), LabelBox(0, cross[1] - 0.3, width, 0.6)]
    name_points(sheet, points, at, (width, height), lines)


def name_points(
    sheet: Canvas,
    points: Sequence[Point],
    at: Callable[[float, float], tuple[float, float]],
    area: tuple[float, float],
    lines: Sequence[LabelBox],
) -> None:
    """Name the region first, then its twins, the extremes and whoever still fits.

    Parameters
    ----------
    sheet, points
        Where to write, and what is drawn.
    at
        Where a value stands in the plot, in millimetres from its lower left corner.
    area
        Width and height of the plot in millimetres.
    lines
        What only the names of twins may cross.
    """
    order = {"region": 0, "twin": 1, "end": 2, "other": 3}
    ordered = sorted(points, key=lambda point: (order[point.role], -point.y))
    width, height = area
    names = [_name(point, at(point.x, point.y)) for point in ordered]
    marks = [
        LabelBox(x - 0.8, y - 0.8, 1.6, 1.6) for x, y in (at(each.x, each.y) for each in points)
    ]
    boxes = place(names, marks, LabelBox(0, 0, width + 2, height), lines)
    for point, name, box in zip(ordered, names, boxes, strict=True):
        if box is None:
            continue
        if name.led(box):
            _lead(sheet.plot, name, box, area)
        text, weight = _type(point)
        colour = {"region": REGION, "twin": INK}.get(point.role, INK_2)
        x, _ = at(point.x, point.y)
        beside, part = _side(box, x)
        plate = 0.9 if any(box.overlap(line) for line in lines) else 0.0
        ink = Ink(text, colour, weight, beside, plate=plate)
        middle = ((box.left + part * box.width) / width, (box.low + box.height / 2) / height)
        sheet.write(point.name, middle, ink, on="axes")


def _lead(plot: Axes, name: Name, box: LabelBox, area: tuple[float, float]) -> None:
    """Draw a fine line from a point to its name."""
    ends = ((name.x, name.y), box.nearest(name.x, name.y))
    across, up = ([end[at] / area[at] for end in ends] for at in (0, 1))
    plot.plot(across, up, color=PEER, lw=0.5, zorder=2, transform=plot.transAxes)


def _type(point: Point) -> tuple[float, int]:
    """Size and weight of a point's name: twins are as heavy as the region itself."""
    text, weight = OWN if point.role == "region" else USUAL
    return text, 600 if point.role == "twin" else weight


def _name(point: Point, at: tuple[float, float]) -> Name:
    """Return what is to be placed for a point that stands there, in millimetres."""
    text, weight = _type(point)
    own = point.role == "region"
    return Name(
        *at,
        text_width(point.name, text, weight),
        text / POINTS_PER_MM,
        1.3 if own else 0.8,
        must=own,
        dear=point.role == "twin",
    )


def _side(box: LabelBox, x: float) -> tuple[str, float]:
    """Side of a name that faces its point, and where it is in the box, from 0 to 1.

    The box is as wide as the name in the language that has most to say; in the others the name
    stands at the side of its point all the same.
    """
    if box.left + box.width <= x:
        return "right", 1.0
    return ("left", 0.0) if box.left >= x else ("center", 0.5)
