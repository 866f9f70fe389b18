"""Which messages the code and the templates ask for.

Most are asked for by their whole key (``say("cli.done")``); some by a key that is put together:
from a beginning (``f"measure.{name}"``), an ending (``key ~ ".name"``) or a joint
(``f"{prefix}_{direction}"``).
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ASKING = ("say", "t", "Claim", "Problem", "Text")
"""Functions and types whose first argument is a key."""

VOCABULARY = frozenset(
    ("cell", "count", "money", "number", "place", "short_unit", "year", "years")
)
"""Families of messages that are offered to whoever writes a page, used so far or not."""

KEY = re.compile(r"[a-z][a-z_0-9]*(?:\.[a-z_0-9]+)+")
_BEGINNING = re.compile(r"[a-z][a-z_0-9]*\.[a-z_0-9.]*")
_ENDING = re.compile(r"[._][a-z_0-9]*")
_WORD = re.compile(r"[A-Za-z0-9_]+")
_ASKED_IN_TEMPLATE = re.compile(r"\bt\(((?:[^()]|\([^()]*\))*)")
_PIECES_IN_TEMPLATE = (
    ("quoted", re.compile(r"""["']([a-z_0-9.]+)["']"""), KEY),
    ("beginning", re.compile(r"""["']([a-z_0-9.]+)["']\s*~"""), _BEGINNING),
    ("ending", re.compile(r"""~\s*["']([a-z_0-9.]+)["']"""), _ENDING),
    ("word", re.compile(r"""["']([A-Za-z0-9_]+)["']"""), _WORD),
)

Piece = tuple[str, str]
"""A kind (``asked``, ``quoted``, ``beginning``, ``ending``, ``joint``, ``word``) and the text."""


@dataclass(frozen=True)
class Uses:
    """Keys and pieces of keys, by kind, each with the files that hold it.

    ``asked`` are keys that stand where only a key can stand; ``quoted`` are all texts that look
    like a key.
    """

    pieces: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, set[str]]:
        """Texts of one kind, with their files."""
        return self.pieces.setdefault(kind, {})

    def files(self, key: str) -> frozenset[str]:
        """Files that ask for a message; empty if nothing does."""
        whole = self.of("quoted")
        found = set(whole.get(key, ()))
        for start, files in self.of("beginning").items():
            rest = key.removeprefix(start).partition(".")[0]
            known = rest in self.of("word") or key.partition(".")[0] in VOCABULARY
            found |= files if key.startswith(start) and known else set()
        for end, files in self.of("ending").items():
            found |= files if key.removesuffix(end) in whole and key.endswith(end) else set()
        for joint, files in self.of("joint").items():
            found |= files if key.rpartition(joint)[0] in whole else set()
        return frozenset(found)


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
    """Find keys and pieces of keys in a module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _name(node.func) in ASKING and node.args:
            yield from (("asked", key) for key in _keys_within(node.args[0]))
        elif isinstance(node, ast.Constant) and _is(KEY, node.value):
            yield "quoted", str(node.value)
        elif isinstance(node, ast.Constant) and _is(_WORD, node.value):
            yield "word", str(node.value)
        elif isinstance(node, ast.keyword) and node.arg:
            yield "word", node.arg
        elif isinstance(node, ast.JoinedStr):
            yield from _joined(node.values)


def _joined(values: list[ast.expr]) -> Iterator[Piece]:
    first, last = values[0], values[-1]
    if isinstance(first, ast.Constant) and _is(_BEGINNING, first.value):
        yield "beginning", str(first.value)
    elif isinstance(last, ast.Constant) and _is(_ENDING, last.value):
        yield "ending", str(last.value)
    elif len(values) > 1 and isinstance(values[1], ast.Constant) and values[1].value in ("_", "."):
        yield "joint", str(values[1].value)


def in_template(text: str) -> Iterator[Piece]:
    """Find keys and pieces of keys in a template."""
    quoted = _PIECES_IN_TEMPLATE[0][1]
    for call in _ASKED_IN_TEMPLATE.findall(text):
        yield from (("asked", key) for key in quoted.findall(call) if _is(KEY, key))
    for kind, pattern, shape in _PIECES_IN_TEMPLATE:
        yield from ((kind, piece) for piece in pattern.findall(text) if _is(shape, piece))


_READERS = {".py": in_python, ".html": in_template}


def _is(shape: re.Pattern[str], text: object) -> bool:
    return isinstance(text, str) and shape.fullmatch(text) is not None


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", "") or getattr(function, "id", "")


def _keys_within(node: ast.expr) -> Iterator[str]:
    """Whole keys in an argument: a literal, or the two sides of a choice."""
    if isinstance(node, ast.IfExp):
        yield from _keys_within(node.body)
        yield from _keys_within(node.orelse)
    elif isinstance(node, ast.Constant) and _is(KEY, node.value):
        yield str(node.value)
