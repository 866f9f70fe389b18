"""Briefs that are broken on purpose, each in its own way: the inspection refuses every one.

One small brief is printed and passes. Each mutant changes one thing in its bytes, as a slip of the
engine or of a template would: something is missing, detached, misnested, unnamed, in another
order, or says something else in fonts and metadata.
"""

import re
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.printing.pdf_checks import inspect
from generator.printing.provenance import EXTENSION
from tests.printing.test_tagging import FIGURE, PAIR, elements, kids_of
from tests.small_brief import FIRST, brief_document, document, order

BODY = f"""<section class="page" id="growth"><h2>Growth in 2025</h2>
<p style="width:18mm">Diversification of the economy of the region is measured by entropy.</p>
<p>Output rose by 1\u00a0000.5 in 2025.</p>{PAIR}
<ol class="msgs"><li><b>First</b><p>One.</p></li><li><b>Second</b><p>Two.</p></li></ol>
<table><caption>Table 1</caption><thead>
<tr><th scope="col">Region</th><th scope="colgroup" colspan="2">Growth</th></tr></thead><tbody>
<tr><th scope="colgroup" colspan="3">West</th></tr>
<tr><th scope="row" rowspan="2">Atyrau</th><td>+1.5</td><td>+2.5</td></tr>
<tr><td>(0.1)</td><td></td></tr>
<tr><th scope="row">Abai</th><td>+3.5</td><td>{FIGURE.format("1")}</td></tr></tbody></table>
</section>"""


@pytest.fixture(scope="module")
def whole(printer):
    """The brief that is broken: a figure, a pair of figures, a list, a table, broken words."""
    laid_out = printer.lay_out(brief_document(document(FIRST, BODY)))
    return printer.print(laid_out, order()), laid_out.page_geometries


def first(opened, kind):
    """The first element of a kind."""
    return elements(opened, kind)[0]


def kids(element, change):
    """Change the list of what is in an element."""
    element.K = Array(change(kids_of(element)))


def operators(opened, page, old, new, count=1):
    """Change what a page draws."""
    content = opened.pages[page].Contents
    text = content.read_bytes()
    changed = re.sub(old, new, text, count=count, flags=re.DOTALL)
    assert changed != text
    content.write(changed)


def descendants(opened):
    """The fonts of the first page with their descendants."""
    fonts = opened.pages[0].Resources.Font
    return [(fonts[name], fonts[name].DescendantFonts[0]) for name in fonts]


def letters(opened, old, new):
    """Change what the glyphs of all fonts say."""
    hits = 0
    for font, _ in descendants(opened):
        text = font.ToUnicode.read_bytes()
        hits += len(re.findall(old, text))
        font.ToUnicode.write(re.sub(old, new, text))
    assert hits


def metadata(opened, old, new):
    """Change the metadata."""
    text = opened.Root.Metadata.read_bytes()
    assert old in text
    opened.Root.Metadata.write(text.replace(old, new))


def parent_table(opened):
    """The table of parents."""
    return opened.Root.StructTreeRoot.ParentTree.Nums


def cut_section(o):
    kids(first(o, "Document"), lambda found: found[:-1])


def cut_paragraph(o):
    kids(first(o, "Sect"), lambda found: [each for each in found if each.S != "/P"])


def cut_figure(o):
    kids(first(o, "Div"), lambda found: found[:-1])


def element_twice(o):
    kids(first(o, "Sect"), lambda found: [*found, found[-1]])


def mark_in_two_elements(o):
    kids(first(o, "P"), lambda found: [*found, kids_of(first(o, "H1"))[0]])


def mark_that_is_not_there(o):
    kids(first(o, "P"), lambda found: [*found, 99])


def mark_twice_on_a_page(o):
    operators(o, 1, rb"/MCID 1>", b"/MCID 0>")


def text_outside_marks(o):
    operators(o, 1, rb"/Span\s+<</MCID 1>>\s+BDC(.*?)EMC", rb"\1")


def drawing_outside_marks(o):
    content = o.pages[0].Contents
    content.write(content.read_bytes() + b"\n0 0 10 10 re f")


def text_as_artifact(o):
    operators(o, 1, rb"/Span\s+<</MCID 1>>\s+BDC", b"/Artifact BMC")


def margin_unmarked(o):
    operators(o, 0, rb"/Artifact\s+<</Type /Pagination/Subtype /Footer>>\s+BDC(.*?)EMC", rb"\1")


