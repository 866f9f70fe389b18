"""The plot: two scales inside a figure, without all that a chart of the house does not show.

Matplotlib gives each plot a frame and ticks, which take most of the time of making one; here
scales are labels and fine lines of the sheet, see :class:`style.Sheet`.
"""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.figure import Figure

Place = tuple[float, float, float, float]


class Plot(Axes):
    """An area with a scale across and one along; nothing is drawn but what a chart adds.

    Parameters
    ----------
    figure
        What it is a part of.
    place
        Left, bottom, width and height, as parts of the figure.
    """

    def __init__(self, figure: Figure, place: Place) -> None:
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
