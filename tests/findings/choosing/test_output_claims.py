"""The level of output per head: where a region stands, and beside the nation."""

import pytest

from generator.classifications.regions import NATION
from tests.findings.small_world import (
    NORTH,
    SOUTH,
    THREE,
    TWENTY,
    at,
    of_family,
    over,
    said,
    shown,
    world,
)

LEVELS = {
    97.9: "level.below",
    98.1: "level.equal",
    100: "level.equal",
    101.9: "level.equal",
    102.1: "level.above",
    149.9: "level.above",
    150: "level.times",
    0: "level.alone",
}
BESIDE = world(TWENTY[: len(LEVELS)], grp=over(TWENTY[: len(LEVELS)], LEVELS) | {NATION: 100})


@pytest.mark.parametrize(("region", "level"), [*zip(TWENTY, LEVELS, strict=False)])
def test_a_level_stands_beside_the_nations(region, level):
    """About the same within 2 per cent, a multiple from 1.5 on, a percentage between."""
    found = of_family(said(BESIDE, region), "level.")
    assert [key for key in found if "head" not in key] == [LEVELS[level]]


def test_the_percentage_is_of_the_nations_level():
    """49.9 per cent above 100, 2.1 per cent below."""
    above, below = said(BESIDE, TWENTY[5])["level.above"], said(BESIDE, TWENTY[0])["level.below"]
    told = {"region": "R06", "year": 2025, "grp_pc": 149.9, "nat": 100}
    assert shown(above) == {**told, "pct": 49.9}
    assert shown(below) == {**told, "region": "R01", "grp_pc": 97.9, "pct": 2.1}
    assert shown(said(BESIDE, TWENTY[6])["level.times"])["ratio"] == 1.5
    assert "nat" in said(BESIDE, TWENTY[2])["level.equal"].slots


@pytest.mark.parametrize("nation", [None, 0])
def test_without_a_national_level_the_regions_stands_alone(nation):
    """There is nothing to divide by."""
    told = said(world(grp={**over(THREE, (90, 80, 70)), NATION: nation}), NORTH)
    assert shown(told["level.alone"]) == {"region": NORTH, "year": 2025, "grp_pc": 90}


HEADS = [
    ((90, 80, 70), ("level.head_best", "level.head_rank", "level.head_worst")),
    ((90, 90, 70), ("level.head_rank", "level.head_rank", "level.head_worst")),
    ((90, 70, 70), ("level.head_best", "level.head_rank", "level.head_rank")),
    ((90, 80, None), ("level.head_rank", "level.head_rank", None)),
]


@pytest.mark.parametrize(("levels", "keys"), HEADS)
def test_a_head_calls_the_first_and_the_last_by_name(levels, keys):
    """Only where the place is not shared and every region has a value."""
    made = world(grp={**over(THREE, levels), NATION: 100})
    heads = [next(iter(of_family(said(made, each), "level.head")), None) for each in THREE]
    assert tuple(heads) == keys


def test_a_rank_is_told_with_the_regions_that_have_one():
    """Second of two, where the third has no value."""
    told = said(world(grp={**over(THREE, (90, 80, None)), NATION: 100}), SOUTH)
    assert shown(told["level.head_rank"]) == {"rank": 2, "n_regions": 2}


RANKS = [
    # output of the year before and of this year, North, South, City; what North is told
    (((90, 95, 70), (96, 95, 70)), "rank.up"),
    (((96, 95, 70), (90, 95, 99)), "rank.down"),
    (((96, 95, 70), (97, 95, 70)), "rank.same"),
    (((96, 95, None), (96, 95, 99)), None),
    (((95, 95, 70), (96, 95, 70)), None),
    (((96, 95, 70), (95, 95, 70)), None),
    (((None, 95, 70), (96, 95, 70)), None),
]


@pytest.mark.parametrize(("years", "key"), RANKS)
def test_a_rank_is_compared_with_the_year_before(years, key):
    """Among as many regions, and only where neither is shared."""
    before, now = years
    made = world(grp={r: [b, n] for r, b, n in zip(THREE, before, now, strict=True)})
    found = of_family(said(made, NORTH), "rank.up", "rank.down", "rank.same")
    assert found == ([key] if key else [])


def test_a_changed_rank_is_told_with_both_places():
    """From the first to the third place are two; the message names where it came from."""
    before, now = (96, 95, 70), (90, 95, 99)
    made = world(
        grp={r: [b, n] for r, b, n in zip(THREE, before, now, strict=True)} | {NATION: [100, 100]}
    )
    told = said(made, NORTH)
    assert shown(told["rank.down"]) == {"rank0": 1, "rank1": 3}
    assert told["rank.down"].count == 2
    same = said(world(grp=over(THREE, ([90, 91], [80, 81], [70, 71])) | {NATION: [9, 9]}), NORTH)
    assert "rank.same" in same


def test_regions_above_the_nation_are_counted():
    """More than two per cent above, and only where every region has a value."""
    made = world(grp={**over(THREE, (103, 102, 99)), NATION: 100})
    assert shown(said(made)["t.map"]) == {"k": 1, "n_regions": 3}
    for lacking in ((101, 100, None, 100), (101, 100, 99, None)):
        assert at(world(grp=over((*THREE, NATION), lacking)), "title.regions") == []
