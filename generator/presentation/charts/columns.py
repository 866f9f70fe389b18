"""Columns by year: growth of a region beside the nation, and amounts made of two parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from generator.presentation.charts.bars import Pair
from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.lines import break_lines, frame
from generator.presentation.charts.style import (
    INK,
    LABEL,
    LABEL_MM,
    NATION,
    NATION_MID,
    REGION,
    REGION_MID,
    SMALL,
    Canvas,
    Margins,
    TextStyle,
    spread,
    text_width,
    ticks,
)
from generator.presentation.localisation.multilingual import Polyglot
from generator.presentation.localisation.words import AnyWords

COLUMN_MM = 9.0
"""Widest column, in millimetres: a short series has columns no broader than a long one."""


def growth_columns(
    region: Mapping[int, float],
    nation: Mapping[int, float],
    names: Pair,
    polyglot: Polyglot,
    *,
    size: tuple[float, float],
) -> Drawing:
    """Draw columns of the region by year, a dash of the nation in each; negative ones lighter."""
    years = sorted(nation)
    right = max(text_width(each, LABEL, 600) for each in (names.region, names.nation)) + 4
    canvas = Canvas(*size, Margins(8, right, 2, 5))
    values = [*region.values(), *(nation[year] for year in years), 0.0]
    scale = ticks(min(values), max(values) * 1.12)
    shown = {year: region[year] for year in years if year in region}
    colours = [REGION if value >= 0 else REGION_MID for value in shown.values()]
    width = min(0.5, COLUMN_MM * (years[-1] - years[0] + 1.2) / (size[0] - 8 - right))
    canvas.plot.bar(list(shown), list(shown.values()), width=width, color=colours, lw=0)
    for year in years:
        _dash(canvas.plot, year, nation[year], 0.64 * width)
    frame(canvas, scale, polyglot)
    break_lines(canvas.plot, years, names.breaks)
    span = scale[-1] - scale[0]
    near = LABEL_MM / (size[1] - 7) * span
    below = min(values) - near if min(values) < 0 else 0.0
    canvas.plot.set_ylim(min(scale[0], below), scale[-1])
    canvas.plot.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    canvas.scale_below(years, [str(year) for year in years])
    for year, value in shown.items():
        _column_label(canvas, (year, value), (nation[year], near), polyglot)
    _end_labels(canvas, (shown.get(years[-1]), nation[years[-1]]), names, 0.16 * span)
    return canvas.drawing()


def _dash(plot: Axes, year: int, value: float, half: float) -> None:
    edge = half * 1.06
    plot.plot([year - edge, year + edge], [value, value], color="white", lw=3.0, zorder=3)
    dash: dict[str, Any] = {"color": NATION, "lw": 1.7, "solid_capstyle": "butt"}
    plot.plot([year - half, year + half], [value, value], zorder=4, **dash)


def _crowded(value: float, nation: float, near: float) -> bool:
    """Return whether the nation's dash stands where the value of a column would."""
    return value <= nation <= value + near if value >= 0 else value - near <= nation <= value


def _column_label(
    canvas: Canvas, at: tuple[int, float], beside: tuple[float, float], polyglot: Polyglot
) -> None:
    """Put the value beyond the column; where the nation's dash is there, into the column.

    At a column too short for that it stands beyond the dash, in the colour of the column: on the
    other side of zero it would read as a value of the other sign. ``beside`` is the nation's value
    and the height of a label.
    """
    year, value = at
    nation, near = beside
    up, colour, shift, plate = value >= 0, REGION, 2.2, 1.0
    if _crowded(value, nation, near):
        if abs(value) > 1.1 * near:
            up, shift = not up, 2.8
            colour, plate = "#FFFFFF" if value >= 0 else INK, 0.0
        else:
            value = nation
    look = TextStyle(SMALL, colour, 600, "center", "bottom" if up else "top", plate=plate)
    canvas.write(polyglot.number(at[1], 1), (year, value), look, (0, shift if up else -shift))


