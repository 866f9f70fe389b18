"""The regions as tiles, each about where it lies: a locator of the first page."""

from collections.abc import Mapping

from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.front.front_drawing import FrontDrawing, Room
from generator.presentation.charts.style import NATION, REGION

PLACES: Mapping[str, tuple[int, int]] = {
    "KZ-27": (0, 1),
    "KZ-23": (0, 2),
    "KZ-47": (0, 3),
    "KZ-15": (1, 2),
    "KZ-39": (2, 1),
    "KZ-59": (3, 0),
    "KZ-11": (3, 1),
    "KZ-62": (3, 2),
    "KZ-61": (3, 3),
    "KZ-79": (3, 4),
    "KZ-71": (4, 1),
    "KZ-35": (4, 2),
    "KZ-43": (2, 3),
    "KZ-31": (4, 3),
    "KZ-55": (5, 1),
    "KZ-10": (5, 2),
    "KZ-19": (5, 3),
    "KZ-75": (5, 4),
    "KZ-63": (6, 2),
    "KZ-33": (6, 3),
}
"""Column and row of each region, from the north-west."""

TILE, STEP = 3.6, 4.0
"""Side of a tile and distance of two, in millimetres."""
SAND = "#CFC8B8"


def tiles(subject: str) -> Drawing:
    """Draw the regions, one of them in the region's colour; all in the nation's for the nation."""
    plane = FrontDrawing(Room(28.0, 20.0))
    for code, (column, row) in PLACES.items():
        other = SAND if subject in PLACES else NATION
        colour = REGION if code == subject else other
        plane.box((column * STEP, row * STEP), (TILE, TILE), colour)
    return plane.drawing()
