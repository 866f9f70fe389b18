"""Dots on a scale: location quotients around one, regions in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from matplotlib.axes import Axes

from generator.presentation.charts.style import (
    GREY,
    HAIR,
    INK,
    INK_2,
    LIGHT,
    NATION,
    NORMAL,
    REGION,
    Margins,
    axes,
    decimals_of,
    row_name,
    svg,
    text_width,
    ticks,
)
from generator.presentation.language.language import Language

LOWEST = 0.0625
"""Left end of the logarithmic scale; smaller quotients, zero included, stand on it."""

KEY_QUOTIENT, KEY_SHARE = 1.25, 3.0
"""A section is emphasised from this quotient and this share of GRP (per cent) on."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """Location quotient of one section and its share in GRP, in per cent."""

    name: str
    value: float
    share: float


@dataclass(frozen=True, slots=True)
class QuotientWords:
    """Words around the scale of location quotients."""

    one: str
    less: str
    more: str
    share: str


def location_quotients(
    rows: Sequence[Quotient],
    words: QuotientWords,
    look: tuple[Language, str, str],
    *,
    size: tuple[float, float],
) -> Markup:
    """Lollipops around one on a doubling scale; filled above the nation, hollow below.

    Parameters
    ----------
    rows
        Sections in any order; a quotient of zero stands at the left end with its value.
    look
        Language, alternative text and name of the chart.
    """
    language, alternative, name = look
    ordered = sorted(rows, key=lambda row: row.value)
    left = max(text_width(row.name, NORMAL, 600) for row in rows) + 3
    figure, plot = axes(*size, Margins(left, 20, 8, 5))
    high = max(5.6, max(row.value for row in rows) * 1.45)
    plot.set_xscale("log")
    plot.minorticks_off()
    plot.set_xlim(LOWEST * 0.92, high)
    plot.set_ylim(-0.8, len(rows) - 0.3)
    inner = size[0] - left - 20
    for at, row in enumerate(ordered):
        _lollipop(plot, at, row, language)
        plot.annotate(
            language.number(row.share, 1),
            (1 + 16 / inner, at),
            xycoords=plot.get_yaxis_transform(),
            ha="right",
            va="center_baseline",
            fontsize=NORMAL,
            color=INK,
        )
    marks = [mark for mark in (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0) if mark < high]
    plot.set_xticks(marks, [language.number(mark, decimals_of([mark])) for mark in marks])
    plot.set_yticks([])
    plot.grid(axis="x")
    plot.axvline(1, color=NATION, lw=1.3, zorder=1)
    top = len(rows) + 0.1
    plot.text(
        1, top, words.one, ha="center", va="bottom", color=NATION, fontsize=NORMAL, weight=600
    )
    small: dict[str, Any] = {"va": "bottom", "color": INK_2, "fontsize": 7}
    plot.text(LOWEST, top, words.less, ha="left", **small)
    plot.text(high * 0.97, top, words.more, ha="right", **small)
    share_at, across = (1 + 16 / inner, top), plot.get_yaxis_transform()
    plot.annotate(words.share, share_at, xycoords=across, ha="right", **small)
    return svg(figure, alternative, name)


def _lollipop(plot: Axes, at: int, row: Quotient, language: Language) -> None:
    shown = max(row.value, LOWEST)
    key = row.value >= KEY_QUOTIENT and row.share >= KEY_SHARE
    line: dict[str, Any] = {"color": REGION, "lw": 1.6} if key else {"color": LIGHT, "lw": 1.3}
    plot.plot([1, shown], [at, at], zorder=2, solid_capstyle="butt", **line)
    plot.plot(
        shown,
        at,
        "o",
        ms=5.6 if key else 4.6,
        mfc=REGION if row.value >= 1 else "white",
        mec=REGION,
        mew=1.1,
        zorder=3,
    )
    row_name(plot, at, row.name, color=INK, weight=600 if key else 400)
    above = row.value >= 1
    near_edge = not above and shown < LOWEST * 1.7
    plot.annotate(
        language.number(row.value, 2),
        (shown, at),
        xytext=(5 if above or near_edge else -5, 0),
        textcoords="offset points",
        ha="left" if above or near_edge else "right",
        va="center_baseline",
        fontsize=7,
        color=REGION,
        weight=600 if key else 400,
        bbox={"fc": "white", "ec": "none", "pad": 0.4},
        zorder=2.5,
    )


@dataclass(frozen=True, slots=True)
class Dot:
    """One region on a common scale."""

    name: str
    value: float
    printed: str


def dot_ranking(
    rows: Sequence[Dot],
    nation: Dot,
    look: tuple[Language, str, str],
    *,
    size: tuple[float, float],
) -> Markup:
    """Regions as dots in order, with the nation as a vertical line."""
    language, alternative, name = look
    left = max(text_width(row.name, NORMAL, 400) for row in rows) + 3
    figure, plot = axes(*size, Margins(left, 8, 5, 5))
    values = [row.value for row in (*rows, nation)]
    span = (max(values) - min(values)) or 1.0
    plot.set_xlim(min(values) - 0.08 * span, max(values) + 0.12 * span)
    plot.set_ylim(-0.7, len(rows) - 0.3)
    plot.axvline(nation.value, color=NATION, lw=1.3)
    for at, row in enumerate(reversed(rows)):
        plot.plot(row.value, at, "o", ms=5, mfc=NATION, mec="white", mew=0.5, zorder=3)
        plot.annotate(
            row.printed,
            (row.value, at),
            xytext=(5, 0),
            textcoords="offset points",
            va="center_baseline",
            fontsize=7,
            color=INK,
        )
        row_name(plot, at, row.name)
        plot.axhline(at, color=HAIR, lw=0.5, zorder=0)
    above: dict[str, Any] = {"ha": "center", "va": "bottom", "fontsize": NORMAL, "weight": 600}
    label = f"{nation.name} {nation.printed}"
    plot.text(nation.value, len(rows) - 0.2, label, color=NATION, **above)
    marks = [mark for mark in ticks(*plot.get_xlim()) if plot.get_xlim()[0] <= mark]
    marks = [mark for mark in marks if mark <= plot.get_xlim()[1]]
    plot.set_xticks(marks, [language.number(mark, decimals_of(marks)) for mark in marks])
    plot.set_yticks([])
    plot.tick_params(axis="x", colors=GREY, labelcolor=INK_2)
    return svg(figure, alternative, name)
