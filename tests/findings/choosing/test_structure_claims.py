"""The industries of a region: the largest, those above the nation's share, and how varied."""

import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing import structure_claims
from generator.findings.measuring.peers import Peer
from tests.findings.small_world import (
    CITY,
    NORTH,
    SOUTH,
    THREE,
    TWENTY,
    YEAR,
    at,
    brief,
    of_family,
    over,
    said,
    shown,
    studied,
    world,
)

SECTIONS = "ABCG"
EVEN, MIXED = over(SECTIONS, (25, 25, 25, 25)), over(SECTIONS, (40, 30, 20, 10))
PLAIN = over(SECTIONS, (97, 1, 1, 1))


def built(structures, nation=EVEN, regions=THREE, **more):
    """Make a country whose shares are the figures, since every product is 100.

    The nation has the same structure in every year.
    """
    output = {code: [100 + place, 100, 100, 100] for place, code in enumerate((*regions, NATION))}
    sections = over(regions, structures) | {NATION: [nation] * 3}
    return world(regions, grp=output, gva_by_industry=sections, **more)


def indicators_of(*structures, nation=EVEN):
    """Compute the indicators of three regions."""
    return studied(built(structures, nation)).ind


def test_the_largest_industry_is_named_with_its_share():
    """In the region and in the nation; silent where a section is missing."""
    made = built((MIXED, over(SECTIONS, (40, 30, 20, None)), PLAIN))
    assert shown(said(made, NORTH)["structure.head"]) == {"industry": "A", "share": 40}
    assert shown(said(made, NORTH)["structure.national"]) == {"industry": "A", "share": 25}
    assert shown(said(made)["structure.head_nation"]) == {"industry": "A", "share": 25}
    assert not of_family(said(made, SOUTH), "structure.head")
    absent = built((MIXED, EVEN, EVEN), over(SECTIONS, (0, 40, 40, 20)))
    assert "structure.national" not in said(absent, NORTH)


QUOTIENTS = [
    # shares of North, shares of the nation, what is named with its multiple of the nation's share
    ((50, 30, 10, 10), (40, 30, 20, 10), ("A", 1.25)),
    ((20, 30, 40, 10), (25, 20, 45, 10), ("B", 1.5)),
    ((40, 30, 20, 2.9), (40, 30, 20, 1), None),
    ((40, 30, 20, 3), (40, 30, 20, 1), ("G", 3)),
    ((43.6, 30, 20, 6), (40, 30, 20, 10), None),
    ((44.4, 30, 20, 6), (40, 30, 20, 10), ("A", 1.11)),
]


@pytest.mark.parametrize(("own", "nation", "named"), QUOTIENTS)
def test_an_industry_above_the_nation_is_large_enough_and_far_enough(own, nation, named):
    """At least 3 per cent of output and 1.1 times the nation's share; the furthest of these."""
    ind = indicators_of(over(SECTIONS, own), EVEN, EVEN, nation=over(SECTIONS, nation))
    found = structure_claims.most_specialised(ind, NORTH)
    assert (found and found.key) == ("t.lq" if named else None)
    if named:
        assert shown(found) == {"industry": named[0], "ratio": pytest.approx(named[1])}
    other = structure_claims.other_specialisation(ind, NORTH)
    largest = structure_claims.largest_section(ind, NORTH)[0]
    assert (other is None) == (named is None or named[0] == largest)


def test_sections_above_the_nation_are_counted():
    """Strictly above: two of four; none is not told."""
    made = built((over(SECTIONS, (30, 26, 25, 19)), EVEN, EVEN))
    assert shown(said(made, NORTH)["t.above"]) == {"k": 2, "n_all": 4}
    assert at(made, "figure.lq", SOUTH) == []


@pytest.fixture(scope="module")
def graded():
    """Twenty regions, the first as the nation, each next one with more in one section."""
    steps = range(len(TWENTY))
    structures = [over(SECTIONS, (25 + 3 * k, 25 - k, 25 - k, 25 - k)) for k in steps]
    return built(structures, regions=TWENTY)


