"""Which period a header, a title or a cell names."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from generator.dataset.intake.vocabulary.office_words import WORDS

YEAR, PART, DAY, SCHOOL_YEAR = "year", "part", "day", "school_year"
"""A whole year; a quarter, month or cumulated months; one day; a year that begins in autumn."""

_BESIDE = 40
"""Letters before and after a year among which a title names a part of it."""

LONGEST_HEADING = 120
"""Letters; what is longer is a sentence and names no period."""

_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_FOOTNOTE = re.compile(r"\s*(\d{1,2}\s*\)|\*+)\s*$")
_GLUED = re.compile(r"^((?:19|20)\d\d)\s*(\d{1,2}\)|\*+)$")
_PLAIN = re.compile(rf"^({_YEAR})\s*(?:{WORDS['periods']['year']})?\.?$", re.I)
_AROUND = f"{WORDS['periods']['year']}|{WORDS['periods']['around']}"
_YEARS_ONLY = re.compile(rf"(?:{_YEAR}|\b(?:{_AROUND})\b|[\s./,–-])+", re.I)
_WHOLE = re.compile(WORDS["periods"]["whole"], re.I)
_MONTHLY = re.compile(WORDS["periods"]["monthly"], re.I)
_DAY_OF_MONTH = re.compile(WORDS["periods"]["day"].replace("\\\n", ""), re.I)
_END = re.compile(WORDS["periods"]["end"], re.I)
_BEFORE = re.compile(WORDS["periods"]["before"], re.I)
_SCHOOL = re.compile(rf"^({_YEAR})\s*[/–-]\s*(\d\d|{_YEAR})\b", re.I)
_ISO = re.compile(r"^(\d{4})-(\d\d)-(\d\d)$")
_DOTTED = re.compile(r"^(\d\d)\.(\d\d)\.(\d{4})$")
_PART = re.compile(WORDS["periods"]["part"].replace("\\\n", ""), re.I)
_FIRST_JANUARY = re.compile(WORDS["periods"]["first_january"], re.I)


@dataclass(frozen=True, slots=True)
class Period:
    """A period: its year, what part of it, the footnote's mark or empty text, and as written."""

    year: int
    kind: str
    mark: str
    text: str


def parse_period(value: object) -> Period | None:
    """Return the period that a cell names as a whole, or None if it names none.

    Examples
    --------
    >>> parse_period("20232)").year, parse_period("20232)").mark
    (2023, '2')
    >>> parse_period("9 months of 2022").kind, parse_period(2008.0).kind
    ('part', 'year')
    >>> parse_period("Akmola") is None
    True
    """
    if isinstance(value, date):
        return Period(value.year, DAY, "", value.isoformat())
    if isinstance(value, float):
        whole = value.is_integer() and 1900 <= value < 2100
        return Period(int(value), YEAR, "", f"{value:.0f}") if whole else None
    text = value if isinstance(value, str) and len(value) <= LONGEST_HEADING else ""
    return _written(" ".join(unicodedata.normalize("NFKC", text).split()))


def _written(text: str) -> Period | None:
    bare, mark = text, ""
    if glued := _GLUED.match(text):
        bare, mark = glued.group(1), glued.group(2)
    elif ended := _FOOTNOTE.search(text):
        bare, mark = text[: ended.start()], ended.group(1)
    mark = mark.rstrip(")").strip()
    bare = _DOTTED.sub(r"\3-\2-\1", bare)
    for shape, kind in ((_PLAIN, YEAR), (_ISO, DAY), (_SCHOOL, SCHOOL_YEAR)):
        if (named := shape.match(bare)) and (kind != SCHOOL_YEAR or _follow(named)):
            return Period(int(named.group(1)), kind, mark, bare if kind == DAY else text)
    return _mentioned(bare, mark, text)


def _follow(years: re.Match[str]) -> bool:
    """Whether the second of two years follows the first."""
    return (int(years.group(1)) + 1) % 100 == int(years.group(2)) % 100


def _mentioned(bare: str, mark: str, text: str) -> Period | None:
    years = {int(year) for year in re.findall(_YEAR, bare)}
    if len(years) != 1:
        return None
    year = years.pop()
    if _YEARS_ONLY.fullmatch(bare) or _WHOLE.search(bare):
        return Period(year, YEAR, mark, text)
    if _FIRST_JANUARY.search(bare):
        return Period(year, DAY, mark, f"{year}-01-01")
    return Period(year, PART, mark, text) if _PART.search(bare) else None


def mentioned_years(text: str) -> tuple[int, ...]:
    """Return the years that a title mentions, each once, ascending."""
    plain = unicodedata.normalize("NFKC", text)
    return tuple(sorted({int(year) for year in re.findall(_YEAR, plain)}))


def is_change(text: str) -> bool:
    """Whether a heading names two years: its column tells a change between them.

    Examples
    --------
    >>> is_change("2023 в % к 2022"), is_change("2023")
    (True, False)
    """
    return len(mentioned_years(text)) > 1


def names_part(title: str) -> bool:
    """Whether a title names a part of a year beside the year.

    Examples
    --------
    >>> names_part("ВРП за январь-июнь 2023 года"), names_part("на 1 января 2023 года")
    (True, False)
    """
    plain = unicodedata.normalize("NFKC", title)
    for found in re.finditer(_YEAR, plain):
        beside = plain[max(0, found.start() - _BESIDE) : found.end() + _BESIDE]
        for other in (_MONTHLY, _DAY_OF_MONTH, _WHOLE):
            beside = other.sub(" ", beside)
        if _PART.search(beside):
            return True
    return False


def names_end(text: str) -> bool:
    """Whether a text says that figures are those of the end of a year."""
    return bool(_END.search(unicodedata.normalize("NFKC", text)))


def is_year_before(text: str) -> bool:
    """Whether a heading names the year before that of the title, and no change against it.

    Examples
    --------
    >>> is_year_before("за предыдущий год"), is_year_before("в % к предыдущему году")
    (True, False)
    """
    return bool(_BEFORE.search(text)) and "%" not in text


def footnote_mark(text: str) -> str:
    """Return the mark of the footnote that ends a label; empty text without one."""
    found = _FOOTNOTE.search(unicodedata.normalize("NFKC", text))
    return found.group(1).rstrip(")").strip() if found else ""
