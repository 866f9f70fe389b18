"""A workbook and its mappings: which fits, what is read, and what is told of every sheet."""

import csv
import io
import unicodedata
from datetime import date

import pytest

from generator.dataset.deliveries import read_delivery
from generator.dataset.intake.confirmation import keep_aliases, keep_mapping
from generator.dataset.intake.mappings import DeclaredMapping, SheetRule, read_mappings
from generator.dataset.intake.strict_tables import Days, stored_name, write_delivery
from generator.dataset.intake.understanding import Understanding, understand
from generator.dataset.intake.vocabulary.territory_names import read_aliases
from generator.dataset.panel import Source
from generator.dataset.vintages import read_lists
from generator.project import Project
from tests.dataset.grids import codes, rule, sheet, workbook

SOURCE = Source("S-1", "Figures", "Bureau", "5923", "free")
DAYS = Days(date(2024, 4, 27), date(2024, 5, 2))
GRP = rule(texts=("GRP", "mln"), name="A")
LONG = SheetRule("long", ("REGION",), table="unemployment_rate")


def mapped(*rules, name="one"):
    """A mapping of some rules."""
    return DeclaredMapping(name, SOURCE, rules)


def grid(*rows, name="A", head="GRP, mln"):
    """A sheet of two years."""
    return sheet((head,), ("", 2022, 2023), *(rows or (("Akmola", 1.5, 2.5),)), name=name)


def long(name="L"):
    """A sheet of one figure a row."""
    rows = [("Region", "Year", "Rate"), ("Akmola", 2022, 4.5), ("Abay", 2022, 5.5)]
    return sheet(*rows, name=name)


def understood(*sheets, mappings=None, name="office.xlsx"):
    """What a workbook of some sheets is understood to hold."""
    return understand(workbook(*sheets, name=name), mappings or (mapped(GRP, LONG),), codes())


def told(found):
    """Keys and files of all problems."""
    return [(each.key, each.place.file) for each in found.problems]


def test_sheets_are_read_by_their_rules_in_their_order():
    """A grid and a table of one figure a row stand in one workbook."""
    found = understood(grid(), long())
    assert told(found) == []
    assert [(x.table, x.region, x.value) for x in found.figures] == [
        ("grp", "KZ-11", 1.5),
        ("grp", "KZ-11", 2.5),
        ("unemployment_rate", "KZ-11", 4.5),
        ("unemployment_rate", "KZ-10", 5.5),
    ]
    assert found.mapping.name == "one"


def test_no_or_several_mappings_are_problems_of_the_whole_file():
    """Which ones fit is told, and nothing is read."""
    found = understood(grid(head="Weather"))
    assert told(found) == [("problem.no_mapping", "office.xlsx")]
    found = understood(grid(), mappings=(mapped(GRP), mapped(GRP, name="two")))
    assert told(found) == [("problem.several_mappings", "office.xlsx")]
    assert found.problems[0].slots["items"] == "one, two"
    assert (found.figures, found.mapping) == ((), None)


def test_a_rule_for_grids_takes_no_other_layout():
    """The layout is part of what a sheet is known by."""
    grids_only = mapped(rule(texts=("REGION",)), GRP)
    assert [x.reason for x in understood(grid(), long(), mappings=(grids_only,)).left_out] == [
        "no_regions"
    ]


def test_the_first_rule_that_fits_is_taken():
    """Later rules for the same sheet are not looked at."""
    later = rule(texts=("GRP",), name="A", factor=1000.0)
    found = understood(grid(), mappings=(mapped(GRP, later),))
    assert [each.value for each in found.figures] == [1.5, 2.5]


def test_what_no_rule_takes_is_told_by_its_kind():
    """Notes, a known sheet of another unit, another table, and one that is left out differ."""
    out = SheetRule("left_out", ("Old",), reason="roubles")
    other = SheetRule("left_out", ("Former",))
    sheets = [
        grid(),
        sheet(("Notes",), name="N"),
        grid(name="B"),
        grid(head="Old", name="C"),
        grid(head="Former", name="D"),
    ]
    found = understood(*sheets, mappings=(mapped(GRP, out, other),))
    assert [(each.sheet, each.reason) for each in found.left_out] == [
        ("N", "no_regions"),
        ("B", "other_sheet"),
        ("C", "roubles"),
        ("D", "other_sheet"),
    ]
    assert told(found) == []


def test_a_known_sheet_that_lacks_its_words_is_a_problem():
    """What it should say stands in the message."""
    second = rule(texts=("GRP", "per head"), name="B")
    found = understood(grid(), grid(name="B"), mappings=(mapped(GRP, second),))
    assert told(found) == [("problem.sheet_differs", "office.xlsx › B")]
    assert found.problems[0].slots["items"] == "per head"


def test_a_figure_of_two_sheets_is_named_once_each():
    """The second sheet is told, with the first; other years or tables are no repetition."""
    second = rule(texts=("GRP",), name="B")
    found = understood(grid(), grid(name="B"), mappings=(mapped(GRP, second),))
    assert told(found) == [("problem.in_two_sheets", "office.xlsx › B")] * 2
    assert found.problems[0].slots == {"found": "Akmola, 2022", "first": "A"}
    apart = rule(texts=("GRP",), name="B", table="fisim")
    assert told(understood(grid(), grid(name="B"), mappings=(mapped(GRP, apart),))) == []


