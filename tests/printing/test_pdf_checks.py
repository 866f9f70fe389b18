"""The last look before publishing: for each rule, a brief that breaks it and nothing else."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from generator.errors import HouseProblems
from generator.printing.pdf_checks import inspect
from tests.small_brief import FIRST, HEAD, LAST, PROVENANCE, brief_document, document, order


def changed(content, change):
    """The file after a change to its objects."""
    target = BytesIO()
    with pikepdf.open(BytesIO(content)) as opened:
        change(opened)
        opened.save(target, static_id=True)
    return target.getvalue()


def found(sound, change, ordered=None):
    """Keys of everything that the inspection finds in a changed file."""
    content, sheets = sound
    return {each.key for each in inspect(changed(content, change), sheets, ordered or order())}


def elements(opened, kind):
    """Elements of one kind in the structure tree."""
    return [
        each
        for each in opened.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == f"/{kind}"
    ]


def metadata_with(old, new):
    """A change of words in the metadata."""

    def change(opened):
        text = opened.Root.Metadata.read_bytes()
        assert old in text
        opened.Root.Metadata.write(text.replace(old, new))

    return change


def test_a_sound_brief_passes(sound):
    """The small brief of these tests breaks no rule, even after it was saved anew."""
    content, sheets = sound
    assert inspect(content, sheets, order()) == []
    assert found(sound, lambda opened: None) == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'pdfaid:part="3"', b'pdfaid:part="2"'),
        (b'pdfaid:conformance="A"', b'pdfaid:conformance="B"'),
        (b"<pdfuaid:part>1</pdfuaid:part>", b""),
    ],
)
def test_a_file_that_does_not_name_its_standards(sound, old, new):
    """PDF/A-3a and PDF/UA-1 must both be named."""
    assert found(sound, metadata_with(old, new)) == {"problem.standards"}


def test_a_standard_named_in_a_second_place_does_not_count(sound):
    """Validators read only the first rdf:RDF, so what is added after it is not there."""
    named = b'<rdf:Description rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>'

    def change(opened):
        text = opened.Root.Metadata.read_bytes()
        assert named in text
        head, tail = text.replace(named, b"").split(b"</x:xmpmeta>")
        second = (
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            b'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">' + named + b"</rdf:RDF>"
        )
        opened.Root.Metadata.write(head + second + b"</x:xmpmeta>" + tail)

    assert found(sound, change) == {"problem.standards"}


@pytest.mark.parametrize(
    "other",
    [
        {"subject": "KZ-62"},
        {"year": 2024},
        {"edition": 2},
        {"vintage": date(2023, 12, 31)},
        {"facts_sha256": "f" * 64},
    ],
)
def test_a_file_that_is_another_brief(sound, other):
    """Region, year, edition, vintage and figures in the file are those that were ordered."""
    content, sheets = sound
    ordered = order(provenance=replace(PROVENANCE, **other))
    (problem,) = inspect(content, sheets, ordered)
    assert problem.key == "problem.other_provenance"
    assert problem.place.column == next(iter(other))


def test_a_brief_in_another_language(sound):
    """Neither the document nor its provenance may speak another language than ordered."""
    ordered = order(provenance=replace(PROVENANCE, language="kk"))
    assert found(sound, lambda opened: None, ordered) == {
        "problem.document_language",
        "problem.other_provenance",
    }


def test_a_file_without_provenance(sound):
    """A brief that does not say what it is could go to anyone."""

    def change(opened):
        del opened.Root.Metadata

    assert found(sound, change) == {
        "problem.no_provenance",
        "problem.standards",
        "problem.metadata_title",
    }


JAVASCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("key", "holder", "entry", "value"),
    [
        ("problem.document_language", lambda opened: opened.Root, "/Lang", None),
        ("problem.untagged", lambda opened: opened.Root, "/MarkInfo", None),
        ("problem.no_bookmarks", lambda opened: opened.Root, "/Outlines", None),
        ("problem.active_content", lambda opened: opened.Root, "/OpenAction", JAVASCRIPT),
        ("problem.heading_order", lambda o: elements(o, "H2")[0], "/S", pikepdf.Name.H3),
        ("problem.heading_order", lambda o: elements(o, "H2")[0], "/S", pikepdf.Name.H1),
        ("problem.table_headers", lambda o: elements(o, "TH")[0].A, "/Scope", None),
        ("problem.figure_silent", lambda o: elements(o, "Figure")[0], "/Alt", None),
        ("problem.attachments", lambda o: o.Root.AF[0], "/AFRelationship", pikepdf.Name.Source),
        ("problem.attachments", lambda opened: opened.Root, "/AF", None),
        ("problem.link", lambda opened: opened.pages[0].Annots[0], "/Contents", ""),
        ("problem.link", lambda opened: opened.pages[0].Annots[0], "/F", 0),
        ("problem.link", lambda o: elements(o, "Link")[0], "/S", pikepdf.Name.Span),
    ],
)
def test_one_broken_rule_is_named(sound, key, holder, entry, value):
    """A file in which one entry is missing or wrong is named for that rule and no other."""

    def change(opened):
        if value is None:
            del holder(opened)[entry]
        else:
            holder(opened)[entry] = value

    assert found(sound, change) == {key}


def test_a_title_without_words(sound):
    """A window that shows a blank title shows none, and the metadata say another."""

    def change(opened):
        opened.trailer.Info.Title = " "

    assert found(sound, change) == {"problem.document_title", "problem.metadata_title"}


def test_a_page_too_many(sound):
    """The brief has the pages that were planned, and the tree leads to none that comes again."""
    more = found(sound, lambda opened: opened.pages.append(opened.pages[0]))
    assert more == {"problem.page_count", "problem.marks_unread", "problem.parent_table"}


def test_a_title_that_no_window_shows(sound):
    """The reader's window must show the title, not the name of the file."""

    def change(opened):
        opened.Root.ViewerPreferences.DisplayDocTitle = False

    assert found(sound, change) == {"problem.document_title"}


