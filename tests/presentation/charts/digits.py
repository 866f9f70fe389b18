"""A language of bare digits, and what a drawing shows, for tests of charts."""

import re

import pytest

from generator.presentation.charts.style import use
from generator.project import Project


class Digits:
    """Prints numbers as Python does, in one language."""

    def number(self, value, decimals=0, *, signed=False):
        """Print a number."""
        return f"{value:{'+' if signed else ''}.{decimals}f}"


@pytest.fixture(scope="module", autouse=True)
def fonts():
    """The bundled fonts, by which labels are measured."""
    use(Project.here().templates / "fonts")


def texts_of(drawing):
    """The labels of a drawing, in order."""
    return [label.words for label in drawing.labels]


def label(drawing, words):
    """The label with these words."""
    (found,) = [each for each in drawing.labels if each.words == words]
    return found


def extent(shape):
    """Left, top, right and bottom of an outline, in points."""
    numbers = [float(each) for each in re.findall(r"-?\d+\.\d+", shape.outline)]
    xs, ys = numbers[::2], numbers[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def width(shape):
    """Width of an outline, in points."""
    left, _, right, _ = extent(shape)
    return right - left


def filled(drawing, colour):
    """Shapes of one colour."""
    return [shape for shape in drawing.shapes if shape.fill == colour]
