"""Growth against the level at the start: one dot for each unit, and the fitted line."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.labels import LabelBox
from generator.presentation.charts.scatter import DOUBLING, Point, dot, name_points, with_air
from generator.presentation.charts.style import (
    INK_2,
    NATION,
    Canvas,
    Ink,
    Margins,
    decimals_of,
    ticks,
)
from generator.presentation.localisation.multilingual import AnyWords, Polyglot

MARGINS = Margins(8, 3, 3, 9)

STEPS = 24
"""Pieces of the line, which is straight on logarithmic scales only."""


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
    sheet = Canvas(*size, MARGINS)
    plot = sheet.plot
    left, right = with_air([math.log(each.x) for each in points])
    low, high = with_air([*(each.y for each in points), 0.0])
    plot.set_xscale("log")
    plot.minorticks_off()
    plot.set_xlim(math.exp(left), math.exp(right))
    plot.set_ylim(low, high)
    heights = [mark for mark in ticks(low, high, 7) if low <= mark <= high]
    plot.axhline(0, color=INK_2, lw=0.6, zorder=1)
    along = [math.exp(at) for at in np.linspace(left, right, STEPS)]
    line = [(level, fit.growth(level)) for level in along]
    style = "-" if fit.clear else (0, (4, 2.2))
    plot.plot(*zip(*line, strict=True), color=NATION, lw=1.1, ls=style, zorder=2)
    for point in points:
        dot(plot, point)
    width, height = size[0] - MARGINS.left - MARGINS.right, size[1] - MARGINS.top - MARGINS.bottom

    def at(x: float, y: float) -> tuple[float, float]:
        across = (math.log(x) - left) / (right - left) * width
        return across, (y - low) / (high - low) * height

    crossed = [LabelBox(x - 1, y - 0.4, 2, 0.8) for x, y in (at(*each) for each in line)]
    crossed.append(LabelBox(0, at(1, 0)[1] - 0.3, width, 0.6))
    name_points(sheet, points, at, (width, height), crossed)
    sheet.scale_left(heights, [polyglot.number(mark, decimals_of(heights)) for mark in heights])
    marks = [mark for mark in DOUBLING if math.exp(left) <= mark <= math.exp(right)]
    sheet.scale_below(marks, [polyglot.number(mark, decimals_of([mark])) for mark in marks])
    sheet.write(axis, (0.5, 0), Ink(7, INK_2, 400, "center", "top"), (0, -13), on="axes")
    return sheet.drawing()
