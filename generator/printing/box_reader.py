"""Reads from the boxes of the layout engine where everything stands.

The engine hands out boxes inside boxes, which are not part of what it promises: the way back is
:func:`generator.printing.page_geometry.unmeasured`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from generator.printing import page_geometry
from generator.printing.accelerated.switching import Replacement, laid_out_probe
from generator.printing.chart_svg import Chart
from generator.printing.filling.block_moves import fill_pages
from generator.printing.page_geometry import (
    ASCENT,
    DESCENT,
    MM,
    Area,
    PageGeometry,
    TextRun,
)

HEADINGS = {f"h{level}": level for level in range(1, 7)}


def box_route() -> list[Replacement]:
    """Read the boxes of pages, and move them."""
    return [(page_geometry, "page_geometries", read_boxes), (page_geometry, "filled", fill_pages)]


def words_read() -> bool:
    """Lay out a small page, and say whether its words are where they should be, if read at all."""
    (sheet,) = page_geometry.page_geometries(laid_out_probe(), {})
    heads = [run for run in sheet.runs if run.level]
    return not sheet.measured or (
        [run.text for run in heads] == ["Probe 2025: AVA"]
        and sheet.margin_text == "1/1"
        and all(run.area.beyond(sheet.area) < 1 for run in sheet.runs)
        and "To: 23 332.0" in " ".join(run.text for run in sheet.runs)
    )


def read_boxes(document: Document, charts: Mapping[str, Chart]) -> tuple[PageGeometry, ...]:
    """Describe every page of a laid-out document, with its charts by their address."""
    return tuple(_sheet(page, charts) for page in document.pages)


def _sheet(
    page: Any,  # noqa: ANN401 - the layout engine has no type hints
    charts: Mapping[str, Chart],
) -> PageGeometry:
    root = page._page_box
    paper = Area(0, 0, page.width * MM, page.height * MM)
    inner = _content(root)
    body = _Collected(charts)
    words: list[str] = []
    for child in root.children:
        if isinstance(child, boxes.MarginBox):
            margin = _Collected(charts)
            margin.collect(child, paper)
            words.extend(run.text for run in margin.runs)
        else:
            body.collect(child, inner)
    return PageGeometry(
        inner,
        tuple(body.runs),
        tuple(body.drawings),
        " ".join(words),
        frozenset(page.anchors),
    )


class _Collected:
    """Texts and drawings found in boxes."""

    def __init__(self, charts: Mapping[str, Chart]) -> None:
        self._charts = charts
        self.runs: list[TextRun] = []
        self.drawings: list[Area] = []

    def collect(self, box: Any, room: Area, level: int = 0) -> None:  # noqa: ANN401 - as above
        """Walk down the boxes, narrowing the room that is left for text."""
        box = getattr(box, "_box", box)  # what is placed absolutely stands behind a placeholder
        level = HEADINGS.get(box.element_tag or "", level)
        if isinstance(box, boxes.TextBox):
            if box.text.strip():
                self.runs.append(TextRun(box.text, _letters(box), room, level))
            return
        if isinstance(box, boxes.ReplacedBox):
            self.drawings.append(_content(box))
            chart = self._charts.get(box.element.get("src", ""))
            if chart is not None:
                self.runs.extend(_labels(box, chart))
            return
        if isinstance(box, boxes.BlockContainerBox) and box.width > 0 and box.height > 0:
            room = room.within(_padding(box))
        for child in box.children:
            self.collect(child, room, level)


def _labels(box: Any, chart: Chart) -> Iterator[TextRun]:  # noqa: ANN401 - as above
    """Texts of a chart, which is one box for the engine: their place is in the drawing itself."""
    frame = _content(box)
    unit = (frame.right - frame.left) / chart.drawing.width
    for line in chart.placed_labels:
        size = line.label.size
        area = Area(
            frame.left + line.x * unit,
            frame.top + (line.base - ASCENT * size) * unit,
            frame.left + (line.x + line.width) * unit,
            frame.top + (line.base + DESCENT * size) * unit,
        )
        yield TextRun(line.text, area, frame, drawn=True)


def _letters(box: Any) -> Area:  # noqa: ANN401 - as above
    """Rectangle that the letters of a text cover, from its base line and its font size."""
    base, size = box.position_y + box.baseline, box.style["font_size"]
    return _area(box.position_x, base - ASCENT * size, box.width, (ASCENT + DESCENT) * size)


def _content(box: Any) -> Area:  # noqa: ANN401 - as above
    return _area(box.content_box_x(), box.content_box_y(), box.width, box.height)


def _padding(box: Any) -> Area:  # noqa: ANN401 - as above
    return _area(
        box.padding_box_x(), box.padding_box_y(), box.padding_width(), box.padding_height()
    )


def _area(left: float, top: float, width: float, height: float) -> Area:
    return Area(left * MM, top * MM, (left + width) * MM, (top + height) * MM)
