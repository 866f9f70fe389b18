"""Schools and roads, organisations and districts, each figure with its own year."""

from dataclasses import replace

import pytest

from generator.classifications.regions import NATION
from generator.dataset.panel import Source
from tests.findings.small_world import (
    CITY,
    NORTH,
    SOUTH,
    THREE,
    TWENTY,
    YEAR,
    Cell,
    at,
    over,
    said,
    shown,
    world,
)

SCHOOLS, ROADS = "three_shift_schools", "local_roads_standard_share"


@pytest.mark.parametrize(
    ("tables", "region", "keys"),
    [
        ({}, NORTH, ["society.none"]),
        ({}, CITY, ["society.no_schools"]),
        ({SCHOOLS: {NORTH: 4}}, NORTH, ["school.n", "school.rate", "society.no_roads"]),
        ({SCHOOLS: {CITY: 4}}, CITY, ["school.n", "school.rate"]),
        ({ROADS: {NORTH: 40}}, NORTH, ["road.share", "society.no_schools"]),
        ({ROADS: {CITY: 40}}, CITY, ["society.no_schools"]),
    ],
)
def test_what_there_are_no_figures_of_is_said(tables, region, keys):
    """Of a city nothing about roads, which it does not have."""
    assert at(world(grp={NORTH: 100}, **tables), "society", region) == keys


SCHOOL_CASES = [
    (0, None, ["school.none", "school.rate"]),
    (0, 50, ["school.none", "school.rate"]),
    (4, 50, ["school.n", "school.rate", "school.share"]),
    (4, None, ["school.n", "school.rate"]),
]


@pytest.mark.parametrize(("count", "general", "keys"), SCHOOL_CASES)
def test_schools_are_counted_and_related(count, general, keys):
    """To inhabitants, and to the schools of the school year; none has no share."""
    tables = {SCHOOLS: {NORTH: [count, None]}, "general_schools": {NORTH: [general, None, None]}}
    made = world(grp={NORTH: [100] * 3}, **tables)
    assert at(made, "society", NORTH)[:-1] == keys
    told = said(made, NORTH)
    first = told[keys[0]]
    assert shown(first) == {"year": YEAR - 1, "status": "status.published"}
    assert first.count == (None if count == 0 else count)
    rate = shown(told["school.rate"])
    assert rate["v"] == count / 1000 * 100_000
    assert rate["ci"][0] <= rate["v"] < rate["ci"][1]
    if "school.share" in keys:
        assert shown(told["school.share"]) == {"share": 8, "year": YEAR - 2}


def test_the_nations_rate_stands_beside_a_regions():
    """With its own year; the nation's own count has its own words, also where it is zero."""
    made = world(grp={NORTH: 100}, three_shift_schools={NORTH: 4, NATION: [6, None]})
    of_nation = said(made, NORTH)["school.of_nation"]
    assert shown(of_nation) == {"year": YEAR - 1, "v": 600}
    assert at(made, "society")[:2] == ["school.nation", "school.rate"]
    assert "school.of_nation" not in said(made)
    none = said(world(grp={NORTH: 100}, three_shift_schools={NATION: 0}))
    assert none["school.nation"].count == 0
    people = {code: [1000, 1000] for code in THREE} | {NATION: [None, 1000]}
    homeless = world(
        grp={NORTH: 100},
        average_population=people,
        three_shift_schools={NORTH: 4, NATION: [6, None]},
    )
    assert "school.of_nation" not in said(homeless, NORTH)


@pytest.mark.parametrize(
    ("own", "nation", "keys", "slots"),
    [
        (40, 30, ["road.share", "road.nat_above"], {"pp": 10, "nat_share": 30}),
        (40, 55, ["road.share", "road.nat"], {"pp": 15, "nat_share": 55}),
        (42.4, 39.5, ["road.share", "road.nat_equal"], {"nat_share": 39.5}),
        (42.5, 40.4, ["road.share", "road.nat_above"], {"pp": 3, "nat_share": 40.4}),
        (40, None, ["road.share"], None),
    ],
)
def test_roads_stand_beside_the_nations_of_the_same_year(own, nation, keys, slots):
    """The difference is that of the two numbers as printed, in whole per cent: three at least."""
    made = world(grp={NORTH: 100}, local_roads_standard_share={NORTH: own, NATION: nation})
    assert at(made, "society", NORTH) == [*keys, "society.no_schools"]
    assert shown(said(made, NORTH)["road.share"]) == {
        "year": YEAR,
        "share": own,
        "status": "status.published",
    }
    if slots:
        assert shown(said(made, NORTH)[keys[1]]) == slots


