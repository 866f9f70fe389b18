"""What a language does to numbers and days in a sentence; the rules of English beside it."""

import math
import re
from decimal import Decimal

COUNTED = {"unit": "percentage_point", "times": "times"}
"""Forms that give a number its noun, and the unit that each stands for."""

COUNT_FORMS = ("thousands", "roman")
"""Forms of a count that every language has: 100 for 100,000, and IV for 4."""


class UnknownFormError(ValueError):
    """A message asks for a form that such a value does not have."""


class Grammar:
    """Grammar of a language whose numbers and days have one form only."""

    number_forms: frozenset[str] = frozenset()
    """Forms of a printed number."""

    rank_forms: frozenset[str] = frozenset()
    """Forms of a place in a ranking."""

    day_forms: frozenset[str] = frozenset()
    """Forms of a day in words."""

    def number(self, printed: str, value: Decimal, form: str) -> str:
        """Put a printed number into a form.

        Parameters
        ----------
        printed
            The number as it is printed, with its per cent sign if it has one.
        value
            The number itself, rounded as printed.
        form
            One of :attr:`number_forms`.

        Raises
        ------
        UnknownFormError
            If the language has no such form.
        """
        raise UnknownFormError(printed, form)

    def rank(self, rank: int, form: str) -> str:
        """Put a place in a ranking into one of :attr:`rank_forms`; raise for any other."""
        raise UnknownFormError(str(rank), form)

    def day(self, written: str, form: str) -> str:
        """Put a day in words into one of :attr:`day_forms`; raise for any other."""
        raise UnknownFormError(written, form)

    def bind(self, text: str) -> str:
        """Keep on one line what must not part at the end of a line."""
        return text


def leading_hundreds(value: Decimal) -> int:
    """Give the first number that is read aloud: the highest group of three digits.

    Examples
    --------
    >>> leading_hundreds(Decimal("150200")), leading_hundreds(Decimal("-7.5"))
    (150, 7)
    """
    whole = math.floor(abs(value))
    while whole >= 1000:
        whole //= 1000
    return whole


ORDINAL = "ord"
"""Form of a place in a ranking: 21st."""
_UNIT = re.compile(r"(?<=[0-9]) (?=(?:thousand|million|billion|trillion|pp)\b)")


class English(Grammar):
    """Places in a ranking have ordinals."""

    rank_forms = frozenset((ORDINAL,))

    def rank(self, rank: int, form: str) -> str:
        """Write a place as an ordinal."""
        if form != ORDINAL:
            raise UnknownFormError(str(rank), form)
        return english_ordinal(rank)

    def bind(self, text: str) -> str:
        """Keep a number with the unit after it."""
        return _UNIT.sub("\u00a0", text)


def english_ordinal(number: int) -> str:
    """Return an English ordinal in digits.

    Examples
    --------
    >>> [english_ordinal(n) for n in (1, 2, 3, 4, 11, 21, 112)]
    ['1st', '2nd', '3rd', '4th', '11th', '21st', '112th']
    """
    last_two = number % 100
    teens = range(11, 14)
    ending = "th" if last_two in teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
