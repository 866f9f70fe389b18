"""Footnotes of a sheet, and the statuses that they give to figures."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from generator.dataset.intake.mappings import SheetRule, masked
from generator.dataset.intake.office_files.workbook import Sheet
from generator.dataset.intake.vocabulary.office_words import WORDS

_BY_DEFAULT: Mapping[str, Sequence[str]] = WORDS["statuses"]
"""Words by which the Bureau marks figures that it will revise."""

_NOTE = re.compile(r"^\s*(\d{1,2}\)|\*+)\s*(\S.*)$", re.S)


def read_footnotes(sheet: Sheet, first_row: int) -> Mapping[str, str]:
    """Return the texts of the footnotes below a row, by their marks without the bracket."""
    found: dict[str, str] = {}
    for row in sheet.rows[first_row:]:
        texts = [value for value in row if isinstance(value, str) and value.strip()]
        note = _NOTE.match(unicodedata.normalize("NFKC", texts[0])) if texts else None
        if note:
            found.setdefault(note.group(1).rstrip(")"), " ".join(note.group(2).split()))
    return found


def status_of(text: str, rule: SheetRule) -> str:
    """Return the status that a text gives; empty text where it gives none."""
    shown = masked(text)
    known: tuple[Mapping[str, Sequence[str]], ...] = (rule.statuses, _BY_DEFAULT)
    for statuses in known:
        for status, words in statuses.items():
            if any(masked(word) in shown for word in words):
                return status
    return ""
