"""Proof-reading with a ruler: what a reader would stumble over on the laid-out pages."""

from dataclasses import replace

import pytest

from generator.presentation.charts.drawing import Label
from generator.printing.layout_checks import check_layout, filled
from generator.printing.page_geometry import Area, PageGeometry, TextRun
from tests.printing.test_page_geometry import chart, with_chart
from tests.small_brief import FIRST, HEAD, LAST, document, order

INNER = Area(18, 20, 192, 280)


def sheet(*runs, drawings=(), margin="1 / 1"):
    """A page with these pieces of text; its page number as given."""
    return PageGeometry(INNER, runs, drawings, margin, frozenset())


def run(text, left, top, width=20.0, height=3.0, **more):
    """A piece of text at a place, with all the page for room unless said otherwise."""
    area = Area(left, top, left + width, top + height)
    return TextRun(text, area, more.get("room", INNER), more.get("level", 0))


def keys(*sheets):
    """Keys of what is found on these pages."""
    return [problem.key for problem in check_layout(sheets, "KZ-23.en")]


def test_a_page_without_faults():
    """Text inside its margins, below its heading, with the number of the page."""
    assert keys(sheet(run("Growth", 20, 30, level=2), run("Output grew.", 20, 40))) == []


@pytest.mark.parametrize("margin", ["", "2 / 1", "1 / 2", "11 / 1", "1 / 11"])
def test_the_page_number_is_printed(margin):
    """Each page says which of how many it is."""
    assert keys(sheet(run("text", 20, 30), margin=margin)) == ["problem.page_number"]


@pytest.mark.parametrize(
    ("left", "top", "width", "out"),
    [
        (17.5, 30, 20, False),
        (16.5, 30, 20, True),
        (180, 30, 12.5, False),
        (180, 30, 13.5, True),
        (20, 18, 20, True),
        (20, 279, 20, True),
    ],
)
def test_text_may_leave_its_box_by_one_millimetre(left, top, width, out):
    """More than that is cut off or stands in the margin."""
    expected = ["problem.text_outside"] if out else []
    assert keys(sheet(run("text", left, top, width))) == expected


def test_text_wider_than_its_column():
    """The room is that of the narrowest box around the text."""
    column = Area(18, 20, 60, 280)
    assert keys(sheet(run("wide", 20, 30, 45, room=column))) == ["problem.text_outside"]


@pytest.mark.parametrize(
    ("left", "top", "over"),
    [(20, 30, True), (39.5, 32.5, True), (39.8, 30, False), (20, 32.8, False), (41, 30, False)],
)
def test_two_texts_on_each_other(left, top, over):
    """A quarter of a millimetre both across and along is a collision, touching is not."""
    pair = (run("23,332.0", 20, 30), run("+8.8%", left, top))
    assert keys(sheet(*pair)) == (["problem.text_over_text"] if over else [])


def test_all_collisions_are_found():
    """Three texts in one place are three pairs."""
    runs = [run(text, 20, 30) for text in "abc"]
    assert keys(sheet(*runs)) == ["problem.text_over_text"] * 3


@pytest.mark.parametrize(
    ("below", "alone"),
    [
        ([run("text", 20, 60)], False),
        ([run("text", 100, 60)], True),
        ([run("text", 20, 25)], True),
        ([run("another heading", 20, 60, level=3)], True),
        ([], True),
    ],
)
def test_a_heading_needs_something_below_it(below, alone):
    """On its page and in its column; another heading does not count."""
    found = keys(sheet(run("Growth", 20, 50, level=2), *below))
    assert ("problem.heading_alone" in found) is alone


def test_a_drawing_is_something():
    """A heading above a chart does not stand alone."""
    chart = Area(18, 60, 100, 120)
    assert keys(sheet(run("Growth", 20, 50, level=2), drawings=(chart,))) == []


def pages(*heights, begun="abc"):
    """Pages filled down to these heights, in parts of the space inside the margins.

    On each but the first a section begins, or goes on where the letter is that of the page before.
    """
    return [
        replace(
            sheet(run("last line", 20, 20 + part * 260 - 3), margin=f"{at} / {len(heights)}"),
            anchors=frozenset(begun[at - 2 : at - 1] if at > 1 else ""),
        )
        for at, part in enumerate(heights, 1)
    ]


