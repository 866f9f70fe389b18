"""Levels over time: lines with their names at the end, and stacked columns of an index."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.strips import unbroken
from generator.presentation.charts.style import (
    INK,
    INK_2,
    LABEL_MM,
    NATION,
    NATION_LIGHT,
    NATION_MID,
    REGION,
    REGION_MID,
    REGION_TEXT_MID,
    SMALL,
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
class SeriesLine:
    """One series by year, with the name printed at its end.

    ``role`` is ``region`` (solid) or ``nation`` (dashed); ``dashes`` tells several lines of one
    role apart. In the years in ``odd`` the line has a hollow dot with an asterisk; ``breaks`` are
    the first years after breaks of the series.
    """

    name: AnyWords
    series: Mapping[int, float]
    role: str
    dashes: tuple[float, ...] = ()
    printed: AnyWords = ""
    odd: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()


COLUMN_MM = 6.0
"""Widest column of an index, in millimetres."""

LABELLED, CROWDED = 8, 12
"""Years that a scale names at most, and the number of years from which its corner is kept free."""

_COLOUR = {"region": REGION, "nation": NATION}
_OF_A_REGION = (REGION, REGION_MID, REGION_TEXT_MID)
_OF_THE_NATION = (NATION, NATION_LIGHT, NATION_MID)


BREAK_DASHES, BREAK_WIDTH = (1.2, 1.6), 0.6
"""Look of the mark of a break: figures on either side of it are not of one kind."""


def break_lines(plot: Axes, drawn: Iterable[int], breaks: Iterable[int]) -> None:
    """Draw a fine dashed line before the first year after each break that parts drawn years.

    Parameters
    ----------
    plot
        Axes whose horizontal scale is years.
    drawn
        Years that the chart shows.
    breaks
        First years after a break; those that part no two drawn years leave no mark.
    """
    years = sorted(drawn)
    for year in sorted({*breaks}):
        if years[0] < year <= years[-1]:
            plot.axvline(year - 0.5, color=INK_2, lw=BREAK_WIDTH, ls=(0, BREAK_DASHES), zorder=1)


def lines(
    drawn: Sequence[SeriesLine],
    polyglot: Polyglot,
    *,
    size: tuple[float, float],
    from_zero: bool = True,
    base: float | None = None,
) -> Drawing:
    """Draw lines over years, each named at its end with its last value.

    Parameters
    ----------
    drawn
        Lines with at least one value each.
    polyglot
        Prints the numbers of the scale.
    from_zero
        Whether the axis starts at zero; the subtitle says so where it does not.
    base
        Level that is drawn as a line of its own: that of the year which an index counts from.
    """
    labels = [line.name + "\n" + line.printed + _mark(line) for line in drawn]
    right = max(text_width(label, 7.4, 600) for label in labels) + 4
    canvas = Canvas(*size, Margins(9, right, 3, 5))
    values = [value for line in drawn for value in line.series.values()]
    low, high = min(values), max(values)
    scale = ticks(0.0 if from_zero else low - 0.08 * (high - low), high + 0.08 * (high - low))
    taken: set[int] = set()
    for line in drawn:
        _line(canvas.plot, line)
        _odd(canvas, line, taken)
    frame(canvas, scale, polyglot)
    years = sorted(set().union(*(line.series for line in drawn)))
    break_lines(canvas.plot, years, set().union(*(line.breaks for line in drawn)))
    if base is not None:
        canvas.plot.axhline(base, color=INK_2, lw=0.6)
    _years(canvas, years, size[0])
    gap = 7.2 / (size[1] - 8) * (scale[-1] - scale[0])
    _ends(canvas, drawn, labels, (gap, scale[-1]))
    return canvas.drawing()


def _ends(
    canvas: Canvas,
    drawn: Sequence[SeriesLine],
    labels: Sequence[AnyWords],
    room: tuple[float, float],
) -> None:
    """Name the lines at their ends, moved apart; ``room`` is the least distance and the top."""
    gap, top = room
    ends = spread([line.series[max(line.series)] for line in drawn], gap)
    above = max(0.0, max(ends) - top + gap / 8)  # the margin holds the other half of a label
    for line, label, end in zip(drawn, labels, ends, strict=True):
        look = TextStyle(7.4, _COLOUR[line.role], 600, along="center", spacing=1.35)
        canvas.row_name(end - above, label, look, edge=1, shift=3)


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


def _odd(canvas: Canvas, line: SeriesLine, taken: set[int]) -> None:
    """Mark values that look odd; on the left where another line has its mark on the right."""
    colour = _COLOUR[line.role]
    for year in line.odd:
        if year in line.series:
            at = (year, line.series[year])
            canvas.plot.plot(*at, "o", ms=3.6, mfc="white", mec=colour, mew=0.9, zorder=4)
            if year < max(line.series):
                side = -1 if year in taken else 1
                ink = TextStyle(10, colour, 600, across="right" if year in taken else "left")
                canvas.write("*", at, ink, (4 * side, 0))
                taken.add(year)


def frame(canvas: Canvas, scale: Sequence[float], polyglot: Polyglot) -> None:
    """Draw a level scale with its grid behind everything, and a stronger line at zero."""
    decimals = decimals_of(scale)
    canvas.scale_left(scale, [polyglot.number(mark, decimals) for mark in scale])
    canvas.plot.set_ylim(scale[0], scale[-1])
    canvas.grid(scale, ())
    if scale[0] <= 0 <= scale[-1]:
        canvas.plot.axhline(0, color=INK_2, lw=0.6)


def _years(canvas: Canvas, years: Sequence[int], width: float) -> None:
    """Print every year where there is room, otherwise every second one, always the last."""
    first, last = min(years), max(years)
    count = last - first + 1
    every = 1 if width > 120 or len(years) <= 6 else max(2, -(-count // LABELLED))
    shown = [year for year in range(first, last + 1) if (last - year) % every == 0]
    if every > 1 and count > CROWDED:
        shown = [year for year in shown if year > first]  # the scale beside it begins there
    canvas.scale_below(shown, [str(year) for year in shown])
    canvas.plot.set_xlim(min(years) - 0.4, last + 0.3)


@dataclass(frozen=True, slots=True)
class Parts:
    """Names of the two parts of an index and of the nation, and the breaks of the index."""

    lower: AnyWords
    upper: AnyWords
    nation: AnyWords
    breaks: tuple[int, ...] = ()


def stacked_columns(
    parts: tuple[Mapping[int, float], Mapping[int, float]],
    nation: Mapping[int, float],
    names: Parts,
    polyglot: Polyglot,
    *,
    size: tuple[float, float],
) -> Drawing:
    """Draw columns of an index made of two parts by year, the nation as a dashed line.

    Parameters
    ----------
    parts
        The lower and the upper part, over the same years.
    nation
        The index of the nation; empty for the nation's own columns.
    """
    lower, upper = parts
    years = sorted(lower)
    shades = _OF_A_REGION if nation else _OF_THE_NATION
    total = {year: lower[year] + upper[year] for year in years}
    labels = _labels(parts, nation, names, polyglot)
    right = max(text_width(label[1], SMALL + 0.5, 600) for label in labels) + 4
    canvas = Canvas(*size, Margins(8, right, 3, 5))
    step = (size[0] - 8 - right) / (years[-1] - years[0] + 1.1)
    _columns(canvas.plot, parts, shades, min(0.82, COLUMN_MM / step))
    shown = sorted(year for year in nation if year in lower)
    canvas.plot.plot(shown, [nation[y] for y in shown], color=NATION, lw=1.4, ls=(0, (4, 1.5)))
    break_lines(canvas.plot, years, names.breaks)
    scale = ticks(0.0, max([*total.values(), *nation.values()]) * 1.12)
    frame(canvas, scale, polyglot)
    _years(canvas, years, size[0])
    canvas.plot.set_xlim(years[0] - 0.6, years[-1] + 0.5)
    near = LABEL_MM / (size[1] - 8) * scale[-1]
    for year in (years[0], years[-1]):
        crossed = total[year] - near / 4 <= nation.get(year, 0.0) < total[year] + near
        height = max(total[year], nation[year]) if crossed else total[year]
        look = TextStyle(SMALL, INK, 600, "center", "bottom")
        canvas.write(polyglot.number(total[year], 2), (year, height), look, (0, 1.6))
    heights = spread([label[0] for label in labels], 7.0 / (size[1] - 8) * scale[-1])
    for (_, words, colour), height in zip(labels, heights, strict=True):
        look = TextStyle(SMALL + 0.5, colour, 600, along="center", spacing=1.35)
        canvas.row_name(height, words, look, edge=1, shift=4)
    return canvas.drawing()


def _labels(
    parts: tuple[Mapping[int, float], Mapping[int, float]],
    nation: Mapping[int, float],
    names: Parts,
    polyglot: Polyglot,
) -> list[tuple[float, AnyWords, str]]:
    """Return height, words and colour of the labels at the right edge, in the last year."""
    lower, upper = parts
    last = max(lower)
    shades = _OF_A_REGION if nation else _OF_THE_NATION
    named = [
        (lower[last] / 2, names.lower, lower[last], shades[0]),
        (lower[last] + upper[last] / 2, names.upper, upper[last], shades[2]),
    ]
    if last in nation:
        named.insert(0, (nation[last], names.nation, nation[last], NATION))
    return [
        (at, name + "\n" + polyglot.number(value, 2), colour) for at, name, value, colour in named
    ]


def _columns(
    plot: Axes,
    parts: tuple[Mapping[int, float], Mapping[int, float]],
    shades: tuple[str, str, str],
    width: float,
) -> None:
    years = sorted(parts[0])
    lower, upper = ([part[year] for year in years] for part in parts)
    plot.bar(years, lower, width=width, color=shades[0], lw=0)
    plot.bar(years, upper, bottom=lower, width=width, color=shades[1], edgecolor="white", lw=0.4)