def test_the_nations_roads_stand_alone_and_in_their_year():
    """A nation of another year is no measure; the nation is not compared with itself."""
    made = world(grp={NORTH: 100}, local_roads_standard_share={NORTH: 40, NATION: [30, None]})
    assert at(made, "society", NORTH) == ["road.share", "society.no_schools"]
    assert at(made, "society") == ["road.share", "society.no_schools"]


def test_other_publishers_are_named():
    """Once each; neither the Bureau nor the source of a quoted figure."""
    own = Cell(4, source="MIN-schools")
    made = world(
        grp={NORTH: 100},
        three_shift_schools={NORTH: own, SOUTH: Cell(4, "quoted", source="MIN-schools")},
        local_roads_standard_share={NORTH: Cell(40, source="MIN-roads")},
    )
    found = shown(said(made, NORTH)["society.sources"])
    assert sorted(found["items"]) == ["of MIN-roads", "of MIN-schools"]
    assert "society.sources" not in said(made, SOUTH)
    bureau = world(grp={NORTH: 100}, three_shift_schools={NORTH: 4})
    assert "society.sources" not in said(bureau, NORTH)
    (delivery,) = made.deliveries
    same = [Source(each.id, "", "", "the ministry", "") for each in delivery.sources]
    together = replace(made, deliveries=(replace(delivery, sources=tuple(same)),))
    assert shown(said(together, NORTH)["society.sources"]) == {"items": ["the ministry"]}


def contrasted(levels, own, table=ROADS, regions=TWENTY[:6], **more):
    """Make a country of output per head and of a figure of every region."""
    return world(regions, grp=over(regions, levels), **{table: over(regions, own)}, **more)


RICH = (60, 50, 40, 30, 20, 10)


@pytest.mark.parametrize(
    ("region", "roads", "told"),
    [
        ("R01", (30, 40, 50, 60, 70, 80), True),
        ("R02", (50, 30, 60, 40, 70, 80), True),
        ("R03", (50, 60, 30, 40, 70, 80), False),
        ("R01", (40, 30, 50, 60, 70, 80), True),
        ("R01", (50, 30, 40, 60, 70, 80), False),
        ("R01", (30, 40, 50, 60, 70, None), False),
    ],
)
def test_a_contrast_is_between_the_best_and_the_worst_third(region, roads, told):
    """Second of six in output and second lowest in roads; every region must have a figure."""
    made = contrasted(RICH, roads)
    assert ("contrast.roads" in at(made, "society", region)) == told
    if told:
        found = said(made, region)["contrast.roads"]
        own = roads[int(region[1:]) - 1]
        lower = sum(each > own for each in roads)
        rank = {"rank": int(region[1:]), "rank1": lower + 1}
        assert shown(found) == {**rank, "n_regions": 6, "year": YEAR, "share": own}
        assert found.licence == "L17"
        assert "road.share" not in said(made, region)


def test_many_schools_in_three_shifts_are_a_contrast():
    """Here the most are the worst; the rate has its interval."""
    made = contrasted(RICH, (9, 8, 3, 2, 1, 0), SCHOOLS)
    found = said(made, "R02")["contrast.schools"]
    slots = shown(found)
    assert slots.pop("ci") == (found.evidence["low"], found.evidence["high"])
    assert slots == {"rank": 2, "rank1": 2, "n_regions": 6, "year": YEAR, "v": 800}
    few = contrasted(RICH, (1, 2, 3, 4, 5, 6), SCHOOLS)
    assert "contrast.schools" not in said(few, "R01")
    poor = contrasted((10, 20, 30, 40, 50, 60), (9, 8, 3, 2, 1, 0), SCHOOLS)
    assert "contrast.schools" not in said(poor, "R01")
    some = world(TWENTY[:6], grp=over(TWENTY[:5], RICH[:5]), **{ROADS: over(TWENTY[:6], RICH)})
    assert "contrast.roads" not in said(some, "R05")


