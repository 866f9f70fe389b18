"""Bars: rankings, contributions, growth by year, shares of industries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from generator.presentation.charts.style import (
    GREY,
    INK,
    INK_2,
    LIGHT,
    NATION,
    NATION_MID,
    NORMAL,
    REGION,
    REGION_MID,
    SMALL,
    Margins,
    axes,
    decimals_of,
    svg,
    text_width,
    ticks,
    wrapped,
)
from generator.presentation.language.language import Language


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, value and printed value, and whom it stands for.

    ``role`` is ``region``, ``nation`` or ``other``.
    """

    name: str
    value: float
    printed: str
    role: str = "other"


_COLOUR = {"region": REGION, "nation": NATION, "other": LIGHT}
_TEXT = {"region": REGION, "nation": NATION, "other": INK}


def ranking(
    bars: Sequence[Bar], alternative: str, name: str, *, size: tuple[float, float]
) -> Markup:
    """Ordered horizontal bars with names on the left and values at the end of each bar."""
    width, height = size
    left = max(text_width(bar.name, NORMAL, 600) for bar in bars) + 2
    right = max(text_width(bar.printed, NORMAL, 600) for bar in bars) + 2
    low = min(0.0, *(bar.value for bar in bars))
    left += right if low < 0 else 0
    figure, plot = axes(width, height, Margins(left, right, 0, 1))
    high = max(0.0, *(bar.value for bar in bars)) or 1.0
    span = high - low
    for at, bar in enumerate(reversed(bars)):
        weight = 400 if bar.role == "other" else 600
        look: dict[str, Any] = {
            "va": "center_baseline",
            "fontsize": NORMAL,
            "color": _TEXT[bar.role],
            "weight": weight,
        }
        plot.barh(at, bar.value, height=0.62, color=_COLOUR[bar.role], lw=0)
        plot.annotate(
            bar.name,
            (0, at),
            xycoords=plot.get_yaxis_transform(),
            xytext=(-(right if low < 0 else 0) * 72 / 25.4 - 3, 0),
            textcoords="offset points",
            ha="right",
            **look,
        )
        outward = bar.value >= 0
        plot.text(
            bar.value + (1 if outward else -1) * span * 0.015,
            at,
            bar.printed,
            ha="left" if outward else "right",
            **look,
        )
    if low < 0:
        plot.axvline(0, color=INK_2, lw=0.6)
    plot.set_ylim(-0.6, len(bars) - 0.4)
    plot.set_xlim(low, high)
    plot.axis("off")
    return svg(figure, alternative, name)


def waterfall(
    bars: Sequence[Bar], total: Bar, alternative: str, name: str, *, size: tuple[float, float]
) -> Markup:
    """Contributions that add up, one step per region, with the total below."""
    width, height = size
    left = max(text_width(bar.name, NORMAL, 600) for bar in (*bars, total)) + 2
    figure, plot = axes(width, height, Margins(left, 11, 0, 1))
    reached, count = 0.0, len(bars)
    edges = [0.0]
    for at, bar in enumerate(bars):
        row = count - at
        plot.barh(row, bar.value, left=reached, height=0.66, color=NATION_MID, lw=0)
        reached += bar.value
        edges.append(reached)
        plot.plot([reached, reached], [row - 1 + 0.33, row + 0.33], color=GREY, lw=0.5)
        tip = max(reached, reached - bar.value)
        _row_text(plot, row, bar, tip, "other")
    plot.barh(0, total.value, height=0.66, color=NATION, lw=0)
    _row_text(plot, 0, total, max(total.value, 0), "nation")
    plot.axvline(0, color=INK_2, lw=0.6)
    plot.set_xlim(min(edges), max(*edges, total.value) or 1.0)
    plot.set_ylim(-0.6, count + 0.6)
    plot.axis("off")
    return svg(figure, alternative, name)


def _row_text(plot: Axes, row: float, bar: Bar, tip: float, role: str) -> None:
    look: dict[str, Any] = {
        "va": "center_baseline",
        "fontsize": NORMAL,
        "color": _TEXT[role],
        "weight": 600 if role == "nation" else 400,
        "textcoords": "offset points",
    }
    plot.annotate(
        bar.name, (0, row), xycoords=plot.get_yaxis_transform(), xytext=(-3, 0), ha="right", **look
    )
    plot.annotate(bar.printed, (tip, row), xytext=(3, 0), ha="left", **look)


@dataclass(frozen=True, slots=True)
class Pair:
    """Names of the region and the nation as a chart prints them."""

    region: str
    nation: str


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
    plot.set_ylim(scale[0] - (0.06 * (scale[-1] - scale[0])), scale[-1])
    plot.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    plot.set_xticks(years, [str(year) for year in years])
    _end_labels(
        plot,
        years[-1] + 0.7,
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
    x: float,
    labels: tuple[tuple[float | None, str, str], ...],
    scale: Sequence[float],
) -> None:
    gap = (scale[-1] - scale[0]) * 0.1
    present = [label for label in labels if label[0] is not None]
    heights = [label[0] or 0.0 for label in present]
    if len(heights) == 2 and abs(heights[0] - heights[1]) < gap:
        middle, up = sum(heights) / 2, gap / 2 if heights[0] >= heights[1] else -gap / 2
        heights = [middle + up, middle - up]
    for (_, text, colour), height in zip(present, heights, strict=True):
        plot.text(x, height, text, color=colour, weight=600, fontsize=8, va="center_baseline")


@dataclass(frozen=True, slots=True)
class SectionBar:
    """Share of one section in the region and in the nation, in per cent."""

    name: str
    share: float
    national: float


def section_bullets(
    rows: Sequence[SectionBar],
    names: Pair,
    look: tuple[Language, str, str],
    *,
    size: tuple[float, float],
) -> Markup:
    """Largest sections: bar = region, tick = nation, both values in aligned columns."""
    language, alternative, name = look
    width, height = size
    left, right = width * 0.46, 22.0
    figure, plot = axes(width, height, Margins(left, right, 5, 0))
    most = max(max(row.share, row.national) for row in rows)
    inner = width - left - right
    columns = [(inner + at) / inner * most * 1.02 for at in (11, 21.5)]
    for at, row in enumerate(rows):
        y = len(rows) - at
        plot.barh(y, row.share, height=0.5, color=REGION if at == 0 else REGION_MID, lw=0)
        for colour, weight in (("white", 3.0), (NATION, 1.7)):
            plot.plot(
                [row.national] * 2,
                [y - 0.36, y + 0.36],
                color=colour,
                lw=weight,
                solid_capstyle="butt",
            )
        plot.annotate(
            wrapped(row.name, left - 3, NORMAL),
            (0, y),
            xytext=(-4, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=NORMAL,
            linespacing=0.95,
        )
        for x, value, colour in zip(
            columns, (row.share, row.national), (REGION, NATION), strict=True
        ):
            plot.text(
                x,
                y,
                language.number(value, 1),
                ha="right",
                va="center_baseline",
                fontsize=7.6,
                weight=600,
                color=colour,
                clip_on=False,
            )
    for x, text, colour in zip(
        columns, (names.region, names.nation), (REGION, NATION), strict=True
    ):
        plot.text(x, len(rows) + 0.75, text, ha="right", fontsize=SMALL, color=colour)
    plot.set_xlim(0, most * 1.02)
    plot.set_ylim(0.45, len(rows) + 0.6)
    plot.axis("off")
    return svg(figure, alternative, name)
