"""What is said of an office's file: read as its reader does, in the three languages."""

import json
import math
import re

import pytest

from generator.cli.intake_report import intake_json, intake_lines
from generator.dataset.intake.inspection import Inspection
from generator.dataset.intake.mappings import DeclaredMapping, SheetRule
from generator.dataset.intake.proposal import Proposal
from generator.dataset.intake.sheet_reading import ReadFigure
from generator.dataset.intake.understanding import understand
from generator.dataset.intake.vintage_comparison import Changed, VintageComparison
from generator.dataset.panel import Source
from generator.findings.claims import TextSlot, Verbatim
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project
from tests.dataset.grids import codes, rule, sheet, workbook

SOURCE = Source(id="S-1", title="Figures", publisher="Bureau", element="5923", licence="free")
GRP = rule(texts=("GRP",))
DISTRICTS = rule(texts=("GRP",), table="district_product", by_district=True)
PAGE = sheet(
    ("GRP, mln",),
    ("", "1 quarter of 2022", 2021, "20221)"),
    ("Kazakhstan", 1, 60, 70.5),
    ("Akmola", 1, 20, 30.25),
    ("Zhambyl", 1, 40, 40.25),
    ("Абай ауданы", 1, 2, 3),
    ("1) preliminary data",),
    name="A",
)


def inspection(*sheets, rules=(GRP,), compared=None, proposal=None):
    """An inspection of a workbook in memory, nothing of which is known before."""
    mapping = DeclaredMapping("one", SOURCE, rules)
    found = understand(workbook(*sheets), (mapping,), codes())
    new = VintageComparison("2025-06-30", (), (), found.figures, ())
    return Inspection(found, compared or new, proposal, tuple(found.problems))


def said(found, code="en"):
    """All lines about it, with plain spaces."""
    language = Language.load(Project.here().locales, code)
    text = "\n".join(intake_lines(found, language))
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2060", "")


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_that_was_understood_is_told(code):
    """File, mapping, sheet, cells, regions, footnote, districts, quarter: names and no codes."""
    text = said(inspection(PAGE), code)
    language = Language.load(Project.here().locales, code)
    for word in ("office.xlsx", "one", "S-1", "A!C3", "2021–2022", "preliminary data"):
        assert word in text, word
    for region in ("KZ", "KZ-11", "KZ-31"):
        assert f"{region} {language.region(region, 'nom')}" in text
    assert "Абай ауданы" in text
    assert not re.search(r"[{}]|intake\.|passport\.", text)


def test_samples_are_spread_over_the_figures():
    """The first, the last and three between them, each with its cell and value."""
    text = said(inspection(PAGE))
    cells = re.findall(r"A!([A-Z]\d)", text)
    assert cells == ["C3", "D3", "C4", "D4", "C5"]
    assert "70.5" in text
    assert "30.25" in text


