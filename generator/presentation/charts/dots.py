"""Regions as dots in order on a common scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.style import (
    HAIR,
    INK,
    NATION,
    NORMAL,
    Canvas,
    Margins,
    TextStyle,
    decimals_of,
    text_width,
    ticks,
)
from generator.presentation.localisation.multilingual import Polyglot
from generator.presentation.localisation.words import AnyWords


@dataclass(frozen=True, slots=True)
class Dot:
    """One region on a common scale."""

    name: AnyWords
    value: float
    printed: AnyWords


def dot_ranking(
    rows: Sequence[Dot],
    nation: Dot,
    polyglot: Polyglot,
    *,
    size: tuple[float, float],
) -> Drawing:
    """Draw regions as dots in order, with the nation as a vertical line."""
    left = max(text_width(row.name, NORMAL, 400) for row in rows) + 3
    canvas = Canvas(*size, Margins(left, 8, 5, 5))
    values = [row.value for row in (*rows, nation)]
    span = (max(values) - min(values)) or 1.0
    low, high = min(values) - 0.08 * span, max(values) + 0.12 * span
    canvas.plot.set_xlim(low, high)
    canvas.plot.set_ylim(-0.7, len(rows) - 0.3)
    canvas.plot.axvline(nation.value, color=NATION, lw=1.3)
    dot: dict[str, Any] = {"mfc": NATION, "mec": "white", "mew": 0.5}
    for at, row in enumerate(reversed(rows)):
        canvas.plot.plot(row.value, at, "o", ms=5, zorder=3, **dot)
        right = not row.value <= nation.value < row.value + 0.2 * span
        look = TextStyle(NORMAL, INK, across="left" if right else "right", plate=1.0)
        canvas.write(row.printed, (row.value, at), look, (5 if right else -5, 0))
        canvas.row_name(at, row.name)
        canvas.plot.axhline(at, color=HAIR, lw=0.5, zorder=0)
    above = TextStyle(NORMAL, NATION, 600, "center", "bottom")
    canvas.write(nation.name + " " + nation.printed, (nation.value, len(rows) - 0.2), above)
    marks = [mark for mark in ticks(low, high) if low <= mark <= high]
    numbers = [polyglot.number(mark, decimals_of(marks)) for mark in marks]
    canvas.scale_below(marks, numbers)
    return canvas.drawing()