def test_a_contrast_is_of_one_year():
    """Roads of the year before meet the output of that year, in which the region was last."""
    regions = TWENTY[:6]
    output = over(regions, ([9, 60], [50, 50], [40, 40], [30, 30], [20, 20], [10, 10]))
    roads = over(regions, [[each, None] for each in (30, 40, 50, 60, 70, 80)])
    made = world(regions, grp=output, local_roads_standard_share=roads)
    assert "contrast.roads" not in said(made, "R01")
    assert shown(said(made, "R02")["contrast.roads"])["year"] == YEAR - 1


def correlated(figures, table=SCHOOLS, count=16):
    """Make a country of sixteen regions, the first the richest, with these figures."""
    regions = TWENTY[:count]
    output = over(regions, range(count * 10, 0, -10))
    return world(regions, grp=output, **{table: over(regions, figures)})


SWAPPED = (2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15)
CASES = [
    (SWAPPED[::-1], "same"),
    (SWAPPED, "opposite"),
    ((1, 16, 2, 15, 3, 14, 4, 13, 5, 12, 6, 11, 7, 10, 8, 9), "unclear"),
]


@pytest.mark.parametrize(("table", "short"), [(SCHOOLS, "schools"), (ROADS, "roads")])
@pytest.mark.parametrize(("figures", "direction"), CASES)
def test_a_rank_correlation_has_a_direction_without_zero_in_its_interval(
    figures, direction, table, short
):
    """Over sixteen regions, with the coefficient of Spearman."""
    keys = {
        "rho.schools_same", "rho.schools_opposite", "rho.schools_unclear",
        "rho.roads_same", "rho.roads_opposite", "rho.roads_unclear",
    }  # fmt: skip
    made = correlated(figures, table)
    assert keys & set(at(made, "society")) == {f"rho.{short}_{direction}"}
    found = said(made)[f"rho.{short}_{direction}"]
    slots = shown(found)
    assert (slots["n_regions"], slots["year"], found.licence) == (16, YEAR, "L18")
    expected = {"same": 1 - 6 * 16 / (16 * 255), "opposite": -1 + 6 * 16 / (16 * 255)}
    assert slots["v"] == pytest.approx(expected.get(direction, slots["v"]), abs=1e-6)


def test_a_rank_correlation_is_of_the_newest_year_with_fifteen_regions():
    """Fourteen are too few; a fuller year before serves."""
    few = [None, None, *SWAPPED[2:]]
    assert not [key for key in at(correlated(few), "society") if key.startswith("rho")]
    years = [[before, now] for before, now in zip(SWAPPED, few, strict=True)]
    output = [[each, each] for each in range(160, 0, -10)]
    regions = TWENTY[:16]
    made = world(regions, grp=over(regions, output), three_shift_schools=over(regions, years))
    assert shown(said(made)["rho.schools_opposite"])["year"] == YEAR - 1


OPENED, CLOSED = "organisations_opened", "organisations_liquidated"


@pytest.mark.parametrize(
    ("opened", "closed", "keys"),
    [
        (132, 148, ["org.ratio"]),
        (150, 98, ["org.ratio", "org.more_opened"]),
        (98, 150, ["org.ratio", "org.more_closed"]),
        (100, 200, ["org.ratio", "org.more_closed"]),
        (100, 201, ["org.ratio", "org.more_closed", "org.implausible"]),
        (5, 0, ["org.none_closed"]),
        (7, None, ["org.opened_only"]),
        (None, 7, ["org.liquidated_only"]),
    ],
)
@pytest.mark.parametrize("industry", ["", "A"])
def test_two_counts_make_a_ratio(opened, closed, keys, industry):
    """In all or in one industry; a direction needs an interval without 1."""
    of_all = {
        "org.ratio": "org.ratio_all",
        "org.none_closed": "org.none_closed_all",
        "org.opened_only": "org.opened_only_all",
        "org.liquidated_only": "org.liquidated_only_all",
    }
    tables = {
        table: {NORTH: {industry: figure}}
        for table, figure in ((OPENED, opened), (CLOSED, closed))
    }
    made = world(grp={NORTH: 100}, **tables)
    expected = keys if industry else [of_all.get(key, key) for key in keys]
    assert at(made, "organisations", NORTH) == [*expected, "org.registered"]
    slots = shown(said(made, NORTH)[expected[0]])
    assert slots["year"] == YEAR
    assert slots.get("industry", "") == industry
    if opened and closed:
        assert (slots["opened"], slots["closed"]) == (opened, closed)
        assert slots["ratio"] == pytest.approx(opened / closed, abs=1e-6)
    elif "only" in expected[0]:
        assert slots["v"] == 7
    if "org.implausible" in keys:
        assert shown(said(made, NORTH)["org.implausible"]) == {"v": 201, "k": 2}


