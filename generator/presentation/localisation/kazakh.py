"""Kazakh: case endings after numbers, and after the months of dates.

An ending follows the last word of the number as it is read aloud: 6 is алты (6-дан), 5 is бес
(5-ке), per cent is пайыз (18,5%-ға).
"""

import re
from decimal import Decimal

from generator.presentation.localisation.grammar import Grammar, UnknownFormError

_ONES = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_POWERS = ((10**12, "триллион"), (10**9, "миллиард"), (10**6, "миллион"), (10**3, "мың"))

_FRONT_WORDS = frozenset(
    ("нөл", "бір", "екі", "үш", "төрт", "бес", "жеті", "сегіз", "елу", "жетпіс", "сексен", "жүз")
)
_VOWELS = "аәеоөұүыі"
_FRONT_VOWELS = "әеөүі"
_NASALS = "мнң"
_SONORANTS = "рлйу"
_VOICED = "зж"
_VOICELESS = "пкқст"

# Suffixes by what the word ends in, each (after back vowels, after front vowels).
_AFTER_VOWEL = {
    "dat": ("ға", "ге"),
    "loc": ("да", "де"),
    "abl": ("дан", "ден"),
    "gen": ("ның", "нің"),
    "acc": ("ны", "ні"),
    "poss": ("сы", "сі"),
    "ins": ("мен", "мен"),
}
_AFTER_NASAL = {
    "dat": ("ға", "ге"),
    "loc": ("да", "де"),
    "abl": ("нан", "нен"),
    "gen": ("ның", "нің"),
    "acc": ("ды", "ді"),
    "poss": ("ы", "і"),
    "ins": ("мен", "мен"),
}
_AFTER_SONORANT = {
    "dat": ("ға", "ге"),
    "loc": ("да", "де"),
    "abl": ("дан", "ден"),
    "gen": ("дың", "дің"),
    "acc": ("ды", "ді"),
    "poss": ("ы", "і"),
    "ins": ("мен", "мен"),
}
_AFTER_VOICED = {**_AFTER_SONORANT, "ins": ("бен", "бен")}
_AFTER_VOICELESS = {
    "dat": ("қа", "ке"),
    "loc": ("та", "те"),
    "abl": ("тан", "тен"),
    "gen": ("тың", "тің"),
    "acc": ("ты", "ті"),
    "poss": ("ы", "і"),
    "ins": ("пен", "пен"),
}

CASES = tuple(_AFTER_VOWEL)
"""Case suffixes that a number can take."""

_SUFFIXED = re.compile(r"((?:[0-9)%]|[А-ЯӘІҢҒҮҰҚӨҺ]{2})-)(?=[а-яәғқңөұүһі])")
_UNIT = re.compile(r"(?<=[0-9]) (?=(?:есе|мың|млн|млрд|трлн|п\.т\.)(?![а-яәғқңөұүһі]))")
_WORD_JOINER = "\u2060"  # no line may end here; nothing is printed or copied


class Kazakh(Grammar):
    """Numbers take case endings; so do the months of dates."""

    number_forms = frozenset(CASES)
    day_forms = frozenset(("attr", "loc", "abl"))

    def number(self, printed: str, value: Decimal, form: str) -> str:
        """Attach a case ending: dative 18,5%-ға, ablative 6-дан."""
        del value  # the ending follows what is printed
        if form not in self.number_forms:
            raise UnknownFormError(printed, form)
        return with_suffix(printed, form)

    def day(self, written: str, form: str) -> str:
        """Give the month an ending: attributive қарашадағы, locative қарашада, ablative."""
        if form not in self.day_forms:
            raise UnknownFormError(written, form)
        return written + month_ending(written, form)

    def bind(self, text: str) -> str:
        """Keep a number or an abbreviation with its ending, and a number with its short unit.

        Examples
        --------
        >>> Kazakh().bind("ЖӨӨ-ге 5%-бен, (7)-баған, кілт-сөз").replace("\u2060", "|")
        'ЖӨӨ-|ге 5%-|бен, (7)-|баған, кілт-сөз'
        >>> Kazakh().bind("9,3 есе жоғары").replace("\u00a0", "_")
        '9,3_есе жоғары'
        """
        return _UNIT.sub("\u00a0", _SUFFIXED.sub(rf"\1{_WORD_JOINER}", text))


def with_suffix(number: str, case: str) -> str:
    """Attach a case suffix to a printed number or percentage.

    Parameters
    ----------
    number
        As printed in Kazakh: ``18,5%``, ``1,84``, ``20 541``.
    case
        One of :data:`CASES`.

    Examples
    --------
    >>> with_suffix("18,5%", "dat"), with_suffix("1,84", "dat"), with_suffix("6", "abl")
    ('18,5%-ға', '1,84-ке', '6-дан')
    """
    word = last_word(number)
    front = word in _FRONT_WORDS
    return f"{number}-{_suffixes(word)[case][front]}"


def _suffixes(word: str) -> dict[str, tuple[str, str]]:
    ending = word[-1]
    for letters, suffixes in (
        (_SONORANTS, _AFTER_SONORANT),
        (_VOWELS, _AFTER_VOWEL),
        (_NASALS, _AFTER_NASAL),
        (_VOICED, _AFTER_VOICED),
    ):
        if ending in letters:
            return suffixes
    return _AFTER_VOICELESS


def last_word(number: str) -> str:
    """Return the last word of a number as it is read; of a decimal, of its fraction."""
    if number.endswith("%"):
        return "пайыз"
    digits = re.sub(r"[^\d,]", "", number)
    whole, _, fraction = digits.partition(",")
    return _last_word_of_integer(int(fraction or whole))


def _last_word_of_integer(number: int) -> str:
    if number == 0:
        return _ONES[0]
    for power, word in _POWERS:
        if number % power == 0:
            return word
        number %= power
    if number % 100 == 0:
        return "жүз"
    return _ONES[number % 10] if number % 10 else _TENS[number // 10 % 10]


def month_ending(month: str, form: str) -> str:
    """Give the ending of a month: ``attr`` (дағы), ``loc`` (да) or ``abl`` (дан).

    Examples
    --------
    >>> [month_ending(month, "attr") for month in ("қараша", "сәуір", "тамыз", "қыркүйек")]
    ['дағы', 'дегі', 'дағы', 'тегі']
    """
    front = next(letter for letter in reversed(month) if letter in _VOWELS) in _FRONT_VOWELS
    stop = "т" if month[-1] in _VOICELESS else "д"
    vowel = "е" if front else "а"
    return {
        "loc": f"{stop}{vowel}",
        "attr": f"{stop}{vowel}{'гі' if front else 'ғы'}",
        "abl": ("н" if month[-1] in _NASALS else stop) + f"{vowel}н",
    }[form]
