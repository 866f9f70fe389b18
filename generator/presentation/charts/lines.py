"""Levels over time: lines with their names at the end, marks of odd years, and notes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes

from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.labels import LabelBox
from generator.presentation.charts.scatter import Point, name_points
from generator.presentation.charts.strips import unbroken
from generator.presentation.charts.style import (
    INK_2,
    NATION,
    NATION_LIGHT,
    NATION_MID,
    NORMAL,
    REGION,
    REGION_MID,
    REGION_TEXT_MID,
    Canvas,
    Margins,
    TextStyle,
    decimals_of,
    spread,
    text_width,
    ticks,
)
from generator.presentation.localisation.multilingual import Polyglot
from generator.presentation.localisation.words import AnyWords


@dataclass(frozen=True, slots=True)
class ChartNote:
    """A few words beside the value of one year, where there is room for them."""

    year: int
    words: AnyWords


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One series by year, with the name printed at its end.

    ``role`` is ``region`` (solid) or ``nation`` (dashed); ``dashes`` tells several lines of one
    role apart. In the years in ``odd`` the line has a hollow dot with an asterisk; ``breaks`` are
    the first years after breaks of the series; ``note`` says what is remarkable in one year.
    """

    name: AnyWords
    series: Mapping[int, float]
    role: str
    dashes: tuple[float, ...] = ()
    printed: AnyWords = ""
    odd: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()
    note: ChartNote | None = None


COLUMN_MM = 9.0
"""Widest column of an index, in millimetres."""

HALF_LABEL_MM = 2.9
"""Half the height of a label of two lines at the end of a line, in millimetres."""

YEAR_STEPS = (1, 2, 3, 4, 5, 10, 20)
"""Every how many years a scale may name one."""

YEAR_GAP_MM = 1.6
"""Room between two years that a scale names, in millimetres."""

_COLOUR = {"region": REGION, "nation": NATION}
_OF_A_REGION = (REGION, REGION_MID, REGION_TEXT_MID)
_OF_THE_NATION = (NATION, NATION_LIGHT, NATION_MID)


BREAK_DASHES, BREAK_WIDTH = (1.2, 1.6), 0.6
"""Look of the mark of a break: figures on either side of it are not of one kind."""


def break_lines(
    plot: Axes, drawn: Iterable[int], breaks: Iterable[int], *, depth: float = 1
) -> None:
    """Draw a fine dashed line before the first year after each break that parts drawn years.

    Parameters
    ----------
    plot
        Axes whose horizontal scale is years.
    drawn
        Years that the chart shows.
    breaks
        First years after a break; those that part no two drawn years leave no mark.
    depth
        What the line lies behind; over columns that touch it has a white edge.
    """
    years = sorted(drawn)
    for year in sorted({*breaks}):
        if years[0] < year <= years[-1]:
            if depth > 1:
                plot.axvline(year - 0.5, color="white", lw=4 * BREAK_WIDTH, zorder=depth)
            look: dict[str, Any] = {"ls": (0, BREAK_DASHES), "zorder": depth}
            plot.axvline(year - 0.5, color=INK_2, lw=BREAK_WIDTH, **look)


@dataclass(frozen=True, slots=True)
class Base:
    """A level that is drawn as a line of its own, and its name; the nation's has its colour."""

    level: float
    name: AnyWords = ""


