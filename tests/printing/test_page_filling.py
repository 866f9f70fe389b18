"""What is left of a page is spread over its gaps, and everything on it moves as a whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.printing.filling.gap_growth import MOST, WIDE, shifts
from tests.small_brief import FIRST, brief_document, document

GAPS = st.lists(st.floats(0, 20), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("gaps", "left", "down"),
    [
        ([0.0, 4.0, 8.0], 6.0, [0.0, 2.0, 6.0]),
        ([0.0, 2.0, 4.0], 3.0, [0.0, 0.0, 3.0]),
        ([0.0, 4.0, 4.0], 100.0, [0.0, 4.0 * MOST, 8.0 * MOST]),
        ([0.0, 2.0], 30.0, [0.0, 0.0]),
        ([0.0, 4.0], -1.0, [0.0, 0.0]),
    ],
)
def test_wide_gaps_grow_in_proportion(gaps, left, down):
    """Narrow ones stay as they are, and no gap grows without end."""
    assert shifts(gaps, left) == pytest.approx(down)


@given(GAPS, st.floats(-10, 300))
def test_nothing_moves_up_or_off_the_page(gaps, left):
    """Blocks keep their order, and the last one stays on the page."""
    down = shifts(gaps, left)
    assert down == sorted(down)
    assert down[-1] <= max(left, 0.0) + 1e-9
    grown = [after - before for before, after in zip([0.0, *down], down, strict=False)]
    assert all(each <= MOST * gap + 1e-9 for each, gap in zip(grown, gaps, strict=True))
    assert all(each == 0 for each, gap in zip(grown, gaps, strict=True) if gap < WIDE)


def sections(*heights):
    """Sections of one block each, so high in millimetres, with a mark of colour in each."""
    mark = '<i style="display: inline-block; width: 2mm; height: 2mm; background: red"></i>'
    return "".join(
        f'<section class="page" id="s{at}"><div style="height: {height}mm; break-inside: avoid">'
        f"<p>Section {at} {mark}</p></div></section>"
        for at, height in enumerate(heights)
    )


def laid_out(printer, *heights):
    """A brief with these sections behind its first page."""
    return printer.lay_out(brief_document(document(FIRST, sections(*heights)))).document


def boxes_of(box):
    """All boxes inside a box."""
    for each in box.all_children():
        inner = getattr(each, "_box", each)
        yield inner
        yield from boxes_of(inner)


def test_a_page_before_the_last_is_filled(printer):
    """Its anchors, texts and coloured marks move down together; the last page stays as it was."""
    filled = laid_out(printer, 60, 60, 110, 60).pages[1:]
    assert len(filled) == 2
    page, last = filled
    tops = [page.anchors[f"s{at}"][1] for at in range(3)]
    apart = [below - above for above, below in pairwise(tops)]
    assert all(each > (60 + 8) * 96 / 25.4 for each in apart)
    assert last.anchors["s3"][1] == pytest.approx(page.anchors["s0"][1], abs=0.1)
    marks = [box for box in boxes_of(page._page_box) if box.element_tag == "i"]
    assert len(marks) == 3
    for mark in marks:
        assert mark.background.layers[-1].painting_area[:2] == pytest.approx(
            (mark.position_x, mark.position_y), abs=0.5
        )


def test_a_page_keeps_its_room_for_text(printer):
    """Sections grow with what they hold, so that no text seems to stick out of them."""
    page = laid_out(printer, 60, 60, 110, 60).pages[1]._page_box
    body = page.children[0].children[-1]
    for section in body.children:
        lowest = max(each.position_y + each.margin_height() for each in section.children)
        assert section.position_y + section.margin_height() >= lowest - 0.1
