"""Growth by year: filled where faster than the nation, an outline where not, a tick for it."""

from collections.abc import Sequence

from generator.findings.indifference import compared
from generator.findings.measures import GROWTH
from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.front.front_drawing import (
    LINE_MM,
    Ends,
    FrontDrawing,
    Room,
    years_named,
)
from generator.presentation.charts.front.plot import LEFT, Series, YearPlot, beside
from generator.presentation.charts.style import INK_2, NATION, REGION, TextStyle
from generator.presentation.localisation.multilingual import Polyglot

WIDEST = 7.0
"""Widest bar, in millimetres."""
AWAY = 2.2
"""Distance of a number from the end of its bar, in millimetres."""


def growth_bars(
    series: tuple[Series, Series],
    ends: Ends,
    breaks: Sequence[int],
    polyglot: Polyglot,
    room: Room,
) -> Drawing:
    """Draw a bar for every year, its value at its end, and the nation's tick across it.

    Parameters
    ----------
    series
        Growth of the region and of the nation by year, per cent; of the nation alone there are
        no ticks, and the bars have its colour.
    ends, breaks
        Words beside the last bar, and first years after breaks of the region's series.
    polyglot, room
        Prints the numbers; size of the drawing.
    """
    own, nation = series
    plane = FrontDrawing(room)
    values = [*own.values(), *nation.values(), 0.0]
    span = (max(values) - min(values)) or 1.0
    scale = (min(values) - 0.1 * span * (min(values) < 0), max(values) + 0.1 * span)
    plot = YearPlot(plane, sorted({*own, *nation}), scale, beside(ends, room))
    plot.mark_breaks(breaks)
    plot.name_years()
    named = set(years_named(plot.years, room)) | {max(own, key=own.__getitem__)}
    for year in plot.years:
        _bar(plot, year, series)
        if year in own and (not room.narrow or year in named):
            _value(plot, year, series, polyglot)
    zero = plot.down(0)
    plane.line(((plot.across(plot.years[0] - 0.5), zero), (room.width - plot.right, zero)))
    plane.write("0", LEFT - 1.5, zero, TextStyle(room.small, INK_2, across="right"))
    last = plot.years[-1]
    if ends.nation:
        plot.name_ends(ends, (own.get(last, 0.0), nation.get(last, 0.0)))
    return plane.drawing()


def _bar(plot: YearPlot, year: int, series: tuple[Series, Series]) -> None:
    own, nation = series
    width = min(0.62 * plot.step, WIDEST)
    x, zero = plot.across(year) - width / 2, plot.down(0)
    if year in own:
        y = plot.down(own[year])
        corner, size = (x, min(y, zero)), (width, max(abs(zero - y), 0.3))
        if not nation:
            plot.plane.box(corner, size, NATION)
        elif year in nation and compared(GROWTH, own[year], nation[year]) > 0:
            plot.plane.box(corner, size, REGION)
        else:
            plot.plane.frame(corner, size, REGION, "#FFFFFF")
    if year in nation:
        plot.plane.tick((plot.across(year), plot.down(nation[year])), (1.3 * width, 0.8))


def _value(plot: YearPlot, year: int, series: tuple[Series, Series], polyglot: Polyglot) -> None:
    """Print the value beyond the end of its bar.

    Where the nation's tick is there it stands in an outlined bar, or beyond the tick.
    """
    own, nation = series
    value, last = own[year], year == plot.years[-1]
    end, side = plot.down(value), -1 if value >= 0 else 1
    tick = plot.down(nation[year]) if year in nation else plot.room.height
    beyond = (tick - end) * side
    y = end + side * AWAY
    if year in nation and -0.8 < beyond < LINE_MM + 0.6:
        inside = abs(end - plot.down(0)) > LINE_MM + 0.6 and beyond > 0.6
        y = end - side * (AWAY + 0.2) if inside else max(tick * side, end * side) * side
        y += 0.0 if inside else side * (AWAY + 0.2)
    colour = REGION if nation else NATION
    look = TextStyle(plot.room.small, colour, 700 if last else 400, "center")
    plot.plane.write(polyglot.number(value, 1, signed=True), plot.across(year), y, look)
