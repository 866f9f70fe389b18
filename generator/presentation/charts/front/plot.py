"""Years across, values upwards: the common ground of lines and bars on a first page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.presentation.charts.front.front_drawing import (
    LINE_MM,
    Ends,
    FrontDrawing,
    Room,
    years_named,
)
from generator.presentation.charts.style import (
    HAIR,
    INK_2,
    NATION,
    REGION,
    TextStyle,
    decimals_of,
    spread,
    text_width,
)
from generator.presentation.localisation.multilingual import Polyglot

Series = Mapping[int, float]
LEFT, TOP, BOTTOM = 9.0, 4.0, 7.0
"""Room for the scale beside the plot, above it, and for the years below it, in millimetres."""
KEY_MM = 13.0
"""Height of the two lines of a key, which stands above the plot of a card."""


@dataclass(frozen=True)
class YearPlot:
    """A plot over years on a drawing.

    Parameters
    ----------
    plane
        What it is drawn with.
    years
        Years shown, ascending.
    scale
        Lowest and highest value, and the marks between them.
    right
        Room to the right of the plot, in millimetres.
    """

    plane: FrontDrawing
    years: Sequence[int]
    scale: Sequence[float]
    right: float

    @property
    def room(self) -> Room:
        """Room of the drawing."""
        return self.plane.room

    @property
    def top(self) -> float:
        """Upper edge of the plot."""
        return KEY_MM if self.room.narrow else TOP

    @property
    def bottom(self) -> float:
        """Lower edge of the plot."""
        return self.room.height - BOTTOM

    @property
    def step(self) -> float:
        """Width of one year, in millimetres."""
        return (self.room.width - LEFT - self.right) / max(len(self.years), 1)

    def across(self, year: float) -> float:
        """Return the place of a year, in the middle of its step."""
        return LEFT + (year - self.years[0] + 0.5) * self.step

    def down(self, value: float) -> float:
        """Return the height of a value."""
        low, high = self.scale[0], self.scale[-1]
        return self.bottom - (value - low) / ((high - low) or 1) * (self.bottom - self.top)

    def frame(self, polyglot: Polyglot, strong: float) -> None:
        """Draw the scale with fine lines, a strong one at the value that others are read from."""
        decimals, end = decimals_of(self.scale), self.room.width - self.right
        for mark in self.scale:
            y = self.down(mark)
            colour, width = (INK_2, 0.3) if mark == strong else (HAIR, 0.25)
            self.plane.line(((LEFT, y), (end, y)), colour, width)
            look = TextStyle(self.room.small, INK_2, across="right")
            self.plane.write(polyglot.number(mark, decimals), LEFT - 1.5, y, look)

    def name_years(self) -> None:
        """Name the years below the plot."""
        for year in years_named(self.years, self.room):
            look = TextStyle(self.room.small, INK_2, across="center")
            self.plane.write(str(year), self.across(year), self.bottom + 4, look)

    def mark_breaks(self, breaks: Sequence[int]) -> None:
        """Draw a fine dashed line before the first year after each break."""
        for year in sorted({*breaks}):
            if self.years[0] < year <= self.years[-1]:
                x = self.across(year - 0.5)
                self.plane.line(((x, self.top), (x, self.bottom)), INK_2, 0.2, (0.4, 0.6))

    def name_ends(self, ends: Ends, values: tuple[float, float]) -> None:
        """Name region and nation at their last values, apart; on a card, in a key on top."""
        room = self.room
        looks = [TextStyle(room.strong, colour, 600) for colour in (REGION, NATION)]
        if room.narrow:
            for words, look, y in zip((ends.own, ends.nation), looks, (2.5, 7.7), strict=True):
                self.plane.write(words, 0, y, look)
            return
        heights = spread([self.down(each) for each in values], LINE_MM + 0.8)
        for words, look, y in zip((ends.own, ends.nation), looks, heights, strict=True):
            self.plane.write(words, room.width - self.right + 2.5, y, look)


def beside(ends: Ends, room: Room) -> float:
    """Return the room that the names at the ends of a plot need, in millimetres."""
    if room.narrow:
        return 0.5
    return max(text_width(each, room.strong, 600) for each in (ends.own, ends.nation)) + 3