@pytest.mark.parametrize(("code", "word"), [("en", "70.5"), ("ru", "70,5"), ("kk", "70,5")])
def test_numbers_are_written_as_the_language_writes_them(code, word):
    """With all the digits that the cell has, and no more."""
    assert word in said(inspection(PAGE), code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_only_sums_that_agree_are_called_equal(code):
    """Both years where the regions make the nation; one where the other misses it; else none."""
    language = Language.load(Project.here().locales, code)
    for nation, items in (((60, 70.5), "2021–2022"), ((60, 99), "2021"), ((9, 99), "–")):
        page = sheet(*PAGE.rows[:2], ("Kazakhstan", 1, *nation), *PAGE.rows[3:5], name="A")
        slots = {"indicator": TextSlot("table.grp"), "items": Verbatim(items)}
        lines = list(intake_lines(inspection(page), language))
        assert (language.say("cli.intake.sums", **slots) in lines) == (items != "–")


def test_years_without_a_nation_are_told():
    """There is nothing to compare the regions with."""
    alone = sheet(("GRP",), ("", 2019, 2020), ("Akmola", 1, 2), name="A")
    language = Language.load(Project.here().locales, "en")
    wanted = language.say("cli.intake.no_nation", items=Verbatim("2019–2020"))
    assert wanted in intake_lines(inspection(alone), language)
    assert wanted not in intake_lines(inspection(PAGE), language)


def test_rows_without_a_code_are_named_with_their_cells():
    """A district that nobody knows is told by its label, its region and its address."""
    page = sheet(("GRP",), ("", 2022), ("Абай облысы", 15), ("Жаңа аудан", 15), name="A")
    text = said(inspection(page, rules=(DISTRICTS,)))
    assert "Жаңа аудан (KZ-10, B4)" in text


def figure(value, region="KZ-11", year=2022):
    """One figure that was read."""
    return ReadFigure("grp", region, "", year, value, "published", "A", 3, 3, "Akmola")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_comparison_counts_and_lists_the_largest_changes(code):
    """At most five, the largest first; years of new and vanished figures stand in spans."""
    changed = tuple(
        Changed(figure(100.0 + at, year=2010 + at), 100.0) for at in (1, 9, 3, 4, 5, 6, 7)
    )
    new = (figure(1.0, "KZ-31", 2023), figure(1.0, "KZ-31", 2024))
    vanished = (("grp", "KZ-10", "", 2022),)
    compared = VintageComparison("2025-06-30", (figure(2.0),), changed, new, vanished)
    text = said(inspection(PAGE, compared=compared), code)
    sign = "," if code != "en" else "."
    shown = re.findall(rf"\+(\d){sign}0", text)
    assert shown == ["9", "7", "6", "5", "4"]
    assert "2023–2024" in text
    language = Language.load(Project.here().locales, code)
    assert language.region("KZ-31", "nom") in text.splitlines()[-1]


def test_a_change_from_nothing_has_no_per_cent():
    """An ellipsis stands for it, and for a value that is missing."""
    changed = (Changed(figure(5.0), 0.0), Changed(figure(math.nan), 5.0))
    compared = VintageComparison("2025-06-30", (), changed, (), ())
    lines = [x for x in said(inspection(PAGE, compared=compared)).splitlines() if "A!D4" in x]
    told = [line for line in lines if "…" in line]
    assert len(told) == 2
    assert not re.search(r"inf|nan", "\n".join(lines))


def test_a_proposed_mapping_is_called_one():
    """What is only proposed is told otherwise than what is declared."""
    mapping = DeclaredMapping("one", SOURCE, (GRP,))
    proposed = said(inspection(PAGE, proposal=Proposal(mapping, "mln", ())))
    assert proposed.splitlines()[0] != said(inspection(PAGE)).splitlines()[0]


def test_a_sheet_that_was_left_out_is_told_with_its_reason():
    """In words, with years as spans and no more than twenty-five names."""
    out = SheetRule("left_out", ("Old",), reason="settlements")
    labels = [(f"Село {at} ауданы", 1, 1, 1) for at in range(30)]
    page = sheet(*PAGE.rows[:5], *labels, name="A")
    old = sheet(("Old",), ("", 2000), ("Akmola", 5), name="B")
    text = said(inspection(page, old, rules=(GRP, out)))
    assert "30" in text
    assert "Село 4 ауданы" in text
    assert "Село 5 ауданы" not in text
    assert "intake.reason" not in text


def test_plain_values_hold_every_figure_and_no_number_that_is_none():
    """What is missing is null; the sums and what was left out are there."""
    page = sheet(*PAGE.rows[:3], ("Akmola", 1, 20, "x"), name="A")
    answer = json.loads(json.dumps(intake_json(inspection(page)), allow_nan=False))
    assert (answer["file"], answer["mapping"], answer["proposed"]) == ("office.xlsx", "one", False)
    assert [(x["region"], x["cell"], x["value"]) for x in answer["figures"]] == [
        ("KZ", "C3", 60),
        ("KZ", "D3", 70.5),
        ("KZ-11", "C4", 20),
        ("KZ-11", "D4", None),
    ]
    assert answer["compared"] == {
        "vintage": "2025-06-30",
        "equal": 0,
        "changed": 0,
        "new": 4,
        "vanished": 0,
    }
    assert [(x["year"], x["regions"], x["nation"]) for x in answer["sums"]] == [
        (2021, 20, 60),
        (2022, 0, 70.5),
    ]
    assert answer["left_out"][0]["reason"] == "part_of_year"
