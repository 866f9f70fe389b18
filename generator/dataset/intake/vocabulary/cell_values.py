"""What one cell of an office's sheet says: a number, a mark for a missing one, or neither."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.dataset.intake.office_files.workbook import Value
from generator.dataset.intake.vocabulary.office_words import WORDS

MARKS: Mapping[str, str] = {
    mark: "" if status == "no_data" else status
    for status, marks in WORDS["marks"].items()
    for mark in marks
}
"""Conventional signs of the Bureau and their statuses; empty text where there is no data."""

_GROUPED = re.compile(r"-?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2},\d{3}")
"""A comma before three digits: of thousands or of decimals, nobody can tell."""
_MARKED = re.compile(r"\s+\d{1,2}\)$|\s*\*+$")
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)", re.I)


@dataclass(frozen=True, slots=True)
class CellValue:
    """What a cell says: a number or NaN, a status or empty text, or the key of what is wrong."""

    value: float = math.nan
    status: str = ""
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the cell says nothing: empty, or without data."""
        return math.isnan(self.value) and not self.status and not self.problem


def read_value(cell: Value) -> CellValue:
    """Read one cell.

    Examples
    --------
    >>> read_value("1 234,5").value, read_value("х").status, read_value("1о5").problem
    (1234.5, 'suppressed', 'problem.cell_not_a_number')
    """
    if isinstance(cell, bool):
        return CellValue(problem="problem.cell_not_a_number")
    if isinstance(cell, float):
        return CellValue(cell) if math.isfinite(cell) else CellValue(problem="problem.cell_error")
    if not isinstance(cell, str):
        return CellValue(problem="problem.cell_date")
    return _read_text(" ".join(unicodedata.normalize("NFKC", cell).split()))


def read_decimal_comma(cell: Value) -> CellValue:
    """Read one cell of a form that says that a comma parts decimals, and never thousands.

    Examples
    --------
    >>> read_decimal_comma("1,234").value, read_decimal_comma("1 234,5").value
    (1.234, 1234.5)
    """
    found = read_value(cell)
    if found.problem != "problem.cell_ambiguous":
        return found
    return read_value(float(str(cell).replace("\u2212", "-").replace(",", ".")))


def _read_text(text: str) -> CellValue:
    if text in MARKS:
        return CellValue(status=MARKS[text])
    bare = _MARKED.sub("", text).replace("\u2212", "-")
    if not _AMBIGUOUS.fullmatch(bare) and (_GROUPED.fullmatch(bare) or _NUMBER.fullmatch(bare)):
        return CellValue(float(bare.replace(" ", "").replace(",", ".")))
    wrong = {"problem.cell_ambiguous": _AMBIGUOUS, "problem.cell_error": _ERRORS}
    key = next((key for key, shape in wrong.items() if shape.fullmatch(bare)), "")
    return CellValue(problem=key or "problem.cell_not_a_number")


def strict(value: float) -> str:
    """Write a number in the strict form: decimal point, no exponent, at most 15 digits.

    Examples
    --------
    >>> strict(120561096.4), strict(0.1 + 0.2), strict(-0.0)
    ('120561096.4', '0.3', '0')
    """
    text = format(Decimal(f"{value:.15g}"), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
