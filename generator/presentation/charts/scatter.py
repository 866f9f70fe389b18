"""Dots on two scales at once: regions beside the nation's cross, and growth on the start."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from generator.presentation.charts.drawing import POINTS_PER_MM, Drawing
from generator.presentation.charts.labels import LabelBox, Name, place
from generator.presentation.charts.style import (
    INK,
    INK_2,
    NATION,
    NORMAL,
    OTHER_DOT,
    REGION,
    Canvas,
    Margins,
    TextStyle,
    decimals_of,
    text_width,
    ticks,
)
from generator.presentation.localisation.multilingual import Polyglot
from generator.presentation.localisation.words import AnyWords

PEER = "#39444E"
OWN, USUAL = (8.5, 600), (8.0, 400)
"""Size in points and weight of the name of this region, and of the others."""

MARGINS, SLOPE_MARGINS = Margins(8, 3, 6, 10), Margins(8, 3, 3, 10)

AIR = 0.08
"""Part of a scale that stays free at each end."""

DOUBLING = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
"""Marks of a scale that doubles."""

STEPS = 24
"""Pieces of the fitted line, which is straight on logarithmic scales only."""


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
    canvas = Canvas(*size, MARGINS)
    plot = canvas.plot
    ends = _frame(plot, points, words, size[0] - MARGINS.left - MARGINS.right)
    plot.axvline(words.nation_x, color=NATION, lw=0.8, zorder=1)
    plot.axhline(words.nation_y, color=NATION, lw=0.8, zorder=1)
    for point in points:
        dot(plot, point)
    _names(canvas, points, ends, (size, words))
    low, high = plot.get_ylim()
    marks = [mark for mark in DOUBLING if low <= mark <= high]
    canvas.scale_left(marks, [polyglot.number(mark, decimals_of([mark])) for mark in marks])
    left, right = plot.get_xlim()
    across = [mark for mark in ticks(left, right, 7) if left <= mark <= right]
    canvas.scale_below(across, [polyglot.number(mark, decimals_of(across)) for mark in across])
    canvas.grid(marks, across)
    _name_scale(canvas, words.axis)
    head = TextStyle(NORMAL, NATION, 600, "center", "bottom")
    canvas.write(words.nation, (words.nation_x, 1), head, (0, 2), on="along")
    return canvas.drawing()


def _name_scale(canvas: Canvas, words: AnyWords) -> None:
    """Say below the lower scale what it shows."""
    look = TextStyle(NORMAL, INK_2, 400, "center", "top")
    canvas.write(words, (0.5, 0), look, (0, -16), on="axes")


@dataclass(frozen=True, slots=True)
class FittedSlope:
    """The fitted line: growth for a level, and how the line is drawn where it is not certain.

    ``clear`` says that the slope has a direction; a line without one is dashed.
    """

    growth: Callable[[float], float]
    clear: bool


def slope(
    points: Sequence[Point],
    fit: FittedSlope,
    axis: AnyWords,
    polyglot: Polyglot,
    *,
    size: tuple[float, float],
) -> Drawing:
    """Draw units as dots, levels above 0 on a doubling scale and growth on a linear one.

    Parameters
    ----------
    points
        Units: ``x`` is the level at the start, ``y`` the average growth.
    fit, axis
        The regression line, and what the scale below shows.
    """
    canvas = Canvas(*size, SLOPE_MARGINS)
    left, right, low, high = ends = _slope_scales(canvas.plot, points)
    line = [(math.exp(at), fit.growth(math.exp(at))) for at in np.linspace(left, right, STEPS)]
    dashes = "-" if fit.clear else (0, (4, 2.2))
    canvas.plot.plot(*zip(*line, strict=True), color=NATION, lw=1.1, ls=dashes, zorder=2)
    for point in points:
        dot(canvas.plot, point)
    _slope_names(canvas, points, line, (size, ends))
    heights = [mark for mark in ticks(low, high, 7) if low <= mark <= high]
    canvas.scale_left(heights, [polyglot.number(mark, decimals_of(heights)) for mark in heights])
    marks = [mark for mark in DOUBLING if math.exp(left) <= mark <= math.exp(right)]
    canvas.scale_below(marks, [polyglot.number(mark, decimals_of([mark])) for mark in marks])
    canvas.grid(heights, marks)
    _name_scale(canvas, axis)
    return canvas.drawing()


def growth_on(
    points: Sequence[Point], axis: AnyWords, polyglot: Polyglot, *, size: tuple[float, float]
) -> Drawing:
    """Draw units as dots on two linear scales, with a line at zero growth.

    Parameters
    ----------
    points
        Units: ``y`` is growth; at least one.
    axis
        What the scale below shows.
    """
    canvas = Canvas(*size, SLOPE_MARGINS)
    left, right = with_air([each.x for each in points])
    low, high = with_air([*(each.y for each in points), 0.0])
    canvas.plot.set_xlim(left, right)
    canvas.plot.set_ylim(low, high)
    canvas.plot.axhline(0, color=INK_2, lw=0.6, zorder=1)
    for point in points:
        dot(canvas.plot, point)
    width = size[0] - SLOPE_MARGINS.left - SLOPE_MARGINS.right
    height = size[1] - SLOPE_MARGINS.top - SLOPE_MARGINS.bottom

    def at(x: float, y: float) -> tuple[float, float]:
        return (x - left) / (right - left) * width, (y - low) / (high - low) * height

    crossed = [LabelBox(0, at(left, 0)[1] - 0.3, width, 0.6)]
    name_points(canvas, points, at, (width, height), crossed)
    heights = [mark for mark in ticks(low, high, 6) if low <= mark <= high]
    canvas.scale_left(heights, [polyglot.number(mark, decimals_of(heights)) for mark in heights])
    across = [mark for mark in ticks(left, right, 6) if left <= mark <= right]
    canvas.scale_below(across, [polyglot.number(mark, decimals_of(across)) for mark in across])
    canvas.grid(heights, across)
    _name_scale(canvas, axis)
    return canvas.drawing()


_Ends = tuple[float, float, float, float]
"""Ends of the scale below, as logarithms, and of the one beside."""


def _slope_scales(plot: Axes, points: Sequence[Point]) -> _Ends:
    """Set the scales with some air and a line at zero growth; return their ends."""
    left, right = with_air([math.log(each.x) for each in points])
    low, high = with_air([*(each.y for each in points), 0.0])
    plot.set_xscale("log")
    plot.minorticks_off()
    plot.set_xlim(math.exp(left), math.exp(right))
    plot.set_ylim(low, high)
    plot.axhline(0, color=INK_2, lw=0.6, zorder=1)
    return left, right, low, high


def _slope_names(
    canvas: Canvas,
    points: Sequence[Point],
    line: Sequence[tuple[float, float]],
    around: tuple[tuple[float, float], _Ends],
) -> None:
    """Name the units clear of the fitted line and of the line at zero growth."""
    size, (left, right, low, high) = around
    width = size[0] - SLOPE_MARGINS.left - SLOPE_MARGINS.right
    height = size[1] - SLOPE_MARGINS.top - SLOPE_MARGINS.bottom

    def at(x: float, y: float) -> tuple[float, float]:
        across = (math.log(x) - left) / (right - left) * width
        return across, (y - low) / (high - low) * height

    crossed = [LabelBox(x - 1, y - 0.4, 2, 0.8) for x, y in (at(*each) for each in line)]
    crossed.append(LabelBox(0, at(1, 0)[1] - 0.3, width, 0.6))
    name_points(canvas, points, at, (width, height), crossed)


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
    colour = {"region": REGION, "peer": PEER}.get(point.role, OTHER_DOT)
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
    canvas: Canvas,
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
    name_points(canvas, points, at, (width, height), lines)


def name_points(
    canvas: Canvas,
    points: Sequence[Point],
    at: Callable[[float, float], tuple[float, float]],
    area: tuple[float, float],
    lines: Sequence[LabelBox],
) -> None:
    """Name the region first, then its peers and the extremes; without a region whoever fits.

    Parameters
    ----------
    canvas, points
        Where to write, and what is drawn.
    at
        Where a value stands in the plot, in millimetres from its lower left corner.
    area
        Width and height of the plot in millimetres.
    lines
        What only the names of peers and extremes may cross.
    """
    order = {"region": 0, "peer": 1, "end": 2, "other": 3}
    ordered = sorted(_named(points), key=lambda point: (order[point.role], -point.y))
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
            _lead(canvas.plot, name, box, area)
        text, weight = _type(point)
        colour = {"region": REGION, "peer": INK}.get(point.role, INK_2)
        x, _ = at(point.x, point.y)
        beside, part = _side(box, x)
        plate = 0.9 if any(box.overlap(line) for line in lines) else 0.0
        look = TextStyle(text, colour, weight, beside, plate=plate)
        middle = ((box.left + part * box.width) / width, (box.low + box.height / 2) / height)
        canvas.write(point.name, middle, look, on="axes")


def _named(points: Sequence[Point]) -> list[Point]:
    """Leave out the points that are nothing to the region, if there is one."""
    alone = any(point.role == "region" for point in points)
    return [point for point in points if not (alone and point.role == "other")]


def _lead(plot: Axes, name: Name, box: LabelBox, area: tuple[float, float]) -> None:
    """Draw a fine line from a point to its name."""
    ends = ((name.x, name.y), box.nearest(name.x, name.y))
    across, up = ([end[at] / area[at] for end in ends] for at in (0, 1))
    plot.plot(across, up, color=PEER, lw=0.5, zorder=2, transform=plot.transAxes)


def _type(point: Point) -> tuple[float, int]:
    """Return size and weight of a point's name: peers are as heavy as the region itself."""
    text, weight = OWN if point.role == "region" else USUAL
    return text, 600 if point.role == "peer" else weight


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
        dear=point.role in ("peer", "end"),
    )


def _side(box: LabelBox, x: float) -> tuple[str, float]:
    """Return the side of a name that faces its point, and where it is in the box, from 0 to 1.

    The box is as wide as the name in the language that has most to say; in the others the name
    stands at the side of its point all the same.
    """
    if box.left + box.width <= x:
        return "right", 1.0
    return ("left", 0.0) if box.left >= x else ("center", 0.5)
