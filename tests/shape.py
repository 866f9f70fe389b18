"""Measure the shape of the code: complexity, imports, sizes of packages, names.

Counts as the usual tools do, so that a figure here is the figure of a report: complexity is
McCabe's number with comprehensions and conditions inside expressions, nested functions apart.
"""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import PurePath

FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHES = (
    ast.If
    | ast.IfExp
    | ast.For
    | ast.AsyncFor
    | ast.While
    | ast.ExceptHandler
    | ast.Assert
    | ast.match_case
)
LAZY_REASON = re.compile(r"#.* - \S+ \S+")
"""The reason of a lazy import stands behind the rule that it is an exception to."""

METAPHORS = frozenset(
    [
        *("album", "artwork", "atelier", "clerk", "course", "desk", "draughtsman", "engraving"),
        *("errand", "farm", "gear", "kennel", "manuscript", "pen", "press", "studio", "twin"),
        "workshop",
    ]
)
"""Words of a print shop and other pictures: the field and the engineer have words of their own."""


def complexity(function):
    """Count the ways through a function; those of functions inside it count for themselves."""
    total, todo = 1, list(ast.iter_child_nodes(function))
    while todo:
        node = todo.pop()
        if isinstance(node, FUNCTIONS | ast.Lambda | ast.ClassDef):
            continue
        total += isinstance(node, BRANCHES)
        if isinstance(node, ast.BoolOp):
            total += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            total += 1 + len(node.ifs)
        todo.extend(ast.iter_child_nodes(node))
    return total


def crowded(files, most):
    """Name the folders with more modules than that; the title of a package is not a module."""
    counted = Counter(
        str(PurePath(file).parent) for file in files if PurePath(file).name != "__init__.py"
    )
    return {folder: number for folder, number in counted.items() if number > most}


def doubled(names):
    """Name what stands more than once, in order."""
    return sorted(name for name, number in Counter(names).items() if number > 1)


def public_classes(tree):
    """Name the public classes of a module."""
    found = (node.name for node in tree.body if isinstance(node, ast.ClassDef))
    return [name for name in found if not name.startswith("_")]


def metaphors(tree):
    """Name the identifiers of a module that hold a metaphor, alone or in the plural."""
    return sorted({name for name in identifiers(tree) if words(name) & METAPHORS})


def identifiers(tree):
    """Give every name that a module defines or uses."""
    for node in ast.walk(tree):
        for field in ("id", "name", "arg", "attr", "asname"):
            name = getattr(node, field, None)
            if isinstance(name, str):
                yield name


def words(name):
    """Part an identifier into its words, plurals also without their ending."""
    found = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}
    return (
        found
        | {word.removesuffix("s") for word in found}
        | {word.removesuffix("es") for word in found}
    )


def unexplained_imports(text):
    """Give the lines that import inside a function without a reason on the line."""
    lines = text.splitlines()
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, FUNCTIONS))
    inside = {
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return sorted(line for line in inside if not LAZY_REASON.search(lines[line - 1]))


def import_graph(sources):
    """Say which module imports which when it is loaded.

    Parameters
    ----------
    sources
        Text of each module by its dotted name; a package goes by its name alone.
    """
    return {name: set(_imported(name, text, sources)) for name, text in sources.items()}


def _imported(name, text, known):
    for target in _targets(ast.parse(text)):
        parts = target.split(".")
        names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        found = next((each for each in names if each in known), name)
        if found != name:
            yield found


def _targets(node):
    """Give what is imported outside functions and outside what only type checkers read."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTIONS) or (
            isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        ):
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        yield from _targets(child)


def longest_chain(graph):
    """Give the longest chain of imports, from the importer down.

    Raises
    ------
    RecursionError
        If modules import each other in a circle.
    """

    @cache
    def below(name):
        chains = [below(target) for target in sorted(graph[name])]
        return (name, *max(chains, key=len, default=()))

    return max(map(below, sorted(graph)), key=len, default=())
