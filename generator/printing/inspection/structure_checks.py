"""Check the structure tree of a finished file: its elements, figures, tables, lists and names.

The rules are those of ISO 14289-1, 7.1 to 7.6, and ISO 32000-1, 14.7 and 14.8.
"""

from collections.abc import Iterator, Mapping, Sequence

from generator.errors import Location, Problem
from generator.printing.pdf_reader import Finished
from generator.printing.pdf_reading.structure_reader import (
    AnnotationPlace,
    MarkPlace,
    ReadElement,
)

_GROUPS = frozenset(("Document", "Part", "Art", "Sect", "Div", "BlockQuote"))
_LINES = frozenset(("P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Reference", "Link", "Span"))
_TABLE_PARTS = ("THead", "TBody", "TFoot")
HOLDS: Mapping[str, frozenset[str]] = {
    "Table": frozenset(("Caption", "TR", *_TABLE_PARTS)),
    **dict.fromkeys(_TABLE_PARTS, frozenset(("TR",))),
    "TR": frozenset(("TH", "TD")),
    "L": frozenset(("LI", "L", "Caption")),
    "LI": frozenset(("Lbl", "LBody")),
    "TOC": frozenset(("TOCI", "TOC", "Caption")),
    "TOCI": frozenset(("Lbl", "Reference", "P", "TOC")),
    **dict.fromkeys(_LINES, frozenset(("Link", "Span", "Reference", "Figure", "Quote", "Code"))),
}
"""What may stand right inside an element; one that is not named here may hold anything."""

STANDS_IN: Mapping[str, frozenset[str]] = {
    "TR": frozenset(("Table", *_TABLE_PARTS)),
    **dict.fromkeys(_TABLE_PARTS, frozenset(("Table",))),
    **dict.fromkeys(("TH", "TD"), frozenset(("TR",))),
    "LI": frozenset(("L",)),
    "LBody": frozenset(("LI",)),
    "TOCI": frozenset(("TOC",)),
    "Lbl": frozenset(("LI", "TOCI")),
    "Caption": frozenset(("Table", "Div", "L", "TOC", "Figure")),
    "Document": frozenset(("",)),
}
"""Where an element may stand; one that is not named here may stand anywhere."""

STANDARD = (
    _GROUPS | _LINES | set(HOLDS) | set(STANDS_IN) | {"Figure", "Quote", "Code", "NonStruct"}
)
"""Kinds of elements that a brief may have; others would need a table of roles."""

_WITHOUT_TEXT = _GROUPS | {"Table", "TR", "L", "LI", "TOC", *_TABLE_PARTS}

NAMELESS = ("TD",)
"""Elements that may be empty, since a table has to be a rectangle."""


def check_structure(finished: Finished, place: Location) -> Iterator[Problem]:
    """List the faults of a structure tree.

    Parameters
    ----------
    finished
        The file.
    place
        Its name, for messages.
    """
    structure = finished.structure
    if [root.role for root in structure.roots] != ["Document"] or structure.repeated:
        found = " ".join(root.kind for root in structure.roots)
        yield Problem("problem.tag_tree", place, {"found": found or "–"})
    for root in structure.roots:
        yield from _nested(root, "", place)
    yield from _names(finished, place)
    for element in structure.walk():
        if element.role == "Figure":
            yield from _figure_place(element, finished, place)
        elif element.role == "Table":
            yield from _table(element, place)
        yield from _captions(element, place)
        yield from _list(element, place)


def _list(element: ReadElement, place: Location) -> Iterator[Problem]:
    """Look whether a list with labels says how it is numbered, and no other."""
    if element.role == "L" and _labelled(element) != bool(element.numbering):
        yield Problem("problem.list_labels", place, {"found": element.numbering or "–"})


def _nested(element: ReadElement, parent: str, place: Location) -> Iterator[Problem]:
    """Follow what stands in what; an element has to know its parent, too."""
    role = element.role
    if not _allowed(element, parent):
        slots = {"found": element.kind, "other": parent or "–"}
        yield Problem("problem.tag_nesting", place, slots)
    direct = any(isinstance(kid, MarkPlace | AnnotationPlace) for kid in element.kids)
    if direct and role in _WITHOUT_TEXT:
        yield Problem("problem.tag_nesting", place, {"found": "MCID", "other": element.kind})
    if not element.kids and role not in NAMELESS:
        yield Problem("problem.tag_empty", place, {"found": element.kind})
    for kid in element.elements:
        yield from _nested(kid, role, place)


