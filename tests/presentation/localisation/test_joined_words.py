"""The same words in several languages: joined, changed and taken apart language by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings.claims import Number
from generator.presentation.localisation.language import load_all
from generator.presentation.localisation.multilingual import Polyglot
from generator.presentation.localisation.words import Words, texts, within
from generator.project import LANGUAGES, Project

WORDS = st.tuples(*[st.text(max_size=5)] * 3).map(
    lambda parts: Words(tuple(zip(LANGUAGES, parts, strict=True)))
)


@given(WORDS, WORDS, st.text(max_size=5))
def test_words_are_joined_in_each_language_by_itself(one, other, between):
    """A text that is the same in every language may stand before, between and behind."""
    joined = between + one + between + other + between
    for code in LANGUAGES:
        wanted = between + one.within(code) + between + other.within(code) + between
        assert joined.within(code) == within(joined, code) == wanted
    assert texts(joined) == tuple(joined.within(code) for code in LANGUAGES)


@given(WORDS)
def test_every_language_is_changed_alike(words):
    """The words themselves stay as they were."""
    before = texts(words)
    assert texts(words.each(str.upper)) == tuple(map(str.upper, before))
    assert texts(words) == before


def test_a_plain_text_is_the_same_in_every_language():
    """And a language that is not there is an error."""
    assert within("AIC", "kk") == "AIC"
    assert texts("AIC") == ("AIC",)
    with pytest.raises(KeyError):
        Words((("kk", "бір"),)).within("ru")


def test_a_polyglot_says_what_each_language_says():
    """Numbers, names and messages, in the order of the languages."""
    languages = load_all(Project.here().locales, LANGUAGES)
    polyglot = Polyglot(languages)
    pairs = (
        (polyglot.number(1234.56, 1, signed=True), lambda x: x.number(1234.56, 1, signed=True)),
        (polyglot.number(None), lambda x: x.number(None)),
        (
            polyglot.quantity(Number(5.25, 1, "percent")),
            lambda x: x.quantity(Number(5.25, 1, "percent")),
        ),
        (polyglot.region("KZ-23", "short"), lambda x: x.region("KZ-23", "short")),
        (polyglot.industry("B", "Short"), lambda x: x.industry("B", "Short")),
        (polyglot.say("kpi.nation"), lambda x: x.say("kpi.nation")),
    )
    for words, say in pairs:
        assert words.by_language == tuple((each.code, say(each)) for each in languages)