def margin_as_text(o):
    operators(o, 0, rb"/Artifact\s+<</Type /Pagination/Subtype /Footer>>", b"/Span <</MCID 50>>")


def mark_inside_artifact(o):
    operators(o, 1, rb"/Span\s+<</MCID 1>>\s+BDC(.*?)EMC", rb"/Artifact BMC \g<0> EMC")


def mark_never_ends(o):
    content = o.pages[1].Contents
    text = content.read_bytes()
    at = text.rindex(b"EMC")
    content.write(text[:at] + text[at + 3 :])


def parents_missing(o):
    del o.Root.StructTreeRoot.ParentTree


def parents_lack_a_page(o):
    parent_table(o)[3] = Array([])


def parents_mixed_up(o):
    listed = parent_table(o)[3]
    listed[0], listed[1] = listed[1], listed[0]


def parents_of_link_elsewhere(o):
    parent_table(o)[-1] = first(o, "H1")


def page_without_key(o):
    del o.pages[1]["/StructParents"]


def pages_with_swapped_keys(o):
    o.pages[0].StructParents, o.pages[1].StructParents = 1, 0


def link_without_key(o):
    del o.pages[0].Annots[0]["/StructParent"]


def link_outside_tree(o):
    kids(first(o, "Link"), lambda found: [each for each in found if isinstance(each, int)])


def wrong_parent(o):
    first(o, "P").P = first(o, "H1")


def no_parent(o):
    del first(o, "H2")["/P"]


def paragraph_in_row(o):
    row = first(o, "TR")
    kids_of(row)[0].S = Name.P


def cell_outside_row(o):
    first(o, "TBody").S = Name.TR


def item_outside_list(o):
    first(o, "L").S = Name.Sect


def heading_in_paragraph(o):
    paragraph, heading = elements(o, "P")[0], first(o, "H2")
    kids(first(o, "Sect"), lambda found: [each for each in found if each.S != "/H2"])
    heading.P = paragraph
    kids(paragraph, lambda found: [*found, heading])


def text_in_section(o):
    section, heading = first(o, "Sect"), first(o, "H2")
    number = kids_of(heading)[0]
    section.Pg = heading.Pg
    kids(section, lambda found: [number, *found[1:]])


def unknown_kind(o):
    first(o, "P").S = Name.Absatz


def kind_mapped_to_nothing(o):
    first(o, "P").S = Name.Absatz
    o.Root.StructTreeRoot.RoleMap = Dictionary(Absatz=Name.Quelle)


def heading_mapped_away(o):
    o.Root.StructTreeRoot.RoleMap = Dictionary(H2=Name.P)


def second_document(o):
    root = o.Root.StructTreeRoot
    more = o.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array([])))
    root.K.append(more)


def empty_paragraph(o):
    parent = first(o, "Sect")
    more = Dictionary(Type=Name.StructElem, S=Name.P, P=parent, K=Array([]))
    kids(parent, lambda found: [*found, o.make_indirect(more)])


def sections_swapped(o):
    kids(first(o, "Document"), lambda found: [found[-1], *found[:-1]])


def paragraphs_swapped(o):
    section = kids_of(first(o, "Sect"))
    kids(first(o, "Sect"), lambda found: [found[0], found[2], found[1], *section[3:]])


def lines_swapped(o):
    kids(elements(o, "P")[1], lambda found: found[::-1])


def figure_before_caption(o):
    kids(first(o, "Div"), lambda found: [found[0], found[2], found[1]])


def captions_of_both_first(o):
    one, other = elements(o, "Div")
    moved = kids_of(other)[:2]
    for each in moved:
        each.P = one
    head = kids_of(one)
    kids(one, lambda found: [*head[:2], *moved, head[2]])
    kids(other, lambda found: found[2:])


def caption_last_in_table(o):
    kids(first(o, "Table"), lambda found: [*found[1:], found[0]])


def caption_in_section(o):
    for each in elements(o, "Div"):
        each.S = Name.Sect


def box_missing(o):
    del first(o, "Figure").A["/BBox"]


def box_in_pixels(o):
    box = first(o, "Figure").A
    box.BBox = Array([68, 300, 794, 1100])


def box_upside_down(o):
    left, low, right, high = first(o, "Figure").A.BBox
    first(o, "Figure").A.BBox = Array([left, high, right, low])


def box_without_page(o):
    del first(o, "Figure")["/Pg"]


