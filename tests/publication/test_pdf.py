"""Printing: bundled fonts, no fetching, tagged pages, hostile text."""

from io import BytesIO

import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from generator.errors import HouseProblems
from generator.project import Project
from generator.publication.pdf import SCHEME, Assets, Press, embedded_fonts

TEMPLATES = Project.here().templates


@pytest.fixture(scope="module")
def press():
    """One press; fonts are dear to load."""
    return Press(TEMPLATES)


def page(body, head=""):
    """A small document in the house's font."""
    style = "".join(
        f'<link rel="stylesheet" href="{SCHEME}style/{name}.css">' for name in ("tokens", "brief")
    )
    title = '<html lang="en"><head><meta charset="utf-8"><title>Test</title>'
    return f"<!doctype html>{title}{style}{head}</head><body>{body}</body></html>"


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
    ['<img src="http://example.org/a.png">', '<img src="file:///etc/hostname">'],
)
def test_a_page_that_asks_for_more_is_not_printed(press, body):
    """Even if markup came in by mistake, the press stops."""
    with pytest.raises((FatalURLFetchingError, HouseProblems)):
        press.print(page(body), 1, "KZ-23.en")


def test_a_brief_is_tagged_and_uses_our_fonts(press):
    """PDF/UA: a structure tree, a language, a title; the fonts are subsets of ours."""
    printed = press.print(page("<h1>Қазақстан — Ұлытау, Әлем</h1><p>Ғылым</p>"), 1, "KZ.kk")
    with pikepdf.open(BytesIO(printed.content)) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert str(document.Root.Lang) == "en"
        assert len(document.pages) == printed.pages == 1
    fonts = embedded_fonts(printed.content)
    assert fonts
    assert all("Source-S" in name for name in fonts)


def test_a_letter_that_our_fonts_lack_stops_the_press(press):
    """It is neither filled in from the machine's fonts nor printed as a box."""
    with pytest.raises(HouseProblems) as error:
        press.print(page("<p>abc \u0e01\u4e2d</p>"), 1, "KZ.en")
    assert {problem.key for problem in error.value.problems} <= {"problem.layout", "problem.font"}


def test_the_same_page_gives_the_same_bytes(press):
    """A brief can be rebuilt and compared."""
    html = page("<h1>Atyrau</h1>")
    assert press.print(html, 1, "a").content == press.print(html, 1, "b").content
