"""The structure tree of a finished PDF, walked down from its root, and what points back into it.

Nothing is taken on trust: an element is read where the tree leads to it, and only there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

Number = tuple[int, int]
"""Number and generation of an object in a file."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """Where the tree names a marked piece: page, from 0 (-1 if of none), and its number."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class AnnotationPlace:
    """Where the tree names an annotation."""

    number: Number


@dataclass(frozen=True, slots=True)
class ReadElement:
    """An element of the tree as the file has it.

    Parameters
    ----------
    kind, role
        Its type, and the standard one that it stands for.
    number
        Number of its object.
    upward
        Whether it names as its parent the element that it was found in.
    alternative, scope, identifier, numbering
        What it says of itself; empty where it says nothing.
    headers
        Names of the headers of a cell.
    spans
        Rows and columns that a cell takes.
    box
        Place of a figure on its page, in points; ``None`` if it says none.
    page
        Its page, from 0; -1 if it names none.
    kids
        What is in it, in reading order.
    """

    kind: str
    role: str
    number: Number
    upward: bool
    alternative: str = ""
    scope: str = ""
    identifier: str = ""
    numbering: str = ""
    headers: tuple[str, ...] = ()
    spans: tuple[int, int] = (1, 1)
    box: Box | None = None
    page: int = -1
    kids: tuple["ReadElement | MarkPlace | AnnotationPlace", ...] = ()

    @property
    def elements(self) -> tuple["ReadElement", ...]:
        """The elements right below."""
        return tuple(kid for kid in self.kids if isinstance(kid, ReadElement))

    def walk(self) -> Iterator["ReadElement"]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, ReadElement):
                yield from kid.walk()


@dataclass(frozen=True, slots=True)
class ReadStructure:
    """The tree of a file, and what leads into it.

    Parameters
    ----------
    roots
        The topmost elements.
    repeated
        Objects that the tree leads to more than once.
    parents
        For each page and annotation that has an entry in the table of parents, by its key: the
        element of each marked piece, or of the annotation alone.
    identified
        The element of each name, by the tree of names, in its order.
    """

    roots: tuple[ReadElement, ...] = ()
    repeated: frozenset[Number] = frozenset()
    parents: Mapping[int, tuple[Number | None, ...]] = field(default_factory=dict)
    identified: tuple[tuple[str, Number], ...] = ()

    def walk(self) -> Iterator[ReadElement]:
        """Yield all elements in reading order."""
        for root in self.roots:
            yield from root.walk()


def read_structure(document: pikepdf.Pdf) -> ReadStructure:
    """Read the structure tree of an opened file; an empty one if it has none."""
    root = document.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return ReadStructure()
    reader = _Reader(document, root)
    roots = tuple(
        each for each in reader.below(root, root.objgen, -1) if isinstance(each, ReadElement)
    )
    return ReadStructure(
        roots,
        frozenset(reader.repeated),
        dict(_parents(root.get("/ParentTree"))),
        tuple(_identified(root.get("/IDTree"))),
    )


class _Reader:
    """Walks down a tree, and notes what it comes to twice."""

    def __init__(self, document: pikepdf.Pdf, root: pikepdf.Object) -> None:
        self._pages: dict[Number, int] = {
            page.obj.objgen: number for number, page in enumerate(document.pages)
        }
        roles = root.get("/RoleMap", pikepdf.Dictionary())
        self._roles = {kind[1:]: str(role)[1:] for kind, role in roles.items()}
        self._seen: set[Number] = set()
        self.repeated: set[Number] = set()

    def below(
        self, node: pikepdf.Object, number: Number, page: int
    ) -> Iterator[ReadElement | MarkPlace | AnnotationPlace]:
        """Yield what is right below an element or the root."""
        kids = node.get("/K")
        if kids is None:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
            if isinstance(kid, int):
                yield MarkPlace(page, kid)
            elif isinstance(kid, pikepdf.Dictionary):
                yield from self._kid(kid, number, page)

    def _kid(
        self, kid: pikepdf.Object, parent: Number, page: int
    ) -> Iterator[ReadElement | MarkPlace | AnnotationPlace]:
        kind = kid.get("/Type")
        if kind == "/OBJR":
            yield AnnotationPlace(kid.Obj.objgen)
        elif kind == "/MCR":
            yield MarkPlace(self._page(kid, page), int(kid.get("/MCID", -1)))
        elif kid.objgen in self._seen and kid.objgen != (0, 0):
            self.repeated.add(kid.objgen)
        else:
            self._seen.add(kid.objgen)
            yield self._element(kid, parent)

    def _page(self, node: pikepdf.Object, otherwise: int) -> int:
        page = node.get("/Pg")
        return otherwise if page is None else self._pages.get(page.objgen, -1)

    def _element(self, node: pikepdf.Object, parent: Number) -> ReadElement:
        kind = _text(node.get("/S"))[1:]
        named = node.get("/P")
        page = self._page(node, -1)
        number = node.objgen
        return ReadElement(
            kind,
            self._roles.get(kind, kind),
            number,
            named is not None and named.objgen == parent,
            _text(node.get("/Alt")),
            identifier=_text(node.get("/ID")),
            page=page,
            kids=tuple(self.below(node, number, page)),
            **_attributes(node.get("/A")),
        )


def _attributes(said: pikepdf.Object | None) -> dict[str, Any]:
    """Read what an element says of its place, its table or its list."""
    if not isinstance(said, pikepdf.Dictionary):
        return {}
    box = said.get("/BBox")
    return {
        "scope": _text(said.get("/Scope"))[1:],
        "numbering": _text(said.get("/ListNumbering"))[1:],
        "headers": tuple(str(name) for name in said.get("/Headers", ())),
        "spans": (int(said.get("/RowSpan", 1)), int(said.get("/ColSpan", 1))),
        "box": None if box is None or len(box) != 4 else tuple(map(float, box)),
    }


def _parents(tree: pikepdf.Object | None) -> Iterator[tuple[int, tuple[Number | None, ...]]]:
    """Yield the entries of the table of parents, from all its leaves."""
    if not isinstance(tree, pikepdf.Dictionary):
        return
    for kid in tree.get("/Kids", ()):
        yield from _parents(kid)
    numbers = list(tree.get("/Nums", ()))
    for key, value in zip(numbers[::2], numbers[1::2], strict=False):
        entries = value if isinstance(value, pikepdf.Array) else (value,)
        yield int(key), tuple(_number(each) for each in entries)


def _number(entry: pikepdf.Object | None) -> Number | None:
    return entry.objgen if isinstance(entry, pikepdf.Dictionary) else None


def _identified(tree: pikepdf.Object | None) -> Iterator[tuple[str, Number]]:
    """Yield names and elements of the tree of names, from all its leaves."""
    if not isinstance(tree, pikepdf.Dictionary):
        return
    for kid in tree.get("/Kids", ()):
        yield from _identified(kid)
    names = list(tree.get("/Names", ()))
    for name, node in zip(names[::2], names[1::2], strict=False):
        yield str(name), node.objgen if isinstance(node, pikepdf.Dictionary) else (0, 0)


def _text(value: pikepdf.Object | None) -> str:
    return "" if value is None else str(value)
