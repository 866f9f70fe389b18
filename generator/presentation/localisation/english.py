"""English: ordinals in digits."""

import re

from generator.presentation.localisation.grammar import Grammar, UnknownFormError

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
    """English ordinal in digits.

    Examples
    --------
    >>> [english_ordinal(n) for n in (1, 2, 3, 4, 11, 21, 112)]
    ['1st', '2nd', '3rd', '4th', '11th', '21st', '112th']
    """
    last_two = number % 100
    teens = range(11, 14)
    ending = "th" if last_two in teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
