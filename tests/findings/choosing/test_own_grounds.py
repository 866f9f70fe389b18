"""Options that rest on a number of the region itself: jobs, investment, prices, a brake."""

from dataclasses import replace

import pandas as pd
import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing.importance.own_grounds import (
    held_back,
    investment_gone,
    investment_waiting,
    jobs,
    own_options,
    prices,
    unemployment,
)
from generator.findings.measuring.section_tables import NO_GROWTH
from tests.findings.choosing.drawn_indicators import ONE, ending, view
from tests.findings.small_world import YEAR, shown


def keys(option):
    """Name the messages of an option; nothing without one."""
    return [] if option is None else [option.told.key, option.grounds.key]


@pytest.mark.parametrize(
    ("growth", "employed", "told"),
    [(7.1, -5.1, True), (7.1, -0.9, False), (-7.1, -5.1, False), (7.1, 5.1, False)],
)
def test_jobs_were_lost_while_output_grew(growth, employed, told):
    """By one per cent at least; with output that fell it is no contradiction."""
    changed = {"real_growth": ending(growth), "employment_growth": ending(employed)}
    found = jobs(view(changed))
    assert keys(found) == (["pol.jobs", "option.jobs"] if told else [])
    if told:
        assert shown(found.grounds) == {"year": YEAR, "u": employed, "v": growth}


@pytest.mark.parametrize(("rate", "told"), [(5.4, True), (5.1, False), (4.5, False)])
def test_unemployment_is_clearly_above_the_nations(rate, told):
    """Two tenths of a point of a sample survey are no ground."""
    found = unemployment(view({"unemployment_rate": ending(rate)}))
    assert keys(found) == (["pol.unemployment", "option.unemployment"] if told else [])
    if told:
        assert shown(found.grounds) == {"year": YEAR, "v": rate, "u": 4.9}


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [(47.2, 11.1, True), (30.0, 21.0, False), (23.0, 18.5, False), (20.0, 11.0, True)],
)
def test_investment_is_far_below_its_highest_year(before, now, told):
    """And below the nation's: otherwise nothing is missing."""
    found = investment_gone(view({"investment_to_grp": ending(before, *[now] * 3)}))
    assert keys(found) == (["pol.projects", "option.projects"] if told else [])
    if told:
        numbers = shown(found.grounds)
        assert (numbers["v1"], numbers["y1"], numbers["u"]) == (now, YEAR, 20)
        assert numbers["v0"] == max(before, numbers["v0"])


@pytest.mark.parametrize(
    ("invested", "growth", "told"),
    [(28.6, 2.3, True), (19.0, 2.3, False), (28.6, 3.9, False), (28.6, 6.0, False)],
)
def test_much_is_invested_and_growth_lags(invested, growth, told):
    """A fifth of GRP at least, and growth visibly below the nation's 4 per cent."""
    changed = {"investment_to_grp": ending(invested), "real_growth": ending(growth)}
    found = investment_waiting(view(changed))
    assert keys(found) == (["pol.launch", "option.launch"] if told else [])
    if told:
        assert shown(found.grounds) == {"year": YEAR, "v": invested, "u": growth, "u0": 4}


@pytest.mark.parametrize(("output", "told"), [((100.0, 130.0), True), ((100.0, 104.0), False)])
def test_prices_rose_much_faster_than_the_nations(output, told):
    """By five points of the implied deflator; the nation's output in tenge did not change."""
    found = prices(view({"grp": ending(*output), "real_growth": ending(4.0)}))
    assert keys(found) == (["pol.prices", "option.prices"] if told else [])
    if told:
        numbers = shown(found.grounds)
        assert numbers["v"] == pytest.approx(25)
        assert numbers["u"] == pytest.approx(100 * (1 / 1.04 - 1))


@pytest.mark.parametrize(("points", "told"), [(-1.21, True), (-0.45, False), (0.3, False)])
def test_an_industry_held_growth_back(points, told):
    """By half a point of growth at least."""
    growing = replace(
        NO_GROWTH,
        contributions=pd.DataFrame({"C": [points], "G": [1.5]}, index=[ONE]),
        residual=pd.Series({ONE: 0.1}),
    )
    plain = view()
    found = held_back(replace(plain, ind=replace(plain.ind, section_growth=growing)))
    assert keys(found) == (["pol.brake", "option.brake"] if told else [])
    if told:
        assert shown(found.grounds) == {"year": YEAR, "industry": "C", "pp_signed": points}


def test_the_strongest_ground_comes_first():
    """Distances from the middle of all regions, in their robust spread, four at most."""
    changed = {
        "employment_growth": ending(-5.0),
        "real_growth": ending(3.0),
        "investment_to_grp": ending(21.5),
    }
    found = own_options(view(changed))
    assert [option.told.key for option in found] == ["pol.jobs", "pol.launch"]
    assert 4 == found[0].strength > found[1].strength > 0


def test_the_nation_grounds_nothing_of_its_own():
    """It stands beside itself: no side, no option that needs one."""
    plain = view()
    assert own_options(replace(plain, subject=NATION)) == ()
