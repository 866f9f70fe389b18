"""Print message keys instead of words, so that tables can be compared in no language.

Two tables differ in it if and only if they differ in some language of the briefs, whose words and
number formats are left out.
"""

from generator.findings.claims import Probability, Slot
from generator.findings.comparing.printed_values import plain, printed
from generator.presentation.localisation.collation import Key
from generator.presentation.localisation.language import Language


class Keys(Language):
    """Say the key of a message and its slots as printed, and prints bare digits."""

    def __init__(self) -> None:
        object.__setattr__(self, "code", "keys")  # the fields of a language cannot be set

    def say(self, key: str, n: int | None = None, /, **slots: Slot) -> str:
        """Return the key with its number and slots."""
        said = {name: plain(slot) for name, slot in slots.items()}
        return f"{key}{said}" if n is None else f"{key}[{n}]{said}"

    def number(self, value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
        """Return the printed digits of a number."""
        del signed  # a sign follows from the digits
        return str(printed(value, decimals))

    def percent(self, value: float | None, decimals: int = 1, *, signed: bool = False) -> str:
        """Return the printed digits of a percentage."""
        return f"{self.number(value, decimals, signed=signed)}%"

    def probability(self, value: float) -> str:
        """Return a p-value as far as it is printed."""
        return str(plain(Probability(value)))

    def interval(self, low: float, high: float, decimals: int) -> str:
        """Return both ends of an interval as printed."""
        return f"{printed(low, decimals)} {printed(high, decimals)}"

    def region(self, code: str, form: str = "nom") -> str:
        """Return the code of a region."""
        del form  # a form belongs to a language
        return code

    def industry(self, code: str, form: str = "nom") -> str:
        """Return the code of an industry."""
        del form  # a form belongs to a language
        return code

    def sort_key(self, text: str) -> Key:
        """Sort by code points."""
        places = tuple(map(ord, text))
        return places, places, text
