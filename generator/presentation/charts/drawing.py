"""A drawing as data: shapes, and labels in every language; needs no library.

Lengths are in points from the top left corner, sizes of type too. A drawing is made once for
all languages: what differs is which words its labels show.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.presentation.localisation.words import AnyWords, within

POINTS_PER_MM = 72 / 25.4
ASCENT, DESCENT = 0.712, 0.205
"""Height of a tall letter and depth of a descender in the font, per point of size."""
_KAPPA = 0.5522847498307936
"""Length of the handles of a quarter of a circle drawn as a cubic curve, per radius."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline that is filled, stroked or both.

    Parameters
    ----------
    outline
        Path operators of PostScript and PDF: ``m`` begins, ``l`` draws a line, ``c`` a curve,
        ``h`` closes.
    fill, stroke
        Colours as ``#RRGGBB``; empty for none.
    width, dashes
        Of the stroke; no dashes for a line in one piece.
    round_ends
        Whether the stroke ends and turns round rather than flat.
    """

    outline: str
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dashes: tuple[float, ...] = ()
    round_ends: bool = False


@dataclass(frozen=True, slots=True)
class LineOfText:
    """One line of a label, with the height of its base line and the point at its side."""

    text: str
    x: float
    base: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a point.

    Parameters
    ----------
    words
        What stands there; a line break begins a new line.
    x, y
        The point.
    size, weight, colour
        Of the type.
    across
        Which side of the label lies at the point: ``left``, ``center`` or ``right``.
    along
        What of its height does: ``top``, ``bottom``, ``center``, or ``center_baseline`` (the
        middle of a capital letter).
    spacing
        Distance of two lines, per height of a tall letter, with a descender between them.
    plate
        Opacity of a white plate behind the label; 0 = none.
    """

    words: AnyWords
    x: float
    y: float
    size: float
    weight: int = 400
    colour: str = "#000000"
    across: str = "left"
    along: str = "center_baseline"
    spacing: float = 1.2
    plate: float = 0.0

    def lines(self) -> Iterator[LineOfText]:
        """Lay out the lines of a label that is in one language already."""
        if not isinstance(self.words, str):
            raise TypeError(self.words)
        lines = self.words.split("\n")
        pitch = (DESCENT + ASCENT * self.spacing) * self.size
        height = (ASCENT + DESCENT) * self.size + (len(lines) - 1) * pitch
        above = {
            "top": 0.0,
            "bottom": height,
            "center": height / 2,
            "center_baseline": ASCENT * self.size / 2,
        }[self.along]
        first = self.y - above + ASCENT * self.size
        for at, text in enumerate(lines):
            yield LineOfText(text, self.x, first + at * pitch)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order in which they cover each other, and the labels on top of them."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...] = ()

    def within(self, language: str) -> "Drawing":
        """Return the drawing with its labels in one language; its shapes are the same."""
        labels = (replace(label, words=within(label.words, language)) for label in self.labels)
        return replace(self, labels=tuple(labels))


def polyline(*points: tuple[float, float]) -> str:
    """Return the outline through points."""
    first, *others = points
    return " ".join(
        (f"{first[0]:.2f} {first[1]:.2f} m", *(f"{x:.2f} {y:.2f} l" for x, y in others))
    )


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """Return the outline of a rectangle from its top left corner."""
    right, bottom = x + width, y + height
    return f"{polyline((x, y), (right, y), (right, bottom), (x, bottom))} h"


def circle(x: float, y: float, radius: float) -> str:
    """Return the outline of a circle around a point, in four curves."""
    far = _KAPPA * radius
    quarters = (
        (x + radius, y + far, x + far, y + radius, x, y + radius),
        (x - far, y + radius, x - radius, y + far, x - radius, y),
        (x - radius, y - far, x - far, y - radius, x, y - radius),
        (x + far, y - radius, x + radius, y - far, x + radius, y),
    )
    curves = (" ".join(f"{value:.2f}" for value in quarter) + " c" for quarter in quarters)
    return " ".join((f"{x + radius:.2f} {y:.2f} m", *curves, "h"))


ADDRESS = "oblys:drawing/{}"


class DrawingSet:
    """Collect the drawings of one document in one language; ``drawings`` grows."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.drawings: dict[str, Drawing] = {}

    def picture(self, drawing: Drawing, alternative: str) -> Markup:
        """Keep a drawing; return the place for it on the page, with what it shows in words."""
        address = ADDRESS.format(len(self.drawings) + 1)
        self.drawings[address] = drawing.within(self.language)
        return Markup('<img src="{}" alt="{}"/>').format(address, alternative)
