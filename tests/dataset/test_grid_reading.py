"""Grids of regions and years: every figure that stands there is read, or its cell is named."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dataset.intake.mappings import TITLE_YEAR, YearsLeftOut
from generator.dataset.intake.office_files.workbook import address
from generator.dataset.intake.office_files.xlsx_details import Details
from tests.dataset.bureau_forms import NAMES
from tests.dataset.grids import left_out, read, sheet, told, values

YEARS = (2021, 2022, 2023)
HEAD = ("Gross regional product",)
TODAY = [code for code in NAMES if code not in ("KZ", "KZ-YUZ", "KZ-19")]
"""Regions whose bare name is that of no city."""


def grid(*rows, years=YEARS, **more):
    """A title, a header of years, and rows."""
    return sheet(HEAD, ("", *years), *rows, **more)


@given(
    st.lists(st.sampled_from(TODAY), min_size=1, max_size=6, unique=True),
    st.lists(st.integers(1990, 2030), min_size=1, max_size=5, unique=True),
    st.data(),
)
def test_every_figure_is_read_from_its_cell(regions, years, data):
    """Whatever the order of rows and years, the figures are those of the cells, and no others."""
    number = st.floats(-1e9, 1e9, allow_nan=False)
    figures = {(r, y): data.draw(number) for r in regions for y in years}
    page = grid(*([NAMES[r], *(figures[r, y] for y in years)] for r in regions), years=years)
    found = read(page)
    assert values(found) == figures
    assert told(found) == []
    for each in found.figures:
        place = (2 + regions.index(each.region), 1 + years.index(each.year))
        assert each.cell == address(*place)
        assert page.rows[each.row][each.column] == each.value


def test_values_are_told_in_the_unit_of_the_table():
    """A factor of the rule turns thousands of millions into millions."""
    found = read(grid(("Akmola", 1, 2, 3.5)), factor=1000.0)
    assert list(values(found).values()) == [1000, 2000, 3500]


def test_parts_of_years_are_left_out_and_counted():
    """Two quarters are not two years; which years they are of is told once."""
    years = ("1 quarter of 2022", "9 months of 2022", 2022, 2023)
    found = read(grid(("Akmola", 1, 2, 3, 4), years=years))
    assert values(found) == {("KZ-11", 2022): 3, ("KZ-11", 2023): 4}
    assert left_out(found) == [("part_of_year", 2, ("2022",))]


def test_years_of_another_money_or_border_are_left_out_with_their_reason():
    """Both ends of a span are in it, and the year after it is read."""
    span = (YearsLeftOut(2020, 2021, "roubles"),)
    found = read(grid(("Akmola", 1, 2, 3, 4), years=(2019, 2020, 2021, 2022)), left_out=span)
    assert values(found) == {("KZ-11", 2019): 1, ("KZ-11", 2022): 4}
    assert left_out(found) == [("roubles", 2, ("2020", "2021"))]


def test_figures_of_the_union_are_too_early():
    """The first year of the country's own statistics is read, the one before it is not."""
    found = read(grid(("Akmola", 1, 2), years=(1989, 1990)))
    assert values(found) == {("KZ-11", 1990): 2}
    assert left_out(found) == [("too_early", 1, ("1989",))]


@pytest.mark.parametrize(
    ("period", "column"), [("1 January", 0), ("31 December", 1), ("year", 2), ("school_year", 3)]
)
def test_a_rule_takes_the_days_or_years_that_it_names(period, column):
    """Of a first and last day, a year and a school year one is wanted; the others are told."""
    years = ("2022-01-01", "2022-12-31", 2022, "2022/2023")
    found = read(grid(("Akmola", 1, 2, 3, 4), years=years), period=period)
    assert values(found) == {("KZ-11", 2022): column + 1}
    assert left_out(found) == [("other_period", 3, ("2022",))]


def test_a_column_of_figures_without_a_year_is_named():
    """A column that nobody can date is a problem; one with a heading and no figures is none."""
    found = read(grid(("Akmola", 1, 5, ""), years=(2022, "growth", "remarks")))
    assert values(found) == {("KZ-11", 2022): 1}
    assert told(found) == [("problem.column_not_understood", 2, "C")]
    assert left_out(found) == []


