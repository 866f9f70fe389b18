"""What is proposed for a workbook that no mapping is declared for."""

import pytest

from generator.dataset.intake.inspection import is_office_file
from generator.dataset.intake.proposal import Answers, named_table, propose, read_titles
from generator.dataset.intake.vocabulary.territory_names import drawn
from generator.errors import DataProblems
from generator.project import Project
from tests.dataset.grids import codes, sheet, workbook

TITLE = "Валовой региональный продукт"
REGIONS = ("Akmola", "Abay", "Zhambyl")
TITLES = tuple((drawn(words), table) for words, table in [(TITLE, "grp"), ("продукт", "fisim")])


def grid(*, title=TITLE, unit="млн. тенге", years=(2022, 2023), name="Sheet1"):
    """A title, a unit, years and three regions."""
    rows = [(each, *range(1, len(years) + 1)) for each in REGIONS]
    return sheet((title,), (unit,), ("", *years), *rows, name=name)


def proposed(*sheets, name="office.xlsx", **said):
    """The proposal for a workbook of some sheets."""
    return propose(workbook(*sheets, name=name), codes(), TITLES, Answers(**said))


def keys(found):
    """Keys of what is still to be said."""
    return [each.key for each in found.problems]


def test_a_title_and_a_unit_are_a_proposal():
    """Table, unit, layout and texts are recognised; nothing is left to be asked."""
    found = proposed(grid())
    assert (keys(found), found.unit) == ([], "млн. тенге")
    (rule,) = found.mapping.sheets
    assert (rule.table, rule.layout, rule.period) == ("grp", "years_across", "year")
    assert (rule.factor, rule.texts, rule.name) == (1.0, (TITLE, "млн. тенге"), "Sheet1")


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("млрд. тенге", 1000.0),
        ("млн.теңге", 1.0),
        ("thousand tenge", 0.001),
        ("мың теңге", 0.001),
        ("KZT", 1e-6),
    ],
)
def test_a_unit_is_turned_into_that_of_the_table(unit, factor):
    """Billions, thousands and single tenge become millions."""
    (rule,) = proposed(grid(unit=unit)).mapping.sheets
    assert rule.factor == pytest.approx(factor)


@pytest.mark.parametrize("unit", ["человек", "в процентах", "", "млн. рублей"])
def test_another_unit_is_asked_about(unit):
    """Persons and per cent are no tenge; what the person then says is taken."""
    found = proposed(grid(unit=unit))
    assert keys(found) == ["problem.unit_not_told"]
    assert found.problems[0].slots["expected"] == "mln KZT"
    answered = proposed(grid(unit=unit), factor=0.5)
    assert keys(answered) == []
    assert answered.mapping.sheets[0].factor == 0.5


def test_a_unit_may_end_the_title():
    """After the last comma of a title a unit is found; a long sentence is none."""
    assert proposed(grid(title=f"{TITLE}, млн. тенге", unit="")).unit == "млн. тенге"
    long = f"{TITLE}, рассчитанный в текущих ценах в миллионах тенге за год"
    assert proposed(grid(title=long, unit="")).unit == ""


def test_a_unit_is_looked_for_in_the_first_eight_rows():
    """What stands further down is a remark."""
    rows = [(each, 1) for each in REGIONS]
    above = [(TITLE,), ("", 2022), *rows]
    padding = [("",)] * 2
    assert proposed(sheet(*above, *padding, ("млн. тенге",))).unit == "млн. тенге"
    assert proposed(sheet(*above, *padding, ("",), ("млн. тенге",))).unit == ""


def test_the_person_goes_before_the_title():
    """The table that was named is taken, whatever the title says."""
    (rule,) = proposed(grid(), table="net_taxes_on_products").mapping.sheets
    assert rule.table == "net_taxes_on_products"


def test_the_file_name_may_name_the_table():
    """Where the sheet has no title its file may have one."""
    (rule,) = proposed(grid(title="Таблица 1"), name=f"{TITLE}.xlsx").mapping.sheets
    assert rule.table == "grp"


def test_the_longest_words_decide_between_tables():
    """Words within words lose; two of one length are no answer; parts of words name nothing."""
    assert named_table(TITLE, TITLES) == "grp"
    assert named_table("продукт", TITLES) == "fisim"
    assert named_table("продукты", TITLES) == ""
    equal = (("ONE", "grp"), ("TWO", "fisim"))
    assert named_table("one two", equal) == ""
    assert named_table("one", equal) == "grp"
    assert named_table("one and uno", (*equal[:1], ("UNO", "grp"))) == "grp"


def test_without_a_table_or_with_one_by_industry_nothing_is_proposed():
    """A person must name a table, and one that a workbook of regions can fill."""
    found = proposed(grid(title="Погода"))
    assert (keys(found), found.mapping) == (["problem.table_not_told"], None)
    assert "grp" in found.problems[0].slots["expected"].split(", ")
    found = proposed(grid(), table="gva_by_industry")
    assert (keys(found), found.mapping) == (["problem.table_by_industry"], None)
    assert found.problems[0].slots["table"] == "gva_by_industry.csv"


