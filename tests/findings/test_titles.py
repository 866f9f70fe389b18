"""Titles of charts and pages say what the figures show, and fall silent where they do not."""

from dataclasses import replace

import pytest

from generator.classifications.regions import NATION
from generator.findings.brief_set import study
from generator.findings.choosing import titles
from generator.findings.claims import TextSlot
from generator.findings.facts import Fact
from generator.findings.measures import YEARLY
from generator.findings.measuring.catching_up import catching_up
from generator.findings.measuring.subject_facts import subject_facts


@pytest.fixture(scope="module")
def computed(panel):
    """Everything computed for the newest year."""
    return study(panel, 2025)


@pytest.mark.parametrize("region", ["KZ-10", "KZ-23", "KZ-62", "KZ-71"])
def test_three_industries_are_the_largest(computed, region):
    """Their shares are added up before they are rounded: the sum is rounded once."""
    claim = titles.leading_industries(computed.ind, region)
    largest = (computed.ind.shares_in_grp.loc[region] * 100).nlargest(3)
    assert list(claim.evidence) == list(largest.index)
    assert claim.slots["share"].value == pytest.approx(largest.sum())


def test_a_region_stands_with_the_others_on_its_side_of_the_nation(computed):
    """Seven above, thirteen below."""
    sides = [titles.side(computed.ind, code) for code in computed.ind.of_all("grp_per_capita")]
    counts = {(claim.key, claim.slots["n_regions"].value) for claim in sides}
    assert counts == {("t.side_above", 7), ("t.side_below", 13)}


def fact(measure, rank, of=20, tied=1):
    """A fact with a place."""
    of_measure = {"unit": "", "decimals": 0, "period": 2025, "vintage": "", "status": ""}
    return Fact("KZ-23", measure, 1.0, sources=(), rank=rank, of=of, tied=tied, **of_measure)


@pytest.mark.parametrize(
    ("ranks", "key", "counts"),
    [
        ([(1, 1), (5, 1), (16, 1), (10, 1)], "t.places", {"k": 2, "k0": 1, "n_all": 4}),
        ([(4, 2), (9, 1)], "t.places_high", {"k": 1, "n_all": 2}),
        ([(5, 2), (20, 1)], "t.places_low", {"k0": 1, "n_all": 2}),
    ],
)
def test_positions_count_the_five_highest_and_lowest(ranks, key, counts):
    """Regions that tie over the border of the five do not count."""
    names = [measure.name for measure in YEARLY if measure.row]
    found = [fact(name, *_place(each)) for name, each in zip(names, ranks, strict=False)]
    (claim,) = titles.positions(found)
    assert claim.key == key
    assert {name: slot.value for name, slot in claim.slots.items()} == counts


def _place(pair):
    rank, tied = pair
    return rank, 20, tied


def test_positions_are_silent_in_the_middle_and_among_few():
    """Among six regions the five highest say nothing."""
    assert titles.positions([fact("population", 10)]) == ()
    assert titles.positions([fact("population", 1, of=6)]) == ()


def test_every_region_has_a_title_above_its_indicators(computed):
    """In the real figures nobody is in the middle of everything."""
    for region in computed.ind.of_all("grp_per_capita"):
        facts = subject_facts(computed.vintage, computed.ind, region)
        assert len(titles.positions(facts)) == 1


def test_the_largest_contributions_are_told_as_a_part_of_growth(computed):
    """Astana, Almaty and Atyrau: 3.20 of 6.5 percentage points."""
    claim = titles.leading_part(computed.ind)
    points = sorted(computed.ind.of_all("contribution_pp").values())[-3:]
    assert claim.evidence["contributions_pp"] == pytest.approx(sum(points))
    growth = computed.ind.value("real_growth", NATION)
    assert claim.slots["share"].value == pytest.approx(100 * sum(points) / growth)
    named = titles.leading_regions(computed.ind).slots["items"].items
    assert [each.code for each in named] == ["KZ-71", "KZ-75", "KZ-23"]


def test_units_that_fell_are_counted_in_the_newest_single_shock(computed):
    """2020, in which one unit has no unbroken series."""
    claim = titles.fell(computed.trajectories)
    own = [trajectory.line("shock", 2020) for trajectory in computed.trajectories.values()]
    values = [line.own for line in own if line is not None]
    assert claim.slots["year"].value == 2020
    assert claim.slots["k"].value == sum(value < 0 for value in values)
    assert claim.slots["n_units"].value == len(values) == 16


def test_a_spread_that_hardly_moved_has_no_title(panel, computed):
    """Two per cent of its start are needed."""
    found = catching_up(panel, computed.trajectories)
    assert titles.spread(found).key == "t.spread_smaller"
    still = replace(found, sigma={found.first: 1.0, found.last: 0.99})
    assert titles.spread(still) is None
    assert titles.spread(None) is None


def test_the_slope_has_a_direction_only_with_evidence(panel, computed):
    """HC3 at 5 %: as it is now the data cannot tell."""
    found = catching_up(panel, computed.trajectories)
    assert titles.slope(found).key == "t.slope_unclear"
    for beta, key in ((-0.05, "t.slope_negative"), (0.05, "t.slope_positive")):
        sure = replace(found, beta=replace(found.beta, beta=beta, se_hc3=0.001))
        assert titles.slope(sure).key == key
    for error in (0.0, float("nan")):
        doubtful = replace(found, beta=replace(found.beta, se_hc3=error))
        assert titles.slope(doubtful).key == "t.slope_unclear"
    assert titles.slope(None) is None


@pytest.mark.parametrize(
    ("ranks", "key", "named"),
    [
        ({"population": 1, "grp_per_capita": 20, "real_growth": 7}, "t.first_last", 2),
        ({"population": 1, "grp_per_capita": 1}, "t.first", 1),
    ],
)
def test_a_title_names_the_weightiest_first_and_last_place(ranks, key, named):
    """GRP per capita before population, whatever the order of the facts."""
    (claim,) = titles.summits([fact(name, rank) for name, rank in ranks.items()], 20)
    assert claim.key == key
    texts = [slot.key for slot in claim.slots.values() if isinstance(slot, TextSlot)]
    assert len(texts) == named
    assert "by.grp_per_capita" in texts


def test_no_title_without_a_first_place_of_its_own():
    """A last place alone, a shared first, few regions, some without a value, an older year."""
    assert titles.summits([fact("population", 20)], 20) == ()
    assert titles.summits([fact("population", 1, tied=2)], 20) == ()
    assert titles.summits([fact("population", 1, of=6)], 6) == ()
    assert titles.summits([fact("population", 1, of=14)], 20) == ()
    older = replace(fact("average_wage", 1), period=2022)
    assert titles.summits([older, fact("population", 4)], 20) == ()
