"""Bind what must not part at the end of a line in any language, as numbers and their nouns.

Works on text that is escaped already; what depends on the language is in its grammar.
"""

import re

NO_BREAK, JOINER = "\u00a0", "\u2060"

_DASH = re.compile(r" – (?=[−+]?[0-9])")
_SPAN = re.compile(r"([0-9])–(?=[0-9])")
_YEAR = re.compile(r"([0-9]{4}) (год|гг?\.|жыл)")
_NOUN = re.compile(r"(?<=[0-9]) (?=[^\W\d_]{4,14}\b)")
_SIGN = re.compile(r"(?<![\w])([A-Za-z]{1,3}²?) (&lt;|&gt;|[=≤≥]) (?=[−+]?[0-9])")
_EQUAL = re.compile(r"([=≤≥]) (?=[−+]?[0-9])")
_MINUS = re.compile(r"(?<=[A-Z]) − (?=[0-9])")
_INTERVAL = re.compile(r"\[[^\[\]]{3,24}\]")
_CODE = re.compile(r"(?<=[A-Z])-(?=[A-Z])")
_LAST = re.compile(r"(?<= )([^\s&;]{1,11}) ([^\s&;]{1,9})$")
"""Two short words that end a text of several."""


def bind(text: str) -> str:
    """Keep on one line what must not part at the end of a line in any language.

    A dash stays with what stands before it and with a number behind it, a number with its noun;
    so do the parts of an inequality, an interval, a span of years and a code, and two short words
    at the end.
    """
    # A line may end behind a dash even where a space that does not break follows it.
    text = _DASH.sub(f"{NO_BREAK}–{JOINER}{NO_BREAK}", text).replace(" – ", f"{NO_BREAK}– ")
    text = _SPAN.sub(rf"\1–{JOINER}", text)
    text = _YEAR.sub(rf"\1{NO_BREAK}\2", text)
    text = _SIGN.sub(rf"\1{NO_BREAK}\2{NO_BREAK}", text)
    text = _EQUAL.sub(rf"\1{NO_BREAK}", text)
    text = _MINUS.sub(f"{NO_BREAK}−{NO_BREAK}", text)
    text = _NOUN.sub(NO_BREAK, text)
    text = _CODE.sub(f"-{JOINER}", text)
    text = _INTERVAL.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
    return _LAST.sub(rf"\1{NO_BREAK}\2", text)
