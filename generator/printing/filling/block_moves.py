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
    blocks = _blocks(body)
    down = [each / MM for each in shifts(*_white(page, blocks))] if blocks else [0.0]
    if down[-1] <= 0:
        return False
    distances = {id(block): each for block, each in zip(blocks, down, strict=True)}
    for section in body.children:
        own = [distances[id(each)] for each in section.children if id(each) in distances]
        if own:
            section.position_y += own[0]
            section.height += own[-1] - own[0]
    for around in (body, root):
        around.height += down[-1]
    for block, distance in zip(blocks, down, strict=True):
        _move(page, block, distance)
    return True


def _blocks(body: _Box) -> list[_Box]:
    """Return the blocks that the sections on a page are made of, in order."""
    blocks = (block for section in body.children for block in section.children)
    return [each for each in blocks if each.is_in_normal_flow() and each.height > 0]


def _white(page: _Box, blocks: list[_Box]) -> tuple[list[float], float]:
    """Measure the gap above each block, and what is left below the last, in millimetres."""
    ends = [(box.border_box_y(), box.border_box_y() + box.border_height()) for box in blocks]
    gaps = [0.0, *((lower[0] - upper[1]) * MM for upper, lower in pairwise(ends))]
    return gaps, (page.content_box_y() + page.height - ends[-1][1]) * MM


def _move(page: _Box, block: _Box, distance: float) -> None:
    """Move a block with all that it holds; backgrounds are kept apart from their boxes."""
    block.translate(dy=distance)
    waiting = [block]
    while waiting:
        box = waiting.pop()
        if box.background is not None:
            layout_box_backgrounds(page, box, None, layout_children=False)
        waiting += [getattr(each, "_box", each) for each in box.all_children()]