@pytest.mark.parametrize(
    ("place", "variety", "distance", "group"),
    [
        (1, "variety.head_most", "difference.head_least", "t.group_close_above"),
        (2, "variety.head_more", "difference.head_close", "t.group_close_above"),
        (6, "variety.head_more", "difference.head_close", "t.group_close_above"),
        (7, "variety.head_middle", "difference.head_close", "t.group_close_above"),
        (8, "variety.head_middle", "difference.head_middle", "t.group_intermediate_above"),
        (13, "variety.head_middle", "difference.head_middle", "t.group_intermediate_below"),
        (14, "variety.head_less", "difference.head_middle", "t.group_intermediate_below"),
        (15, "variety.head_less", "difference.head_far", "t.group_specialised_below"),
        (19, "variety.head_less", "difference.head_far", "t.group_specialised_below"),
        (20, "variety.head_least", "difference.head_most", "t.group_specialised_below"),
    ],
)
def test_heads_and_groups_are_thirds_of_the_regions(graded, place, variety, distance, group):
    """Six of twenty are the upper third; the first and the last are the most and the least."""
    ind, region = studied(graded).ind, TWENTY[place - 1]
    assert structure_claims.variety_head(ind, region).key == variety
    assert structure_claims.difference_head(ind, region).key == distance
    assert structure_claims.group(ind, region)[0].key == group


def test_the_two_sections_that_differ_most_are_named(graded):
    """82 of a hundred against 25, and 6 against 25, with the nation's shares beside them."""
    told = said(graded, TWENTY[-1])
    assert set(of_family(told, "difference.", "variety.")) == {
        "difference.head_most",
        "difference.sections",
        "variety.head_least",
    }
    found = shown(told["difference.sections"])
    assert (found["industry"], found["share0"], found["share1"]) == ("A", 82, 25)
    assert (found["industry0"], found["v0"], found["u0"]) == ("B", 6, 25)


def test_a_place_is_not_told_where_the_other_variance_puts_the_region_elsewhere():
    """A small section far above the nation: far by the plain variance, near by the weighted."""
    nation = over(SECTIONS, (50, 30, 19, 1))
    steps = [over(SECTIONS, (50 - 2 * k, 30 + k, 19 + k, 1)) for k in range(8)]
    regions = TWENTY[:9]
    ind = studied(built([*steps, over(SECTIONS, (49.5, 29.7, 18.8, 2))], nation, regions)).ind
    weighted, plain = (ind.place(name, regions[-1]) for name in ("lq_var_weighted", "lq_var_pop"))
    assert weighted.rank > 5 > plain.rank
    assert structure_claims.difference_head(ind, regions[-1]) is None
    assert structure_claims.difference_head(ind, regions[1]).key == "difference.head_close"


def test_a_region_without_sections_has_no_heads():
    """Neither varied nor different, but not silent about anything else."""
    ind = indicators_of(MIXED, {}, EVEN)
    rules = (
        structure_claims.variety_head,
        structure_claims.difference_head,
        structure_claims.difference,
        structure_claims.variety,
        structure_claims.quadrant,
        structure_claims.head,
        structure_claims.other_specialisation,
        structure_claims.above_nation,
        structure_claims.variance_change,
    )
    assert [rule(ind, SOUTH) for rule in rules] == [None] * len(rules)
    assert structure_claims.group(ind, SOUTH) == ()


LONG_TAIL, TWO_HEADS = over(SECTIONS, (60, 40 / 3, 40 / 3, 40 / 3)), over(SECTIONS, (45, 45, 5, 5))


def test_a_region_is_called_diversified_only_if_entropy_and_concentration_agree():
    """One large section beside even ones is more varied, and more concentrated, than two large."""
    ind = indicators_of(LONG_TAIL, TWO_HEADS, PLAIN)
    found = [structure_claims.variety_head(ind, each) for each in THREE]
    assert found[:2] == [None, None]
    assert (found[2].key, found[2].licence) == ("variety.head_least", "L6")
    assert found[2].evidence["entropy_rank"] == 3
    agreed = indicators_of(EVEN, MIXED, PLAIN)
    assert structure_claims.variety_head(agreed, NORTH).key == "variety.head_most"
    assert structure_claims.variety_head(agreed, SOUTH).key == "variety.head_middle"


