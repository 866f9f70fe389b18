"""Where everything stands on the laid-out pages, in millimetres, read from the layout engine.

The engine hands out boxes inside boxes; proof-reading needs them flat: pieces of text, those in
charts included, with the place that their letters take and the place that they were given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from generator.printing.chart_image import ChartImage

MM = 25.4 / 96
"""Millimetres in a CSS pixel."""

ASCENT, DESCENT = 0.72, 0.22
"""Height of capital letters and depth of descenders, as parts of the font size."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page, in millimetres from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: "Area") -> "Area":
        """Return the part of this rectangle that lies in another; it may be turned inside out."""
        return Area(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def beyond(self, other: "Area") -> float:
        """How far this rectangle sticks out of another, in millimetres; 0 if it does not."""
        return max(
            other.left - self.left,
            other.top - self.top,
            self.right - other.right,
            self.bottom - other.bottom,
            0.0,
        )

    def overlap(self, other: "Area") -> tuple[float, float]:
        """Width and height of the part that two rectangles share; 0 and 0 if none."""
        shared = self.within(other)
        across, along = shared.right - shared.left, shared.bottom - shared.top
        return (across, along) if across > 0 and along > 0 else (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text on one line: what its letters cover, and the narrowest box that should hold them.

    For a label in a chart that box is the chart. ``level`` is that of the heading which the text
    belongs to, 0 outside headings.
    """

    text: str
    area: Area
    room: Area
    level: int = 0


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """One page: its paper, the area inside its margins, and what stands there.

    ``margin_text`` is what the page's head and foot say; ``anchors`` are the names of the places
    on it that a link can lead to.
    """

    paper: Area
    area: Area
    runs: tuple[TextRun, ...]
    drawings: tuple[Area, ...]
    margin_text: str
    anchors: frozenset[str]


def page_geometries(document: Document) -> tuple[PageGeometry, ...]:
    """Describe every page of a laid-out document."""
    return tuple(_sheet(page) for page in document.pages)


def _sheet(page: Any) -> PageGeometry:  # noqa: ANN401 - the layout engine has no type hints
    root = page._page_box
    paper = Area(0, 0, page.width * MM, page.height * MM)
    inner = _content(root)
    runs: list[TextRun] = []
    drawings: list[Area] = []
    words: list[str] = []
    for child in root.children:
        if isinstance(child, boxes.MarginBox):
            said: list[TextRun] = []
            _collect(child, (paper, 0), said, [])
            words.extend(run.text for run in said)
        else:
            _collect(child, (inner, 0), runs, drawings)
    return PageGeometry(
        paper, inner, tuple(runs), tuple(drawings), " ".join(words), frozenset(page.anchors)
    )


def _collect(
    box: Any,  # noqa: ANN401 - as above
    within: tuple[Area, int],
    runs: list[TextRun],
    drawings: list[Area],
) -> None:
    """Walk down the boxes, narrowing the room that is left for text; ``within`` has its level."""
    box = getattr(box, "_box", box)  # what is placed absolutely stands behind a placeholder
    room, level = within
    level = HEADINGS.get(box.element_tag or "", level)
    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            runs.append(TextRun(box.text, _letters(box), room, level))
        return
    if isinstance(box, boxes.ReplacedBox):
        drawings.append(_content(box))
        if isinstance(box.replacement, ChartImage):
            runs.extend(_labels(box))
        return
    if isinstance(box, boxes.BlockContainerBox) and box.width > 0 and box.height > 0:
        room = room.within(_padding(box))
    for child in box.children:
        _collect(child, (room, level), runs, drawings)


def _labels(box: Any) -> Iterator[TextRun]:  # noqa: ANN401 - as above
    """Texts of a chart, which is one box for the engine: their place is in the drawing itself."""
    chart, chart_image = _content(box), box.replacement
    unit = (chart.right - chart.left) / chart_image.drawing.width
    for line in chart_image.placed_labels:
        size = line.label.size
        area = Area(
            chart.left + line.x * unit,
            chart.top + (line.base - ASCENT * size) * unit,
            chart.left + (line.x + line.width) * unit,
            chart.top + (line.base + DESCENT * size) * unit,
        )
        yield TextRun(line.text, area, chart)


def _letters(box: Any) -> Area:  # noqa: ANN401 - as above
    """Rectangle that the letters of a text cover, from its base line and its font size."""
    base, size = box.position_y + box.baseline, box.style["font_size"]
    return _area(box.position_x, base - ASCENT * size, box.width, (ASCENT + DESCENT) * size)


def _content(box: Any) -> Area:  # noqa: ANN401 - as above
    return _area(box.content_box_x(), box.content_box_y(), box.width, box.height)


def _padding(box: Any) -> Area:  # noqa: ANN401 - as above
    return _area(
        box.padding_box_x(), box.padding_box_y(), box.padding_width(), box.padding_height()
    )


def _area(left: float, top: float, width: float, height: float) -> Area:
    return Area(left * MM, top * MM, (left + width) * MM, (top + height) * MM)
