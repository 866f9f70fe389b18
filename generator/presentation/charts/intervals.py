"""Estimates with their confidence intervals around zero."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from matplotlib.axes import Axes

from generator.presentation.charts.style import (
    HAIR,
    INK,
    INK_2,
    Margins,
    axes,
    decimals_of,
    row_name,
    svg,
    text_width,
    ticks,
    wrapped,
)
from generator.presentation.language.language import Language


@dataclass(frozen=True, slots=True)
class Estimate:
    """One coefficient with its 95 % interval."""

    name: str
    value: float
    low: float
    high: float


def coefficients(
    rows: Sequence[Estimate],
    axis: str,
    look: tuple[Language, str, str],
    *,
    size: tuple[float, float],
) -> Markup:
    """Coefficients with intervals; a filled dot means that the interval excludes zero.

    Parameters
    ----------
    rows
        From top to bottom.
    axis
        What one unit of the axis is, printed below it.
    look
        Language, alternative text and name of the chart.
    """
    language, alternative, name = look
    labels = [wrapped(row.name, 38, 7.4) for row in rows]
    left = max(text_width(label, 7.4) for label in labels) + 4
    figure, plot = axes(*size, Margins(left, 4, 2, 9))
    low = min(0.0, *(row.low for row in rows))
    high = max(0.0, *(row.high for row in rows))
    pad = 0.06 * (high - low)
    plot.set_xlim(low - pad, high + pad)
    plot.set_ylim(0.5, len(rows) + 0.75)
    plot.axvline(0, color=INK_2, lw=0.7)
    for at, (row, label) in enumerate(zip(rows, labels, strict=True)):
        y = len(rows) - at
        _interval(plot, y, row)
        plot.text(
            row.value,
            y + 0.2,
            language.number(row.value, 3),
            ha="center",
            va="bottom",
            fontsize=7.2,
            weight=600,
            bbox={"fc": "white", "ec": "none", "pad": 0.8},
            zorder=3,
        )
        row_name(plot, y, label, shift=-5, va="center", fontsize=7.4, linespacing=1.0)
    marks = ticks(low - pad, high + pad)
    marks = [mark for mark in marks if low - pad <= mark <= high + pad]
    decimals = decimals_of(marks)
    plot.set_xticks(marks, [language.number(mark, decimals) for mark in marks])
    plot.set_yticks([])
    plot.grid(axis="x", color=HAIR)
    plot.set_axisbelow(True)
    figure.text(
        1 - 1 / size[0], 1.0 / size[1], axis, ha="right", va="bottom", fontsize=7, color=INK_2
    )
    return svg(figure, alternative, name)


def _interval(plot: Axes, y: float, row: Estimate) -> None:
    excludes_zero = row.low > 0 or row.high < 0
    plot.plot([row.low, row.high], [y, y], color=INK_2, lw=1.1, solid_capstyle="butt")
    for end in (row.low, row.high):
        plot.plot([end, end], [y - 0.12, y + 0.12], color=INK_2, lw=1.1)
    plot.plot(
        row.value, y, "o", ms=6, mfc=INK if excludes_zero else "white", mec=INK, mew=1.2, zorder=4
    )
