"""Style of every chart: its widths, colours and type, and the canvas that it is drawn on.

Colours and sizes mirror ``templates/style/tokens.css``. Figures are laid out in millimetres with
margins for the longest words of all languages, so that a chart has the same geometry in each.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Transform

from generator.presentation.charts.drawing import POINTS_PER_MM, Drawing, Label
from generator.presentation.charts.vector_backend import Plot, Recorder
from generator.presentation.localisation.words import AnyWords, texts

REGION, REGION_MID, REGION_TEXT_MID = "#B23A1B", "#CC7D60", "#A4522F"
NATION, NATION_MID, NATION_LIGHT = "#0F3D5E", "#47799E", "#6F97B5"
INK, INK_2, GREY, LIGHT, HAIR, SAND = (
    "#1C252E",
    "#58636D",
    "#8A949C",
    "#D3D9DD",
    "#E6E9EB",
    "#F5F1E8",
)
LAND = "#DDD6C6"
OTHER_DOT = "#868F97"
RAMP = ("#E3EAF0", "#BCCEDC", "#86A9C3", "#47799E", "#0F3D5E")

HALF_WIDTH, FULL_WIDTH = 85.0, 174.0
"""Widths of a chart: six and twelve columns of the page grid, in millimetres."""

FAMILY = "Source Sans 3"
NORMAL, LABEL = 8.0, 8.5
"""Sizes of type in points: nothing in a chart is smaller than the first."""

BESIDE, BELOW = 2.0, 3.6
"""Points between a scale and its numbers: those below clear the lowest number beside."""

LABEL_MM = 4.4
"""Height of a value beyond the end of a column or beside a line, with its distance."""

MM_PER_INCH = 25.4

Point = tuple[float, float]

_STYLE = {
    "font.family": [FAMILY],
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
    """Apply the common style and the bundled fonts to this process.

    Parameters
    ----------
    fonts
        Folder with the TrueType files.
    """
    for file in sorted(fonts.glob("*.ttf")):
        font_manager.fontManager.addfont(str(file))
    mpl.rcParams.update(cast("Any", _STYLE))
    _advance.cache_clear()  # measured in another font, if at all


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a label looks; see :class:`drawing.Label`."""

    size: float = NORMAL
    colour: str = INK
    weight: int = 400
    across: str = "left"
    along: str = "center_baseline"
    spacing: float = 1.2
    plate: float = 0.0