def test_sums_are_not_told_where_blocks_are_not_told_apart():
    """One question is enough: which block is meant."""
    rows = [(name, 1, 1) for name in ("Kazakhstan", "Akmola", "Zhambyl", "Pavlodar")]
    found = understood(grid(("All",), *rows, ("Urban",), *rows))
    assert told(found) == [("problem.blocks", "office.xlsx › A")]
    found = understood(grid(*rows))
    assert {key for key, _ in told(found)} == {"problem.sheet_sum"}
    assert [(each.year, each.regions) for each in found.sums] == [(2022, 3.0), (2023, 3.0)]


def delivered(folder, *found):
    """The delivery that is written of what was understood."""
    return write_delivery(found, DAYS, codes().regions, folder)


def test_a_delivery_leads_every_row_back_to_its_cell(tmp_path):
    """Tables are in the order of the lists; each row has file, sheet and cell of its figure."""
    found = understood(grid(("Zhambyl", 3.5, "x"), ("Abay", 1.5, 2.5)), long())
    whole = delivered(tmp_path, found)
    assert whole.name == "2024-04-27"
    assert (whole / "grp.csv").read_text(encoding="utf-8").splitlines() == [
        "region,year,value,status,borders,source,note",
        "KZ-10,2022,1.5,published,current,S-1,",
        "KZ-10,2023,2.5,published,current,S-1,",
        "KZ-31,2022,3.5,published,current,S-1,",
        "KZ-31,2023,,suppressed,current,S-1,",
    ]
    delivery = read_delivery(whole, read_lists(Project.here()))
    origins = {key: (x.file, x.sheet, x.cell) for key, x in delivery.vintage.origins.items()}
    assert origins["grp.csv", 2] == ("office.xlsx", "A", "B4")
    assert origins["grp.csv", 5] == ("office.xlsx", "A", "C3")
    assert origins["unemployment_rate.csv", 3] == ("office.xlsx", "L", "C2")
    assert len(origins) == 6
    assert (delivery.vintage.day, delivery.vintage.received) == (DAYS.released, DAYS.received)


def test_two_files_make_one_delivery(tmp_path):
    """Each original is kept under its number, and its sources are named once."""
    one = understood(grid())
    other = understood(long(), name="rates.csv")
    whole = delivered(tmp_path, one, other)
    manifest = (whole / "delivery.toml").read_text(encoding="utf-8")
    assert manifest.count("[[original]]") == 2
    assert manifest.count("[[source]]") == 1
    assert 'name = "rates.csv"' in manifest
    assert (whole / stored_name(2, other)).read_bytes() == b"content"
    read_delivery(whole, read_lists(Project.here()))


@pytest.mark.parametrize(
    "name", ["pегион.xlsx", "a\u00adb.xlsx", unicodedata.normalize("NFD", "й.xlsx")]
)
def test_a_file_of_any_name_can_be_stored(tmp_path, name):
    """A name of mixed scripts, or with what does not show, is told by that of the copy."""
    whole = delivered(tmp_path, understood(grid(), name=name))
    manifest = (whole / "delivery.toml").read_text(encoding="utf-8")
    assert 'name = "original-1.xlsx"' in manifest
    read_delivery(whole, read_lists(Project.here()))


ODD = ["a\u00adb", unicodedata.normalize("NFD", "й лист"), 'a, "b"', "a\u200bb"]


@pytest.mark.parametrize("name", ODD)
def test_a_sheet_of_any_name_can_be_stored(tmp_path, name):
    """Marks, commas and letters that do not show cannot break the list of cells."""
    whole = delivered(
        tmp_path, understood(grid(name=name), mappings=(mapped(rule(texts=("GRP",))),))
    )
    delivery = read_delivery(whole, read_lists(Project.here()))
    assert len(delivery.vintage.origins) == 2
    rows = list(csv.reader(io.StringIO((whole / "cells.csv").read_text(encoding="utf-8"))))
    assert rows[1][4] == "B3"


@pytest.mark.parametrize("title", ODD)
def test_a_kept_mapping_never_breaks_the_project(tmp_path, title):
    """A title with letters that do not show is kept so that it can be read, and still fits."""
    project = Project.at(tmp_path, data=tmp_path)
    keep_mapping(project, mapped(rule(texts=(title,), name=title)))
    (kept,) = read_mappings(tmp_path / "mappings")
    found = understood(grid(name=title, head=title), mappings=(kept,))
    assert len(found.figures) == 2


@pytest.mark.parametrize(
    "label", ["Ba\u00adtis", unicodedata.normalize("NFD", "Батыйс"), 'Ba,t"is']
)
def test_a_kept_alias_never_breaks_the_project(tmp_path, label):
    """A label with such letters is kept so that it can be read, and is known again."""
    (tmp_path / "classifications").mkdir()
    keep_aliases(Project.at(tmp_path, data=tmp_path), [(label, "KZ-27")])
    names = read_aliases(tmp_path / "classifications", codes().regions)
    assert names.candidates(label) == {"KZ-27"}


def test_an_understanding_of_nothing_is_empty():
    """A file that no sheet was read of has no figures and left nothing out."""
    found = Understanding(workbook())
    assert (found.figures, found.left_out, found.sums) == ((), (), ())
