"""Every claim that the code can produce stands in a test."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "generator" / "findings").rglob("*.py"))
TESTS = sorted((ROOT / "tests" / "findings").rglob("test_*.py"))

KEY = re.compile(r"[a-z][a-z_0-9]*(?:\.[A-Za-z_0-9]+)+")
NO_CLAIM = {"TextSlot", "Problem", "Verbatim", "startswith"}
"""Calls whose words are no key of a claim: a phrase within one, a problem, a text to look for."""


def catalogue():
    """Read the keys of the English catalogue."""
    path = ROOT / "locales" / "en" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return {message.id for message in read_po(file) if isinstance(message.id, str)}


def kept(node: ast.AST) -> Iterator[ast.expr]:
    """Walk through the strings of a module that may be keys of claims.

    Left out are the places of a brief (keys of a mapping, what a mapping is asked for), what
    something is compared with, documentation, and the calls `NO_CLAIM`.
    """
    if isinstance(node, ast.Constant | ast.JoinedStr):
        yield node
        return
    name = getattr(node, "func", None)
    called = getattr(name, "attr", getattr(name, "id", ""))
    documentation = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    if documentation or isinstance(node, ast.Compare) or called in NO_CLAIM:
        return
    for field, value in ast.iter_fields(node):
        if field == "slice" or (isinstance(node, ast.Dict) and field == "keys"):
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST):
                yield from kept(each)


Pieces = list[tuple[str, ...]]
"""A text with gaps taken apart: what each piece may be; no text is a gap."""


def shape(node: ast.JoinedStr) -> Pieces:
    """Take a text with gaps apart; a gap that is one of two words may be either."""
    return [_piece(each) for each in node.values]


def _piece(node: ast.expr) -> tuple[str, ...]:
    inside = getattr(node, "value", node)
    if isinstance(node, ast.Constant):
        return (str(node.value),)
    if isinstance(inside, ast.IfExp):
        sides = (inside.body, inside.orelse)
        return tuple(str(each.value) for each in sides if isinstance(each, ast.Constant))
    return ()


def pattern(pieces: Pieces) -> re.Pattern[str]:
    """Say which texts a shape fits."""
    parts = ("|".join(map(re.escape, each)) if each else "[A-Za-z_0-9]+" for each in pieces)
    return re.compile("".join(f"(?:{part})" for part in parts))


def produced(sources: list[str], known: set[str]) -> set[str]:
    """Find the keys of the catalogue that modules with claims can produce.

    Parameters
    ----------
    sources
        Texts of modules; those that never speak of a claim are passed over.
    known
        Keys of the catalogue.
    """
    trees = [ast.parse(text) for text in sources if re.search(r"\bClaim\b", text)]
    nodes = [node for tree in trees for node in kept(tree)]
    texts = {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
    whole = {text for text in texts if KEY.fullmatch(text)}
    shapes = [shape(node) for node in nodes if isinstance(node, ast.JoinedStr)]
    filled = [pieces for pieces in shapes if any("." in text for text in pieces[0])]
    # A shape that begins with a gap goes on from a whole key or the start of one: f"{key}_alone".
    begun = [[(start,), *pieces[1:]] for pieces in shapes if not pieces[0] for start in whole]
    patterns = [pattern(pieces) for pieces in (*filled, *begun)]
    return (whole & known) | {key for key in known if any(one.fullmatch(key) for one in patterns)}


def mentioned(text: str) -> set[str]:
    """Find the keys in the code of a test module; comments and documentation do not count.

    A text with gaps counts for every way to fill them with words of the same test.
    """
    found = set()
    for test in ast.parse(text).body:
        nodes = list(kept_in_test(test))
        words = {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
        found |= words
        for node in nodes:
            if isinstance(node, ast.JoinedStr):
                found |= set(fillings(shape(node), words))
    return found


def kept_in_test(node: ast.AST) -> Iterator[ast.expr]:
    """Walk through all strings of a test but its documentation."""
    documentation = {
        id(each.value)
        for each in ast.walk(node)
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
    }
    inside = {
        id(part)
        for each in ast.walk(node)
        if isinstance(each, ast.JoinedStr)
        for part in each.values
    }
    for each in ast.walk(node):
        if (
            isinstance(each, ast.Constant | ast.JoinedStr)
            and id(each) not in documentation | inside
        ):
            yield each


def fillings(pieces: Pieces, words: set[str]) -> Iterator[str]:
    """Fill the gaps of a shape; one with more than two gaps, or no family, is no key."""
    if not any("." in text for text in pieces[0]) or pieces.count(()) > 2:
        return
    texts = [""]
    for piece in pieces:
        texts = [text + option for text in texts for option in piece or words]
    yield from texts


def test_every_claim_that_the_code_can_produce_stands_in_a_test():
    """A new sentence comes with a table that licenses it; a mention in a comment is not one."""
    can = produced([path.read_text(encoding="utf-8") for path in CODE], catalogue())
    tested = set().union(*(mentioned(path.read_text(encoding="utf-8")) for path in TESTS))
    assert len(can) > 200
    assert sorted(can - tested) == []


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ('Claim("a.one", "L1")', {"a.one"}),
        ('Claim("a.one" if x else "a.two", "L1")', {"a.one", "a.two"}),
        ('key = "a.one"\nClaim(key)', {"a.one"}),
        ('Claim(f"a.{way}")', {"a.one", "a.two", "a.two_alone"}),
        ('key = "a.two"\nClaim(f"{key}_alone")', {"a.two", "a.two_alone"}),
        ('rules("a.tw", Claim(f"{prefix}o"))', {"a.two"}),
        ("Claim(f\"a.{'one' if x else 'six'}\")", {"a.one"}),
        ('Claim(x, {"z": TextSlot(f"a.{way}")})', set()),
        ('claims["a.one"] = {"a.two": Claim(x)}', set()),
        ('if whole.key == "a.one":\n    Claim(x)', set()),
        ('"""Claim a.one"""', set()),
        ('say("a.one")', set()),
    ],
)
def test_keys_are_found_however_they_are_put_together(code, keys):
    """Whole, as one of two, or with gaps; a place, a phrase or a comparison is no claim."""
    assert produced([code], {"a.one", "a.two", "a.two_alone", "b.other"}) == keys


@pytest.mark.parametrize(
    ("test", "counts"),
    [
        ('def test():\n    assert x == "a.one"', True),
        ('@table(["one", "two"])\ndef test(way):\n    assert x == f"a.{way}"', True),
        ('KEYS = {1: "a.one"}', True),
        ('def test():\n    """a.one"""\n    assert x', False),
        ('def test():\n    assert x  # "a.one"', False),
        ('def test(way):\n    assert x == f"a.{way}"', False),
    ],
)
def test_only_code_counts_as_a_test(test, counts):
    """A comment or a description is no test; a text with a gap needs the word that fills it."""
    assert ("a.one" in mentioned(test)) == counts