def names_missing(o):
    del o.Root.StructTreeRoot["/IDTree"]


def names_lack_one(o):
    names = o.Root.StructTreeRoot.IDTree
    names.Names = Array(list(names.Names)[2:])


def names_lead_elsewhere(o):
    o.Root.StructTreeRoot.IDTree.Names[1] = first(o, "P")


def names_unsorted(o):
    names = list(o.Root.StructTreeRoot.IDTree.Names)
    o.Root.StructTreeRoot.IDTree.Names = Array([*names[2:], *names[:2]])


def same_name_twice(o):
    one, other = elements(o, "TH")[:2]
    other.ID = one.ID


def header_without_name(o):
    del first(o, "TH")["/ID"]


def header_empty(o):
    header = elements(o, "TH")[-1]
    header.K = Array([])


def header_of_nothing(o):
    first(o, "TH").A.Scope = Name.Table


def cell_without_headers(o):
    del first(o, "TD").A["/Headers"]


def cell_lacks_row_header(o):
    cell = elements(o, "TD")[-2]
    cell.A.Headers = Array([each for each in cell.A.Headers if "r4c0" not in str(each)])


def cell_names_unknown_header(o):
    first(o, "TD").A.Headers = Array([String("t9r9c9")])


def row_too_short(o):
    kids(elements(o, "TR")[-1], lambda found: found[:-1])


def cell_too_wide(o):
    first(o, "TD").A.ColSpan = 2


def numbering_missing(o):
    del first(o, "L")["/A"]


def label_as_text(o):
    for each in elements(o, "Lbl"):
        each.S = Name.LBody


def tabs_missing(o):
    del o.pages[0]["/Tabs"]


def tabs_by_row(o):
    o.pages[0].Tabs = Name.R


def suspect(o):
    o.Root.MarkInfo.Suspects = True


def spaces_do_not_break(o):
    letters(o, rb"<0001> <0020>", b"<0001> <00a0>")


def letters_missing(o):
    for font, _ in descendants(o):
        del font["/ToUnicode"]


def letters_lack_one(o):
    letters(o, rb"<[0-9a-f]{4}> <0065>\n", b"")


def letters_swapped(o):
    letters(o, rb"(<[0-9a-f]{4}>) <0065>", rb"\1 <0061>")


def letters_private(o):
    letters(o, rb"(<[0-9a-f]{4}>) <0065>", rb"\1 <e065>")


def soft_hyphen_plain(o):
    letters(o, rb"<00ad>", b"<0078>")


def notdef_shown(o):
    operators(o, 1, rb"\[<[0-9a-f]{4}>", b"[<0000>")


def widths_wrong(o):
    for _, font in descendants(o):
        font.W = Array([font.W[0], Array([999] * len(font.W[1])), *list(font.W)[2:]])


def widths_missing(o):
    for _, font in descendants(o):
        del font["/W"]


def outlines_unmapped(o):
    for _, font in descendants(o):
        del font["/CIDToGIDMap"]


def outlines_mapped_to_nothing(o):
    for _, font in descendants(o):
        font.CIDToGIDMap = o.make_stream(bytes(40000))


def font_program_cut(o):
    for _, font in descendants(o):
        program = font.FontDescriptor.FontFile2
        program.write(program.read_bytes()[:300])


def names_of_font_differ(o):
    for _, font in descendants(o):
        font.FontDescriptor.FontName = Name("/ABCDEF+Source-Sans-3-It")


def name_of_font_with_comma(o):
    for font, descendant in descendants(o):
        name = Name(f"{font.BaseFont},")
        font.BaseFont = descendant.BaseFont = descendant.FontDescriptor.FontName = name


def no_output_intent(o):
    del o.Root["/OutputIntents"]


def profile_of_print(o):
    o.Root.OutputIntents[0].DestOutputProfile.N = 4


def intent_of_print(o):
    o.Root.OutputIntents[0].S = Name.GTS_PDFX


def colours_of_print(o):
    operators(o, 1, rb"BT", b"0 0 0 1 k BT")


def metadata_without_title(o):
    metadata(o, b"dc:title", b"dc:source")


def metadata_with_other_title(o):
    metadata(o, b"Atyrau. 2025", b"Abai. 2025")


def metadata_undescribed(o):
    metadata(o, EXTENSION.encode(), b"urn:nothing")


def metadata_lacks_one_description(o):
    metadata(o, b">vintage</", b">vintages</")


