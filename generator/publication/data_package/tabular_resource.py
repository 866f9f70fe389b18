"""One table of a data package: its rows as CSV, and its description as a Tabular Data Resource.

The description follows the Frictionless standards (Data Package, Tabular Data Resource, CSV
Dialect, Table Schema), so that a program reads the table without being told anything else.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from generator.printing.source_table import FORMULA

STRING, INTEGER, NUMBER = "string", "integer", "number"
"""Types of columns, as Table Schema names them."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How numbers and cells are written: for programs, or for Excel as Kazakhstan sets it up."""

    delimiter: str
    decimal: str
    mark: str

    def text(self, value: object) -> str:
        """Write one cell.

        Parameters
        ----------
        value
            Text, whole number, fraction (12 significant digits) or ``None`` (empty).

        Returns
        -------
        str
            A text that a spreadsheet would take for a formula has an apostrophe in front; a
            number is a number whatever its sign.
        """
        if value is None:
            return ""
        if isinstance(value, float):
            return f"{value:.12g}".replace(".", self.decimal)
        text = str(value)
        return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


PLAIN = Dialect(delimiter=",", decimal=".", mark="")
EXCEL = Dialect(delimiter=";", decimal=",", mark="\ufeff")
"""Semicolons, a decimal comma, and the mark by which Excel knows UTF-8."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type and title; ``refers`` names the table whose codes it holds."""

    name: str
    kind: str
    title: str
    refers: str = ""


@dataclass(frozen=True, slots=True)
class TabularResource:
    """A table of a data package.

    Parameters
    ----------
    name
        Name of the table, and of its file without ending.
    title
        What it holds, in words.
    columns
        In the order of the cells.
    key
        Columns that together occur once.
    rows
        Cells in the order of the columns.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Sequence[Sequence[object]]

    def content(self, dialect: Dialect) -> bytes:
        """Write the table as CSV after RFC 4180 in UTF-8, with a head; lines end in CR LF."""
        target = StringIO()
        writer = csv.writer(target, delimiter=dialect.delimiter)
        writer.writerow(column.name for column in self.columns)
        writer.writerows([dialect.text(value) for value in row] for row in self.rows)
        return (dialect.mark + target.getvalue()).encode()

    def described(self, dialect: Dialect) -> Mapping[str, object]:
        """Describe the table and how it is written."""
        return {
            "name": self.name,
            "title": self.title,
            "path": f"{self.name}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": dialect.delimiter, "header": True},
            "schema": {
                "fields": [_field(each, dialect) for each in self.columns],
                "missingValues": [""],
                "primaryKey": list(self.key),
                "foreignKeys": list(_references(self.columns)),
            },
        }


def _field(column: Column, dialect: Dialect) -> Mapping[str, str]:
    separator = {"decimalChar": dialect.decimal} if column.kind == NUMBER else {}
    return {"name": column.name, "type": column.kind, "title": column.title, **separator}


def _references(columns: Iterable[Column]) -> Iterable[Mapping[str, object]]:
    for each in columns:
        if each.refers:
            yield {
                "fields": each.name,
                "reference": {"resource": each.refers, "fields": "code"},
            }
