"""Draws charts straight into the PDF: vectors and real text, without a detour through SVG.

The layout engine takes a drawing for an image. It asks for a size, gives it a place, and lets it
draw there. This leans on what the engine does for its own images, so it is an acceleration, and
:mod:`generator.printing.chart_svg` is the way back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.layout import inline
from weasyprint.matrix import Matrix
from weasyprint.text.fonts import FontConfiguration

from generator.presentation.charts.drawing import Drawing, Label, Shape
from generator.printing import chart_svg
from generator.printing.accelerated.switching import Replacement
from generator.printing.accelerated.text_cache import draw_line
from generator.printing.chart_svg import BEFORE, FAMILY, PlacedLabel, plate_outline

PIXELS_PER_POINT = 96 / 72


def direct_route() -> list[Replacement]:
    """Draw charts into the pages themselves."""
    return [(chart_svg, "chart", ChartImage)]


class _Style(dict[str, Any]):
    """What the engine asks of a style before it shapes a text."""

    font_config: FontConfiguration


class ChartImage:
    """One drawing, ready to be put on a page, in the fonts of the document."""

    def __init__(self, drawing: Drawing, fonts: FontConfiguration) -> None:
        self.drawing = drawing
        self._fonts = fonts

    @cached_property
    def placed_labels(self) -> tuple[PlacedLabel, ...]:
        """Lines of all labels, shaped."""
        return tuple(each for label in self.drawing.labels for each in self._shaped(label))

    def _shaped(self, label: Label) -> Iterator[PlacedLabel]:
        style = self._style(label.weight, label.size)
        for line in label.lines():
            if not line.text.strip():
                continue
            split = inline.split_first_line(line.text, style, None, inf, 0)
            layout, _, _, width, _, ascent = split
            left = line.x - width * BEFORE[label.across]
            box = _TextBox(line.text, layout, style, ascent)
            yield PlacedLabel(line.text, left, line.base, width, label, box)

    def _style(self, weight: int, size: float) -> _Style:
        """Style of a label, one for all that look alike."""
        styles = self._fonts.__dict__.setdefault("label_styles", {})
        if (weight, size) not in styles:
            style = styles[weight, size] = _Style(INITIAL_VALUES)
            style.font_config = self._fonts
            style["font_family"] = (FAMILY,)
            style["font_weight"], style["font_size"] = weight, size
        found: _Style = styles[weight, size]
        return found

    def get_intrinsic_size(self, *_: float) -> tuple[float, float, float]:
        """Width and height in CSS pixels, and their ratio: what the engine asks of an image."""
        drawn = self.drawing
        width, height = drawn.width * PIXELS_PER_POINT, drawn.height * PIXELS_PER_POINT
        return width, height, drawn.width / drawn.height

    def draw(self, stream: Any, width: float, height: float, style: object) -> None:  # noqa: ANN401 - the engine has no type hints
        """Draw into a page at its place: shapes first, the labels on top of them."""
        del style
        stream.transform(a=width / self.drawing.width, d=height / self.drawing.height)
        for shape in self.drawing.shapes:
            _draw(stream, shape)
        for each in self.placed_labels:
            _plate(stream, each)
        for each in self.placed_labels:
            _write(stream, each)


def _colour(text: str) -> tuple[float, ...]:
    return tuple(int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _draw(stream: Any, shape: Shape) -> None:  # noqa: ANN401 - as above
    if shape.fill:
        stream.set_color_rgb(*_colour(shape.fill))
    if shape.stroke:
        stream.set_color_rgb(*_colour(shape.stroke), stroke=True)
        stream.set_line_width(shape.width)
        stream.set_line_cap(int(shape.round_ends and not shape.dashes))
        stream.set_line_join(int(shape.round_ends))
        stream.set_dash(shape.dashes, 0)
    stream.stream.append(shape.outline.encode())
    if shape.fill and shape.stroke:
        stream.fill_and_stroke()
    elif shape.fill:
        stream.fill()
    else:
        stream.stroke()


def _plate(stream: Any, line: PlacedLabel) -> None:  # noqa: ANN401 - as above
    """Lay a white plate under a label, so that what is drawn there does not disturb it."""
    if line.label.plate:
        with stream.stacked():
            stream.set_alpha(line.label.plate)
            stream.set_color_rgb(1, 1, 1)
            stream.stream.append(plate_outline(line).encode())
            stream.fill()


def _write(stream: Any, line: PlacedLabel) -> None:  # noqa: ANN401 - as above
    stream.set_color_rgb(*_colour(line.label.colour))
    stream.begin_text()
    draw_line(stream, line.shaped, Matrix(d=-1, e=line.x, f=line.base))
    stream.end_text()


@dataclass(frozen=True, slots=True)
class _TextBox:
    """What the engine asks of a text that it draws."""

    text: str
    pango_layout: Any
    style: _Style
    baseline: float
