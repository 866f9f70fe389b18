"""Columns by year: an index in parts, and amounts made of two parts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from generator.presentation.charts.bars import Pair
from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.lines import break_lines, frame, name_ends, name_years
from generator.presentation.charts.style import (
    INK,
    LABEL,
    LABEL_MM,
    NATION,
    NATION_MID,
    NORMAL,
    REGION,
    REGION_MID,
    Canvas,
    Margins,
    TextStyle,
    spread,
    text_width,
    ticks,
)
from generator.presentation.localisation.multilingual import Polyglot
from generator.presentation.localisation.words import AnyWords

Series = Mapping[int, float]

COLUMN_MM = 9.0
"""Widest column, in millimetres: a short series has columns no broader than a long one."""


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


BESIDE = 1.1
"""Least room before the nation's column, in columns: its name is wider than a year."""

_PARTS = {"region": (REGION, REGION_MID), "nation": (NATION, NATION_MID)}
_ON_UPPER = {"region": INK, "nation": "#FFFFFF"}


def stacked_columns(
    stacks: Sequence[Stack], names: Pair, polyglot: Polyglot, *, size: tuple[float, float]
) -> Drawing:
    """Draw columns of two parts each, named at the last one of the region; amounts from zero.

    ``names.region`` is the lower part, ``names.nation`` the upper one. Names of columns, and the
    words above them, stand at every so many columns as have room, always at the last ones.
    """
    right = max(text_width(each, LABEL, 600) for each in (names.region, names.nation)) + 4
    canvas = Canvas(*size, Margins(11, right, 4, 8))
    most = max(each.lower + each.upper for each in stacks) or 1.0
    beside = _beside(canvas, stacks)
    places = [at + beside * (each.role == "nation") for at, each in enumerate(stacks)]
    pitch = canvas.area_mm[0] / (places[-1] + 1.2)
    width = min(0.8, COLUMN_MM / pitch)
    canvas.plot.set_xlim(-0.6, places[-1] + 0.6)
    scale = ticks(0, most * 1.04, 5)
    frame(canvas, scale, polyglot)
    canvas.plot.set_ylim(0, max(scale[-1], most * 1.04 + LABEL_MM / canvas.area_mm[1] * most))
    near = LABEL_MM / canvas.area_mm[1] * canvas.plot.get_ylim()[1]
    own = [each for each in stacks if each.role == "region"]
    widest = max(text_width(w, NORMAL, 600) for each in own for w in (each.name, each.above))
    every = max(1, math.ceil((widest + 0.9) / pitch))
    for at, (place, each) in enumerate(zip(places, stacks, strict=True)):
        _stack(canvas, (place, width), each)
        named = each.role == "nation" or (len(own) - 1 - at) % every == 0
        _stack_labels(canvas, place, each, (width * pitch, near), named=named)
    _name_parts(canvas, stacks[-1], names, near)
    return canvas.drawing()


def _beside(canvas: Canvas, stacks: Sequence[Stack]) -> float:
    """Return the room before the last column, in columns: its name clears the one before it."""
    wide, count = canvas.area_mm[0], len(stacks) + 0.2
    clear = sum(text_width(each.name, NORMAL, 600) for each in stacks[-2:]) / 2 + 1.2
    return max(BESIDE, (clear * count - wide) / (wide - clear))


def _stack(canvas: Canvas, at: tuple[float, float], stack: Stack) -> None:
    """Draw one column of two parts; ``at`` is its place and its width."""
    place, width = at
    lower, upper = _PARTS[stack.role]
    canvas.plot.bar([place], [stack.lower], width=width, color=lower, lw=0)
    canvas.plot.bar([place], [stack.upper], width=width, bottom=stack.lower, color=upper, lw=0)
    edge = [place - width / 2, place + width / 2]
    canvas.plot.plot(edge, [stack.lower, stack.lower], color="white", lw=0.8)


def _stack_labels(
    canvas: Canvas, at: float, stack: Stack, room: tuple[float, float], *, named: bool
) -> None:
    """Write the amounts into their parts where they fit, and name and share below and above.

    ``room`` is the width of the column in millimetres, and the height of a label.
    """
    width, near = room
    parts = ((0.0, stack.lower, stack.printed[0]), (stack.lower, stack.upper, stack.printed[1]))
    inks = "#FFFFFF", _ON_UPPER[stack.role]
    for (start, amount, printed), colour in zip(parts, inks, strict=True):
        if amount > 1.1 * near and text_width(printed, NORMAL, 600) <= width:
            look = TextStyle(NORMAL, colour, 600, "center", "center")
            canvas.write(printed, (at, start + amount / 2), look)
    if named:
        look = TextStyle(NORMAL, INK, 600, "center", "bottom")
        canvas.write(stack.above, (at, stack.lower + stack.upper), look, (0, 2.2))
        canvas.scale_below([at], [stack.name])


def _name_parts(canvas: Canvas, last: Stack, names: Pair, near: float) -> None:
    """Name both parts beside the last column, moved apart where one of them is thin."""
    centres = [last.lower / 2, last.lower + last.upper / 2]
    heights = spread(centres, 1.5 * near)
    for height, words in zip(heights, (names.region, names.nation), strict=True):
        canvas.row_name(height, words, TextStyle(LABEL, INK, 600), edge=1, shift=4)


@dataclass(frozen=True, slots=True)
class Parts:
    """Names of the two parts of an index and of the nation, its odd years, and its breaks."""

    lower: AnyWords
    upper: AnyWords
    nation: AnyWords
    odd: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()


