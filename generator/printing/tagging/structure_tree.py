"""The structure tree of a file that is being written: taken apart, and put together anew.

The layout engine hands its objects out before it writes them. Its tree has an element for each
piece of text; what is put in its place has half as many, all of them standard (ISO 32000-1, 14.8).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from generator.printing.tagging.page_marks import PageMark, marks_of

# Pydyf has no type hints.
_File = Any
_Object = Any


@dataclass(slots=True, eq=False)
class LinkPlace:
    """The place of a link in the tree: its annotation on a page."""

    annotation: _Object
    page: bytes


@dataclass(slots=True, eq=False)
class Node:
    """An element of the tree.

    Parameters
    ----------
    kind
        Its standard type, as ``P`` or ``Table``.
    kids
        Elements, pieces of pages and links in it, in reading order.
    page
        Reference of the page that it stands on; empty if it stands on none.
    attributes
        What it says of its layout, list or table: ``BBox``, ``Scope``.
    entries
        Other entries of its own: ``Alt``, ``ID``.
    """

    kind: str
    kids: list["Node | PageMark | LinkPlace"] = field(default_factory=list)
    page: bytes = b""
    attributes: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, Any] = field(default_factory=dict)

    @property
    def nodes(self) -> list["Node"]:
        """The elements right below."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> Iterator["Node"]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.nodes:
            yield from kid.walk()

    def all(self, kind: str) -> list["Node"]:
        """Return the elements of one kind here and below, in reading order."""
        return [node for node in self.walk() if node.kind == kind]

    def marks(self) -> Iterator[PageMark]:
        """Yield the pieces of pages here and below, in reading order."""
        for kid in self.kids:
            if isinstance(kid, PageMark):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.marks()


@dataclass(frozen=True, slots=True)
class StructureTree:
    """The tree of a file and the pieces of its pages, by page and number."""

    document: Node
    pages: tuple[dict[int, PageMark], ...]


def referred(file: _File, reference: bytes) -> Any:  # noqa: ANN401 - no type hints
    """Return the object of a file that a reference, such as ``12 0 R``, leads to."""
    return file.objects[int(reference.split()[0])]


def taken_apart(file: _File) -> StructureTree:
    """Read the tree of a file that is about to be written."""
    pages = tuple(
        marks_of(number, referred(file, referred(file, page)["Contents"]).stream)
        for number, page in enumerate(file.page_references)
    )
    places = {page: number for number, page in enumerate(file.page_references)}
    root = referred(file, file.catalog["StructTreeRoot"])

    def node(element: _Object) -> Node:
        page = element.get("Pg", b"")
        marks = pages[places[page]] if page else {}
        kids = (
            marks[kid] if isinstance(kid, int) else below(referred(file, kid))
            for kid in element["K"]
        )
        attributes = dict(element.get("A", {}))
        entries = {key: element[key] for key in ("Alt",) if key in element}
        return Node(element["S"][1:], list(kids), page, attributes, entries)

    def below(element: _Object) -> "Node | LinkPlace":
        if element.get("Type") == "/OBJR":
            return LinkPlace(referred(file, element["Obj"]), element["Pg"])
        return node(element)

    return StructureTree(node(referred(file, root["K"][0])), pages)


def put_together(file: _File, tree: StructureTree) -> None:
    """Write a tree in the place of the engine's, whose objects are taken out of the file."""
    after = _without_tree(file)
    parents, root = pydyf.Dictionary({}), pydyf.Dictionary({"Type": "/StructTreeRoot"})
    file.add_object(parents)
    file.add_object(root)
    writer = _Writer(file, [[] for _ in tree.pages])
    document = writer.written(tree.document, root.reference)
    parents["Nums"] = pydyf.Array(writer.numbers())
    root.update(
        K=pydyf.Array([document]),
        ParentTree=parents.reference,
        ParentTreeNextKey=len(parents["Nums"]) // 2,
    )
    if writer.identified:
        root["IDTree"] = pydyf.Dictionary({"Names": _sorted(writer.identified)})
    file.catalog["StructTreeRoot"] = root.reference
    for entry, each in after:
        file.add_object(each)
        file.catalog[entry] = each.reference


def _without_tree(file: _File) -> Sequence[tuple[str, _Object]]:
    """Take the engine's tree out of a file, and return what the catalog names after it.

    The engine adds its tree in one go, so it is one stretch of the objects; the table of parents
    comes first.
    """
    root = referred(file, file.catalog["StructTreeRoot"])
    start = int(root["ParentTree"].split()[0])
    after = [
        (entry, referred(file, value))
        for entry, value in file.catalog.items()
        if isinstance(value, bytes)
        and value.endswith(b" R")
        and int(value.split()[0]) > start
        and entry != "StructTreeRoot"
    ]
    del file.objects[start:]
    return after


class _Writer:
    """Puts elements into a file, and gathers what leads to them."""

    def __init__(self, file: _File, pages: list[list[bytes]]) -> None:
        self._file = file
        self._pages = pages
        self._links: dict[int, bytes] = {}
        self.identified: dict[str, bytes] = {}

    def written(self, node: Node, parent: bytes) -> bytes:
        """Write an element and all below it, and return its reference."""
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.kind}", "P": parent})
        self._file.add_object(element)
        reference: bytes = element.reference
        if node.page:
            element["Pg"] = node.page
        element.update(node.entries)
        if node.attributes:
            element["A"] = pydyf.Dictionary(node.attributes)
        if "ID" in node.entries:
            self.identified[node.entries["ID"].string] = reference
        kids = [self._kid(kid, reference) for kid in node.kids]
        plain = len(kids) == 1 and isinstance(kids[0], int)
        element["K"] = kids[0] if plain else pydyf.Array(kids)
        return reference

    def _kid(self, kid: Node | PageMark | LinkPlace, parent: bytes) -> bytes | int:
        if isinstance(kid, Node):
            return self.written(kid, parent)
        if isinstance(kid, PageMark):
            kid.number = len(self._pages[kid.page])
            self._pages[kid.page].append(parent)
            return kid.number
        place = pydyf.Dictionary(
            {"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": kid.page}
        )
        self._file.add_object(place)
        self._links[kid.annotation["StructParent"]] = parent
        found: bytes = place.reference
        return found

    def numbers(self) -> Iterator[Any]:
        """Yield the entries of the table of parents: pages first, then links."""
        for number, parents in enumerate(self._pages):
            yield from (number, pydyf.Array(parents))
        for number, parent in sorted(self._links.items()):
            yield from (number, parent)


def _sorted(identified: dict[str, bytes]) -> Any:  # noqa: ANN401 - no type hints
    """Sort names for a tree of names (ISO 32000-1, 7.9.6)."""
    names = pydyf.Array()
    for name in sorted(identified):
        names.extend((pydyf.String(name), identified[name]))
    return names
