"""Levels over time: lines with their names at the end, and stacked columns of an index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from generator.presentation.charts.style import (
    INK,
    INK_2,
    NATION,
    NATION_LIGHT,
    NATION_MID,
    REGION,
    REGION_MID,
    REGION_TEXT_MID,
    SMALL,
    Margins,
    axes,
    decimals_of,
    row_name,
    spread,
    svg,
    text_width,
    ticks,
)
from generator.presentation.language.language import Language


@dataclass(frozen=True, slots=True)
class Line:
    """One series by year, with the name printed at its end.

    ``role`` is ``region`` (solid) or ``nation`` (dashed); ``dashes`` tells several lines of one
    role apart.
    """

    name: str
    series: Mapping[int, float]
    role: str
    dashes: tuple[float, ...] = ()
    printed: str = ""


_COLOUR = {"region": REGION, "nation": NATION}
_OF_A_REGION = (REGION, REGION_MID, REGION_TEXT_MID)
_OF_THE_NATION = (NATION, NATION_LIGHT, NATION_MID)


def lines(
    drawn: Sequence[Line],
    look: tuple[Language, str, str],
    *,
    size: tuple[float, float],
    from_zero: bool = True,
) -> Markup:
    """Lines over years, each named at its end with its last value.

    Parameters
    ----------
    drawn
        Lines with at least one value each.
    look
        Language, alternative text and name of the chart.
    from_zero
        Whether the axis starts at zero; the subtitle says so where it does not.
    """
    language, alternative, name = look
    labels = [f"{line.name}\n{line.printed}" for line in drawn]
    right = max(text_width(label, 7.4, 600) for label in labels) + 4
    figure, plot = axes(*size, Margins(9, right, 3, 5))
    values = [value for line in drawn for value in line.series.values()]
    low, high = min(values), max(values)
    scale = ticks(0.0 if from_zero else low - 0.08 * (high - low), high + 0.08 * (high - low))
    for line in drawn:
        _line(plot, line)
    _frame(plot, scale, language)
    years = sorted({year for line in drawn for year in line.series})
    _years(plot, years, size[0])
    span = scale[-1] - scale[0]
    gap = 7.2 / (size[1] - 8) * span
    ends = spread([line.series[max(line.series)] for line in drawn], gap)
    for line, label, height in zip(drawn, labels, ends, strict=True):
        look_of_text: dict[str, Any] = {"weight": 600, "va": "center", "ha": "left"}
        look_of_text |= {"linespacing": 1.0, "fontsize": 7.4, "color": _COLOUR[line.role]}
        row_name(plot, height, label, edge=1, shift=3, **look_of_text)
    return svg(figure, alternative, name)


def _line(plot: Axes, line: Line) -> None:
    nation = line.role == "nation"
    dashes = line.dashes or ((4, 1.4) if nation else ())
    years = sorted(line.series)
    plot.plot(
        years,
        [line.series[year] for year in years],
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


def _frame(plot: Axes, scale: Sequence[float], language: Language) -> None:
    decimals = decimals_of(scale)
    plot.set_yticks(list(scale))
    plot.yaxis.set_major_formatter(FuncFormatter(lambda v, _: language.number(v, decimals)))
    plot.set_ylim(scale[0], scale[-1])
    plot.grid(axis="y")
    plot.set_axisbelow(True)
    if scale[0] <= 0 <= scale[-1]:
        plot.axhline(0, color=INK_2, lw=0.6)


def _years(plot: Axes, years: Sequence[int], width: float) -> None:
    """Print every year where there is room, otherwise every second one, always the last."""
    last = max(years)
    every = 1 if width > 120 or len(years) <= 6 else 2
    everything = range(min(years), last + 1)
    plot.set_xticks(
        list(everything),
        [str(year) if (last - year) % every == 0 else "" for year in everything],
    )
    plot.set_xlim(min(years) - 0.4, last + 0.3)


@dataclass(frozen=True, slots=True)
class Parts:
    """Names of the two parts of an index and of the nation."""

    lower: str
    upper: str
    nation: str


def stacked_columns(
    lower: Mapping[int, float],
    upper: Mapping[int, float],
    nation: Mapping[int, float],
    names: Parts,
    look: tuple[Language, str, str, tuple[float, float]],
) -> Markup:
    """Columns of an index made of two parts by year, with the nation as a dashed line.

    Parameters
    ----------
    look
        Language, alternative text, name of the chart, and its size in millimetres.
    """
    language, alternative, name, size = look
    years = sorted(lower)
    last = years[-1]
    shades = _OF_A_REGION if nation else _OF_THE_NATION
    total = {year: lower[year] + upper[year] for year in years}
    labels = [
        (at, f"{text}\n{language.number(value, 2)}", colour)
        for at, text, value, colour in (
            (nation.get(last), names.nation, nation.get(last), NATION),
            (lower[last] / 2, names.lower, lower[last], shades[0]),
            (lower[last] + upper[last] / 2, names.upper, upper[last], shades[2]),
        )
        if at is not None
    ]
    right = max(text_width(text, SMALL + 0.5, 600) for _, text, _ in labels) + 4
    figure, plot = axes(*size, Margins(8, right, 3, 5))
    _columns(plot, years, (lower, upper), shades)
    shown = sorted(year for year in nation if year in lower)
    plot.plot(shown, [nation[y] for y in shown], color=NATION, lw=1.4, ls=(0, (4, 1.5)))
    scale = ticks(0.0, max([*total.values(), *nation.values()]) * 1.12)
    _frame(plot, scale, language)
    _years(plot, years, size[0])
    plot.set_xlim(years[0] - 0.6, last + 0.5)
    for year in (years[0], last):
        _total(plot, year, total[year] + scale[-1] * 0.015, language.number(total[year], 2))
    heights = spread([at for at, _, _ in labels], 7.0 / (size[1] - 8) * scale[-1])
    look_of_text: dict[str, Any] = {"weight": 600, "va": "center", "ha": "left"}
    look_of_text |= {"linespacing": 1.0, "fontsize": SMALL + 0.5}
    for (_, text, colour), height in zip(labels, heights, strict=True):
        row_name(plot, height, text, edge=1, shift=2, color=colour, **look_of_text)
    return svg(figure, alternative, name)


def _columns(
    plot: Axes,
    years: Sequence[int],
    parts: tuple[Mapping[int, float], Mapping[int, float]],
    shades: tuple[str, str, str],
) -> None:
    lower, upper = ([part[year] for year in years] for part in parts)
    plot.bar(years, lower, width=0.66, color=shades[0], lw=0)
    plot.bar(years, upper, bottom=lower, width=0.66, color=shades[1], edgecolor="white", lw=0.4)


def _total(plot: Axes, year: int, at: float, printed: str) -> None:
    plot.text(
        year,
        at,
        printed,
        ha="center",
        va="bottom",
        fontsize=SMALL,
        color=INK,
        weight=600,
        bbox={"fc": "white", "ec": "none", "pad": 0.3},
    )
