"""The structure tree of a printed file, read back: what is read aloud, in which order, as what."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from tests.small_brief import FIRST, HEAD, LAST, document

FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="50mm" height="20mm" viewBox="0 0 50 20">'
    "<title>{}</title><rect width='50' height='20'/></svg>"
)

PAIR = (
    '<div class="row pair">'
    + "".join(
        f'<div class="c6"><div class="rule"></div><h3>Head {name}</h3>'
        f"<figcaption>Caption {name}</figcaption></div>"
        for name in "AB"
    )
    + '</div><div class="row">'
    + "".join(
        f'<figure class="c6"><div>{FIGURE.format(f"Chart {name}: 1, then 2.")}</div></figure>'
        for name in "AB"
    )
    + "</div>"
)

TABLE = """<table><caption>Table 1</caption><thead>
<tr><th scope="col">Region</th><th scope="colgroup" colspan="2">Growth</th></tr></thead><tbody>
<tr><th scope="colgroup" colspan="3">West</th></tr>
<tr><th scope="row" rowspan="2">Atyrau</th><td>+1.5</td><td>+2.5</td></tr>
<tr><td>(0.1)</td><td></td></tr>
<tr><th scope="colgroup" colspan="3">East</th></tr>
<tr><th scope="row">Abai</th><td>+3.5</td><td>{strip}</td></tr></tbody></table>"""


@pytest.fixture(scope="module")
def read(tried):
    """Print a brief with a body on its second page, and open it."""

    def opened(body="", first=FIRST, head=HEAD):
        last = f'<section class="page" id="growth"><h2>Growth in 2025</h2>{body}</section>'
        return pikepdf.open(BytesIO(tried(document(first, last, head)).content))

    return opened


def outline(element):
    """An element as nested lists: its kind, then its elements; a piece of a page is a dot."""
    if not isinstance(element, pikepdf.Dictionary):
        return "."
    if element.get("/Type") == "/OBJR":
        return "link"
    return [str(element.S)[1:], *map(outline, kids_of(element))]


def kids_of(element):
    """What is right below an element."""
    kids = element.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def elements(opened, kind):
    """Elements of one kind below the root, in reading order."""

    def below(element):
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            return
        if f"/{kind}" == element.S:
            yield element
        for kid in kids_of(element):
            yield from below(kid)

    return list(below(kids_of(opened.Root.StructTreeRoot)[0]))


def test_the_tree_holds_only_what_is_read(read):
    """Contents, headings, paragraphs, figure: no element that only lays out, none empty."""
    with read("<div><div><p></p>Growth <b>rose</b> <i></i></div></div>") as opened:
        tree = outline(kids_of(opened.Root.StructTreeRoot)[0])
    contents = ["TOC", ["TOCI", ["Reference", ["Link", "link", "."], "."]]]
    assert tree == [
        "Document",
        ["H1", "."],
        ["P", "."],
        contents,
        ["Figure", "."],
        ["Sect", ["H2", "."], ["P", ".", "."]],
    ]


def test_figures_side_by_side_are_read_one_after_the_other(read):
    """Heading, caption and figure, then those of the next, although they stand in two rows."""
    with read(PAIR) as opened:
        (section,) = elements(opened, "Sect")
        figure = ["Div", ["H3", "."], ["Caption", "."], ["Figure", "."]]
        assert outline(section) == ["Sect", ["H2", "."], figure, figure]
        alternatives = [str(each.Alt) for each in elements(opened, "Figure")[1:]]
        assert alternatives == ["Chart A: 1, then 2.", "Chart B: 1, then 2."]


def test_a_place_is_given_in_points_from_the_bottom(read):
    """The small brief's figure is 60 by 150 mm and stands on its page."""
    with read() as opened:
        (figure,) = elements(opened, "Figure")
        left, low, right, high = map(float, figure.A.BBox)
        page = list(map(float, opened.pages[0].MediaBox))
    assert right - left == pytest.approx(60 * 72 / 25.4, abs=0.1)
    assert high - low == pytest.approx(150 * 72 / 25.4, abs=0.1)
    assert page[0] < left < right < page[2]
    assert page[3] / 4 < low < high < page[3]


