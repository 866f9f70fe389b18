"""A language of the briefs: says messages, prints numbers, names regions and industries."""

from functools import cache
from pathlib import Path

from generator.errors import HouseProblems, Place, Problem
from generator.findings.claims import Count, Slot
from generator.presentation.language.catalogue import Catalogue, load_catalogue, parts
from generator.presentation.language.kazakh import collation_key
from generator.presentation.language.names import Names, read_names
from generator.presentation.language.numbers import Numbers
from generator.presentation.language.wording import UnknownFormError, Wording


class Language:
    """One language; holds no state besides what it read.

    Parameters
    ----------
    code
        ``kk``, ``ru`` or ``en``.
    catalogue, names
        Messages and names of the language.
    """

    def __init__(self, code: str, catalogue: Catalogue, names: Names) -> None:
        self.code = code
        self._catalogue, self._names = catalogue, names
        self._numbers = Numbers(code)
        self._wording = Wording(self._numbers, names, catalogue)

    @classmethod
    def load(cls, locales: Path, code: str) -> "Language":
        """Read a language from its folder.

        Raises
        ------
        HouseProblems
            With everything that is missing or malformed in its catalogue and names.
        """
        return _load(locales, code)

    def say(self, key: str, n: int | None = None, /, **slots: Slot) -> str:
        """Say a message.

        Parameters
        ----------
        key
            Name of the message.
        n
            Number that decides the plural form; available to the message as ``{n}``.
        slots
            Values of its placeholders.

        Raises
        ------
        HouseProblems
            If the message is unknown, lacks a value, or asks for a form that a value does not
            have.
        """
        category = "other" if n is None else self._numbers.plural(n)
        message = self._catalogue.message(key, category)
        values = dict(slots) if n is None else {"n": Count(n), **slots}
        said = []
        for literal, field in parts(message):
            name, _, form = (field or "").partition(".")
            said.append(literal)
            if field is None:
                continue
            try:
                said.append(self._wording.word(name, values[name], form))
            except (KeyError, UnknownFormError) as error:
                raise self._problem(key, field) from error
        return "".join(said)

    def _problem(self, key: str, field: str) -> HouseProblems:
        place = Place(self._catalogue.file, column=key)
        return HouseProblems([Problem("problem.bad_slot", place, {"found": field})])

    def number(self, value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
        """Print a number; … where it is missing."""
        return self._numbers.decimal(value, decimals, signed=signed)

    def percent(self, value: float | None, decimals: int = 1, *, signed: bool = False) -> str:
        """Print a percentage given in per cent; … where it is missing."""
        return self._numbers.percent(value, decimals, signed=signed)

    def interval(self, low: float, high: float, decimals: int) -> str:
        """Print a confidence interval in square brackets."""
        return self._numbers.interval(low, high, decimals)

    def probability(self, p: float) -> str:
        """Print a p-value as an equation, or as an inequality where it is very small."""
        return self._numbers.probability(p)

    def region(self, code: str, form: str = "nom") -> str:
        """Name a region in one form."""
        return self._names.region(code, form)

    def industry(self, code: str, form: str = "nom") -> str:
        """Name an industry in one form."""
        return self._names.industry(code, form)

    def sort_key(self, text: str) -> tuple[int, ...]:
        """Key that sorts names as the language's alphabet does."""
        if self.code == "kk":
            return collation_key(text)
        return tuple(ord(letter) for letter in text.lower().replace("ё", "е"))


@cache
def _load(locales: Path, code: str) -> Language:
    return Language(code, load_catalogue(locales, code), read_names(locales / code / "names.csv"))
