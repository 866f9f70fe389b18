"""Real output through shocks: this unit and the nation, the other units behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from generator.presentation.charts.drawing import POINTS_PER_MM, Drawing
from generator.presentation.charts.lines import break_lines, frame, name_years
from generator.presentation.charts.style import (
    INK_2,
    LABEL,
    LABEL_MM,
    NATION,
    NORMAL,
    REGION,
    Canvas,
    Margins,
    TextStyle,
    spread,
    text_width,
    ticks,
)
from generator.presentation.localisation.multilingual import Polyglot
from generator.presentation.localisation.words import AnyWords

SHADE, BEHIND = "#EFEDE6", "#D7DCE0"

Series = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Shade:
    """A shaded span of years, first and last included, with its words."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class End:
    """A line with the words at its end, and the breaks of its series."""

    series: Series
    text: AnyWords
    breaks: tuple[int, ...] = ()


def resilience(
    ends: tuple[End, End],
    others: tuple[Sequence[Series], AnyWords],
    shades: Sequence[Shade],
    polyglot: Polyglot,
    *,
    size: tuple[float, float],
) -> Drawing:
    """Draw an index of real output, the first year = 100.

    Parameters
    ----------
    ends
        The unit and the nation, over the same years.
    others
        The other units over the same years, thin, and what they are called.
    shades
        Declared shocks; the unit's line has its value at their end and in the year before each.
    """
    own, nation = ends
    right = max(text_width(end.text, LABEL, 600) for end in ends) + 4
    right = max(right, text_width(others[1], NORMAL) + 4)
    canvas = Canvas(*size, Margins(8, right, 6, 5))
    years = sorted(own.series)
    limits = (years[0] - 0.2, years[-1] + 0.1)
    everything = [
        value for each in (own.series, nation.series, *others[0]) for value in each.values()
    ]
    scale = ticks(min(everything), max(everything))
    for shade in shades:
        _shade(canvas, shade, limits)
    for each in others[0]:
        canvas.plot.plot(list(each), list(each.values()), color=BEHIND, lw=0.7, zorder=1)
    _two(canvas.plot, years, own.series, nation.series)
    marked = {year for shade in shades for year in (shade.first - 1, shade.last)}
    for year in sorted(marked - {years[0], years[-1]}):
        _mark(canvas, year, (own.series, nation.series), polyglot)
    frame(canvas, scale, polyglot)
    break_lines(canvas.plot, years, own.breaks)
    gap = 4.4 / (size[1] - 11) * (scale[-1] - scale[0])
    _name(canvas, ends, others[1], (years[-1], gap))
    canvas.plot.axhline(100, color=INK_2, lw=0.6)
    canvas.plot.set_xlim(*limits)
    name_years(canvas, years)
    return canvas.drawing()


def _two(plot: Axes, years: Sequence[int], own: Series, nation: Series) -> None:
    """Draw the nation dashed, the unit above it, and a mark at the end of each."""
    last = years[-1]
    dashed: dict[str, Any] = {"color": NATION, "lw": 1.7, "ls": (0, (4, 1.4))}
    plot.plot(years, [nation[year] for year in years], zorder=3, **dashed)
    plot.plot(years, [own[year] for year in years], color=REGION, lw=2.2, zorder=4)
    plot.plot(last, own[last], "o", ms=5, color=REGION, zorder=5)
    plot.plot(last, nation[last], "D", ms=4, color=NATION, zorder=5)


def _mark(canvas: Canvas, year: int, series: tuple[Series, Series], polyglot: Polyglot) -> None:
    """Print the unit's value in a year where its own line is not in the way.

    Above a peak and below a dip, unless the nation is there; elsewhere on the side that the nation
    is not on, and to the side from which the line does not come.
    """
    own, nation = series
    before, value, after = own[year - 1], own[year], own[year + 1]
    turns = (value - before) * (after - value) < 0
    up = value > before if turns else value >= nation[year]
    low, high = canvas.plot.get_ylim()
    near = LABEL_MM / (canvas.height / POINTS_PER_MM - 11) * (high - low)
    in_the_way = 0 < (nation[year] - value if up else value - nation[year]) < near
    up = value - low < near or up != in_the_way
    lean = "right" if (after > before) == up else "left"
    canvas.plot.plot(year, value, "o", ms=3.6, mfc=REGION, mec="white", mew=0.7, zorder=5)
    look = TextStyle(NORMAL, REGION, 600, "center" if turns else lean, "bottom" if up else "top")
    aside = 0.0 if turns else 2.0 if lean == "right" else -2.0
    canvas.write(polyglot.number(value, 1), (year, value), look, (aside, 3.2 if up else -3.2))


def _shade(canvas: Canvas, shade: Shade, limits: tuple[float, float]) -> None:
    first, last = max(shade.first - 0.5, limits[0]), min(shade.last + 0.5, limits[1])
    canvas.plot.axvspan(first, last, color=SHADE, lw=0, zorder=0)
    at = ((shade.first + shade.last) / 2, 1)
    canvas.write(
        shade.text, at, TextStyle(NORMAL, INK_2, 400, "center", "bottom"), (0, 2), on="along"
    )


def _name(
    canvas: Canvas, ends: tuple[End, End], others: AnyWords, room: tuple[int, float]
) -> None:
    """Name the lines at their ends, moved apart where they are close."""
    last, gap = room
    heights = spread([end.series[last] for end in ends], gap)
    for end, height, colour in zip(ends, heights, (REGION, NATION), strict=True):
        canvas.write(
            end.text, (last, height), TextStyle(LABEL, colour, 600, along="center"), (7, 0)
        )
    low, high = canvas.plot.get_ylim()
    below = min(heights) - 2.2 * gap
    at = below if below > low else max(heights) + 2.2 * gap
    look = TextStyle(NORMAL, INK_2, along="center", spacing=1.35)
    canvas.write(others, (last, min(at, high)), look, (7, 0))
