"""Every brief read aloud: all sentences of all regions and the nation, in each language."""

import re
from collections import Counter

import pytest

from generator.findings.claims import Number, Rank
from generator.pipeline import prepare
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project

LOCALES = Project.here().locales

STUMBLES = re.compile(
    r"[–—] [−+]\d|\.\.|  |[{}]|\b(?:nan|None|inf)\b|\u202f| [,.;:!?](?!\.)|[;,]\.|\(\)|: \.|–-"
)
"""What nobody can read: a dash before a minus, two stops, a slot, a number that is none."""

DISAGREEMENTS = {
    "kk": r"\d-(?:шы|ші|ыншы|інші)\b",
    "ru": r"\b1[\u00a0 ](?:мест|регионов|лет)\b|\b[2-4][\u00a0 ](?:мест|регионов)\b(?! из)",
    "en": r"(?<![\d.,])1[\u00a0 ](?:places|regions|years|percentage points)\b",
}


@pytest.fixture(scope="module")
def briefs(panel):
    """Every region of the newest year, and the nation."""
    return prepare(panel, 2025, ())


def claims_of(brief):
    """All claims of a brief, in the order of its pages."""
    for message in brief.messages:
        yield message.head
        yield from message.body
    for claims in brief.claims.values():
        yield from claims


def texts_of(brief, language):
    """All sentences of a brief."""
    return [language.say(each.key, each.count, **each.slots) for each in claims_of(brief)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_can_be_read(briefs, code):
    """Twenty regions and the nation: no stumble, no noun that disagrees with its number."""
    language = Language.load(LOCALES, code)
    read = [(brief.subject, text) for brief in briefs for text in texts_of(brief, language)]
    assert len(read) > 500
    assert [each for each in read if STUMBLES.search(each[1])] == []
    assert [each for each in read if re.search(DISAGREEMENTS[code], each[1])] == []
    assert [
        each for each in read if not re.match(r"[^\W\d_]|\d|\(\d", each[1]) or each[1][0].islower()
    ] == []


def test_what_stands_below_a_head_does_not_repeat_it(briefs):
    """A number or a rank that the head of a message states is not stated again below it."""
    for brief in briefs:
        for message in brief.messages:
            said = {
                each for each in message.head.slots.values() if isinstance(each, Number | Rank)
            }
            again = {each for claim in message.body for each in claim.slots.values()
                     if isinstance(each, Number | Rank)}  # fmt: skip
            assert not said & again, (brief.subject, message.head.key)


def test_no_sentence_stands_twice_on_the_first_page(briefs):
    """Headline, lead, heads and sentences of the first page all say something of their own."""
    for brief in briefs:
        first = [*brief.claims["front.headline"], *brief.claims["front.lead"]]
        first += [claim for message in brief.messages for claim in (message.head, *message.body)]
        told = Counter((claim.key, str(claim.slots)) for claim in first)
        assert max(told.values()) == 1, brief.subject


def test_the_first_page_is_the_regions_own(briefs):
    """At most four of twenty lead with one family, and each tells the growth of the year."""
    families = Counter(
        each.family for brief in briefs for each in brief.considered if each.chosen == "headline"
    )
    assert families.total() == 20
    assert max(families.values()) <= 4
    for brief in briefs:
        growth = brief.claims["front.lead"][0]
        assert growth.slots["year"].value == brief.year, brief.subject
        assert "v" in growth.slots
