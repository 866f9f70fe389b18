"""The words of three very different regions, word by word.

`tests/golden` holds what three finished briefs say: Atyrau, the richest and least diversified;
Ulytau, which has no history; and the capital, Astana. One line is one block of the page. Where a
change of figures, of a rule or of a translation changes what is said, it shows here as a
difference to be read; `pytest tests/test_golden.py --update-golden` takes it over.
"""

import difflib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import study
from generator.pipeline import writing_resources
from generator.printing.pool.dispatch import BriefWriter, WritingJob
from generator.project import LANGUAGES, Project

GOLDEN = Path(__file__).with_name("golden")
REGIONS = ("KZ-23", "KZ-62", "KZ-71")

BLOCKS = {"p", "li", "h1", "h2", "h3", "div", "tr", "section", "header", "figure"}
BLOCKS |= {"caption", "figcaption"}
CELLS = {"td", "th"}
PARTS = {"span", "b", "small"}


class Reader(HTMLParser):
    """Reads a page aloud: a line per block, cells parted by strokes, drawings in words."""

    def __init__(self):
        super().__init__()
        self.lines, self.line = [], ""

    def handle_starttag(self, tag, attrs):
        """Begin a block, a cell or a part of a line; stars stay beside their number."""
        if tag in BLOCKS | {"img", "title"}:
            self.end()
        elif tag in CELLS and self.line:
            self.line += " | "
        elif tag in PARTS and self.line.strip(" |") and ("class", "st") not in attrs:
            self.line += " · "
        if tag == "img":
            self.line = f"[drawing] {dict(attrs)['alt']}"
            self.end()
        elif tag == "title":
            self.line = "[title] "

    def handle_endtag(self, tag):
        """End a block or the title."""
        if tag in BLOCKS | {"title"}:
            self.end()
        elif tag in PARTS and self.line.strip(" |·"):
            self.line += " "

    def handle_data(self, data):
        """Add what is said."""
        self.line += data.replace("\u2060", "")

    def end(self):
        """Put the block among the lines, if anything was said."""
        said = " ".join(self.line.split())
        self.lines += [said] if said.strip(" |·") else []
        self.line = ""


def read(html):
    """What a page says, a line per block."""
    reader = Reader()
    reader.feed(html)
    reader.end()
    return "".join(f"{line}\n" for line in reader.lines)


@pytest.fixture(scope="module")
def words(panel):
    """What the briefs of the three regions say, by the name of the file."""
    brief_writer = BriefWriter(writing_resources(Project.here(), panel))
    computed = study(panel, 2025)
    briefs = [regional_brief(computed, code) for code in REGIONS]
    jobs = [WritingJob(brief, code) for brief in briefs for code in LANGUAGES]
    return {f"{job.name}.txt": read(brief_writer.write(job).brief_document.html) for job in jobs}


def test_every_region_is_there_in_every_language(words, request):
    """An empty or incomplete folder is no agreement."""
    if request.config.getoption("--update-golden"):
        for name, text in words.items():
            (GOLDEN / name).write_text(text, encoding="utf-8")
    assert {path.name for path in GOLDEN.iterdir()} == set(words)
    assert len(words) == len(REGIONS) * len(LANGUAGES) > 0


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("region", REGIONS)
def test_a_brief_says_what_was_agreed(words, region, code):
    """Read the difference; if it is meant, run this file with --update-golden."""
    name = f"{region}.{code}.txt"
    agreed = (GOLDEN / name).read_text(encoding="utf-8")
    assert len(agreed.splitlines()) > 100
    difference = "\n".join(
        difflib.unified_diff(
            agreed.splitlines(), words[name].splitlines(), "agreed", "now", lineterm="", n=1
        )
    )
    assert difference == "", f"{name}: read this; if meant, --update-golden\n{difference}"


def test_a_page_is_read_block_by_block():
    """Cells of a row stand on one line; of a drawing that is said which stands for it."""
    page = (
        "<html><head><title>Tab</title></head><body><h1>Атырау</h1><p>Бір\n  екі</p>"
        "<table><tr><th>A</th><td>1,5</td></tr></table>"
        '<img src="a" alt="Карта"><p></p></body></html>'
    )
    assert read(page) == "[title] Tab\nАтырау\nБір екі\nA | 1,5\n[drawing] Карта\n"
