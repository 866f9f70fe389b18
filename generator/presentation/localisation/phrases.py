"""Numbers, counts, ranks, dates and lists as phrases that stand on their own.

The words are in the catalogues; here is only the choice among them: a displayed fraction takes
another noun than a whole number, and a range with a negative end is written in words.
"""

from datetime import date
from decimal import Decimal

from generator.findings.claims import Count, Day, Number, Rank, Slot, TextSlot, Verbatim, Year
from generator.presentation.localisation.language import Language
from generator.presentation.localisation.numbers import NO_BREAK, rounded

HALF = 6
"""Months of a half-year."""

HEADS = {"table": "table.number", "figure": "figure.number", "appendix": "appendix.number"}
"""Messages that number what a brief holds."""

IN_THOUSANDS = 10_000
"""From this number of people on, Kazakh and Russian count them in thousands."""


def counted(language: Language, unit: str, number: Number) -> str:
    """Say how many there are: 21 школа, 1,5 пайыздық тармақ.

    Parameters
    ----------
    language
        Language of the phrase.
    unit
        What is counted, by the name of its message: ``count.school`` is ``school``.
    number
        A whole number, or one with decimals.
    """
    return language.wording.counted(unit, number)


def money(language: Language, unit: str, number: Number) -> str:
    """Say an amount in one of the units of money: ``thousand_tenge`` … ``trillion_tenge``."""
    return language.say("count.money", v=number, unit=TextSlot(f"money.{unit}"))


def points(language: Language, number: Number) -> str:
    """Print percentage points with their short unit, as tables do."""
    return language.wording.printed(number) + NO_BREAK + language.say("unit.points_short")


def at_least(language: Language, number: Number, smallest: Number) -> str:
    """Print a number in prose; one above zero that is too small to be printed is said to be."""
    if 0 < number.value < smallest.value:
        return language.say("number.below", v=smallest)
    return language.wording.printed(number)


def growth(language: Language, percent: Number) -> str:
    """Say by how much something grew or fell, or that it did not change."""
    shown = rounded(percent.value, percent.decimals)
    if not shown:
        return language.say("number.unchanged")
    size = Number(abs(percent.value), percent.decimals, percent.style)
    return language.say("number.grew" if shown > 0 else "number.fell", v=size)


def span(language: Language, low: Number, high: Number, unit: str = "") -> str:
    """Say a range: with a dash, or in words where one end is negative.

    Parameters
    ----------
    language
        Language of the phrase.
    low, high
        Both ends.
    unit
        A unit of money, or nothing.
    """
    shown = (rounded(end.value, end.decimals) for end in (low, high))
    words = "_words" if any(end < 0 for end in shown) else ""
    ends: dict[str, Slot] = {"v0": low, "v1": high}
    if not unit:
        return language.say(f"number.span{words}", **ends)
    return language.say(f"span.money{words}", unit=TextSlot(f"money.{unit}"), **ends)


def moved(language: Language, start: Number, end: Number) -> str:
    """Say from where to where a value went: 54-тен 28-ге."""
    return language.say("number.from_to", v0=start, v1=end)


def beside(language: Language, key: str, number: Number) -> str:
    """Put a number after its preposition: ``by`` (18,5%-ға) or ``starting`` (52,3%-дан)."""
    return language.say(f"number.{key}", v=number)


def named_by(language: Language, key: str, percent: int) -> str:
    """Name a ``level`` of significance or an interval of ``confidence`` by its percentage."""
    return language.say(f"number.{key}", v=Number(percent))


def place(language: Language, key: str, rank: int, last: int = 0) -> str:
    """Say a place in a ranking.

    Parameters
    ----------
    language
        Language of the phrase.
    key
        ``noun`` (3-орын), ``at`` (3-орында), ``from`` (3-орыннан), or of two places ``change``
        (3-орыннан 5-орынға) and ``shared``.
    rank, last
        The place, and the other one if there are two.
    """
    if not last:
        return language.say(f"place.{key}", rank=Rank(rank))
    return language.say(f"place.{key}", rank0=Rank(rank), rank1=Rank(last))


def year(language: Language, key: str, first: int, last: int = 0) -> str:
    """Say a year (``when``, ``of``, ``since``) or a span of years (``when``, ``noun``)."""
    if not last:
        return language.say(f"year.{key}", year=Year(first))
    return language.say(f"years.{key}", y0=Year(first), y1=Year(last))


def day(language: Language, key: str, value: date) -> str:
    """Write a day: ``long`` (23 қараша), ``short`` (23.11.2026) or ``asof``."""
    if key == "asof":
        return language.say("date.asof", date=Day(value))
    return language.wording.day(f"date.{key}", value)


def month(language: Language, number: int, of: int) -> str:
    """Name a month and its year."""
    name = language.wording.numbers.month(number, alone=True)
    return language.say("date.month", month=Verbatim(name), year=Year(of))


def quarter(language: Language, number: int, of: int) -> str:
    """Name a quarter (1 to 4) and its year."""
    return language.say("date.quarter", quarter=Count(number), year=Year(of))


def half(language: Language, number: int, of: int) -> str:
    """Name a half-year (1 or 2) by its first and last month, and its year."""
    first = HALF * (number - 1) + 1
    ends = (language.wording.numbers.month(at, alone=True) for at in (first, first + HALF - 1))
    start, end = map(Verbatim, ends)
    return language.say("date.half", month0=start, month1=end, year=Year(of))


def listed(language: Language, items: tuple[str | Number, ...]) -> str:
    """Join names or numbers as the language joins them."""
    printed = [each if isinstance(each, str) else language.wording.printed(each) for each in items]
    return language.wording.joined(printed, numeric=not isinstance(items[0], str))


def quoted(language: Language, text: str) -> str:
    """Put a text in the quotation marks of the language."""
    return language.say("quote.outer", item=Verbatim(text))


def per_people(language: Language, people: int) -> str:
    """Say that a ratio is per so many people; from ten thousand on, in thousands."""
    few = people < IN_THOUSANDS or people % 1000
    return language.say("per.few_people" if few else "per.people", n=Count(people))


def among_regions(language: Language, regions: int) -> str:
    """Say among how many regions."""
    return language.say("among.regions", regions)


def numbered(language: Language, what: str, number: int) -> str:
    """Head a ``table``, a ``figure`` or an ``appendix`` with its number."""
    return language.say(HEADS[what], number=Year(number))


def page(language: Language, number: int, of: int) -> str:
    """Say which of how many pages this is."""
    return language.say("foot.page", page=Year(number), pages=Year(of))


def cell(language: Language, state: str) -> str:
    """Mark a cell: ``missing``, ``absent`` (no such thing), ``confidential``, ``negligible``."""
    return language.say(f"cell.{state}")


def estimate(language: Language, value: Decimal | float, stars: str) -> str:
    """Print a coefficient with its stars."""
    return language.wording.numbers.decimal(value, 3) + stars


def standard_error(language: Language, value: Decimal | float) -> str:
    """Print a standard error as it stands below its coefficient."""
    return f"({language.wording.numbers.decimal(value, 3)})"
