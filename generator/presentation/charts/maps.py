"""Maps of the regions: a locator and a choropleth with a label in every region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.patches import Polygon
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

from generator.presentation.charts.drawing import Drawing, Shape, circle
from generator.presentation.charts.style import (
    INK,
    LAND,
    RAMP,
    REGION,
    SAND,
    Ink,
    Margins,
    Sheet,
    text_width,
)
from generator.presentation.language.words import AnyWords, texts

Ring = NDArray[np.float64]

CENTRE, PARALLELS, ORIGIN = 67.0, (42.5, 53.5), 48.0
"""Albers equal-area conic projection for Kazakhstan, in degrees."""

LABEL_SIZE = 6.5
LINE_MM = 2.6
CITY_MM = 1.2
DARK_FROM = 3
"""From this class of the ramp on, labels are white."""


STEPS, REACH = (6, 5), 10
"""Places tried for a label: steps to half its width and height, and how many each way."""

OUTSIDE = 40.0
"""Weight of lying outside the region against the distance from its middle, in half labels."""

PLATE = 0.8
"""Opacity of the plate behind the name of a city."""


@dataclass(frozen=True)
class Geometry:
    """Outlines of the regions, projected; ``cities`` are drawn as circles."""

    rings: Mapping[str, tuple[Ring, ...]]
    cities: frozenset[str]


def geometry(
    features: Mapping[str, Sequence[Sequence[Sequence[float]]]], cities: Sequence[str]
) -> Geometry:
    """Project longitude and latitude of every outline.

    Parameters
    ----------
    features
        Outer rings by region code, each a list of (longitude, latitude) in degrees.
    cities
        Codes of regions that are cities.
    """
    rings = {
        code: tuple(albers(np.asarray(ring, dtype=float)) for ring in outlines)
        for code, outlines in features.items()
    }
    return Geometry(rings, frozenset(cities))


def albers(ring: Ring) -> Ring:
    """Project points (longitude, latitude in degrees) to plane coordinates on a unit sphere.

    Snyder (1987), *Map projections: a working manual*, equations 14-1 to 14-6.
    """
    longitude, latitude = np.radians(ring[:, 0]), np.radians(ring[:, 1])
    first, second = np.radians(PARALLELS)
    cone = (np.sin(first) + np.sin(second)) / 2
    constant = np.cos(first) ** 2 + 2 * cone * np.sin(first)
    radius = np.sqrt(constant - 2 * cone * np.sin(latitude)) / cone
    base = np.sqrt(constant - 2 * cone * np.sin(np.radians(ORIGIN))) / cone
    angle = cone * (longitude - np.radians(CENTRE))
    return np.column_stack((radius * np.sin(angle), base - radius * np.cos(angle)))


class Atlas:
    """The country drawn once, at one size; each locator only fills another region.

    Parameters
    ----------
    shapes
        Projected outlines.
    size
        Width and height in millimetres.
    """

    def __init__(self, shapes: Geometry, *, size: tuple[float, float]) -> None:
        self._shapes = shapes
        self._sheet = Sheet(*size, Margins(0, 0, 0, 0))
        _fill(self._sheet, shapes, dict.fromkeys(shapes.rings, LAND), SAND)
        self._country = self._sheet.drawing()
        self._codes = [code for code, rings in shapes.rings.items() for _ in rings]

    def locator(self, subject: str) -> Drawing:
        """Draw the country with one region filled; a city gets a dot."""
        drawn = [
            replace(shape, fill=REGION) if code == subject else shape
            for code, shape in zip(self._codes, self._country.shapes, strict=True)
        ]
        if subject in self._shapes.cities:
            x, y = self._sheet.plot.transData.transform(_middle(self._shapes.rings[subject]))
            dot = circle(float(x), self._country.height - float(y), 2.5)
            drawn.append(Shape(dot, REGION, SAND, 0.8))
        return replace(self._country, shapes=tuple(drawn))


def _fill(sheet: Sheet, shapes: Geometry, colours: Mapping[str, str], edge: str) -> None:
    look: dict[str, Any] = {"ec": edge, "lw": 0.6, "joinstyle": "round", "capstyle": "round"}
    for code, rings in shapes.rings.items():
        for ring in rings:
            sheet.plot.add_patch(Polygon(ring, closed=True, fc=colours[code], **look))
    sheet.plot.set_aspect("equal")
    sheet.plot.autoscale_view()


@dataclass(frozen=True, slots=True)
class MapLabel:
    """Name and printed value of one region, and the class of its value.

    ``names`` are the ways to break the name into lines; the one that fits best is taken.
    """

    names: tuple[AnyWords, ...]
    printed: AnyWords
    shade: int


def choropleth(
    shapes: Geometry, labels: Mapping[str, MapLabel], *, size: tuple[float, float]
) -> Drawing:
    """Regions shaded by class, each with its name and value.

    Regions without a label keep the colour of land: no data is not a low value. Labels are
    placed by one rule for all regions and languages: the position, among a grid around the
    region's middle, that overlaps no other label and stays inside its own region best.
    """
    sheet = Sheet(*size, Margins(0, 0, 0, 0))
    colours = {code: RAMP[labels[code].shade] if code in labels else LAND for code in shapes.rings}
    _fill(sheet, shapes, colours, "white")
    bounds = _bounds(shapes)
    scale = max((bounds[1] - bounds[0]) / size[0], (bounds[3] - bounds[2]) / size[1])
    sheet.plot.set_xlim(bounds[0], bounds[1])
    sheet.plot.set_ylim(bounds[2], bounds[3])
    taken: list[_Box] = []
    for code in sorted(shapes.cities & set(labels)):  # a set has no order of its own
        x, y = _middle(shapes.rings[code])
        dot: dict[str, Any] = {"mfc": colours[code], "mec": "white", "mew": 0.9}
        sheet.plot.plot(x, y, "o", ms=5.6, zorder=5, **dot)
        taken.append(_Box(x, y, CITY_MM * scale, CITY_MM * scale))
    for code in sorted(labels, key=lambda each: _room(shapes, each)):
        name, box = _place(shapes, code, labels[code], scale, taken)
        taken.append(box)
        ink = _ink(labels[code], city=code in shapes.cities)
        sheet.write(name + "\n" + labels[code].printed, (box.x, box.y), ink)
    return sheet.drawing()


def _ink(label: MapLabel, *, city: bool) -> Ink:
    light = label.shade >= DARK_FROM and not city
    ink = Ink(LABEL_SIZE, "#FFFFFF" if light else INK, 600 if city else 400, "center", "center")
    return replace(ink, spacing=1.0, plate=PLATE if city else 0.0)


@dataclass(frozen=True, slots=True)
class _Box:
    """A label: its middle and half its width and height, in map units."""

    x: float
    y: float
    half_width: float
    half_height: float

    def overlap(self, other: "_Box") -> float:
        across = self.half_width + other.half_width - abs(self.x - other.x)
        along = self.half_height + other.half_height - abs(self.y - other.y)
        return max(across, 0.0) * max(along, 0.0)


def _bounds(shapes: Geometry) -> tuple[float, float, float, float]:
    points = np.vstack([ring for rings in shapes.rings.values() for ring in rings])
    low, high = points.min(axis=0), points.max(axis=0)
    return float(low[0]), float(high[0]), float(low[1]), float(high[1])


def _largest(rings: Sequence[Ring]) -> Ring:
    return max(rings, key=lambda ring: float(np.ptp(ring[:, 0]) * np.ptp(ring[:, 1])))


def _middle(rings: Sequence[Ring]) -> tuple[float, float]:
    """Centroid of the largest outline."""
    ring = _largest(rings)
    x, y = ring[:, 0], ring[:, 1]
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    area = cross.sum() / 2
    return (
        float(((x[:-1] + x[1:]) * cross).sum() / (6 * area)),
        float(((y[:-1] + y[1:]) * cross).sum() / (6 * area)),
    )


def _room(shapes: Geometry, code: str) -> tuple[bool, float]:
    """Smallest regions choose first, cities last: their labels may stand outside."""
    ring = _largest(shapes.rings[code])
    return code in shapes.cities, float(np.ptp(ring[:, 0]) * np.ptp(ring[:, 1]))


def _place(
    shapes: Geometry, code: str, label: MapLabel, scale: float, taken: Sequence[_Box]
) -> tuple[AnyWords, _Box]:
    """Break the name and place the label where it costs least."""
    city = code in shapes.cities
    middle, outline = _middle(shapes.rings[code]), Outline(_largest(shapes.rings[code]))
    candidates = [
        (name, box)
        for name in label.names
        for box in _around(middle, name, 600 if city else 400, scale)
    ]
    return min(
        candidates, key=lambda each: _cost(each[1], middle, outline, taken, inside=not city)
    )


def _around(middle: tuple[float, float], name: AnyWords, weight: int, scale: float) -> list[_Box]:
    """Boxes of a label around the middle of a region, in map units."""
    lines = max(text.count("\n") for text in texts(name)) + 2
    half_width = (text_width(name, LABEL_SIZE, weight) / 2 + 0.4) * scale
    half_height = lines * LINE_MM / 2 * scale
    step = (half_width / STEPS[0], half_height / STEPS[1])
    reach = range(-REACH, REACH + 1)
    return [
        _Box(middle[0] + across * step[0], middle[1] + along * step[1], half_width, half_height)
        for across in reach
        for along in reach
    ]


def _cost(
    box: _Box,
    middle: tuple[float, float],
    outline: Outline,
    taken: Sequence[_Box],
    *,
    inside: bool,
) -> float:
    """Penalty of a position: overlaps weigh most, then lying outside, then distance."""
    area = 4 * box.half_width * box.half_height
    overlapped = sum(box.overlap(other) for other in taken) / area
    grid = np.array(
        [
            (box.x + across * box.half_width, box.y + along * box.half_height)
            for across in (-1, -0.5, 0, 0.5, 1)
            for along in (-1, -0.5, 0, 0.5, 1)
        ]
    )
    outside = 1 - float(outline.contains_points(grid).mean()) if inside else 0.0
    away = np.hypot((box.x - middle[0]) / box.half_width, (box.y - middle[1]) / box.half_height)
    return 100 * overlapped + OUTSIDE * outside + float(away)
