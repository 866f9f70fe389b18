"""Real output through shocks: this unit and the nation, the other units behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from generator.presentation.charts.style import (
    INK_2,
    NATION,
    REGION,
    Margins,
    axes,
    decimals_of,
    spread,
    svg,
    text_width,
    ticks,
)
from generator.presentation.language.language import Language

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
    """A line with the words at its end."""

    series: Series
    text: str


def resilience(
    own: End,
    nation: End,
    others: tuple[Sequence[Series], str],
    shades: Sequence[Shade],
    look: tuple[Language, str, str, tuple[float, float]],
) -> Markup:
    """Index of real output, the first year = 100.

    Parameters
    ----------
    own, nation
        The unit and the nation, over the same years.
    others
        The other units over the same years, thin, and what they are called.
    shades
        Declared shocks.
    look
        Language, alternative text, name of the chart, and its size in millimetres.
    """
    language, alternative, name, size = look
    right = max(text_width(text, 8, 600) for text in (own.text, nation.text)) + 4
    right = max(right, text_width(others[1], 7) + 4)
    figure, plot = axes(*size, Margins(8, right, 6, 5))
    everything = [
        value for each in (own.series, nation.series, *others[0]) for value in each.values()
    ]
    scale = ticks(min(everything), max(everything))
    plot.set_ylim(scale[0], scale[-1])
    for shade in shades:
        _shade(plot, shade)
    for each in others[0]:
        plot.plot(list(each), list(each.values()), color=BEHIND, lw=0.7, zorder=1)
    years = sorted(own.series)
    plot.plot(
        years,
        [nation.series[year] for year in years],
        color=NATION,
        lw=1.7,
        ls=(0, (4, 1.4)),
        zorder=3,
    )
    plot.plot(years, [own.series[year] for year in years], color=REGION, lw=2.2, zorder=4)
    plot.plot(years[-1], own.series[years[-1]], "o", ms=5, color=REGION, zorder=5)
    plot.plot(years[-1], nation.series[years[-1]], "D", ms=4, color=NATION, zorder=5)
    _ends(
        plot, (own, nation, others[1]), (years[-1], 4.4 / (size[1] - 11) * (scale[-1] - scale[0]))
    )
    decimals = decimals_of(scale)
    plot.set_yticks(list(scale))
    plot.yaxis.set_major_formatter(FuncFormatter(lambda v, _: language.number(v, decimals)))
    plot.grid(axis="y")
    plot.set_axisbelow(True)
    plot.axhline(100, color=INK_2, lw=0.6)
    plot.set_xticks(years, [str(year) for year in years])
    plot.set_xlim(years[0] - 0.2, years[-1] + 0.1)
    return svg(figure, alternative, name)


def _shade(plot: Axes, shade: Shade) -> None:
    plot.axvspan(shade.first - 0.5, shade.last + 0.5, color=SHADE, lw=0, zorder=0)
    plot.annotate(
        shade.text,
        ((shade.first + shade.last) / 2, 1),
        (0, 2),
        xycoords=plot.get_xaxis_transform(),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=7,
        color=INK_2,
    )


def _ends(plot: Axes, ends: tuple[End, End, str], room: tuple[int, float]) -> None:
    """Name the lines at their ends, moved apart where they are close."""
    own, nation, others = ends
    last, gap = room
    heights = spread([own.series[last], nation.series[last]], gap)
    for text, height, colour in zip(
        (own.text, nation.text), heights, (REGION, NATION), strict=True
    ):
        plot.annotate(
            text,
            (last, height),
            (7, 0),
            textcoords="offset points",
            ha="left",
            va="center",
            fontsize=8,
            weight=600,
            color=colour,
            annotation_clip=False,
        )
    if others:
        low, high = plot.get_ylim()
        below = min(heights) - 2.2 * gap
        at = below if below > low else max(heights) + 2.2 * gap
        plot.annotate(
            others,
            (last, min(at, high)),
            (7, 0),
            textcoords="offset points",
            ha="left",
            va="center",
            fontsize=7,
            color=INK_2,
            linespacing=1.05,
            annotation_clip=False,
        )
