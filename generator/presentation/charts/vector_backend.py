"""Writes down what matplotlib draws, as shapes: no picture, no text, nothing of a file format."""

from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D, Transform

from generator.presentation.charts.drawing import Shape

_OPERATORS = {Outline.MOVETO: "m", Outline.LINETO: "l", Outline.CURVE4: "c"}

Colour = tuple[float, ...]


class Recorder(RendererBase):
    """Takes the place of a canvas of ``width`` x ``height`` points; ``shapes`` grows.

    Labels are not drawn by matplotlib, since they differ between languages while everything else
    is the same: a text that reaches this canvas is an error.
    """

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height
        self.shapes: list[Shape] = []
        self._down = Affine2D().scale(1, -1).translate(0, height)

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Size in points."""
        return self.width, self.height

    def points_to_pixels(self, points: Any) -> Any:  # noqa: ANN401 - a number or an array
        """One point is one unit."""
        return points

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Outline,
        transform: Transform,
        rgbFace: Any = None,  # noqa: ANN401, N803 - a colour; matplotlib's own name
    ) -> None:
        """Write down one path with its colours; one that nobody would see is left out."""
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
        """Refuse: labels are written on the sheet, see :meth:`style.Sheet.write`."""
        raise NotImplementedError(given, named)

    def draw_image(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - refused
        """Refuse: charts are lines and areas."""
        raise NotImplementedError(given, named)


def _hex(colour: Colour | None) -> str:
    """Colour as ``#RRGGBB``; empty for none and for one that is transparent."""
    if colour is None or (len(colour) > 3 and colour[3] == 0):
        return ""
    return "#" + "".join(f"{round(255 * float(part)):02X}" for part in colour[:3])


def _operators(path: Outline, transform: Transform) -> str:
    """Path as operators of PostScript and PDF."""
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
