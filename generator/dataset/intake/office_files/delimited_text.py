"""Read delimited text as offices save it: Windows or UTF-8 letters, semicolon, tab or comma."""

import csv
import re
from collections.abc import Iterable
from itertools import islice

from generator.errors import DataProblems, Location, Problem

_MARKS = (";", "\t", ",")
_LOOKED_AT = 50

LOST = re.compile(r"[^\W\d_]\?|\?[^\W\d_]")
"""A letter beside a question mark: what saving in other letters leaves of Kazakh ones."""

_MOST_LOST = 3


def read_delimited(content: bytes, name: str) -> tuple[tuple[str, ...], ...]:
    """Split delimited text into rows of cells, all of one length.

    The mark is the one that splits the first lines into the same number of cells, at least two;
    a comma between digits in a text with semicolons is a decimal comma.

    Raises
    ------
    DataProblems
        If it is no text, or no mark splits it into columns.
    """
    text = _decoded(content, name)
    mark = _mark(text)
    if not mark:
        raise DataProblems([Problem("problem.workbook_no_columns", Location(name))])
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=mark, strict=True))
    except csv.Error as error:
        raise DataProblems([Problem("problem.workbook_damaged", Location(name))]) from error
    width = max(map(len, rows), default=0)
    return tuple((*row, *([""] * (width - len(row)))) for row in rows)


def letters_lost(rows: Iterable[Iterable[object]]) -> bool:
    """Whether question marks stand beside letters more often than those of questions would."""
    texts = (cell for row in rows for cell in row if isinstance(cell, str))
    return sum(len(LOST.findall(text)) for text in texts) > _MOST_LOST


def _decoded(content: bytes, name: str) -> str:
    """Decode UTF-8, UTF-16 with a mark, or the Windows letters of Russian and Kazakh offices.

    The Kazakh standard KZ-1048 differs from Windows-1251 in Kazakh letters alone, in place of
    Macedonian and Belarusian ones: Russian text is the same in both.
    """
    if b"\x00" in content[:1000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataProblems([Problem("problem.workbook_unknown", Location(name))])
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ()
    for encoding in (*encodings, "utf-8-sig", "kz1048"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataProblems([Problem("problem.workbook_unknown", Location(name))])


def _mark(text: str) -> str:
    """Choose the mark that occurs in most of the first lines; semicolon and tab before comma."""
    lines = [line for line in islice(text.splitlines(), _LOOKED_AT) if line.strip()]
    for mark in _MARKS:
        if lines and sum(mark in line for line in lines) * 2 > len(lines):
            return mark
    return ""
