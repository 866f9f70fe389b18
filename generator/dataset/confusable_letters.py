"""Codes that only look like known ones: a Cyrillic letter or a typographic dash inside."""

import unicodedata
from collections.abc import Collection

from generator.errors import Problem
from generator.text_checks import code_point

_LATIN = {
    0x0410: "A",
    0x0412: "B",
    0x0415: "E",
    0x0405: "S",
    0x041A: "K",
    0x041C: "M",
    0x041D: "H",
    0x041E: "O",
    0x0420: "P",
    0x0421: "C",
    0x0422: "T",
    0x0425: "X",
    0x0406: "I",
    0x0430: "a",
    0x0435: "e",
    0x043E: "o",
    0x0440: "p",
    0x0441: "c",
    0x0443: "y",
    0x0445: "x",
    0x0456: "i",
    0x0455: "s",
    0x2010: "-",
    0x2011: "-",
    0x2012: "-",
    0x2013: "-",
    0x2212: "-",
}
"""Cyrillic letters and typographic dashes, and the Latin ones that they look like."""


def unknown_code(cell: str, known: Collection[str], key: str) -> Problem:
    """Tell that a code is not known; name the letter if it only looks like a known one.

    Parameters
    ----------
    cell
        The code as written.
    known
        The codes that may stand there.
    key
        Message for a code that does not even look like a known one.
    """
    expected = ", ".join(filter(None, known))
    strange = next((each for each in cell if not each.isascii()), None)
    if strange is None:
        return Problem(key, slots={"found": cell, "expected": expected})
    meant = unicodedata.normalize("NFKC", cell).translate(_LATIN).strip()
    slots = {
        "found": cell,
        "code_point": code_point(strange),
        "expected": meant if meant in known else expected,
    }
    return Problem("problem.look_alike", slots=slots)
