"""Where things stand in a sheet: labels, periods, headings, footnotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dataset.intake.footnotes import read_footnotes, status_of
from generator.dataset.intake.layout import (
    cell_at,
    find_layout,
    has_heading,
    has_regions_across,
    head_texts,
    is_filled,
)
from generator.dataset.intake.mappings import SheetRule
from generator.dataset.intake.office_files.workbook import address, column_letters
from generator.dataset.intake.office_files.xlsx_details import Details
from tests.dataset.grids import codes, sheet

NAMES = ("Akmola", "Abay", "Zhambyl", "Pavlodar", "Kyzylorda")


def layout(*rows, **more):
    """The layout of a sheet of some rows."""
    return find_layout(sheet(*rows, **more), codes().names)


def periods(found):
    """Columns with the years of their periods, from 0."""
    return [(each.index, each.period and each.period.year) for each in found.columns]


@given(st.integers(0, 5), st.integers(0, 4), st.integers(1, 4))
def test_a_table_is_found_wherever_it_stands(right, down, years):
    """Empty rows above and columns left of a table change nothing but its place."""
    empty = [("",)] * down
    before = [""] * right
    rows = [(*before, name, *range(1, years + 1)) for name in NAMES[:2]]
    found = layout(*empty, (*before, "Title"), (*before, "", *range(2020, 2020 + years)), *rows)
    assert (found.label_column, found.first_row) == (right, down + 2)
    assert periods(found) == [(right + 1 + each, 2020 + each) for each in range(years)]
    assert found.head == "Title"


def test_labels_are_looked_for_in_six_columns():
    """A name in the seventh column is no label, so that nothing is found."""
    assert layout(("",) * 5 + ("Akmola", 1)).label_column == 5
    assert layout(("",) * 6 + ("Akmola", 1)) is None


def test_the_column_with_the_most_names_holds_the_labels():
    """A note that names one region beside the table does not lead to it."""
    found = layout(("Akmola", "", 2022), ("", "Abay", 1), ("", "Zhambyl", 2))
    assert (found.label_column, found.first_row) == (1, 1)


def test_a_sheet_without_regions_has_no_layout():
    """Neither words alone nor a region without any figure make a table."""
    assert layout(("Wind", 5), ("Rain", 7)) is None
    assert layout(("Akmola",), ("Abay", "much")) is None
    assert layout() is None


def test_a_formula_that_lost_its_value_counts_as_a_figure():
    """The first row is that of the broken formula, of its own row only."""
    rows = [("", 2022), ("Akmola", ""), ("Abay", 3)]
    assert layout(*rows).first_row == 2
    assert layout(*rows, details=Details(without_value=("B2",))).first_row == 1
    assert layout(*rows, details=Details(errors=("B2",))).first_row == 1
    assert layout(*rows, details=Details(errors=("B12",))).first_row == 2


def test_figures_begin_with_a_label_that_is_not_known():
    """A first row whose name is misspelt is part of the table, and not of its head."""
    found = layout(("Title",), ("", 2022, 2023), ("Akmolla", 5, 6), ("Abay", 7, 8))
    assert found.first_row == 2
    assert found.head == "Title"


def test_a_merged_year_stands_over_all_its_columns():
    """Both columns below it have its year and say that they are divided."""
    rows = [("", 2022, "", 2023, ""), ("", "level", "share", "level", "share")]
    merged = (((0, 1), (0, 2)), ((0, 3), (0, 4)))
    found = layout(*rows, ("Akmola", 1, 2, 3, 4), merged=merged)
    assert periods(found) == [(1, 2022), (2, 2022), (3, 2023), (4, 2023)]
    assert [each.headings for each in found.columns] == [("level",), ("share",)] * 2
    assert all(each.divided for each in found.columns)


def test_a_year_counts_for_the_columns_right_of_it():
    """Without a merged cell a year counts on as long as there are headings below."""
    rows = [("", 2022, "", ""), ("", "level", "share", "")]
    found = layout(*rows, ("Akmola", 1, 2, 3))
    assert periods(found) == [(1, 2022), (2, 2022), (3, None)]
    assert [each.divided for each in found.columns] == [True, True, False]


def test_merged_cells_of_labels_and_figures_spread_nothing():
    """A label merged to the right, or cells merged among the figures, give no heading."""
    rows = [("Regions", "", 2022), ("Akmola", 1, 2), ("Abay", 3, 4)]
    merged = (((0, 0), (0, 1)), ((1, 1), (2, 1)))
    found = layout(*rows, merged=merged)
    assert [(each.index, each.headings) for each in found.columns] == [(1, ()), (2, ())]


def test_a_quarter_below_its_year_makes_it_a_part():
    """A year over quarters names parts of it."""
    found = layout(("", 2022, ""), ("", "1 quarter", "total"), ("Akmola", 1, 2))
    assert [each.period.kind for each in found.columns] == ["part", "year"]


def test_columns_without_heading_or_figure_are_none():
    """An empty column between the years is passed over; one with a figure alone is kept."""
    found = layout(("", 2022, "", "", 2023), ("Akmola", 1, "", 9, 2))
    assert periods(found) == [(1, 2022), (3, None), (4, 2023)]


def test_the_row_with_the_most_periods_is_the_header():
    """A title that begins with a year is no header."""
    found = layout(("2020 year",), ("", "2021 year"), ("", 2022, 2023), ("Akmola", 1, 2))
    assert periods(found) == [(1, 2022), (2, 2023)]
    assert found.years == (2020, 2021)


def test_regions_beside_one_another_are_seen_from_five_on():
    """Four names in a row may be a remark; five are a table turned on its side."""
    assert has_regions_across(sheet(("", *NAMES)), codes().names)
    assert not has_regions_across(sheet(("", *NAMES[:4]), ("", NAMES[4])), codes().names)


def test_the_texts_of_a_sheet_are_those_of_its_first_forty_rows():
    """Of a sheet without regions the first rows tell what it is about; numbers are no texts."""
    rows = [("one", 1), *[("", 2)] * 38, ("two",), ("three",)]
    assert head_texts(sheet(*rows)).split() == ["one", "two"]


def test_a_heading_is_found_as_whole_words():
    """Case and punctuation do not matter, parts of words do."""
    (column,) = layout(("", "тыс. человек, всего"), ("Akmola", 1)).columns
    assert has_heading(column, "Всего")
    assert has_heading(column, "тыс человек")
    assert not has_heading(column, "век")


def test_cells_right_of_the_end_are_empty():
    """A short row ends with empty cells, and spaces fill none."""
    assert (cell_at(("a", 1.0), 1), cell_at(("a", 1.0), 2)) == (1.0, "")
    assert [is_filled(each) for each in ("a", 0.0, False, "", " \t")] == [True] * 3 + [False] * 2


def test_columns_are_named_as_spreadsheets_name_them():
    """After Z comes AA, after ZZ comes AAA."""
    names = [column_letters(each) for each in (0, 25, 26, 51, 52, 701, 702)]
    assert names == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert address(0, 26) == "AA1"


def test_footnotes_are_read_below_the_figures_only():
    """A mark is a number with a bracket or stars; the first of a mark counts, spaces are one."""
    page = sheet(
        ("1) in the head",),
        ("Akmola", 1),
        ("", "1)  preliminary\n data"),
        ("*", 5),
        ("** by  estimate",),
        ("1) again",),
        ("3 no mark",),
        ("123) too long",),
    )
    assert read_footnotes(page, 1) == {"1": "preliminary data", "**": "by estimate"}
    assert read_footnotes(page, 0)["1"] == "in the head"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("2) Preliminary data", "preliminary"),
        ("Предварительные данные", "preliminary"),
        ("алдын ала деректер", "preliminary"),
        ("with the town", ""),
        ("", ""),
    ],
)
def test_a_footnote_gives_a_status_by_its_words(text, status):
    """Words of the three languages are known; others give none."""
    assert status_of(text, SheetRule("years_across", ())) == status


def test_words_of_the_rule_go_before_the_common_ones():
    """An office's own words decide, digits standing for any digits."""
    rule = SheetRule("years_across", (), statuses={"derived": ("preliminary, of 2020",)})
    assert status_of("Preliminary of 2023", rule) == "derived"
    assert status_of("Preliminary", rule) == "preliminary"
