"""Charts as SVG images, which the layout engine asks for by its public route, and their labels.

This is the way back from :mod:`generator.printing.chart_image`, which draws straight into pages:
larger files and slower, but the same shapes and the same text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol
from xml.etree.ElementTree import Element, SubElement, tostring

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.presentation.charts.drawing import (
    ADDRESS,
    POINTS_PER_MM,
    Drawing,
    Label,
    LineOfText,
    Shape,
    rectangle,
)
from generator.printing.engine_warnings import EngineWarnings

FAMILY = "Source Sans 3"

SVG = "http://www.w3.org/2000/svg"

BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}
"""Part of a label that stands before the point at which it is anchored."""

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}

_PLATE_MARGIN = 0.5
"""Points by which a white plate is larger than its label."""

_OPERATORS = re.compile(r"([-\d.\s]*)([mlch])")


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """One line of a label as it will be printed: its left end, base line and width, in points.

    ``shaped`` is what the route that draws it keeps of it.
    """

    text: str
    x: float
    base: float
    width: float
    label: Label
    shaped: Any = None


class Chart(Protocol):
    """A drawing, ready to be put on a page."""

    drawing: Drawing

    @property
    def placed_labels(self) -> tuple[PlacedLabel, ...]:
        """Lines of all labels."""


class SvgChart:
    """One drawing as an SVG image."""

    def __init__(self, drawing: Drawing, _fonts: FontConfiguration) -> None:
        self.drawing = drawing

    @cached_property
    def placed_labels(self) -> tuple[PlacedLabel, ...]:
        """Lines of all labels, as wide as their letters advance."""
        return tuple(
            _placed(label, line) for label, line in _lines(self.drawing) if line.text.strip()
        )

    @property
    def content(self) -> bytes:
        """The image: shapes first, the labels on top of them as text."""
        drawing = self.drawing
        width, height = f"{drawing.width:g}", f"{drawing.height:g}"
        size = {"width": f"{width}pt", "height": f"{height}pt"}
        root = Element("svg", {"xmlns": SVG, **size, "viewBox": f"0 0 {width} {height}"})
        for shape in drawing.shapes:
            SubElement(root, "path", _painted(shape))
        for each in self.placed_labels if any(label.plate for label in drawing.labels) else ():
            if each.label.plate:
                outline = _path(plate_outline(each))
                paint = {"fill": "#FFFFFF", "fill-opacity": f"{each.label.plate:g}"}
                SubElement(root, "path", {"d": outline, **paint})
        for label, line in _lines(drawing):
            SubElement(root, "text", _written(label, line)).text = line.text
        image: bytes = tostring(root, encoding="utf-8")
        return image


chart: Callable[[Drawing, FontConfiguration], Chart] = SvgChart
"""Makes charts; an acceleration puts a direct route in its place."""


def plate_outline(line: PlacedLabel) -> str:
    """Return the outline of the white plate under a label, in the operators of PDF."""
    size, margin = line.label.size, _PLATE_MARGIN
    top = line.base - 0.72 * size - margin
    return rectangle(line.x - margin, top, line.width + 2 * margin, 0.94 * size + 2 * margin)


def measure_with(fonts: Path) -> None:
    """Load the fonts in which labels of SVG images are measured.

    Parameters
    ----------
    fonts
        Folder with the bundled fonts.
    """
    from generator.presentation.charts import style  # noqa: PLC0415 - matplotlib, on this route only

    style.use(fonts)


def _lines(drawing: Drawing) -> Iterator[tuple[Label, LineOfText]]:
    return ((label, line) for label in drawing.labels for line in label.lines())


def _placed(label: Label, line: LineOfText) -> PlacedLabel:
    from generator.presentation.charts.style import text_width  # noqa: PLC0415 - as above

    width = text_width(line.text, label.size, label.weight) * POINTS_PER_MM
    return PlacedLabel(line.text, line.x - width * BEFORE[label.across], line.base, width, label)


def _painted(shape: Shape) -> dict[str, str]:
    """Return the attributes of a path: its outline and how it is filled and stroked."""
    painted = {"d": _path(shape.outline), "fill": shape.fill or "none"}
    if shape.stroke:
        painted |= {
            "stroke": shape.stroke,
            "stroke-width": f"{shape.width:g}",
            "stroke-linecap": "round" if shape.round_ends and not shape.dashes else "butt",
            "stroke-linejoin": "round" if shape.round_ends else "miter",
            "stroke-miterlimit": "10",
        }
    if shape.dashes:
        painted["stroke-dasharray"] = " ".join(f"{each:g}" for each in shape.dashes)
    return painted


def _path(outline: str) -> str:
    """Put the operators of PDF, which stand behind their numbers, before them as SVG has them.

    Examples
    --------
    >>> _path("1 2 m 3.5 4 l h")
    'M 1 2 L 3.5 4 Z'
    """
    names = {"m": "M", "l": "L", "c": "C", "h": "Z"}
    return " ".join(
        f"{names[operator]} {numbers.strip()}".strip()
        for numbers, operator in _OPERATORS.findall(outline)
    )


def _written(label: Label, line: LineOfText) -> dict[str, str]:
    return {
        "x": f"{line.x:g}",
        "y": f"{line.base:g}",
        "font-family": FAMILY,
        "font-size": f"{label.size:g}",
        "font-weight": str(label.weight),
        "fill": label.colour,
        "text-anchor": _ANCHORS[label.across],
        "xml:space": "preserve",
    }


class _Probe(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type hints
    """Hands out one image."""

    def __init__(self, image: bytes) -> None:
        super().__init__()
        self._image = image

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        del headers  # nothing here speaks HTTP
        if url != ADDRESS.format(0):
            raise LookupError(url)
        return URLFetcherResponse(url, self._image, {"Content-Type": "image/svg+xml"})


def drawn_probe() -> tuple[object, ...]:
    """Print a small chart by the present route; return its letters, and what was warned of."""
    fonts, address = FontConfiguration(), ADDRESS.format(0)
    shape = Shape(rectangle(1, 1, 90, 40), "#EEEEEE", "#112233", 0.5)
    drawing = Drawing(100.0, 50.0, (shape,), (Label("Probe:1,5", 50, 25, 8, across="center"),))
    made = chart(drawing, fonts)
    images = {} if isinstance(made, SvgChart) else {address: made}
    page = f'<html><body><p><img src="{address}" alt="Probe"/></p></body></html>'
    fetcher = _Probe(SvgChart(drawing, fonts).content)
    with EngineWarnings() as warnings:
        content = HTML(string=page, url_fetcher=fetcher).write_pdf(
            font_config=fonts, uncompressed_pdf=True, cache=images
        )
    letters = re.findall(rb"<[0-9a-f]{4}> <([0-9a-f]{4})>", content)
    return sorted(letters), tuple(warnings.texts)
