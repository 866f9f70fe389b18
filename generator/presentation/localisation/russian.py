"""Russian: prepositions that depend on the number after them, and days in the full form."""

import re
from decimal import Decimal

from generator.presentation.localisation.grammar import Grammar, UnknownFormError, leading_hundreds

FROM = "ru_from"
"""Form of a number after the preposition с or со."""

_SHORT = re.compile(
    r"(?<![\w])(в|с|и|а|к|о|у|на|за|не|но|по|из|от|до|со|для|без|чем|как|при|под|над|"
    r"[ВСИАКОУ]|На|По|За|Из|Не|Но|От|До|Со|Для|Без|При) "
    r"(?=[\w«<(&\[−+])"
)
_SUFFIXED = re.compile(r"([0-9]%?-)(?=[а-яё])")
_WORD_JOINER = "\u2060"  # no line may end here; nothing is printed or copied
_UNIT = re.compile(r"(?<=[0-9]) (?=(?:тыс|млн|млрд|трлн|п|гг?)\b)|(?<=-[ем]) (?=мест)")
_TENGE = re.compile(r"(?<=тыс\.) (?=(?:тенге|человек|₸))|(?<=\bп\.) (?=п\.)")


class Russian(Grammar):
    """Numbers follow с or со; days end in года in the full form."""

    number_forms = frozenset((FROM,))
    rank_forms = frozenset((FROM,))
    day_forms = frozenset(("gen_full",))

    def number(self, printed: str, value: Decimal, form: str) -> str:
        """Put the preposition before a number: с 54, со 100."""
        if form != FROM:
            raise UnknownFormError(printed, form)
        return f"{preposition(leading_hundreds(value))} {printed}"

    def rank(self, rank: int, form: str) -> str:
        """Put the preposition before a place: с 3-го, со 2-го."""
        if form != FROM:
            raise UnknownFormError(str(rank), form)
        second = rank == 2  # со второго
        hundred = rank != 100 and leading_hundreds(Decimal(rank)) in range(100, 200)
        return f"{'со' if second or hundred else 'с'} {rank}-го"

    def day(self, written: str, form: str) -> str:
        """Write the word for year in full: a sentence may end here."""
        if form not in self.day_forms:
            raise UnknownFormError(written, form)
        return f"{written.removesuffix('г.')}года"

    def bind(self, text: str) -> str:
        """Keep short words with the word after them, numbers with their endings and units.

        Examples
        --------
        >>> Russian().bind("выше, чем без контрольных").replace("\u00a0", "_")
        'выше, чем_без_контрольных'
        """
        for pattern in (_UNIT, _TENGE):
            text = pattern.sub("\u00a0", text)
        text = _SUFFIXED.sub(rf"\1{_WORD_JOINER}", text)
        return _SHORT.sub("\\1\u00a0", text)


def preposition(first: int) -> str:
    """Give с, or со before a number that is read with сто in front.

    Examples
    --------
    >>> [preposition(number) for number in (2, 54, 100, 152, 200)]
    ['с', 'с', 'со', 'со', 'с']
    """
    return "со" if first in range(100, 200) else "с"
