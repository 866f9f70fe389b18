"""Sort names by the alphabet of a language."""

from collections.abc import Sequence
from dataclasses import dataclass

Key = tuple[tuple[int, ...], tuple[int, ...], str]
"""What names are compared by: letters, then letters that sort together, then as written."""

_LETTERS = 0x110000  # letters of the alphabet come after every other character


@dataclass(frozen=True)
class Alphabet:
    """Letters of a language in their order.

    Parameters
    ----------
    letters
        Small letters, first to last.
    together
        Letters that differ only where words are otherwise equal, each group the first one first:
        ``("её",)`` in Russian, where ёлка stands among the words with е.
    """

    letters: str
    together: tuple[str, ...] = ()

    def key(self, text: str) -> Key:
        """Return the key that sorts a text; case decides only between equal texts."""
        first = {letter: group[0] for group in self.together for letter in group}
        small = text.lower()
        merged = [first.get(letter, letter) for letter in small]
        return self._places(merged), self._places(small), text

    def _places(self, text: Sequence[str]) -> tuple[int, ...]:
        return tuple(self._place(letter) for letter in text)

    def _place(self, letter: str) -> int:
        found = self.letters.find(letter)
        return ord(letter) if found < 0 else _LETTERS + found
