"""Measure, break and draw a line of text once for all lines that are set alike.

The same words are set the same way over and over, in one brief and in the next. The engine shapes
a line when it lays out a page, and again when it draws it. See decision 0013.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

from weasyprint import draw
from weasyprint.draw import text as engine_text
from weasyprint.layout import inline, preferred
from weasyprint.matrix import Matrix

from generator.printing.accelerated.switching import Replacement

LINES = 8000
"""How many measured and how many drawn lines to remember, for each set of fonts."""

MEASURED_BY = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "line_height",
    "overflow_wrap",
    "tab_size",
    "white_space",
    "word_break",
    "word_spacing",
)
DECORATION = "text_decoration_line"
"""All properties that the engine asks for when it measures or breaks a line; this one is a set."""

# WeasyPrint has no type hints.
_Style = Any
_Box = Any
_Value = Any
_Layout = Any
_Stream = Any
_Font = Any


def lines() -> list[Replacement]:
    """Shape lines that are set alike once, in this and later documents."""
    measured = _measured_once(inline.split_first_line)
    return [
        (inline, "split_first_line", measured),
        (preferred, "split_first_line", measured),
        (draw, "draw_text", _drawn_once(draw.draw_text)),
        (_memory, "on", True),
    ]


_memory = SimpleNamespace(on=False)


def _measured_once(split: Callable[..., _Value]) -> Callable[..., _Value]:
    """Measure and break a text once for all that are set alike, in this and later documents."""

    def measured(text: str, style: _Style, *how: _Value, **more: _Value) -> _Value:
        fonts = style.font_config.__dict__
        lines = fonts.setdefault("measured_lines", {})
        # The first of the rest is the document, which decides nothing.
        key = (text, look(style), how[1:], *more.items())
        if key not in lines:
            if len(lines) >= LINES:
                lines.clear()
            lines[key] = split(text, style, *how, **more)
        layout, *rest = lines[key]
        return _copied(layout), *rest

    return measured


_measured_by = itemgetter(*MEASURED_BY)


def look(style: _Style) -> int:
    """Give a number to what decides how a text is set: one for all styles that set it alike."""
    known = style.__dict__
    if "look" not in known:
        looks = style.font_config.__dict__.setdefault("looks", {})
        key = (*_measured_by(style), frozenset(style[DECORATION]))
        known["look"] = looks.setdefault(key, len(looks))
    return int(known["look"])


def _copied(layout: _Layout) -> _Layout:
    """Copy a layout: the engine fills its own with what only lives while it is drawn."""
    copy = object.__new__(type(layout))
    copy.__dict__.update(layout.__dict__)
    return copy


@dataclass(frozen=True, slots=True)
class _Drawn:
    """How a line is drawn: calls of the stream, and what its fonts have to know for it.

    ``glyphs`` are, by the engine's key of a font, the numbers of its glyphs in the order in which
    they come, each with its letters and its width.
    """

    calls: tuple[tuple[str, tuple[_Value, ...]], ...]
    glyphs: tuple[tuple[int, tuple[tuple[int, str, int], ...]], ...]

    def fits(self, stream: _Stream) -> bool:
        """Whether a document has the fonts, with the same widths where it knows the glyphs.

        Widths are rounded at the size at which a document first needs a glyph; distances between
        letters follow from them.
        """
        fonts = stream._fonts
        for key, glyphs in self.glyphs:
            if key not in fonts:
                return False
            widths = fonts[key].widths
            if any(widths.get(glyph, width) != width for glyph, _, width in glyphs):
                return False
        return True

    def show(self, stream: _Stream) -> None:
        """Draw the line."""
        for key, glyphs in self.glyphs:
            font = stream._fonts[key]
            for glyph, letters, width in glyphs:
                font.to_unicode.setdefault(glyph, letters)
                font.widths.setdefault(glyph, width)
        for name, values in self.calls:
            getattr(stream, name)(*values)


class _Listener:
    """Stands in for a stream: notes how a line is drawn, with fonts that know nothing yet."""

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream
        self._fonts: dict[int, _Font] = {}
        self.calls: list[tuple[str, tuple[_Value, ...]]] = []
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect

    def add_font(self, pango_font: object) -> tuple[_Font, float]:
        font, size = self._stream.add_font(pango_font)
        known = self._stream._fonts
        key = next(key for key, each in known.items() if each is font)
        blank = SimpleNamespace(**{**font.__dict__, "widths": {}, "to_unicode": {}})
        blank.get_unused_glyph_id = font.get_unused_glyph_id
        return self._fonts.setdefault(key, blank), size

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *values: self.calls.append((name, values))

    def heard(self) -> _Drawn | None:
        """Return what was drawn, without the place of the line.

        ``None`` if a font lacks a letter: the engine has to warn of it in every document. Also for
        a line too small to be drawn, which has not even a place.
        """
        if not self.calls or any(
            glyph >= font.glyph_count for font in self._fonts.values() for glyph in font.widths
        ):
            return None
        glyphs = tuple(
            (
                key,
                tuple(_one((glyph, letters, font.widths[glyph])) for glyph, letters in each),
            )
            for key, font in self._fonts.items()
            if (each := font.to_unicode.items())
        )
        return _Drawn(tuple(map(_one, self.calls[1:])), glyphs)


_ones: dict[tuple[_Value, ...], tuple[_Value, ...]] = {}


def _one(values: tuple[_Value, ...]) -> tuple[_Value, ...]:
    """Keep equal values once: thousands of lines share some hundred glyphs and a few sizes."""
    return _ones.setdefault(values, values) if values[0] != "show_text" else values


def draw_line(stream: _Stream, box: _Box, matrix: Matrix) -> list[_Value]:
    """Draw a line of text at its place, shaped before if one like it was drawn.

    Parameters
    ----------
    stream
        A page, or a part of one, in which a text has begun.
    box
        A text, its layout and its style.
    matrix
        Place of the line.

    Returns
    -------
    list
        Pictures among the letters, which the engine draws on top of the text; usually none.
    """
    if not _memory.on:
        return _shape(stream, box, matrix)
    layout, style = box.pango_layout, box.style
    lines = style.font_config.__dict__.setdefault("drawn_lines", {})
    key = (layout.text, look(style), layout.justification_spacing)
    if key not in lines:
        if len(lines) >= LINES:
            lines.clear()
            _ones.clear()
        lines[key] = _heard(stream, box, matrix)
    drawn = lines[key]
    if drawn is None or not drawn.fits(stream):
        return _shape(stream, box, matrix)
    stream.set_text_matrix(*matrix.values)
    drawn.show(stream)
    return []


def _heard(stream: _Stream, box: _Box, matrix: Matrix) -> _Drawn | None:
    """Listen to how a line is drawn, without a word: it may have to be drawn again."""
    listener = _Listener(stream)
    engine_text.LOGGER.disabled = True
    try:
        emojis = _shape(listener, box, matrix)
    finally:
        engine_text.LOGGER.disabled = False
    return None if emojis else listener.heard()


def _shape(stream: _Stream, box: _Box, matrix: Matrix) -> list[_Value]:
    """Let the engine shape and draw a line; pictures among its letters are returned."""
    box.pango_layout.reactivate(box.style)
    emojis: list[_Value] = engine_text.draw_first_line(stream, box, "clip", "none", matrix)
    box.pango_layout.deactivate()
    return emojis


def _drawn_once(draw_text: Callable[..., None]) -> Callable[..., None]:
    """Draw a plain line from memory; an ellipsis or a decoration is left to the engine."""

    def drawn(
        stream: _Stream, box: _Box, offset: float, overflow: str, ellipsis: str = "none"
    ) -> None:
        style = box.style
        plain = (overflow, ellipsis, style["visibility"]) == ("clip", "none", "visible")
        if not plain or style[DECORATION] != "none" or not box.text.strip():
            draw_text(stream, box, offset, overflow, ellipsis)
            return
        stream.set_color(style["color"])
        stream.begin_text()
        x, y = box.position_x, box.position_y + box.baseline
        emojis = draw_line(stream, box, Matrix(d=-1, e=x, f=y))
        stream.end_text()
        engine_text.draw_emojis(stream, style, x, y, emojis)

    return drawn
