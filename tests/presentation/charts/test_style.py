"""Scales, widths and places of labels that all charts share."""

import pytest

from generator.presentation.charts.style import (
    Canvas,
    Margins,
    TextStyle,
    decimals_of,
    spread,
    text_width,
    ticks,
    wrapped,
)
from generator.presentation.localisation.words import Words
from tests.presentation.charts.digits import fonts, label

__all__ = ["fonts"]


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (0.0, 10.0, [0, 2, 4, 6, 8, 10]),
        (-3.0, 7.0, [-4, -2, 0, 2, 4, 6, 8]),
        (96.0, 131.0, [90, 100, 110, 120, 130, 140]),
    ],
)
def test_marks_are_round_and_cover_the_values(low, high, marks):
    """The finest round step that needs few enough marks; the ends lie on or beyond the values."""
    found = ticks(low, high, most=len(marks))
    assert found == pytest.approx(marks)


@pytest.mark.parametrize(
    ("values", "decimals"), [([1, 2], 0), ([0.5, 1], 1), ([0.25], 2), ([1 / 3], 3)]
)
def test_marks_have_as_many_decimals_as_they_need(values, decimals):
    """Three at most."""
    assert decimals_of(values) == decimals


def test_labels_move_apart_in_their_order():
    """Two that are too near move by the same distance; one that stands apart stays."""
    assert spread([10.0, 1.0, 1.5], 1.0) == pytest.approx([10.0, 0.75, 1.75])


def test_a_text_is_as_wide_as_its_longest_line_in_any_language():
    """Room is made for the longest words, whichever language is printed."""
    words = Words((("en", "short"), ("ru", "намного длиннее\nи вторая")))
    assert text_width(words, 7) == text_width("намного длиннее", 7)
    assert text_width("wide", 14) == pytest.approx(2 * text_width("wide", 7))


def test_a_wide_text_is_broken_as_evenly_as_spaces_allow():
    """A text that fits stays in one line, and so does one that has no place to break."""
    assert wrapped("agriculture and mining", 12, 7) == "agriculture\nand mining"
    assert wrapped("agriculture and mining", 80, 7) == "agriculture and mining"
    assert wrapped("agriculture", 2, 7) == "agriculture"


def test_a_label_stands_where_its_value_is():
    """In the middle of the plot, three points to the right of its point and two above it."""
    canvas = Canvas(100, 50, Margins(0, 0, 0, 0))
    canvas.plot.set_xlim(0, 10)
    canvas.plot.set_ylim(0, 10)
    canvas.write("here", (5, 5), TextStyle(), (3, 2))
    canvas.write("", (1, 1), TextStyle())
    drawing = canvas.drawing()
    found = label(drawing, "here")
    assert (found.x, found.y) == pytest.approx(
        (drawing.width / 2 + 3, drawing.height / 2 - 2), abs=0.01
    )
    assert len(drawing.labels) == 1
