"""Breaks reach the claims that cross them, and no others."""

from dataclasses import replace

import pytest

from generator.classifications.breaks import Break, Breaks
from generator.classifications.regions import NATION
from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import study
from generator.findings.consistency.series_breaks import PARTING, breaks_of
from tests.findings.small_world import NORTH, SOUTH, YEAR, at, brief, said, shown, world


def country(*breaks):
    """Make three years of output and growth of a region, with known breaks."""
    made = world(
        grp={NORTH: [100, 110, 130], SOUTH: [90, 120, 125], NATION: [100, 100, 100]},
        grp_volume_index={NORTH: [101, 103, 105], NATION: [101, 101, 101]},
    )
    return replace(made, breaks=Breaks(tuple(breaks)))


def broken(year, table="grp", kind="allocation_method", region=""):
    """One break of a series."""
    return Break(table, region, "", year, kind, "measured", "")


def test_breaks_are_those_of_the_tables_behind_a_measure():
    """Output breaks what is made of it; an index of volumes does not."""
    found = breaks_of(country(broken(YEAR)), NORTH, YEAR)
    assert found["grp_per_capita"] == found["ratio_to_nation"] == found["theil_t"] == (YEAR,)
    assert "real_growth" not in found
    assert "unemployment_rate" not in found


@pytest.mark.parametrize(
    ("kind", "parts"),
    [("census_step", True), ("level_shift", True), ("suspected_slip", False), ("revision", False)],
)
def test_only_what_changes_a_level_parts_a_series(kind, parts):
    """A slip of one year or an older release leaves the years before it comparable."""
    assert (kind in PARTING) is parts
    assert ("grp_per_capita" in breaks_of(country(broken(YEAR, kind=kind)), NORTH, YEAR)) is parts


@pytest.mark.parametrize(
    ("region", "year", "found"),
    [(NORTH, YEAR, True), (SOUTH, YEAR, False), (NORTH, YEAR + 1, False), (NORTH, 2014, False)],
)
def test_breaks_of_others_and_of_other_years_do_not_count(region, year, found):
    """A later break is not in the series yet, one of its first year parts nothing."""
    breaks = breaks_of(country(broken(year, region=region)), NORTH, YEAR)
    assert ("grp_per_capita" in breaks) is found


def test_the_nation_s_break_parts_what_is_measured_beside_it():
    """A ratio to the nation has the nation's breaks, output per head has not."""
    breaks = breaks_of(country(broken(YEAR, region=NATION)), NORTH, YEAR)
    assert breaks["ratio_to_nation"] == (YEAR,)
    assert "grp_per_capita" not in breaks


def test_a_change_over_a_break_says_so_at_its_place():
    """The rank of the year before is on the other side of the break: the years are named once."""
    silent, told = country(broken(2015)), country(broken(YEAR))
    assert at(told, "lede.growth", NORTH)[-1] == "break.crossed"
    assert shown(said(told, NORTH)["break.crossed"]) == {"items": [YEAR]}
    assert at(told, "lede.growth", NORTH).count("break.crossed") == 1
    assert "break.crossed" not in said(silent, NORTH)
    assert brief(told, NORTH).breaks["grp_per_capita"] == (YEAR,)


def test_a_chart_tells_of_the_break_itself():
    """No sentence stands beside the title of a chart."""
    assert at(country(broken(YEAR)), "figure.per_capita", NORTH) == ["path.up"]


def test_the_real_breaks_are_named_in_the_years_that_cross_them(panel):
    """Net taxes from 2023: the rank of 2023 against 2022 says so, that of 2025 needs not."""
    for year, crossed in ((2023, [2023]), (2022, [2022]), (2025, None)):
        made = regional_brief(study(panel, year), "KZ-39")
        told = [each for each in made.claims["lede.growth"] if each.key == "break.crossed"]
        assert [shown(each)["items"] for each in told] == ([crossed] if crossed else [])
