"""Bars: rankings, contributions, shares of industries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from matplotlib.axes import Axes

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
    row_name,
    svg,
    text_width,
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
        row_name(plot, at, bar.name, shift=-(right if low < 0 else 0) * 72 / 25.4 - 3, **look)
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
    }
    row_name(plot, row, bar.name, shift=-3, **look)
    plot.annotate(
        bar.printed, (tip, row), xytext=(3, 0), textcoords="offset points", ha="left", **look
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """Names of the region and the nation as a chart prints them."""

    region: str
    nation: str


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
            at_nation = [row.national, row.national]
            plot.plot(at_nation, [y - 0.36, y + 0.36], c=colour, lw=weight, solid_capstyle="butt")
        label = wrapped(row.name, left - 3, NORMAL)
        row_name(plot, y, label, va="center", linespacing=0.95)
        for x, value, colour in zip(
            columns, (row.share, row.national), (REGION, NATION), strict=True
        ):
            text = language.number(value, 1)
            look_of: dict[str, Any] = {"fontsize": 7.6, "weight": 600, "color": colour}
            plot.text(x, y, text, ha="right", va="center_baseline", clip_on=False, **look_of)
    for x, text, colour in zip(
        columns, (names.region, names.nation), (REGION, NATION), strict=True
    ):
        plot.text(x, len(rows) + 0.75, text, ha="right", fontsize=SMALL, color=colour)
    plot.set_xlim(0, most * 1.02)
    plot.set_ylim(0.45, len(rows) + 0.6)
    plot.axis("off")
    return svg(figure, alternative, name)