def test_a_sheet_named_by_a_year_needs_none_in_its_title():
    """The name of the sheet goes before years that its title mentions."""
    rows = (("Population, compared with 2020",), ("", "Total"), ("Akmola", 7))
    found = read(sheet(*rows, name="2023"), layout=TITLE_YEAR)
    assert values(found) == {("KZ-11", 2023): 7}
    found = read(sheet(*rows, name="Total"), layout=TITLE_YEAR)
    assert values(found) == {("KZ-11", 2020): 7}


@pytest.mark.parametrize(("title", "named"), [("2020 and 2021", "2020, 2021"), ("now", "–")])
def test_a_title_with_no_or_two_years_is_refused_once(title, named):
    """However many columns stand under it, one problem tells which years were found."""
    page = sheet((title,), ("", "men", "women"), ("Akmola", 7, 8))
    found = read(page, layout=TITLE_YEAR)
    assert values(found) == {}
    (problem,) = [each for each in found.problems if each.key == "problem.year_not_in_title"]
    assert problem.slots["found"] == named


def test_a_row_of_figures_without_a_label_is_named():
    """Its row is told, and the rows around it are read."""
    found = read(grid(("Akmola", 1, 2, 3), ("", 4, 5, 6), ("Abay", "", 5, 6)))
    assert [key for key, _, _ in told(found)] == ["problem.row_without_label"]
    assert told(found)[0][1:] == (4, "A")
    assert len(found.figures) == 5


def test_only_the_wanted_block_is_read():
    """Rows under other headings are not read; a numbered heading inside it ends no block."""
    rows = [
        ("Urban population",),
        ("Akmola", 1, 2, 3),
        ("All population",),
        ("Akmola", 4, 5, 6),
        ("1. without settlements",),
        ("Abay", "", 7, 8),
        ("Rural population",),
        ("Akmola", 9, 9, 9),
    ]
    found = read(grid(*rows), block="all POPULATION")
    assert [each.value for each in found.figures] == [4, 5, 6, 7, 8]
    assert told(found) == []


def test_a_region_that_stands_twice_is_named_with_its_first_row():
    """Up to three slips are told one by one."""
    rows = [("Akmola", 1, 2, 3), ("Abay", "", 1, 1), ("Akmola", 4, 5, 6), ("Abay", "", 2, 2)]
    found = read(grid(*rows, ("Akmola", 7, 8, 9)))
    twice = [each for each in found.problems if each.key == "problem.region_twice"]
    assert [(each.place.row, each.slots["first"]) for each in twice] == [
        (5, "3"),
        (6, "4"),
        (7, "3"),
    ]


def test_four_regions_that_stand_twice_are_blocks():
    """From the fourth on one question is asked instead: which of the headings is meant."""
    regions = ("Akmola", "Abay", "Zhambyl", "Pavlodar")
    rows = [(name, "", 1, 2) for name in regions]
    found = read(grid(("All",), *rows, ("Urban",), *rows))
    (blocks,) = [each for each in found.problems if each.key == "problem.blocks"]
    assert blocks.slots["items"] == "Gross regional product · All · Urban"
    assert (blocks.slots["k"], blocks.slots["first"], blocks.place.row) == ("4", "4", 9)


def test_a_gap_in_a_series_that_had_begun_is_named():
    """An empty cell after the first figure is a hole; before it, nothing had begun."""
    found = read(grid(("Akmola", "", 5, ""), ("KZ-10", 1, 1, 1)))
    holes = [each for each in found.problems if each.key == "problem.cell_empty"]
    assert [(each.place.row, each.place.column, each.slots["year"]) for each in holes] == [
        (3, "D", "2023")
    ]
    assert holes[0].slots["item"] == "Aqmola oblysy"


def test_the_nation_may_lack_no_year():
    """Its series needs no first figure to have begun, and blank spaces fill no cell."""
    found = read(grid(("Kazakhstan", "", "  ", 5), ("Akmola", 1, 2, 3)))
    assert [each[1:] for each in told(found)] == [(3, "B"), (3, "C")]


