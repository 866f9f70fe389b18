"""The same words in several languages: what is drawn once is labelled in every one."""

from collections.abc import Callable
from dataclasses import dataclass


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
