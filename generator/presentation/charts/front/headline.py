"""Measure a headline: the largest type in which it takes two lines at most."""

from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from generator.presentation.charts.drawing import POINTS_PER_MM

FAMILY = "Source Serif 4 Display"
SIZES = (24, 22, 20, 18, 16)
"""Sizes of a headline in points, the one that is wanted first."""
LINES, WIDTH_MM = 2, 136.0
"""Lines that a headline may take, and the width that it has beside the locator."""


def headline_size(text: str, width: float = WIDTH_MM, lines: int = LINES) -> int:
    """Return the largest size, in points, in which a text takes so many lines of a width in mm.

    A space that does not break keeps words together. Returns the smallest size where none fits.
    """
    fitting = (size for size in SIZES if lines_of(text, size, width) <= lines)
    return next(fitting, SIZES[-1])


def lines_of(text: str, size: float, width: float) -> int:
    """Count the lines that words take, each line filled before the next."""
    count, used, limit = 1, 0.0, width * POINTS_PER_MM / size
    space = _advance(" ")
    for word in text.split(" "):
        needed = sum(map(_advance, word))
        if used and used + space + needed > limit:
            count, used = count + 1, needed
        else:
            used += needed + (space if used else 0.0)
    return count


@lru_cache(maxsize=1024)
def _advance(letter: str) -> float:
    """Return the advance of one letter between two others, as a part of the font size."""
    font = FontProperties(family=FAMILY, size=1, weight=600)
    with_it, without = (
        text_to_path.get_text_width_height_descent(each, font, ismath=False)[0]
        for each in (f"n{letter}n", "nn")
    )
    return float(with_it - without)