def test_a_gap_is_seen_in_the_order_of_years():
    """Where the newest year stands first, its gap comes after the older figures all the same."""
    rows = [("Akmola", "", 6, 5), ("Zhambyl", 1, 1, 1)]
    found = read(grid(*rows, years=(2023, 2022, 2021)))
    assert told(found) == [("problem.cell_empty", 3, "B")]


def test_an_abolished_region_may_end():
    """South Kazakhstan has no figures after 2017, and nobody is asked for them."""
    rows = [("Ontustik Kazakhstan", 5, ""), ("Akmola", 1, 2)]
    assert told(read(grid(*rows, years=(2017, 2018)))) == []


def test_districts_among_regions_are_counted_together():
    """Towns and districts are left out in one line that names the first five."""
    smaller = [f"{name} ауданы" for name in ("Абай", "Аягөз", "Бесқарағай", "Бородулиха")]
    smaller += ["Семей қаласы", "Курчатов қаласы"]
    rows = [("Akmola", 1, 2, 3), *((name, 1, 1, 1) for name in smaller)]
    found = read(grid(*rows, details=Details(hidden_rows=frozenset({4}))))
    assert len(found.figures) == 3
    assert told(found) == []
    assert left_out(found) == [("smaller", 6, tuple(smaller[:5]))]


def test_a_label_that_names_nothing_or_two_regions_is_asked_about():
    """A misspelt name is unknown; a bare Almaty could be either, and both codes are told."""
    found = read(grid(("Akmola", 1, 2, 3), ("Akmolla", 1, 2, 3), ("Алматы", 1, 2, 3)))
    assert told(found) == [("problem.label_unknown", 4, "A"), ("problem.label_doubtful", 5, "A")]
    assert found.problems[1].slots["items"] == "KZ-19, KZ-75"
    assert {each.region for each in found.figures} == {"KZ-11"}


def test_a_cell_that_is_no_number_is_named_and_not_read():
    """Its address and content are told; its neighbours are read."""
    found = read(grid(("Akmola", 1, "4о,6", 3), ("Abay", "", 1, 1)))
    assert [each.value for each in found.figures] == [1, 3, 1, 1]
    assert told(found) == [("problem.cell_not_a_number", 3, "C")]
    assert found.problems[0].slots["found"] == "4о,6"


def test_footnotes_give_their_statuses():
    """A mark at the year or at the region makes figures preliminary, a cross suppressed."""
    page = grid(
        ("Akmola", 1, 2, "x"),
        ("Abay 1)", "", 3, 4),
        ("1) preliminary data",),
        ("2) предварительные данные",),
        years=(2021, "20222)", 2023),
    )
    found = read(page)
    statuses = {(each.region, each.year): each.status for each in found.figures}
    assert statuses == {
        ("KZ-11", 2021): "published",
        ("KZ-11", 2022): "preliminary",
        ("KZ-11", 2023): "suppressed",
        ("KZ-10", 2022): "preliminary",
        ("KZ-10", 2023): "preliminary",
    }
    assert math.isnan(values(found)["KZ-11", 2023])
    assert found.footnotes == {"1": "preliminary data", "2": "предварительные данные"}


def test_a_code_that_contradicts_its_name_is_named():
    """A second label before the figures must be of the same region; a number there is none."""
    rows = [("110000000", "Akmola", 1), ("110000000", "Abay", 2), ("3", "Zhambyl", 3)]
    found = read(sheet(HEAD, ("", "", 2023), *rows))
    wrong = [each for each in found.problems if each.key == "problem.labels_contradict"]
    assert [(x.place.row, x.place.column, x.slots["found"]) for x in wrong] == [
        (4, "A", "110000000")
    ]
    assert wrong[0].slots["expected"] == "KZ-10"