def _end_labels(canvas: Canvas, ends: tuple[float | None, float], names: Pair, gap: float) -> None:
    """Name the region and the nation at the last year, moved apart where they are close."""
    own, whole = ends
    named = [(whole, names.nation, NATION)]
    if own is not None:
        named.insert(0, (own, names.region, REGION))
    heights = spread([end for end, _, _ in named], gap)
    for (_, words, colour), height in zip(named, heights, strict=True):
        canvas.row_name(height, words, TextStyle(LABEL, colour, 600), edge=1, shift=4)


@dataclass(frozen=True, slots=True)
class Stack:
    """One column of two parts: its name, both amounts, their printed values, the words above it.

    ``role`` is ``region`` or ``nation``.
    """

    name: AnyWords
    lower: float
    upper: float
    printed: tuple[AnyWords, AnyWords]
    above: AnyWords
    role: str = "region"


BESIDE = 0.8
"""Room before the nation's column, in columns: its name is wider than a year."""

_PARTS = {"region": (REGION, REGION_MID), "nation": (NATION, NATION_MID)}


def stacked_columns(stacks: Sequence[Stack], names: Pair, *, size: tuple[float, float]) -> Drawing:
    """Draw columns of two parts each, named at the last one of the region; amounts from zero.

    ``names.region`` is the lower part, ``names.nation`` the upper one.
    """
    right = max(text_width(each, LABEL, 600) for each in (names.region, names.nation)) + 4
    canvas = Canvas(*size, Margins(2, right, 4, 8))
    most = max(each.lower + each.upper for each in stacks) or 1.0
    near = LABEL_MM / (size[1] - 12) * most
    places = [at + BESIDE * (each.role == "nation") for at, each in enumerate(stacks)]
    width = min(0.62, COLUMN_MM * len(stacks) / (size[0] - 2 - right))
    for at, each in zip(places, stacks, strict=True):
        lower, upper = _PARTS[each.role]
        canvas.plot.bar([at], [each.lower], width=width, color=lower, lw=0)
        canvas.plot.bar([at], [each.upper], width=width, bottom=each.lower, color=upper, lw=0)
        edge = [at - width / 2, at + width / 2]
        canvas.plot.plot(edge, [each.lower, each.lower], color="white", lw=0.8)
        _stack_labels(canvas, at, each, near)
    canvas.plot.set_xlim(-0.6, places[-1] + 0.6)
    canvas.plot.set_ylim(0, most * 1.04 + near)
    canvas.scale_below(places, [each.name for each in stacks])
    _name_parts(canvas, stacks[-1], names, near)
    return canvas.drawing()


def _stack_labels(canvas: Canvas, at: float, stack: Stack, near: float) -> None:
    """Write the amounts into their parts where there is room, and the share above the column."""
    parts = ((0.0, stack.lower, stack.printed[0]), (stack.lower, stack.upper, stack.printed[1]))
    second = INK if stack.role == "region" else "#FFFFFF"
    for (start, amount, printed), colour in zip(parts, ("#FFFFFF", second), strict=True):
        if amount > 1.25 * near:
            look = TextStyle(SMALL, colour, 600, "center", "center")
            canvas.write(printed, (at, start + amount / 2), look)
    look = TextStyle(SMALL, INK, 600, "center", "bottom")
    canvas.write(stack.above, (at, stack.lower + stack.upper), look, (0, 2.2))


def _name_parts(canvas: Canvas, last: Stack, names: Pair, near: float) -> None:
    """Name both parts beside the last column, moved apart where one of them is thin."""
    centres = [last.lower / 2, last.lower + last.upper / 2]
    heights = spread(centres, 1.5 * near)
    for height, words in zip(heights, (names.region, names.nation), strict=True):
        canvas.row_name(height, words, TextStyle(LABEL, INK, 600), edge=1, shift=4)