def test_without_any_organisation_the_brief_says_so():
    """Figures of another year are no figures of this one."""
    made = world(grp={NORTH: 100}, organisations_opened={NORTH: [7, None]})
    assert at(made, "organisations", NORTH) == ["org.no_data"]
    assert shown(said(made, NORTH)["org.no_data"]) == {"year": YEAR}


@pytest.mark.parametrize(("subject", "key"), [(NORTH, "org.stock"), (NATION, "org.stock_nation")])
def test_a_stock_has_its_day_and_its_growth(subject, key):
    """On 1 January after the year, from the start of the year or by the increase."""
    stock = "organisations_registered_1_january"
    both = {stock: {subject: [100, 110]}}
    told = said(world(grp={NORTH: 100}, year=YEAR + 1, **both), subject)[key]
    assert told.count == 110
    slots = shown(told)
    assert (slots["pct_signed"], slots["base"], slots["status"]) == (10, 100, "status.published")
    assert slots["date"].isoformat() == "2026-01-01"
    increase = {stock: {subject: 110}, "organisations_increase": {subject: [10, None]}}
    made = world(grp={NORTH: 100}, year=YEAR + 1, **increase)
    assert shown(said(made, subject)[key])["base"] == 100
    alone = world(grp={NORTH: 100}, year=YEAR + 1, **{stock: {subject: 110}})
    assert at(alone, "organisations", subject) == ["org.no_data"]


DISTRICTS = (("1", NORTH), ("2", NORTH), ("3", SOUTH))


def divided(product=(400, 100, 200), people=(400, 500, 900), **more):
    """Make a country whose North has two districts, and a city of 1,000 people without any."""
    places = [code for code, _ in DISTRICTS]
    heads = {NORTH: 1000, SOUTH: 1000, CITY: 1000, NATION: 3000}
    tables = {
        "district_product": over(places, product),
        "district_population": over(places, people),
        "average_population": heads,
        "grp": {CITY: 1, NORTH: 1},
    }
    return world(districts=DISTRICTS, **(tables | more))


def test_districts_are_compared_where_they_hold_nine_tenths_of_the_people():
    """One thousand tenge a head against 0.2; a single district has no gap."""
    told = said(divided(), NORTH)
    assert shown(told["intra.gap"]) == {
        "indicator": "level.district_product",
        "ratio": 5,
        "year": YEAR,
    }
    assert shown(told["intra.cv"])["year"] == YEAR
    mean = 500 / 900
    spread = ((400 * (1 - mean) ** 2 + 500 * (0.2 - mean) ** 2) / 900) ** 0.5 / mean
    assert shown(told["intra.cv"])["cv"] == pytest.approx(spread * 100)
    few = divided(people=(400, 499, 900))
    assert at(few, "districts", NORTH) == ["district.partial"]
    assert shown(said(few, NORTH)["district.partial"]) == {"year": YEAR, "share": 89.9}
    zero = divided(product=(400, 0, 200))
    assert at(zero, "districts", NORTH) == ["intra.cv"]
    assert at(divided(), "districts", SOUTH) == ["district.partial"]


def test_a_region_without_districts_is_one_territory():
    """And where no district has a figure, that is said."""
    assert at(divided(), "districts", CITY) == ["district.undivided"]
    none = world(districts=DISTRICTS, grp={NORTH: 100})
    assert at(none, "districts", NORTH) == ["note.nodistrict"]
    assert at(none, "districts") == ["note.nodistrict_nation"]
    some = divided(product=(400, 100, None), people=(400, 500, None))
    assert at(some, "districts", SOUTH) == ["note.nodistrict"]


def test_the_nations_inequality_is_split_where_districts_cover_it():
    """All but 200 of 3,000 people: the share within regions, with the coverage."""
    (key,) = at(divided(), "districts")
    slots = shown(said(divided())[key])
    assert key == "district.within"
    assert slots["indicator"] == "level.district_product"
    assert (slots["share"], slots["year"]) == (pytest.approx(2800 / 3000 * 100, abs=1e-6), YEAR)
    assert 0 < slots["p"] < 100
    few = {NORTH: 1000, SOUTH: 1000, CITY: 1000, NATION: 3200}
    assert at(divided(average_population=few), "districts") == ["district.partial"]
