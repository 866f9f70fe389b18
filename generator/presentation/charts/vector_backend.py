"""Let matplotlib compute outlines and record them as shapes: no picture, no text, no file format.

Matplotlib gives each plot a frame and ticks, which take most of the time of making one; here
scales are labels and fine lines of the canvas, see :class:`style.Canvas`.
"""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D, Transform

from generator.presentation.charts.drawing import Shape

_OPERATORS = {Outline.MOVETO: "m", Outline.LINETO: "l", Outline.CURVE4: "c"}

Colour = tuple[float, ...]
AxesPlace = tuple[float, float, float, float]


class Plot(Axes):
    """An area with a scale across and one along; nothing is drawn but what a chart adds.

    Parameters
    ----------
    figure
        What it is a part of.
    place
        Left, bottom, width and height, as parts of the figure.
    """

    def __init__(self, figure: Figure, place: AxesPlace) -> None:
        super().__init__(figure, place, frameon=False)
        self.set_axis_off()

    def _gen_axes_spines(self, *_: object) -> dict[str, Any]:
        """Give the plot no frame."""
        return {}

    def _init_axis(self) -> None:
        """Give the plot scales that have no frame to stand at."""
        self.xaxis, self.yaxis = _Along(self, clear=False), _Across(self, clear=False)

    def grid(self, *_: object, **__: object) -> None:
        """Draw no grid, which would be a part of the ticks."""

    def tick_params(self, *_: object, **__: object) -> None:
        """Style no ticks: they would be made for it."""


class _Along(XAxis):
    def set_clip_path(self, *_: object) -> None:
        """Clip no ticks: a list of them would be made for it."""


class _Across(YAxis):
    def set_clip_path(self, *_: object) -> None:
        """Clip no ticks: a list of them would be made for it."""


class Recorder(RendererBase):
    """Record the paths drawn on ``width`` x ``height`` points; ``shapes`` grows.

    Labels are not drawn by matplotlib, since they differ between languages while everything else
    is the same: a text that reaches the recorder is an error.
    """

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height
        self.shapes: list[Shape] = []
        self._down = Affine2D().scale(1, -1).translate(0, height)

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size in points."""
        return self.width, self.height

    def points_to_pixels(self, points: Any) -> Any:  # noqa: ANN401 - a number or an array
        """Return points as they are: one point is one unit."""
        return points

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Outline,
        transform: Transform,
        rgbFace: Any = None,  # noqa: ANN401, N803 - a colour; matplotlib's own name
    ) -> None:
        """Record one path with its colours; one that nobody would see is left out."""
        fill = _hex(rgbFace)
        stroke = _hex(gc.get_rgb()) if gc.get_linewidth() > 0 else ""
        outline = _operators(path, transform + self._down) if fill or stroke else ""
        if not outline:
            return
        dashes: Any = gc.get_dashes()[1]
        self.shapes.append(
            Shape(
                outline,
                fill,
                stroke,
                float(gc.get_linewidth()) if stroke else 0.0,
                tuple(float(each) for each in dashes) if dashes is not None else (),
                str(gc.get_capstyle()) == "round",
            )
        )

    def draw_text(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - refused
        """Refuse: labels are written on the canvas, see :meth:`style.Canvas.write`."""
        raise NotImplementedError(given, named)

    def draw_image(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - refused
        """Refuse: charts are lines and areas."""
        raise NotImplementedError(given, named)


def _hex(colour: Colour | None) -> str:
    """Return a colour as ``#RRGGBB``; empty for none and for one that is transparent."""
    if colour is None or (len(colour) > 3 and colour[3] == 0):
        return ""
    return "#" + "".join(f"{round(255 * float(part)):02X}" for part in colour[:3])


def _operators(path: Outline, transform: Transform) -> str:
    """Return a path as operators of PostScript and PDF."""
    parts: list[str] = []
    for points, code in path.iter_segments(transform, simplify=False):
        if code == Outline.CLOSEPOLY:
            parts.append("h")
        elif code == Outline.STOP:
            break
        else:
            parts.append(" ".join(f"{value:.2f}" for value in points))
            parts.append(_OPERATORS[code])
    return " ".join(parts)
