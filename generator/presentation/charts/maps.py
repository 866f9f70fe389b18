"""Maps of the regions: a locator and a choropleth with a label in every region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from matplotlib.patches import Polygon

from generator.presentation.charts.drawing import Drawing, Shape, circle
from generator.presentation.charts.map_labels import (
    Ground,
    MapLabel,
    MapLabelBox,
    MapSheet,
    Ring,
    label_style,
    largest,
    middle,
    place_city,
    place_region,
)
from generator.presentation.charts.style import INK, LAND, RAMP, REGION, SAND, Canvas, Margins

CENTRE, PARALLELS, ORIGIN = 67.0, (42.5, 53.5), 48.0
"""Albers equal-area conic projection for Kazakhstan, in degrees."""

CITY_MM = 1.7
"""Half the side of the square that the circle of a city needs."""


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
    """Draw the country once, at one size; each locator only fills another region.

    Parameters
    ----------
    shapes
        Projected outlines.
    size
        Width and height in millimetres.
    """

    def __init__(self, shapes: Geometry, *, size: tuple[float, float]) -> None:
        self._shapes = shapes
        self._sheet = Canvas(*size, Margins(0, 0, 0, 0))
        _fill(self._sheet, shapes.rings, dict.fromkeys(shapes.rings, LAND), SAND)
        self._country = self._sheet.drawing()
        self._codes = [code for code, rings in shapes.rings.items() for _ in rings]

    def locator(self, subject: str) -> Drawing:
        """Draw the country with one region filled; a city gets a dot."""
        drawn = [
            replace(shape, fill=REGION) if code == subject else shape
            for code, shape in zip(self._codes, self._country.shapes, strict=True)
        ]
        if subject in self._shapes.cities:
            x, y = self._sheet.plot.transData.transform(middle(self._shapes.rings[subject]))
            dot = circle(float(x), self._country.height - float(y), 2.5)
            drawn.append(Shape(dot, REGION, SAND, 0.8))
        return replace(self._country, shapes=tuple(drawn))


def _fill(
    canvas: Canvas, rings: Mapping[str, Sequence[Ring]], colours: Mapping[str, str], edge: str
) -> None:
    look: dict[str, Any] = {"ec": edge, "lw": 0.6, "joinstyle": "round", "capstyle": "round"}
    for code, parts in rings.items():
        for ring in parts:
            canvas.plot.add_patch(Polygon(ring, closed=True, fc=colours[code], **look))
    canvas.plot.set_aspect("equal")
    canvas.plot.autoscale_view()


def choropleth(
    shapes: Geometry, labels: Mapping[str, MapLabel], *, size: tuple[float, float]
) -> Drawing:
    """Draw regions shaded by class, each with its name and value.

    Regions without a label keep the colour of land: no data is not a low value. Labels are
    placed by one rule for all regions and languages: the position, among a grid around the
    region's middle, that overlaps no other label and stays inside its own region best. A city is
    a circle; its outline takes the colour of what surrounds it.
    """
    canvas = Canvas(*size, Margins(0, 0, 0, 0))
    colours = {code: RAMP[labels[code].shade] if code in labels else LAND for code in shapes.rings}
    regions = {code: rings for code, rings in shapes.rings.items() if code not in shapes.cities}
    ground = Ground(regions)
    _fill(canvas, regions, colours, "white")
    for code in sorted(shapes.cities & set(shapes.rings)):  # a set has no order of its own
        rings = shapes.rings[code]
        (host,) = ground.under(np.array([middle(rings)]))
        _fill(canvas, {code: rings}, {code: colours[host or code]}, "none")
    bounds = _bounds(shapes)
    scale = max((bounds[1] - bounds[0]) / size[0], (bounds[3] - bounds[2]) / size[1])
    canvas.plot.set_xlim(bounds[0], bounds[1])
    canvas.plot.set_ylim(bounds[2], bounds[3])
    sheet = MapSheet(ground, (bounds[::2], bounds[1::2]), scale)
    taken: list[MapLabelBox] = []
    for code in sorted(shapes.cities & set(labels)):
        x, y = middle(shapes.rings[code])
        canvas.plot.plot(x, y, "o", ms=6.6, color="white", zorder=5)
        canvas.plot.plot(x, y, "o", ms=4.6, mfc=colours[code], mec=INK, mew=0.8, zorder=5)
        taken.append(MapLabelBox(x, y, CITY_MM * scale, CITY_MM * scale))
    shades = {code: label.shade for code, label in labels.items()}
    for code in sorted(labels, key=lambda each: _room(shapes, each)):
        city, rings = code in shapes.cities, shapes.rings[code]
        placed = (
            place_city(rings, labels[code], sheet, taken)
            if city
            else place_region(code, rings, labels[code], sheet, taken)
        )
        taken.append(placed.box)
        if placed.lead is not None:
            _lead(canvas, placed.lead, placed.box)
        words = placed.name + "\n" + labels[code].printed
        canvas.write(words, (placed.box.x, placed.box.y), label_style(placed, shades, city=city))
    return canvas.drawing()


def _lead(canvas: Canvas, to: tuple[float, float], box: MapLabelBox) -> None:
    """Draw a line from a label to its region, light under dark to be seen on every shade."""
    ends = box.lead(to).T
    for colour, weight in (("white", 1.8), (INK, 0.7)):
        canvas.plot.plot(*ends, color=colour, lw=weight, zorder=4)
    canvas.plot.plot(*to, "o", ms=2.6, mfc=INK, mec="white", mew=0.5, zorder=4)


def _bounds(shapes: Geometry) -> tuple[float, float, float, float]:
    points = np.vstack([ring for rings in shapes.rings.values() for ring in rings])
    low, high = points.min(axis=0), points.max(axis=0)
    return float(low[0]), float(high[0]), float(low[1]), float(high[1])


def _room(shapes: Geometry, code: str) -> tuple[bool, float]:
    """Return what orders placing: cities first, which have the least choice, then by size."""
    ring = largest(shapes.rings[code])
    return code not in shapes.cities, float(np.ptp(ring[:, 0]) * np.ptp(ring[:, 1]))