def index_columns(
    parts: tuple[Series, Series],
    nation: Series,
    names: Parts,
    polyglot: Polyglot,
    *,
    size: tuple[float, float],
) -> Drawing:
    """Draw columns of an index made of two parts by year, the nation as a dashed line.

    The columns touch: their parts are named inside them, across several years, where no edge is
    in the way. The first and the last total stand above the plot, clear of the nation's line.

    Parameters
    ----------
    parts
        The lower and the upper part, over the same years.
    nation
        The index of the nation; empty for the nation's own columns.
    """
    years = sorted(parts[0])
    lower, upper = ({year: part[year] for year in years} for part in parts)
    total = {year: lower[year] + upper[year] for year in years}
    role = "region" if nation else "nation"
    shades = _PARTS[role]
    shown = {year: nation[year] for year in years if year in nation}
    inside = _inside(parts, polyglot, names)
    whole = names.nation + "\n" + polyglot.number(shown[max(shown)], 2) if shown else ""
    right = max(text_width(each, NORMAL, 600) for each in (whole, *inside)) + 4
    columns = min(size[0] - 8 - right, COLUMN_MM * len(years))
    canvas = Canvas(*size, Margins(8, size[0] - 8 - columns, 4.5, 5))
    _touching(canvas.plot, (lower, upper), shades, shown)
    break_lines(canvas.plot, years, names.breaks, depth=3)
    frame(canvas, ticks(0.0, max([*total.values(), *shown.values()]) * 1.02), polyglot)
    canvas.plot.set_xlim(years[0] - 0.5, years[-1] + 0.5)
    name_years(canvas, years)
    _totals(canvas, total, names.odd, polyglot)
    named = [(shown[max(shown)], whole, NATION)] if shown else []
    edges = (dict.fromkeys(years, 0.0), lower), (lower, total)
    inks = "#FFFFFF", _ON_UPPER[role]
    for words, part, ink in zip(inside, edges, inks, strict=True):
        at = _clear(canvas, words, part, (shown, names.breaks))
        if at is not None:
            canvas.write(words, at, TextStyle(NORMAL, ink, 600, "center", "center"))
            continue
        low, high = part
        named.append(((low[years[-1]] + high[years[-1]]) / 2, words, INK))
    name_ends(canvas, named)
    return canvas.drawing()


def _touching(
    plot: Axes, parts: tuple[Series, Series], shades: tuple[str, str], nation: Series
) -> None:
    """Draw columns without gaps, and the nation's dashed line over them."""
    lower, upper = (list(part.values()) for part in parts)
    edge: dict[str, Any] = {"width": 1.0, "edgecolor": "white", "lw": 0.25}
    plot.bar(list(parts[0]), lower, color=shades[0], **edge)
    plot.bar(list(parts[0]), upper, bottom=lower, color=shades[1], **edge)
    line: dict[str, Any] = {"color": NATION, "lw": 1.5, "ls": (0, (4, 1.5)), "zorder": 4}
    plot.plot(list(nation), list(nation.values()), **line)


def _inside(
    parts: tuple[Series, Series], polyglot: Polyglot, names: Parts
) -> tuple[AnyWords, AnyWords]:
    """Return the words of both parts: the name and the value of the last year."""
    last = max(parts[0])
    lower, upper = (polyglot.number(part[last], 2) for part in parts)
    return names.lower + " " + lower, names.upper + " " + upper


def _totals(canvas: Canvas, total: Series, odd: Sequence[int], polyglot: Polyglot) -> None:
    """Write the first and the last total above the plot, and a star over every odd one."""
    ends = {min(total), max(total)}
    look = TextStyle(NORMAL, INK, 600, "center", "bottom")
    for year in sorted(ends | {*odd} & total.keys()):
        star = "*" if year in odd else ""
        words = polyglot.number(total[year], 2) + star if year in ends else star
        canvas.write(words, (year, 1), look, (0, 1.5), on="along")


def _clear(
    canvas: Canvas,
    words: AnyWords,
    part: tuple[Series, Series],
    crossing: tuple[Series, Sequence[int]],
) -> tuple[float, float] | None:
    """Return where words fit into a part of touching columns, the latest years first.

    ``part`` holds its lower and its upper edge by year, ``crossing`` the line and the breaks,
    which are not to be covered either.
    """
    (low, high), (line, breaks) = part, crossing
    wide, high_mm = canvas.area_mm
    bottom, top = canvas.plot.get_ylim()
    left, right = canvas.plot.get_xlim()
    span = math.ceil((text_width(words, NORMAL, 600) + 1) / wide * (right - left))
    half = 0.42 * LABEL_MM / high_mm * (top - bottom)
    for last in sorted(high, reverse=True):
        years = range(last - span + 1, last + 1)
        if all(year in high for year in years) and not {*breaks} & {*years[1:]}:
            floor = max(low[year] for year in years)
            ceiling = min(high[year] for year in years)
            others = [line[year] for year in years if year in line]
            middle = _height(floor + half, ceiling - half, others, 1.3 * half)
            if middle is not None:
                return (years[0] + years[-1]) / 2, middle
    return None


def _height(low: float, high: float, others: Sequence[float], apart: float) -> float | None:
    """Return a height between two that is so far from others; ``None`` without any."""
    if low > high:
        return None
    for middle in ((low + high) / 2, low, high):
        if all(abs(each - middle) > apart for each in others):
            return middle
    return None
