"""Kazakh endings after numbers, against a second way of making them.

The product looks up tables by the last sound of the last word. Here every number is spelled out
in words, and the ending is built from its parts: a consonant that follows the last sound, and a
vowel in harmony with the word.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.presentation.localisation.kazakh import CASES, last_word, month_ending, with_suffix
from generator.presentation.localisation.numbers import Numbers

NB = "\u00a0"

UNITS = ["нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
TENS = ["он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]
SCALES = ["", "мың", "миллион", "миллиард", "триллион"]
FRONT, BACK = "әеөүі", "аоұы"
VOICELESS, NASAL, BUZZING = "пкқстшфбвгд", "мнң", "зж"  # миллиард ends in a voiceless sound


def words_below_thousand(number):
    """A number from 1 to 999 in words."""
    hundreds, rest = divmod(number, 100)
    words = ([UNITS[hundreds]] if hundreds > 1 else []) + (["жүз"] if hundreds else [])
    words += [TENS[rest // 10 - 1]] if rest >= 10 else []
    return words + ([UNITS[rest % 10]] if rest % 10 else [])


def in_words(number):
    """A whole number as it is read aloud."""
    if not number:
        return [UNITS[0]]
    words, scale = [], 0
    while number:
        number, group = divmod(number, 1000)
        if group:
            spoken = words_below_thousand(group) + ([SCALES[scale]] if scale else [])
            words = spoken + words
        scale += 1
    return words


def ending(word, case):
    """The ending of a word, from its last sound and its harmony."""
    front = next(letter for letter in reversed(word) if letter in FRONT + BACK) in FRONT
    last = word[-1]
    vowel, dull = last in FRONT + BACK, last in VOICELESS
    open_, close = ("е", "і") if front else ("а", "ы")
    stop = "т" if dull else "д"
    guttural = ("к" if dull else "г") if front else ("қ" if dull else "ғ")
    return {
        "dat": guttural + open_,
        "loc": stop + open_,
        "abl": ("н" if last in NASAL else stop) + open_ + "н",
        "gen": ("н" if vowel or last in NASAL else stop) + close + "ң",
        "acc": ("н" if vowel else stop) + close,
        "poss": ("с" if vowel else "") + close,
        "ins": ("п" if dull else "б" if last in BUZZING else "м") + "ен",
    }[case]


NUMBERS = (
    *range(1001),
    *(thousands * 1000 for thousands in range(1, 1001)),
    *(millions * 10**6 for millions in range(1, 1001)),
    *(10**power for power in range(13)),
    514907,
    37703,
    20541,
)


@pytest.mark.parametrize("case", CASES)
def test_an_ending_follows_the_number_as_it_is_read(case):
    """All whole numbers to 1,000, all round thousands and millions to a thousand of them."""
    wrong = {
        number: with_suffix(str(number), case)
        for number in NUMBERS
        if with_suffix(str(number), case) != f"{number}-{ending(in_words(number)[-1], case)}"
    }
    assert len(NUMBERS) > 3000
    assert wrong == {}


@pytest.mark.parametrize("case", CASES)
def test_the_ending_of_a_decimal_follows_its_fraction(case):
    """1,84 ends in four, 1,80 in eighty, 0,05 in five; all fractions of one to three digits."""
    wrong = [
        printed
        for digits in (1, 2, 3)
        for fraction in range(10**digits)
        if with_suffix(printed := f"7,{fraction:0{digits}}", case)
        != f"{printed}-{ending(in_words(fraction)[-1], case)}"
    ]
    assert wrong == []


@given(st.decimals(0, 1000, places=1), st.sampled_from(CASES))
def test_a_percentage_ends_in_the_word_for_per_cent(value, case):
    """пайыз has back vowels and a buzzing end: -ға, -дан, -бен."""
    printed = f"{value}%".replace(".", ",")
    assert with_suffix(printed, case) == f"{printed}-{ending('пайыз', case)}"


@given(st.integers(0, 10**12), st.sampled_from(CASES))
def test_grouping_and_sign_do_not_change_the_ending(number, case):
    """1 000 000-ға is read like 1000000-ға, and −5-ке like 5-ке."""
    plain = with_suffix(str(number), case)
    for printed in (f"{number:,}".replace(",", NB), f"−{number}", f"+{number}"):
        assert with_suffix(printed, case).rpartition("-")[2] == plain.rpartition("-")[2] != ""


@pytest.mark.parametrize(
    ("printed", "case", "expected"),
    [
        ("18,5%", "dat", "18,5%-ға"),
        ("0,1%", "acc", "0,1%-ды"),
        ("53%", "poss", "53%-ы"),
        ("25", "dat", "25-ке"),
        ("6", "abl", "6-дан"),
        ("7", "dat", "7-ге"),
        ("907", "poss", "907-сі"),
        ("3", "ins", "3-пен"),
        ("30", "ins", "30-бен"),
        ("10", "abl", "10-нан"),
        ("0", "dat", "0-ге"),
    ],
)
def test_endings_found_in_print(printed, case, expected):
    """Forms that the statistics office and newspapers print, and their nearest neighbours."""
    assert with_suffix(printed, case) == expected


def test_the_last_word_is_that_of_the_fraction_or_of_per_cent():
    """What is said last decides."""
    assert (last_word("1,84"), last_word("1,80"), last_word("7%")) == ("төрт", "сексен", "пайыз")


def test_every_month_takes_its_ending():
    """As of the first of January … December: -дағы, and -дегі or -тегі in three months."""
    front = {"сәуір": "дегі", "шілде": "дегі", "қыркүйек": "тегі"}
    months = [Numbers("kk").month(number) for number in range(1, 13)]
    assert {month: month_ending(month, "attr") for month in months} == {
        **dict.fromkeys(months, "дағы"),
        **front,
    }
    assert month_ending("ақпан", "abl") == "нан"
    assert month_ending("қыркүйек", "loc") == "те"
