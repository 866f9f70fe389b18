"""What one cell of an office's sheet says: a number, a mark for a missing one, or neither."""

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from generator.dataset.intake.office_files.workbook import Value

NIL_MARKS = frozenset({"-", "–", "—", "‐", "−"})
CONFIDENTIAL_MARKS = frozenset({"x", "X", "х", "Х"})
NO_DATA_MARKS = frozenset({"...", "…", "..", "н/д", "n/a", "к.м.", "м.ж."})
"""Conventional signs of the Bureau: no such phenomenon; confidential; no data."""

_GROUPED = re.compile(r"-?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2},\d{3}")
"""A comma before three digits: of thousands or of decimals, nobody can tell."""
_MARKED = re.compile(r"\s+\d{1,2}\)$|\s*\*+$")
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|Н/Д)", re.I)


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


def _read_text(text: str) -> CellValue:
    if not text or text in NO_DATA_MARKS:
        return CellValue()
    if text in NIL_MARKS:
        return CellValue(status="nil")
    if text in CONFIDENTIAL_MARKS:
        return CellValue(status="suppressed")
    if _ERRORS.fullmatch(text):
        return CellValue(problem="problem.cell_error")
    bare = _MARKED.sub("", text).replace("\u2212", "-")
    if _AMBIGUOUS.fullmatch(bare):
        return CellValue(problem="problem.cell_ambiguous")
    if _GROUPED.fullmatch(bare) or _NUMBER.fullmatch(bare):
        return CellValue(float(bare.replace(" ", "").replace(",", ".")))
    return CellValue(problem="problem.cell_not_a_number")


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
