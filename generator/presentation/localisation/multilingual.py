"""Words and labels in all languages at once: what is drawn once is labelled in every one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.findings.claims import Number, Slot
from generator.presentation.localisation.language import Language


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in several languages, as pairs of a language's code and its text."""

    by_language: tuple[tuple[str, str], ...]

    def within(self, code: str) -> str:
        """Return the text in one language; a :class:`KeyError` for one that is not there."""
        return dict(self.by_language)[code]

    def each(self, change: Callable[[str], str]) -> "Words":
        """Change the text in every language in the same way."""
        return Words(tuple((code, change(text)) for code, text in self.by_language))

    def __add__(self, other: "AnyWords") -> "Words":
        """Put other words behind these."""
        if isinstance(other, str):
            return self.each(lambda text: text + other)
        return Words(tuple((code, text + other.within(code)) for code, text in self.by_language))

    def __radd__(self, other: str) -> "Words":
        """Put a text that is the same in every language before these."""
        return self.each(lambda text: other + text)


AnyWords = Words | str
"""Words in every language, or a text that is the same in all of them."""


def within(words: AnyWords, code: str) -> str:
    """Return words in one language."""
    return words if isinstance(words, str) else words.within(code)


def texts(words: AnyWords) -> tuple[str, ...]:
    """Return the texts that words have in the different languages."""
    return (words,) if isinstance(words, str) else tuple(text for _, text in words.by_language)


class Polyglot:
    """Says everything in all its languages.

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
