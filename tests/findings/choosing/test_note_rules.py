"""Notes: borders, status, what is missing or odd, and how many regions there are figures of."""

import pytest

from generator.classifications.regions import NATION
from tests.findings.small_world import (
    CITY,
    NORTH,
    SOUTH,
    THREE,
    YEAR,
    Cell,
    at,
    brief,
    over,
    region,
    said,
    shown,
    world,
)


def test_a_young_region_says_since_when_its_figures_count():
    """Created in 2022, figures from 2021 on; one with figures from the first year has no limit."""
    regions = (NORTH, region("NEW", created=2022, parent=NORTH), region("OLD", created=2018))
    output = {"NEW": [100] * 5, "OLD": [100] * 12, NORTH: [100] * 12}
    made = world(regions, grp=output)
    assert shown(said(made, "NEW")["note.new"]) == {"region": "NEW", "year": 2022, "y0": 2021}
    assert at(made, "notes.own_borders", "OLD") == []
    assert at(made, "notes.own_borders", NORTH) == ["note.reduced"]


def test_a_region_that_lost_territory_says_when():
    """Its older figures are on the borders before the last region was carved out of it."""
    regions = (
        NORTH,
        SOUTH,
        region("NEW", created=2018, parent=NORTH),
        region("NEWER", created=2022, parent=NORTH),
    )
    old = Cell(100, borders="before-2022")
    news = {"NEW": [100] * 5, "NEWER": [None, *[100] * 4]}
    own = {NORTH: [old, *[100] * 4], SOUTH: [100] * 5}
    made = world(regions, grp={**own, **news})
    assert shown(said(made, NORTH)["note.reduced"]) == {"region": NORTH, "year": 2022}
    assert at(made, "notes.own_borders", SOUTH) == []
    kept = world(regions, grp={NORTH: [100] * 5, "NEW": [100] * 5, "NEWER": [100] * 5})
    assert at(kept, "notes.own_borders", NORTH) == []


def test_every_brief_tells_of_the_changes_of_borders():
    """And of how series over years handle them."""
    assert at(world(grp={NORTH: 100}), "notes.borders", NORTH) == ["note.b2022", "note.merged"]


@pytest.mark.parametrize(
    ("figures", "keys", "preliminary"),
    [
        ([100, Cell(100, "preliminary")], ["data.prelim"], True),
        ([100, Cell(100, "quoted")], ["data.prelim", "data.quoted"], True),
        ([Cell(100, "preliminary"), 100], [], False),
        ([100, Cell(100, "derived")], [], False),
    ],
)
def test_preliminary_and_quoted_figures_of_the_year_are_called_so(figures, keys, preliminary):
    """Those of an earlier year do not count."""
    made = world(grp={NORTH: figures, SOUTH: [90, 90]})
    assert at(made, "notes.status", SOUTH) == keys
    assert brief(made, SOUTH).preliminary == preliminary
    if keys:
        assert shown(said(made, SOUTH)["data.prelim"]) == {"year": YEAR}


def test_figures_that_no_fact_rests_on_make_nothing_preliminary():
    """A quoted share of GDP beside computed ones; schools, whose sentence names their year."""
    quoted = {NORTH: Cell(30, "quoted")}
    grp = over(THREE, (100, 90, 80)) | {NATION: 270}
    for table in ("grp_share", "grp_per_capita_rank", "local_roads_standard_share"):
        made = world(grp=grp, **{table: quoted})
        assert not brief(made, NORTH).preliminary
        assert at(made, "notes.status", NORTH) == []
    taken = world(grp_share=quoted)
    assert brief(taken, NORTH).preliminary
    assert not brief(taken, SOUTH).preliminary


def test_regions_without_output_are_counted():
    """Two of three have it; with all of them there is nothing to say."""
    made = world(grp=over(THREE, (100, 90, None)))
    assert shown(said(made, NORTH)["note.coverage"]) == {"k": 2, "n_regions": 3}
    assert at(world(grp=over(THREE, (100, 90, 80))), "notes.coverage", NORTH) == []


def test_measures_without_a_value_are_named_with_the_reason():
    """Nothing published, or other borders than this year's; those with a value are not named."""
    old = Cell(100, borders="before-2022")
    made = world(
        (NORTH, SOUTH, region("NEW", created=2025, parent=NORTH)),
        grp={NORTH: [old, 100], NATION: [100, 100], "NEW": [None, 10]},
        unemployment_rate={NORTH: [Cell(5, borders="before-2022"), 5]},
        employed_population={
            NORTH: [Cell(50, borders="before-2022"), 50],
            NATION: [50, 50],  # a national value of 0 is one
        },
    )
    told = said(made, NORTH)
    assert shown(told["missing.borders"]) == {"items": ["measure.employment_growth"], "year": YEAR}
    missing = shown(told["missing.no_data"])["items"]
    assert "measure.real_growth" in missing
    assert not {"measure.grp_per_capita", "measure.unemployment_rate"} & {*missing}


