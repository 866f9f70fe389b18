"""A language of the briefs: says messages, prints numbers, names regions and industries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from generator.errors import HouseProblems, Location, Problem
from generator.findings.claims import Count, Interval, Number, Slot
from generator.presentation.localisation.catalogue import Catalogue, read_catalogue
from generator.presentation.localisation.catalogue_tools.lint import lint
from generator.presentation.localisation.collation import Key
from generator.presentation.localisation.formatter import Wording
from generator.presentation.localisation.grammar import UnknownFormError
from generator.presentation.localisation.language_settings import Settings, read_settings
from generator.presentation.localisation.names import Names, read_names
from generator.presentation.localisation.numbers import Numbers


@dataclass(frozen=True)
class Language:
    """One language; holds no state besides what it read.

    Parameters
    ----------
    code
        Name of its folder, such as ``kk``.
    settings, catalogue, names
        What the folder says.
    """

    code: str
    settings: Settings
    catalogue: Catalogue
    names: Names

    @classmethod
    def load(cls, locales: Path, code: str) -> "Language":
        """Read a language from its folder.

        Raises
        ------
        HouseProblems
            With everything that is missing or malformed in its settings, messages and names.
        """
        return _load(locales, code)

    @cached_property
    def wording(self) -> Wording:
        """Return what turns values into words."""
        settings = self.settings
        numbers = Numbers(settings.locale)
        return Wording(numbers, settings.grammar, settings.alphabet, self.names, self.catalogue)

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
        values = dict(slots) if n is None else {"n": Count(n), **slots}
        try:
            return self.wording.sentence(key, n, values)
        except (KeyError, UnknownFormError) as error:
            place = Location(self.catalogue.file, column=key)
            slots_found = {"found": ".".join(map(str, error.args))}
            raise HouseProblems([Problem("problem.bad_slot", place, slots_found)]) from error

    def knows(self, key: str) -> bool:
        """Return whether there is such a message."""
        return key in self.catalogue.messages

    def number(self, value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
        """Print a number; … where it is missing."""
        return self.wording.numbers.decimal(value, decimals, signed=signed)

    def percent(self, value: float | None, decimals: int = 1, *, signed: bool = False) -> str:
        """Print a percentage given in per cent; … where it is missing."""
        return self.wording.numbers.percent(value, decimals, signed=signed)

    def in_case(self, number: Number, case: str) -> str:
        """Print a number in a case; a language whose numbers take no endings prints it plain."""
        form = case if case in self.settings.grammar.number_forms else ""
        return self.wording.word("", number, form)

    def quantity(self, number: Number) -> str:
        """Print a number in its style."""
        return self.wording.printed(number)

    def interval(self, low: float, high: float, decimals: int) -> str:
        """Print a confidence interval in square brackets."""
        return self.wording.word("", Interval(low, high, decimals), "")

    def probability(self, p: float) -> str:
        """Print a p-value as an equation, or as an inequality where it is very small."""
        return self.wording.numbers.probability(p)

    def region(self, code: str, form: str = "nom") -> str:
        """Name a region in one form."""
        return self.names.region(code, form)

    def industry(self, code: str, form: str = "nom") -> str:
        """Name an industry in one form."""
        return self.names.industry(code, form)

    def sort_key(self, text: str) -> Key:
        """Return the key that sorts names as the language's alphabet does."""
        return self.settings.alphabet.key(text)

    def bind(self, text: str) -> str:
        """Keep on one line what must not part at the end of a line."""
        return self.settings.grammar.bind(text)


def load_all(
    locales: Path, codes: Iterable[str], needed: Iterable[str] = ()
) -> tuple[Language, ...]:
    """Read several languages.

    Parameters
    ----------
    locales, codes
        The folder of languages, and those to read.
    needed
        Messages that each of them must have, whatever the reference has.

    Raises
    ------
    HouseProblems
        With the problems of all of them, each once: every text that is missing is named.
    """
    languages: list[Language] = []
    problems: list[Problem] = []
    wanted = tuple(needed)
    for code in codes:
        try:
            problems += _lacking(read_catalogue(locales, code), wanted)
            languages.append(Language.load(locales, code))
        except HouseProblems as error:
            problems += [each for each in error.problems if each not in problems]
    if problems:
        raise HouseProblems(problems)
    return tuple(languages)


def forget() -> None:
    """Forget the languages that were read: their files have changed since."""
    read_catalogue.cache_clear()
    _load.cache_clear()


def _lacking(catalogue: Catalogue, needed: Iterable[str]) -> Iterator[Problem]:
    for key in needed:
        if key not in catalogue.messages:
            yield Problem("problem.missing_text", Location(catalogue.file, 0, key))


@cache
def _load(locales: Path, code: str) -> Language:
    settings = read_settings(locales, code)
    catalogue, names = read_catalogue(locales, code), read_names(locales, code, settings.script)
    problems = lint(locales, code, settings, names)
    if problems:
        raise HouseProblems(problems)
    return Language(code, settings, catalogue, names)
