"""Read and refresh the table of doubts about texts that only a native reader can settle.

``locales/review.csv`` opens in a spreadsheet where Kazakh or Russian is the language of the
system: UTF-8 with a byte order mark, columns parted by semicolons. The column ``answer`` is the
office's; ``text`` is written anew from the catalogues.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from generator.errors import HouseProblems, Location, Problem
from generator.presentation.localisation.catalogue import read_catalogue
from generator.presentation.localisation.language_settings import read_settings
from generator.presentation.localisation.names import read_names

FILE = "review.csv"
COLUMNS = ("number", "message", "language", "text", "doubt", "question", "alternatives", "answer")
NAMES = ("region", "industry")


@dataclass(frozen=True)
class Doubt:
    """One row: the message or name, its language, and everything else by column."""

    message: str
    language: str
    cells: Mapping[str, str]


def read_review(locales: Path) -> tuple[Doubt, ...]:
    """Read the table of doubts.

    Raises
    ------
    HouseProblems
        If it is missing, or its columns are not those agreed.
    """
    try:
        text = (locales / FILE).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        slots = {"found": type(error).__name__}
        raise HouseProblems([Problem("problem.missing_asset", Location(FILE), slots)]) from error
    table = csv.DictReader(StringIO(text), delimiter=";")
    if tuple(table.fieldnames or ()) != COLUMNS:
        slots = {"found": ", ".join(table.fieldnames or ()), "expected": ", ".join(COLUMNS)}
        raise HouseProblems([Problem("problem.column_order", Location(FILE, 1), slots)])
    rows = [{column: row[column] or "" for column in COLUMNS} for row in table]
    return tuple(Doubt(row["message"], row["language"], row) for row in rows)


def text_of(locales: Path, doubt: Doubt) -> str:
    """Return the text that a doubt is about; empty if there is no such message or name.

    A name is written as ``industry.D.full`` or ``region.KZ-79.akimat_dat``.
    """
    kind, _, rest = doubt.message.partition(".")
    code, _, form = rest.partition(".")
    if kind in NAMES and form:
        script = read_settings(locales, doubt.language).script
        names = read_names(locales, doubt.language, script)
        table = names.regions if kind == "region" else names.industries
        return table.get(code, {}).get(form, "")
    message = read_catalogue(locales, doubt.language).messages.get(doubt.message)
    return " | ".join(dict.fromkeys(message.forms)) if message else ""


def refresh_review(locales: Path) -> tuple[str, ...]:
    """Write the texts of the table anew; return the messages in it that do not exist."""
    doubts = read_review(locales)
    content = StringIO()
    table = csv.DictWriter(content, COLUMNS, delimiter=";", lineterminator="\n")
    table.writeheader()
    for doubt in doubts:
        table.writerow({**doubt.cells, "text": text_of(locales, doubt)})
    (locales / FILE).write_text(content.getvalue(), encoding="utf-8-sig", newline="\n")
    return tuple(doubt.message for doubt in doubts if not text_of(locales, doubt))
