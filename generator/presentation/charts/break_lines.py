"""The mark of a break: figures on either side of it are not of one kind."""

from collections.abc import Iterable

from matplotlib.axes import Axes

from generator.presentation.charts.style import INK_2

DASHES, WIDTH = (1.2, 1.6), 0.6


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
            plot.axvline(year - 0.5, color=INK_2, lw=WIDTH, ls=(0, DASHES), zorder=1)
