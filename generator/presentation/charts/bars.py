"""Bars: rankings, contributions, shares of industries."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.presentation.charts.drawing import POINTS_PER_MM, Drawing
from generator.presentation.charts.style import (
    GREY,
    INK,
    INK_2,
    LIGHT,
    NATION,
    NATION_MID,
    NORMAL,
    REGION,
    REGION_MID,
    SMALL,
    Canvas,
    Margins,
    TextStyle,
    text_width,
    wrapped,
)
from generator.presentation.localisation.multilingual import Polyglot
from generator.presentation.localisation.words import AnyWords


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, value and printed value, and whom it stands for.

    ``role`` is ``region``, ``nation`` or ``other``.
    """

    name: AnyWords
    value: float
    printed: AnyWords
    role: str = "other"


_COLOUR = {"region": REGION, "nation": NATION, "other": LIGHT}
_TEXT = {"region": REGION, "nation": NATION, "other": INK}


def ranking(bars: Sequence[Bar], *, size: tuple[float, float]) -> Drawing:
    """Draw horizontal bars in order, names on the left and values at the end of each bar."""
    left = max(text_width(bar.name, NORMAL, 600) for bar in bars) + 2
    right = max(text_width(bar.printed, NORMAL, 600) for bar in bars) + 2
    low = min(0.0, *(bar.value for bar in bars))
    before = right if low < 0 else 0.0
    canvas = Canvas(*size, Margins(left + before, right, 0, 1))
    high = max(0.0, *(bar.value for bar in bars)) or 1.0
    upwards = list(reversed(bars))
    colours = [_COLOUR[bar.role] for bar in upwards]
    values = [bar.value for bar in upwards]
    canvas.plot.barh(range(len(bars)), values, height=0.62, color=colours, lw=0)
    for at, bar in enumerate(upwards):
        _ranked(canvas, at, bar, (before, 0.015 * (high - low)))
    if low < 0:
        canvas.plot.axvline(0, color=INK_2, lw=0.6)
    canvas.plot.set_ylim(-0.6, len(bars) - 0.4)
    canvas.plot.set_xlim(low, high)
    return canvas.drawing()


def _ranked(canvas: Canvas, at: int, bar: Bar, apart: tuple[float, float]) -> None:
    """Write the name and the value of one bar.

    ``apart`` is the room between the name and zero, in millimetres, and between the end of the bar
    and its value, in units of the value.
    """
    weight = 400 if bar.role == "other" else 600
    name = TextStyle(NORMAL, _TEXT[bar.role], weight, "right")
    canvas.row_name(at, bar.name, name, shift=-apart[0] * POINTS_PER_MM - 3)
    outward = bar.value >= 0
    beyond = bar.value + (1 if outward else -1) * apart[1]
    value = TextStyle(NORMAL, _TEXT[bar.role], weight, "left" if outward else "right")
    canvas.write(bar.printed, (beyond, at), value)


def waterfall(bars: Sequence[Bar], total: Bar, *, size: tuple[float, float]) -> Drawing:
    """Draw contributions that add up, one step per region, with the total below."""
    left = max(text_width(bar.name, NORMAL, 600) for bar in (*bars, total)) + 2
    canvas = Canvas(*size, Margins(left, 11, 0, 1))
    plot = canvas.plot
    reached, count = 0.0, len(bars)
    edges = [0.0]
    for at, bar in enumerate(bars):
        row = count - at
        plot.barh(row, bar.value, left=reached, height=0.66, color=NATION_MID, lw=0)
        reached += bar.value
        edges.append(reached)
        plot.plot([reached, reached], [row - 1 + 0.33, row + 0.33], color=GREY, lw=0.5)
        tip = max(reached, reached - bar.value)
        _row_text(canvas, row, bar, tip, "other")
    plot.barh(0, total.value, height=0.66, color=NATION, lw=0)
    _row_text(canvas, 0, total, max(total.value, 0), "nation")
    plot.axvline(0, color=INK_2, lw=0.6)
    plot.set_xlim(min(edges), max(*edges, total.value) or 1.0)
    plot.set_ylim(-0.6, count + 0.6)
    return canvas.drawing()


def _row_text(canvas: Canvas, row: float, bar: Bar, tip: float, role: str) -> None:
    weight = 600 if role == "nation" else 400
    canvas.row_name(row, bar.name, TextStyle(NORMAL, _TEXT[role], weight, "right"), shift=-3)
    canvas.write(bar.printed, (tip, row), TextStyle(NORMAL, _TEXT[role], weight), (3, 0))


@dataclass(frozen=True, slots=True)
class Pair:
    """Names of the region and the nation as a chart prints them, and breaks of their series."""

    region: AnyWords
    nation: AnyWords
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionBar:
    """Share of one section in the region and in the nation, in per cent."""

    name: AnyWords
    share: float
    national: float


def section_bullets(
    rows: Sequence[SectionBar],
    names: Pair,
    polyglot: Polyglot,
    *,
    size: tuple[float, float],
) -> Drawing:
    """Draw the largest sections: bar = region, tick = nation, both values in aligned columns."""
    written = [wrapped(row.name, size[0] * 0.4, NORMAL) for row in rows]
    left = max(text_width(name, NORMAL) for name in written) + 2.5
    first, second = (
        max(text_width(each, SMALL), 5.6) + 2 for each in (names.region, names.nation)
    )
    right = first + second
    canvas = Canvas(*size, Margins(left, right, 5, 0))
    most = max(max(row.share, row.national) for row in rows)
    inner = size[0] - left - right
    columns = [(inner + at) / inner * most * 1.02 for at in (first, right)]
    for at, (row, name) in enumerate(zip(rows, written, strict=True)):
        y = len(rows) - at
        _bullet(canvas, y, row, REGION if at == 0 else REGION_MID, most / inner)
        canvas.row_name(y, name, TextStyle(across="right", along="center", spacing=1.35))
        for x, value, colour in zip(
            columns, (row.share, row.national), (REGION, NATION), strict=True
        ):
            canvas.write(polyglot.number(value, 1), (x, y), TextStyle(7.6, colour, 600, "right"))
    for x, words, colour in zip(
        columns, (names.region, names.nation), (REGION, NATION), strict=True
    ):
        head = TextStyle(SMALL, colour, across="right", along="bottom")
        canvas.write(words, (x, len(rows) + 0.6), head, (0, 1))
    canvas.plot.set_xlim(0, most * 1.02)
    canvas.plot.set_ylim(0.45, len(rows) + 0.6)
    return canvas.drawing()


def _bullet(canvas: Canvas, y: float, row: SectionBar, colour: str, mm: float) -> None:
    """Draw the region's bar and, across it, the nation's tick, white-edged where it cuts the bar.

    ``mm`` is the share that one millimetre stands for.
    """
    canvas.plot.barh(y, row.share, height=0.5, color=colour, lw=0)
    cuts = row.national < row.share + 0.3 * mm and row.share > 2.5 * mm
    for edge, weight in (("white", 2.5), (NATION, 1.5)) if cuts else ((NATION, 1.5),):
        at = [row.national, row.national]
        canvas.plot.plot(at, [y - 0.36, y + 0.36], c=edge, lw=weight, solid_capstyle="butt")
