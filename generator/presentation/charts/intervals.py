"""Estimates with their confidence intervals around zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.style import (
    INK,
    INK_2,
    Canvas,
    Margins,
    TextStyle,
    decimals_of,
    text_width,
    ticks,
    wrapped,
)
from generator.presentation.localisation.multilingual import Polyglot
from generator.presentation.localisation.words import AnyWords


@dataclass(frozen=True, slots=True)
class Estimate:
    """One coefficient with its 95 % interval, and the decimals with which it is printed."""

    name: AnyWords
    value: float
    low: float
    high: float
    decimals: int = 3


def coefficients(
    rows: Sequence[Estimate],
    axis: AnyWords,
    polyglot: Polyglot,
    *,
    size: tuple[float, float],
) -> Drawing:
    """Draw coefficients with intervals; a filled dot means that the interval excludes zero.

    Parameters
    ----------
    rows
        From top to bottom.
    axis
        What one unit of the axis is, printed below it.
    """
    labels = [wrapped(row.name, 38, 7.4) for row in rows]
    left = max(text_width(label, 7.4) for label in labels) + 4
    canvas = Canvas(*size, Margins(left, 4, 2, 9))
    low = min(0.0, *(row.low for row in rows))
    high = max(0.0, *(row.high for row in rows))
    pad = 0.06 * (high - low)
    canvas.plot.set_xlim(low - pad, high + pad)
    canvas.plot.set_ylim(0.5, len(rows) + 0.75)
    canvas.plot.axvline(0, color=INK_2, lw=0.7)
    value = TextStyle(7.2, INK, 600, "center", "bottom", plate=1.0)
    name = TextStyle(7.4, INK, across="right", along="center", spacing=1.35)
    for at, (row, label) in enumerate(zip(rows, labels, strict=True)):
        y = len(rows) - at
        _interval(canvas.plot, y, row)
        canvas.write(polyglot.number(row.value, row.decimals), (row.value, y + 0.2), value)
        canvas.row_name(y, label, name, shift=-5)
    marks = [mark for mark in ticks(low - pad, high + pad) if low - pad <= mark <= high + pad]
    decimals = decimals_of(marks)
    canvas.scale_below(marks, [polyglot.number(mark, decimals) for mark in marks])
    canvas.grid((), marks)
    look = TextStyle(7, INK_2, across="right", along="bottom")
    canvas.write(axis, (1 - 1 / size[0], 1 / size[1]), look, on="canvas")
    return canvas.drawing()


def _interval(plot: Axes, y: float, row: Estimate) -> None:
    excludes_zero = row.low > 0 or row.high < 0
    plot.plot([row.low, row.high], [y, y], color=INK_2, lw=1.1, solid_capstyle="butt")
    for end in (row.low, row.high):
        plot.plot([end, end], [y - 0.12, y + 0.12], color=INK_2, lw=1.1)
    dot: dict[str, Any] = {"mfc": INK if excludes_zero else "white", "mec": INK, "mew": 1.2}
    plot.plot(row.value, y, "o", ms=6, zorder=4, **dot)
