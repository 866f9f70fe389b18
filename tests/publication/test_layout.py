"""Where everything stands: measured by the layout engine, checked against the printed file."""

import re
from io import BytesIO

import pypdfium2
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from generator.presentation.charts import style
from generator.project import Project
from generator.publication.layout import Area
from tests.publication.conftest import FIRST, document, order

POINTS = 72 / 25.4


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


LABEL = (
    '<text x="30" y="{}" font-size="4px" font-family="Source Sans 3" text-anchor="{}">{}</text>'
)


def test_pieces_of_text_stand_where_they_are_printed(press):
    """An independent reader of the file finds each word, labels in charts too, at its place."""
    words = (("start", "Begins"), ("middle", "Centred"), ("end", "Finishes"))
    labels = "".join(LABEL.format(40 + 10 * at, *each) for at, each in enumerate(words))
    proof = press.lay_out(document(FIRST.replace("</svg>", f"{labels}</svg>")), 2)
    content = press.print(proof, order())
    runs = {run.text.strip(): run for run in proof.sheets[0].runs}
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


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_labels_of_a_chart_are_measured_as_matplotlib_does(press, align):
    """The place of a label read from the drawing is the one that the figure itself states."""
    style.use(Project.here().templates / "fonts")
    figure, plot = style.axes(60, 40, style.Margins(5, 5, 5, 5))
    plot.axis("off")
    words = ("Жылжымайтын мүлік", "23 332,0", "two\nlines")
    texts = [
        plot.text(0.5, at, word, ha=align, fontsize=7.3, weight=600)
        for at, word in zip((0.1, 0.5, 0.8), words, strict=True)
    ]
    drawing = style.svg(figure, "Three labels, 1 to 3.", "labels")
    drawn = re.sub(r"<svg .*</svg>", lambda _: str(drawing), FIRST, flags=re.S)
    sheet = press.lay_out(document(drawn), 2).sheets[0]
    chart = sheet.drawings[0]
    renderer = FigureCanvasAgg(figure).get_renderer()
    for text, word in zip(texts, words, strict=True):
        box = text.get_window_extent(renderer)
        scale = 25.4 / figure.dpi
        lines = [run.area for run in sheet.runs if run.text in word.split("\n")]
        assert len(lines) == word.count("\n") + 1
        assert min(area.left for area in lines) - chart.left == pytest.approx(
            box.x0 * scale, abs=0.5
        )
        assert max(area.right for area in lines) - chart.left == pytest.approx(
            box.x1 * scale, abs=0.5
        )
        assert min(area.top for area in lines) - chart.top == pytest.approx(
            40 - box.y1 * scale, abs=0.8
        )
