"""Scripts and hidden characters: what looks right must be right."""

import sys
import unicodedata

import pytest

from generator.text_checks import (
    CYRILLIC,
    HIDDEN,
    LATIN,
    code_point,
    hidden_character,
    misprint,
    mixed_word,
)

FORMAT = {"Cf", "Co", "Cs", "Zl", "Zp"}
"""Categories of Unicode whose characters do not show: format, private, surrogate, separators."""


def test_every_character_that_does_not_show_is_found():
    """All of Unicode is gone through; tabs and line ends are no hidden characters."""
    missed = [
        f"U+{number:04X}"
        for number in range(sys.maxunicode + 1)
        if (unicodedata.category(chr(number)) in FORMAT or 0xFE00 <= number <= 0xFE0F)
        and not HIDDEN.match(chr(number))
    ]
    assert missed == []
    controls = {chr(number) for number in range(32) if not HIDDEN.match(chr(number))}
    assert controls == {"\t", "\n"}


def test_no_character_that_is_printed_counts_as_hidden():
    """Letters, digits, punctuation and the plain no-break space are seen, or meant."""
    text = "Қазақстан · Жетісу – 1\u00a0234,5% ₸ № «ё» −½×≥ ← → R² U+00A0"
    assert hidden_character(text) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Атырay облысы", "Атырay"),
        ("ВPП на душу", "ВPП"),
        ("Аstana", "Аstana"),
        ("αлматы", "αлматы"),
        ("GDP өсті, PDF-файл, e-mail, R², DIV-ді, 95%-дық", ""),
        ("LQ, UV және RV; p = 0,003; https://stat.gov.kz", ""),
        ("Жетісу, Ұлытау, Һ, І", ""),
    ],
)
def test_a_word_of_two_scripts_is_found(text, word):
    """Latin terms are wholly Latin, and therefore allowed."""
    assert mixed_word(text) == word


@pytest.mark.parametrize(
    ("text", "script", "word"),
    [
        ("c 2021 года", CYRILLIC, "c"),
        ("с 2021 года", CYRILLIC, ""),
        ("p < 0,001 и R²", CYRILLIC, ""),
        ("real оutput", LATIN, "оutput"),
        ("а real output", LATIN, "а"),
        ("a real output of 1 ₸", LATIN, ""),
    ],
)
def test_a_letter_that_only_looks_right_is_found(text, script, word):
    """A lone Latin c among Russian words, and any Cyrillic letter in English."""
    assert misprint(text, script) == word


def test_what_does_not_show_can_be_named():
    """A problem tells the number and the name of the character."""
    assert code_point("\u200b") == "U+200B ZERO WIDTH SPACE"
    assert code_point("\ue000") == "U+E000"
