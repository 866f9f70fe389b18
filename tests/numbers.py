"""Rows of numbers against the product: `python -m tests.numbers ROWS.csv`.

Each row has a value, the context in which it is printed, and the text expected in Kazakh, Russian
and English. A row that the product prints otherwise is shown with both texts; the exit code is 1
if there is any, or if a context is not known. Here stands only what a context asks for; every
character that is printed comes from the product.
"""

import csv
import re
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from generator.findings.claims import Interval, Number, Probability
from generator.presentation.localisation import phrases
from generator.presentation.localisation.language import Language
from generator.project import Project

LANGUAGES = ("kk", "ru", "en")

UNITS = {
    "schools": "school",
    "three-shift schools": "three_shift_school",
    "organisations": "organisation",
    "enterprises": "enterprise",
    "regions": "region",
    "industries": "industry",
    "places": "place",
    "observations": "observation",
    "years": "year",
    "people": "person",
    "points": "point",
    "indicators": "indicator",
    "pages": "page",
    "districts": "district",
    "km": "km",
    "percentage points": "percentage_point",
    "times": "times",
}
AXES = {"thousand": "thousand_kzt", "million": "million_kzt", "billion": "bn_kzt"}
AXES["trillion"] = "trillion_kzt"
CASES = {
    "dative": "dat",
    "accusative": "acc",
    "possessive": "poss",
    "ablative": "abl",
    "genitive": "gen",
    "locative": "loc",
    "instrumental": "ins",
}
SAMPLE = {"quote": {"kk": "сөз", "ru": "слово", "en": "word"}}
"""What the row without a text of its own puts in quotation marks."""

SHORTENED = {"list 1.5,2.5": "list 1.5,2.5,3.5"}
"""The row on lists of decimals names two of the three numbers that it prints."""


class UnknownContextError(ValueError):
    """Nobody has said how such a row is printed."""


def number(text, decimals=None, *, signed=False):
    """A number with the decimals that it is written with; percentages keep their sign."""
    plain = text.strip().removesuffix("%")
    shown = len(plain.partition(".")[2]) if decimals is None else decimals
    kind = "percent" if text.strip().endswith("%") else "plain"
    if signed:
        kind = {"plain": "signed", "percent": "percent_signed"}[kind]
    return Number(float(Decimal(plain)), shown, kind)


def share(text, decimals):
    """A share of one as a percentage."""
    return Number(float(Decimal(text) * 100), decimals, "percent")


def ends(text):
    """Both ends of a range, as texts."""
    low, _, high = text.strip("[]").partition(";" if ";" in text else "..")
    return low.strip(), high.strip()


def pair(text):
    """Both ends of a range, with the decimals of the finer one."""
    low, high = (number(end) for end in ends(text))
    shown = max(low.decimals, high.decimals)
    return tuple(Number(end.value, shown, end.style) for end in (low, high))


def printed(language, value):
    """A number by itself."""
    return language.wording.printed(value)


def plain_number(language, value, context):
    """Integers and decimals."""
    found = re.search(r"decimal (\d)", context)
    return printed(language, number(value, int(found[1]) if found else 0))


def percentage(language, value, context):
    """Shares printed as percentages, signed or with a floor."""
    decimals = int(re.search(r"percent (\d)", context)[1])
    amount = share(value, decimals)
    if context.startswith("signed"):
        amount = Number(amount.value, decimals, "percent_signed")
    if "floor" in context:
        smallest = Number(10.0**-decimals, decimals, "percent")
        return phrases.at_least(language, amount, smallest)
    return printed(language, amount)


def count(language, value, context):
    """Things that are counted, with the decimals as written or as the context says."""
    unit, _, more = context.partition(",")
    found = re.search(r"decimal (\d)", more)
    amount = number(value, int(found[1]) if found else None)
    return phrases.counted(language, UNITS[unit], amount)


def money(language, value, context):
    """Amounts of money, and the unit of an axis."""
    scale = re.search(r"(\w+) tenge", context)[1]
    if "axis" in context:
        return language.say(f"short_unit.{AXES[scale]}")
    return phrases.money(language, f"{scale}_tenge", number(value))


def in_case(language, value, context):
    """A number in a case; two contexts stand for a preposition in Russian and English."""
    decimals = re.search(r"decimal (\d)", context)
    amount = number(value, int(decimals[1]) if decimals else None)
    if "by / up to" in context:
        return phrases.beside(language, "by", amount)
    if "(from)" in context:
        return phrases.beside(language, "starting", amount)
    return language.in_case(amount, CASES[re.match(r"\w+", context)[0]])


def adjective(language, value, context):
    """A level or an interval named by its percentage."""
    key = "confidence" if "CI" in context else "level"
    return phrases.named_by(language, key, int(value.removesuffix("%")))


def rank(language, value, context):
    """A place in a ranking, or two of them."""
    first, last = ends(value)
    if last:
        return phrases.place(
            language, "shared" if "tie" in context else "change", int(first), int(last)
        )
    kinds = (("locative", "at"), ("prepositional", "at"), ("genitive", "from"), ("from", "from"))
    key = next((key for word, key in kinds if word in context), "noun")
    return phrases.place(language, key, int(first))


