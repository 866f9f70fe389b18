"""The layout engine, spared what it would work out again for each box, line and element.

WeasyPrint computes for each box what depends on its style alone, measures a text as often as it
meets it, and cascades styles of notes for each element of a document without notes. Here it
remembers, and the pages stay the same to the byte: a test compares. This leans on the inside of
the engine, whose version is pinned; see decision 0013.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import cssselect2
from weasyprint import CSS, HTML, css, html
from weasyprint.css import computed_values, properties
from weasyprint.css.counters import CounterStyle
from weasyprint.css.functions import check_math
from weasyprint.layout import (
    absolute,
    block,
    column,
    grid,
    inline,
    page,
    percent,
    table,
)
from weasyprint.layout import float as floats
from weasyprint.text import line_break
from weasyprint.urls import URLFetcher

from generator.printing.accelerated.pdf_writer import store_quickly
from generator.printing.accelerated.text_cache import remember_lines

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


class Page(HTML):  # type: ignore[misc]  # WeasyPrint has no type hints
    """One document, which has to be well-formed XML: nothing in it is repaired.

    Raises
    ------
    ParseError
        If an element is not closed, or a reference not known.
    """

    def __init__(self, text: str, url_fetcher: URLFetcher) -> None:
        root: Element = fromstring(text)
        self.base_url = None
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, None)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: FBT001, FBT002 - the engine calls it so
        """Say what elements look like by themselves; a brief has neither forms nor notes."""
        del forms
        return [_plain_elements()]


@cache
def _plain_elements() -> CSS:
    """Read the engine's own style sheet without what it would ask every element in vain.

    That are its rules for notes, and for attributes that no page of the house has.
    """
    rules = re.sub(r"(?m)^(::(footnote|note|marker)|.*\[(dir|rules)\b).*$", "", html.UA)
    return CSS(string=rules, counter_style=CounterStyle())


@cache
def remember() -> None:
    """Teach the engine, for the rest of this process, to remember what it worked out."""
    store_quickly()
    match_once()
    _begin_with_initial_values()
    resolved = _resolved_once(percent.resolve_percentages)
    for each in (absolute, block, column, floats, grid, inline, page, percent, table):
        each.resolve_percentages = resolved
    line_break.strut = inline.strut = _strut_once(line_break.strut)
    remember_lines()


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


def _begin_with_initial_values() -> None:
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

    css.ComputedStyle.__init__ = begin
    css.ComputedStyle.__missing__ = find
    css.AnonymousStyle.__init__ = begin_anonymous


def _resolved_once(resolve: Callable[..., None]) -> Callable[..., None]:
    """Resolve the lengths of a style once, where none is a part of what surrounds the box."""

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


def _strut_once(measure: Callable[[_Style], _Value]) -> Callable[[_Style], _Value]:
    """Measure the height of a style's line once."""

    def measured(style: _Style) -> _Value:
        known = style.__dict__
        if "strut" not in known:
            known["strut"] = measure(style)
        return known["strut"]

    return measured


PLACES = 20_000
"""How many places to remember; then all are forgotten."""
UNASKED = frozenset({"alt", "content", "href", "src", "style"})
"""Attributes whose values no selector of the house or the engine asks for: of these, the name
counts."""
LATER = frozenset(
    {
        "last-child",
        "last-of-type",
        "only-child",
        "only-of-type",
        "empty",
        "has",
        "nth-last-child",
        "nth-last-of-type",
    }
)
"""What a selector may not depend on: what stands behind an element or inside it."""
# Cssselect2 has no type hints.
_Element = Any
_Matcher = Any
_places: dict[tuple[object, ...], int] = {}
_numbers = itertools.count()


@cache
def match_once() -> None:
    """Teach the engine, for the rest of this process, to match each place of a document once."""
    cssselect2.Matcher.match = _once(cssselect2.Matcher.match)


def _once(match: Callable[[_Matcher, _Element], list[Any]]) -> Callable[..., list[Any]]:
    def matched(matcher: _Matcher, element: _Element) -> list[Any]:
        known = matcher.__dict__.setdefault("matched_places", {})
        place = _place(element)
        if place not in known:
            if len(known) >= PLACES:
                known.clear()
            matching = match(matcher, element)
            rules = matcher.__dict__.setdefault("matched_rules", {})
            # Rules are numbered: one list for all places where the same ones hold.
            known[place] = rules.setdefault(tuple(rule[1] for rule in matching), matching)
        found: list[Any] = known[place]
        return found

    return matched


def _place(element: _Element) -> int:
    """Give a number to the place of an element: one for all that no selector could tell apart."""
    known = element.__dict__
    if "place" not in known:
        above, before = element.parent, element.previous
        node = element.etree_element
        key = (
            _place(above) if above is not None else None,
            _place(before) if before is not None else None,
            node.tag,
            *((name, "" if name in UNASKED else value) for name, value in node.items()),
        )
        if key not in _places:
            if len(_places) >= PLACES:
                _places.clear()  # numbers are not given twice, so that nothing is mixed up
            _places[key] = next(_numbers)
        known["place"] = _places[key]
    return int(known["place"])
