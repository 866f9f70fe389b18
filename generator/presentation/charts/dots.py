"""Dots on a scale: location quotients around one, regions in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.style import (
    HAIR,
    INK,
    INK_2,
    LIGHT,
    NATION,
    NORMAL,
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

LOWEST, AIR = 0.0625, 1.12
"""Smallest quotient that has a place on the doubling scale, and the air beyond its ends.

Smaller ones, zero included, would squeeze all others: they stand at the left end as an arrow.
"""

ROOM = 1.42
"""Room on the scale for the value to the left of the lowest dot."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """Location quotient of one section and its share in GRP, in per cent.

    A ``key`` section is emphasised.
    """

    name: AnyWords
    value: float
    share: float
    key: bool = False


@dataclass(frozen=True, slots=True)
class QuotientWords:
    """Words around the scale of location quotients."""

    one: AnyWords
    less: AnyWords
    more: AnyWords
    share: AnyWords


def location_quotients(
    rows: Sequence[Quotient],
    words: QuotientWords,
    polyglot: Polyglot,
    *,
    size: tuple[float, float],
) -> Drawing:
    """Draw lollipops around one on a doubling scale; filled above the nation, hollow below.

    Parameters
    ----------
    rows
        Sections in any order; a quotient below the scale is an arrow at its end with its value.
    """
    ordered = sorted(rows, key=lambda row: row.value)
    left = max(text_width(row.name, NORMAL, 600) for row in rows) + 3
    canvas = Canvas(*size, Margins(left, 20, 8, 5))
    high = max(4.6, max(row.value for row in rows) * 1.45)
    canvas.plot.set_xscale("log")
    low = _low_end(rows)
    end = low / AIR
    lowest = min((row.value for row in rows if row.value >= end), default=1.0)
    canvas.plot.set_xlim(min(end / AIR, lowest / ROOM), high)
    canvas.plot.set_ylim(-0.8, len(rows) - 0.3)
    share_at = 1 + 16 / (size[0] - left - 20)
    for at, row in enumerate(ordered):
        _lollipop(canvas, at, row, polyglot, end)
        share = polyglot.number(row.share, 1)
        canvas.write(share, (share_at, at), TextStyle(NORMAL, INK, across="right"), on="across")
    marks = [mark for mark in MARKS if low <= mark < high]
    canvas.scale_below(marks, [polyglot.number(mark, decimals_of([mark])) for mark in marks])
    canvas.grid((), marks, depth=1.5)
    canvas.plot.axvline(1, color=NATION, lw=1.3, zorder=1)
    top = len(rows) + 0.1
    one = TextStyle(NORMAL, NATION, 600, "center", "bottom")
    raised = 0 if _beside(words, (end, high), size[0] - left - 20) else NORMAL * 1.2
    canvas.write(words.one, (1, top), one, (0, raised))
    canvas.write(words.less, (end, top), TextStyle(7, INK_2, 400, "left", "bottom"))
    canvas.write(words.more, (high * 0.97, top), TextStyle(7, INK_2, 400, "right", "bottom"))
    head = TextStyle(NORMAL, INK_2, 400, "right", "bottom")
    canvas.write(words.share, (share_at, top), head, on="across")
    return canvas.drawing()


def _beside(words: QuotientWords, ends: tuple[float, float], width: float) -> bool:
    """Return whether the words on the scale stand on one line, in every language."""
    low, high = ends
    each = width / log(high / low)  # millimetres
    half = text_width(words.one, NORMAL, 600) / 2 + 1.5
    return text_width(words.less, 7) + half < each * log(1 / low) and text_width(
        words.more, 7
    ) + half < each * log(high * 0.97)


MARKS = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Marks of the doubling scale."""


def _low_end(rows: Sequence[Quotient]) -> float:
    """Return the left end of the scale: its first mark, or a small quotient that is not tiny."""
    return min((row.value for row in rows if LOWEST <= row.value < MARKS[0]), default=MARKS[0])


def _lollipop(canvas: Canvas, at: int, row: Quotient, polyglot: Polyglot, end: float) -> None:
    """Draw one quotient; one beyond the end of the scale is an arrow there."""
    beyond = row.value < end
    shown = end if beyond else row.value
    line: dict[str, Any] = {"color": REGION, "lw": 1.6} if row.key else {"color": LIGHT, "lw": 1.3}
    canvas.plot.plot([1, shown], [at, at], zorder=2, solid_capstyle="butt", **line)
    above = row.value >= 1
    dot: dict[str, Any] = {"mfc": REGION if above else "white", "mec": REGION, "mew": 1.1}
    canvas.plot.plot(
        shown, at, "<" if beyond else "o", ms=5.6 if row.key else 4.6, zorder=3, **dot
    )
    weight = 600 if row.key else 400
    canvas.row_name(at, row.name, TextStyle(NORMAL, INK, weight, "right"))
    right = above or beyond
    look = TextStyle(7, REGION, weight, "left" if right else "right", plate=1.0)
    canvas.write(polyglot.number(row.value, 2), (shown, at), look, (5 if right else -5, 0))


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
        look = TextStyle(7, INK, across="left" if right else "right", plate=1.0)
        canvas.write(row.printed, (row.value, at), look, (5 if right else -5, 0))
        canvas.row_name(at, row.name)
        canvas.plot.axhline(at, color=HAIR, lw=0.5, zorder=0)
    above = TextStyle(NORMAL, NATION, 600, "center", "bottom")
    canvas.write(nation.name + " " + nation.printed, (nation.value, len(rows) - 0.2), above)
    marks = [mark for mark in ticks(low, high) if low <= mark <= high]
    numbers = [polyglot.number(mark, decimals_of(marks)) for mark in marks]
    canvas.scale_below(marks, numbers)
    return canvas.drawing()
