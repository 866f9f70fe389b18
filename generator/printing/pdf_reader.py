"""A finished PDF, read back as plain values. The only door to pikepdf.

What is said here about a file is read from its bytes, not from what was asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from generator.errors import Location, Problem, Refused

LONGEST_METADATA = 65536
"""Bytes of metadata as stored; a file with more was not printed here."""

Number = tuple[int, int]
"""Number and generation of an object in a file."""

_UNREADABLE = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
)
"""What opening raises, and what comes of parts that are not what they must be."""

PRINTED = 4
"""Flag of an annotation that is printed with its page."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font as the file names it, and whether its letters are inside the file."""

    name: str
    embedded: bool

    @property
    def family(self) -> str:
        """Name without the prefix of a subset."""
        return self.name.rpartition("+")[2]

    @property
    def subset(self) -> bool:
        """Whether only the letters in use are embedded: six capital letters and a plus say so."""
        prefix, plus, _ = self.name.partition("+")
        return bool(plus) and len(prefix) == 6 and prefix.isalpha() and prefix.isupper()


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the structure tree: its kind (``H1``, ``Figure``, ``TH``) and its words.

    ``alternative`` is what is read out in place of a figure; ``scope`` says whether a table
    header heads a ``Column`` or a ``Row``. Both are empty where there is none.
    """

    kind: str
    alternative: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page: its description, whether it is a link in the tree too, where it leads."""

    kind: str
    description: str
    tagged: bool
    printed: bool
    target: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file; ``relation`` says what it is to the document, e.g. ``Data``."""

    name: str
    kind: str
    relation: str
    associated: bool
    content: bytes


@dataclass(frozen=True)
class Finished:
    """What a PDF holds.

    ``elements`` stand in reading order; ``outline`` counts the bookmarks;
    ``targets`` are the places that links may lead to; ``active`` says whether the file runs
    anything by itself.
    """

    pages: int
    language: str
    title: str
    shows_title: bool
    marked: bool
    metadata: bytes
    fonts: tuple[Font, ...]
    elements: tuple[Element, ...]
    annotations: tuple[Annotation, ...]
    attachments: tuple[Attachment, ...]
    outline: int
    targets: frozenset[str]
    active: bool


def look_into(content: bytes, name: str = "") -> Finished:
    """Read back what a PDF holds.

    Parameters
    ----------
    content
        The file.
    name
        Name of the file, for error messages.

    Raises
    ------
    Refused
        If the content is no PDF that can be opened without a password.
    """
    with _opened(content, name) as document:
        root = document.Root
        elements: list[Element] = []
        linked: dict[Number, bool] = {}
        _walk(root.get("/StructTreeRoot"), "", elements, linked)
        return Finished(
            len(document.pages),
            _text(root.get("/Lang")),
            _text(document.trailer.get("/Info", pikepdf.Dictionary()).get("/Title")),
            bool(_under(root, "/ViewerPreferences", "/DisplayDocTitle")),
            bool(_under(root, "/MarkInfo", "/Marked")),
            _metadata(document),
            tuple(_fonts(document)),
            tuple(elements),
            tuple(_annotations(document, linked)),
            tuple(_attachments(document)),
            int(_under(root, "/Outlines", "/Count") or 0),
            frozenset(_names(root, "/Dests")),
            "/OpenAction" in root or "/AA" in root or bool(_names(root, "/JavaScript")),
        )


def metadata(content: bytes, name: str = "") -> bytes:
    """Return the metadata (XMP) of a PDF; empty when it has none or far too much.

    Raises
    ------
    Refused
        If the content is no PDF that can be opened without a password.
    """
    with _opened(content, name) as document:
        return _metadata(document)


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(BytesIO(content)) as document:
            yield document
    except _UNREADABLE as error:
        raise Refused(
            [Problem("problem.no_pdf", Location(name), {"found": str(error)})]
        ) from error


def _metadata(document: pikepdf.Pdf) -> bytes:
    stream = document.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream) or int(stream.Length) > LONGEST_METADATA:
        return b""
    return bytes(stream.read_bytes())


def _fonts(document: pikepdf.Pdf) -> Iterator[Font]:
    for each in document.objects:
        if not isinstance(each, pikepdf.Dictionary) or each.get("/Type") != "/Font":
            continue
        if "/DescendantFonts" in each:  # its descendants are fonts of their own
            continue
        described = each.get("/FontDescriptor", pikepdf.Dictionary())
        inside = any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        yield Font(_text(each.get("/BaseFont")).removeprefix("/"), inside)


def _walk(
    node: pikepdf.Object | None, parent: str, elements: list[Element], linked: dict[Number, bool]
) -> None:
    """Go through the structure tree in reading order.

    ``linked`` gathers the annotations that stand in the tree, and whether every one of their
    places there is a link.
    """
    if not isinstance(node, pikepdf.Dictionary):
        return
    structure = node.get("/S")
    kind = "" if structure is None else str(structure)[1:]
    if kind:
        elements.append(_element(node, kind))
    elif node.get("/Type") == "/OBJR":
        number = node.Obj.objgen
        linked[number] = parent == "Link" and linked.get(number, True)
    children = node.get("/K")
    if isinstance(children, pikepdf.Array):
        for child in children:
            _walk(child, kind, elements, linked)
    else:
        _walk(children, kind, elements, linked)


def _element(node: pikepdf.Dictionary, kind: str) -> Element:
    if kind == "Figure":
        return Element(kind, _text(node.get("/Alt")))
    if kind == "TH":
        return Element(kind, scope=_text(_under(node, "/A", "/Scope")).removeprefix("/"))
    return Element(kind)


def _annotations(document: pikepdf.Pdf, linked: dict[Number, bool]) -> Iterator[Annotation]:
    for page in document.pages:
        for each in page.get("/Annots", []):
            target = each.get("/Dest")
            yield Annotation(
                _text(each.get("/Subtype")).removeprefix("/"),
                _text(each.get("/Contents")),
                linked.get(each.objgen, False),
                bool(int(each.get("/F", 0)) & PRINTED),
                _text(target) if target is not None else _text(_under(each, "/A", "/URI")),
            )


def _attachments(document: pikepdf.Pdf) -> Iterator[Attachment]:
    associated = {each.objgen for each in document.Root.get("/AF", [])}
    for each in _names(document.Root, "/EmbeddedFiles").values():
        stream = each.EF.F
        yield Attachment(
            _text(each.get("/UF", each.get("/F"))),
            _text(stream.get("/Subtype")).removeprefix("/"),
            _text(each.get("/AFRelationship")).removeprefix("/"),
            each.objgen in associated,
            bytes(stream.read_bytes()),
        )


def _names(root: pikepdf.Object, tree: str) -> dict[str, pikepdf.Object]:
    node = _under(root, "/Names", tree)
    return dict(pikepdf.NameTree(node).items()) if node is not None else {}


def _under(node: pikepdf.Object, outer: str, inner: str) -> pikepdf.Object | None:
    holder = node.get(outer)
    return holder.get(inner) if isinstance(holder, pikepdf.Dictionary) else None


def _text(value: pikepdf.Object | None) -> str:
    return "" if value is None else str(value)
