"""Where names fit beside points: each in the first free place around its point.

The rule is the same for every region and language: names are placed in order of importance, a
name that must stand takes the place with the least overlap, any other is left out if none is free.
"""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 1.1
"""Distance of a name from the centre of its point, in millimetres."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres, from its lower left corner."""

    left: float
    low: float
    width: float
    height: float

    def overlap(self, other: "Box") -> float:
        """Area that two boxes share, square millimetres; 0 = apart."""
        across = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        up = min(self.low + self.height, other.low + other.height) - max(self.low, other.low)
        return max(across, 0.0) * max(up, 0.0)

    def outside(self, frame: "Box") -> bool:
        """Whether any part of the box lies outside a frame."""
        return (
            self.left < frame.left
            or self.low < frame.low
            or self.left + self.width > frame.left + frame.width
            or self.low + self.height > frame.low + frame.height
        )


@dataclass(frozen=True, slots=True)
class Name:
    """A name to be placed: its point and the size of its text, in millimetres.

    ``must`` says that the name stands in any case; ``reach`` is the radius of its mark.
    """

    x: float
    y: float
    width: float
    height: float
    reach: float
    must: bool = False


def place(names: Sequence[Name], marks: Sequence[Box], frame: Box) -> list[Box | None]:
    """Find a place for each name, the most important first.

    Parameters
    ----------
    names
        Names in order of importance.
    marks
        What no name may cover: points and lines.
    frame
        Area in which names must lie.

    Returns
    -------
    list
        Box of each name, or ``None`` where no place is free.
    """
    placed: list[Box | None] = []
    taken = list(marks)
    for name in names:
        options = [box for box in _around(name) if not box.outside(frame)]
        costs = [sum(box.overlap(other) for other in taken) for box in options]
        best = min(range(len(options)), key=lambda at: (costs[at], at), default=None)
        free = best is not None and (name.must or costs[best] == 0)
        chosen = options[best] if best is not None and free else None
        placed.append(chosen)
        if chosen is not None:
            taken.append(chosen)
    return placed


def _around(name: Name) -> list[Box]:
    """Places around a point in order of preference: right, left, above, below, the corners."""
    far = name.reach + GAP
    right, left = name.x + far, name.x - far - name.width
    middle, centre = name.y - name.height / 2, name.x - name.width / 2
    above, below = name.y + far * 0.8, name.y - far * 0.8 - name.height
    corners = [(right, above), (right, below), (left, above), (left, below)]
    near = [(right, middle), (left, middle), (centre, above), (centre, below)]
    return [Box(x, y, name.width, name.height) for x, y in (*near, *corners)]
