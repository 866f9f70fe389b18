"""What the glyphs of a file say when its text is read, searched or copied.

A font has one glyph for both kinds of spaces, and one for all kinds of hyphens; the engine notes
for each the first that it met. Text that is copied should have plain spaces, and a hyphen that
only breaks a line is a soft one (ISO 32000-1, 14.8.2.2.3).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import floor
from typing import Any

import pydyf

from generator.printing.tagging.page_marks import Line, PageMark
from generator.printing.tagging.structure_tree import referred

BREAKING = "\u2010"
"""Hyphen that the style sheets put where a word is broken; nothing else is written with it."""

PLAIN = {"\u00a0": " ", "\u202f": " ", BREAKING: "-", "\u2011": "-", "\u00ad": "-"}
"""Letters of one glyph, by what they are read as."""

UNSAID = str.maketrans({"\u2060": None, "\u00ad": None, "\u00a0": " ", "\u202f": " "})
"""What only holds a line together, or breaks it, and is not said."""

_SAYS = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")

Place = tuple[int, int, int]
"""Page, from 0, and place on it in tenths of a CSS pixel, rounded."""

# Pydyf has no type hints.
_File = Any


class FontLetters:
    """The letters of one font of a file, by its glyphs."""

    def __init__(self, file: _File, font: bytes) -> None:
        self._file = file
        self._font = referred(file, font)
        self._map = referred(file, self._font["ToUnicode"]).stream
        self._descendant = referred(file, self._font["DescendantFonts"][0])
        self.letters: dict[int, str] = {}
        for at in range(self._map.index(b"endcodespacerange"), len(self._map)):
            said = _SAYS.fullmatch(self._map[at])
            if said:
                self._read(at, int(said[1], 16), bytes.fromhex(said[2].decode()))
        self._soft = 0

    def _read(self, at: int, glyph: int, written: bytes) -> None:
        letters = written.decode("utf-16-be")
        plain = "".join(PLAIN.get(letter, letter) for letter in letters)
        self.letters[glyph] = plain
        if plain != letters:
            self._map[at] = _said(glyph, plain)

    def name(self) -> None:
        """Take the comma from a name that ends in one: it stood before the weight."""
        described = referred(self._file, self._descendant["FontDescriptor"])
        name = self._font["BaseFont"].rstrip(b",")
        self._font["BaseFont"] = self._descendant["BaseFont"] = described["FontName"] = name

    def soft_hyphen(self, hyphen: int) -> int:
        """Return the number of a glyph that looks like the hyphen and is a soft one.

        The first number that the file does not use becomes a second one for the same outline.
        """
        if self._soft:
            return self._soft
        self._soft = next(code for code in range(1, 65536) if code not in self.letters)
        codes = [*self.letters, self._soft]
        glyphs = bytearray(2 * (max(codes) + 1))
        for code in codes:
            glyph = hyphen if code == self._soft else code
            glyphs[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
        outlines = pydyf.Stream([bytes(glyphs)], compress=True)
        self._file.add_object(outlines)
        self._descendant["CIDToGIDMap"] = outlines.reference
        self._descendant["W"].extend((self._soft, pydyf.Array([self._width(hyphen)])))
        end = self._map.index(b"endcmap")
        self._map[end:end] = [b"1 beginbfchar", _said(self._soft, "\u00ad"), b"endbfchar"]
        return self._soft

    def _width(self, glyph: int) -> float:
        """Return the width of a glyph, from the lists that begin with the first glyph of each."""
        listed = self._descendant["W"]
        for first, widths in zip(listed[::2], listed[1::2], strict=True):
            if first <= glyph < first + len(widths):
                return float(widths[glyph - first])
        raise KeyError(glyph)


def _said(glyph: int, letters: str) -> bytes:
    return f"<{glyph:04x}> <{letters.encode('utf-16-be').hex()}>".encode()


def fonts_of(file: _File) -> dict[str, FontLetters]:
    """Return the letters of all fonts of a file, by the names that its pages have for them."""
    resources = referred(file, referred(file, file.page_references[0])["Resources"])
    fonts = referred(file, resources["Font"])
    return {name: FontLetters(file, font) for name, font in fonts.items()}


def soften(
    pages: Sequence[Mapping[int, PageMark]],
    fonts: Mapping[str, FontLetters],
    breaks: frozenset[Place],
) -> None:
    """Make the last hyphen of each line at which a word is broken a soft one.

    Parameters
    ----------
    pages
        Marked pieces of each page.
    fonts
        Letters of the fonts.
    breaks
        Places of the lines that end within a word.
    """
    for number, marks in enumerate(pages):
        for mark in marks.values():
            if mark.lines and place(number, mark.lines[0].x, mark.lines[0].y) in breaks:
                _soften(mark.stream, mark.lines[-1], fonts)


def place(page: int, x: float, y: float) -> Place:
    """Return a place on a page."""
    return page, round(x * 10), round(y * 10)


def places_around(page: int, x: float, y: float) -> Iterator[Place]:
    """Yield all that a place is rounded to when it is known a little less exactly."""
    for across in (floor(x * 10), floor(x * 10) + 1):
        for along in (floor(y * 10), floor(y * 10) + 1):
            yield page, across, along


def _soften(stream: list[Any], line: Line, fonts: Mapping[str, FontLetters]) -> None:
    shown = stream[line.at]
    *_, last = re.finditer(rb"([0-9a-f]{4})>", shown)
    font = fonts[line.font]
    hyphen = int(last[1], 16)
    if font.letters.get(hyphen) == "-":
        soft = b"%04x" % font.soft_hyphen(hyphen)
        stream[line.at] = shown[: last.start(1)] + soft + shown[last.end(1) :]


def say_plainly(texts: Iterable[pydyf.String]) -> None:
    """Take out of names and descriptions what is not said, and make their spaces plain."""
    for text in texts:
        text.string = text.string.translate(UNSAID)