def test_a_large_mine_does_not_make_an_economy_varied():
    """Mining beside one other section is most of the variety: without it the region is last."""
    mines = over(SECTIONS, (30, 34, 30, 6))
    others = [over(SECTIONS, (40 + k, 5, 35, 20 - k)) for k in range(5)]
    regions = TWENTY[:6]
    ind = studied(built([mines, *others], regions=regions)).ind
    assert ind.place("entropy_nat", regions[0]).rank == 1
    assert structure_claims.variety_head(ind, regions[0]) is None


def test_variety_is_told_with_its_parts_and_rank():
    """Entropy of even shares is ln 4, 0.56 of it between groups; the nation has no sentence."""
    made = built((PLAIN, EVEN, MIXED))
    told = shown(said(made, SOUTH)["div.entropy_rank"])
    between = 0.562335
    parts = {"div": 1.386294, "uv": between, "rv": pytest.approx(1.386294 - between)}
    assert told == {**parts, "rank": 1, "n_regions": 3}
    assert structure_claims.variety(studied(made).ind, NATION) is None


FLAT = over(SECTIONS, (25, 25, 25, 20))


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [(MIXED, EVEN, "up"), (EVEN, MIXED, "down"), (FLAT, EVEN, "flat"), (EVEN, FLAT, "flat")],
)
def test_variety_rose_or_fell_only_visibly(before, now, way):
    """By 0.02 nats since the first year, in the title of the chart and below the key message."""
    made = built(([before, now], EVEN, MIXED))
    assert at(made, "figure.variety", NORTH) == [f"path.{way}"]
    told = brief(made, NORTH).claims["figure.variety"][0]
    path = shown(told)
    assert (path["y0"], path["y1"]) == (YEAR - 1, YEAR)
    assert path["indicator"] == "told.entropy_nat"
    if way != "flat":
        assert (path["v1"] > path["v0"]) == (way == "up")


def test_a_path_that_ends_earlier_names_both_years():
    """Without sections of the year its path ends before it; one year is no path."""
    made = built(([MIXED, EVEN, {}], EVEN, EVEN))
    found = structure_claims.variety_over_time(studied(made).ind, NORTH)
    assert (found.key, shown(found)["y1"]) == ("path.up", YEAR - 1)
    one = built(([EVEN], EVEN, EVEN))
    assert structure_claims.variety_over_time(studied(one).ind, NORTH) is None


@pytest.mark.parametrize(
    ("before", "now", "key"),
    [
        ((40, 20, 20, 20), (42, 58 / 3, 58 / 3, 58 / 3), "path.up"),
        ((42, 58 / 3, 58 / 3, 58 / 3), (40, 20, 20, 20), "path.down"),
        ((40, 20, 20, 20), (40.6, 19.8, 19.8, 19.8), "path.flat"),
    ],
)
def test_the_variance_moved_by_a_tenth_of_its_start_or_hardly(before, now, key):
    """28 per cent more, 22 less, 8 more."""
    made = built(([over(SECTIONS, before), over(SECTIONS, now)], EVEN, EVEN))
    told = brief(made, NORTH).claims["lede.structure"]
    assert [each.key for each in told if each.key.startswith("path")] == [key]


SIDES = [
    (110, MIXED, "quadrant.above_above"),
    (110, PLAIN, "quadrant.above_below"),
    (90, MIXED, "quadrant.below_above"),
    (90, PLAIN, "quadrant.below_below"),
    (100, PLAIN, None),
    (90, TWO_HEADS, None),
    (None, MIXED, None),
]


def test_a_quadrant_has_two_clear_sides():
    """Output per head of the nation, variety of the median region; about the same is no side."""
    regions = TWENTY[: len(SIDES)]
    output = over(regions, [level for level, *_ in SIDES]) | {NATION: 100}
    sections = over(regions, [each for _, each, _ in SIDES]) | {NATION: TWO_HEADS}
    ind = studied(world(regions, grp=output, gva_by_industry=sections)).ind
    found = [structure_claims.quadrant(ind, each) for each in regions]
    assert [each and each.key for each in found] == [key for *_, key in SIDES]


