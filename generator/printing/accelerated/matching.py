"""Which rules of the style sheets hold for an element: worked out once for all in the same place.

All briefs come from the same templates, so that most elements of a document stand where one of an
earlier document stood: same kind, same classes, below and behind the same ones. The engine tries
every selector again; here it is done once. See decision 0013.
"""

import itertools
from collections.abc import Callable
from functools import cache
from typing import Any

import cssselect2

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
