"""Declared mappings: what a file of them may say, and that what is written is read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dataset.intake.mappings import (
    LAYOUTS,
    PERIODS,
    DeclaredMapping,
    SheetRule,
    masked,
    read_mappings,
    written,
)
from generator.dataset.panel import Source
from generator.dataset.readers import as_plain_text
from generator.dataset.schema import BY_NAME
from generator.errors import DataProblems
from tests.dataset.grids import sheet

SOURCE = """[source]
id = "S"
title = "Title"
publisher = "Bureau"
element = ""
licence = "free"
"""
SHEET = """
[[sheet]]
layout = "years_across"
table = "grp"
texts = ["GRP"]
"""
WORDS = st.text(st.characters(codec="utf-8"), max_size=20).map(as_plain_text)


def problems(folder, text):
    """What is wrong with one file of mappings: places, and what was expected."""
    (folder / "one.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataProblems) as error:
        read_mappings(folder)
    return [(each.place.column, each.slots.get("expected", "")) for each in error.value.problems]


def mapping(folder, text):
    """The one mapping of a folder."""
    (folder / "one.toml").write_text(text, encoding="utf-8")
    (found,) = read_mappings(folder)
    return found


RULES = st.builds(
    SheetRule,
    layout=st.sampled_from(LAYOUTS),
    texts=st.lists(WORDS, min_size=1, max_size=3).map(tuple),
    name=WORDS,
    table=st.sampled_from(list(BY_NAME)),
    factor=st.sampled_from([1.0, 1000.0, 0.001, 1e6]),
    column=WORDS,
    block=WORDS,
    period=st.sampled_from(PERIODS),
    by_district=st.booleans(),
)


@given(st.lists(RULES, min_size=1, max_size=3), st.lists(WORDS, min_size=5, max_size=5))
def test_what_is_written_is_read_again(tmp_path_factory, rules, source):
    """Every rule that can be proposed is the same after a round through its file."""
    folder = tmp_path_factory.mktemp("mappings")
    kept = DeclaredMapping("one", Source(*source[:2], *source[2:]), tuple(rules))
    assert mapping(folder, written(kept)) == kept


@given(st.text(min_size=1, max_size=30))
def test_whatever_a_title_holds_is_read_again(tmp_path_factory, title):
    """A text with letters that do not show, or not composed, names the same sheet afterwards."""
    folder = tmp_path_factory.mktemp("mappings")
    rule = SheetRule("years_across", (title,), name=title, table="grp", column=title)
    (kept,) = mapping(folder, written(DeclaredMapping("one", Source(*["s"] * 5), (rule,)))).sheets
    assert kept.lacking(title) == ()
    assert kept.named(sheet(name=title))


def test_no_folder_holds_no_mappings(tmp_path):
    """A project without mappings reads none, and files of other kinds are passed over."""
    assert read_mappings(tmp_path / "nowhere") == ()
    (tmp_path / "note.txt").write_text("x", encoding="utf-8")
    assert read_mappings(tmp_path) == ()


def test_a_mapping_is_named_by_its_file_and_keeps_its_defaults(tmp_path):
    """What is not said is one sheet of any name, whole years, values as they stand."""
    found = mapping(tmp_path, SOURCE + SHEET)
    assert (found.name, found.source.id, found.source.licence) == ("one", "S", "free")
    assert found.sheets == (SheetRule("years_across", ("GRP",), table="grp"),)


def test_all_that_a_rule_can_say_is_read(tmp_path):
    """Factors, districts, statuses and years left out reach the rule."""
    more = """factor = 1000
by_district = true
statuses = { preliminary = ["early", "first"] }

[[sheet.left_out]]
first = 1990
last = 1992
reason = "roubles"
"""
    (rule,) = mapping(tmp_path, SOURCE + SHEET + more).sheets
    assert (rule.factor, rule.by_district) == (1000.0, True)
    assert rule.statuses == {"preliminary": ("early", "first")}
    assert [(x.first, x.last, x.reason) for x in rule.left_out] == [(1990, 1992, "roubles")]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('color = "red"', "color"),
        ('layout = "sideways"', "layout"),
        ('table = "weather"', "table"),
        ('period = "month"', "period"),
        ('reason = "ugly"', "reason"),
        ("texts = []", "texts"),
        ("texts = [1]", "texts"),
        ("factor = 0", "factor"),
        ("factor = -1", "factor"),
        ('factor = "x"', "factor"),
        ('statuses = { sure = ["x"] }', "statuses"),
        ('left_out = [{ first = 1, last = 2, reason = "ugly" }]', "left_out"),
        ('left_out = [{ first = 1, reason = "roubles" }]', "left_out"),
    ],
)
def test_each_wrong_value_is_named_with_its_key(tmp_path, line, place):
    """The file, the number of the sheet and the key are told, with what is known."""
    key = line.partition(" ")[0]
    kept = [each for each in SHEET.splitlines() if not each.startswith(f"{key} ")]
    text = SOURCE + SHEET + "\n".join([*kept, line])
    ((column, expected),) = problems(tmp_path, text)
    assert column == f"sheet[2].{place}"
    assert expected


def test_all_problems_of_all_files_are_told_at_once(tmp_path):
    """Two keys of one file and a source of another are three problems."""
    (tmp_path / "two.toml").write_text(SHEET, encoding="utf-8")
    wrong = SHEET.replace("grp", "weather").replace("years_across", "sideways")
    found = problems(tmp_path, SOURCE + wrong)
    assert [column for column, _ in found] == ["sheet[1].layout", "sheet[1].table", "source"]


@pytest.mark.parametrize("key", ["id", "title", "publisher", "element", "licence"])
def test_a_source_says_five_things(tmp_path, key):
    """Each of them must be a text."""
    wrong = "\n".join(
        f"{line.partition(' ')[0]} = 5" if line.startswith(f"{key} ") else line
        for line in SOURCE.splitlines()
    )
    assert [column for column, _ in problems(tmp_path, wrong + SHEET)] == ["source"]


@pytest.mark.parametrize("text", [SOURCE, f"sheet = 5\n{SOURCE}", f"sheet = [1]\n{SOURCE}"])
def test_sheets_are_a_list_of_tables(tmp_path, text):
    """No sheets, or something else under their name, is one problem."""
    assert problems(tmp_path, text) == [("sheet", "[[sheet]]")]


def test_a_sheet_left_out_needs_no_table(tmp_path):
    """It is known and not read; every other layout fills a table."""
    text = SOURCE + '\n[[sheet]]\nlayout = "left_out"\ntexts = ["Notes"]\nreason = "settlements"\n'
    (rule,) = mapping(tmp_path, text).sheets
    assert (rule.layout, rule.table, rule.reason) == ("left_out", "", "settlements")
    assert problems(tmp_path, text.replace("left_out", "long"))[0][0] == "sheet[1].table"


def test_digits_stand_for_any_digits():
    """A sheet of another year is known by its name and texts; other words are not."""
    rule = SheetRule("years_across", ("on 1 January 2022", "persons"), name="2008-2022")
    assert rule.named(sheet(name="2009-2024"))
    assert not rule.named(sheet(name="2009-202"))
    assert SheetRule("long", ()).named(sheet(name="anything"))
    assert rule.lacking("Population on 1 January 2030, persons") == ()
    assert rule.lacking("Population on 1 January 2030") == ("persons",)
    assert masked("Кв. 12") == masked("кв 34")
