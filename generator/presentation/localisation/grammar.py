"""What a language does to numbers and days that stand in a sentence.

The forms that a language has of its own are named by its messages, after a dot (``{share.dat}``).
A language without any uses this plain grammar; one that has some gets a module of its own.
"""

import math
from decimal import Decimal


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