@pytest.mark.parametrize(
    ("years", "period"),
    [
        (("2022-01-01", "2023-01-01"), "1 January"),
        (("2022-12-31", "2023-12-31"), "31 December"),
        (("2021/2022", "2022/2023"), "school_year"),
        ((2022, "1 quarter of 2023", "9 months of 2023"), "year"),
    ],
)
def test_the_period_is_what_most_headings_name(years, period):
    """Days, school years and years are told apart; parts of years do not count."""
    (rule,) = proposed(grid(years=years)).mapping.sheets
    assert rule.period == period


def test_a_year_over_columns_asks_which_column():
    """Each heading below the years is offered once."""
    page = sheet(
        (f"{TITLE}, млн. тенге",), ("", 2022, ""), ("", "level", "share"), *[(REGIONS[0], 1, 2)]
    )
    found = proposed(page)
    assert keys(found) == ["problem.column_not_told"]
    assert found.problems[0].slots["items"] == "level · share"
    answered = proposed(page, column="level")
    assert keys(answered) == []
    (rule,) = answered.mapping.sheets
    assert (rule.layout, rule.column) == ("year_over_columns", "level")


def test_one_column_under_a_title_needs_no_answer():
    """A year in the title over one column of figures is clear; over two it is asked about."""
    rows = [(f"{TITLE} за 2022 год, млн. тенге",), ("", "всего"), (REGIONS[0], 1)]
    found = proposed(sheet(*rows))
    assert (keys(found), found.mapping.sheets[0].layout) == ([], "title_year")
    two = [*rows[:1], ("", "всего", "село"), (REGIONS[0], 1, 2)]
    assert keys(proposed(sheet(*two))) == ["problem.column_not_told"]


@pytest.mark.parametrize(
    ("days", "period"),
    [
        ((2022, 2023), "year"),
        (("2022-01-01", "2023-01-01"), "1 January"),
        (("2022-12-31", "2023-12-31"), "31 December"),
    ],
)
def test_a_table_of_one_figure_a_row_is_known_by_its_header(days, period):
    """The texts of its header are what it will be known by, its periods what it counts."""
    rows = [("Region", "Period", "Value"), ("Akmola", days[0], 10.5), ("Abay", days[1], 11.5)]
    found = proposed(sheet(*rows), table="unemployment_rate", factor=1.0)
    (rule,) = found.mapping.sheets
    assert (rule.layout, rule.texts, rule.period) == ("long", rows[0], period)


def test_sheets_of_one_kind_and_no_kind():
    """A sheet without regions is passed over; each with regions has its own rule."""
    found = proposed(sheet(("Notes",)), grid(name="a"), grid(name="b"))
    assert [each.name for each in found.mapping.sheets] == ["a", "b"]
    found = proposed(sheet(("Notes",)))
    assert (keys(found), found.mapping) == (["problem.no_regions"], None)
    across = sheet(
        ("", "Akmola", "Abay", "Zhambyl", "Pavlodar", "Kyzylorda"), (2022, 1, 2, 3, 4, 5)
    )
    assert keys(proposed(across)) == ["problem.regions_across"]


def test_a_mapping_is_named_in_plain_letters():
    """Names of files become words of letters and digits; a name of other letters, its checksum."""
    found = proposed(grid(), name="GRP Table (2023)!.xlsx", title="Regional product", licence="L")
    assert found.mapping.name == "grp-table-2023"
    assert (found.mapping.source.id, found.mapping.source.licence) == ("REGIONAL-PRODUCT", "L")
    unnamed = proposed(grid(), name="таблица.xlsx").mapping
    assert len(unnamed.name) == 12
    assert unnamed.source.title == "таблица.xlsx"


@pytest.mark.parametrize("lacking", ["table", "title", "licence"])
def test_three_answers_are_needed(lacking):
    """A proposal is stored only when table, title and licence are said."""
    said = {"table": "grp", "title": "T", "licence": "L"}
    assert Answers(**said).complete
    assert not Answers(**{**said, lacking: ""}).complete


def test_the_list_of_titles_names_known_tables(tmp_path):
    """A table that nobody knows is told with its row; the real list is right."""
    assert (drawn(TITLE), "grp") in read_titles(Project.here().classifications)
    (tmp_path / "table_titles.csv").write_text("words,table\nA,grp\nB,nothing\n", encoding="utf-8")
    with pytest.raises(DataProblems) as error:
        read_titles(tmp_path)
    ((problem),) = error.value.problems
    assert (problem.place.row, problem.slots["found"]) == (3, "nothing")


def test_strict_tables_and_folders_are_no_office_files(tmp_path):
    """A table in the strict form by name or by content is not understood, but checked."""
    strict = b"region,year,value,status,borders,source,note\n"
    for name, content in {
        "grp.csv": b"x;y",
        "a.csv": strict,
        "b.csv": b"\xef\xbb\xbf" + strict,
    }.items():
        (tmp_path / name).write_bytes(content)
        assert not is_office_file(tmp_path / name), name
    (tmp_path / "c.csv").write_bytes(b"region;2022\nAkmola;5\n")
    assert is_office_file(tmp_path / "c.csv")
    assert not is_office_file(tmp_path)
    assert not is_office_file(tmp_path / "nowhere.xlsx")
