"""The order of names: as the alphabet has it, in each language."""

from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings.claims import Listing, RegionSlot
from generator.presentation.figures.builder import FigureBuilder, ordered
from generator.presentation.localisation.collation import Alphabet
from generator.presentation.localisation.language import Language
from generator.presentation.localisation.multilingual import Polyglot
from generator.project import Project

LOCALES = Project.here().locales
KAZAKH = Language.load(LOCALES, "kk").settings.alphabet
RUSSIAN = Language.load(LOCALES, "ru").settings.alphabet
WORDS = st.text(KAZAKH.letters + KAZAKH.letters.upper() + " -.7", max_size=8)


def test_the_kazakh_alphabet_has_its_42_letters():
    """Ә stands after А, and so on; each letter once."""
    assert len(KAZAKH.letters) == len(set(KAZAKH.letters)) == 42
    for special, before in zip("әғқңөұүһі", "агкноуұхы", strict=True):
        assert KAZAKH.letters.index(special) == KAZAKH.letters.index(before) + 1


def test_kazakh_names_sort_by_the_kazakh_alphabet():
    """Ә after А, Қ after К, Ұ after У."""
    names = ["Ұлытау", "Қостанай", "Ақмола", "Әлем", "Алматы", "Кентау", "Улан"]
    ordered = ["Ақмола", "Алматы", "Әлем", "Кентау", "Қостанай", "Улан", "Ұлытау"]
    assert sorted(names, key=KAZAKH.key) == ordered


def test_russian_words_with_yo_stand_among_those_with_ye():
    """ё decides only where words are otherwise equal."""
    words = ["ёлка", "ель", "ж", "ёж", "елка", "Ежи"]
    assert sorted(words, key=RUSSIAN.key) == ["ёж", "Ежи", "елка", "ёлка", "ель", "ж"]


@given(st.lists(WORDS, max_size=6))
def test_sorting_follows_the_first_letter_that_differs(words):
    """Of two neighbours in the order, the first difference is in the order of the alphabet."""
    for former, latter in pairwise(sorted(words, key=KAZAKH.key)):
        small = list(zip(former.lower(), latter.lower(), strict=False))
        different = next((both for both in small if both[0] != both[1]), None)
        if different is None:
            assert len(former) <= len(latter)
        elif all(letter in KAZAKH.letters for letter in different):
            first, second = map(KAZAKH.letters.index, different)
            assert first < second


@given(WORDS, WORDS)
def test_only_equal_texts_have_equal_keys(first, second):
    """The order is total: the same names come in the same order, whatever order they had."""
    assert (KAZAKH.key(first) == KAZAKH.key(second)) is (first == second)
    assert (RUSSIAN.key(first) == RUSSIAN.key(second)) is (first == second)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("kk", "Абай облысы, Ақмола облысы, Ақтөбе облысы және Шығыс Қазақстан облысы"),
        (
            "ru",
            "Акмолинская область, Актюбинская область, Восточно-Казахстанская область "
            "и область Абай",
        ),
        ("en", "Abai region, Akmola region, Aktobe region and East Kazakhstan region"),
    ],
)
def test_regions_in_a_list_stand_in_the_order_of_the_alphabet(code, expected):
    """Unless the list says that its own order means something."""
    regions = tuple(map(RegionSlot, ("KZ-63", "KZ-15", "KZ-10", "KZ-11")))
    word = Language.load(LOCALES, code).wording.word
    assert word("items", Listing(regions), "") == expected
    ordered = word("items", Listing(regions, ordered=True), "")
    assert ordered != expected
    assert sorted(ordered) == sorted(expected)


def test_a_new_alphabet_needs_no_code():
    """Letters in their order, and those that sort together, are data."""
    alphabet = Alphabet("abcčd", together=("cč",))
    assert sorted(["čb", "ca", "d", "cb"], key=alphabet.key) == ["ca", "cb", "čb", "d"]


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_regions_with_equal_values_stand_in_the_order_of_the_alphabet(code):
    """Atyrau has more; the other three are equal, and their codes say nothing to a reader.

    The alphabet is that of the first language: a chart has one order, whatever its words.
    """
    values = {"KZ-62": 1.0, "KZ-71": 1.0, "KZ-11": 1.0, "KZ-23": 2.0}
    brief = SimpleNamespace(
        subject="KZ-23",
        distributions={"grp_per_capita": values},
        fact=lambda measure: SimpleNamespace(national=None, measure=measure),
    )
    languages = [Language.load(LOCALES, each) for each in ("kk", "ru", "en")]
    drawn = ordered(FigureBuilder(brief, Polyglot(languages)), "grp_per_capita", 1, nation=True)
    wanted = {
        "kk": ["Атырау", "Ақмола", "Астана қ.", "Ұлытау"],
        "ru": ["Атырауская", "Акмолинская", "г. Астана", "обл. Ұлытау"],
        "en": ["Atyrau", "Akmola", "Astana city", "Ulytau"],
    }
    assert [bar.name.within(code).replace("\u00a0", " ") for bar in drawn] == wanted[code]