class Canvas:
    """A figure of ``width`` x ``height`` mm with one axes inside fixed margins, and its labels.

    Labels are not matplotlib's: they are kept apart, in all languages, until :meth:`drawing`.
    ``area_mm`` is the width and the height of the axes.
    """

    def __init__(self, width: float, height: float, margins: Margins) -> None:
        inches = (width / MM_PER_INCH, height / MM_PER_INCH)
        self.figure = Figure(figsize=inches, dpi=72, frameon=False)
        self.width, self.height = width * POINTS_PER_MM, height * POINTS_PER_MM
        place = (
            margins.left / width,
            margins.bottom / height,
            (width - margins.left - margins.right) / width,
            (height - margins.top - margins.bottom) / height,
        )
        self.area_mm = place[2] * width, place[3] * height
        self.plot = Plot(self.figure, place)
        self.figure.add_axes(self.plot)
        self._labels: list[tuple[AnyWords, Point, Transform, Point, TextStyle]] = []

    def write(
        self,
        words: AnyWords,
        at: Point,
        look: TextStyle,
        shift: Point = (0, 0),
        *,
        on: str = "data",
    ) -> None:
        """Write words at a point of the plot.

        Parameters
        ----------
        words
            In all languages; empty words are nothing.
        at, on
            The point: in ``data`` coordinates, as parts of the ``axes``, its height alone in data
            coordinates (``across``), its place from left to right alone (``along``), or as parts
            of the whole ``canvas``.
        look
            How the words look.
        shift
            How far the label stands from its point, to the right and upwards, in points.
        """
        scales = {
            "data": self.plot.transData,
            "axes": self.plot.transAxes,
            "across": self.plot.get_yaxis_transform(),
            "along": self.plot.get_xaxis_transform(),
            "canvas": self.figure.transFigure,
        }
        if any(texts(words)):
            self._labels.append((words, at, scales[on], shift, look))

    def scale_below(
        self, marks: Sequence[float], words: Sequence[AnyWords], colour: str = INK_2
    ) -> None:
        """Name points below the plot, which reaches at least that far."""
        self._reach(self.plot.xaxis, marks)
        look = TextStyle(NORMAL, colour, across="center", along="top")
        for mark, each in zip(marks, words, strict=True):
            self.write(each, (mark, 0), look, (0, -BELOW), on="along")

    def scale_left(
        self, marks: Sequence[float], words: Sequence[AnyWords], colour: str = INK_2
    ) -> None:
        """Name points beside the plot, to its left; the plot reaches at least that far."""
        self._reach(self.plot.yaxis, marks)
        for mark, each in zip(marks, words, strict=True):
            look = TextStyle(NORMAL, colour, across="right")
            self.write(each, (0, mark), look, (-BESIDE, 0), on="across")

    def _reach(self, axis: Axis, marks: Sequence[float]) -> None:
        """Let the plot reach as far as its marks; one without data may have none."""
        if marks:
            axis.get_view_interval()  # settles what is drawn so far
            axis.set_view_interval(min(marks), max(marks))

    def grid(self, across: Sequence[float], along: Sequence[float], depth: float = 0.5) -> None:
        """Draw fine lines across the plot at heights, and along it at places of the lower scale.

        ``depth`` says what they lie behind; matplotlib's own data begins at one.
        """
        ends = (0.0, 1.0)
        lines = [(ends, (mark, mark), self.plot.get_yaxis_transform()) for mark in across]
        lines += [((mark, mark), ends, self.plot.get_xaxis_transform()) for mark in along]
        for x, y, scale in lines:
            line = Line2D(x, y, color=HAIR, linewidth=0.5, zorder=depth, transform=scale)
            self.plot.add_artist(line)

    def row_name(
        self,
        at: float,
        words: AnyWords,
        look: TextStyle | None = None,
        *,
        shift: float = -4,
        edge: int = 0,
    ) -> None:
        """Write a name beside the plot, ``shift`` points from its left (0) or right (1) edge."""
        style = look or TextStyle(across="right")
        self.write(words, (edge, at), style, (shift, 0), on="across")

    def drawing(self) -> Drawing:
        """Draw the figure, and put its labels where they belong."""
        recorder = Recorder(self.width, self.height)
        self.figure.draw(recorder)
        labels = (self._placed(*each) for each in self._labels)
        return Drawing(self.width, self.height, tuple(recorder.shapes), tuple(labels))

    def _placed(
        self, words: AnyWords, at: Point, scale: Transform, shift: Point, look: TextStyle
    ) -> Label:
        x, y = scale.transform(at)
        return Label(
            words,
            round(float(x) + shift[0], 2),
            round(self.height - float(y) - shift[1], 2),
            look.size,
            look.weight,
            look.colour,
            look.across,
            look.along,
            look.spacing,
            look.plate,
        )


def text_width(words: AnyWords, size: float, weight: int = 400) -> float:
    """Return the width of the longest line in any language, in millimetres, at a size in points.

    The sum of what each letter advances; pairs that stand a little closer are not counted.
    """
    return max(_width(line, weight) for text in texts(words) for line in text.split("\n")) * (
        size / POINTS_PER_MM
    )


def _width(line: str, weight: int) -> float:
    return sum(_advance(letter, weight) for letter in line)


@lru_cache(maxsize=4096)
def _advance(letter: str, weight: int) -> float:
    """Return the advance of one letter between two others, as a part of the font size."""
    font = FontProperties(family=FAMILY, size=1, weight=weight)
    with_it, without = (
        text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]
        for text in (f"n{letter}n", "nn")
    )
    return float(with_it - without)


def wrapped(words: AnyWords, width: float, size: float, weight: int = 400) -> AnyWords:
    """Break a text wider than ``width`` mm into two lines, as even as spaces and hyphens allow.

    An abbreviation stays beside what it belongs to.
    """

    def broken(text: str) -> str:
        ends = [found.end() for found in re.finditer(r"(?<!\.) (?!\w+\.)|(?<=\w)-(?=\w)", text)]
        if not ends or text_width(text, size, weight) <= width:
            return text
        breaks = ((text[:end].rstrip(" "), text[end:]) for end in ends)
        best = min(breaks, key=lambda pair: max(len(pair[0]), len(pair[1])))
        return "\n".join(best)

    return broken(words) if isinstance(words, str) else words.each(broken)


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
    """Return the fewest decimals (up to 3) with which all these axis values print exactly."""
    for decimals in range(4):
        if all(abs(value - round(value, decimals)) < 1e-9 for value in values):
            return decimals
    return 3
