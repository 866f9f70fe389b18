"""Printing: bundled fonts, no fetching, two standards in one file, the same bytes."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from generator.errors import HouseProblems
from generator.printing.pdf_printer import SCHEME, Assets, with_constants
from generator.printing.pdf_reader import look_into
from generator.printing.provenance import standards
from generator.project import Project
from tests.small_brief import FIRST, LAST, PROVENANCE, TABLE, brief_document, document, order

TEMPLATES = Project.here().templates


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.css",
        "https://example.org/a.png",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "data:text/css,body{}",
        f"{SCHEME}style/../../pyproject.toml",
        f"{SCHEME}style/absent.css",
        f"{SCHEME}/etc/passwd",
        "style/brief.css",
        "",
    ],
)
def test_nothing_but_our_own_assets_is_fetched(address):
    """No network, no other file, no way around by a path."""
    with pytest.raises(FatalURLFetchingError):
        Assets(TEMPLATES).fetch(address)


@pytest.mark.parametrize(
    "body",
    ['<img src="http://example.org/a.png"/>', '<img src="file:///etc/hostname"/>'],
)
def test_a_page_that_asks_for_more_is_not_printed(printer, body):
    """Even if markup came in by mistake, printing stops."""
    with pytest.raises((FatalURLFetchingError, HouseProblems, LookupError)):
        printer.print(printer.lay_out(brief_document(document(FIRST + body))), order())


def test_a_brief_is_archival_and_accessible(sound):
    """One file keeps to both standards, with tags, language, title and the fonts of the house."""
    finished = look_into(sound[0])
    assert standards(finished.metadata) == "A-3A, UA-1"
    assert (finished.language, finished.title) == ("en", "Atyrau. 2025")
    assert {font.family.rstrip(",") for font in finished.fonts} <= {
        "Source-Sans-3",
        "Source-Serif-4-Display",
        "Source-Serif-4-Display-Semi-Bold",
    }


def test_tables_and_links_speak(sound):
    """Headers say what they head, a link says where it leads, the figures are inside as data."""
    finished = look_into(sound[0])
    assert [each.scope for each in finished.elements if each.kind == "TH"] == [
        "Column",
        "Column",
        "Row",
    ]
    (link,) = finished.annotations
    assert (link.description, link.target, link.tagged) == ("Growth", "growth", True)
    (table,) = finished.attachments
    assert (table.name, table.kind, table.relation) == ("KZ-23-2025.csv", "text/csv", "Data")
    assert table.content == TABLE.content


def test_a_header_alone_in_its_row_heads_what_is_below(tried):
    """The name of a group of rows is no header of a row."""
    grouped = '<tbody><tr><th colspan="2" scope="colgroup">Group</th></tr><tr>'
    made = tried(document(last=LAST.replace("<tbody><tr>", grouped)))
    assert made.found == set()
    headers = [each for each in look_into(made.content).elements if each.kind == "TH"]
    assert [each.scope for each in headers] == ["Column", "Column", "Column", "Row"]


def test_the_file_carries_no_day_but_that_of_its_figures(sound):
    """Dates of the document and of the attachment are the day of release."""
    with pikepdf.open(BytesIO(sound[0])) as opened:
        dates = [str(opened.trailer.Info[f"/{key}"]) for key in ("CreationDate", "ModDate")]
        inside = opened.Root.AF[0].EF.F.Params
        dates += [str(inside.CreationDate), str(inside.ModDate)]
        assert len(opened.Root.AF) == 1
    assert {each[:10] for each in dates} == {"D:20261123"}


def test_properties_that_never_change_are_put_in_place():
    """Those that a nation's brief sets anew, or that stand on others, are left to the engine."""
    sheets = {
        "tokens.css": ":root { --ink: #123; --accent: var(--ink); --b: 4mm }",
        "brief.css": "body.nation { --b: 5mm } p { color: var(--accent); left: var(--ink) }",
        "tight.css": "p { top: var(--b); right: var(--none) }",
    }
    assert with_constants(sheets) == {
        "tokens.css": ":root { --ink: #123; --accent: #123; --b: 4mm }",
        "brief.css": "body.nation { --b: 5mm } p { color: var(--accent); left: #123 }",
        "tight.css": "p { top: var(--b); right: var(--none) }",
    }


def test_letters_of_all_three_languages_are_ours(printer):
    """Kazakh letters are in the bundled fonts."""
    words = "<p>Қазақстан — Ұлытау, Әлем, Ғылым; Ёлка; ₸ −1</p>"
    assert printer.print(printer.lay_out(brief_document(document(FIRST + words))), order())


def test_a_letter_that_our_fonts_lack_stops_printing(printer):
    """It is neither filled in from the machine's fonts nor printed as a box."""
    with pytest.raises(HouseProblems) as error:
        printer.print(
            printer.lay_out(brief_document(document(FIRST + "<p>abc \u0e01\u4e2d</p>"))), order()
        )
    assert {problem.key for problem in error.value.problems} <= {
        "problem.layout",
        "problem.font",
        "problem.font_tables",
    }


def test_the_same_job_gives_the_same_bytes(printer, sound):
    """A brief can be rebuilt and compared."""
    assert printer.print(printer.lay_out(brief_document(document())), order()) == sound[0]


def test_another_edition_is_another_file(printer, sound):
    """The number of the edition is in the bytes."""
    second = order(provenance=replace(PROVENANCE, edition=2))
    assert printer.print(printer.lay_out(brief_document(document())), second) != sound[0]
