"""Where everything stands on the laid-out pages, in millimetres.

The checks of the layout need it flat: pieces of text, those in charts included, with the place
that their letters take and the place that they were given.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from weasyprint import Document

from generator.printing.chart_svg import Chart

MM = 25.4 / 96
"""Millimetres in a CSS pixel."""

ASCENT, DESCENT = 0.72, 0.22
"""Height of capital letters and depth of descenders, as parts of the font size."""


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

    For a label in a chart that box is the chart, and the text is ``drawn``. ``level`` is that of
    the heading which the text belongs to, 0 outside headings.
    """

    text: str
    area: Area
    room: Area
    level: int = 0
    drawn: bool = False

    @property
    def size(self) -> float:
        """Font size in points."""
        return (self.area.bottom - self.area.top) / (ASCENT + DESCENT) * 72 / 25.4

    @property
    def base(self) -> float:
        """Base line of its letters, in millimetres from the top of the page."""
        return self.area.top + (self.area.bottom - self.area.top) * ASCENT / (ASCENT + DESCENT)


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """One page: the area inside its margins, and what stands there.

    ``margin_text`` is what the page's head and foot say; ``anchors`` are the names of the places
    on it that a link can lead to. ``measured`` is false where only the paper, which is then
    its area, and the anchors are known.
    """

    area: Area
    runs: tuple[TextRun, ...]
    drawings: tuple[Area, ...]
    margin_text: str
    anchors: frozenset[str]
    measured: bool = True


Filler = Callable[[Document], Document]
"""Spreads what is left of the pages of a laid-out document over the gaps on them."""


def as_laid_out(document: Document) -> Document:
    """Leave the pages of a document as the engine laid them out."""
    return document


filled: Filler = as_laid_out
"""Fills pages; moving the boxes of the engine is put in its place if they can be read."""

Reader = Callable[[Document, Mapping[str, Chart]], tuple[PageGeometry, ...]]
"""Describes the pages of a laid-out document, whose charts are given by their address."""


def unmeasured(document: Document, _charts: Mapping[str, Chart]) -> tuple[PageGeometry, ...]:
    """Describe the pages of a laid-out document by what the engine says publicly of them."""
    papers = ((page, Area(0, 0, page.width * MM, page.height * MM)) for page in document.pages)
    return tuple(
        PageGeometry(paper, (), (), "", frozenset(page.anchors), measured=False)
        for page, paper in papers
    )


page_geometries: Reader = unmeasured
"""Describes pages; reading the boxes of the engine is put in its place if they can be read."""
