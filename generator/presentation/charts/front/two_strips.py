"""Two strips of all regions, whose ends have names: a place high on one and low on the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.front.pen import OTHERS, Pen, Room
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
    pen, height = Pen(room), room.height / len(strips)
    for at, strip in enumerate(strips):
        _strip(pen, strip, at * height, height)
    return pen.drawing()


def _strip(pen: Pen, strip: NamedStrip, top: float, height: float) -> None:
    room = pen.room
    shown = [*strip.values.values(), *([] if strip.nation is None else [strip.nation])]
    low, high = min(shown), max(shown)
    line = top + 0.52 * height

    def across(value: float) -> float:
        part = (value - low) / ((high - low) or 1.0)
        return EDGE + part * (room.width - 2 * EDGE)

    pen.write(strip.head, 0, top + 3, TextStyle(room.strong, INK, 600))
    pen.line(((EDGE, line), (room.width - EDGE, line)), LIGHT, 0.4)
    for code, value in strip.values.items():
        if code != strip.subject:
            pen.dot(across(value), line, 1.3, OTHERS)
    if strip.nation is not None:
        x = across(strip.nation)
        pen.tick((x, line), (0.9, 8.0))
        _words(pen, strip.nation_words, (x, line + 7), NATION)
    pen.dot(across(strip.values[strip.subject]), line, 2.2, REGION)
    _words(pen, strip.own_words, (across(strip.values[strip.subject]), line - 5.5), REGION)
    ends = TextStyle(room.small, INK_2)
    pen.write(strip.low, 0, line + 12, ends)
    pen.write(strip.high, room.width, line + 12, TextStyle(room.small, INK_2, across="right"))


def _words(pen: Pen, words: AnyWords, at: tuple[float, float], colour: str) -> None:
    """Write words over or under a mark, moved inside the drawing."""
    x, y = at
    half = text_width(words, pen.room.strong, 600) / 2
    inside = min(max(x, half), pen.room.width - half)
    pen.write(words, inside, y, TextStyle(pen.room.strong, colour, 600, "center"))
