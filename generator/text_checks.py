"""Check written text: scripts of its letters, and characters that do not show.

A Latin c in a Russian word looks right on paper and breaks every search, and a zero-width or
bidirectional character can hide anything. Neither is refused for what it says, only for what it
is: words wholly in one script (GDP, PDF, an address) are welcome in any text.
"""

import re
import unicodedata
from functools import lru_cache

LATIN, CYRILLIC = "LATIN", "CYRILLIC"
"""Scripts of the languages, as Unicode names them."""

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffd\ud800-\uf8ff\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
"""Control, format, private and invisible characters; also U+202F, which most fonts lack."""

LONE_LOOK_ALIKES = frozenset("aceioxy")
"""Latin letters that, alone among Cyrillic words, are a misprint for а, с, е, і, о, х, у."""

_WORD = re.compile(r"[^\W\d_]+")


def code_point(character: str) -> str:
    """Name a character that does not show: its number and Unicode name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def hidden_character(text: str) -> str:
    """Return the first character of a text that does not show; empty if all do."""
    found = HIDDEN.search(text)
    return found.group() if found else ""


def mixed_word(text: str) -> str:
    """Return the first word whose letters belong to more than one script; empty if none does.

    Examples
    --------
    >>> mixed_word("GDP өсті"), mixed_word("pегион")
    ('', 'pегион')
    """
    return next((word for word in _WORD.findall(text) if len(scripts(word)) > 1), "")


def misprint(text: str, script: str) -> str:
    """Return the first word that cannot be meant in a text of one script; empty if there is none.

    Parameters
    ----------
    text
        Words of one language.
    script
        Script of its words, one of :data:`LATIN` and :data:`CYRILLIC`. Latin words may stand in
        a Cyrillic text, but not a Latin letter that only looks like a Cyrillic word; Cyrillic
        words may not stand in a Latin text.
    """
    mixed = mixed_word(text)
    if mixed:
        return mixed
    if script == CYRILLIC:
        return next((word for word in _WORD.findall(text) if word in LONE_LOOK_ALIKES), "")
    return next((word for word in _WORD.findall(text) if CYRILLIC in scripts(word)), "")


def scripts(word: str) -> frozenset[str]:
    """Scripts of the letters of a word, as Unicode names them; symbols have none."""
    if word.isascii():
        return frozenset({LATIN})
    return frozenset(name for name in map(_script, word) if name in _SCRIPTS)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """First word of a letter's Unicode name: its script, if it has one."""
    return unicodedata.name(letter, "").partition(" ")[0]


_SCRIPTS = frozenset({LATIN, CYRILLIC, "GREEK", "ARMENIAN"})
"""Scripts whose letters look like one another."""
