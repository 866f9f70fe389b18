"""Places among the regions of a year: the nation has none, ties share one."""

import math

import pandas as pd

from generator.classifications.regions import NATION
from generator.findings.measuring.ranks import RankPosition, places

NONE = math.nan

VALUES = pd.DataFrame(
    {2023: [9.0, 5.0, 5.0, 1.0], 2024: [9.0, NONE, 2.0, 3.0]},
    index=[NATION, "north", "east", "west"],
)


def test_regions_are_ranked_from_the_largest_and_ties_share_a_rank():
    """Two regions share rank 1, the next is third of three; the nation has no place."""
    found = places(VALUES)[2023]
    assert found == {
        "north": RankPosition(1, 2, 3),
        "east": RankPosition(1, 2, 3),
        "west": RankPosition(3, 1, 3),
    }


def test_a_region_without_a_value_has_no_place_and_is_not_counted():
    """With one value of three missing, two regions are ranked."""
    assert places(VALUES)[2024] == {"east": RankPosition(2, 1, 2), "west": RankPosition(1, 1, 2)}


def test_a_table_need_not_have_the_nation():
    """Places are the same with and without the nation's row."""
    assert places(VALUES.drop(index=NATION)) == places(VALUES)
