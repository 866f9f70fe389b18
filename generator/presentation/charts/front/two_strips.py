"""Two strips of all regions, whose ends have names: a place high on one and low on the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.front.front_drawing import OTHERS, FrontDrawing, Room
from generator.presentation.charts.style import (
    INK,
    INK_2,
    LIGHT,
    NATION,
    REGION,
    TextStyle,
    text_width,
)
from generator.presentation.localisation.words import AnyWords

EDGE = 3.0
"""Millimetres from the edge of the drawing to the first dot."""


@dataclass(frozen=True, slots=True)
class NamedStrip:
    """One measure of all regions: its head, the values, and the words for four marks.

    ``low`` and ``high`` are empty where the subject stands at that end itself.
    """

    head: AnyWords
    values: Mapping[str, float]
    subject: str
    nation: float | None
    own_words: AnyWords
    nation_words: AnyWords
    low: AnyWords
    high: AnyWords


def two_strips(strips: Sequence[NamedStrip], room: Room) -> Drawing:
    """Draw the strips one below the other, each on a scale of its own from lowest to highest."""
    plane, height = FrontDrawing(room), room.height / len(strips)
    for at, strip in enumerate(strips):
        _strip(plane, strip, at * height, height)
    return plane.drawing()


def _strip(plane: FrontDrawing, strip: NamedStrip, top: float, height: float) -> None:
    room = plane.room
    shown = [*strip.values.values(), *([] if strip.nation is None else [strip.nation])]
    low, high = min(shown), max(shown)
    line = top + 0.52 * height

    def across(value: float) -> float:
        part = (value - low) / ((high - low) or 1.0)
        return EDGE + part * (room.width - 2 * EDGE)

    plane.write(strip.head, 0, top + 3, TextStyle(room.strong, INK, 600))
    plane.line(((EDGE, line), (room.width - EDGE, line)), LIGHT, 0.4)
    for code, value in strip.values.items():
        if code != strip.subject:
            plane.dot(across(value), line, 1.3, OTHERS)
    if strip.nation is not None:
        x = across(strip.nation)
        plane.tick((x, line), (0.9, 8.0))
        _words(plane, strip.nation_words, (x, line + 7), NATION)
    plane.dot(across(strip.values[strip.subject]), line, 2.2, REGION)
    _words(plane, strip.own_words, (across(strip.values[strip.subject]), line - 5.5), REGION)
    ends = TextStyle(room.small, INK_2)
    plane.write(strip.low, 0, line + 12, ends)
    plane.write(strip.high, room.width, line + 12, TextStyle(room.small, INK_2, across="right"))


def _words(plane: FrontDrawing, words: AnyWords, at: tuple[float, float], colour: str) -> None:
    """Write words over or under a mark, moved inside the drawing."""
    x, y = at
    half = text_width(words, plane.room.strong, 600) / 2
    inside = min(max(x, half), plane.room.width - half)
    plane.write(words, inside, y, TextStyle(plane.room.strong, colour, 600, "center"))
