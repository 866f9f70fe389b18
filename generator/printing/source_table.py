"""The figures of a brief as a table for machines: a CSV file that travels inside the PDF."""

import csv
from io import StringIO

from generator.findings.brief import Brief
from generator.findings.facts import Fact

COLUMNS = (
    "subject",
    "measure",
    "industry",
    "period",
    "value",
    "unit",
    "rank",
    "of",
    "national",
    "status",
    "vintage",
    "source",
)

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text that begins like this would be computed by a spreadsheet."""


def file_name(brief: Brief) -> str:
    """Name of the table inside the PDF, in ASCII: ``KZ-23-2025.csv``."""
    return f"{brief.subject}-{brief.year}.csv"


def source_table(brief: Brief) -> bytes:
    """Write every fact of a brief as one row, in no language.

    Returns
    -------
    bytes
        CSV after RFC 4180 in UTF-8. Numbers have a decimal point and at most 12 significant
        digits; a missing one is empty. A text that a spreadsheet would take for a formula gets an
        apostrophe in front.
    """
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    writer.writerows(_row(fact) for fact in brief.facts)
    return target.getvalue().encode()


def _row(fact: Fact) -> list[str]:
    values = fact.as_json() | {"source": "; ".join(fact.sources)}
    return [_cell(values[column]) for column in COLUMNS]


def _cell(value: object) -> str:
    """Print a cell; a number stays a number whatever its sign."""
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
