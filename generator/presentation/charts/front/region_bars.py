"""All regions and the nation as named bars, from the highest value down."""

from collections.abc import Sequence

from generator.presentation.charts.bars import Bar
from generator.presentation.charts.drawing import Drawing
from generator.presentation.charts.front.front_drawing import OTHERS, FrontDrawing, Room
from generator.presentation.charts.style import INK, INK_2, NATION, REGION, TextStyle, text_width

_COLOUR = {"region": REGION, "nation": NATION, "other": OTHERS}
_TEXT = {"region": REGION, "nation": NATION, "other": INK}


def region_bars(bars: Sequence[Bar], room: Room) -> Drawing:
    """Draw the bars in order: names on the left, values beyond their ends."""
    plane = FrontDrawing(room)
    left = max(text_width(bar.name, room.small, 600) for bar in bars) + 2
    right = max(text_width(bar.printed, room.small, 600) for bar in bars) + 2.5
    low = min(0.0, *(bar.value for bar in bars))
    high = max(0.0, *(bar.value for bar in bars))
    start = left + (right if low < 0 else 0.0)
    scale = (room.width - start - right) / ((high - low) or 1.0)
    zero, step = start - low * scale, room.height / len(bars)
    for at, bar in enumerate(bars):
        y, weight = (at + 0.5) * step, 400 if bar.role == "other" else 700
        plane.write(bar.name, 0, y, TextStyle(room.small, _TEXT[bar.role], weight))
        end = zero + bar.value * scale
        plane.box(
            (min(zero, end), y - 0.33 * step), (abs(end - zero), 0.66 * step), _COLOUR[bar.role]
        )
        side = "left" if bar.value >= 0 else "right"
        look = TextStyle(room.small, _TEXT[bar.role], weight, side)
        plane.write(bar.printed, end + (1.2 if bar.value >= 0 else -1.2), y, look)
    if low < 0:
        plane.line(((zero, 0), (zero, room.height)), INK_2, 0.2)
    return plane.drawing()
