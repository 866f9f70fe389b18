"""Move the blocks of laid-out pages down, in the boxes of the layout engine.

The boxes are not part of what the engine promises: the way back is
:func:`generator.printing.page_geometry.as_laid_out`.
"""

from itertools import pairwise
from typing import Any

from weasyprint import Document
from weasyprint.document import Page
from weasyprint.layout.background import layout_box_backgrounds

from generator.printing.filling.gap_growth import shifts
from generator.printing.page_geometry import MM

_Box = Any  # the layout engine has no type hints


def fill_pages(document: Document) -> Document:
    """Fill every page but the first and the last with the blocks that stand on it.

    The first has a layout of its own, and the last ends where the brief does.
    """
    for at, page in enumerate(document.pages[1:-1], 1):
        if _moved(page._page_box):
            document.pages[at] = Page(page._page_box)  # finds places and links anew
    return document


def _moved(page: _Box) -> bool:
    """Move the blocks of the sections on a page; say whether any was moved."""
    root = page.children[0]
    body = root.children[-1]
    blocks = [
        (section, block)
        for section in body.children
        for block in section.children
        if block.is_in_normal_flow() and block.height > 0
    ]
    if not blocks:
        return False
    ends = [(box.border_box_y(), box.border_box_y() + box.border_height()) for _, box in blocks]
    gaps = [0.0, *((lower[0] - upper[1]) * MM for upper, lower in pairwise(ends))]
    left = (page.content_box_y() + page.height - ends[-1][1]) * MM
    down = [each / MM for each in shifts(gaps, left)]
    if down[-1] <= 0:
        return False
    tops: dict[int, float] = {}
    for (section, block), distance in zip(blocks, down, strict=True):
        _move(page, block, distance)
        tops.setdefault(id(section), distance)
        section.height += distance - tops[id(section)]
    for section in body.children:
        section.position_y += tops.get(id(section), 0.0)
    for around in (body, root):
        around.height += down[-1]
    return True


def _move(page: _Box, block: _Box, distance: float) -> None:
    """Move a block with all that it holds; backgrounds are kept apart from their boxes."""
    block.translate(dy=distance)
    waiting = [block]
    while waiting:
        box = waiting.pop()
        if box.background is not None:
            layout_box_backgrounds(page, box, None, layout_children=False)
        waiting += [getattr(each, "_box", each) for each in box.all_children()]
