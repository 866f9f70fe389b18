"""Place names on a map: each inside its region, or beside the circle of its city."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

from generator.presentation.charts.style import INK, TextStyle, text_width
from generator.presentation.localisation.words import AnyWords, texts

Ring = NDArray[np.float64]
"""Points of an outline in map units, shape (points, 2), the last the same as the first."""

LABEL_SIZE = 7.5
SPACING = 1.3
LINE_MM = 3.2
"""Size of a label in points, the distance of its lines, and the height of a line in mm."""

DARK_FROM = 3
"""From this class of the ramp on, labels are white."""

STEPS, REACH = (6, 5), 10
"""Places tried for a label: steps to half its width and height, and how many each way."""

OUTSIDE = 400.0
"""Weight of lying outside the region against the distance from its middle, in half labels."""

SPILL = 0.02
"""Part of a label that may lie outside its region."""

AFAR_MM, REACH_MM, EVERY = 2.5, 45.0, 2
"""Distance of the places tried outside the country and how far they are at most, in millimetres,
and every how many points of a grid on a region a line may lead to."""

PLATE = 0.8
"""Opacity of the plate behind the name of a city that lies across a border."""

_GRID = np.array([(x, y) for x in np.linspace(-1, 1, 7) for y in np.linspace(-1, 1, 7)])
"""Points of a label that are looked at, in half widths and half heights from its middle."""


@dataclass(frozen=True, slots=True)
class MapLabel:
    """Name and printed value of one region, and the class of its value.

    ``names`` are the ways to break the name into lines; the one that fits best is taken.
    """

    names: tuple[AnyWords, ...]
    printed: AnyWords
    shade: int


@dataclass(frozen=True, slots=True)
class MapLabelBox:
    """A label: its middle and half its width and height, in map units."""

    x: float
    y: float
    half_width: float
    half_height: float

    def overlap(self, other: "MapLabelBox") -> float:
        """Part of the smaller of two boxes that lies in the other, 0..1; 0 = apart."""
        across = self.half_width + other.half_width - abs(self.x - other.x)
        along = self.half_height + other.half_height - abs(self.y - other.y)
        smaller = min(each.half_width * each.half_height for each in (self, other))
        return min(1.0, max(across, 0.0) * max(along, 0.0) / (4 * smaller))

    def lead(self, to: tuple[float, float]) -> Ring:
        """Return points of the line from the edge of the label to a point, shape (10, 2)."""
        middle = np.array((self.x, self.y))
        half = np.array((self.half_width, self.half_height))
        start = np.clip(to, middle - half, middle + half)
        line: Ring = np.linspace(start, to, 10)
        return line

    def holds(self, point: Ring) -> bool:
        """Return whether a point lies in the label."""
        return bool(
            abs(point[0] - self.x) < self.half_width and abs(point[1] - self.y) < self.half_height
        )

    def points(self) -> Ring:
        """Return points spread over the label, shape (49, 2)."""
        return _GRID * (self.half_width, self.half_height) + (self.x, self.y)


class Ground:
    """What lies under a point of the map.

    Parameters
    ----------
    rings
        Outlines of the regions that fill the country; cities inside them are not among these.
    """

    def __init__(self, rings: Mapping[str, Sequence[Ring]]) -> None:
        self._outlines = {code: [Outline(ring) for ring in parts] for code, parts in rings.items()}

    def under(self, points: Ring) -> list[str]:
        """Return the code of the region under each point; empty outside the country."""
        found = np.full(len(points), "", dtype=object)
        for code, outlines in self._outlines.items():
            for outline in outlines:
                found[outline.contains_points(points)] = code
        return [str(code) for code in found]


@dataclass(frozen=True, slots=True)
class MapSheet:
    """What names are placed on: the ground, its ends, and how large a millimetre is on it."""

    ground: Ground
    ends: tuple[tuple[float, float], tuple[float, float]]
    scale: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its place: the name as broken, its box, and the regions that it lies on.

    From a label outside the country a line leads to the point ``lead`` of its region.
    """

    name: AnyWords
    box: MapLabelBox
    grounds: frozenset[str]
    lead: tuple[float, float] | None = None


def largest(rings: Sequence[Ring]) -> Ring:
    """Return the outline that is largest by the rectangle around it."""
    return max(rings, key=lambda ring: float(np.ptp(ring[:, 0]) * np.ptp(ring[:, 1])))


def middle(rings: Sequence[Ring]) -> tuple[float, float]:
    """Return the centroid of the largest outline."""
    ring = largest(rings)
    x, y = ring[:, 0], ring[:, 1]
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    area = cross.sum() / 2
    return (
        float(((x[:-1] + x[1:]) * cross).sum() / (6 * area)),
        float(((y[:-1] + y[1:]) * cross).sum() / (6 * area)),
    )


def place_region(
    code: str,
    rings: Sequence[Ring],
    label: MapLabel,
    sheet: MapSheet,
    taken: Sequence[MapLabelBox],
) -> Placed:
    """Break a region's name and place it where it lies inside best, near the middle.

    One that would lie across a border or on another stands outside the country, with a line to
    its region. ``taken`` are boxes to keep clear of.
    """
    scale = sheet.scale
    centre, outline = middle(rings), Outline(largest(rings))
    candidates = _candidates(centre, label, 400, scale)
    inside = outline.contains_points(np.concatenate([box.points() for _, box in candidates]))
    outside = 1 - inside.reshape(-1, len(_GRID)).mean(axis=1)

    def cost(at: int) -> float:
        return OUTSIDE * float(outside[at]) + _common_cost(candidates[at][1], centre, taken)

    best = min(range(len(candidates)), key=cost)
    name, box = candidates[best]
    if outside[best] <= SPILL and not any(box.overlap(other) for other in taken):
        return Placed(name, box, frozenset({code}))
    afar = _beyond(code, rings, label, (sheet, taken))
    if afar is None:
        return Placed(name, box, frozenset({code}))
    return Placed(*afar[:2], frozenset({""}), afar[2])


