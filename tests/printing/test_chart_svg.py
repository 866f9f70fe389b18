"""Charts as SVG images: the way back when they cannot be drawn straight into pages."""

import re
from xml.etree.ElementTree import fromstring

import pytest
from weasyprint.urls import FatalURLFetchingError

from generator.presentation.charts.drawing import ADDRESS, Drawing, Label, Shape, rectangle
from generator.printing import chart_svg
from generator.printing.chart_svg import SVG, SvgChart, measure_with
from generator.printing.pdf_reader import look_into
from generator.project import Project
from tests.printing.test_page_geometry import POINTS, chart, printed, with_chart
from tests.small_brief import order

LABELS = (
    Label("Begins", 30, 100, 11),
    Label("Centred", 85, 160, 11, weight=600, colour="#112233", across="center"),
    Label("Finishes", 140, 220, 11, across="right", plate=0.8),
    Label("Қызылорда\nҰлытау 1,5", 30, 300, 9),
)


@pytest.fixture
def svg(monkeypatch):
    """Charts are printed by the public route."""
    measure_with(Project.here().templates / "fonts")
    monkeypatch.setattr(chart_svg, "chart", SvgChart)


def test_labels_stand_where_they_are_printed(svg, printer):
    """An independent reader finds each word in the file, at the place that the checks look at."""
    laid_out = printer.lay_out(with_chart(chart(*LABELS)))
    content = printer.print(laid_out, order())
    runs = {run.text.strip(): run for run in laid_out.page_geometries[0].runs}
    for word in ("Begins", "Centred", "Finishes", "Қызылорда", "Ұлытау 1,5"):
        ours, theirs = runs[word].area, printed(content, word.partition(" ")[0])
        assert ours.left == pytest.approx(theirs.left, abs=0.5), word
        assert theirs.beyond(ours) < 0.5, word


def test_labels_are_as_wide_as_those_drawn_into_the_page(svg, printer):
    """Both routes give the checks the same places."""
    made = chart(*LABELS)
    direct = _direct()(made, printer._fonts).placed_labels
    for ours, theirs in zip(SvgChart(made, printer._fonts).placed_labels, direct, strict=True):
        assert (ours.text, ours.base) == (theirs.text, theirs.base)
        assert ours.x == pytest.approx(theirs.x, abs=0.8)
        assert ours.width == pytest.approx(theirs.width, abs=0.8)


def _direct():
    from generator.printing.chart_image import ChartImage  # noqa: PLC0415 - behind the gate

    return ChartImage


def test_the_figure_is_described_and_its_words_are_text(svg, printer):
    """The alternative text stays; only fonts of the house are used."""
    laid_out = printer.lay_out(with_chart(chart(*LABELS)))
    finished = look_into(printer.print(laid_out, order()))
    (figure,) = [each for each in finished.elements if each.kind == "Figure"]
    assert figure.alternative == "Line chart: from 1 in 2014 to 2 in 2025."


def test_shapes_keep_their_outlines_and_paint():
    """Fill, stroke, width, dashes and ends are those of the drawing, in the same order."""
    shapes = (
        Shape(rectangle(0, 0, 10, 20), "#EEEEEE"),
        Shape("1 2 m 3 4 5 6 7 8 c", stroke="#C04020", width=0.75, round_ends=True),
        Shape("0 0 m 9 9 l", stroke="#000000", width=0.5, dashes=(3, 1.5), round_ends=True),
    )
    root = fromstring(SvgChart(Drawing(60 * POINTS, 50, shapes), None).content)
    filled, curve, dashed = root.findall(f"{{{SVG}}}path")
    assert (filled.get("fill"), filled.get("stroke")) == ("#EEEEEE", None)
    assert filled.get("d").endswith("Z")
    assert curve.get("d") == "M 1 2 C 3 4 5 6 7 8"
    assert (curve.get("fill"), curve.get("stroke"), curve.get("stroke-width")) == (
        "none",
        "#C04020",
        "0.75",
    )
    assert curve.get("stroke-linecap") == "round"
    assert (dashed.get("stroke-dasharray"), dashed.get("stroke-linecap")) == ("3 1.5", "butt")


def test_a_plate_lies_under_its_label(svg):
    """White, as opaque as the label asks for, as wide as the label, and before all labels."""
    content = SvgChart(chart(*LABELS), None).content
    root = fromstring(content)
    tags = [child.tag.partition("}")[2] for child in root]
    assert re.fullmatch(r"(path,)+(text,)+", "".join(f"{tag}," for tag in tags))
    (plate,) = [each for each in root if each.get("fill") == "#FFFFFF"]
    assert plate.get("fill-opacity") == "0.8"
    left, right = (float(number) for number in re.findall(r"[ML] ([\d.]+) ", plate.get("d"))[:2])
    label = SvgChart(chart(*LABELS), None).placed_labels[2]
    assert (left, right) == pytest.approx((label.x - 0.5, label.x + label.width + 0.5), abs=0.01)


def test_another_address_is_still_refused(svg, printer):
    """The images of a document are added to the table, nothing else."""
    printer.lay_out(with_chart(chart()))
    assert printer._assets.fetch(ADDRESS.format(1)).read().startswith(b"<svg")
    with pytest.raises(FatalURLFetchingError):
        printer._assets.fetch(ADDRESS.format(2))