def _allowed(element: ReadElement, parent: str) -> bool:
    """Whether an element is of a standard kind, not renamed, and stands where it may."""
    role = element.role
    if role not in STANDARD or (element.kind != role and element.kind in STANDARD):
        return False
    inside = role in HOLDS.get(parent, (role,)) and parent in STANDS_IN.get(role, (parent,))
    return inside and element.upward


def _names(finished: Finished, place: Location) -> Iterator[Problem]:
    """Compare names of elements with the tree of names: all there, sorted, each once."""
    named = sorted((each.identifier, each.number) for each in finished.elements if each.identifier)
    if named != list(finished.structure.identified) or len(dict(named)) != len(named):
        listed = set(finished.structure.identified)
        found = sorted({name for name, _ in listed.symmetric_difference(named)})
        yield Problem("problem.tag_names", place, {"found": ", ".join(found[:5]) or "–"})


def _figure_place(figure: ReadElement, finished: Finished, place: Location) -> Iterator[Problem]:
    """Look whether a figure stands on the page that it names, and covers some of it."""
    inside = False
    if figure.box is not None and 0 <= figure.page < finished.pages:
        left, low, right, high = figure.box
        paper = finished.sheets[figure.page].box
        inside = paper[0] <= left < right <= paper[2] and paper[1] <= low < high <= paper[3]
    if not inside:
        box = "–" if figure.box is None else " ".join(f"{each:g}" for each in figure.box)
        yield Problem(
            "problem.figure_place", Location(place.file, figure.page + 1), {"found": box}
        )


def _captions(element: ReadElement, place: Location) -> Iterator[Problem]:
    """Look for what a caption belongs to: first in its table, or before the figure beside it."""
    roles = [each.role for each in element.elements]
    for at, role in enumerate(roles):
        if role != "Caption":
            continue
        figures = roles.count("Figure") == 1 and roles.index("Figure") > at
        in_place = at == 0 if element.role in ("Table", "L", "TOC") else figures
        if not in_place or roles.count("Caption") > 1:
            yield Problem("problem.caption_apart", place, {"found": " ".join(roles)})


def _labelled(element: ReadElement) -> bool:
    """Whether the entries of a list have labels; some with and some without count as both."""
    return any(each.role == "Lbl" for item in element.elements for each in item.elements)


def _rows(table: ReadElement) -> list[ReadElement]:
    rows: list[ReadElement] = []
    for part in table.elements:
        rows.extend(each for each in (part, *part.elements) if each.role == "TR")
    return rows


def _table(table: ReadElement, place: Location) -> Iterator[Problem]:
    """Look whether a table is a rectangle whose cells know their headers."""
    rows = _rows(table)
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        for cell in row.elements:
            for down in range(cell.spans[0]):
                taken[number + down] = taken.get(number + down, 0) + cell.spans[1]
    if len(set(taken.values())) != 1 or len(taken) != len(rows):
        found = ", ".join(map(str, dict.fromkeys(taken.values()))) or "–"
        yield Problem("problem.table_shape", place, {"found": found})
    headers = {cell.identifier for row in rows for cell in row.elements if cell.role == "TH"}
    yield from _cell_headers(rows, headers, place)


def _cell_headers(
    rows: Sequence[ReadElement], headers: set[str], place: Location
) -> Iterator[Problem]:
    """Look for cells that say something without a header, and for headers that are none."""
    for row in rows:
        beside = {cell.identifier for cell in row.elements if cell.role == "TH"}
        for cell in row.elements:
            unknown = set(cell.headers) - headers
            if unknown or not _headed(cell, beside):
                found = ", ".join(sorted(unknown)) or cell.identifier or "–"
                yield Problem("problem.cell_headers", place, {"found": found})


def _headed(cell: ReadElement, beside: set[str]) -> bool:
    """Whether a header has a name, and a cell that says something names its headers."""
    if cell.role == "TH":
        return bool(cell.identifier)
    named = set(cell.headers)
    return not cell.kids or bool(named and (named & beside or not beside))
