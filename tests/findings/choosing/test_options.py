"""Options for a region: each by the indicators that chose it, three at most."""

from collections import Counter

import pytest

from generator.classifications.regions import NATION
from generator.findings.brief_set import prepare
from generator.findings.choosing.importance import options
from generator.findings.claims import IndustrySlot
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
OTHERS = ("EAST", "WEST")
VARIED, EVEN, PLAIN = (
    over(SECTIONS, each) for each in ((25, 25, 25, 25), (20, 20, 20, 40), (5, 5, 5, 85))
)

VARIED_TOO = over(SECTIONS, (22, 22, 22, 34))
"""More varied than the nation, without a key industry."""


def country(level, structure, **more):
    """Make a country whose North and city have this output per head and structure.

    The three other regions have the nation's structure, and so has the median one.
    """
    output = dict.fromkeys((*THREE, *OTHERS), [95] * 3) | {NATION: [100] * 3}
    output |= {NORTH: [level] * 3, CITY: [level] * 3}
    sections = dict.fromkeys((SOUTH, *OTHERS, NATION), [EVEN] * 3)
    sections |= {NORTH: [structure] * 3, CITY: [structure] * 3}
    return world((*THREE, *OTHERS), grp=output, gva_by_industry=sections, **more)


@pytest.mark.parametrize(
    ("level", "structure", "region", "key"),
    [
        (110, VARIED, NORTH, "pol.q1"),
        (110, VARIED, CITY, "pol.q1"),
        (110, PLAIN, NORTH, "pol.q2"),
        (110, PLAIN, CITY, "pol.q2_city"),
        (90, PLAIN, NORTH, "pol.q3"),
        (90, VARIED_TOO, NORTH, "pol.q4"),
    ],
)
def test_the_last_option_follows_the_side_of_the_nation(level, structure, region, key):
    """Its grounds are the four values that place the region, variety beside the median one's."""
    made = country(level, structure)
    assert at(made, "options", region)[-1] == key
    grounds = shown(said(made, region)["option.levels"])
    assert (grounds["v"], grounds["u"]) == (level, 100)
    assert (grounds["v0"] > grounds["u0"]) == (structure is not PLAIN)
    assert said(made, region)[key].licence == "L20"


def test_without_a_side_there_is_no_option_of_one():
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
    """Four would be licensed; those of the region's own come first, each with its grounds."""
    fewer = dict.fromkeys((*THREE, *OTHERS, NATION), [100] * 3) | {NORTH: [100, 100, 98]}
    rates = dict.fromkeys((*THREE, *OTHERS, NATION), [102] * 3)
    made = country(
        90, over(SECTIONS, (30, 30, 30, 10)), employed_population=fewer, grp_volume_index=rates
    )
    assert at(made, "options", NORTH) == ["pol.jobs", "pol.agrarian", "pol.resource"]
    assert at(made, "options.grounds", NORTH) == ["option.jobs", "option.key", "option.key"]


def test_the_side_is_for_regions_with_few_options_of_their_own():
    """Two key industries leave no room for what many regions share; one does."""
    two = country(110, over(SECTIONS, (30, 20, 30, 20)))
    one = country(110, over(SECTIONS, (24, 22, 32, 22)))
    assert at(two, "options", NORTH) == ["pol.agrarian", "pol.industrial"]
    assert at(one, "options", NORTH) == ["pol.industrial", "pol.q1"]


@pytest.mark.parametrize(
    ("volume", "keys"), [(95.9, []), (104.0, ["pol.industrial"]), (None, ["pol.industrial"])]
)
def test_an_industry_that_rises_in_tenge_alone_grounds_no_option(volume, keys):
    """Manufacturing grew in tenge; with a smaller volume it is no ground, unknown it is one."""
    then, now = over(SECTIONS, (20, 20, 26, 34)), over(SECTIONS, (20, 20, 30, 30))
    index = dict.fromkeys(SECTIONS, 100) | ({} if volume is None else {"C": volume})
    sections = {NORTH: [then, then, now], NATION: [EVEN] * 3}
    made = world(
        grp={NORTH: [90] * 3, SOUTH: [95] * 3, CITY: [90] * 3, NATION: [100] * 3},
        gva_by_industry=sections,
        gva_volume_index={} if volume is None else {NORTH: index, NATION: index},
    )
    found = [key for key in at(made, "options", NORTH) if key == "pol.industrial"]
    assert found == keys


def test_manufacturing_grounds_no_option_of_east_kazakhstan(panel):
    """In 2025 its volume index is 95.9 and its value added in tenge 14.2 per cent larger."""
    (brief,) = prepare(panel, 2025, ("KZ-63",))
    assert "pol.industrial" not in {claim.key for claim in brief.claims.get("options", ())}
    grounds = brief.claims.get("options.grounds", ())
    named = {claim.key for claim in grounds if IndustrySlot("C") in claim.slots.values()}
    assert named == {"option.brake"}  # that it held growth back is another matter


def test_no_option_of_any_region_rests_on_prices_alone(panel):
    """The rule over all regions of 2025: the named industry did not shrink while tenge rose."""
    index, output = panel.by_industry("gva_volume_index", 2025), []
    for year in (2024, 2025):
        output.append(panel.by_industry("gva_by_industry", year))
    named = 0
    for brief in prepare(panel, 2025, ()):
        grounds = brief.claims.get("options.grounds", ())
        for claim in (each for each in grounds if each.key == "option.key"):
            for slot in claim.slots.values():
                if isinstance(slot, IndustrySlot):
                    named += 1
                    before, now = (each.loc[brief.subject, slot.code] for each in output)
                    assert not (index.loc[brief.subject, slot.code] < 99.95 and now > before)
    assert named > 0


def test_four_regions_at_most_share_an_option():
    """Of nine with little variety those furthest from the nation keep it, the others have none."""
    levels = {code: [50 - at] * 3 for at, code in enumerate(TWENTY)} | {NATION: [100] * 3}
    sections = {code: [EVEN] * 3 for code in (*TWENTY[:11], NATION)}
    sections |= {code: [PLAIN] * 3 for code in TWENTY[11:]}
    ind = studied(world(TWENTY, grp=levels, gva_by_industry=sections)).ind
    found = options.allotted(ind, frozenset(), {})
    offered = {code: [each.told.key for each in chosen] for code, chosen in found.items()}
    having = [code for code, keys in offered.items() if "pol.q3" in keys]
    assert having == [*TWENTY[-4:]]
    assert max(Counter(key for keys in offered.values() for key in keys).values()) == 4
    strengths = [found[code][-1].strength for code in having]
    assert strengths == sorted(strengths)


def test_the_nations_variety_is_no_yardstick_of_an_option():
    """A whole is more varied than its parts: the median region counts, however near the nation."""
    output = dict.fromkeys((*THREE, *OTHERS), [95] * 3) | {NORTH: [110] * 3, NATION: [100] * 3}
    sections = dict.fromkeys((SOUTH, CITY, *OTHERS), [PLAIN] * 3)
    sections |= {NORTH: [EVEN] * 3, NATION: [EVEN] * 3}
    made = world((*THREE, *OTHERS), grp=output, gva_by_industry=sections)
    assert at(made, "options", NORTH)[-1] == "pol.q1"


def test_a_side_that_is_hardly_one_is_no_ground():
    """A variety that prints like the nation's, or a level within two per cent of it."""
    near = over(SECTIONS, (20, 20, 20.3, 39.7))
    assert "option.levels" not in said(country(110, near), NORTH)
    assert "option.levels" not in said(country(101, VARIED), NORTH)
