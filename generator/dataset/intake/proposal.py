"""Propose a mapping for a workbook that none is declared for; only a person confirms it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.dataset.intake.layout import Layout, find_layout, has_regions_across
from generator.dataset.intake.long_reading import COLUMNS, find_columns
from generator.dataset.intake.mappings import (
    LONG,
    TITLE_YEAR,
    YEAR_OVER_COLUMNS,
    YEARS_ACROSS,
    DeclaredMapping,
    SheetRule,
)
from generator.dataset.intake.office_files.workbook import Sheet, Workbook
from generator.dataset.intake.sheet_reading import Codes
from generator.dataset.intake.vocabulary.office_words import WORDS
from generator.dataset.intake.vocabulary.periods import DAY, PART, SCHOOL_YEAR, YEAR, parse_period
from generator.dataset.intake.vocabulary.territory_names import drawn
from generator.dataset.panel import Source
from generator.dataset.readers import decode, parse_table, read_bytes, sha256
from generator.dataset.schema import BY_NAME, InputTable
from generator.errors import DataProblems, Location, Problem

TITLES_FILE = "table_titles.csv"
_COLUMNS = ("words", "table")

LONGEST_UNIT = 40
LONGEST_TEXT = 120
MOST_HEADINGS = 12
UNIT_ROWS = 8
PUBLISHER: str = WORDS["publisher"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person says of a workbook that no mapping is declared for; empty text is not said.

    ``factor`` is by what its values are multiplied to be in the table's unit; 0 is not said.
    """

    table: str = ""
    title: str = ""
    element: str = ""
    licence: str = ""
    column: str = ""
    block: str = ""
    factor: float = 0.0

    @property
    def complete(self) -> bool:
        """Whether the three questions are answered and the table is named."""
        return bool(self.table and self.title and self.licence)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping that would fit, or None, the unit as found, and what is still to be said."""

    mapping: DeclaredMapping | None
    unit: str
    problems: tuple[Problem, ...]


def read_titles(folder: Path) -> tuple[tuple[str, str], ...]:
    """Read which words of a title name which table; DataProblems if the list is broken."""
    text = decode(read_bytes(folder / TITLES_FILE, TITLES_FILE), TITLES_FILE)
    rows, problems = parse_table(text, TITLES_FILE, _COLUMNS)
    wrong = [
        Problem("problem.list_cell", Location(TITLES_FILE, row.number), {"found": row.cells[1]})
        for row in rows
        if row.cells[1] not in BY_NAME
    ]
    if problems or wrong:
        raise DataProblems([*problems, *wrong])
    return tuple((drawn(row.cells[0]), row.cells[1]) for row in rows)


def propose(
    workbook: Workbook, codes: Codes, titles: Sequence[tuple[str, str]], answers: Answers
) -> Proposal:
    """Propose a mapping.

    Parameters
    ----------
    workbook
        The file.
    codes
        Regions and their names.
    titles
        Words of titles and the tables that they name.
    answers
        What the person said; it goes before what was recognised.

    Returns
    -------
    Proposal
        Without a mapping where no sheet names regions, or the table is not known.
    """
    found = [each for sheet in workbook.sheets if (each := _look(sheet, codes))]
    if not found:
        across = any(has_regions_across(sheet, codes.names) for sheet in workbook.sheets)
        return _nothing("problem.regions_across" if across else "problem.no_regions", workbook)
    head = " ".join(each.head for each in found)
    table = answers.table or named_table(f"{workbook.name} {head}", titles)
    if table not in BY_NAME:
        expected = ", ".join(BY_NAME)
        return _nothing("problem.table_not_told", workbook, found=table, expected=expected)
    if strict_only := _strict_only(BY_NAME[table]):
        return _nothing(strict_only, workbook, table=BY_NAME[table].file)
    unit = next(filter(None, (_unit_text(each.sheet) for each in found)), "")
    factor = answers.factor or _factor(unit, BY_NAME[table].unit)
    slots = {"found": unit, "expected": BY_NAME[table].unit}
    problems = [Problem("problem.unit_not_told", Location(workbook.name), slots)]
    return _proposed(workbook, found, answers, (table, unit, factor, problems[factor > 0 :]))


def _strict_only(table: InputTable) -> str:
    """Tell why a table is read in the strict form only; empty text if a workbook will do."""
    if table.step:
        return "problem.table_of_year_so_far"
    return "problem.table_by_industry" if table.has_industry else ""


def _proposed(
    workbook: Workbook,
    found: Sequence["_Found"],
    answers: Answers,
    measured: tuple[str, str, float, list[Problem]],
) -> Proposal:
    """Lay out the mapping of a table whose unit and factor are known or asked for."""
    table, unit, factor, problems = measured
    rules: list[SheetRule] = []
    for look in found:
        rule = _rule(look, answers, unit)
        rule = replace(rule, table=table, factor=factor or 1.0, block=answers.block)
        rules += [rule] if rule not in rules else []
        problems += _column_problems(look, rule, workbook)
    source = Source(
        id=_slug(answers.title or workbook.name).upper(),
        title=answers.title or workbook.name,
        element=answers.element,
        publisher=PUBLISHER,
        licence=answers.licence,
    )
    mapping = DeclaredMapping(_slug(workbook.name), source, tuple(rules))
    return Proposal(mapping, unit, tuple(problems))


@dataclass(frozen=True)
class _Found:
    """A sheet that names regions: its grid, or None for a long table, and the text at its top."""

    sheet: Sheet
    layout: Layout | None
    head: str


def _look(sheet: Sheet, codes: Codes) -> _Found | None:
    columns = find_columns(sheet, codes)
    if columns is not None:
        rows = sheet.rows[: columns.header + 1]
        return _Found(sheet, None, " ".join(str(value) for row in rows for value in row))
    layout = find_layout(sheet, codes.names)
    return _Found(sheet, layout, layout.head) if layout else None


def _nothing(key: str, workbook: Workbook, **slots: str) -> Proposal:
    return Proposal(None, "", (Problem(key, Location(workbook.name), slots),))


def named_table(text: str, titles: Sequence[tuple[str, str]]) -> str:
    """Return the one table whose words stand in a text; the longest words decide.

    Returns
    -------
    str
        Empty text where none or several of the same length are named.
    """
    shown = f" {drawn(text)} "
    hits = [(len(words), table) for words, table in titles if f" {words} " in shown]
    longest = {table for length, table in hits if length == max(hits)[0]}
    return longest.pop() if len(longest) == 1 else ""


def _rule(look: _Found, answers: Answers, unit: str) -> SheetRule:
    """Choose the layout and period of a sheet, and the texts by which it is known again."""
    if look.layout is None:
        header = _long_header(look.sheet)
        return SheetRule(LONG, header, look.sheet.name, period=_long_period(look.sheet))
    texts = tuple(filter(None, (_first_text(look.sheet).strip()[:LONGEST_TEXT], unit)))
    periods = [each.period for each in look.layout.columns if each.period]
    if not periods:
        return SheetRule(TITLE_YEAR, texts, look.sheet.name, column=answers.column)
    over = any(each.divided for each in look.layout.columns)
    layout = YEAR_OVER_COLUMNS if over else YEARS_ACROSS
    kinds = Counter(each.kind for each in periods if each.kind != PART) or Counter([YEAR])
    period = _period(kinds.most_common(1)[0][0], [each.text for each in periods])
    column = answers.column if over else ""
    return SheetRule(layout, texts, look.sheet.name, period=period, column=column)


def _long_header(sheet: Sheet) -> tuple[str, ...]:
    """Return the texts of the first row with at least three filled cells."""
    for row in sheet.rows:
        texts = tuple(str(x) for x in row if isinstance(x, str) and x.strip())
        if len(texts) >= COLUMNS:
            return texts
    return ()


def _period(kind: str, texts: Sequence[str]) -> str:
    if kind == DAY:
        return "31 December" if any(text.endswith("-12-31") for text in texts) else "1 January"
    return "school_year" if kind == SCHOOL_YEAR else "year"


def _long_period(sheet: Sheet) -> str:
    named = [each for row in sheet.rows[1:50] for x in row if (each := parse_period(x))]
    days = [each.text for each in named if each.kind == DAY]
    return _period(DAY, days) if days else "year"


def _column_problems(look: _Found, rule: SheetRule, workbook: Workbook) -> Iterator[Problem]:
    """Ask which column is meant where a year or title stands over several."""
    if look.layout is None or rule.layout == YEARS_ACROSS or rule.column:
        return
    headings = dict.fromkeys(
        " ".join(text.split()) for each in look.layout.columns for text in each.headings
    )
    if len(look.layout.columns) > 1:
        place = Location(f"{workbook.name} › {look.sheet.name}")
        slots = {"items": " · ".join(list(headings)[:MOST_HEADINGS])}
        yield Problem("problem.column_not_told", place, slots)


def _first_text(sheet: Sheet) -> str:
    texts = (x for row in sheet.rows for x in row if isinstance(x, str) and x.strip())
    return next(texts, "").splitlines()[0] if sheet.rows else ""


def _unit_text(sheet: Sheet) -> str:
    """Find a short text at the top of a sheet, or the end of a title, that names a unit."""
    for row in sheet.rows[:UNIT_ROWS]:
        for value in row:
            text = value.rpartition(",")[2].strip() if isinstance(value, str) else ""
            if 0 < len(text) <= LONGEST_UNIT and _base(text):
                return text
    return ""


def _base(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower()
    return next((str(x["unit"]) for x in WORDS["bases"] if re.search(x["words"], plain)), "")


def _scale(text: str) -> float:
    plain = unicodedata.normalize("NFKC", text).lower()
    return next((float(x["factor"]) for x in WORDS["scales"] if re.search(x["words"], plain)), 1.0)


def _factor(unit: str, wanted: str) -> float:
    """By what values in a unit are multiplied to be in another; 0 where they are not of a kind."""
    if not unit or _base(unit) != _base(wanted):
        return 0.0
    return _scale(unit) / _scale(wanted)


def _slug(text: str) -> str:
    """Return a text as a file name of plain letters."""
    plain = unicodedata.normalize("NFKD", text.rsplit(".", 1)[0]).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().lower())
    return "-".join(words)[:60].strip("-") or sha256(text.encode())[:12]
