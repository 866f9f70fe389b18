"""The first page alone, and the cards: the same blocks, each document with its own pages."""

import re

import pytest

from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import study
from generator.pipeline import writing_resources
from generator.printing.pool.dispatch import BriefWriter
from generator.project import LANGUAGES, Project


@pytest.fixture(scope="module")
def written(panel):
    """The documents of one region in every language."""
    writer, brief = (
        BriefWriter(writing_resources(Project.here(), panel)),
        regional_brief(study(panel, 2025), "KZ-47"),
    )
    figures = writer.figure_set(brief)
    pages = [writer.pages(code) for code in LANGUAGES]
    return [
        (each.sheet_document(brief, figures), each.cards_document(brief, figures))
        for each in pages
    ]


def test_a_sheet_is_one_page_and_cards_are_four(written):
    """Headline and lead, chart, facts, question: a page each on a phone, all on one of paper."""
    for sheet, cards in written:
        assert sheet.planned == (1,)
        assert cards.planned == (4,)
        assert sheet.sections == cards.sections == ()


def test_their_drawings_are_all_used_and_all_there(written):
    """No drawing is made for a document that does not print it; each has words beside it."""
    for document in (each for pair in written for each in pair):
        named = re.findall(r'<img src="([^"]+)" alt="[^"]+"/>', document.html)
        assert set(named) == set(document.drawings)
        assert len(named) == document.html.count("<img")


def test_a_sheet_has_the_words_of_a_first_page_and_no_more(written):
    """At most three hundred words, and one heading of the first level."""
    for sheet, _ in written:
        text = re.sub(r"<[^>]+>", " ", sheet.html.partition("<body")[2])
        assert 120 < len(text.split()) < 300
        assert sheet.html.count("<h1") == 1
