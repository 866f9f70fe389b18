"""Say messages and print numbers in all languages at once, as charts need them."""

from collections.abc import Callable, Sequence

from generator.findings.claims import Number, Slot
from generator.presentation.localisation.language import Language
from generator.presentation.localisation.words import Words


class Polyglot:
    """Say everything in all its languages.

    Parameters
    ----------
    languages
        At least one; the drawing of a chart depends on all of them, since their longest words
        decide how much room labels get.
    """

    def __init__(self, languages: Sequence[Language]) -> None:
        self.languages = tuple(languages)

    def _all(self, say: Callable[[Language], str]) -> Words:
        return Words(tuple((language.code, say(language)) for language in self.languages))

    def say(self, key: str, n: int | None = None, /, **slots: Slot) -> Words:
        """Say a message; errors as for :meth:`Language.say`."""
        return self._all(lambda language: language.say(key, n, **slots))

    def number(self, value: float | None, decimals: int = 0, *, signed: bool = False) -> Words:
        """Print a number; … where it is missing."""
        return self._all(lambda language: language.number(value, decimals, signed=signed))

    def quantity(self, number: Number) -> Words:
        """Print a number in its style."""
        return self._all(lambda language: language.quantity(number))

    def region(self, code: str, form: str = "nom") -> Words:
        """Name a region in one form."""
        return self._all(lambda language: language.region(code, form))

    def industry(self, code: str, form: str = "nom") -> Words:
        """Name an industry in one form."""
        return self._all(lambda language: language.industry(code, form))
