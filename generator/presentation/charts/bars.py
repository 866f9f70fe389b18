"""Bars: rankings, contributions, differences of shares."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.presentation.charts.drawing import POINTS_PER_MM, Drawing
from generator.presentation.charts.style import (
    GREY,
    INK,
    INK_2,
    NATION,
    NATION_MID,
    NORMAL,
    REGION,
    REGION_MID,
    Canvas,
    Margins,
    TextStyle,
    text_width,
)
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


_COLOUR = {"region": REGION, "nation": NATION, "other": GREY}
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
    """Names of the region and the nation as a chart prints them.

    ``breaks`` are the first years after breaks of their series, ``odd`` the years whose value
    looks odd.
    """

    region: AnyWords
    nation: AnyWords
    breaks: tuple[int, ...] = ()
    odd: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """How much larger a share is than the nation's, in percentage points.

    ``figures`` stand in columns beside the bar; a ``key`` row is emphasised.
    """

    name: AnyWords
    value: float
    printed: AnyWords
    figures: tuple[AnyWords, ...]
    key: bool = False


ABOVE_MM = 7.5
"""Height of a row from which on its name stands above the bar, which has the whole width then."""


def differences(
    rows: Sequence[Difference], heads: Sequence[AnyWords], *, size: tuple[float, float]
) -> Drawing:
    """Draw bars to both sides of zero in order, with columns of figures on the right.

    The number of a bar to the left stands on the free side of zero, so that bars have the room.

    Parameters
    ----------
    rows
        From top to bottom; at least one.
    heads
        Heads of the columns of figures.
    """
    above = size[1] / len(rows) >= ABOVE_MM
    left = 0.0 if above else max(text_width(row.name, NORMAL, 600) for row in rows) + 2.5
    widths = _widths(rows, heads)
    room = max(text_width(row.printed, NORMAL, 600) for row in rows) + 1.5
    canvas = Canvas(*size, Margins(left, sum(widths) + room, 4.5 if heads else 1, 0))
    ends = [(room + sum(widths[: at + 1])) * POINTS_PER_MM for at in range(len(widths))]
    for at, row in enumerate(rows):
        _difference(canvas, len(rows) - at, row, above=above)
        for end, figure in zip(ends, row.figures, strict=True):
            look = TextStyle(NORMAL, INK, 600 if row.key else 400, "right")
            canvas.row_name(len(rows) - at, figure, look, edge=1, shift=end)
    values = [0.0, *(row.value for row in rows)]
    canvas.plot.set_xlim(min(values), max(*values, min(values) + 0.1))
    canvas.plot.set_ylim(0.45, len(rows) + 0.55)
    look = TextStyle(NORMAL, INK_2, across="right", along="bottom")
    for end, head in zip(ends, heads, strict=True):
        canvas.write(head, (1, 1), look, (end, 1), on="axes")
    return canvas.drawing()


def _widths(rows: Sequence[Difference], heads: Sequence[AnyWords]) -> list[float]:
    """Return the widths of the columns of figures, in millimetres."""
    columns = zip(heads, *(row.figures for row in rows), strict=True)
    return [max(text_width(each, NORMAL, 600) for each in column) + 4.5 for column in columns]


def _difference(canvas: Canvas, y: float, row: Difference, *, above: bool) -> None:
    """Draw one bar, darker above the nation and lighter below, with its name and its number."""
    colour = REGION if row.value >= 0 else REGION_MID
    y, height = (y - 0.2, 0.36) if above else (y, 0.6)
    canvas.plot.barh(y, row.value, height=height, color=colour, lw=0)
    reach = height / 2 + 0.06 if above else 0.5
    canvas.plot.plot([0, 0], [y - reach, y + reach], color=INK_2, lw=0.6, solid_capstyle="butt")
    weight = 600 if row.key else 400
    if above:
        canvas.row_name(y + 0.44, row.name, TextStyle(NORMAL, INK, weight), shift=0)
    else:
        canvas.row_name(y, row.name, TextStyle(NORMAL, INK, weight, "right"), shift=-3)
    canvas.write(row.printed, (max(row.value, 0.0), y), TextStyle(NORMAL, INK, 600), (3, 0))