def lines(
    drawn: Sequence[SeriesLine],
    polyglot: Polyglot,
    *,
    size: tuple[float, float],
    least: float | None = None,
    base: Base | None = None,
) -> Drawing:
    """Draw lines over years, each named at its end with its last value.

    Parameters
    ----------
    drawn
        Lines with at least one value each.
    polyglot
        Prints the numbers of the scale.
    least
        Smallest span of the scale, so that a trifle does not look like a turn; the subtitle says
        that it does not start at zero. ``None`` for a scale from zero.
    base
        Level of the nation, or of the year which an index counts from.
    """
    labels = [line.name + "\n" + line.printed + _mark(line) for line in drawn]
    names = [*labels, base.name] if base else labels
    right = max(text_width(label, NORMAL, 600) for label in names) + 4
    canvas = Canvas(*size, Margins(9, right, 3, 5))
    scale = _level_scale(drawn, least, base)
    years = sorted(set().union(*(line.series for line in drawn)))
    for line in drawn:
        _line(canvas.plot, line)
    frame(canvas, scale, polyglot)
    break_lines(canvas.plot, years, set().union(*(line.breaks for line in drawn)))
    if base is not None:
        colour = NATION if base.name else INK_2
        canvas.plot.axhline(base.level, color=colour, lw=1.5 if base.name else 0.6, zorder=2)
    canvas.plot.set_xlim(years[0] - 0.4, years[-1] + 0.3)
    name_years(canvas, years)
    _marks(canvas, drawn)
    _ends(canvas, drawn, labels, base)
    write_notes(canvas, [line for line in drawn if line.note is not None], drawn)
    return canvas.drawing()


def _level_scale(
    drawn: Sequence[SeriesLine], least: float | None, base: Base | None
) -> list[float]:
    """Return the marks of the scale beside the lines; without a least span it begins at zero."""
    values = [value for line in drawn for value in line.series.values()]
    values += [base.level] if base else []
    low, high = min(values), max(values)
    air = max(0.08 * (high - low), ((least or 0.0) - (high - low)) / 2)
    if least is None:
        return ticks(min(0.0, low), high + air)
    return ticks(max(low - air, 0.0) if low >= 0 else low - air, high + air)


def _ends(
    canvas: Canvas, drawn: Sequence[SeriesLine], labels: Sequence[AnyWords], base: Base | None
) -> None:
    """Name the lines and the base at the right edge, moved apart, all between top and bottom."""
    named = [
        (line.series[max(line.series)], label, _COLOUR[line.role])
        for line, label in zip(drawn, labels, strict=True)
    ]
    if base is not None and base.name:
        named.append((base.level, base.name, NATION))
    name_ends(canvas, named)


def name_ends(canvas: Canvas, named: Sequence[tuple[float, AnyWords, str]]) -> None:
    """Write names with their colours beside the right edge, at heights as near as they can be."""
    if not named:
        return
    low, high = canvas.plot.get_ylim()
    _, height = canvas.area_mm
    half = HALF_LABEL_MM / height * (high - low)
    ends = spread([each for each, _, _ in named], 2 * half * 1.15)
    low, high = low + half * 0.8, high - half * 0.2
    moved = max(0.0, low - min(ends)) - max(0.0, max(ends) - high)
    for (_, words, colour), end in zip(named, ends, strict=True):
        look = TextStyle(NORMAL, colour, 600, along="center", spacing=1.35)
        canvas.row_name(end + moved, words, look, edge=1, shift=4)


def _line(plot: Axes, line: SeriesLine) -> None:
    nation = line.role == "nation"
    dashes = line.dashes or ((4, 1.4) if nation else ())
    years = sorted(line.series)
    for run in unbroken(years):
        plot.plot(
            run,
            [line.series[year] for year in run],
            marker="o" if len(run) == 1 else "None",
            ms=2.4,
            color=_COLOUR[line.role],
            ls=(0, dashes) if dashes else "-",
            lw=1.5 if nation else 2.0,
            zorder=3,
        )
    plot.plot(
        years[-1],
        line.series[years[-1]],
        "D" if nation else "o",
        ms=3.8 if nation else 4.6,
        color=_COLOUR[line.role],
        zorder=4,
    )


def _mark(line: SeriesLine) -> str:
    """Mark the label at the end of a line whose last value looks odd."""
    return "*" if max(line.series) in line.odd else ""


