"""Values of a sentence in the grammatical form that its message asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.findings.claims import (
    Count,
    Day,
    IndustrySlot,
    Interval,
    Listing,
    Number,
    Probability,
    Rank,
    RegionSlot,
    Slot,
    TextSlot,
    Verbatim,
    Year,
)
from generator.presentation.localisation.catalogue import Catalogue, parts
from generator.presentation.localisation.collation import Alphabet
from generator.presentation.localisation.grammar import COUNTED, Grammar, UnknownFormError
from generator.presentation.localisation.names import Names
from generator.presentation.localisation.numbers import NO_BREAK, Numbers, rounded

ROMAN = ("", "I", "II", "III", "IV")


@dataclass(frozen=True)
class Wording:
    """Turn slots into words of one language."""

    numbers: Numbers
    grammar: Grammar
    alphabet: Alphabet
    names: Names
    catalogue: Catalogue

    def sentence(self, key: str, n: int | None, slots: Mapping[str, Slot]) -> str:
        """Say a message with its values.

        Raises
        ------
        KeyError
            If a value is missing; the key is the slot as the message writes it.
        UnknownFormError
            If a value has no such form in this language.
        """
        said = []
        for literal, field in parts(self.catalogue.message(key, n)):
            said.append(literal)
            if field is not None:
                name, _, form = field.partition(".")
                said.append(self.word(name, slots[name], form))
        return "".join(said)

    def word(self, name: str, slot: Slot, form: str) -> str:
        """Return a slot in a form; empty form means as it stands.

        Parameters
        ----------
        name
            Name of the slot, which decides the noun that counts are given (``n_regions``).
        slot, form
            The value, and the form after the dot in the message.

        Raises
        ------
        UnknownFormError
            If the value has no such form in this language.
        """
        makers: Mapping[type, Callable[[str, Slot, str], str]] = {
            Number: self._number,
            Rank: self._rank,
            Count: self._count,
            Day: self._day,
            RegionSlot: self._named,
            IndustrySlot: self._named,
            Listing: self._listing,
        }
        return makers.get(type(slot), self._plain)(name, slot, form)

    def _plain(self, name: str, slot: Slot, form: str) -> str:
        if form:
            raise UnknownFormError(name, form)
        if isinstance(slot, Interval):
            ends = {"v0": Number(slot.low, slot.decimals), "v1": Number(slot.high, slot.decimals)}
            return self.sentence("number.interval", None, ends)
        if isinstance(slot, Probability):
            return self.numbers.probability(slot.value)
        if isinstance(slot, TextSlot):
            return self.catalogue.message(slot.key)
        return slot.text if isinstance(slot, Verbatim) else str(getattr(slot, "value", ""))

    def _number(self, name: str, slot: Slot, form: str) -> str:
        if not isinstance(slot, Number):
            raise UnknownFormError(name, form)
        if form in COUNTED:
            return self.counted(COUNTED[form], slot)
        text = self.printed(slot)
        value = rounded(slot.value, slot.decimals)
        return self.grammar.number(text, value, form) if form else text

    def printed(self, number: Number) -> str:
        """Print a number in its style."""
        signed = number.style in ("signed", "percent_signed")
        text = self.numbers.decimal(number.value, number.decimals, signed=signed)
        return f"{text}%" if number.style.startswith("percent") else text

    def counted(self, unit: str, number: Number) -> str:
        """Give a number its noun: a displayed fraction has a form of its own in Russian."""
        if number.decimals:
            return self.sentence(f"count.{unit}.decimal", None, {"n": number})
        return self.sentence(f"count.{unit}", int(rounded(number.value, 0)), {"n": number})

    def _rank(self, name: str, slot: Slot, form: str) -> str:
        if not isinstance(slot, Rank):
            raise UnknownFormError(name, form)
        ends = (slot.value,) if slot.tied == 1 else (slot.value, slot.value + slot.tied - 1)
        return "–".join(self.grammar.rank(each, form) if form else str(each) for each in ends)

    def _count(self, name: str, slot: Slot, form: str) -> str:
        if not isinstance(slot, Count):
            raise UnknownFormError(name, form)
        makers: Mapping[str, Callable[[int], str]] = {
            "": self.numbers.decimal,
            "roman": ROMAN.__getitem__,
            "thousands": lambda people: self.numbers.decimal(people // 1000),
        }
        if form in makers:
            return makers[form](slot.value)
        text = self.numbers.decimal(slot.value)
        if form in self.grammar.number_forms:
            return self.grammar.number(text, rounded(slot.value, 0), form)
        return f"{text}{NO_BREAK}{self.catalogue.message(f'noun.{name}.{form}', slot.value)}"

    def _day(self, name: str, slot: Slot, form: str) -> str:
        if not isinstance(slot, Day):
            raise UnknownFormError(name, form)
        written = self.day("date.long", slot.value)
        return self.grammar.day(written, form) if form else written

    def day(self, key: str, day: date) -> str:
        """Write a day by one of the patterns of the catalogue."""
        slots: dict[str, Slot] = {
            "year": Year(day.year),
            "month": Verbatim(self.numbers.month(day.month)),
            "month_number": Verbatim(f"{day.month:02}"),
            "day": Year(day.day),
            "day_number": Verbatim(f"{day.day:02}"),
        }
        return self.sentence(key, None, slots)

    def _named(self, name: str, slot: Slot, form: str) -> str:
        if isinstance(slot, RegionSlot):
            return self.names.region(slot.code, form or "nom")
        if isinstance(slot, IndustrySlot):
            return self.names.industry(slot.code, form or "nom")
        raise UnknownFormError(name, form)

    def _listing(self, name: str, slot: Slot, form: str) -> str:
        """Join a list; regions that stand in no other order stand in that of the alphabet."""
        if not isinstance(slot, Listing) or form:
            raise UnknownFormError(name, form)
        named = (RegionSlot, IndustrySlot)
        items = [
            self.word(name, each, slot.form if isinstance(each, named) else "")
            for each in slot.items
        ]
        if not slot.ordered and all(isinstance(each, RegionSlot) for each in slot.items):
            items.sort(key=self.alphabet.key)
        numeric = any(isinstance(each, Number) for each in slot.items)
        return self.joined(items, numeric=numeric)

    def joined(self, items: list[str], *, numeric: bool = False) -> str:
        """Join items with commas and a final "and"; decimals with commas need semicolons.

        Items that hold a comma or an "and" themselves are parted by semicolons alone.
        """
        if len(items) < 2:
            return "".join(items)
        word = self.catalogue.message("list.last").removeprefix("{a}").removesuffix("{b}")
        if any(", " in item or word in item for item in items):
            return self._chained("list.complex", items)
        start = self._chained("list.decimals" if numeric else "list.names", items[:-1])
        return self._chained("list.last", [start, items[-1]])

    def _chained(self, pattern: str, items: list[str]) -> str:
        joined = items[0]
        for item in items[1:]:
            joined = self.sentence(pattern, None, {"a": Verbatim(joined), "b": Verbatim(item)})
        return joined
