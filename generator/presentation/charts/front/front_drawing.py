"""Draw in millimetres from the top left corner: boxes, lines, dots and words in all languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.presentation.charts.drawing import (
    POINTS_PER_MM,
    Drawing,
    Label,
    Shape,
    circle,
    polyline,
    rectangle,
)
from generator.presentation.charts.style import INK, NATION, REGION, TextStyle
from generator.presentation.localisation.words import AnyWords, texts

MM = POINTS_PER_MM
OTHERS = "#8C969E"
"""Bars and dots of other regions: three times as dark as paper, as a shape with a meaning is."""

LINE_MM = 4.2
"""Height of a line of words with its distance, in millimetres."""


@dataclass(frozen=True, slots=True)
class Room:
    """Room of a chart in millimetres, and the sizes of its type in points.

    ``narrow`` is a card on a phone, where fewer years are named.
    """

    width: float
    height: float
    small: float = 8.0
    strong: float = 9.0
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Ends:
    """Names of the region and the nation as a chart prints them, with their last values."""

    own: AnyWords
    nation: AnyWords


class FrontDrawing:
    """Collect shapes and labels of one drawing."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._shapes: list[Shape] = []
        self._labels: list[Label] = []

    def box(self, corner: tuple[float, float], size: tuple[float, float], fill: str) -> None:
        """Fill a rectangle from its top left corner."""
        self._shapes.append(Shape(_rectangle(corner, size), fill))

    def frame(
        self, corner: tuple[float, float], size: tuple[float, float], colour: str, fill: str = ""
    ) -> None:
        """Draw the outline of a rectangle, inside its edges."""
        half = 0.25
        inner = (max(size[0] - 2 * half, 0.05), max(size[1] - 2 * half, 0.05))
        moved = (corner[0] + half, corner[1] + half)
        self._shapes.append(Shape(_rectangle(moved, inner), fill, colour, 2 * half * MM))

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str = INK,
        width: float = 0.25,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """Draw a line through points; width and dashes in millimetres."""
        outline = polyline(*((x * MM, y * MM) for x, y in points))
        dashed = tuple(each * MM for each in dashes)
        self._shapes.append(Shape(outline, "", colour, width * MM, dashed, round_ends=not dashes))

    def tick(self, centre: tuple[float, float], size: tuple[float, float]) -> None:
        """Draw the nation's mark, with a white edge where it lies on a bar."""
        (x, y), (width, height) = centre, size
        for edge, colour in ((0.4, "#FFFFFF"), (0.0, NATION)):
            corner = (x - width / 2 - edge * (height > width), y - height / 2)
            grown = (width + 2 * edge * (height > width), height)
            if width > height:
                corner = (corner[0], y - height / 2 - edge)
                grown = (width, height + 2 * edge)
            self.box(corner, grown, colour)

    def dot(self, x: float, y: float, radius: float, fill: str = REGION) -> None:
        """Draw a dot."""
        self._shapes.append(Shape(circle(x * MM, y * MM, radius * MM), fill))

    def write(self, words: AnyWords, x: float, y: float, look: TextStyle) -> None:
        """Write words at a point; empty words are nothing."""
        if any(texts(words)):
            self._labels.append(
                Label(
                    words,
                    round(x * MM, 2),
                    round(y * MM, 2),
                    look.size,
                    look.weight,
                    look.colour,
                    look.across,
                    look.along,
                    look.spacing,
                    look.plate,
                )
            )

    def drawing(self) -> Drawing:
        """Return what was drawn."""
        room = self.room
        return Drawing(room.width * MM, room.height * MM, tuple(self._shapes), tuple(self._labels))


def _rectangle(corner: tuple[float, float], size: tuple[float, float]) -> str:
    return rectangle(corner[0] * MM, corner[1] * MM, size[0] * MM, size[1] * MM)


def years_named(years: Sequence[int], room: Room) -> list[int]:
    """Choose the years that the scale below names: all where there is room, always both ends."""
    first, last = years[0], years[-1]
    most = 5 if room.narrow else 16
    every = max(1, -(-(last - first) // (most - 1)))
    return [year for year in years if year == last or (last - year) % every == 0]
