"""Options for a region: each by the indicators that chose it, three at most."""

import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing.importance import options
from tests.findings.small_world import (
    CITY,
    NORTH,
    SOUTH,
    THREE,
    TWENTY,
    at,
    over,
    said,
    shown,
    studied,
    world,
)

SECTIONS = "ABCG"
VARIED, EVEN, PLAIN = (
    over(SECTIONS, each) for each in ((25, 25, 25, 25), (20, 20, 20, 40), (5, 5, 5, 85))
)


def country(level, structure, **more):
    """Make a country whose North and city have this output per head and structure."""
    output = {NORTH: [level] * 3, CITY: [level] * 3, SOUTH: [95] * 3, NATION: [100] * 3}
    sections = {NORTH: [structure] * 3, CITY: [structure] * 3, NATION: [EVEN] * 3}
    return world(grp=output, gva_by_industry=sections, **more)


@pytest.mark.parametrize(
    ("level", "structure", "region", "key"),
    [
        (110, VARIED, NORTH, "pol.q1"),
        (110, VARIED, CITY, "pol.q1"),
        (110, PLAIN, NORTH, "pol.q2"),
        (110, PLAIN, CITY, "pol.q2_city"),
        (90, PLAIN, NORTH, "pol.q3"),
        (90, VARIED, NORTH, "pol.q4"),
    ],
)
def test_the_first_option_follows_the_side_of_the_nation(level, structure, region, key):
    """Its grounds are the four values that place the region."""
    made = country(level, structure)
    assert at(made, "options", region)[0] == key
    grounds = shown(said(made, region)["option.levels"])
    assert (grounds["v"], grounds["u"]) == (level, 100)
    assert (grounds["v0"] > grounds["u0"]) == (structure is VARIED)
    assert said(made, region)[key].licence == "L20"


def test_without_a_side_there_is_no_first_option():
    """A region at the nation's level."""
    assert "option.levels" not in said(country(100, VARIED), NORTH)


@pytest.mark.parametrize(
    ("level", "structure", "region", "keys"),
    [
        (90, (30, 20, 20, 30), NORTH, ["pol.agrarian"]),
        (90, (20, 30, 20, 30), NORTH, ["pol.resource"]),
        (90, (20, 20, 30, 30), NORTH, ["pol.industrial"]),
        (90, (30, 30, 30, 10), NORTH, ["pol.agrarian", "pol.resource", "pol.industrial"]),
        (90, (30, 30, 30, 10), CITY, ["pol.industrial"]),
        (110, (10, 70, 10, 10), NORTH, []),
        (110, (22, 60, 9, 9), CITY, []),
    ],
)
def test_key_industries_bring_options(level, structure, region, keys):
    """A city has no villages, and nothing is said twice beside a quadrant's own option."""
    made = country(level, over(SECTIONS, structure))
    found = [
        key for key in at(made, "options", region) if not key.startswith(("pol.q", "pol.new"))
    ]
    assert found == keys


def test_an_option_shows_the_industry_that_chose_it():
    """Its share in the region, and how many times the nation's share that is."""
    told = said(country(80, over(SECTIONS, (30, 10, 10, 30))), NORTH)
    assert shown(told["option.key"]) == {"industry": "A", "share": 37.5, "v": 1.875}


@pytest.mark.parametrize(
    ("people", "told"),
    [([1000, 1010], True), ([1010, 1010], False), ([1010, 1000], False), ([None, 1000], False)],
)
def test_a_growing_city_is_told_so(people, told):
    """By the change of its population on the year before; an oblast is not."""
    counts = over((*THREE, NATION), ([1000, 1010], [1000, 1010], people, [1000, 1000]))
    made = country(90, VARIED, average_population=counts)
    assert ("pol.metro" in at(made, "options", CITY)) == told
    assert "pol.metro" not in at(made, "options", NORTH)
    if told:
        assert shown(said(made, CITY)["option.population"]) == {"v": 1}


@pytest.mark.parametrize(
    ("product", "people", "told"),
    [
        (110, (40, 10, 20, 30, 50), False),
        (110, (30, 10, 20, 40, 50), True),
        (110, (10, 20, 30, 40, 50), True),
        (90, (10, 20, 30, 40, 50), False),
        (100, (10, 20, 30, 40, 50), False),
        (110, (None, 20, 30, 40, 50), False),
    ],
)
def test_few_people_make_output_per_head_high(product, people, told):
    """Among the three regions of fewest people, and above the nation."""
    regions = ("R1", "R2", "R3", "R4", "R5")
    counts = over(regions, people) | {NATION: 10}
    output = {
        code: (product if code == "R1" else 95) * (counts[code] or 10) / 1000 for code in counts
    } | {NATION: 1}
    made = world(regions, grp=output, average_population=counts)
    assert ("pol.new" in at(made, "options", "R1")) == told
    if told:
        slots = shown(said(made, "R1")["option.people"])
        rank = sorted(people, reverse=True).index(people[0]) + 1
        assert slots == {"v": people[0] / 1000, "rank": rank, "rank0": 1, "n_regions": 5}


def test_three_options_are_the_most():
    """Four would be licensed; each has its grounds beside it."""
    made = country(110, over(SECTIONS, (30, 20, 30, 20)))
    assert at(made, "options", NORTH) == ["pol.q1", "pol.agrarian", "pol.industrial"]
    assert at(made, "options.grounds", NORTH) == ["option.levels", "option.key", "option.key"]


def test_four_regions_at_most_share_an_option():
    """Those furthest from the nation keep it; the others have none rather than the same."""
    levels = {code: [50 - at] * 3 for at, code in enumerate(TWENTY)} | {NATION: [100] * 3}
    sections = {code: [PLAIN] * 3 for code in TWENTY} | {NATION: [EVEN] * 3}
    ind = studied(world(TWENTY, grp=levels, gva_by_industry=sections)).ind
    found = options.allotted(ind, frozenset())
    having = [code for code, chosen in found.items() if chosen]
    assert having == [*TWENTY[-4:]]
    assert {chosen[0][0].key for chosen in found.values() if chosen} == {"pol.q3"}
    strengths = [options.strength(found[code][0]) for code in having]
    assert strengths == sorted(strengths)


def test_a_side_that_is_hardly_one_is_no_ground():
    """A variety that prints like the nation's, or a level within two per cent of it."""
    near = over(SECTIONS, (20, 20, 20.3, 39.7))
    assert "option.levels" not in said(country(110, near), NORTH)
    assert "option.levels" not in said(country(101, VARIED), NORTH)