def test_a_figure_that_only_repeats_a_title(tried):
    """A description must say what the drawing shows, not what it is called."""
    repeating = FIRST.replace("Line chart: from 1 in 2014 to 2 in 2025.", "Growth in 2025")
    assert tried(document(repeating)).found == {"problem.figure_silent"}


def test_a_table_without_headers(tried):
    """Who cannot see a table hears nothing but numbers in it."""
    headless = re.sub(r"<(/?)th(?: [^>]*)?>", r"<\1td>", LAST)
    assert tried(document(last=headless)).found == {
        "problem.table_headers",
        "problem.cell_headers",
    }


def other_figures(opened):
    """Figures of another brief in the attached table."""
    opened.Root.AF[0].EF.F.write(b"subject,value\r\nKZ-62,7\r\n")


def second_file(opened):
    """One more file inside."""
    opened.attachments["notes.txt"] = pikepdf.AttachedFileSpec(opened, b"notes")


@pytest.mark.parametrize("change", [other_figures, second_file])
def test_attachments_are_exactly_the_figures(sound, change):
    """The same to the last byte, and nothing beside them."""
    assert found(sound, change) == {"problem.attachments"}


def test_a_link_that_leads_nowhere(sound):
    """It is a broken link, and the contents lack a section."""

    def change(opened):
        opened.pages[0].Annots[0].Dest = "nowhere"

    assert found(sound, change) == {"problem.link", "problem.contents"}


def test_the_contents_name_the_page_on_which_a_section_begins(tried):
    """A section on another page than the contents say, or missing in them, is found."""
    assert tried(document(), order(("growth", 3))).found == {
        "problem.contents",
        "problem.page_count",
    }
    without = FIRST.replace('<a href="#growth">Growth</a>', "Growth")
    assert "problem.contents" in tried(document(without)).found


def test_a_section_may_go_on_over_further_pages(sound):
    """Its place is on each of them; it begins on the first, which the contents name."""
    content, sheets = sound
    goes_on = (*sheets, replace(sheets[-1], runs=(), margin_text="3 / 3"))
    found = {each.key for each in inspect(content, goes_on, order())}
    assert "problem.contents" not in found
    earlier = (replace(sheets[0], anchors=sheets[-1].anchors), *sheets[1:])
    assert "problem.contents" in {each.key for each in inspect(content, earlier, order())}


def bare(opened):
    """A font whose letters are not in the file."""
    for each in opened.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile2", "/FontFile3"):
                if key in each:
                    del each[key]


def whole(opened):
    """A font that is embedded whole, as its name without a prefix says."""
    for each in opened.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font":
            each.BaseFont = pikepdf.Name("/Source-Sans-3")


@pytest.mark.parametrize("change", [bare, whole])
def test_fonts_are_embedded_as_subsets(sound, change):
    """A file must print the same everywhere, and give away no whole font."""
    assert found(sound, change) == {"problem.font_not_embedded", "problem.font_tables"}


def test_a_font_that_is_not_ours(sound):
    """Only the two bundled families may be inside."""

    def change(opened):
        for each in opened.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font":
                each.BaseFont = pikepdf.Name("/ABCDEF+Arial")

    assert found(sound, change) == {"problem.font", "problem.font_tables"}


def test_everything_is_reported_at_once(printer):
    """A brief with several faults is refused once, with all of them, and named each time."""
    html = document(
        FIRST.replace("<title>Line chart: from 1 in 2014 to 2 in 2025.</title>", ""),
        LAST.replace("<h2>", "<h4>").replace("</h2>", "</h4>"),
        HEAD.replace('lang="en"', 'lang="ru"'),
    )
    with pytest.raises(HouseProblems) as refused:
        printer.print(printer.lay_out(brief_document(html)), order())
    keys = {problem.key for problem in refused.value.problems}
    assert keys >= {
        "problem.document_language",
        "problem.figure_silent",
        "problem.heading_order",
    }
    assert {problem.place.file for problem in refused.value.problems} == {"KZ-23.en"}
