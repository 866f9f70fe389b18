"""The groups of regions in the national brief: who is in which, and what is said of them."""

from statistics import median

import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing.grouping import group_claims
from generator.findings.choosing.structure_claims import group
from generator.findings.claims import RegionSlot, TextSlot
from generator.findings.measuring.indicators import indicators
from tests.findings.small_world import TWENTY, at, over, said, world


@pytest.fixture(scope="module")
def ind(panel):
    """Indicators of the real figures."""
    return indicators(panel, 2025)


def drawn(shares):
    """A country of nine regions of these shares of A and C, in per cent of 100."""
    nine = TWENTY[:9]
    gva = {
        code: {"A": a, "B": 1, "C": 99 - a, "G": 60} for code, a in zip(nine, shares, strict=True)
    }
    gva[NATION] = {
        section: sum(each[section] for each in gva.values()) for section in ("A", "B", "C", "G")
    }
    output = over(nine, [160] * 9) | {NATION: 1440}
    return world(nine, grp=output, gva_by_industry=gva)


def test_every_region_is_in_exactly_one_group_and_as_its_own_brief_says(ind):
    """The table of the national brief and the titles of the regional ones are the same groups."""
    found = group_claims.groups(ind)
    everyone = [code for sides in found.values() for codes in sides.values() for code in codes]
    assert sorted(everyone) == sorted(ind.distribution("entropy_nat"))
    for third, sides in found.items():
        for side, codes in sides.items():
            assert {group(ind, code)[0].key for code in codes} <= {f"t.group_{third}_{side}"}


def test_the_title_counts_the_less_varied_of_the_most_different_third(ind):
    """Again from the distributions themselves: the last third by variance, below the median."""
    variance, variety = (ind.distribution(each) for each in ("lq_var_weighted", "entropy_nat"))
    ranked = sorted(variance, key=variance.get)
    far = [code for at, code in enumerate(ranked) if 3 * at // len(ranked) == 2]
    below = [code for code in far if variety[code] < median(variety.values()) - 0.02]
    slots = group_claims.title(ind).slots
    assert (slots["k"].value, slots["n_all"].value) == (len(below), len(far)) == (4, 6)


def test_the_medians_are_those_of_the_members(ind):
    """Level and growth of each third, from its named members."""
    levels, growth = (ind.distribution(each) for each in ("grp_per_capita", "average_growth"))
    claims = group_claims.members(ind)
    for told in (each for each in claims if each.key == "groups.medians"):
        codes = [
            slot.code
            for each in claims
            if each.key == "groups.members" and each.slots["group"] == told.slots["group"]
            for slot in each.slots["items"].items
        ]
        assert told.slots["k"].value == len(codes)
        assert told.slots["v"].value == median(levels[code] for code in codes)
        assert told.slots["u"].value == median(growth[code] for code in codes)


def test_the_map_names_the_ends_of_the_distance(ind):
    """Atyrau is furthest from the nation's structure, by the largest weighted variance."""
    variance = ind.distribution("lq_var_weighted")
    slots = group_claims.map_title(ind).slots
    assert slots["max"] == RegionSlot(max(variance, key=variance.get))
    assert slots["min"] == RegionSlot(min(variance, key=variance.get))


def test_nine_regions_are_grouped_without_medians_of_what_is_not_known():
    """Four years of growth are not known: members are named, medians are not stated."""
    told = said(drawn((1, 10, 20, 30, 49, 70, 80, 90, 98)))
    assert {"groups.members", "t.groups", "t.groups_ends"} <= told.keys()
    assert "groups.medians" not in told


def test_eight_regions_have_no_groups():
    """Thirds need nine regions: no title, no table, no map."""
    gva = {code: {"A": 1 + at, "B": 1, "C": 9, "G": 5} for at, code in enumerate(TWENTY[:8])}
    gva[NATION] = {"A": 36, "B": 8, "C": 72, "G": 40}
    country = world(
        TWENTY[:8], grp=over(TWENTY[:8], [20] * 8) | {NATION: 156}, gva_by_industry=gva
    )
    assert (
        at(country, "groups") == at(country, "title.groups") == at(country, "figure.groups") == []
    )


def test_sides_are_words_of_the_catalogue():
    """Every side of the median has its words."""
    assert [group_claims.side_of(side) for side in group_claims.SIDES] == [
        TextSlot("group.side_above"),
        TextSlot("group.side_equal"),
        TextSlot("group.side_below"),
    ]
