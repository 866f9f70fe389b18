"""What a page of a finished file draws, and under which marks: read from its operators.

Operators are told apart by their form alone (ISO 32000-1, 7.8.2), so that what a page does is
found whoever wrote it. Numbers and paths are passed over: they decide nothing here.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from struct import unpack

ARTIFACT = -1
"""Number of a piece that is no part of what is read."""

_TOKEN = re.compile(
    rb"(?P<literal>\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))"
    rb"|(?P<properties><<(?:[^<>]|<[^<>]*>|<<[^<>]*>>)*>>)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|/(?P<name>[^\s<>\[\]()/%]+)"
    rb"|(?<![^\s\])>])(?P<operator>BDC|BMC|EMC|TJ|Tj|'|\"|Tf|Do|rg|RG|k|K|g|G|cs|CS|sh|BI|S|s"
    rb"|f\*?|F|B\*?|b\*?)(?![^\s\[(<])",
    re.DOTALL,
)
_MARK = re.compile(rb"/MCID\s+(\d+)")
_TEXT = frozenset((b"TJ", b"Tj", b"'", b'"'))
_PAINT = frozenset((b"S", b"s", b"f", b"f*", b"F", b"B", b"B*", b"b", b"b*", b"Do", b"sh", b"BI"))
_BEGIN = frozenset((b"BDC", b"BMC"))
_GREY = {b"g": "DeviceGray", b"G": "DeviceGray"}
_DEVICES = {b"rg": "DeviceRGB", b"RG": "DeviceRGB", b"k": "DeviceCMYK", b"K": "DeviceCMYK"} | _GREY


@dataclass(slots=True)
class PageContent:
    """What one page draws.

    Parameters
    ----------
    marks
        Tag of each marked piece by its number; how often each number begins is in ``begun``.
    shown
        Glyphs of each piece in order, each with the name of its font.
    loose
        Operators that draw outside every piece and artifact.
    broken
        Pieces inside other pieces, or ends without a beginning.
    colours
        Spaces of colours in use, as ``DeviceRGB``.
    """

    marks: dict[int, str] = field(default_factory=dict)
    begun: Counter[int] = field(default_factory=Counter)
    shown: dict[int, list[tuple[str, bytes]]] = field(default_factory=dict)
    loose: int = 0
    broken: int = 0
    colours: set[str] = field(default_factory=set)

    def count(self) -> dict[str, Counter[int]]:
        """Count how often the page shows each glyph of each font."""
        joined: dict[str, list[bytes]] = {}
        for pieces in self.shown.values():
            for font, shown in pieces:
                joined.setdefault(font, []).append(shown)
        return {font: Counter(glyphs(b"".join(all_))) for font, all_ in joined.items()}


def page_content(operators: bytes) -> PageContent:
    """Read what a page draws from its operators."""
    reader = _PageReader()
    for found in _TOKEN.finditer(operators):
        kind = found.lastgroup
        if kind == "operator":
            reader.operate(found[0])
        elif kind == "hex":
            reader.strings.append(found["hex"])
        elif kind == "literal":
            reader.strings.append(_literal(found[0][1:-1]).hex().encode())
        else:
            reader.operands.append(found[0])
    reader.content.broken += len(reader.opened)
    return reader.content


class _PageReader:
    """Keeps what is open while a page is read."""

    def __init__(self) -> None:
        self.content = PageContent()
        self.operands: list[bytes] = []
        self.strings: list[bytes] = []
        self.opened: list[int | None] = []
        self._font = ""

    def operate(self, operator: bytes) -> None:
        """Follow one operator, and forget what it was given."""
        if operator in _TEXT:
            self._show()
        elif operator in _PAINT:
            self.content.loose += self._inside is None
        elif operator in _BEGIN:
            self._begin(operator)
        elif operator == b"EMC":
            self._end()
        elif operator == b"Tf":
            self._font = self.operands[-1][1:].decode("latin-1")
        else:
            self._colour(operator)
        self.operands.clear()
        self.strings.clear()

    @property
    def _inside(self) -> int | None:
        """Number of the piece that is open; ``None`` if there is none."""
        return next((each for each in reversed(self.opened) if each is not None), None)

    def _show(self) -> None:
        inside = self._inside
        if inside is None:
            self.content.loose += 1
            inside = ARTIFACT
        shown = self.content.shown.setdefault(inside, [])
        shown.append((self._font, b"".join(self.strings)))

    def _begin(self, operator: bytes) -> None:
        tag = self.operands[0][1:].decode("latin-1") if self.operands else ""
        marked = _MARK.search(self.operands[-1]) if operator == b"BDC" else None
        within = self._inside
        if marked:
            number = int(marked[1])
            self.content.marks[number] = tag
            self.content.begun[number] += 1
            self.content.broken += within is not None
            self.opened.append(number)
        elif tag == "Artifact":
            self.content.broken += within is not None and within != ARTIFACT
            self.opened.append(ARTIFACT)
        else:
            self.opened.append(None)

    def _end(self) -> None:
        if self.opened:
            self.opened.pop()
        else:
            self.content.broken += 1

    def _colour(self, operator: bytes) -> None:
        if operator in _DEVICES:
            self.content.colours.add(_DEVICES[operator])
        elif self.operands:
            self.content.colours.add(self.operands[-1][1:].decode("latin-1"))


_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _literal(text: bytes) -> bytes:
    """Return the bytes of a string in parentheses (ISO 32000-1, 7.3.4.2)."""

    def plain(found: re.Match[bytes]) -> bytes:
        escaped = found[1]
        if escaped.isdigit():
            return bytes([int(escaped, 8) % 256])
        return b"" if escaped in (b"\n", b"\r", b"\r\n") else _LETTERS.get(escaped, escaped)

    return _ESCAPED.sub(plain, text)


def glyphs(shown: bytes) -> tuple[int, ...]:
    """Return the numbers of glyphs in a string of hexadecimal digits, four to each."""
    written = bytes.fromhex(shown.decode())
    return unpack(f">{len(written) // 2}H", written[: len(written) // 2 * 2])
