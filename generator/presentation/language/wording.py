"""Values of a sentence in the grammatical form that its message asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.findings.claims import (
    Count,
    Day,
    Industry,
    Interval,
    Listing,
    Number,
    Probability,
    Rank,
    Region,
    Slot,
    Text,
    Verbatim,
    Year,
)
from generator.presentation.language.catalogue import Catalogue
from generator.presentation.language.kazakh import CASES, with_suffix
from generator.presentation.language.names import Names
from generator.presentation.language.numbers import NO_BREAK, Numbers, english_ordinal


class UnknownFormError(ValueError):
    """A message asks for a form that such a value does not have."""


@dataclass(frozen=True)
class Wording:
    """Turns slots into words of one language."""

    numbers: Numbers
    names: Names
    catalogue: Catalogue

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
            Interval: self._plain,
            Probability: self._plain,
            Rank: self._rank,
            Count: self._count,
            Year: self._plain,
            Day: self._day,
            Region: self._named,
            Industry: self._named,
            Text: self._plain,
            Verbatim: self._plain,
            Listing: self._listing,
        }
        return makers[type(slot)](name, slot, form)

    def _plain(self, name: str, slot: Slot, form: str) -> str:
        if form:
            raise UnknownFormError(name, form)
        if isinstance(slot, Interval):
            return self.numbers.interval(slot.low, slot.high, slot.decimals)
        if isinstance(slot, Probability):
            return self.numbers.probability(slot.value)
        if isinstance(slot, Text):
            return self.catalogue.message(slot.key)
        return slot.text if isinstance(slot, Verbatim) else str(getattr(slot, "value", ""))

    def _number(self, name: str, slot: Slot, form: str) -> str:
        if not isinstance(slot, Number):
            raise UnknownFormError(name, form)
        signed = slot.style in ("signed", "percent_signed")
        text = self.numbers.decimal(slot.value, slot.decimals, signed=signed)
        text += "%" if slot.style.startswith("percent") else ""
        if not form:
            return text
        if self.numbers.code == "kk" and form in CASES:
            return with_suffix(text, form)
        if form in ("unit", "times") and self.numbers.code != "kk":
            noun = "times" if form == "times" else "percentage_point"
            counted = f"{text}{NO_BREAK}{self._noun(noun, slot)}"
            russian_times = form == "times" and self.numbers.code == "ru"
            return f"в{NO_BREAK}{counted}" if russian_times else counted
        raise UnknownFormError(name, form)

    def _noun(self, noun: str, slot: Number) -> str:
        """Noun after a number: a displayed fraction has a form of its own in Russian."""
        if slot.decimals:
            return self.catalogue.message(f"noun.{noun}.decimal")
        return self.catalogue.message(f"noun.{noun}", self.numbers.plural(slot.value))

    def _rank(self, name: str, slot: Slot, form: str) -> str:
        if not isinstance(slot, Rank):
            raise UnknownFormError(name, form)
        if not form:
            return str(slot.value)
        if form == "ord" and self.numbers.code == "en":
            return english_ordinal(slot.value)
        if form == "ru_from" and self.numbers.code == "ru":
            return f"{'со' if slot.value == 2 else 'с'} {slot.value}-го"  # со второго
        raise UnknownFormError(name, form)

    def _count(self, name: str, slot: Slot, form: str) -> str:
        if not isinstance(slot, Count):
            raise UnknownFormError(name, form)
        text = self.numbers.decimal(slot.value)
        if not form:
            return text
        category = self.numbers.plural(slot.value)
        noun = self.catalogue.message(f"noun.{name}.{form}", category)
        return f"{text}{NO_BREAK}{noun}"

    def _day(self, name: str, slot: Slot, form: str) -> str:
        if not isinstance(slot, Day):
            raise UnknownFormError(name, form)
        text = self.numbers.day(slot.value)
        if not form:
            return text
        if self.numbers.code == "kk":
            return f"{text}{self._month_ending(text, name, form)}"
        if self.numbers.code == "ru" and form == "gen_full":
            return f"{text.removesuffix('г.')}года"
        raise UnknownFormError(name, form)

    def _month_ending(self, text: str, name: str, form: str) -> str:
        """Give the ending of a Kazakh month: attributive, locative, ablative."""
        front = next(c for c in reversed(text) if c in "аәеоөұүыі") in "әеөүі"
        hard = "т" if text[-1] in "пкқст" else "д"
        vowel = "е" if front else "а"
        endings = {
            "loc": f"{hard}{vowel}",
            "attr": f"{hard}{vowel}{'гі' if front else 'ғы'}",
            "abl": ("н" if text[-1] in "мнң" else hard) + f"{vowel}н",
        }
        if form not in endings:
            raise UnknownFormError(name, form)
        return endings[form]

    def _named(self, name: str, slot: Slot, form: str) -> str:
        if isinstance(slot, Region):
            return self.names.region(slot.code, form or "nom")
        if isinstance(slot, Industry):
            return self.names.industry(slot.code, form or "nom")
        raise UnknownFormError(name, form)

    def _listing(self, name: str, slot: Slot, form: str) -> str:
        if not isinstance(slot, Listing) or form:
            raise UnknownFormError(name, form)
        named = (Region, Industry)
        items = [
            self.word(name, each, slot.form if isinstance(each, named) else "")
            for each in slot.items
        ]
        numeric = any(isinstance(each, Number) for each in slot.items)
        return self.joined(items, numeric=numeric)

    def joined(self, items: list[str], *, numeric: bool = False) -> str:
        """Join items with commas and a final "and"; decimals with commas need semicolons."""
        if len(items) < 2:
            return "".join(items)
        mark = "; " if numeric and self.numbers.code != "en" else ", "
        return f"{mark.join(items[:-1])} {self.catalogue.message('list.and')} {items[-1]}"
