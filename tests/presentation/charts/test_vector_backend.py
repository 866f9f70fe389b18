"""What matplotlib draws, recorded as shapes."""

import pytest
from matplotlib.figure import Figure

from generator.presentation.charts.vector_backend import Plot, Recorder


def recorded(draw, size=(72, 36)):
    """Shapes of a plot that fills a figure of this many points."""
    figure = Figure(figsize=(size[0] / 72, size[1] / 72), dpi=72, frameon=False)
    plot = Plot(figure, (0, 0, 1, 1))
    figure.add_axes(plot)
    plot.set_xlim(0, 2)
    plot.set_ylim(0, 1)
    draw(plot)
    recorder = Recorder(*size)
    figure.draw(recorder)
    return recorder.shapes


def test_an_empty_plot_draws_nothing():
    """No frame, no ticks, no ground."""
    assert recorded(lambda plot: None) == []


def test_a_line_runs_from_the_top_left_in_points():
    """Heights count downwards, as on a page."""
    (line,) = recorded(lambda plot: plot.plot([0, 2], [0, 1], color="#B23A1B", lw=1.5))
    assert line.outline == "0.00 36.00 m 72.00 0.00 l"
    assert (line.stroke, line.width, line.fill, line.dashes) == ("#B23A1B", 1.5, "", ())


def test_what_nobody_would_see_is_left_out():
    """A bar without fill and without edge."""
    assert recorded(lambda plot: plot.bar([1], [1], color="none", lw=0)) == []


def test_a_bar_is_filled_and_has_no_edge():
    """The outline is closed."""
    (bar,) = recorded(lambda plot: plot.bar([1], [0.5], width=1, color="#0F3D5E", lw=0))
    assert (bar.fill, bar.stroke) == ("#0F3D5E", "")
    assert bar.outline.endswith("h")


def test_text_that_reaches_matplotlib_is_an_error():
    """Labels differ between languages, and shapes must not."""
    with pytest.raises(NotImplementedError):
        recorded(lambda plot: plot.text(1, 0.5, "a label"))
