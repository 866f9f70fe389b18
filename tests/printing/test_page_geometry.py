"""Where everything stands: measured by the layout engine, checked against the printed file."""

import re
from io import BytesIO

import pypdfium2
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from generator.presentation.charts import style
from generator.presentation.charts.drawing import ADDRESS, Drawing, Label, Shape, rectangle
from generator.printing.page_geometry import Area
from generator.project import Project
from tests.small_brief import FIRST, brief_document, document, order

POINTS = 72 / 25.4

FINE = 20
"""Matplotlib rounds the size of text to whole pixels; of these there are so many in a point."""


def test_areas():
    """How far one sticks out of another, and what two share."""
    outer, inner = Area(0, 0, 100, 50), Area(90, 10, 104, 20)
    assert inner.beyond(outer) == 4
    assert outer.beyond(outer) == 0
    assert inner.overlap(outer) == (10, 10)
    assert inner.overlap(Area(0, 0, 90, 50)) == (0, 0)
    assert inner.within(outer) == Area(90, 10, 100, 20)


def printed(content, word):
    """Place of a word on the first page, its letters found by PDFium."""
    with pypdfium2.PdfDocument(BytesIO(content)) as opened:
        height = opened[0].get_height()
        text = opened[0].get_textpage()
        first, count = text.search(word).get_next()
        boxes = [text.get_charbox(at) for at in range(first, first + count)]
    left, bottom, right, top = zip(*boxes, strict=True)
    edges = (min(left), height - max(top), max(right), height - min(bottom))
    return Area(*(edge / POINTS for edge in edges))


def chart(*labels):
    """A drawing of 60 mm x 150 mm with these labels, as the first page shows it."""
    width, height = 60 * POINTS, 150 * POINTS
    return Drawing(width, height, (Shape(rectangle(0, 0, width, height), "#EEEEEE"),), labels)


def with_chart(drawing):
    """The small brief with a drawing on its first page."""
    picture = f'<img src="{ADDRESS.format(1)}" alt="Line chart: from 1 in 2014 to 2 in 2025."/>'
    html = document(re.sub(r"<svg .*</svg>", picture, FIRST, flags=re.S))
    return brief_document(html, drawings={ADDRESS.format(1): drawing})


def test_pieces_of_text_stand_where_they_are_printed(printer):
    """An independent reader of the file finds each word, labels in charts too, at its place."""
    words = (("left", "Begins"), ("center", "Centred"), ("right", "Finishes"))
    labels = (
        Label(word, 85, 100 + 30 * at, 11, across=across)
        for at, (across, word) in enumerate(words)
    )
    laid_out = printer.lay_out(with_chart(chart(*labels)))
    content = printer.print(laid_out, order())
    runs = {run.text.strip(): run for run in laid_out.page_geometries[0].runs}
    for word in ("Atyrau", "A sentence.", "Begins", "Centred", "Finishes"):
        ours, theirs = runs[word].area, printed(content, word)
        assert ours.left == pytest.approx(theirs.left, abs=0.5), word
        assert ours.right == pytest.approx(theirs.right, abs=0.5), word
        assert theirs.beyond(ours) < 0.5, word


def test_headings_margins_and_places(sound):
    """The level of a heading, the words of the foot, and the places that links lead to."""
    first, second = sound[1]
    assert {run.text: run.level for run in first.runs}["Atyrau"] == 1
    assert {run.text: run.level for run in second.runs}["Growth in 2025"] == 2
    assert re.search(r"1\s*/\s*2", first.margin_text)
    assert (first.anchors, second.anchors) == (frozenset(), frozenset({"growth"}))
    assert second.runs[-1].room.right <= second.area.right


@pytest.mark.parametrize("across", ["left", "center", "right"])
@pytest.mark.parametrize("words", ["Жылжымайтын мүлік", "23 332,0", "two\nlines"])
def test_labels_of_a_chart_are_as_wide_as_matplotlib_draws_them(printer, across, words):
    """The chart's own library, at the same point, puts left and right end at the same places."""
    sheet, run = labelled(printer, words, style.TextStyle(7.3, style.INK, 600, across))
    text = sheet.plot.text(0.5, 0.5, words, ha=across, fontsize=7.3, weight=600)
    sheet.figure.set_dpi(72 * FINE)
    box = text.get_window_extent(FigureCanvasAgg(sheet.figure).get_renderer())
    assert len(run) == words.count("\n") + 1
    assert min(area.left for area in run) == pytest.approx(box.x0 / POINTS / FINE, abs=0.5)
    assert max(area.right for area in run) == pytest.approx(box.x1 / POINTS / FINE, abs=0.5)


@pytest.mark.parametrize("words", ["Нақты өсім", "two\nlines", "three\nshort\nlines"])
def test_labels_of_a_chart_hang_on_their_point_or_stand_on_it(printer, words):
    """The point is at the top, at the bottom or in the middle of the letters, half a line off."""
    for along, expected in (("top", 0.0), ("center", 0.5), ("bottom", 1.0)):
        _, run = labelled(printer, words, style.TextStyle(7.3, style.INK, 400, "center", along))
        top, bottom = min(area.top for area in run), max(area.bottom for area in run)
        assert top + expected * (bottom - top) == pytest.approx(20, abs=0.2), along


def test_a_name_beside_a_bar_is_level_with_it(printer):
    """Half of a capital letter stands above the point, half below."""
    _, (area,) = labelled(printer, "Н", style.TextStyle(7.3, style.INK, 400, "right"))
    base = area.bottom - 0.22 * 7.3 / POINTS
    assert (base - 0.712 / 2 * 7.3 / POINTS) == pytest.approx(20, abs=0.05)


def labelled(printer, words, ink):
    """A sheet of 60 mm x 40 mm with words at its middle, and where they stand on it."""
    style.use(Project.here().templates / "fonts")
    sheet = style.Canvas(60, 40, style.Margins(5, 5, 5, 5))
    sheet.plot.axis("off")
    sheet.write(words, (0.5, 0.5), ink)
    page = printer.lay_out(with_chart(sheet.drawing())).page_geometries[0]
    place = page.drawings[0]
    found = [run.area for run in page.runs if run.text in words.split("\n")]
    moved = (
        Area(a.left - place.left, a.top - place.top, a.right - place.left, a.bottom - place.top)
        for a in found
    )
    return sheet, list(moved)
