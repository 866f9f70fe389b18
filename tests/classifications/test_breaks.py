"""Breaks in series: which of them part the figures of a brief."""

import pytest

from generator.classifications.breaks import Break, Breaks


def step(table="average_population", region="", industry="", year=2022, kind="census_step"):
    """One break, of every region unless one is named."""
    return Break(table, region, industry, year, kind, "measured", "")


@pytest.mark.parametrize(
    ("each", "touched"),
    [
        (step(), True),
        (step(region="KZ-23"), True),
        (step(region="KZ-11"), False),
        (step(table="grp"), False),
        (step(year=2014), False),
        (step(year=2015), True),
        (step(year=2025), True),
        (step(year=2026), False),
    ],
)
def test_a_break_touches_series_that_have_years_on_both_sides(each, touched):
    """Of the region or of all, in a table that is used, after the first year and not later."""
    found = Breaks((each,)).touching(
        frozenset({"average_population"}), frozenset({"KZ-23"}), range(2014, 2026)
    )
    assert bool(found) is touched


def test_breaks_have_one_order_whatever_the_order_of_the_list():
    """By table, year, kind, region and industry: the same list gives the same notes."""
    one, other = step(year=2015), step(year=2022)
    assert tuple(Breaks((other, one))) == tuple(Breaks((one, other))) == (one, other)
    assert len(Breaks((one, other))) == 2
