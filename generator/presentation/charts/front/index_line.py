"""A line of the region beside the dashed one of the nation."""

from collections.abc import Sequence

from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.front.front_drawing import Ends, FrontDrawing, Room
from generator.presentation.charts.front.plot import Series, YearPlot, beside
from generator.presentation.charts.strips import unbroken
from generator.presentation.charts.style import NATION, REGION, TextStyle, ticks
from generator.presentation.localisation.multilingual import Polyglot

BASE = 100.0
"""Level that an index begins with, and the nation's in per cent of itself."""


def line_scale(own: Series, nation: Series) -> list[float]:
    """Return the marks of the scale: a subtitle says where it begins."""
    values = [*own.values(), *nation.values()]
    return ticks(min(values), max(values), 6)


def index_line(
    series: tuple[Series, Series],
    ends: Ends,
    breaks: Sequence[int],
    polyglot: Polyglot,
    room: Room,
) -> Drawing:
    """Draw both lines, named at their ends, and print the year of the region that stands out.

    Parameters
    ----------
    series
        Of the region and of the nation, by year.
    ends, breaks
        Words at the ends of the lines, and first years after breaks of the region's series.
    polyglot, room
        Prints the numbers; size of the drawing.
    """
    own, nation = series
    plane = FrontDrawing(room)
    plot = YearPlot(plane, sorted({*own, *nation}), line_scale(own, nation), beside(ends, room))
    plot.frame(polyglot, BASE)
    plot.mark_breaks(breaks)
    plot.name_years()
    _line(plot, nation, NATION)
    _line(plot, own, REGION)
    plot.name_ends(ends, (own[max(own)], nation[max(nation)]))
    _turning(plot, series, polyglot)
    return plane.drawing()


def _line(plot: YearPlot, series: Series, colour: str) -> None:
    """Draw a line that has a gap where a year is missing, and a mark at its end."""
    for run in unbroken(sorted(series)):
        points = [(plot.across(year), plot.down(series[year])) for year in run]
        if len(points) > 1:
            dashes = (2.0, 1.2) if colour == NATION else ()
            plot.plane.line(points, colour, 0.7 if colour == NATION else 1.1, dashes)
        else:
            plot.plane.dot(*points[0], 0.6, colour)
    x, y = plot.across(max(series)), plot.down(series[max(series)])
    if colour == NATION:
        plot.plane.box((x - 1.1, y - 1.1), (2.2, 2.2), colour)
    else:
        plot.plane.dot(x, y, 1.4, colour)


def _turning(plot: YearPlot, series: tuple[Series, Series], polyglot: Polyglot) -> None:
    """Print the highest or lowest value within the region's line, on its outer side."""
    own, nation = series
    ends = (min(own), max(own))
    inner = [year for year in own if year not in ends]
    if not inner:
        return
    high, low = max(inner, key=own.__getitem__), min(inner, key=own.__getitem__)
    above = own[high] - max(own[each] for each in ends)
    below = min(own[each] for each in ends) - own[low]
    if max(above, below) <= 0:
        return
    year, up = (high, True) if above >= below else (low, False)
    x, y = plot.across(year), plot.down(own[year])
    if year in nation and 0 < (y - plot.down(nation[year])) * (1 if up else -1) < 6:
        return  # the nation's line would run through the number
    plot.plane.dot(x, y, 0.9)
    look = TextStyle(plot.room.small, REGION, 600, "center", plate=0.8)
    plot.plane.write(polyglot.number(own[year], 1), x, y + (-3.4 if up else 3.6), look)