def _beyond(
    code: str,
    rings: Sequence[Ring],
    label: MapLabel,
    around: tuple[MapSheet, Sequence[MapLabelBox]],
) -> tuple[AnyWords, MapLabelBox, tuple[float, float]] | None:
    """Return the place outside the country that is nearest to a region; ``None`` without any.

    With it comes the point of the region that a line leads to, which crosses no other region and
    no other name.
    """
    (sheet, taken), name = around, label.names[0]
    (first, *_) = _around(middle(rings), name, 400, sheet.scale)
    x, y = middle(rings)
    first = replace(first, x=x, y=y)
    targets = _inner(rings)[::EVERY]
    for box in _afar(first, sheet):
        taken_by = any(box.overlap(other) for other in taken)
        if taken_by or any(sheet.ground.under(box.points())):
            continue
        for to in targets:
            lead = box.lead(to)
            crossed = any(other.holds(point) for point in lead for other in taken)
            if not crossed and {*sheet.ground.under(lead)} <= {"", code}:
                return name, box, to
    return None


def _afar(near: MapLabelBox, sheet: MapSheet) -> list[MapLabelBox]:
    """Return places for a label all over the sheet, in reach of one near its region, in order."""
    low, high = sheet.ends
    step = AFAR_MM * sheet.scale
    places = (
        replace(near, x=float(x), y=float(y))
        for x in np.arange(low[0] + near.half_width, high[0] - near.half_width, step)
        for y in np.arange(low[1] + near.half_height, high[1] - near.half_height, step)
    )

    def away(box: MapLabelBox) -> float:
        return math.hypot(box.x - near.x, box.y - near.y)

    reached = (box for box in places if away(box) <= REACH_MM * sheet.scale)
    return sorted(reached, key=away)


def _inner(rings: Sequence[Ring]) -> list[tuple[float, float]]:
    """Return points well inside a region, those near its middle first."""
    ring, centre = largest(rings), np.array(middle(rings))
    low, high = ring.min(axis=0), ring.max(axis=0)
    grid = low + (high - low) * (_GRID / 2.6 + 0.5)
    inside = grid[Outline(ring).contains_points(grid)]
    ordered = sorted(inside, key=lambda point: float(np.hypot(*(point - centre))))
    return [(float(x), float(y)) for x, y in ordered]


def place_city(
    rings: Sequence[Ring],
    label: MapLabel,
    sheet: MapSheet,
    taken: Sequence[MapLabelBox],
) -> Placed:
    """Place a city's name, unbroken, near its circle and across as few borders as possible."""
    ground, scale = sheet.ground, sheet.scale
    centre = middle(rings)
    candidates = _candidates(centre, replace(label, names=label.names[:1]), 600, scale)
    points = np.concatenate([box.points() for _, box in candidates])
    under = ground.under(points)
    step = len(_GRID)
    grounds = [under[at : at + step] for at in range(0, len(under), step)]

    def cost(at: int) -> float:
        astray = 1 - max(map(grounds[at].count, grounds[at])) / step
        return OUTSIDE * astray + _common_cost(candidates[at][1], centre, taken)

    best = min(range(len(candidates)), key=cost)
    return Placed(*candidates[best], frozenset(grounds[best]))


def label_style(placed: Placed, shades: Mapping[str, int], *, city: bool) -> TextStyle:
    """Choose the type of a label: white on dark regions, on a plate where it crosses a border."""
    across = city and len(placed.grounds) > 1
    dark = not across and all(shades.get(code, 0) >= DARK_FROM for code in placed.grounds)
    return TextStyle(
        LABEL_SIZE,
        "#FFFFFF" if dark else INK,
        600 if city else 400,
        "center",
        "center",
        spacing=SPACING,
        plate=PLATE if across else 0.0,
    )


def _candidates(
    centre: tuple[float, float], label: MapLabel, weight: int, scale: float
) -> list[tuple[AnyWords, MapLabelBox]]:
    return [(name, box) for name in label.names for box in _around(centre, name, weight, scale)]


def _around(
    centre: tuple[float, float], name: AnyWords, weight: int, scale: float
) -> list[MapLabelBox]:
    """Return the boxes of a label around the middle of a region, in map units."""
    lines = max(text.count("\n") for text in texts(name)) + 2
    half_width = (text_width(name, LABEL_SIZE, weight) / 2 + 0.4) * scale
    half_height = (lines * LINE_MM / 2 + 0.3) * scale
    step = (half_width / STEPS[0], half_height / STEPS[1])
    reach = range(-REACH, REACH + 1)
    return [
        MapLabelBox(
            centre[0] + across * step[0], centre[1] + along * step[1], half_width, half_height
        )
        for across in reach
        for along in reach
    ]


def _common_cost(
    box: MapLabelBox, centre: tuple[float, float], taken: Sequence[MapLabelBox]
) -> float:
    """Return the penalty of overlaps, which weighs most, and of the distance from the middle."""
    overlapped = sum(box.overlap(other) for other in taken)
    away = np.hypot((box.x - centre[0]) / box.half_width, (box.y - centre[1]) / box.half_height)
    return 2000 * overlapped + float(away)