def odd(figure, table="grp", area=NORTH):
    """Make a country with one figure that has a note."""
    return world(**{"grp": {NORTH: 100}, table: {area: figure}})


NOTED = Cell(7, note="odd: twice the year before")


@pytest.mark.parametrize(
    ("made", "subject", "told"),
    [
        (odd(NOTED), NORTH, True),
        (odd(NOTED), SOUTH, False),
        (odd(NOTED, area=NATION), SOUTH, True),
        (odd([NOTED, 100]), NORTH, True),
        (odd(NOTED, table="cash_income_per_capita"), NORTH, False),
        (odd(Cell(7, note="as published")), NORTH, False),
        (odd(Cell(7, note="not odd: as published")), NORTH, False),
    ],
)
def test_odd_figures_are_named_where_they_are_used(made, subject, told):
    """The region's own and the nation's, of tables that a measure is made of."""
    assert ("note.odd" in said(made, subject)) == told


def test_an_odd_figure_is_given_as_published():
    """With region, table, year and value, and with its industry where it has one."""
    plain = shown(said(odd([NOTED, 100]), NORTH)["note.odd"])
    assert plain == {"region": NORTH, "indicator": "table.grp", "year": YEAR - 1, "v": 7}
    sections = {"A": 1, "B": NOTED, "C": 1, "G": 1}
    by_industry = world(grp={NORTH: 100}, gva_by_industry={NORTH: sections})
    found = shown(said(by_industry, NORTH)["note.odd_industry"])
    table = {"region": NORTH, "indicator": "table.gva_by_industry", "year": YEAR, "v": 7}
    assert found == {**table, "industry": "B"}
    assert "note.odd" not in said(by_industry, NORTH)
    before = world(grp={NORTH: [100, 100, NOTED]})
    assert at(before, "notes.odd", NORTH, YEAR - 1) == []


ASSUMED = Cell(50, note="year not stated: taken as the year of the table")


def test_an_assumed_year_is_named_once_a_table():
    """For the region or the nation, also of a moderator; neither later years nor other tables."""
    made = world(
        grp={NORTH: [100, 100]},
        local_roads_standard_share={NORTH: ASSUMED, NATION: ASSUMED},
        higher_education_share={SOUTH: [ASSUMED, None]},
        cash_income_per_capita={NORTH: ASSUMED},
    )
    roads = {"indicator": "table.local_roads_standard_share", "year": YEAR}
    assert at(made, "notes.undated", NORTH) == ["note.undated"]
    assert shown(said(made, NORTH)["note.undated"]) == roads
    assert at(made, "notes.undated", SOUTH) == ["note.undated", "note.undated"]
    assert at(made, "notes.undated", CITY) == ["note.undated"]
    assert at(made, "notes.undated", NORTH, YEAR - 1) == []
    unnoted = world(local_roads_standard_share={NORTH: Cell(50, note="the year is stated")})
    assert at(unnoted, "notes.undated", NORTH) == []


def test_sources_are_those_of_the_facts():
    """A table that no fact rests on has no source on the page."""
    made = world(grp={NORTH: 100}, cash_income_per_capita={NORTH: 50})
    assert [each.id for each in brief(made, NORTH).sources] == [
        "BNS-average_population",
        "BNS-grp",
    ]


def test_output_that_is_known_alone_is_told_with_its_share_and_place():
    """Preliminary output without a population: a tenth of GDP, the second of three; GDP itself."""
    early = {
        code: Cell(value, "preliminary") for code, value in zip(THREE, (100, 300, 90), strict=True)
    }
    nobody = dict.fromkeys((*THREE, NATION))
    made = world(
        grp=early | {NATION: Cell(1000, "preliminary")},
        average_population=nobody,
    )
    alone = shown(said(made, NORTH)["note.output_alone"])
    assert alone == {"year": YEAR, "v": 0.1, "share": 10, "rank": 2, "n_regions": 3}
    assert shown(said(made)["note.output_alone_nation"]) == {"year": YEAR, "v": 1}
    final = world(grp=over(THREE, (100, 300, 90)) | {NATION: 1000}, average_population=nobody)
    for subject in (NORTH, NATION):
        assert at(final, "notes.output", subject) == []
        assert at(world(grp=early), "notes.output", subject) == []
