"""Compare what a finished file says, in the order of its tree, with what was laid out."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from generator.errors import Location, Problem
from generator.printing.inspection.content_checks import text_of
from generator.printing.inspection.page_content import PageContent
from generator.printing.page_geometry import PageGeometry
from generator.printing.pdf_reader import Finished
from generator.printing.pdf_reading.structure_reader import MarkPlace, ReadElement

_UNSEEN = re.compile(r"[\s\u00ad\u2010\u2060]")
"""Spaces, and hyphens that only break a line."""

SHOWN = 24
"""How many letters of a difference are named."""


def check_reading(
    finished: Finished,
    contents: Sequence[PageContent],
    sheets: Sequence[PageGeometry],
    place: Location,
) -> Iterator[Problem]:
    """Follow the text of the tree, page by page, beside the text of the pages as laid out.

    Both come from the same document by different ways: one through the marks, the tree and the
    fonts of the file, the other from the boxes before anything was drawn. So a section that is
    cut out of the tree, paragraphs in another order, and a font that says other letters than it
    shows are all found. Labels in drawings are passed over: what is read there is the description.

    Parameters
    ----------
    finished
        The file.
    contents
        What each of its pages draws.
    sheets
        The pages as they were laid out; of those that are not measured nothing can be said.
    place
        Its name, for messages.
    """
    if not all(sheet.measured for sheet in sheets):
        return
    read: list[list[str]] = [[] for _ in contents]
    last = 0
    for mark in (each for root in finished.structure.roots for each in _text_marks(root)):
        if not last <= mark.page < len(contents):
            slots = {"found": f"MCID {mark.number}", "expected": "–"}
            yield Problem("problem.reading_order", Location(place.file, last + 1), slots)
            return
        last = mark.page
        page = finished.sheets[last]
        read[last].append(text_of(page, contents[last], mark.number))
    for number, (texts, sheet) in enumerate(zip(read, sheets, strict=False), 1):
        yield from _same("".join(texts), sheet, Location(place.file, number))


def _same(read: str, sheet: PageGeometry, here: Location) -> Iterator[Problem]:
    """Compare the text of a page with the page as it was laid out."""
    found = _UNSEEN.sub("", read)
    laid_out = "".join(run.text for run in sheet.runs if not run.drawn)
    expected = _UNSEEN.sub("", laid_out).replace("\u2011", "-")
    if found != expected:
        at = _differs(found, expected)
        slots = {"found": found[at : at + SHOWN], "expected": expected[at : at + SHOWN]}
        yield Problem("problem.reading_order", here, slots)


def _text_marks(element: ReadElement) -> Iterator[MarkPlace]:
    """Yield the pieces of text below an element in reading order, without those of figures."""
    if element.role == "Figure":
        return
    for kid in element.kids:
        if isinstance(kid, MarkPlace):
            yield kid
        elif isinstance(kid, ReadElement):
            yield from _text_marks(kid)


def _differs(one: str, other: str) -> int:
    """Return where two texts begin to differ."""
    pairs = enumerate(zip_longest(one, other))
    return next((at for at, (left, right) in pairs if left != right), 0)
