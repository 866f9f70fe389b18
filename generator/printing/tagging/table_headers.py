"""Say of each cell of a table which headers it has (ISO 32000-1, 14.8.5.7).

A header in the head of a table heads the columns that it spans; one alone in its row heads the
rows below it, up to the next; any other heads its row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pydyf

from generator.printing.tagging.structure_tree import Node


@dataclass(frozen=True, slots=True, eq=False)
class PlacedCell:
    """A cell with the rows and columns that it takes, from 0."""

    node: Node
    rows: range
    columns: range
    in_head: bool
    alone: bool

    @property
    def identifier(self) -> str:
        """Name of the cell in its table."""
        return f"r{self.rows.start}c{self.columns.start}"


def placed_cells(rows: Sequence[tuple[Node, bool]]) -> Iterator[PlacedCell]:
    """Yield the cells of a table with their places, row by row.

    Parameters
    ----------
    rows
        Rows, and whether each stands in the head of the table.
    """
    taken: set[tuple[int, int]] = set()
    for number, (row, in_head) in enumerate(rows):
        column = 0
        for node in row.nodes:
            while (number, column) in taken:
                column += 1
            high, wide = (int(node.attributes.get(key, 1)) for key in ("RowSpan", "ColSpan"))
            cell = PlacedCell(
                node,
                range(number, number + high),
                range(column, column + wide),
                in_head,
                len(row.nodes) == 1,
            )
            taken.update((down, across) for down in cell.rows for across in cell.columns)
            yield cell


def head_cells(document: Node) -> None:
    """Name the headers of all tables, and list them with the cells that they head."""
    for number, table in enumerate(document.all("Table")):
        _head_table(table, f"t{number}")


def _head_table(table: Node, name: str) -> None:
    rows = [
        (row, part.kind == "THead")
        for part in table.nodes
        for row in (part.nodes if part.kind != "TR" else [part])
        if row.kind == "TR"
    ]
    cells = list(placed_cells(rows))
    for cell in cells:
        said = cell.node.attributes = {"O": "/Table", **cell.node.attributes}
        if cell.node.kind == "TH":
            said["Scope"] = "/Column" if cell.in_head or cell.alone else "/Row"
            cell.node.entries["ID"] = pydyf.String(f"{name}{cell.identifier}")
    headers = _Headers(cells)
    for cell in cells:
        found = headers.of(cell)
        if found:
            cell.node.attributes["Headers"] = pydyf.Array(found)


class _Headers:
    """The headers of one table, by what they head."""

    def __init__(self, cells: Sequence[PlacedCell]) -> None:
        headers = [cell for cell in cells if cell.node.kind == "TH"]
        self._columns = [cell for cell in headers if cell.in_head]
        self._groups = [cell for cell in headers if cell.alone and not cell.in_head]
        self._rows: dict[int, list[PlacedCell]] = {}
        for cell in headers:
            if not cell.in_head and not cell.alone:
                for row in cell.rows:
                    self._rows.setdefault(row, []).append(cell)

    def of(self, cell: PlacedCell) -> list[pydyf.String]:
        """List the names of a cell's headers: of its group of rows, its row and its columns."""
        if cell.in_head or (cell.alone and cell.node.kind == "TH"):
            return []
        groups = [each for each in self._groups if each.rows.start < cell.rows.start]
        rows = [each for row in cell.rows for each in self._rows.get(row, ())]
        columns = [each for each in self._columns if _meet(each.columns, cell.columns)]
        found = dict.fromkeys((*groups[-1:], *rows, *columns))
        return [each.node.entries["ID"] for each in found if each.node is not cell.node]


def _meet(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop
