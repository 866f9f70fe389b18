"""One look for every chart: colours, type, millimetres, and the way to SVG.

Colours and sizes mirror ``templates/style/tokens.css``. Figures are laid out in millimetres with
fixed margins, so that a chart has the same geometry in every language.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

REGION, REGION_MID, REGION_TEXT_MID = "#B23A1B", "#DD9B82", "#A4522F"
NATION, NATION_MID, NATION_LIGHT = "#0F3D5E", "#47799E", "#9DBBD1"
INK, INK_2, GREY, LIGHT, HAIR, SAND = (
    "#1C252E",
    "#58636D",
    "#98A2AA",
    "#D3D9DD",
    "#E6E9EB",
    "#F5F1E8",
)
LAND = "#DDD6C6"
OTHER_DOT = "#B4BCC2"
RAMP = ("#E3EAF0", "#BCCEDC", "#86A9C3", "#47799E", "#0F3D5E")

FAMILY = "Source Sans 3"
SMALL, NORMAL, LABEL = 6.8, 7.3, 8.0
MM_PER_INCH, POINTS_PER_MM = 25.4, 72 / 25.4

_STYLE = {
    "font.family": [FAMILY],
    "font.size": 7.4,
    "svg.fonttype": "none",
    "svg.hashsalt": "oblys",
    "axes.unicode_minus": True,
    "text.color": INK,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK_2,
    "axes.linewidth": 0.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.spines.bottom": False,
    "xtick.color": INK_2,
    "ytick.color": INK_2,
    "xtick.labelsize": 7.0,
    "ytick.labelsize": 7.0,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.major.pad": 2,
    "ytick.major.pad": 2,
    "grid.color": HAIR,
    "grid.linewidth": 0.5,
    "lines.solid_capstyle": "round",
    "lines.linewidth": 1.4,
}


@dataclass(frozen=True, slots=True)
class Margins:
    """White space around the axes, in millimetres."""

    left: float = 0
    right: float = 0
    top: float = 2
    bottom: float = 5


def use(fonts: Path) -> None:
    """Adopt the house style and the bundled fonts for this process.

    Parameters
    ----------
    fonts
        Folder with the TrueType files of the house.
    """
    for file in sorted(fonts.glob("*.ttf")):
        font_manager.fontManager.addfont(str(file))
    mpl.rcParams.update(cast("Any", _STYLE))
    _advance.cache_clear()  # measured in another font, if at all


def axes(width: float, height: float, margins: Margins) -> tuple[Figure, Axes]:
    """Make a figure of ``width`` x ``height`` mm with one axes inside fixed margins."""
    figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH))
    plot = figure.add_axes(
        (
            margins.left / width,
            margins.bottom / height,
            (width - margins.left - margins.right) / width,
            (height - margins.top - margins.bottom) / height,
        )
    )
    plot.patch.set_alpha(0)
    figure.patch.set_alpha(0)
    return figure, plot


def svg(figure: Figure, alternative: str, name: str) -> Markup:
    """Turn a figure into inline SVG.

    The alternative text becomes the first child, which the PDF keeps as Alt; ids carry the name
    of the chart, since several charts share one page.
    """
    target = StringIO()
    figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    text = target.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<(metadata|style).*?</\1>", "", text, flags=re.S)
    text = re.sub(r' style="([^"]*)"', _as_attributes, text)
    text = re.sub(r'id="([^"]+)"', rf'id="{name}-\1"', text)
    text = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", text)
    text = re.sub(r'xlink:href="#([^"]+)"', rf'xlink:href="#{name}-\1"', text)
    head, body = text.split(">", 1)
    return Markup("{}><title>{}</title>{}").format(Markup(head), escape(alternative), Markup(body))


def _as_attributes(style: re.Match[str]) -> str:
    """Turn inline CSS into SVG attributes: the page's style parser knows no drawing properties."""
    pairs = (entry.split(":", 1) for entry in style.group(1).split(";") if ":" in entry)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)


def drawing(width: float, height: float, alternative: str, shapes: Sequence[str]) -> Markup:
    """Wrap hand-made shapes (numbers only, no text from data) into inline SVG, in millimetres."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}">'
    )
    return Markup("{}<title>{}</title>{}</svg>").format(
        Markup(head), alternative, Markup("".join(shapes))
    )


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width of the longest line of a text in millimetres, at a size in points.

    The sum of what each letter advances; pairs that stand a little closer are not counted.
    """
    widths = [sum(_advance(letter, weight) for letter in line) for line in text.split("\n")]
    return max(widths) * size / POINTS_PER_MM


@lru_cache(maxsize=4096)
def _advance(letter: str, weight: int) -> float:
    """Advance of one letter as part of the font size; between two others, as a space is blank."""
    font = FontProperties(family=FAMILY, size=1, weight=weight)
    with_it, without = (
        text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]
        for text in (f"n{letter}n", "nn")
    )
    return float(with_it - without)


def wrapped(text: str, width: float, size: float, weight: int = 400) -> str:
    """Break a text wider than ``width`` mm into two lines, as even as spaces and hyphens allow."""
    ends = [found.end() for found in re.finditer(r" |(?<=\w)-(?=\w)", text)]
    if not ends or text_width(text, size, weight) <= width:
        return text
    breaks = ((text[:end].rstrip(" "), text[end:]) for end in ends)
    best = min(breaks, key=lambda pair: max(len(pair[0]), len(pair[1])))
    return "\n".join(best)


def row_name(
    plot: Axes, at: float, text: str, *, edge: int = 0, shift: float = -4, **look: str | float
) -> None:
    """Write a name beside the plot, ``shift`` points from its left (0) or right (1) edge."""
    usual: dict[str, Any] = {"ha": "right", "va": "center_baseline", "fontsize": NORMAL}
    across = plot.get_yaxis_transform()
    plot.annotate(
        text, (edge, at), (shift, 0), xycoords=across, textcoords="offset points", **(usual | look)
    )


def spread(positions: Sequence[float], gap: float) -> list[float]:
    """Move labels apart until neighbours are at least ``gap`` away, keeping their order."""
    order = sorted(range(len(positions)), key=lambda at: positions[at])
    placed = [positions[at] for at in order]
    for _ in range(len(placed)):
        for below in range(len(placed) - 1):
            short = gap - (placed[below + 1] - placed[below])
            if short > 0:
                placed[below] -= short / 2
                placed[below + 1] += short / 2
    moved = [0.0] * len(placed)
    for slot, at in enumerate(order):
        moved[at] = placed[slot]
    return moved


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Choose round values that cover the range, at most ``most`` of them."""
    span = max(high - low, 1e-9)
    for step in (10.0**power * unit for power in range(-4, 8) for unit in (1, 2, 2.5, 5)):
        first, last = _floor(low, step), _floor(high, step) + 1
        if last * step - high >= step - 1e-12:
            last -= 1
        if last - first + 1 <= most and span / step >= 1:
            return [at * step for at in range(first, last + 1)]
    return [low, high]


def _floor(value: float, step: float) -> int:
    return int(value // step)


def decimals_of(values: Sequence[float]) -> int:
    """Fewest decimals (up to 3) with which all these axis values print exactly."""
    for decimals in range(4):
        if all(abs(value - round(value, decimals)) < 1e-9 for value in values):
            return decimals
    return 3
