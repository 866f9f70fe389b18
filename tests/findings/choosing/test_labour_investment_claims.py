"""Investment and unemployment beside the nation's, now and at the start of the series."""

import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing import labour_investment_claims as rules
from tests.findings.small_world import NORTH, SOUTH, YEAR, at, said, shown, studied, world

SIDES = [(5.1, "above"), (5.04, "same"), (4.96, "same"), (4.9, "below")]
OUTPUT = {NORTH: [100, 100], NATION: [100, 100]}


def country(own, nation):
    """Give the first region and the nation rates of unemployment and of investment in output."""
    tables = ("unemployment_rate", "fixed_capital_investment")
    given = {table: {NORTH: own, NATION: nation} for table in tables}
    return world(grp=OUTPUT, **given)


@pytest.mark.parametrize(("own", "side"), SIDES)
def test_a_rate_is_above_or_below_the_nations(own, side):
    """Rates that print alike are the same, and only one is then printed."""
    made = country([None, own], [None, 5])
    ind = studied(made).ind
    assert at(made, "figure.unemployment", NORTH) == [f"unemployment.head_{side}"]
    assert at(made, "figure.investment", NORTH) == [f"invest.head_{side}"]
    both = {"v": own, "year": YEAR} | ({} if side == "same" else {"u": 5})
    for choose, key in ((rules.unemployment, "unemployment"), (rules.investment, "invest")):
        found = choose(ind, NORTH)
        assert (found.key, shown(found)) == (f"{key}.{side}", both)
        assert f"{key}.{side}" in said(made, NORTH)  # one year: no course to tell
    assert at(made, "conditions", NORTH) == []


def test_every_side_has_its_words():
    """Three sides of two rates, in a sentence and in a head."""
    sides = {
        "invest.above", "invest.below", "invest.same",
        "unemployment.above", "unemployment.below", "unemployment.same",
        "invest.head_above", "invest.head_below", "invest.head_same",
        "unemployment.head_above", "unemployment.head_below", "unemployment.head_same",
    }  # fmt: skip
    told = set().union(*(said(country([None, own], [None, 5]), NORTH) for own, _ in SIDES))
    assert sides <= told


@pytest.mark.parametrize("given", [([7, None], [5, 5]), ([7, 6], [5, None])])
def test_without_one_of_the_two_nothing_is_compared(given):
    """A rate of the year before does not stand for this year's."""
    made = country(*given)
    assert at(made, "figure.unemployment", NORTH) == at(made, "figure.investment", NORTH) == []
    assert not {"rate.course", "rate.path"} & set(said(made, NORTH))


@pytest.mark.parametrize(
    ("own", "nation", "key", "slots"),
    [
        ([7, 6], [5, 5], "rate.course", {"y0": YEAR - 1, "v0": 7, "v": 6, "u": 5, "year": YEAR}),
        ([7, 5], [5, 5], "rate.path", {"y0": YEAR - 1, "v0": 7, "v": 5, "year": YEAR}),
    ],
)
def test_a_course_begins_with_the_first_rate(own, nation, key, slots):
    """The nation's rate stands beside it where it prints differently."""
    ind = studied(country(own, nation)).ind
    for choose in (rules.unemployment_change, rules.investment_change):
        found = choose(ind, NORTH)
        assert (found.key, shown(found)) == (key, slots)


def test_a_path_states_both_ends():
    """The nation is not needed, two years are."""
    made = country([7, 6], [None, None])
    ends = {"v0": 7, "v1": 6, "y0": YEAR - 1, "y1": YEAR}
    assert at(made, "conditions", NORTH) == ["invest.path", "unemployment.path"]
    told = said(made, NORTH)
    assert shown(told["invest.path"]) == shown(told["unemployment.path"]) == ends
    assert at(made, "conditions", SOUTH) == []