def span(language, value, context):
    """A range, with its unit where the context gives the row one, or a movement."""
    low, high = pair(value)
    if context.startswith("from"):
        return phrases.moved(language, low, high)
    unit = "thousand_tenge" if context == "range of values" else ""
    return phrases.span(language, low, high, unit)


def year(language, value, context):
    """A year or a span of years."""
    first, last = ends(value)
    kinds = (("when", "when"), ("attributive", "of"), ("since", "since"), ("noun", "noun"))
    key = next(key for word, key in kinds if word in context)
    return phrases.year(language, key, int(first), int(last) if last else 0)


def day(language, value, context):
    """A day in one of its forms."""
    key = "asof" if "as of" in context else context.removeprefix("date ")
    return phrases.day(language, key, date.fromisoformat(value))


def period(language, value, context):
    """A month, a quarter or a half-year."""
    first, second = re.fullmatch(r"(\d+)(?:-|Q|H)(\d+)", value).groups()
    maker = {"month and year": phrases.month, "quarter": phrases.quarter}
    return maker.get(context, phrases.half)(language, int(second), int(first))


def statistic(language, value, context):
    """A p-value, a coefficient, a standard error or an interval."""
    if context.startswith("p-value"):
        return language.wording.word("p_text", Probability(float(value)), "")
    if context.startswith("coefficient"):
        amount, _, stars = value.split("/")
        return phrases.estimate(language, Decimal(amount), stars)
    if context.startswith("standard"):
        return phrases.standard_error(language, Decimal(value))
    low, high = pair(value)
    return language.wording.word("ci", Interval(low.value, high.value, low.decimals), "")


def mark(language, value, context):
    """A cell without a number."""
    state = {"None": "missing", "phenomenon absent": "absent"}.get(value, value)
    return phrases.cell(language, "missing" if context.startswith("missing") else state)


def listing(language, value, context):
    """A list of names or of decimals."""
    items = SHORTENED.get(value, value).removeprefix("list ").split(",")
    made = number if "decimals" in context else str
    return phrases.listed(language, tuple(made(item.strip()) for item in items))


def quoted(language, value, context):
    """A text in quotation marks."""
    del context
    text = SAMPLE.get(value, {}).get(language.code) or value.removeprefix("quote ")
    return phrases.quoted(language, text)


def ratio(language, value, context):
    """Per so many people."""
    del context
    digits = re.search(r"per (\d+)(k?)", value)
    return phrases.per_people(language, int(digits[1]) * (1000 if digits[2] else 1))


def percent_as_given(language, value, context):
    """A percentage with the decimals that it is written with: an index, or a growth rate."""
    amount = number(value.removesuffix("%") + "%")
    if "growth" in context:
        return phrases.growth(language, amount)
    return printed(language, amount)


def among(language, value, context):
    """Among so many regions."""
    del context
    return phrases.among_regions(language, int(value))


def numbered(language, value, context):
    """A page of so many, or the head of a table, a figure or an appendix."""
    what, first, *more = value.split()
    if context == "footer":
        return phrases.page(language, int(first), int(more[-1]))
    return phrases.numbered(language, what.lower(), int(first))


def points(language, value, context):
    """Signed percentage points as tables print them."""
    del context
    return phrases.points(language, number(value, signed=True))


CONTEXTS = (
    (r"integer|decimal \d", plain_number),
    (r"(signed )?percent \d", percentage),
    (r"signed percentage points", points),
    (r"\w+ tenge|chart axis unit", money),
    (r"rank|ordinal|tie", rank),
    (r"(year|since)\b(?!s)", year),
    (r"(" + "|".join(UNITS) + r")\b", count),
    (r"adjective", adjective),
    (r"|".join(CASES), in_case),
    (r"from|range", span),
    (r"date |as of date", day),
    (r"month and year|quarter|half-year", period),
    (r"p-value|coefficient cell|standard error|confidence interval", statistic),
    (r"missing cell|cell", mark),
    (r"list of", listing),
    (r"quotation marks", quoted),
    (r"population ratio", ratio),
    (r"GDP growth rate|physical volume index", percent_as_given),
    (r"of \d+ regions?", among),
    (r"footer|caption prefix|heading", numbered),
)
"""Contexts by how they begin, and what prints them; the first that fits is taken."""


def text_of(language, value, context):
    """What the product prints for a value in a context.

    Raises
    ------
    UnknownContextError
        If the context is not known, or the value is none that can stand in it.
    """
    for pattern, maker in CONTEXTS:
        if re.match(pattern, context):
            try:
                return maker(language, value, context)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise UnknownContextError(context) from error
    raise UnknownContextError(context)


def differences(rows):
    """Lines that tell which rows are printed otherwise than expected, in which language."""
    locales = Project.here().locales
    languages = {code: Language.load(locales, code) for code in LANGUAGES}
    for row in rows:
        for code, language in languages.items():
            try:
                found = text_of(language, row["value"], row["context"])
            except UnknownContextError as error:
                yield f"{row['id']} {code}: {row['value']!r} in an unknown context: {error}"
                continue
            if found != row[code]:
                yield f"{row['id']} {code}: expected {row[code]!r}, printed {found!r}"


def main(arguments):
    """Compare the rows of one file; 0 if all are printed as expected, 1 if not."""
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__.splitlines()[0]}\n")
        return 2
    with Path(arguments[0]).open(encoding="utf-8-sig", newline="") as handle:
        found = list(differences(csv.DictReader(handle)))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
