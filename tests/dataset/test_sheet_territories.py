"""Borders of figures, regions beside their parts, and sums over regions and districts."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.classifications.regions import NATION
from generator.dataset.intake.sheet_reading import Ignored, ReadFigure, SheetReading
from generator.dataset.intake.territories import (
    YearSum,
    borders_of,
    district_problems,
    present_regions,
    sum_problems,
    take_out_doubled,
    year_sums,
)
from generator.dataset.schema import BY_NAME
from tests.dataset.grids import codes, rule

REGIONS = codes().regions


def figure(region, year, value=1.0, *, district="", table="grp"):
    """One figure of a sheet, of a district in row 6, of a region in row 4."""
    place = ("S", 5 if district else 3, 2, region)
    return ReadFigure(table, region, district, year, value, "published", *place)


def reading(*figures, table="grp", totals=(), unmatched=()):
    """What was read from one sheet."""
    said = rule(table=table)
    lists = {"figures": list(figures), "totals": list(totals), "unmatched": list(unmatched)}
    return SheetReading("S", said, **lists)


@pytest.mark.parametrize(
    ("region", "year", "present", "borders"),
    [
        ("KZ-YUZ", 2015, (), "before-2018"),
        ("KZ-63", 2021, (), "before-2022"),
        ("KZ-63", 2021, ("KZ-10",), "current"),
        ("KZ-63", 2022, (), "current"),
        ("KZ-61", 2015, (), "current"),
        ("KZ-11", 2000, (), "current"),
        ("KZ", 2000, (), "current"),
    ],
)
def test_a_figure_is_on_the_borders_of_what_stands_beside_it(region, year, present, borders):
    """East Kazakhstan without Abay beside it is the old one; with it, or since 2022, today's."""
    assert borders_of(figure(region, year), frozenset(present), REGIONS) == borders


def test_a_region_is_present_with_a_figure():
    """A missing value is no figure; tables and years are apart."""
    figures = [figure("KZ-10", 2022), figure("KZ-63", 2022, math.nan), figure("KZ-63", 2021)]
    assert present_regions(figures) == {
        ("grp", 2022): frozenset({"KZ-10"}),
        ("grp", 2021): frozenset({"KZ-63"}),
    }


def test_a_region_beside_all_its_parts_is_taken_out():
    """Years in which a part is missing keep the whole; what is taken out is named once."""
    parts = [figure("KZ-61", 2015), figure("KZ-79", 2015), figure("KZ-61", 2014)]
    whole = [figure("KZ-YUZ", 2015, 5), figure("KZ-YUZ", 2014, 4)]
    page = reading(*parts, *whole)
    assert take_out_doubled(page, REGIONS) == (whole[0],)
    assert page.figures == [*parts, whole[1]]
    assert page.ignored == [Ignored("S", "beside_its_parts", 1, ("KZ-YUZ", "2015"))]
    assert take_out_doubled(page, REGIONS) == ()
    assert len(page.ignored) == 1


def test_parts_in_another_table_or_without_a_value_do_not_double():
    """Only figures of the same table and year, with values, take the whole out."""
    parts = [figure("KZ-61", 2015, math.nan), figure("KZ-79", 2015)]
    others = [figure(code, 2015, table="fisim") for code in ("KZ-61", "KZ-79")]
    assert take_out_doubled(reading(*parts, *others, figure("KZ-YUZ", 2015)), REGIONS) == ()


def test_a_region_that_still_exists_is_never_taken_out():
    """East Kazakhstan beside Abay has its own figures."""
    page = reading(figure("KZ-63", 2023), figure("KZ-10", 2023))
    assert take_out_doubled(page, REGIONS) == ()


@given(st.dictionaries(st.sampled_from([r.code for r in REGIONS.current()]), st.floats(0, 1e6)))
def test_sums_are_those_of_the_regions(values):
    """The nation stands beside the sum of the others, and what was taken out beside both."""
    figures = [figure(code, 2020, value) for code, value in values.items()]
    found = year_sums([*figures, figure(NATION, 2020, 7.0)], [figure("KZ-YUZ", 2020, 3.0)])
    (year,) = found
    assert year.regions == pytest.approx(sum(values.values()))
    assert year.doubled == pytest.approx(sum(values.values()) + 3.0)
    assert (year.table, year.year, year.nation) == ("grp", 2020, 7.0)


def test_only_what_adds_up_is_added():
    """Rates have no sum, districts are not regions, and missing values count nothing."""
    figures = [
        figure("KZ-11", 2020, table="unemployment_rate"),
        figure("KZ-10", 2021, district="103200000", table="district_product"),
        figure("KZ-11", 2020, math.nan),
        figure("KZ-10", 2020, 2.0),
    ]
    (year,) = year_sums(figures, [])
    assert (year.regions, year.doubled) == (2.0, 2.0)
    assert math.isnan(year.nation)


def test_a_sum_that_misses_the_nation_is_named_at_its_cell():
    """At the tolerance of the table nothing is said; beyond it both numbers are."""
    nation = figure(NATION, 2020, 1000.0)
    page = reading(figure("KZ-11", 2020), nation)
    tolerance = BY_NAME["grp"].nation_tolerance
    right = YearSum("grp", 2020, 1000.0 + tolerance, 0, 1000.0)
    assert list(sum_problems([right, YearSum("grp", 2020, 5, 5, math.nan)], [page])) == []
    for error in (1234.56, -1234.56):
        wrong = replace(right, regions=1000.0 + error)
        ((problem),) = sum_problems([wrong], [page])
        assert (problem.key, problem.place.row, problem.place.column) == (
            "problem.sheet_sum",
            4,
            "C",
        )
        assert problem.slots["expected"] == "1 000.0"
        assert problem.slots["found"] == f"{1000 + error:,.1f}".replace(",", " ")


DISTRICTS = [
    figure("KZ-10", 2022, 10.0, district="103200000", table="district_product"),
    figure("KZ-10", 2022, 20.0, district="101000000", table="district_product"),
]


def total(value, *, region="KZ-10", year=2022):
    """A region's own figure above its districts."""
    return figure(region, year, value, table="district_product")


def test_districts_without_a_code_count_in_the_sum():
    """The region's own figure is compared with all rows below it."""
    unmatched = [figure("KZ-10", 2022, 5.0, table="district_product")]
    page = reading(*DISTRICTS, table="district_product", totals=[total(35)], unmatched=unmatched)
    assert list(district_problems(page)) == []
    page.unmatched.clear()
    ((problem),) = district_problems(page)
    assert (problem.key, problem.place.row) == ("problem.sheet_districts", 4)
    assert problem.slots == {
        "found": "30.0",
        "expected": "35.0",
        "year": "2022",
        "region": "KZ-10",
    }


def test_every_district_may_be_rounded():
    """What each of them may miss by adds up; a region without districts is not compared."""
    allowed = BY_NAME["district_product"].region_tolerance * 2
    for value, wrong in ((30 + allowed, 0), (30 + allowed + 0.01, 1), (30 - allowed - 0.01, 1)):
        totals = [total(value), total(99, region="KZ-11"), total(99, year=2021)]
        page = reading(*DISTRICTS, table="district_product", totals=totals)
        assert len(list(district_problems(page))) == wrong


def test_what_does_not_add_up_over_districts_is_not_compared():
    """Income per head of districts has no sum."""
    named = "district_income_per_capita"
    page = reading(*DISTRICTS, table=named, totals=[total(99)])
    assert list(district_problems(page)) == []
