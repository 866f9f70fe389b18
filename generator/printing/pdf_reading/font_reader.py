"""The fonts of a finished PDF: what their glyphs say, and how wide the file and the font are.

A font program is a TrueType font (ISO/IEC 14496-22); of its tables only those are read that say
how many glyphs it has and how far each advances.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from struct import error, unpack_from

import pikepdf

_SAYS = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")


@dataclass(frozen=True, slots=True)
class FontTables:
    """One font as the pages use it.

    Parameters
    ----------
    names
        Names of the font, of its glyphs and in its description: one and the same.
    letters
        What each code says; empty where the file does not tell.
    widths
        Width of each code in the file, in thousandths of the size.
    advances
        Width of each code that says something, in the font program; those that it has no glyph
        for are missing.
    outlined
        Whether codes are mapped to glyphs, as embedded fonts need (ISO 32000-1, Table 117).
    """

    names: tuple[str, ...]
    letters: Mapping[int, str]
    widths: Mapping[int, float]
    advances: Mapping[int, float]
    outlined: bool


def read_fonts(page: pikepdf.Object) -> dict[str, FontTables]:
    """Read the composite fonts of a page, by the names that it has for them."""
    resources = page.get("/Resources", pikepdf.Dictionary())
    fonts = resources.get("/Font", pikepdf.Dictionary())
    return {name[1:]: _tables(font) for name, font in fonts.items() if "/DescendantFonts" in font}


def _tables(font: pikepdf.Object) -> FontTables:
    descendant = font.DescendantFonts[0]
    described = descendant.get("/FontDescriptor", pikepdf.Dictionary())
    letters = dict(_letters(font.get("/ToUnicode")))
    mapped = descendant.get("/CIDToGIDMap")
    return FontTables(
        (
            str(font.get("/BaseFont")),
            str(descendant.get("/BaseFont")),
            str(described.get("/FontName")),
        ),
        letters,
        dict(_widths(descendant.get("/W", pikepdf.Array()))),
        dict(_advances(described.get("/FontFile2"), mapped, letters)),
        mapped == "/Identity" or isinstance(mapped, pikepdf.Stream),
    )


def _letters(said: pikepdf.Object | None) -> Iterator[tuple[int, str]]:
    if not isinstance(said, pikepdf.Stream):
        return
    _, _, listed = said.read_bytes().partition(b"endcodespacerange")
    for code, text in _SAYS.findall(listed):
        yield int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be", "replace")


def _widths(listed: pikepdf.Object) -> Iterator[tuple[int, float]]:
    """Yield widths from lists that follow the first code of each (ISO 32000-1, 9.7.4.3)."""
    entries = list(listed)
    for first, widths in zip(entries[::2], entries[1::2], strict=False):
        if isinstance(widths, pikepdf.Array):
            for step, width in enumerate(widths):
                yield int(first) + step, float(width)


def _advances(
    program: pikepdf.Object | None, mapped: pikepdf.Object | None, codes: Mapping[int, str]
) -> Iterator[tuple[int, float]]:
    """Yield the width of each code's glyph in the font program, in thousandths of the size."""
    if not isinstance(program, pikepdf.Stream):
        return
    glyphs = mapped.read_bytes() if isinstance(mapped, pikepdf.Stream) else None
    try:
        metrics = _Metrics(program.read_bytes())
        for code in codes:
            glyph = code if glyphs is None else unpack_from(">H", glyphs, 2 * code)[0]
            if 0 < glyph < metrics.count:
                yield code, metrics.advance(glyph)
    except (error, KeyError, ZeroDivisionError, pikepdf.PdfError):
        return


class _Metrics:
    """How far the glyphs of a TrueType font advance."""

    def __init__(self, content: bytes) -> None:
        (tables,) = unpack_from(">H", content, 4)
        places = {}
        for number in range(tables):
            tag, _, start, _ = unpack_from(">4sLLL", content, 12 + 16 * number)
            places[tag] = start
        self._content = content
        self._widths = places[b"hmtx"]
        (self._units,) = unpack_from(">H", content, places[b"head"] + 18)
        (self._listed,) = unpack_from(">H", content, places[b"hhea"] + 34)
        (self.count,) = unpack_from(">H", content, places[b"maxp"] + 4)

    def advance(self, glyph: int) -> float:
        """Return the width of a glyph; the last one listed holds for all that follow."""
        at = self._widths + 4 * min(glyph, self._listed - 1)
        (width,) = unpack_from(">H", self._content, at)
        return float(width) * 1000 / float(self._units)
