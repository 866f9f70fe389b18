"""Which briefs have to be written anew before they are printed."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from generator.printing import brief_printer
from generator.printing.brief_printer import BriefPrinter
from generator.printing.print_job import Rewrite
from tests.printing.test_layout_checks import pages
from tests.small_brief import order

JOB = order(("a", 2), ("b", 3))
SHORT, FULL, SPILT = (0.9, 0.2, 0.5), (0.9, 0.8, 0.5), (0.9, 0.8, 1.0, 0.5)


@pytest.mark.parametrize(
    ("heights", "asked", "answer"),
    [
        (SHORT, {}, None),
        (SHORT, {"may_share": True}, Rewrite(frozenset({"b"}))),
        (FULL, {"may_share": True, "may_shorten": True}, None),
        (SPILT, {}, None),
        (SPILT, {"may_shorten": True}, Rewrite()),
    ],
)
def test_only_what_may_be_changed_is_asked_for(monkeypatch, tmp_path, heights, asked, answer):
    """Sections share a page, or tables are shortened, only where the job allows it."""
    made = SimpleNamespace(page_geometries=tuple(pages(*heights)))
    printer = SimpleNamespace(lay_out=lambda _document: made, print=lambda *_: b"printed")
    monkeypatch.setattr(brief_printer, "PdfPrinter", lambda _templates: printer)
    found = BriefPrinter(tmp_path).make(replace(JOB, **asked))
    assert found == (b"printed" if answer is None else answer)