def test_key_industries_stay_above_the_nation():
    """1.25 times its share in two of the last three years, the furthest above first."""
    years = ((30, 24, 25, 21), (30, 26, 20, 24), (24, 26, 20, 30))
    made = built(
        ([over(SECTIONS, each) for each in years], [EVEN] * 3, [PLAIN] * 3),
        over(SECTIONS, (20, 20, 20, 40)),
    )
    found = said(made, NORTH)["structure.key"]
    assert (found.licence, shown(found)) == ("L7", {"items": ["B", "A"]})
    assert shown(said(made, CITY)["structure.key_one"]) == {"items": ["A"]}
    same = built(([EVEN] * 3,) * 3)
    assert not of_family(said(same, NORTH), "structure.key")
    young = built(([PLAIN], [EVEN] * 3, [EVEN] * 3))
    assert not of_family(said(young, NORTH), "structure.key")


def test_the_nearest_region_differs_most_in_one_industry():
    """Ten points more of A, eight less of G: A is named, with both shares."""
    structures = (over(SECTIONS, (40, 20, 20, 20)), over(SECTIONS, (30, 21, 21, 28)), PLAIN)
    made = built(structures)
    pair = {"industry": "A", "share0": 40, "share1": 30}
    assert shown(said(made, NORTH)["twin.more"]) == {"other": SOUTH, **pair}
    back = shown(said(made, SOUTH)["twin.less"])
    assert back == {"other": NORTH, "industry": "A", "share0": 30, "share1": 40}
    none = structure_claims.peer_difference(studied(made).ind, NORTH, ())
    assert none is None
    far = structure_claims.peer_difference(
        studied(made).ind, NORTH, (Peer(CITY, 1), Peer(SOUTH, 2))
    )
    assert shown(far)["other"] == CITY


def test_a_group_by_the_plain_variance_is_named_where_it_is_another():
    """A small section far above the nation makes the plain variance large, the weighted less."""
    nation = over(SECTIONS, (50, 30, 19, 1))
    steps = [over(SECTIONS, (50 - 2 * k, 30 + k, 19 + k, 1)) for k in range(8)]
    odd = over(SECTIONS, (48, 30, 19, 3))
    regions = TWENTY[:9]
    made = built([*steps, odd], nation, regions)
    found = structure_claims.group(studied(made).ind, regions[-1])
    assert [each.key for each in found] == ["t.group_intermediate_equal", "group.differs"]
    assert shown(found[1]) == {"group": "group.specialised"}
    assert at(made, "group", regions[-1]) == ["group.differs"]
    assert len(structure_claims.group(studied(made).ind, regions[0])) == 1


GROUPS = [
    (MIXED, "t.group_close_equal"),
    (over(SECTIONS, (38, 29, 20, 13)), "t.group_close_above"),
    (over(SECTIONS, (42, 31, 19, 8)), "t.group_close_below"),
    (over(SECTIONS, (30, 40, 20, 10)), "t.group_intermediate_equal"),
    (over(SECTIONS, (36, 30, 20, 14)), "t.group_intermediate_above"),
    (over(SECTIONS, (46, 30, 18, 6)), "t.group_intermediate_below"),
    (over(SECTIONS, (20, 30, 40, 10)), "t.group_specialised_equal"),
    (EVEN, "t.group_specialised_above"),
    (PLAIN, "t.group_specialised_below"),
]


def test_every_group_has_its_title():
    """Three thirds by distance from the nation's structure, three sides of the median variety."""
    regions = TWENTY[: len(GROUPS)]
    made = built([structure for structure, _ in GROUPS], MIXED, regions)
    found = [structure_claims.group(studied(made).ind, each)[0] for each in regions]
    assert [each.key for each in found] == [key for _, key in GROUPS]
    assert {each.licence for each in found} == {"L5"}
    few = built([structure for structure, _ in GROUPS[:8]], MIXED, regions[:8])
    assert at(few, "title.structure", regions[0]) == ["structure.head"]
