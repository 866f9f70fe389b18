"""Tables of one figure a row: their columns, their figures, and what is wrong with a row."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dataset.intake.long_reading import LongColumns, find_columns, header_texts
from tests.dataset.bureau_forms import NAMES
from tests.dataset.grids import codes, left_out, read_rows, sheet, told, values

HEAD = ("Region", "Period", "Value")
ROWS = (("Akmola", 2022, 10.5), ("Akmola", 2023, 11.5), ("Abay", 2023, 7.5))
UNAMBIGUOUS = [code for code in NAMES if code not in ("KZ", "KZ-YUZ", "KZ-19")]


@given(
    st.permutations(range(4)),
    st.dictionaries(
        st.tuples(st.sampled_from(UNAMBIGUOUS), st.integers(1990, 2030)),
        st.floats(2200, 1e9),
        min_size=3,
        max_size=12,
    ),
)
def test_every_figure_is_read_whatever_the_order_of_the_columns(order, figures):
    """Regions, periods, values and remarks may stand in any order."""
    rows = [("Region", "Period", "Value", "Remark")]
    rows += [(NAMES[region], year, value, "as told") for (region, year), value in figures.items()]
    page = sheet(("Title",), *([row[at] for at in order] for row in rows))
    found = read_rows(page)
    assert values(found) == figures
    assert told(found) == []
    for each in found.figures:
        assert page.rows[each.row][each.column] == each.value


def test_the_header_is_the_first_row_of_three_texts():
    """Titles above it are not read; the texts of both name the table."""
    page = sheet(("Unemployment, %",), ("", "rate"), HEAD, *ROWS)
    columns = find_columns(page, codes())
    assert columns == LongColumns(2, 0, 1, 2)
    assert header_texts(page, columns).split()[0] == "UNEMPLOYMENT"
    assert "10" not in header_texts(page, columns)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("Wind", 2022, 10.5), ("Rain", 2023, 11.5)], "no region"),
        ([("Akmola", 2022, 10.5)], "one label alone"),
        ([("Akmola", 2022, 2023), ("Abay", 2022, 2023)], "two columns of periods"),
        ([("Akmola", 2022, 1.5, 2.5), ("Abay", 2023, 1.5, 2.5)], "two columns of values"),
        ([("Akmola", "a", 1.5), ("Abay", "b", 2.5)], "no period"),
        ([("Akmola", 2022, 1.5), ("Wind", 2022, 2.5)], "half of the labels"),
    ],
)
def test_what_is_no_table_of_one_figure_a_row(rows, why):
    """A grid, other words, or columns that could both be meant are not read as one."""
    assert find_columns(sheet(HEAD, *rows), codes()) is None, why


def test_the_column_with_most_regions_is_taken():
    """Where a second column names some regions too, the full one has the labels."""
    rows = [
        ("Akmola", "Abay", 2022, 10.5),
        ("Abay", "Abay", 2022, 11.5),
        ("", "Akmola", 2023, 3.5),
    ]
    assert find_columns(sheet(("R", "S", "P", "V"), *rows), codes()).region == 1


def test_a_label_counts_for_the_rows_below_it():
    """A row without a label takes that above; empty rows are passed over."""
    rows = [("Akmola", 2022, 10.5), ("", 2023, 11.5), ("",), ("Abay", 2023, 7.5)]
    found = read_rows(sheet(HEAD, *rows))
    assert values(found) == {("KZ-11", 2022): 10.5, ("KZ-11", 2023): 11.5, ("KZ-10", 2023): 7.5}
    assert [each.label for each in found.figures] == ["Akmola", "Akmola", "Abay"]
    assert told(found) == []


def test_a_region_and_year_may_stand_once():
    """The second row is named, with the first; another year of the region is right."""
    found = read_rows(sheet(HEAD, *ROWS, ("Abay", 2023, 9.5)))
    assert told(found) == [("problem.region_twice", 5, "A")]
    assert found.problems[0].slots == {"found": "Abay", "first": "4"}


def test_what_is_wrong_with_a_row_is_named_by_its_kind():
    """An unknown, doubtful or missing label, an unknown period and a broken value differ."""
    rows = [
        ("Akmolla", 2022, 1.5),
        ("Алматы", 2022, 1.5),
        ("Akmola", "soon", 1.5),
        ("Akmola", 2021, "4о,6"),
    ]
    found = read_rows(sheet(HEAD, *ROWS, *rows))
    assert told(found) == [
        ("problem.label_unknown", 5, "A"),
        ("problem.label_doubtful", 6, "A"),
        ("problem.period_unknown", 7, "A"),
        ("problem.cell_not_a_number", 8, "A"),
    ]
    assert [each.slots["found"] for each in found.problems[2:]] == ["soon", "4о,6"]
    assert found.problems[1].slots["items"] == "KZ-19, KZ-75"
    assert len(found.figures) == 3


def test_a_row_before_any_label_has_none():
    """Figures above the first label belong to nobody, and it is told so."""
    found = read_rows(sheet(HEAD, ("", 2022, 5.5), *ROWS))
    assert told(found) == [("problem.row_without_label", 2, "A")]


def test_parts_of_years_are_counted_and_empty_values_passed_over():
    """A quarter is left out and told by the first of them; dots are no figure and no problem."""
    rows = [("Akmola", "1 quarter of 2024", 1.5), ("Abay", "9 months of 2024", 2.5)]
    found = read_rows(sheet(HEAD, *ROWS, *rows, ("Abay", 2022, "...")))
    assert len(found.figures) == 3
    assert left_out(found) == [("part_of_year", 2, ("1 quarter of 2024",))]
    assert told(found) == []


def test_statuses_and_factors_reach_the_figures():
    """A cross is suppressed, a dash nil, a number published in the unit of the table."""
    rows = [("Abay", 2021, "x"), ("Abay", 2022, "-")]
    found = read_rows(sheet(HEAD, *ROWS, *rows), factor=1000.0)
    assert [each.status for each in found.figures] == ["published"] * 3 + ["suppressed", "nil"]
    assert [each.value for each in found.figures[:3]] == [10500, 11500, 7500]
    assert all(math.isnan(each.value) for each in found.figures[3:])
    assert (found.figures[0].table, found.figures[0].district) == ("grp", "")
