"""The rules of the house that a machine can check: layout, imports, words, locks, tests."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.shape import (
    complexity,
    crowded,
    doubled,
    import_graph,
    longest_chain,
    metaphors,
    public_classes,
    unexplained_imports,
)

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator"
TESTS = ROOT / "tests"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEST_MODULES = sorted(TESTS.rglob("test_*.py"))
LOCKS = ("requirements.txt", "requirements-cluster.txt", "requirements-dev.txt")

NAMES = {"templates", "generator", "locales", "data", "tests"}
OTHER_FOLDERS = {"benchmarks", "docs", "out"}
BINARY = {".ttf", ".pdf", ".png", ".sqlite", ".pyc"}

MODULE_LINES = 400
FUNCTION_LINES = 40
PACKAGE_MODULES = 15
COMPLEXITY = 12
IMPORT_DEPTH = 16

# Written in pieces, so that this file does not mention them either.
UNWELCOME = re.compile(
    "|".join(
        (
            r"/(?:ho" "me|ro" "ot|wo" "rk|t" "mp|Us" r"ers)/",
            r"py" r"pi\.org|python" r"hosted|deb\.deb" "ian",
            r"\.\./sha" "red",
            r"\b(?:sub-?)?ag" r"ents?\b|\bL" r"LMs?\b|\bcla" r"ude\b|\banth" "ropic",
            r"\bTO" r"DO\b|\bFIX" r"ME\b",
        )
    )
)
UNEXPLAINED = re.compile(r"#\s*noqa(?!: [A-Z]+\d+(?:, ?[A-Z]+\d+)* - \S)")

WORDS = re.compile(r"[A-Za-z][a-z]+(?:,? [A-Za-z][a-z']*){3,}")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
OTHER_LANGUAGES = re.compile(r"\s*(?:SELECT|INSERT|CREATE|UPDATE|DELETE|PRAGMA|DROP|BEGIN)\b")


def relative(path):
    """Name a file as a reader knows it."""
    return str(path.relative_to(ROOT))


def text_files():
    """Every text file of the repository that we wrote; deliveries are others' words."""
    skipped = {ROOT / "data" / "deliveries", ROOT / "out", ROOT / "LICENSE"}
    for top in sorted(ROOT.iterdir()):
        hidden = top.name.startswith(".") and top.name not in {".ci", ".gitignore"}
        if hidden or top in skipped:
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            known = path.is_file() and path.suffix not in BINARY
            if known and not any(place in path.parents for place in skipped):
                yield path


def functions(path):
    """Every function of a module, with methods and nested ones."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def strings(path):
    """Every string of a module that is not documentation, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    apart = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    apart |= {id(part) for node in nodes if for_programmers(node, path) for part in ast.walk(node)}
    for node in nodes:
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in apart
        ):
            yield node.lineno, node.value


def for_programmers(node, path):
    """Whether a node is a search pattern, or words a wrong call of a pure function."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
        return True
    named = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"msg", "message"}
    return (named or isinstance(node, ast.Raise)) and PACKAGE / "economics" in path.parents


def test_imports_flow_one_way_and_every_door_is_kept():
    """The import contracts in pyproject.toml hold."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_top_level_tells_the_story():
    """The top-level folders have the agreed names, and there are no others."""
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()}
    visible = {name for name in folders if not name.startswith((".", "__"))}
    assert folders >= NAMES
    assert visible <= NAMES | OTHER_FOLDERS


def test_every_package_says_what_it_is():
    """Each package has an __init__ whose docstring is its title."""
    assert MODULES
    for folder in {path.parent for path in MODULES}:
        init = folder / "__init__.py"
        assert init.exists(), f"no __init__.py in {relative(folder)}"
        assert ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))), relative(init)


