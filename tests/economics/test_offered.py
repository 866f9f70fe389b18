"""What the library offers beyond what is printed is known and listed."""

import ast
from pathlib import Path

from generator.economics import OFFERED

PACKAGE = Path(__file__).parents[2] / "generator"
ECONOMICS = PACKAGE / "economics"


def parsed(paths):
    """Syntax trees of modules."""
    return [ast.parse(path.read_text(encoding="utf-8")) for path in paths]


def names_in(tree):
    """Every name that a piece of code mentions or imports."""
    nodes = list(ast.walk(tree))
    return (
        {node.id for node in nodes if isinstance(node, ast.Name)}
        | {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        | {name.name for node in nodes if isinstance(node, ast.ImportFrom) for name in node.names}
    )


def definitions():
    """Functions and classes of the economics package, each with the names that its body uses."""
    kinds = ast.FunctionDef | ast.ClassDef
    return {
        node.name: names_in(node)
        for tree in parsed(ECONOMICS.rglob("*.py"))
        for node in tree.body
        if isinstance(node, kinds)
    }


def imported():
    """Names that the rest of the program imports from the economics package."""
    others = [path for path in PACKAGE.rglob("*.py") if ECONOMICS not in path.parents]
    return {
        name.name
        for tree in parsed(others)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("generator.economics")
        for name in node.names
    }


def test_what_is_offered_is_what_nothing_calls():
    """A function that is printed leaves the list; one that nothing prints goes, or is listed."""
    defined, reached, waiting = definitions(), set(), imported()
    while waiting:
        name = waiting.pop()
        if name in defined and name not in reached:
            reached.add(name)
            waiting |= defined[name]
    unreached = {name for name in defined if name not in reached and not name.startswith("_")}
    assert OFFERED - unreached == set(), "the program calls these now: take them out of OFFERED"
    assert unreached - OFFERED == set(), "nothing calls these: delete them, or add them to OFFERED"
