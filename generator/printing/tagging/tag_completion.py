"""Complete the tags of a file before it is written: the letter of ISO 14289-1.

The layout engine sees to what PDF/A asks for. What it leaves out is added here: margins become
artifacts, figures follow their captions, cells know all their headers, and text is plain.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

from generator.printing.page_geometry import MM, PageGeometry
from generator.printing.tagging import letters, reading_order
from generator.printing.tagging.structure_tree import (
    StructureTree,
    put_together,
    referred,
    taken_apart,
)
from generator.printing.tagging.table_headers import head_cells

PIXEL = 0.75
"""Points in a CSS pixel."""

# Pydyf has no type hints.
_File = Any


def complete_tags(file: _File, sheets: Sequence[PageGeometry], titles: Mapping[str, str]) -> None:
    """Complete the tags of a file that is about to be written.

    Parameters
    ----------
    file
        The engine's objects.
    sheets
        Its pages as they were laid out; lines that break a word are known only where they are
        measured.
    titles
        Titles of the sections, by their places, to describe the links to them.
    """
    tree = taken_apart(file)
    fonts = letters.fonts_of(file)
    texts = {name: font.letters for name, font in fonts.items()}
    _leave_out_margins(file, tree)
    reading_order.silence_cells(tree.document)
    reading_order.leave_out_empty(tree.document)
    reading_order.name_lists(tree.document, lambda mark: mark.text(texts))
    reading_order.pair_figures(tree.document)
    reading_order.flatten(tree.document)
    head_cells(tree.document)
    _place_figures(file, tree)
    put_together(file, tree)
    for font in fonts.values():
        font.name()
    letters.soften(tree.pages, fonts, frozenset(_breaks(sheets)))
    _name_links(file, titles)
    letters.say_plainly(_said(file))


def _leave_out_margins(file: _File, tree: StructureTree) -> None:
    """Make running heads and feet artifacts; the engine leaves them out of the tree as well."""
    read = set(tree.document.marks())
    for page, marks in zip(file.page_references, tree.pages, strict=True):
        middle = _height(file, page) / PIXEL / 2
        for mark in marks.values():
            if mark not in read:
                mark.become_artifact("Header" if mark.height < middle else "Footer")


def _height(file: _File, page: bytes) -> float:
    """Height of a page in points."""
    return float(referred(file, page)["MediaBox"][3])


def _place_figures(file: _File, tree: StructureTree) -> None:
    """Give the place of each figure in points from the bottom of its page, not in pixels."""
    for figure in tree.document.all("Figure"):
        height = _height(file, figure.page)
        left, top, right, bottom = (PIXEL * each for each in figure.attributes["BBox"])
        box = (left, height - bottom, right, height - top)
        figure.attributes["BBox"] = pydyf.Array(round(each, 3) for each in box)


def _breaks(sheets: Sequence[PageGeometry]) -> Iterator[letters.Place]:
    """Yield the places of lines that end within a word."""
    for number, sheet in enumerate(sheets):
        for run in sheet.runs:
            if run.text.endswith(letters.BREAKING):
                yield from letters.places_around(number, run.area.left / MM, run.base / MM)


def _name_links(file: _File, titles: Mapping[str, str]) -> None:
    """Describe each link by the title of the section it leads to; the engine uses its name."""
    for each in file.objects:
        if isinstance(each, dict) and each.get("Subtype") == "/Link" and "Dest" in each:
            each["Contents"].string = titles.get(each["Dest"].string, each["Dest"].string)


def _said(file: _File) -> Iterator[pydyf.String]:
    """Yield bookmarks, descriptions of links and figures, and the title."""
    for each in file.objects:
        if isinstance(each, dict):
            for key in ("Title", "Alt", "Contents"):
                if isinstance(each.get(key), pydyf.String):
                    yield each[key]
    if "Title" in file.info:
        yield file.info["Title"]
