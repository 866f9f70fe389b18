"""Compute styles and used lengths once for all elements that share them.

WeasyPrint computes for each box what depends on its style alone, and cascades styles of notes for
each element of a document without notes. Each function here returns what one acceleration
replaces, see :mod:`generator.printing.accelerated.switching`; pages stay the same to the byte.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import weasyprint
from weasyprint import CSS, HTML, css, html
from weasyprint.css import computed_values, properties
from weasyprint.css.counters import CounterStyle
from weasyprint.css.functions import check_math
from weasyprint.layout import absolute, block, column, grid, inline, page, percent, table
from weasyprint.layout import float as floats

from generator.printing.accelerated.switching import Replacement

_LENGTHS = (
    "margin_left",
    "margin_right",
    "margin_top",
    "margin_bottom",
    "padding_left",
    "padding_right",
    "padding_top",
    "padding_bottom",
    "width",
    "min_width",
    "max_width",
    "height",
    "min_height",
    "max_height",
)
_BORDERS = (
    "border_top_width",
    "border_right_width",
    "border_bottom_width",
    "border_left_width",
)
# WeasyPrint has no type hints.
_Style = Any
_Box = Any
_Value = Any


def page_parser() -> list[Replacement]:
    """Read pages as XML, which they are: quicker than by the engine's own parser."""
    return [(weasyprint, "tinyhtml5", SimpleNamespace(parse=_parsed))]


def _parsed(file: Any, **_how: object) -> Element:  # noqa: ANN401 - text or bytes, as it comes
    return fromstring(file.read())


def element_styles() -> list[Replacement]:
    """Ask no element for what only forms, notes, directions and ruled tables have.

    The engine's own style sheet is read without its rules for them: no page has any.
    """
    rules = re.sub(r"(?m)^(::(footnote|note|marker)|.*\[(dir|rules)\b).*$", "", html.UA)
    plain = [CSS(string=rules, counter_style=CounterStyle())]
    return [(HTML, "_ua_stylesheets", lambda _page, forms=False: plain)]


_SPECIAL = frozenset({"page", "position", "float", "display"})
"""Properties whose value depends on more than the cascade."""


def _plain(names: Iterable[str]) -> Iterator[str]:
    return (
        name for name in names if name not in _SPECIAL and not name.startswith("text_decoration_")
    )


_INHERITED = frozenset(_plain(properties.INHERITED))
_INITIAL = {
    name: properties.INITIAL_VALUES[name]
    for name in _plain(properties.INITIAL_VALUES)
    if name not in properties.INHERITED and name not in properties.INITIAL_NOT_COMPUTED
}
_EDGES = {
    "border_top_style": "border_top_width",
    "border_right_style": "border_right_width",
    "border_bottom_style": "border_bottom_width",
    "border_left_style": "border_left_width",
    "outline_style": "outline_width",
}
"""Lines around a box that have no width unless they have a style."""
_LOGICAL = frozenset(
    find(block="ttb", inline=inline)
    for find in computed_values.PHYSICAL_FUNCTIONS.values()
    for inline in ("ltr", "rtl")
)
"""Names by which a margin or a size may also be set: ``margin_inline_start``."""


def initial_values() -> list[Replacement]:
    """Give each style its initial values at once, not one by one when they are missing."""
    first, anonymous = css.ComputedStyle.__init__, css.AnonymousStyle.__init__
    missing = css.ComputedStyle.__missing__

    def begin(style: _Style, parent: _Style, cascaded: dict[str, _Value], *more: _Value) -> None:
        if _LOGICAL.isdisjoint(cascaded):
            style.update(_INITIAL)
            style.update(dict.fromkeys(_EDGES.values(), 0))
            for name in cascaded:
                style.pop(name, None)
                style.pop(_EDGES.get(name), None)
        first(style, parent, cascaded, *more)

    def begin_anonymous(style: _Style, parent: _Style) -> None:
        style.update(_INITIAL)
        anonymous(style, parent)

    def find(style: _Style, name: str) -> _Value:
        parent = style.parent_style
        if name in _INHERITED and parent is not None and name not in style.cascaded:
            value = parent[name]
            if not check_math(value):
                style[name] = value
                return value
        return missing(style, name)

    return [
        (css.ComputedStyle, "__init__", begin),
        (css.ComputedStyle, "__missing__", find),
        (css.AnonymousStyle, "__init__", begin_anonymous),
    ]


def used_lengths() -> list[Replacement]:
    """Resolve the lengths of a style once, where none is a part of what surrounds the box."""
    resolved = _resolved_once(percent.resolve_percentages)
    users = (absolute, block, column, floats, grid, inline, page, percent, table)
    return [(each, "resolve_percentages", resolved) for each in users]


def _resolved_once(resolve: Callable[..., None]) -> Callable[..., None]:
    def resolved(box: _Box, containing_block: _Value) -> None:
        style = box.style
        known = style.__dict__
        if not _settled(style):
            resolve(box, containing_block)
            return
        # Borders that collapsed were given to the cell before, and stay.
        given = style["border_collapse"] == "collapse" and hasattr(box, _BORDERS[0])
        place = "used_within_borders" if given else "used"
        if place in known:
            box.__dict__.update(known[place])
            return
        resolve(box, containing_block)
        if not given:
            known[place] = {name: getattr(box, name) for name in _LENGTHS + _BORDERS}
        elif style["box_sizing"] == "content-box":
            known[place] = {name: getattr(box, name) for name in _LENGTHS}

    return resolved


def _settled(style: _Style) -> bool:
    """Whether all lengths of a style are absolute or automatic."""
    known = style.__dict__
    if "settled" not in known:
        values = (style[name] for name in _LENGTHS)
        known["settled"] = all(
            value == "auto" or getattr(value, "unit", "%") != "%" for value in values
        )
    return bool(known["settled"])
