"""Numbers, dates and their Kazakh endings as the house prints them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.presentation.language.kazakh import CASES, collation_key, last_word, with_suffix
from generator.presentation.language.numbers import Numbers, english_ordinal, rounded

NB = "\u00a0"

PRINTED = [
    (1234, 0, f"1{NB}234", f"1{NB}234", "1,234"),
    (999, 0, "999", "999", "999"),
    (20541.2, 1, f"20{NB}541,2", f"20{NB}541,2", "20,541.2"),
    (103765518.2, 1, f"103{NB}765{NB}518,2", f"103{NB}765{NB}518,2", "103,765,518.2"),
    (0, 1, "0,0", "0,0", "0.0"),
    (-0.04, 1, "0,0", "0,0", "0.0"),
    (-1.5, 1, "−1,5", "−1,5", "−1.5"),
    (0.25, 1, "0,3", "0,3", "0.3"),
    (2.65, 1, "2,7", "2,7", "2.7"),
    (1.005, 2, "1,01", "1,01", "1.01"),
    (None, 1, "…", "…", "…"),
]


@pytest.mark.parametrize(("value", "decimals", "kk", "ru", "en"), PRINTED)
def test_numbers_are_printed_as_agreed(value, decimals, kk, ru, en):
    """Grouping, decimal mark, minus, halves and the missing value, in each language."""
    for code, text in (("kk", kk), ("ru", ru), ("en", en)):
        printed = Numbers(code).decimal(value, decimals).replace("\u202f", NB)
        assert printed == text, code


@pytest.mark.parametrize(
    ("value", "signed", "en"),
    [(18.5, False, "18.5%"), (6.6, True, "+6.6%"), (-2.8, True, "−2.8%"), (0, True, "0.0%")],
)
def test_percentages_have_no_space_and_zero_no_sign(value, signed, en):
    """The house rule for the three languages."""
    assert Numbers("en").percent(value, signed=signed) == en
    for code in ("kk", "ru"):
        assert Numbers(code).percent(value, signed=signed) == en.replace(".", ",")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_only_finite_numbers_are_printed(value):
    """Neither infinity nor not-a-number can reach a page."""
    with pytest.raises(ValueError, match=r"nan|inf"):
        Numbers("en").decimal(value, 1)


@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=6), st.integers(0, 4))
def test_a_printed_number_reads_back_as_the_rounded_value(value, decimals):
    """Whatever the language, the digits are those of the number rounded half away from zero."""
    expected = rounded(value, decimals)
    assert abs(expected - value) * 2 <= Decimal(1).scaleb(-decimals)
    for code, mark in (("kk", ","), ("ru", ","), ("en", ".")):
        text = Numbers(code).decimal(value, decimals).replace("−", "-")
        kept = "".join(each for each in text if each.isdigit() or each in f"-{mark}")
        assert Decimal(kept.replace(mark, ".")) == expected
        assert not text.startswith("-0.0") or expected != 0


@pytest.mark.parametrize(
    ("day", "kk", "ru", "en"),
    [
        (
            date(2026, 11, 23),
            "2026 жылғы 23 қараша",
            f"23{NB}ноября 2026{NB}г.",
            f"23{NB}November 2026",
        ),
        (date(2024, 1, 1), "2024 жылғы 1 қаңтар", f"1{NB}января 2024{NB}г.", f"1{NB}January 2024"),
    ],
)
def test_days_are_written_in_words(day, kk, ru, en):
    """A day in each language."""
    assert [Numbers(code).day(day) for code in ("kk", "ru", "en")] == [kk, ru, en]


def test_small_probabilities_are_bounded():
    """Below 0.001 a p-value is only said to be below."""
    assert Numbers("ru").probability(0.003) == f"p{NB}={NB}0,003"
    assert Numbers("en").probability(0.0004) == f"p{NB}<{NB}0.001"


def test_intervals_use_a_semicolon_beside_decimal_commas():
    """[0,15; 0,70] in Kazakh and Russian, [0.15, 0.70] in English."""
    assert Numbers("kk").interval(0.15, 0.70, 2) == "[0,15; 0,70]"
    assert Numbers("en").interval(-0.28, -0.22, 2) == "[−0.28, −0.22]"


@pytest.mark.parametrize(
    ("number", "case", "suffix"),
    [
        ("18,5%", "dat", "ға"),
        ("0,1%", "acc", "ды"),
        ("72%", "poss", "ы"),
        ("52,3%", "abl", "дан"),
        ("5", "dat", "ке"),
        ("6", "abl", "дан"),
        ("20", "abl", "дан"),
        ("10", "abl", "нан"),
        ("40", "dat", "қа"),
        ("60", "dat", "қа"),
        ("100", "dat", "ге"),
        ("1 000", "dat", "ға"),
        ("1 000 000", "dat", "ға"),
        ("54", "abl", "тен"),
        ("28", "dat", "ге"),
        ("2,31", "abl", "ден"),
        ("1,84", "dat", "ке"),
        ("0,424", "dat", "ке"),
        ("−0,3", "abl", "тен"),
        ("0", "dat", "ге"),
        ("30", "ins", "бен"),
        ("3", "ins", "пен"),
        ("907", "poss", "сі"),
        ("63", "poss", "і"),
        ("50", "acc", "ді"),
        ("90", "abl", "нан"),
        ("80", "abl", "нен"),
        ("4", "gen", "тің"),
        ("6", "gen", "ның"),
        ("99", "acc", "ды"),
        ("12", "loc", "де"),
        ("5", "loc", "те"),
        ("70", "dat", "ке"),
        ("2000", "abl", "нан"),
    ],
)
def test_kazakh_endings_follow_the_number_as_read(number, case, suffix):
    """Vowel harmony and the last sound of the word decide."""
    assert with_suffix(number, case) == f"{number}-{suffix}"


@given(st.integers(0, 10**12), st.sampled_from(CASES))
def test_every_integer_takes_every_ending(number, case):
    """No number is without an ending, and grouping does not change it."""
    plain = with_suffix(str(number), case)
    grouped = with_suffix(f"{number:,}".replace(",", NB), case)
    assert plain.rpartition("-")[2] == grouped.rpartition("-")[2] != ""


def test_a_decimal_is_read_by_its_fraction():
    """1,84 ends in four; 1,80 is read as eighty."""
    assert (last_word("1,84"), last_word("1,80"), last_word("7%")) == ("төрт", "сексен", "пайыз")


def test_kazakh_names_sort_by_the_kazakh_alphabet():
    """Ә after А, Қ after К, Ұ after У."""
    names = ["Ұлытау", "Қостанай", "Ақмола", "Әлем", "Алматы", "Кентау", "Улан"]
    ordered = ["Ақмола", "Алматы", "Әлем", "Кентау", "Қостанай", "Улан", "Ұлытау"]
    assert sorted(names, key=collation_key) == ordered


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (13, "13th"), (21, "21st")],
)
def test_english_ordinals(number, text):
    """The teens take th."""
    assert english_ordinal(number) == text
