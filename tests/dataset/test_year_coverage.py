"""A reference year is whole, or it is told what it lacks."""

from dataclasses import replace

import pandas as pd
import pytest

from generator.classifications.year_needs import YearNeed
from generator.dataset.code_lists import read_year_needs
from generator.dataset.year_coverage import newest_whole_year, to_come, year_coverage
from generator.errors import DataProblems
from generator.findings.brief_set import reference_year
from generator.findings.choosing.notes import coverage
from generator.findings.measuring.indicators import indicators
from generator.project import Project


def with_next_year(panel, wanted):
    """The panel with some rows of 2025 standing for 2026 too."""
    rows = panel.observations
    added = rows[rows["year"].eq(2025) & wanted(rows)].assign(year=2026)
    return replace(panel, observations=pd.concat([rows, added], ignore_index=True))


def test_the_years_of_the_repository_are_whole_since_2018(panel):
    """2015 lacks unemployment at the source; nobody waits for it, so its brief says nothing."""
    assert newest_whole_year(panel) == 2025
    assert all(each.enough for year in range(2018, 2026) for each in year_coverage(panel, year))
    lacking = {each.table for each in year_coverage(panel, 2015) if not each.enough}
    assert "unemployment_rate" in lacking
    assert to_come(panel, 2015) == ()


def test_one_figure_of_a_new_year_does_not_make_it_the_reference_year(panel):
    """Else 63 briefs without figures would be made, and could be sent."""
    one = with_next_year(panel, lambda rows: rows["table"].eq("grp") & rows["region"].eq("KZ-23"))
    assert reference_year(one, None) == 2025
    assert reference_year(one, 2026) == 2026
    told = {each.table: each for each in to_come(one, 2026)}
    assert len(told) == 8
    assert len(told["grp"].lacking) == 20
    assert not told["grp"].empty
    assert told["unemployment_rate"].empty


def test_a_whole_new_year_is_the_reference_year(panel):
    """All eight tables, of all regions and the nation."""
    whole = with_next_year(panel, lambda rows: rows["table"].notna())
    assert reference_year(whole, None) == 2026
    assert to_come(whole, 2026) == ()


def without(panel, *gone):
    """The panel with a new year whose unemployment lacks some regions."""
    return with_next_year(
        panel, lambda rows: ~(rows["table"].eq("unemployment_rate") & rows["region"].isin(gone))
    )


@pytest.mark.parametrize("gone", [("KZ-10", "KZ-11", "KZ-62"), ("KZ",)])
def test_a_year_without_several_regions_or_the_nation_is_not_whole(panel, gone):
    """They are named; the default stays the year before, and page 1 of the new one says so."""
    held = without(panel, *gone)
    assert reference_year(held, None) == 2025
    (lack,) = to_come(held, 2026)
    assert (lack.table, lack.lacking) == ("unemployment_rate", gone)
    keys = [claim.key for claim in coverage(held, indicators(held, 2026))]
    assert keys == ["note.incomplete"]


def test_one_region_that_is_missing_is_a_hole_not_an_unfinished_year(panel):
    """Its figure is shown as missing; the year stands."""
    assert reference_year(without(panel, "KZ-62"), None) == 2026


def test_a_need_may_be_met_by_most_regions(panel):
    """A coverage of 95 per cent allows one of twenty to be missing, one of 100 none."""
    rows = panel.observations
    without = rows[~(rows["table"].eq("grp") & rows["region"].eq("KZ-62"))]
    for percent, enough in ((95, True), (96, False)):
        asked = replace(panel, observations=without, year_needs=(YearNeed("grp", percent),))
        (found,) = year_coverage(asked, 2025)
        assert found.enough is enough


def test_where_nothing_is_needed_no_year_is_whole(panel):
    """Then the newest year with output figures is the reference year."""
    bare = replace(panel, year_needs=())
    assert newest_whole_year(bare) is None
    assert reference_year(bare, None) == 2025


@pytest.mark.parametrize("line", ["gdp,100", "grp,0", "grp,101", "grp,all"])
def test_a_broken_list_of_needs_is_refused(tmp_path, line):
    """The line is named."""
    assert len(read_year_needs(Project.here().classifications)) == 8
    assert read_year_needs(tmp_path) == ()
    path = tmp_path / "reference_year.csv"
    path.write_text(f"table,coverage\ngrp,100\n{line}\n", encoding="utf-8")
    with pytest.raises(DataProblems) as refused:
        read_year_needs(tmp_path)
    assert [each.place.row for each in refused.value.problems] == [3]
