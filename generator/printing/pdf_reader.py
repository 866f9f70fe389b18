"""A finished PDF, read back as plain values. With what it reads by, the only door to pikepdf.

What is said here about a file is read from its bytes, not from what was asked for.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from generator.errors import Location, Problem, Refused
from generator.printing.pdf_reading.font_reader import FontTables, read_fonts
from generator.printing.pdf_reading.structure_reader import (
    AnnotationPlace,
    Box,
    Number,
    ReadElement,
    ReadStructure,
    read_structure,
)

LONGEST_METADATA = 65536
"""Bytes of metadata as stored; a file with more was not printed here."""

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
class ReadPage:
    """A page of a file.

    Parameters
    ----------
    box
        Its paper, in points.
    tabs
        Order in which a keyboard steps through it: ``S`` is that of the tree.
    key
        Its key in the table of parents; -1 if it names none.
    operators
        What it draws, unpacked.
    fonts
        Its fonts by the names that it has for them.
    """

    box: Box
    tabs: str
    key: int
    operators: bytes
    fonts: Mapping[str, FontTables]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page: its description, whether it is a link in the tree too, where it leads.

    ``number`` is that of its object; ``key`` is its key in the table of parents, -1 without one.
    """

    kind: str
    description: str
    tagged: bool
    printed: bool
    target: str
    number: Number
    key: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file; ``relation`` says what it is to the document, e.g. ``Data``.

    ``name`` is empty unless both of its names are there and agree (ISO 19005-3, 6.8).
    """

    name: str
    kind: str
    relation: str
    associated: bool
    content: bytes


@dataclass(frozen=True)
class Finished:
    """What a PDF holds.

    ``bookmarks`` are their titles in order; ``targets`` are the places that links may lead to;
    ``active`` says whether the file runs anything by itself; ``suspect`` whether it doubts its
    own tags; ``colours`` are the output intents: purpose and colours of each profile.
    """

    sheets: tuple[ReadPage, ...]
    language: str
    title: str
    shows_title: bool
    marked: bool
    metadata: bytes
    fonts: tuple[Font, ...]
    structure: ReadStructure
    annotations: tuple[Annotation, ...]
    attachments: tuple[Attachment, ...]
    bookmarks: tuple[str, ...]
    targets: frozenset[str]
    active: bool
    suspect: bool
    colours: tuple[tuple[str, int], ...]

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.sheets)

    @property
    def elements(self) -> tuple[ReadElement, ...]:
        """Elements of the structure tree, in reading order."""
        return tuple(self.structure.walk())


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
        structure = read_structure(document)
        return Finished(
            tuple(_pages(document)),
            _text(root.get("/Lang")),
            _text(document.trailer.get("/Info", pikepdf.Dictionary()).get("/Title")),
            bool(_under(root, "/ViewerPreferences", "/DisplayDocTitle")),
            bool(_under(root, "/MarkInfo", "/Marked")),
            _metadata(document),
            tuple(_fonts(document)),
            structure,
            tuple(_annotations(document, dict(_linked(structure)))),
            tuple(_attachments(document)),
            tuple(_bookmarks(root.get("/Outlines"))),
            frozenset(_names(root, "/Dests")),
            "/OpenAction" in root or "/AA" in root or bool(_names(root, "/JavaScript")),
            bool(_under(root, "/MarkInfo", "/Suspects")),
            tuple(_intents(root)),
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


def _pages(document: pikepdf.Pdf) -> Iterator[ReadPage]:
    """Read the pages; their fonts once, since all pages name the same."""
    fonts: dict[Number, dict[str, FontTables]] = {}
    for page in document.pages:
        resources = page.get("/Resources", pikepdf.Dictionary()).objgen
        if resources not in fonts or resources == (0, 0):
            fonts[resources] = read_fonts(page.obj)
        left, low, right, high = map(float, page.mediabox)
        yield ReadPage(
            (left, low, right, high),
            _text(page.get("/Tabs"))[1:],
            int(page.get("/StructParents", -1)),
            b"\n".join(each.read_bytes() for each in _contents(page)),
            fonts[resources],
        )


def _contents(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    contents = page.get("/Contents")
    if contents is not None:
        yield from contents if isinstance(contents, pikepdf.Array) else (contents,)


def _linked(structure: ReadStructure) -> Iterator[tuple[Number, bool]]:
    """Yield the annotations in the tree, and whether each stands there once and as a link."""
    found: dict[Number, list[str]] = {}
    for element in structure.walk():
        for kid in element.kids:
            if isinstance(kid, AnnotationPlace):
                found.setdefault(kid.number, []).append(element.role)
    for number, roles in found.items():
        yield number, roles == ["Link"]


def _bookmarks(outlines: pikepdf.Object | None) -> Iterator[str]:
    """Yield the titles of bookmarks in their order; one that comes again ends the list."""
    seen: set[Number] = set()
    each = None if outlines is None else outlines.get("/First")
    while each is not None and each.objgen not in seen:
        seen.add(each.objgen)
        yield _text(each.get("/Title"))
        yield from _bookmarks(each)
        each = each.get("/Next")


def _intents(root: pikepdf.Object) -> Iterator[tuple[str, int]]:
    for each in root.get("/OutputIntents", ()):
        profile = each.get("/DestOutputProfile")
        yield _text(each.get("/S"))[1:], 0 if profile is None else int(profile.get("/N", 0))


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
                each.objgen,
                int(each.get("/StructParent", -1)),
            )


def _attachments(document: pikepdf.Pdf) -> Iterator[Attachment]:
    associated = {each.objgen for each in document.Root.get("/AF", [])}
    for each in _names(document.Root, "/EmbeddedFiles").values():
        stream = each.EF.F
        yield Attachment(
            _text(each.get("/F")) if each.get("/F") == each.get("/UF") else "",
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
