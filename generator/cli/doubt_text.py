"""Doubts in the user's language: names of regions, measures and industries, figures with units."""

from collections.abc import Mapping

from generator.cli.table_words import table_in_words, unit_in_words
from generator.findings.claims import Slot, TextSlot, Verbatim, Year
from generator.presentation.localisation.language import Language

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
    return f"{number} {unit_in_words(unit, language)}".strip()


def _basis(said: Mapping[str, str], language: Language) -> str:
    """Name what a figure is compared with: the stored one, or that of an earlier year."""
    if said["y0"] == said["year"]:
        return language.say("doubt_basis.stored")
    return language.say("doubt_basis.year", year=Year(int(said["y0"])))


def kind_in_words(key: str) -> Slot:
    """Name a kind of doubt in short."""
    return TextSlot(f"{key}.kind")
