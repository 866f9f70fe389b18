"""Which briefs have to be written anew before they are printed."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from generator.errors import HouseProblems
from generator.printing import brief_printer
from generator.printing.brief_printer import BriefPrinter
from generator.printing.pdf_reader import look_into
from generator.printing.print_job import Rewrite
from tests.printing.test_layout_checks import pages
from tests.small_brief import FIRST, LAST, document, order

JOB = order(("a", 2), ("b", 3))
SHORT, FULL, SPILT = (0.9, 0.2, 0.5), (0.9, 0.8, 0.5), (0.9, 0.8, 1.0, 0.5)


@pytest.mark.parametrize(
    ("heights", "asked", "answer"),
    [
        (SHORT, {}, None),
        (FULL, {"may_shorten": True}, None),
        (SPILT, {}, None),
        (SPILT, {"may_shorten": True}, Rewrite()),
        (SPILT, {"may_shorten": True, "may_number": True}, Rewrite()),
        (SPILT, {"may_number": True}, Rewrite(found=(3, 4, 4))),
        (FULL, {"may_number": True}, None),
    ],
)
def test_only_what_may_be_changed_is_asked_for(monkeypatch, tmp_path, heights, asked, answer):
    """Tables are shortened if the first page spills over, or pages named anew, if allowed."""
    begun = "-ab" if heights == SPILT else "ab"
    made = SimpleNamespace(page_geometries=tuple(pages(*heights, begun=begun)))
    printer = SimpleNamespace(lay_out=lambda _document: made, print=lambda *_: b"printed")
    monkeypatch.setattr(brief_printer, "PdfPrinter", lambda _templates: printer)
    found = BriefPrinter(tmp_path).make(replace(JOB, **asked))
    assert found == (b"printed" if answer is None else answer)


LONG = LAST.replace("</section>", "<p>A line of a long section.</p>" * 80 + "</section>")
ANNEX = LAST.replace("growth", "annex").replace("Growth", "Annex")
"""A section of some pages, and one that follows it."""


def long_job(found=()):
    """A print job whose first section is too long for a page; ``found`` as in a writing job."""
    growth, annex, length = found or (2, 3, 0)
    named = f'<li><a href="#annex">Annex</a> {annex}</li></ol>'
    html = document(FIRST.replace("</ol>", named), LONG + ANNEX)
    planned = order(("growth", growth), ("annex", annex))
    brief = replace(planned.brief_document, html=html, pages=length)
    return replace(planned, brief_document=brief, may_number=not found)


@pytest.fixture
def shop(monkeypatch, tmp_path, printer):
    """A printer of briefs with its fonts already loaded."""
    monkeypatch.setattr(brief_printer, "PdfPrinter", lambda _templates: printer)
    return BriefPrinter(tmp_path)


def test_a_section_too_long_for_its_page_takes_another(shop):
    """Its brief is printed with a page more, and the contents name where each section begins."""
    asked = shop.make(long_job())
    growth, annex, length = asked.found
    assert (growth, annex, length) == (2, annex, annex)
    assert annex > 3
    finished = look_into(shop.make(long_job(asked.found)))
    assert finished.pages == length
    assert finished.targets >= {"growth", "annex"}


def test_contents_that_name_another_page_are_refused(shop):
    """A brief is written anew once; then a page that the contents name wrongly is a fault."""
    _, annex, length = shop.make(long_job()).found
    with pytest.raises(HouseProblems) as refused:
        shop.make(long_job((2, annex - 1, length)))
    assert [each.key for each in refused.value.problems] == ["problem.contents"]
