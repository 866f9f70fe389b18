"""The marks by which a workbook made for a year is known again, however it was saved since."""

import re

NOTES = "notes"
"""Stands for the table in the mark of the sheet with explanations, which holds no figures."""

_SHEET = re.compile(r"oblys-template 1 ([a-z][a-z0-9_]*) (\d{4})")
_COLUMN = re.compile(r"(\d{4})(?: ([A-Z][A-Z_-]*))? · (\S+)")


def sheet_mark(table: str, year: int) -> str:
    """Return the mark of the sheet of a table.

    Examples
    --------
    >>> sheet_mark("grp", 2026)
    'oblys-template 1 grp 2026'
    """
    return f"oblys-template 1 {table} {year}"


def column_mark(year: int, industry: str, source: str) -> str:
    """Return the mark of a column to fill in; ``industry`` is empty for the whole economy.

    Examples
    --------
    >>> column_mark(2026, "B-F", "BNS-5927"), column_mark(2026, "", "BNS-5926")
    ('2026 B-F · BNS-5927', '2026 · BNS-5926')
    """
    return f"{f'{year} {industry}'.strip()} · {source}"


def marked_sheet(value: object) -> tuple[str, int] | None:
    """Return the table and year that a cell marks; None if it is no such mark."""
    found = _SHEET.fullmatch(value.strip()) if isinstance(value, str) else None
    return (found.group(1), int(found.group(2))) if found else None


def marked_column(value: object, year: int) -> tuple[str, str] | None:
    """Return the industry and source that a cell marks for a year; None if it is no such mark."""
    found = _COLUMN.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or int(found.group(1)) != year:
        return None
    return found.group(2) or "", found.group(3)