def test_modules_stay_small():
    """A module has at most 400 lines: beyond that it is two modules."""
    lengths = {relative(path): len(path.read_bytes().splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_functions_stay_small():
    """A function has at most 40 lines, its documentation not counted."""
    long = []
    for path in MODULES:
        for node in functions(path):
            first = (
                node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            )
            lines = node.end_lineno - first.lineno + 1
            long += [f"{relative(path)}: {node.name} ({lines})"] if lines > FUNCTION_LINES else []
    assert long == []


def parsed(path):
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(path):
    """The name by which a module is imported; a package goes by its name alone."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_packages_stay_small():
    """A package has at most 15 modules; that of the commands has one for each command."""
    modules = [relative(path) for path in MODULES if path.parent != PACKAGE / "cli"]
    assert crowded(modules, PACKAGE_MODULES) == {}


def test_functions_stay_simple():
    """There are at most 12 ways through a function."""
    found = {
        f"{relative(path)}: {node.name}": complexity(node)
        for path in MODULES
        for node in functions(path)
    }
    over = {name: ways for name, ways in found.items() if ways > COMPLEXITY}
    assert over == {}


def test_no_name_means_two_things():
    """No module is called as another one, and no public class."""
    assert doubled(path.stem for path in MODULES if not path.stem.startswith("__")) == []
    assert doubled(name for path in MODULES for name in public_classes(parsed(path))) == []


def test_names_are_no_metaphors():
    """Modules, classes, functions and variables bear the field's and the engineer's words."""
    paths = {relative(path): ast.parse(f"{path.stem} = 0") for path in MODULES}
    found = {name: metaphors(tree) for name, tree in paths.items()}
    found |= {f"{relative(path)}:": metaphors(parsed(path)) for path in MODULES}
    over = {name: set(names) for name, names in found.items()}
    assert {name: names for name, names in over.items() if names} == {}


def test_every_late_import_is_explained():
    """An import inside a function says on its line why it stands there."""
    found = {
        relative(path): unexplained_imports(path.read_text(encoding="utf-8")) for path in MODULES
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_imports_stay_shallow():
    """A change reaches what imports it in at most 16 steps, and no import leads back."""
    sources = {dotted(path): path.read_text(encoding="utf-8") for path in MODULES}
    chain = longest_chain(import_graph(sources))
    assert len(chain) <= IMPORT_DEPTH, " > ".join(chain)


def named_modules(text):
    """Paths of modules that a document names."""
    return set(re.findall(r"`((?:\w+/)+\w+\.py)`", text))


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "GLOSSARY.md"])
def test_documents_name_modules_that_are_there(document):
    """A path in the tables of the documents leads somewhere, below the package or the root."""
    named = named_modules((ROOT / document).read_text(encoding="utf-8"))
    assert named
    lost = {path for path in named if not any((top / path).exists() for top in (PACKAGE, ROOT))}
    assert lost == set()


def first_function(text):
    """The first function of some code."""
    return ast.parse(text).body[0]


CHAIN = {"a": "import a.b", "a.b": "from a import c\nimport json", "a.c": ""}
CIRCLE = {"a": "import b", "b": "from a import anything"}
LATE = "def f():\n    import json{}"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (complexity(first_function("def f(x):\n    return x")), 1),
        (complexity(first_function("def f(x):\n    return [y for y in x if y or x]")), 4),
        (complexity(first_function("def f(x):\n    if x:\n        return 1 if x > 1 else 2")), 3),
        (complexity(first_function("def f(x):\n    def g():\n        if x: pass")), 1),
        (crowded(["a/x.py", "a/y.py", "a/__init__.py", "a/b/z.py"], 2), {}),
        (crowded(["a/x.py", "a/y.py", "a/z.py", "a/b/z.py"], 2), {"a": 3}),
        (doubled(["Table", "Row", "Table"]), ["Table"]),
        (public_classes(ast.parse("class A: pass\nclass _B: pass")), ["A"]),
        (metaphors(ast.parse("class PrintRun: pass\nexpress = compress = pressure = 1")), []),
        (metaphors(ast.parse("class PdfPress: pass")), ["PdfPress"]),
        (metaphors(ast.parse("def f(peers, *, twins_by_name): pass")), ["twins_by_name"]),
        (metaphors(ast.parse("from a import b as DESKS")), ["DESKS"]),
        (unexplained_imports(LATE.format("")), [2]),
        (unexplained_imports(LATE.format("  # noqa: PLC0415 - slow to load")), []),
        (unexplained_imports("import json"), []),
        (named_modules("in `a/b.py`, not `b.py`"), {"a/b.py"}),
        (longest_chain(import_graph(CHAIN)), ("a", "a.b", "a.c")),
        (longest_chain(import_graph({**CHAIN, "a.b": LATE.format("")})), ("a", "a.b")),
    ],
)
def test_the_checks_find_what_they_are_for(found, expected):
    """Each rule on shape and names finds a small wrong example, and lets a right one pass."""
    assert found == expected


def test_a_circle_of_imports_is_no_chain():
    """Modules that import each other are an error, not a long chain."""
    with pytest.raises(RecursionError):
        longest_chain(import_graph(CIRCLE))


def test_nothing_unwelcome_is_mentioned():
    """No machine's paths, no registry hosts, no open ends, nothing about how the work was done."""
    found = [
        f"{relative(path)}:{number}: {line.strip()[:80]}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNWELCOME.search(line)
    ]
    assert found == []


def test_every_exception_to_a_rule_is_explained():
    """A noqa names its rule and its reason on the same line."""
    found = [
        f"{relative(path)}:{number}"
        for path in [*MODULES, *TEST_MODULES]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNEXPLAINED.search(line) and path != Path(__file__).resolve()
    ]
    assert found == []


def test_python_holds_no_sentence():
    """What users read stands in the catalogues; code knows only keys and endings."""
    grammar = PACKAGE / "presentation" / "localisation"
    found = [
        f"{relative(path)}:{line}: {text[:60]!r}"
        for path in MODULES
        for line, text in strings(path)
        if (CYRILLIC.search(text) and (grammar not in path.parents or len(text.split()) > 1))
        or (WORDS.search(text) and not OTHER_LANGUAGES.match(text))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("the delivery has no population", True),
        ("problem.unknown_region", False),
        ("apt-get install --yes --no-install-recommends ", False),
        ("mean, median", False),
    ],
)
def test_a_sentence_is_recognised(text, sentence):
    """Four words in a row are a sentence; keys, commands and names are not."""
    assert bool(WORDS.search(text)) is sentence


def test_test_folders_mirror_the_package():
    """A folder with tests is named after the package that it tests."""
    assert TEST_MODULES
    for folder in {path.parent for path in TEST_MODULES} - {TESTS}:
        assert (PACKAGE / folder.relative_to(TESTS)).is_dir(), relative(folder)
        assert (folder / "__init__.py").exists(), relative(folder)


def examples_in(path):
    """The tests of a module, by their names."""
    return [node for node in functions(path) if node.name.startswith("test_")]


def checks(node):
    """Whether a statement can make its test fail by itself."""
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in {"raises", "warns", "fail"} or name.startswith("assert_")


def test_every_test_can_fail():
    """A test holds an assertion or expects an exception."""
    idle = [
        f"{relative(path)}: {test.name}"
        for path in TEST_MODULES
        for test in examples_in(path)
        if not any(map(checks, ast.walk(test)))
    ]
    assert idle == []


def test_every_test_says_what_it_shows():
    """Each test has a docstring: together they are the manual."""
    silent = [
        f"{relative(path)}: {test.name}"
        for path in TEST_MODULES
        for test in examples_in(path)
        if not ast.get_docstring(test)
    ]
    assert silent == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_version_has_a_checksum_and_no_address(name):
    """Versions are exact and checksummed, and may come from any registry."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip()]
    assert entries
    for entry in entries:
        head, *hashes = re.split(r"\s+--hash=", entry.replace("\\\n", " "))
        assert re.fullmatch(r"[a-z0-9.-]+==\S+(?: ;.*)?", head.strip()), head
        assert hashes, f"no checksum: {head}"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each.strip()) for each in hashes), head


def locked(name):
    """Locked versions by distribution; a name may have one version per Python."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9.-]+==[^\s;]+)", text, flags=re.MULTILINE))


def test_the_lock_fits_the_declared_dependencies():
    """If this fails, run `make lock`: the lock files are older than pyproject.toml."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = declared["dependency-groups"]
    needed = {*declared["project"]["dependencies"], *groups["install"]}
    assert needed <= locked("requirements.txt")
    tools = {each for each in groups["dev"] if isinstance(each, str)}
    assert tools <= locked("requirements-dev.txt")
    cluster = set(declared["project"]["optional-dependencies"]["cluster"])
    assert cluster <= locked("requirements-cluster.txt") & tools
    assert not cluster & locked("requirements.txt")


def test_tools_and_program_are_locked_to_the_same_versions():
    """The tests run with the versions that users have."""
    assert locked("requirements.txt") <= locked("requirements-dev.txt")
    assert locked("requirements-cluster.txt") <= locked("requirements-dev.txt")


def test_every_font_has_its_licence():
    """A bundled font lies beside the licence of its family."""
    fonts = sorted((ROOT / "templates").rglob("*.[to]tf"))
    assert fonts
    for font in fonts:
        families = [path.stem.removeprefix("OFL-") for path in font.parent.glob("OFL-*.md")]
        assert any(font.stem.startswith(family) for family in families), font.name
