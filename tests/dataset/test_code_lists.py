"""Broken lists of regions or industries stop everything, with the line named."""

import pytest

from generator.dataset.code_lists import (
    read_breaks,
    read_districts,
    read_industries,
    read_regions,
    read_shock_windows,
)
from generator.dataset.readers import read_outlines
from generator.errors import DataProblems
from generator.project import Project

REGIONS = {
    "unknown kind": ("oblast", "province", ("list_cell", 3, "kind")),
    "unknown parent": (",KZ-63\n", ",KZ-64\n", ("list_cell", 3, "parent")),
    "year in words": ("2022", "2022 ж.", ("list_cell", 3, "created")),
    "code twice": ("KZ-71,", "KZ-63,", ("duplicate_key", 5, "code")),
    "no nation": ("KZ,", "KX,", ("list_lacks", 0, "code")),
    "missing column": (",parent", "", ("missing_column", 1, "parent")),
    "open quote": ("KZ-71", '"KZ-71', ("broken_row", 5, "")),
}
INDUSTRIES = {
    "unknown kind": ("aggregate", "sector", ("list_cell", 22, "kind")),
    "counted with nothing known": (",S\n", ",X\n", ("list_cell", 21, "counted_with")),
    "code twice": ("\nB,", "\nA,", ("duplicate_key", 3, "code")),
}

DISTRICTS = {
    "region that is none": ("101000000,KZ-10", "101000000,KZ-99", ("list_cell", 2, "region")),
    "the nation": ("101000000,KZ-10", "101000000,KZ", ("list_cell", 2, "region")),
    "unknown kind": ("KZ-10,district", "KZ-10,village", ("list_cell", 3, "kind")),
    "code too short": ("103200000", "1032", ("list_cell", 3, "code")),
    "code twice": ("103200000", "101000000", ("duplicate_key", 3, "code")),
}


def spoil(source, target, old, new):
    """Copy a list with one piece replaced."""
    text = source.read_text(encoding="utf-8")
    assert old in text
    target.write_text(text.replace(old, new, 1), encoding="utf-8")


def places(refused):
    """Kind, line and column of every problem."""
    return [
        (each.key.removeprefix("problem."), each.place.row, each.place.column)
        for each in refused.problems
    ]


@pytest.mark.parametrize(("old", "new", "where"), REGIONS.values(), ids=REGIONS.keys())
def test_a_broken_list_of_regions_is_refused(tiny, old, new, where):
    """Every mistake is named with its line and column."""
    path = tiny.project.classifications / "regions.csv"
    spoil(path, path, old, new)
    with pytest.raises(DataProblems) as refused:
        read_regions(path.parent)
    assert where in places(refused.value)


@pytest.mark.parametrize(("old", "new", "where"), INDUSTRIES.values(), ids=INDUSTRIES.keys())
def test_a_broken_list_of_industries_is_refused(tmp_path, old, new, where):
    """Every mistake is named with its line and column."""
    path = Project.here().classifications / "industries.csv"
    spoil(path, tmp_path / path.name, old, new)
    with pytest.raises(DataProblems) as refused:
        read_industries(tmp_path)
    assert where in places(refused.value)


@pytest.mark.parametrize(("old", "new", "where"), DISTRICTS.values(), ids=DISTRICTS.keys())
def test_a_broken_list_of_districts_is_refused(tiny, old, new, where):
    """Every mistake is named with its line and column."""
    path = tiny.project.classifications / "districts.csv"
    spoil(path, path, old, new)
    with pytest.raises(DataProblems) as refused:
        read_districts(path.parent, read_regions(path.parent))
    assert where in places(refused.value)


def test_every_oblast_is_divided_and_no_city_is():
    """The list has 209 districts; regions without any are the three cities."""
    folder = Project.here().classifications
    regions = read_regions(folder)
    districts = read_districts(folder, regions)
    assert len(districts) == 209
    undivided = {each.code for each in regions.current() if not districts.of(each.code)}
    assert undivided == {each.code for each in regions.current() if each.kind == "city"}


def test_every_region_has_an_outline():
    """The geometry has exactly today's twenty regions, in plausible degrees."""
    folder = Project.here().classifications
    outlines = read_outlines(folder / "geometry" / "regions.geojson")
    assert set(outlines) == {region.code for region in read_regions(folder).current()}
    points = [point for rings in outlines.values() for ring in rings for point in ring]
    assert 46 < min(x for x, _ in points) < max(x for x, _ in points) < 88
    assert 40 < min(y for _, y in points) < max(y for _, y in points) < 56


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"features": [1]}', "[" * 100_000])
def test_what_is_no_geometry_is_refused(tmp_path, content):
    """A broken outline file is a problem of the data, never a crash."""
    (tmp_path / "regions.geojson").write_text(content)
    with pytest.raises(DataProblems) as refused:
        read_outlines(tmp_path / "regions.geojson")
    assert [each.key for each in refused.value.problems] == ["problem.not_geojson"]


BREAKS = {
    "unknown table": ("average_population,KZ,", "population,KZ,", (2, "table")),
    "unknown region": ("average_population,KZ-10,", "average_population,KZ-99,", (3, "region")),
    "unknown industry": ("average_population,KZ,,", "average_population,KZ,Z,", (2, "industry")),
    "no year": (",2022,", ",,", (2, "first_year_after")),
    "unknown kind": ("census_step", "census", (2, "kind")),
    "unknown basis": ("documented", "sure", (2, "basis")),
}


@pytest.mark.parametrize(("old", "new", "where"), BREAKS.values(), ids=BREAKS.keys())
def test_a_broken_list_of_breaks_is_refused(tmp_path, old, new, where):
    """Every mistake is named with its line and column."""
    folder = Project.here().classifications
    regions, industries = read_regions(folder), read_industries(folder)
    assert len(read_breaks(folder, regions, industries)) > 100
    assert len(read_breaks(tmp_path, regions, industries)) == 0
    spoil(folder / "breaks.csv", tmp_path / "breaks.csv", old, new)
    with pytest.raises(DataProblems) as refused:
        read_breaks(tmp_path, regions, industries)
    assert ("list_cell", *where) in places(refused.value)


WINDOWS = {
    "a kind of no list": ("recovery,2016", "boom,2016", (3, "kind")),
    "no first year": ("shock,2019", "shock,", (4, "first")),
    "a year in words": ("2016,2019", "2016,later", (3, "last")),
    "an end before the start": ("2019,2020", "2019,2019", (4, "last")),
    "a start within the window above": ("recovery,2016", "recovery,2015", (3, "first")),
}


@pytest.mark.parametrize(("old", "new", "where"), WINDOWS.values(), ids=WINDOWS.keys())
def test_a_broken_list_of_shocks_is_refused(tmp_path, old, new, where):
    """Windows stand in order of time and never overlap; each mistake is named."""
    folder = Project.here().classifications
    found = read_shock_windows(folder)
    assert [(each.kind, each.first, each.last) for each in found] == [
        ("shock", 2014, 2016),
        ("recovery", 2016, 2019),
        ("shock", 2019, 2020),
        ("recovery", 2020, 2023),
    ]
    assert read_shock_windows(tmp_path) == ()
    spoil(folder / "shock_windows.csv", tmp_path / "shock_windows.csv", old, new)
    with pytest.raises(DataProblems) as refused:
        read_shock_windows(tmp_path)
    assert places(refused.value) == [("list_cell", *where)]