def test_how_much_of_a_page_is_used():
    """Down to the lowest thing on it."""
    assert [filled(each) for each in pages(0.5, 1.0)] == pytest.approx([0.5, 1.0])
    assert filled(sheet()) == 0


@pytest.mark.parametrize(
    ("heights", "empty"),
    [
        ((0.9, 0.2), False),
        ((0.9, 0.32, 0.5), True),
        ((0.9, 0.34, 0.5), False),
        ((0.9, 0.32, 0.9), False),
        ((0.9, 0.3, 0.6), True),
        ((0.9, 0.3, 0.65), False),
    ],
)
def test_a_page_is_not_left_nearly_empty(heights, empty):
    """Unless it is the last, or what follows would not fit on it, with white space between."""
    assert ("problem.empty_page" in keys(*pages(*heights))) is empty


@pytest.mark.parametrize(
    ("heights", "begun", "empty"),
    [
        ((0.9, 1.0, 0.1, 0.5), "aab", False),
        ((0.9, 1.0, 0.1, 0.5), "abc", True),
        ((0.9, 0.1, 0.5), "aa", True),
    ],
)
def test_the_rest_of_a_long_section_may_leave_its_page_empty(heights, begun, empty):
    """A page on which a section only goes on is not refused; one on which it begins is."""
    assert ("problem.empty_page" in keys(*pages(*heights, begun=begun))) is empty


def test_nothing_is_said_of_pages_that_are_not_measured():
    """No faults are found, since none could be."""
    unread = [replace(each, measured=False) for each in pages(0.9, 0.2, 0.5)]
    assert keys(*unread) == []


def test_pages_as_they_are_laid_out_pass(sound):
    """The small brief of these tests has nothing to stumble over."""
    assert list(check_layout(sound[1], "KZ-23.en")) == []


LINES = "<p>line</p>" * 80


@pytest.mark.parametrize(
    ("key", "first", "last", "head"),
    [
        ("problem.page_number", FIRST, LAST, HEAD.replace('<span class="pg"></span>', "")),
        ("problem.page_count", FIRST, LAST.replace("</section>", f"{LINES}</section>"), HEAD),
        (
            "problem.text_outside",
            FIRST.replace(
                "A sentence.", f'<span style="white-space: nowrap">{"word " * 60}</span>'
            ),
            LAST,
            HEAD,
        ),
        (
            "problem.text_over_text",
            FIRST.replace(
                "<p>", '<p style="height: 0">A line that has no room.</p><p style="margin: 0">'
            ),
            LAST,
            HEAD,
        ),
        (
            "problem.heading_alone",
            FIRST,
            LAST.replace("</section>", "<h3>Next</h3></section>"),
            HEAD,
        ),
    ],
)
def test_faults_on_real_pages_are_found(tried, key, first, last, head):
    """What is wrong in a document is found on its pages."""
    assert key in tried(document(first, last, head)).found


LABELS = [
    ("problem.text_over_text", (Label("2.5", 30, 140, 20), Label("2.4", 30, 143, 20))),
    ("problem.text_outside", (Label("A label longer than its chart", 30, 140, 20),)),
]


@pytest.mark.parametrize(("key", "labels"), LABELS)
def test_faults_in_charts_are_found(printer, key, labels):
    """Labels that lie on each other or leave their chart are found on the page."""
    laid_out = printer.lay_out(with_chart(chart(*labels)))
    assert key in {problem.key for problem in check_layout(laid_out.page_geometries, "KZ-23.en")}


def test_a_nearly_empty_page_is_found(tried):
    """A section made to begin a page of its own, where it would fit on the one before."""
    apart = LAST.replace('class="page"', 'class="page" style="break-before: page"')
    more = LAST + apart.replace("growth", "annex").replace("Growth", "Annex")
    first = FIRST.replace("</ol>", '<li><a href="#annex">Annex</a> 3</li></ol>')
    ordered = order(("growth", 2), ("annex", 3))
    assert tried(document(first, more), ordered).found == {"problem.empty_page"}