def attachment_without_name(o):
    del o.Root.AF[0]["/UF"]


def attachment_with_other_name(o):
    o.Root.AF[0].UF = String("other.csv")


def bookmark_with_joiner(o):
    o.Root.Outlines.First.Title = String("Atyrau\u2060")


MUTANTS = {
    "problem.reading_order": [
        cut_section,
        cut_paragraph,
        sections_swapped,
        paragraphs_swapped,
        lines_swapped,
        letters_swapped,
        soft_hyphen_plain,
    ],
    "problem.marks_unread": [
        cut_figure,
        mark_in_two_elements,
        mark_that_is_not_there,
        mark_twice_on_a_page,
        text_as_artifact,
        margin_as_text,
    ],
    "problem.unmarked_content": [
        text_outside_marks,
        drawing_outside_marks,
        margin_unmarked,
        mark_inside_artifact,
        mark_never_ends,
    ],
    "problem.parent_table": [
        parents_missing,
        parents_lack_a_page,
        parents_mixed_up,
        parents_of_link_elsewhere,
        page_without_key,
        pages_with_swapped_keys,
        link_without_key,
    ],
    "problem.link": [link_outside_tree],
    "problem.tag_tree": [element_twice, second_document],
    "problem.tag_nesting": [
        wrong_parent,
        no_parent,
        paragraph_in_row,
        cell_outside_row,
        item_outside_list,
        heading_in_paragraph,
        text_in_section,
        unknown_kind,
        kind_mapped_to_nothing,
        caption_in_section,
        heading_mapped_away,
    ],
    "problem.tag_empty": [empty_paragraph, header_empty],
    "problem.tag_names": [
        names_missing,
        names_lack_one,
        names_lead_elsewhere,
        names_unsorted,
        same_name_twice,
    ],
    "problem.caption_apart": [
        figure_before_caption,
        captions_of_both_first,
        caption_last_in_table,
    ],
    "problem.figure_place": [box_missing, box_in_pixels, box_upside_down, box_without_page],
    "problem.table_headers": [header_of_nothing],
    "problem.cell_headers": [
        header_without_name,
        cell_without_headers,
        cell_lacks_row_header,
        cell_names_unknown_header,
    ],
    "problem.table_shape": [row_too_short, cell_too_wide],
    "problem.list_labels": [numbering_missing, label_as_text],
    "problem.tab_order": [tabs_missing, tabs_by_row],
    "problem.untagged": [suspect],
    "problem.no_break_spaces": [spaces_do_not_break],
    "problem.glyph_unknown": [letters_missing, letters_lack_one, letters_private, notdef_shown],
    "problem.font_tables": [
        widths_wrong,
        widths_missing,
        outlines_unmapped,
        outlines_mapped_to_nothing,
        font_program_cut,
        names_of_font_differ,
    ],
    "problem.font": [name_of_font_with_comma],
    "problem.colours": [no_output_intent, profile_of_print, intent_of_print, colours_of_print],
    "problem.metadata_title": [metadata_without_title, metadata_with_other_title],
    "problem.metadata_schema": [metadata_undescribed, metadata_lacks_one_description],
    "problem.attachments": [attachment_without_name, attachment_with_other_name],
    "problem.no_bookmarks": [bookmark_with_joiner],
}
"""The message that names each fault, and the changes that make it."""


def test_the_whole_brief_passes(whole):
    """What is broken below is sound before, also after it was read and saved anew."""
    content, sheets = whole
    assert inspect(content, sheets, order()) == []
    target = BytesIO()
    with pikepdf.open(BytesIO(content)) as opened:
        opened.save(target, static_id=True)
    assert inspect(target.getvalue(), sheets, order()) == []


@pytest.mark.parametrize(
    ("key", "mutate"),
    [(key, mutate) for key, mutants in MUTANTS.items() for mutate in mutants],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_brief_broken_on_purpose_is_refused(whole, key, mutate):
    """The inspection names the fault, whatever else follows from it."""
    content, sheets = whole
    target = BytesIO()
    with pikepdf.open(BytesIO(content)) as opened:
        mutate(opened)
        opened.save(target, static_id=True)
    assert key in {problem.key for problem in inspect(target.getvalue(), sheets, order())}


def test_there_are_mutants_of_all_kinds():
    """No two mutants are the same function, and there are at least 45."""
    mutants = [mutate for each in MUTANTS.values() for mutate in each]
    assert len(mutants) == len(set(mutants)) >= 45