def test_hidden_parts_that_hold_figures_are_named():
    """A hidden row or column of the table and a hidden sheet are problems; others are not."""
    details = Details(hidden_rows=frozenset({0, 2}), hidden_columns=frozenset({2, 9}))
    found = read(grid(("Akmola", 1, 2, 3), details=details, hidden=True))
    assert told(found) == [
        ("problem.hidden_column", 0, "C"),
        ("problem.hidden_row", 3, ""),
        ("problem.hidden_sheet", 0, ""),
    ]
    assert told(read(grid(("Akmola", 1, 2, 3)))) == []


def test_broken_formulas_are_named_where_figures_are_read():
    """An error and a formula without its value in the table are told; those beside it are not."""
    details = Details(without_value=("C3", "F3"), errors=("D3", "A9"))
    found = read(grid(("Akmola", 1, "", ""), details=details))
    broken = {each for each in told(found) if each[0] != "problem.cell_empty"}
    assert ("problem.formula_without_value", 3, "C") in broken
    assert ("problem.cell_error", 3, "D") in broken
    assert not {each for each in broken if each[1] == 9 or each[2] == "F"}


def test_a_year_that_stands_twice_or_is_empty_is_named():
    """Two columns of one year are both told, and so is a year without any figure."""
    found = read(grid(("Akmola", 1, 2, ""), years=(2022, 2022, 2023)))
    kinds = [each for each in told(found) if each[0] != "problem.cell_empty"]
    assert kinds == [
        ("problem.year_twice", 2, "B"),
        ("problem.year_twice", 2, "C"),
        ("problem.year_empty", 2, "D"),
    ]


def test_towns_of_one_name_are_no_region_twice():
    """Among regions only regions may stand once; districts are not read and not compared."""
    found = read(grid(("Akmola", 1, 2, 3), *[("Абай ауданы", 1, 1, 1)] * 2))
    assert told(found) == []
    assert left_out(found) == [("smaller", 2, ("Абай ауданы", "Абай ауданы"))]


DISTRICTS = sheet(
    HEAD,
    ("", 2022),
    ("Абай облысы", 40),
    ("Абай ауданы", 25),
    ("Жаңа аудан", 15),
    ("Қарағанды облысы", 30),
    ("Абай ауданы", 30),
)


def test_districts_are_read_under_their_region():
    """Regions' own figures are totals; a district without a code is kept apart."""
    found = read(DISTRICTS, by_district=True, table="district_product")
    assert [(x.region, x.district, x.value) for x in found.figures] == [
        ("KZ-10", "103200000", 25),
        ("KZ-35", "353200000", 30),
    ]
    assert [(x.region, x.district, x.value) for x in found.totals] == [
        ("KZ-10", "", 40),
        ("KZ-35", "", 30),
    ]
    assert [(x.region, x.label) for x in found.unmatched] == [("KZ-10", "Жаңа аудан")]
    assert told(found) == []


def test_a_district_that_stands_twice_in_its_region_is_named():
    """One name in two regions is right; twice in one it is told."""
    page = sheet(*DISTRICTS.rows, ("Абай ауданы", 30))
    found = read(page, by_district=True, table="district_product")
    assert told(found) == [("problem.region_twice", 8, "A")]


def test_a_region_above_its_districts_may_lack_a_year():
    """Its own figure is only compared with its districts, so that a gap of it is no hole."""
    rows = [("Абай облысы", 40, ""), ("Абай ауданы", 25, 26)]
    found = read(grid(*rows, years=(2022, 2023)), by_district=True, table="district_product")
    assert told(found) == []
    assert [(each.year, each.value) for each in found.figures] == [(2022, 25), (2023, 26)]


def test_a_sheet_of_which_nothing_is_wanted_says_so():
    """Where no column has the wanted heading, it is told that nothing was read."""
    page = sheet(HEAD, ("", 2022, 2022), ("", "persons", "share"), ("Akmola", 1, 2))
    found = read(page, layout="year_over_columns", column="persons")
    assert values(found) == {("KZ-11", 2022): 1}
    assert left_out(found) == [("other_column", 1, ("2022",))]
    nothing = read(page, layout="year_over_columns", column="tonnes")
    assert left_out(nothing) == [("other_column", 2, ("2022",))]
