"""Every finished brief: what it is, what is inside, and what independent programs say of it."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
from datetime import date
from io import StringIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from generator.printing.pdf_reader import look_into
from generator.printing.provenance import Provenance, read

MARGIN = 5 * 72 / 25.4
"""Points from the edge of the paper within which no office printer prints."""


@pytest.fixture(scope="module")
def built(run, tmp_path_factory):
    """Three briefs in all languages: a full history, a short one, and the nation."""
    out = tmp_path_factory.mktemp("out")
    done = run("build", "--region", "KZ-23", "KZ-62", "KZ", "--out", out)
    assert done.returncode == 0, done.stderr
    return out / "2025"


@pytest.fixture(scope="module")
def briefs(built):
    """The files, in order."""
    return sorted((built / "briefs").iterdir())


def test_every_brief_says_what_it_is(built, briefs):
    """Region and language as in its name, and the checksum of the facts beside it."""
    assert len(briefs) == 9
    for path in briefs:
        subject, language, _ = path.name.split(".")
        facts = (built / "facts" / f"{subject}.json").read_bytes()
        assert read(path.read_bytes()) == Provenance(
            subject, 2025, 1, language, date(2026, 11, 30), hashlib.sha256(facts).hexdigest()
        )


def test_the_table_inside_holds_the_facts(built, briefs):
    """The figures in the PDF are those of the facts file, and the same in every language."""
    for path in briefs:
        subject = path.name.split(".")[0]
        (table,) = look_into(path.read_bytes()).attachments
        rows = list(csv.DictReader(StringIO(table.content.decode())))
        facts = json.loads((built / "facts" / f"{subject}.json").read_bytes())["facts"]
        assert table.name == f"{subject}-2025.csv"
        assert [(row["measure"], row["value"]) for row in rows] == [
            (fact["measure"], "" if fact["value"] is None else str(fact["value"]))
            for fact in facts
        ]


def kinds(node, parent=""):
    """Kinds of all elements of a structure tree with those of their parents, in order."""
    if not isinstance(node, pikepdf.Dictionary):
        return
    kind = str(node.get("/S", node.get("/Type", "")))
    yield kind, parent, node
    children = node.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        yield from kinds(child, kind)


def test_the_structure_can_be_read_aloud(briefs):
    """A second reading of the tree: described figures, even rows, links where links belong."""
    for path in briefs:
        with pikepdf.open(path) as opened:
            tree = list(kinds(opened.Root.StructTreeRoot))
            figures = [node for kind, _, node in tree if kind == "/Figure"]
            assert len(figures) > 10
            assert all(len(str(node.get("/Alt", ""))) > 10 for node in figures), path.name
            assert {parent for kind, parent, _ in tree if kind == "/OBJR"} == {"/Link"}
            levels = [int(kind[2]) for kind, _, _ in tree if re.fullmatch(r"/H\d", kind)]
            assert levels[0] == 1
            assert all(deeper - upper <= 1 for upper, deeper in pairwise(levels))
            for kind, _, node in tree:
                if kind in ("/THead", "/TBody"):
                    assert len(set(widths(node.K))) == 1, path.name


def widths(rows):
    """Columns that each row of a table covers, with the cells that reach down into it."""
    reaching = {}
    for number, row in enumerate(rows):
        for cell in row.K:
            for down in range(int(cell.A.get("/RowSpan", 1))):
                reaching.setdefault(number + down, []).append(int(cell.A.get("/ColSpan", 1)))
    return map(sum, reaching.values())


def test_no_letter_is_lost_at_the_edge(briefs):
    """PDFium finds every letter of every page on the paper, where printers print."""
    for path in briefs:
        with pypdfium2.PdfDocument(path) as opened:
            for page in opened:
                wide, high = page.get_size()
                text = page.get_textpage()
                for at in range(text.count_rects()):
                    left, bottom, right, top = text.get_rect(at)
                    assert left > MARGIN, path.name
                    assert bottom > MARGIN, path.name
                    assert right < wide - MARGIN, path.name
                    assert top < high - MARGIN, path.name


def needs(program):
    """Skip a test on a machine without a program that only the test needs."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not on PATH")


def answer(*command):
    """What a program prints, after it ended without complaint."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@needs("qpdf")
def test_qpdf_finds_no_fault(briefs):
    """The files are sound down to their syntax."""
    for path in briefs:
        assert "No syntax or stream encoding errors found" in answer("qpdf", "--check", path)


@needs("pdfinfo")
def test_poppler_shows_title_and_tags(briefs):
    """Another program sees what we see."""
    for path in briefs:
        shown = answer("pdfinfo", path)
        assert re.search(r"^Tagged: +yes$", shown, re.MULTILINE)
        assert re.search(r"^Title: +\S", shown, re.MULTILINE)
        assert re.search(r"^JavaScript: +no$", shown, re.MULTILINE)
        assert "1: KZ" in answer("pdfdetach", "-list", path)


@needs("verapdf")
@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_verapdf_finds_both_standards_kept(briefs, flavour):
    """The validator of the standards' own industry has the last word."""
    said = answer("verapdf", "--flavour", flavour, "--format", "text", *briefs)
    assert said.count("PASS") == len(briefs)
    assert "FAIL" not in said


def test_the_same_figures_give_the_same_files(built, run, tmp_path, monkeypatch):
    """Whatever the hash seed, the time zone, the language of the machine and the processes."""
    monkeypatch.setenv("PYTHONHASHSEED", "4242")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    done = run("build", "--region", "KZ-62", "KZ", "--jobs", 1, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    again = sorted((tmp_path / "2025").rglob("*.*"))
    assert len(again) == 8
    for path in again:
        first = built / path.relative_to(tmp_path / "2025")
        assert path.read_bytes() == first.read_bytes(), path.name