def test_cells_name_all_their_headers(read):
    """The row's, also over two rows; both columns of a wide one; the group's above them."""
    with read(TABLE.format(strip="1")) as opened:
        names = {str(each.ID): outline(each) for each in elements(opened, "TH")}
        scopes = [str(each.A.Scope) for each in elements(opened, "TH")]
        headers = [[str(name) for name in each.A.Headers] for each in elements(opened, "TD")]
        tree = opened.Root.StructTreeRoot.IDTree.Names
        identified = [str(name) for name in tree[::2]]
        assert [str(each.ID) for each in tree[1::2]] == identified
    assert identified == sorted(names)
    assert scopes == ["/Column"] * 3 + ["/Row", "/Column", "/Row"]
    assert headers == [
        ["t0r1c0", "t0r2c0", "t0r0c1"],
        ["t0r1c0", "t0r2c0", "t0r0c1"],
        ["t0r1c0", "t0r2c0", "t0r0c1"],
        ["t0r1c0", "t0r2c0", "t0r0c1"],
        ["t0r4c0", "t0r5c0", "t0r0c1"],
        ["t0r4c0", "t0r5c0", "t0r0c1"],
    ]


def test_a_drawing_in_a_cell_is_decoration(read):
    """The row says in words what it shows: nothing of it is read, and the cell stays."""
    with read(TABLE.format(strip=FIGURE.format("1"))) as opened:
        assert len(elements(opened, "Figure")) == 1  # that of the first page
        assert outline(elements(opened, "TD")[-1]) == ["TD"]
        assert b"/Type /Layout" in opened.pages[1].Contents.read_bytes()


def test_numbers_of_a_list_are_labels(read):
    """A list numbered by its style says so; one without numbers does not."""
    items = "".join(f"<li><b>Head {name}</b><p>Text</p></li>" for name in "AB")
    with read(
        f"<ol class='msgs'>{items}</ol><ul style='list-style:none'><li>a</li></ul>"
    ) as opened:
        numbered, plain = elements(opened, "L")
        assert str(numbered.A.ListNumbering) == "/Decimal"
        assert outline(numbered)[1] == ["LI", ["Lbl", "."], ["LBody", ["P", "."], ["P", "."]]]
        assert "/A" not in plain
        assert outline(plain) == ["L", ["LI", ["LBody", "."]]]


def test_margins_are_artifacts(read):
    """A running foot is marked as such on each page, and stands nowhere in the tree."""
    with read() as opened:
        for page in opened.pages:
            content = page.Contents.read_bytes()
            assert b"/Artifact\n<</Type /Pagination/Subtype /Footer>>\nBDC" in content
            assert b"/Subtype /Header" not in content


def test_spaces_are_plain_when_copied(read):
    """A no-break space has the glyph of a plain one, and is copied as a plain one."""
    with read("<p>1\u00a0000 and\u00a02, Semey\u2011city</p>") as opened:
        target = BytesIO()
        opened.save(target)
    with pypdfium2.PdfDocument(target.getvalue()) as printed:
        text = printed[1].get_textpage().get_text_range()
    assert "1 000 and 2, Semey-city" in text
    assert "\u00a0" not in text


def test_bookmarks_and_descriptions_say_only_letters(read):
    """A word joiner and a soft hyphen are for the eye."""
    first = FIRST.replace("<h1", "<h1 ").replace(">Atyrau<", ">Aty\u00adrau\u2060\u00a0region<")
    with read(first=first) as opened:
        assert str(opened.Root.Outlines.First.Title) == "Atyrau region"


def test_names_of_fonts_have_no_comma_at_their_end(read):
    """The engine leaves one where it cuts off a weight."""
    with read() as opened:
        names = [
            str(each[key])
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary)
            for key in ("/BaseFont", "/FontName")
            if key in each
        ]
    assert names
    assert not [name for name in names if name.endswith(",")]


def test_an_empty_header_is_a_cell(read):
    """There is nothing that an empty header could be read as."""
    table = LAST[LAST.index("<table") : LAST.index("</section")]
    with read(table.replace(">Region<", "><")) as opened:
        assert [outline(each) for each in elements(opened, "TH")] == [["TH", "."]] * 2
