"""Columns by year: growth of a region beside the nation."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from generator.presentation.charts.bars import Pair
from generator.presentation.charts.style import (
    INK_2,
    NATION,
    REGION,
    REGION_MID,
    SMALL,
    Margins,
    axes,
    decimals_of,
    row_name,
    svg,
    text_width,
    ticks,
)
from generator.presentation.language.language import Language

LABEL_MM = 4.2
"""Height of a value below a negative column, with its distance, in millimetres."""


def growth_columns(
    region: Mapping[int, float],
    nation: Mapping[int, float],
    names: Pair,
    look: tuple[Language, str, str],
    *,
    size: tuple[float, float],
) -> Markup:
    """Columns of the region by year, the nation as a dash in each; negative columns lighter.

    Parameters
    ----------
    look
        Language, alternative text and name of the chart.
    """
    language, alternative, name = look
    width, height = size
    years = sorted(nation)
    right = max(text_width(names.region, 8, 600), text_width(names.nation, 8, 600)) + 4
    figure, plot = axes(width, height, Margins(8, right, 2, 5))
    values = [*region.values(), *(nation[year] for year in years), 0.0]
    scale = ticks(min(values), max(values) * 1.12)
    shown = {year: region[year] for year in years if year in region}
    colours = [REGION if value >= 0 else REGION_MID for value in shown.values()]
    plot.bar(list(shown), list(shown.values()), width=0.5, color=colours, lw=0)
    for year in years:
        _dash(plot, year, nation[year])
    for year, value in shown.items():
        _column_label(plot, (year, value), nation[year], language.number(value, 1))
    _horizontal_grid(plot, scale, language)
    span = scale[-1] - scale[0]
    below = min(values) - LABEL_MM / (height - 7) * span if min(values) < 0 else 0.0
    plot.set_ylim(min(scale[0] - 0.06 * span, below), scale[-1])
    plot.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    plot.set_xticks(years, [str(year) for year in years])
    _end_labels(
        plot,
        ((shown.get(years[-1]), names.region, REGION), (nation[years[-1]], names.nation, NATION)),
        scale,
    )
    return svg(figure, alternative, name)


def _dash(plot: Axes, year: int, value: float) -> None:
    plot.plot([year - 0.33, year + 0.33], [value, value], color="white", lw=3.0, zorder=3)
    plot.plot(
        [year - 0.31, year + 0.31],
        [value, value],
        color=NATION,
        lw=1.7,
        zorder=4,
        solid_capstyle="butt",
    )


def _column_label(plot: Axes, at: tuple[int, float], nation: float, printed: str) -> None:
    """Put the value beyond the column, and beyond the nation's dash where that is in the way."""
    year, value = at
    span = plot.get_ylim()[1] - plot.get_ylim()[0]
    near = span * 0.09
    anchor = value
    if value >= 0 and value <= nation <= value + near:
        anchor = nation
    if value < 0 and value - near <= nation <= value:
        anchor = nation
    plot.annotate(
        printed,
        (year, anchor),
        xytext=(0, 2.2 if value >= 0 else -2.2),
        textcoords="offset points",
        ha="center",
        va="bottom" if value >= 0 else "top",
        fontsize=SMALL,
        color=REGION,
        weight=600,
        zorder=5,
    )


def _horizontal_grid(plot: Axes, scale: Sequence[float], language: Language) -> None:
    decimals = decimals_of(scale)
    plot.set_yticks(list(scale))
    plot.yaxis.set_major_formatter(FuncFormatter(lambda v, _: language.number(v, decimals)))
    plot.grid(axis="y")
    plot.set_axisbelow(True)
    plot.axhline(0, color=INK_2, lw=0.6)


def _end_labels(
    plot: Axes,
    labels: tuple[tuple[float | None, str, str], ...],
    scale: Sequence[float],
) -> None:
    gap = (scale[-1] - scale[0]) * 0.16
    present = [label for label in labels if label[0] is not None]
    heights = [label[0] or 0.0 for label in present]
    if len(heights) == 2 and abs(heights[0] - heights[1]) < gap:
        middle, up = sum(heights) / 2, gap / 2 if heights[0] >= heights[1] else -gap / 2
        heights = [middle + up, middle - up]
    for (_, text, colour), height in zip(present, heights, strict=True):
        row_name(
            plot, height, text, edge=1, shift=4, ha="left", color=colour, weight=600, fontsize=8
        )
