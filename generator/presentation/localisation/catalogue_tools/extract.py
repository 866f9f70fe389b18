"""Extract the keys of the messages that code and templates ask for.

Most are asked for by their whole key (``say("cli.done")``); some by a key that is put together,
and so has a shape with gaps: ``f"measure.{name}"``, ``f"{prefix}_{up}"``, ``key ~ ".name"``.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ASKING = ("say", "t", "Claim", "Problem", "Text")
"""Functions and types whose first argument is a key."""

ADDING, OF_A_CHART = "add", ("title", "sub")
"""Method by which a chart is added under its name, and the messages that every chart needs."""

VOCABULARY = frozenset(
    ("cell", "count", "money", "number", "place", "short_unit", "year", "years")
)
"""Families of messages that are offered to whoever writes a page, used so far or not."""

KEY = re.compile(r"[a-z][a-z_0-9]*(?:\.[a-z_0-9]+)+")
_WORD = re.compile(r"[A-Za-z0-9_]+")
_GAP = "{}"
_ASKED_IN_TEMPLATE = re.compile(r"\bt\(((?:[^()]|\([^()]*\))*)")
_QUOTED_IN_TEMPLATE = re.compile(r"""["']([A-Za-z0-9_.]+)["']""")
_BEGUN_IN_TEMPLATE = re.compile(r"""["']([a-z_0-9.]+)["']\s*~""")
_ENDED_IN_TEMPLATE = re.compile(r"""~\s*["']([a-z_0-9.]+)["']""")

Piece = tuple[str, str]
"""A kind and a text: a key ``asked`` for where only a key can stand, a key ``quoted`` anywhere, a
``shape`` with gaps (``measure.{}``), or a ``word`` that may fill a gap."""


@dataclass(frozen=True)
class Uses:
    """Keys, shapes of keys and words, by kind, each with the files that hold it."""

    pieces: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, set[str]]:
        """Return the texts of one kind, with their files."""
        return self.pieces.setdefault(kind, {})

    def files(self, key: str) -> frozenset[str]:
        """Return the files that ask for a message; empty if nothing does."""
        found = set(self.of("quoted").get(key, ()))
        for shape, files in self.of("shape").items():
            found |= files if self._fits(key, shape) else set()
        return frozenset(found)

    def _fits(self, key: str, shape: str) -> bool:
        """Return whether a key has a shape, with words of the code in its gaps."""
        free = key.partition(".")[0] in VOCABULARY and not shape.startswith(_GAP)
        for gap in (".+", ".+?"):
            pattern = f"({gap})".join(map(re.escape, shape.split(_GAP)))
            fit = re.fullmatch(pattern, key)
            if fit and (free or all(map(self._known, fit.groups()))):
                return True
        return False

    def _known(self, text: str) -> bool:
        """Return whether a text may fill a gap: a word or key of the code, or a shaped key."""
        if text in self.of("word") or text in self.of("quoted"):
            return True
        begun = (shape for shape in self.of("shape") if not shape.startswith(_GAP))
        return "." in text and any(self._fits(text, shape) for shape in begun)


def uses(root: Path, folders: Iterable[str] = ("generator", "templates")) -> Uses:
    """Look through the code and the templates of a project."""
    found = Uses()
    for file in sorted(path for folder in folders for path in (root / folder).rglob("*")):
        reader = _READERS.get(file.suffix)
        if reader is not None:
            name = file.relative_to(root).as_posix()
            for kind, text in reader(file.read_text(encoding="utf-8")):
                found.of(kind).setdefault(text, set()).add(name)
    return found


def in_python(text: str) -> Iterator[Piece]:
    """Find keys, shapes of keys and words in a module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and (asked := tuple(_asked(node))):
            yield from (("asked", key) for key in asked)
        elif isinstance(node, ast.Constant):
            yield from _kind_of(node.value)
        elif isinstance(node, ast.keyword) and node.arg:
            yield "word", node.arg
        elif isinstance(node, ast.JoinedStr):
            shape = "".join(map(_piece, node.values))
            if _SHAPE.fullmatch(shape):
                yield "shape", shape


_SHAPE = re.compile(
    r"(?:[a-z_0-9.]|\{\})*[a-z_0-9][._](?:[a-z_0-9.]|\{\})*"
    r"|\{\}_(?:[a-z_0-9.]|\{\})+"
    r"|\{\}\.(?:[a-z_0-9.]|\{\})*[a-z0-9](?:[a-z_0-9.]|\{\})*"
)
"""A key put together of words and gaps; two gaps around a full stop may be anything."""


def _piece(node: ast.expr) -> str:
    """Give the text of a piece of an f-string; a gap for a value."""
    return str(node.value) if isinstance(node, ast.Constant) else _GAP


def _kind_of(text: object) -> Iterator[Piece]:
    if _is(KEY, text):
        yield "quoted", str(text)
    elif _is(_WORD, text):
        yield "word", str(text)


def in_template(text: str) -> Iterator[Piece]:
    """Find keys, shapes of keys and words in a template."""
    for call in _ASKED_IN_TEMPLATE.findall(text):
        found = _QUOTED_IN_TEMPLATE.findall(call)
        yield from (("asked", key) for key in found if _is(KEY, key))
    for each in _QUOTED_IN_TEMPLATE.findall(text):
        yield from _kind_of(each)
    yield from (("shape", start + _GAP) for start in _BEGUN_IN_TEMPLATE.findall(text))
    yield from (("shape", _GAP + end) for end in _ENDED_IN_TEMPLATE.findall(text))


_READERS = {".py": in_python, ".html": in_template, ".txt": in_template}


def _is(shape: re.Pattern[str], text: object) -> bool:
    return isinstance(text, str) and shape.fullmatch(text) is not None


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", "") or getattr(function, "id", "")


def _asked(call: ast.Call) -> Iterator[str]:
    """Find the keys that a call asks for: its first argument, or the titles of a chart."""
    name, first = _name(call.func), call.args[0] if call.args else None
    if name in ASKING and first:
        yield from _keys_within(first)
    elif name == ADDING and len(call.args) == 3 and isinstance(first, ast.Constant):
        yield from (f"{kind}.{first.value!s}" for kind in OF_A_CHART)


def _keys_within(node: ast.expr) -> Iterator[str]:
    """Find whole keys in an argument: a literal, or the two sides of a choice."""
    if isinstance(node, ast.IfExp):
        yield from _keys_within(node.body)
        yield from _keys_within(node.orelse)
    elif isinstance(node, ast.Constant) and _is(KEY, node.value):
        yield str(node.value)
