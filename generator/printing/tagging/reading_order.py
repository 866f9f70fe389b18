"""Put a structure tree into the elements and the order in which a page is read aloud.

Each function changes the tree in place. The elements are those of ISO 32000-1, 14.8.4; the order
is that of ISO 14289-1, 7.3: a heading, the caption, then the figure.
"""

from collections.abc import Callable
from itertools import groupby, pairwise

from generator.printing.tagging.page_marks import PageMark
from generator.printing.tagging.structure_tree import LinkPlace, Node

Kid = Node | PageMark | LinkPlace
Texts = Callable[[PageMark], str]
"""Tells what a piece of text says."""

GROUPING = ("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "LBody")
"""Elements that hold other elements; text in them stands in paragraphs."""

LAYOUT = ("Div", "NonStruct")
"""Elements that the engine makes of whatever only lays out a page."""

INLINE = ("Link", "Span", "Reference")
"""Elements that are parts of a line of text."""

CELLS = ("TD", "TH")
"""Elements that may be empty: a table has to be a rectangle."""


def silence_cells(document: Node) -> None:
    """Make small drawings in cells decoration: the row says in words what they show."""
    for cell in document.walk():
        if cell.kind in CELLS:
            for node in list(cell.walk()):
                for figure in (each for each in node.nodes if each.kind == "Figure"):
                    node.kids.remove(figure)
                    for mark in figure.marks():
                        mark.become_artifact()


def leave_out_empty(document: Node) -> None:
    """Leave out pieces and elements that hold nothing, and elements that only say how text looks.

    An empty header of a table becomes a cell: there is nothing that it could be read as.
    """
    document.kids = [each for kid in document.kids for each in _filled(kid)]


def _filled(kid: Kid) -> list[Kid]:
    if isinstance(kid, PageMark) and not kid.drawing and not kid.lines:
        kid.vanish()
        return []
    if not isinstance(kid, Node):
        return [kid]
    kid.kids = [each for below in kid.kids for each in _filled(below)]
    if kid.kind == "Span":
        return kid.kids
    if not kid.kids and kid.kind == "TH":
        kid.kind = "TD"
    return [kid] if kid.kids or kid.kind in CELLS else []


def pair_figures(document: Node) -> None:
    """Bring together the captions of two figures side by side, and the figures below them.

    They are laid out as two rows, so that both figures begin at the same height.
    """
    for node in document.walk():
        for heads, figures in pairwise(list(node.nodes)):
            if not heads.nodes or len(heads.kids) != len(figures.kids):
                continue
            if all(map(_captioned, heads.nodes)) and all(map(_only_figure, figures.nodes)):
                for head, figure in zip(heads.nodes, figures.nodes, strict=True):
                    head.kids.extend(figure.kids)
                node.kids.remove(figures)


def _captioned(node: Node) -> bool:
    return bool(node.all("Caption")) and not node.all("Figure")


def _only_figure(node: Node) -> bool:
    return len(node.all("Figure")) == 1 and not node.all("Caption")


def name_lists(document: Node, texts: Texts) -> None:
    """Tell contents from lists, and the numbers of a list from its text."""
    for node in document.all("L"):
        if all(any(link.kind == "Link" for link in item.walk()) for item in node.nodes):
            _contents(node)
        else:
            _numbered(node, texts)


def _contents(node: Node) -> None:
    """Make a list of links the contents of the document (ISO 32000-1, Table 333)."""
    node.kind = "TOC"
    for item in node.nodes:
        item.kind = "TOCI"
        text = [kid for body in item.nodes for each in body.kids for kid in _line(each)]
        item.kids = [Node("Reference", text, item.page)]


def _line(kid: Kid) -> list[Kid]:
    """Return the parts of a line of text, without elements around them."""
    if not isinstance(kid, Node) or kid.kind in INLINE:
        return [kid]
    return [each for below in kid.kids for each in _line(below)]


def _numbered(node: Node, texts: Texts) -> None:
    """Make the number with which each entry of a list begins its label."""
    bodies = [item.nodes[0] for item in node.nodes]
    labels = [_label(body, texts) for body in bodies]
    first = int(labels[0]) if labels[0].isdecimal() else 0
    if not first or labels != [str(first + at) for at in range(len(labels))]:
        return
    node.attributes |= {"O": "/List", "ListNumbering": "/Decimal"}
    for item, body in zip(node.nodes, bodies, strict=True):
        item.kids.insert(0, Node("Lbl", list(body.nodes[0].marks()), item.page))
        body.kids.remove(body.nodes[0])


def _label(body: Node, texts: Texts) -> str:
    """Return what the first element in an entry of a list says; empty if there is none."""
    return "".join(map(texts, body.nodes[0].marks())) if body.nodes else ""


def flatten(document: Node) -> None:
    """Leave out elements that only lay out, and put text that stands alone into paragraphs.

    An element that holds a caption stays: it says which figure the caption belongs to.
    """
    document.kids = [each for kid in document.kids for each in _flat(kid)]
    _into_paragraphs(document)


def _flat(kid: Kid) -> list[Kid]:
    if not isinstance(kid, Node):
        return [kid]
    kid.kids = [each for below in kid.kids for each in _flat(below)]
    if kid.kind in LAYOUT:
        return _without_layout(kid)
    if kid.kind in CELLS:
        _without_paragraph(kid)
    elif kid.kind in GROUPING and not _labelled(kid):
        _into_paragraphs(kid)
    return [kid]


def _without_layout(node: Node) -> list[Kid]:
    """Return what takes the place of an element that only lays out."""
    if all(map(_inline, node.kids)):
        if node.kind == "NonStruct":
            return node.kids
        node.kind = "P"
        return [node]
    _into_paragraphs(node)
    if not any(each.kind == "Caption" for each in node.nodes):
        return node.kids
    node.kind = "Div"
    return [node]


def _without_paragraph(cell: Node) -> None:
    """Leave out a paragraph that is all there is in a cell."""
    if [each.kind for each in cell.nodes] == ["P"] and len(cell.kids) == 1:
        cell.kids = cell.nodes[0].kids


def _labelled(node: Node) -> bool:
    """Whether this is an entry of a list that is one line of text."""
    return node.kind == "LBody" and all(map(_inline, node.kids))


def _inline(kid: Kid) -> bool:
    """Whether a kid is part of a line of text."""
    if isinstance(kid, PageMark):
        return not kid.drawing
    return isinstance(kid, LinkPlace) or kid.kind in INLINE


def _into_paragraphs(node: Node) -> None:
    """Put what stands in lines right inside an element into paragraphs."""
    kids: list[Kid] = []
    for inline, parts in groupby(node.kids, _inline):
        text = list(parts)
        kids.extend([Node("P", text, node.page or _page(text))] if inline else text)
    node.kids = kids


def _page(text: list[Kid]) -> bytes:
    """Return the page of the first element or link in a line; empty if there is none."""
    return next((kid.page for kid in text if not isinstance(kid, PageMark)), b"")
