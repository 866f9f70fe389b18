"""Steps by section: contributions that add up to growth, with volume and prices beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.presentation.charts.drawing import POINTS_PER_MM, Drawing
from generator.presentation.charts.style import (
    GREY,
    INK,
    INK_2,
    NATION,
    NATION_LIGHT,
    NORMAL,
    REGION,
    REGION_MID,
    Canvas,
    Margins,
    TextStyle,
    text_width,
)
from generator.presentation.localisation.words import AnyWords

COLUMN_MM = 17.0
"""Width of a column of figures beside the steps."""


@dataclass(frozen=True, slots=True)
class SectionStep:
    """One step: its name, value and printed value, and the figures beside it.

    ``kind`` is ``section``, ``rest`` (what no section accounts for) or ``total``.
    """

    name: AnyWords
    value: float
    printed: AnyWords
    beside: tuple[AnyWords, ...] = ()
    kind: Literal["section", "rest", "total"] = "section"


def section_steps(
    steps: Sequence[SectionStep],
    heads: Sequence[AnyWords],
    *,
    nation: bool,
    size: tuple[float, float],
) -> Drawing:
    """Draw steps from zero to the total, one below the other, and columns of figures beside them.

    Parameters
    ----------
    steps
        In order; the last is the total, which starts from zero.
    heads
        Heads of the columns of figures.
    nation
        Whether they are the nation's, which has a colour of its own.
    size
        Width and height in millimetres.

    Notes
    -----
    Rising and falling sections differ in lightness, and so in grey; the rest is an outline.
    """
    left = max(text_width(step.name, NORMAL, 600) for step in steps) + 2
    room = max(text_width(step.printed, NORMAL, 600) for step in steps) + 2.5
    columns = COLUMN_MM * len(heads)
    canvas = Canvas(*size, Margins(left, columns + room, 4, 0.5))
    ends = [(room + COLUMN_MM * (at + 1)) * POINTS_PER_MM for at in range(len(heads))]
    reached = _reached(steps)
    for at, step in enumerate(steps):
        row, start = len(steps) - at, 0.0 if step.kind == "total" else reached[at]
        colour = _colour(step, nation=nation)
        edge = {"edgecolor": INK_2, "lw": 0.7} if step.kind == "rest" else {"lw": 0}
        canvas.plot.barh(row, step.value, left=start, height=0.66, facecolor=colour, **edge)
        if step.kind != "total":
            level = [reached[at + 1]] * 2
            canvas.plot.plot(level, [row - 0.67, row + 0.33], color=GREY, lw=0.5)
        _written(canvas, row, step, max(start, start + step.value), ends)
    canvas.plot.axvline(0, color=INK_2, lw=0.6)
    low, high = min(reached), max(reached)
    canvas.plot.set_xlim(low, high if high > low else low + 1)
    canvas.plot.set_ylim(0.5, len(steps) + 0.5)
    look = TextStyle(NORMAL, INK_2, across="right", along="bottom")
    for end, head in zip(ends, heads, strict=True):
        canvas.write(head, (1, len(steps) + 0.5), look, (end, 1), on="across")
    return canvas.drawing()


def _reached(steps: Sequence[SectionStep]) -> list[float]:
    """Heights of growth before the first step and after each, the total apart."""
    reached = [0.0]
    for step in steps:
        if step.kind != "total":
            reached.append(reached[-1] + step.value)
    return reached


def _colour(step: SectionStep, *, nation: bool) -> str:
    """Return the fill of a step: dark for a rise, lighter for a fall, none for the rest."""
    if step.kind == "total":
        return INK_2
    if step.kind == "rest":
        return "#FFFFFF"
    rise, fall = (NATION, NATION_LIGHT) if nation else (REGION, REGION_MID)
    return rise if step.value >= 0 else fall


def _written(
    canvas: Canvas, row: float, step: SectionStep, tip: float, ends: Sequence[float]
) -> None:
    """Write name, value and figures of one step; ``ends`` are the right edges of the columns."""
    weight = 600 if step.kind == "total" else 400
    canvas.row_name(row, step.name, TextStyle(NORMAL, INK, weight, "right"), shift=-3)
    canvas.write(step.printed, (tip, row), TextStyle(NORMAL, INK, weight), (3, 0))
    for end, figure in zip(ends, step.beside, strict=False):
        canvas.row_name(row, figure, TextStyle(NORMAL, INK, across="right"), edge=1, shift=end)
