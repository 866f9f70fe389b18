"""The same words in several languages at once."""

import pytest

from generator.presentation.localisation.words import Words, texts, within

BOTH = Words((("kk", "өңір"), ("en", "region")))


def test_words_are_put_together_language_by_language():
    """With other words, and with a text that is the same in every language, on either side."""
    assert (BOTH + ": " + BOTH).within("kk") == "өңір: өңір"
    assert ("(1) " + BOTH).within("en") == "(1) region"


def test_a_change_is_made_in_every_language():
    """Capital letters, line breaks."""
    assert texts(BOTH.each(str.upper)) == ("ӨҢІР", "REGION")


def test_a_text_is_the_same_in_every_language():
    """A year needs no translation."""
    assert within("2025", "kk") == within("2025", "en") == "2025"
    assert texts("2025") == ("2025",)


def test_a_language_that_is_not_there_is_an_error():
    """Nothing is ever printed in another language instead."""
    with pytest.raises(KeyError):
        BOTH.within("ru")
