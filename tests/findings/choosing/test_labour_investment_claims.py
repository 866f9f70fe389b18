"""Investment and unemployment beside the nation's, now and at the start of the series."""

import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing import labour_investment_claims as rules
from tests.findings.small_world import (
    NORTH,
    SOUTH,
    YEAR,
    at,
    brief,
    of_family,
    said,
    shown,
    studied,
    world,
)

SIDES = [(5.3, "above"), (5.2, "same"), (5.04, "same"), (4.8, "same"), (4.7, "below")]
OUTPUT = {NORTH: [100, 100], NATION: [100, 100]}


def country(own, nation):
    """Give the first region and the nation rates of unemployment and of investment in output."""
    tables = ("unemployment_rate", "fixed_capital_investment")
    given = {table: {NORTH: own, NATION: nation} for table in tables}
    return world(grp=OUTPUT, **given)


@pytest.mark.parametrize(("own", "side"), SIDES)
def test_a_rate_is_above_or_below_the_nations(own, side):
    """Rates at most 0.2 points apart are about the same; the sentence says both."""
    made = country([None, own], [None, 5])
    ind = studied(made).ind
    assert at(made, "figure.unemployment", NORTH) == [f"unemployment.head_{side}"]
    assert at(made, "figure.investment", NORTH) == [f"invest.head_{side}"]
    both = {"v": own, "year": YEAR, "u": 5}
    assert shown(said(made, NORTH)[f"unemployment.head_{side}"]) == {}
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
    assert not of_family(said(made, NORTH), "unemployment.", "invest.")


def test_a_title_tells_the_path_of_two_years_or_more():
    """The nation is not needed; the message has the same path below the two rates of the year."""
    made = country([7, 6], [None, None])
    for place in ("figure.investment", "figure.unemployment"):
        assert at(made, place, NORTH) == ["path.down"]
    told = shown(brief(made, NORTH).claims["figure.unemployment"][0])
    ends = {"v0": 7, "v1": 6, "y0": YEAR - 1, "y1": YEAR}
    assert told == {"indicator": "told.unemployment_rate", **ends}
    assert at(made, "figure.investment", SOUTH) == []
    both = {each.head.key: each.body for each in brief(country([7, 6], [5, 5]), NORTH).messages}
    for name in ("unemployment", "invest"):
        body = both[f"{name}.head_above"]
        assert [claim.key for claim in body] == [f"{name}.above", "path.down"]
