"""Sentences that join statements of opposite sign: prices, people, the newest year, shares."""

from types import MappingProxyType

import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing.joining import bridge_claims
from generator.findings.measuring.trajectories import Trajectory
from tests.findings.small_world import NORTH, SOUTH, YEAR, at, over, said, shown, studied, world

SECTIONS = "ABCG"


def country(**given):
    """Make two years of output, growth and people of a region and of the nation."""
    tables = {
        "grp": {NORTH: [100, 130], NATION: [100, 110]},
        "grp_volume_index": {NORTH: [100, 102], NATION: [100, 105]},
        "average_population": {NORTH: [1000, 1000], NATION: [1000, 1000]},
    }
    return world(**(tables | given))


def test_dearer_output_explains_a_higher_ratio_beside_slower_growth():
    """2 per cent more at 27.5 per cent higher prices, against 5 at 4.8: all six numbers."""
    told = said(country(), NORTH)["bridge.prices"]
    assert shown(told) == pytest.approx(
        {
            "y0": YEAR - 1,
            "y1": YEAR,
            "v": 2,
            "u": 5,
            "v0": 0,
            "u0": 0,
            "v1": (1.3 / 1.02 - 1) * 100,
            "u1": (1.1 / 1.05 - 1) * 100,
        }
    )
    assert at(country(), "lede.growth", NORTH).count("bridge.prices") == 1


def test_the_six_numbers_make_the_ratio():
    """Real growth times prices over people, region over nation, is the change of the ratio."""
    people = {NORTH: [1000, 1100], NATION: [1000, 1020]}
    made = country(average_population=people)
    parts = {
        name: 1 + value / 100 for name, value in shown(said(made, NORTH)["bridge.prices"]).items()
    }
    own = parts["v"] * parts["v1"] / parts["v0"]
    nation = parts["u"] * parts["u1"] / parts["u0"]
    ratio = studied(made).ind.series("ratio_to_nation", NORTH)
    assert own / nation == pytest.approx(ratio[YEAR] / ratio[YEAR - 1])


@pytest.mark.parametrize(
    "given",
    [
        {"grp_volume_index": {NORTH: [100, 108], NATION: [100, 105]}},  # both up
        {"grp_volume_index": {NORTH: [100, 105.2], NATION: [100, 105]}},  # about the same
        {"grp": {NORTH: [100, 112], NATION: [100, 110]}},  # a ratio that hardly moved
        {"grp_volume_index": {NORTH: [None, None], NATION: [100, 105]}},
        {"average_population": {NORTH: [None, 1000], NATION: [1000, 1000]}},
    ],
)
def test_without_opposite_signs_nothing_is_bridged(given):
    """Two statements that agree, or one that is not made, need no third."""
    assert bridge_claims.prices(studied(country(**given)).ind, NORTH) is None


PLAIN = MappingProxyType({"unit": NORTH, "members": (NORTH,), "base": YEAR - 1, "phases": ()})


class Followed(Trajectory):
    """A trajectory whose direction a test says."""

    @property
    def direction(self):
        """As told."""
        return self.q


def followed(direction, grown=10.0, **more):
    """Make a trajectory over the two years."""
    volume = {YEAR - 1: 100.0, YEAR: 100.0 + grown}
    plain = {**PLAIN, "volume": volume, "national": volume, "trend": None, "q": direction}
    return Followed(**(plain | more))


MORE_PEOPLE = {"average_population": {NORTH: [1000, 1250], NATION: [1000, 1000]}}


def test_people_explain_growth_beside_a_falling_trend_per_head():
    """10 per cent more output for 25 per cent more people is 12 per cent less a head."""
    ind = studied(country(**MORE_PEOPLE)).ind
    found = bridge_claims.people(ind, NORTH, followed("fell"))
    assert shown(found) == {"y0": YEAR - 1, "y1": YEAR, "v": 10, "u": 25, "v0": -12}


@pytest.mark.parametrize(
    ("trajectory", "given"),
    [
        (None, MORE_PEOPLE),
        (followed("rose"), MORE_PEOPLE),
        (followed("fell", -1.0), MORE_PEOPLE),
        (followed("fell", members=(NORTH, SOUTH)), MORE_PEOPLE),
        (followed("fell"), {}),
    ],
)
def test_people_explain_nothing_else(trajectory, given):
    """Output that fell, a trend that rose, regions counted together, people who stayed."""
    assert bridge_claims.people(studied(country(**given)).ind, NORTH, trajectory) is None


@pytest.mark.parametrize(
    ("direction", "index", "people", "key", "value"),
    [
        ("fell", 105, 1000, "trend.but_rose", 5),
        ("rose", 98, 1000, "trend.but_fell", 2),
        ("rose", 105, 1250, "trend.but_fell", 16),
        ("rose", 105, 1000, None, None),
        ("fell", 100.2, 1000, None, None),
        ("", 98, 1000, None, None),
    ],
)
def test_a_newest_year_of_the_other_sign_is_told(direction, index, people, key, value):
    """Per head, and only where a reader would see that it is not zero."""
    given = {
        "grp_volume_index": {NORTH: [100, index], NATION: [100, 105]},
        "average_population": {NORTH: [1000, people], NATION: [1000, 1000]},
    }
    found = bridge_claims.newest_year(studied(country(**given)).ind, NORTH, followed(direction))
    assert (found and found.key) == key
    if key:
        assert shown(found) == {"year": YEAR, "v": value}


def test_a_share_that_moved_by_more_than_three_points_is_told_with_the_year_before():
    """Three points exactly are not more; the largest section's stands below the head too."""
    before, now = over(SECTIONS, (40, 30, 20, 10)), over(SECTIONS, (47, 26, 17, 10))
    output = {NORTH: [100, 100], NATION: [100, 100]}
    sections = {NORTH: [before, now], NATION: [before, before]}
    made = world(grp=output, gva_by_industry=sections)
    found = [shown(claim) for claim in bridge_claims.moved(studied(made).ind, NORTH)]
    assert found == [
        {"industry": "A", "share0": 40, "share1": 47},
        {"industry": "B", "share0": 30, "share1": 26},
    ]
    assert at(made, "lede.structure", NORTH).count("structure.moved") == 2
    assert shown(bridge_claims.largest_moved(studied(made).ind, NORTH)) == found[0]
    still = world(grp=output, gva_by_industry={NORTH: [now, now], NATION: [now, now]})
    assert bridge_claims.largest_moved(studied(still).ind, NORTH) is None
    assert bridge_claims.largest_moved(studied(still).ind, SOUTH) is None
