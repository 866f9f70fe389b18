"""Place names beside points: each in the first free place around its point.

The rule is the same for every region and language: names are placed in order of importance, a
name that must stand takes the place with the least overlap, any other is left out if none is free.
No name stands nearer to the point of another than to its own: it would be read as the other's. A
name that matters and finds no such place stands further away, and a line leads to its point.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

GAP = 0.9
"""Distance of a name from the mark of its point, in millimetres."""

CLEAR = 0.3
"""How much nearer than to any other point a name must be to its own, in millimetres."""

FAR, DIRECTIONS = (4.0, 6.5, 9.0, 12.0), 16
"""Distances at which a name may stand at the end of a line, in millimetres, and in how many
directions."""

APART = 1.2
"""Distance of such a name from every point, in millimetres."""


@dataclass(frozen=True, slots=True)
class LabelBox:
    """A rectangle in millimetres, from its lower left corner."""

    left: float
    low: float
    width: float
    height: float

    def overlap(self, other: "LabelBox") -> float:
        """Return the area that two boxes share, square millimetres; 0 = apart."""
        across = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        up = min(self.low + self.height, other.low + other.height) - max(self.low, other.low)
        return max(across, 0.0) * max(up, 0.0)

    def distance(self, x: float, y: float) -> float:
        """Return the distance of a point from the box, in millimetres; 0 = inside."""
        across = max(self.left - x, x - self.left - self.width, 0.0)
        return math.hypot(across, max(self.low - y, y - self.low - self.height, 0.0))

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the box that is nearest to a point; inside, the point itself."""
        return (
            min(max(x, self.left), self.left + self.width),
            min(max(y, self.low), self.low + self.height),
        )

    def outside(self, frame: "LabelBox") -> bool:
        """Return whether any part of the box lies outside a frame."""
        return (
            self.left < frame.left
            or self.low < frame.low
            or self.left + self.width > frame.left + frame.width
            or self.low + self.height > frame.low + frame.height
        )


@dataclass(frozen=True, slots=True)
class Name:
    """A name to be placed: its point and the size of its text, in millimetres.

    ``must`` says that the name stands in any case; a ``dear`` one may cross a line where there is
    no other place; ``reach`` is the radius of its mark. Both may stand at the end of a line.
    """

    x: float
    y: float
    width: float
    height: float
    reach: float
    must: bool = False
    dear: bool = False

    @property
    def turn(self) -> int:
        """Return when the name is placed: 0 = it must stand, 1 = a dear one, 2 = last."""
        return 0 if self.must else 1 if self.dear else 2

    def led(self, box: LabelBox) -> bool:
        """Return whether the name stands so far from its point that a line must lead to it."""
        return box.distance(self.x, self.y) > self.reach + 2 * GAP


def place(
    names: Sequence[Name],
    marks: Sequence[LabelBox],
    frame: LabelBox,
    lines: Sequence[LabelBox] = (),
) -> list[LabelBox | None]:
    """Find a place for each name, the most important first.

    Parameters
    ----------
    names
        Names in order of importance.
    marks
        What no name may cover.
    frame
        Area in which names must lie.
    lines
        What only a dear name may cover.

    Returns
    -------
    list
        Box of each name, or ``None`` where no place is free.
    """
    options = [_options(name, names, frame) for name in names]
    first, dear, others = (
        [at for at, name in enumerate(names) if name.turn == turn] for turn in range(3)
    )
    best: dict[int, LabelBox] = {}
    for order in permutations(dear) if len(dear) < 4 else (dear,):
        placed: dict[int, LabelBox] = {}
        for at in (*first, *order):
            _put(at, names[at], options[at], (placed, marks, lines))
        if len(placed) > len(best):
            best = placed
    for at in others:
        _put(at, names[at], options[at], (best, marks, lines))
    return [best.get(at) for at in range(len(names))]


_Taken = tuple[dict[int, LabelBox], Sequence[LabelBox], Sequence[LabelBox]]
"""Names placed so far, which grow, and the marks and lines of the drawing."""


def _put(at: int, name: Name, options: Sequence[LabelBox], taken: _Taken) -> None:
    """Give a name the place where it covers least, lines only where nothing else is free."""
    placed, marks, lines = taken
    costs = []
    for box in options:
        hard = sum(box.overlap(other) for other in (*marks, *placed.values()))
        if name.led(box):
            hard += sum(
                each.overlap(other) for each in _lead(name, box) for other in placed.values()
            )
        crossed = sum(box.overlap(line) for line in lines)
        costs.append((hard, crossed) if name.dear or name.must else (hard + crossed, 0.0))
    best = min(range(len(options)), key=lambda option: (costs[option], option), default=None)
    if best is not None and (name.must or costs[best][0] == 0):
        placed[at] = options[best]


def _options(name: Name, names: Sequence[Name], frame: LabelBox) -> list[LabelBox]:
    """Return the places of a name in the frame that are nearer to its own point than to others.

    A name that must stand keeps all its places where no such place is left.
    """
    inside = [box for box in _around(name) if not box.outside(frame)]
    others = [(other.x, other.y) for other in names if other is not name]
    clear = [
        box for box in inside if _clearance(box, others) > box.distance(name.x, name.y) + CLEAR
    ]
    return (clear or (inside if name.must else [])) + _led_options(name, others, frame)


def _clearance(box: LabelBox, points: Sequence[tuple[float, float]]) -> float:
    """Return the distance of the nearest of some points from a box; infinite without points."""
    return min((box.distance(*point) for point in points), default=math.inf)


def _led_options(
    name: Name, others: Sequence[tuple[float, float]], frame: LabelBox
) -> list[LabelBox]:
    """Return places at the end of a line, in the frame and apart from all other points."""
    if not (name.must or name.dear):
        return []
    return [
        box for box in _afar(name) if not box.outside(frame) and _clearance(box, others) > APART
    ]


def _afar(name: Name) -> list[LabelBox]:
    """Return places at the end of a line, the nearest first."""
    turns = [2 * math.pi * at / DIRECTIONS for at in range(DIRECTIONS)]
    return [
        LabelBox(
            name.x + far * math.cos(turn) + (math.cos(turn) - 1) / 2 * name.width,
            name.y + far * math.sin(turn) + (math.sin(turn) - 1) / 2 * name.height,
            name.width,
            name.height,
        )
        for far in FAR
        for turn in turns
    ]


def _lead(name: Name, box: LabelBox) -> list[LabelBox]:
    """Cover the line from a point to its name with small boxes."""
    x, y = box.nearest(name.x, name.y)
    steps = [(at + 0.5) / 6 for at in range(6)]
    return [
        LabelBox(name.x + (x - name.x) * at - 0.2, name.y + (y - name.y) * at - 0.2, 0.4, 0.4)
        for at in steps
    ]


def _around(name: Name) -> list[LabelBox]:
    """Return places around a point in order of preference: right, left, above, below, corners."""
    far = name.reach + GAP
    right, left = name.x + far, name.x - far - name.width
    middle, centre = name.y - name.height / 2, name.x - name.width / 2
    above, below = name.y + far * 0.8, name.y - far * 0.8 - name.height
    near = [(right, middle), (left, middle), (centre, above), (centre, below)]
    raised = [(side, middle + up * name.height) for side in (right, left) for up in (0.5, -0.5)]
    corners = [
        (side, height)
        for side in (name.x + far * 0.6, name.x - far * 0.6 - name.width)
        for height in (above, below)
    ]
    return [LabelBox(x, y, name.width, name.height) for x, y in (*near, *raised, *corners)]
