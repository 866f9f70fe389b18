"""Doubts in the user's language: names of regions, measures and industries, figures with units."""

from collections.abc import Mapping

from generator.findings.claims import Slot, TextSlot, Verbatim, Year
from generator.presentation.localisation.language import Language

UNITS: Mapping[str, str] = {
    "mln KZT": "short_unit.million_kzt",
    "thousand KZT": "short_unit.thousand_kzt",
    "%": "short_unit.percent",
    "percentage points": "short_unit.percentage_points",
    "units": "short_unit.units",
    "index": "short_unit.index",
    "persons": "table_unit.persons",
    "thousand persons": "table_unit.thousand_persons",
    "KZT per month": "table_unit.kzt_month",
    "thousand KZT per month": "table_unit.thousand_kzt_month",
    "% of previous year": "table_unit.percent_of_previous",
}
"""How the units of input tables are named; the others are told as the tables write them."""

_NUMBERS = ("found", "v0")
_LISTS = ("items", "other")


def doubt_slots(said: Mapping[str, str], language: Language) -> dict[str, Slot]:
    """Return the slots of a doubt's message: codes as names, figures grouped and with units."""
    slots: dict[str, Slot] = {"indicator": Verbatim(_series(said, language))}
    for name in _NUMBERS:
        if name in said:
            slots[name] = Verbatim(_figure(said[name], said.get("unit", ""), language))
    for name in _LISTS:
        if name in said:
            slots[name] = Verbatim(_regions(said[name], language))
    if "y0" in said:
        slots["text"] = Verbatim(_basis(said, language))
    return slots


def table_in_words(table: str, language: Language) -> str:
    """Name an input table, or give its code where it has no name."""
    key = f"table.{table}"
    return language.say(key) if language.knows(key) else table


def _series(said: Mapping[str, str], language: Language) -> str:
    """Name what a doubt is about: measure, industry, region, year."""
    parts = [table_in_words(said["table"], language)]
    industry, region = said.get("industry", ""), said.get("region", "")
    if industry:
        parts.append(industry)
    if region:
        parts.append(_regions(region, language))
    return ", ".join([*parts, said["year"]])


def _regions(codes: str, language: Language) -> str:
    return ", ".join(language.region(code) for code in codes.split(","))


def _figure(text: str, unit: str, language: Language) -> str:
    try:
        value = float(text)
    except ValueError:
        return text
    _, _, digits = text.partition(".")
    number = language.number(value, len(digits) if "e" not in text else 0)
    named = language.say(UNITS[unit]) if unit in UNITS else unit
    return f"{number} {named}".strip()


def _basis(said: Mapping[str, str], language: Language) -> str:
    """Name what a figure is compared with: the stored one, or that of an earlier year."""
    if said["y0"] == said["year"]:
        return language.say("doubt_basis.stored")
    return language.say("doubt_basis.year", year=Year(int(said["y0"])))


def kind_in_words(key: str) -> Slot:
    """Name a kind of doubt in short."""
    return TextSlot(f"{key}.kind")
