"""A small brief that passes every inspection, and a small project, for tests that break things."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from generator.presentation.brief_document import BriefDocument, Section
from generator.printing.pdf_printer import PdfPrinter
from generator.printing.print_job import PrintJob, SourceTable
from generator.printing.provenance import Provenance
from generator.project import Project
from tests import small_project as laid_out
from tests.torture.fork_server import fork_server

PROVENANCE = Provenance("KZ-23", 2025, 1, "en", date(2026, 11, 23), "0123456789abcdef" * 4)
TABLE = SourceTable("KZ-23-2025.csv", "Figures", b"subject,value\r\nKZ-23,-1.5\r\n")

HEAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><title>Atyrau. 2025</title>
<meta name="dcterms.created" content="2026-11-23"/>
<meta name="dcterms.modified" content="2026-11-23"/></head><body>
<div class="runfoot"><span class="pg"></span>Source</div>"""

FIRST = """<h1 style="position: static">Atyrau</h1><p>A sentence.</p>
<ol style="list-style: none"><li><a href="#growth">Growth</a> 2</li></ol>
<figure><svg xmlns="http://www.w3.org/2000/svg" width="60mm"
height="150mm" viewBox="0 0 60 150"><title>Line chart: from 1 in 2014 to 2 in 2025.</title>
<rect width="60" height="150"/></svg></figure>"""

LAST = """<section class="page" id="growth"><h2>Growth in 2025</h2><table><thead><tr>
<th scope="col">Region</th><th scope="col">Growth</th></tr></thead><tbody><tr>
<th scope="row">Atyrau</th><td>+1.5</td></tr></tbody></table></section>"""


def document(first=FIRST, last=LAST, head=HEAD):
    """The small brief: a first page with contents and a figure, and one section with a table."""
    return f"{head}{first}{last}</body></html>"


def brief_document(html, *sections, drawings=None):
    """The small brief, ready to be printed, with these sections: places and pages."""
    planned = tuple(Section(place, place.title(), page) for place, page in sections)
    return BriefDocument(html, planned or (Section("growth", "Growth", 2),), drawings or {})


def order(*sections, provenance=PROVENANCE):
    """A print job for a brief with these sections: places and pages."""
    return PrintJob(provenance, TABLE, brief_document("", *sections))


@dataclass(frozen=True)
class Tried:
    """What came of printing: the file, and the keys of all that the inspection found."""

    content: bytes
    found: set[str]


@pytest.fixture(scope="session")
def printer():
    """One printer; fonts are slow to load."""
    return PdfPrinter(Project.here().templates)


@pytest.fixture(scope="session")
def tried(printer):
    """Print a document and inspect it, whatever is wrong with it."""

    def attempt(html, ordered=None):
        ordered = ordered or order()
        laid_out = printer.lay_out(replace(ordered.brief_document, html=html))
        content, problems = printer.look(laid_out, ordered)
        return Tried(content, {problem.key for problem in problems})

    return attempt


@pytest.fixture(scope="session")
def sound(printer):
    """The small brief, printed: its bytes and its pages."""
    laid_out = printer.lay_out(brief_document(document()))
    return printer.print(laid_out, order()), laid_out.page_geometries


@pytest.fixture(scope="session")
def warm(tmp_path_factory):
    """A warm process that forks runs of the small project."""
    with fork_server(tmp_path_factory.mktemp("fork_server")) as opened:
        yield opened


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Three made-up regions and plain pages, nothing built yet."""
    return laid_out.small(tmp_path, monkeypatch)


@pytest.fixture
def issued(small):
    """The small project with edition 1 issued."""
    small.build()
    small.issue()
    return small