def _marks(canvas: Canvas, drawn: Sequence[SeriesLine]) -> None:
    """Mark values that look odd with a hollow dot and a star on the side away from other lines."""
    low, high = canvas.plot.get_ylim()
    for line in drawn:
        colour = _COLOUR[line.role]
        for year in (each for each in line.odd if each in line.series):
            value = line.series[year]
            canvas.plot.plot(year, value, "o", ms=3.6, mfc="white", mec=colour, mew=0.9, zorder=4)
            if year == max(line.series):
                continue  # the label at the end has the star
            others = [each.series.get(year, low) for each in drawn if each is not line]
            up = _star_above(value, others, (low, high))
            look = TextStyle(10, colour, 600, "center", "bottom" if up else "top")
            canvas.write("*", (year, value), look, (0, 0.6 if up else -2.4))


def _star_above(value: float, others: Sequence[float], ends: tuple[float, float]) -> bool:
    """Return whether a star stands above its dot: away from other lines, inside the plot."""
    low, high = ends
    edge = EDGE * (high - low)
    return value < low + edge or (all(each <= value for each in others) and value < high - edge)


def frame(canvas: Canvas, scale: Sequence[float], polyglot: Polyglot) -> None:
    """Draw a level scale with its grid behind everything, and a stronger line at zero."""
    decimals = decimals_of(scale)
    canvas.scale_left(scale, [polyglot.number(mark, decimals) for mark in scale])
    canvas.plot.set_ylim(scale[0], scale[-1])
    canvas.grid(scale, ())
    if scale[0] <= 0 <= scale[-1]:
        canvas.plot.axhline(0, color=INK_2, lw=0.6)


EDGE = 0.12
"""Part of a scale at whose ends a star stands on the inner side of its dot."""

STAR_MM = 3.0, 4.4
"""Width of a star, and how far it reaches above its dot or below it, millimetres."""

NOTE_STEPS = 8
"""Pieces of a line between two years that no note may cover."""


def write_notes(canvas: Canvas, noted: Sequence[SeriesLine], drawn: Sequence[SeriesLine]) -> None:
    """Write the notes where they cover no line, each at a dot; one without room is left out."""
    left, right = canvas.plot.get_xlim()
    low, high = canvas.plot.get_ylim()
    width, height = canvas.area_mm

    def at(x: float, y: float) -> tuple[float, float]:
        return (x - left) / (right - left) * width, (y - low) / (high - low) * height

    crossed = [
        LabelBox(x - 0.7, y - 0.7, 1.4, 1.4)
        for line in drawn
        for x, y in (at(*each) for each in _along(line))
    ]
    crossed += [
        LabelBox(x - STAR_MM[0] / 2, y - STAR_MM[1], STAR_MM[0], 2 * STAR_MM[1])
        for line in drawn
        for x, y in (at(year, line.series[year]) for year in line.odd if year in line.series)
    ]
    points = [
        Point(line.note.words, line.note.year, line.series[line.note.year], "other")
        for line in noted
        if line.note is not None
    ]
    for line, point in zip(noted, points, strict=True):
        look: dict[str, Any] = {"mfc": "white", "mec": _COLOUR[line.role], "mew": 1.0}
        if point.x < max(line.series):
            canvas.plot.plot(point.x, point.y, "o", ms=3.6, zorder=4, **look)
    name_points(canvas, points, at, (width, height), crossed)


def _along(line: SeriesLine) -> Iterator[tuple[float, float]]:
    """Give points along a line, close to each other."""
    for (x0, y0), (x1, y1) in pairwise(sorted(line.series.items())):
        for step in range(NOTE_STEPS + 1):
            part = step / NOTE_STEPS
            yield x0 + part * (x1 - x0), y0 + part * (y1 - y0)


def name_years(canvas: Canvas, years: Sequence[int]) -> None:
    """Name the last year below the plot, whose ends are set, and every so many before it."""
    first, last = min(years), max(years)
    left, right = canvas.plot.get_xlim()
    pitch = canvas.area_mm[0] / (right - left)
    needed = text_width("0000", NORMAL) + YEAR_GAP_MM
    every = next((step for step in YEAR_STEPS if step * pitch >= needed), YEAR_STEPS[-1])
    shown = [year for year in range(first, last + 1) if (last - year) % every == 0]
    canvas.scale_below(shown, [str(year) for year in shown])
