"""Numbers as the house prints them, whatever Babel's locale data say."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.presentation.localisation.grammar import english_ordinal
from generator.presentation.localisation.numbers import Numbers, rounded

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
    for locale, text in (("kk", kk), ("ru", ru), ("en_GB", en)):
        assert Numbers(locale).decimal(value, decimals) == text, locale


@pytest.mark.parametrize(
    ("value", "signed", "en"),
    [(18.5, False, "18.5%"), (6.6, True, "+6.6%"), (-2.8, True, "−2.8%"), (0, True, "0.0%")],
)
def test_percentages_have_no_space_and_zero_no_sign(value, signed, en):
    """The house rule for the three languages."""
    assert Numbers("en_GB").percent(value, signed=signed) == en
    for locale in ("kk", "ru"):
        assert Numbers(locale).percent(value, signed=signed) == en.replace(".", ",")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_only_finite_numbers_are_printed(value):
    """Neither infinity nor not-a-number can reach a page."""
    with pytest.raises(ValueError, match=r"nan|inf"):
        Numbers("en_GB").decimal(value, 1)


@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=6), st.integers(0, 4))
def test_a_printed_number_reads_back_as_the_rounded_value(value, decimals):
    """Whatever the language, the digits are those of the number rounded half away from zero."""
    expected = rounded(value, decimals)
    assert abs(expected - value) * 2 <= Decimal(1).scaleb(-decimals)
    for locale, mark in (("kk", ","), ("ru", ","), ("en_GB", ".")):
        text = Numbers(locale).decimal(value, decimals).replace("−", "-")
        kept = "".join(each for each in text if each.isdigit() or each in f"-{mark}")
        assert Decimal(kept.replace(mark, ".")) == expected
        assert not text.startswith("-0.0") or expected != 0


@given(st.floats(-1e15, 1e15), st.integers(0, 3), st.sampled_from(["kk", "ru", "en_GB", "fr"]))
def test_no_character_that_fonts_lack_is_printed(value, decimals, locale):
    """The narrow no-break space of some locale data becomes a plain no-break space."""
    assert "\u202f" not in Numbers(locale).decimal(value, decimals, signed=True)


@given(st.floats(0, 1))
def test_a_probability_is_printed_or_bounded(value):
    """Three decimals from 0.001 on; below, it is only said to be below."""
    text = Numbers("ru").probability(value)
    sign, shown = text.removeprefix(f"p{NB}").split(NB)
    assert (sign == "<") is (value < 0.001)
    assert Decimal(shown.replace(",", ".")) == (
        Decimal("0.001") if value < 0.001 else rounded(value, 3)
    )


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_a_probability_lies_between_zero_and_one(value):
    """Anything else is a mistake of the caller."""
    with pytest.raises(ValueError, match=r"."):
        Numbers("ru").probability(value)


@pytest.mark.parametrize(
    ("locale", "beside_a_day", "alone"),
    [("kk", "қараша", "қараша"), ("ru", "ноября", "ноябрь"), ("en_GB", "November", "November")],
)
def test_months_have_two_forms_in_russian(locale, beside_a_day, alone):
    """A month is written small in Kazakh, whatever the locale data say of it alone."""
    numbers = Numbers(locale)
    assert (numbers.month(11), numbers.month(11, alone=True)) == (beside_a_day, alone)


@given(st.integers(1, 10**6))
def test_english_ordinals_follow_the_last_two_digits(number):
    """The teens take th; otherwise st, nd, rd by the last digit, and th."""
    text = english_ordinal(number)
    teens = number // 10 % 10 == 1
    expected = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    assert text == f"{number}{'th' if teens else expected}"
