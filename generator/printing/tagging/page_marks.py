"""The marked pieces of a page: what is drawn in each, where, and whether it is read aloud.

The layout engine gives a number to each piece of text and each drawing of a page. Here a piece can
be taken out of what is read: it becomes an artifact, as ISO 14289-1, 7.1 and 7.8, asks of running
heads and feet and of decoration.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pydyf

_GLYPHS = re.compile(rb"<([0-9a-f]+)>")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text that is shown: its position in the operators, its font and its place."""

    at: int
    font: str
    x: float
    y: float


@dataclass(slots=True, eq=False)
class PageMark:
    """A marked piece of a page.

    Parameters
    ----------
    page
        Position of the page, from 0.
    at
        Position of its beginning in the operators of the page.
    stream
        The operators of the page.
    end
        Position of its end there.
    lines
        The lines of text in it.
    """

    page: int
    at: int
    stream: list[Any]
    end: int = 0
    lines: list[Line] = field(default_factory=list)

    @property
    def drawing(self) -> bool:
        """Whether it is a drawing and no text."""
        return bool(self.stream[self.at] == "/Figure")

    @property
    def number(self) -> int:
        """Number on its page by which the structure tree names it."""
        return int(self.stream[self.at + 1]["MCID"])

    @number.setter
    def number(self, number: int) -> None:
        self.stream[self.at + 1]["MCID"] = number

    def text(self, fonts: Mapping[str, Mapping[int, str]]) -> str:
        """Return what it says, by the letters of the glyphs of each font."""
        return "".join(
            fonts[line.font].get(glyph, "")
            for line in self.lines
            for glyph in glyphs(self.stream[line.at])
        )

    @property
    def height(self) -> float:
        """Where it begins, in CSS pixels from the top of its page."""
        if self.lines:
            return self.lines[0].y
        moves = (
            item
            for item in self.stream[self.at : self.end]
            if type(item) is bytes and item.endswith(b" cm")
        )
        return float(next(moves, b"1 0 0 1 0 0 cm").split()[5])

    def vanish(self) -> None:
        """Take the marking of an empty piece out of the page."""
        for at in (*range(self.at, self.at + 3), self.end):
            self.stream[at] = b""

    def become_artifact(self, subtype: str = "") -> None:
        """Leave it out of what is read: ``Header`` or ``Footer`` of a page, else decoration."""
        kind = (
            {"Type": "/Pagination", "Subtype": f"/{subtype}"} if subtype else {"Type": "/Layout"}
        )
        self.stream[self.at] = "/Artifact"
        self.stream[self.at + 1] = pydyf.Dictionary(kind)


def glyphs(shown: bytes) -> Iterator[int]:
    """Yield the numbers of the glyphs that an operator shows, four digits each."""
    for found in _GLYPHS.finditer(shown):
        digits = found.group(1)
        for start in range(0, len(digits), 4):
            yield int(digits[start : start + 4], 16)


def marks_of(page: int, stream: list[Any]) -> dict[int, PageMark]:
    """Find the marked pieces of a page.

    Parameters
    ----------
    page
        Position of the page, from 0.
    stream
        Its operators, as the engine gathered them.

    Returns
    -------
    dict
        The pieces by their numbers; empty for an empty page.
    """
    found: dict[int, PageMark] = {}
    opened: list[PageMark | None] = []
    font, place = "", (0.0, 0.0)
    for at, item in enumerate(stream):
        if type(item) is not bytes:
            continue
        if item in _BEGINS:
            opened.append(_begun(page, at - 2, stream) if item == b"BDC" else None)
        elif item == b"EMC":
            _end(opened.pop(), at, found)
        elif item.endswith(b" Tf"):
            font = item[1:].split()[0].decode()
        elif item.endswith(b" Tm"):
            place = _place(item)
        elif item.endswith(b" TJ"):
            _show(opened, Line(at, font, *place))
    return found


def _end(mark: PageMark | None, at: int, found: dict[int, PageMark]) -> None:
    if mark is not None:
        mark.end = at
        found[mark.number] = mark


def _show(opened: list[PageMark | None], line: Line) -> None:
    mark = opened[-1] if opened else None
    if mark is not None:
        mark.lines.append(line)


_BEGINS = (b"BDC", b"BMC")


def _begun(page: int, at: int, stream: list[Any]) -> PageMark | None:
    """Return the piece that begins here, unless it has no number."""
    return PageMark(page, at, stream) if "MCID" in stream[at + 1] else None


def _place(matrix: bytes) -> tuple[float, float]:
    values = matrix.split()
    return float(values[4]), float(values[5])
