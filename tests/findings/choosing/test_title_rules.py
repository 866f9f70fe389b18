"""Titles of charts and pages: the nearest table in which each falls silent."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from generator.classifications.regions import NATION
from generator.classifications.shock_windows import Window
from generator.economics.estimation.convergence import BetaConvergence
from generator.findings.choosing import titles
from generator.findings.choosing.convergence_claims import convergence_claims
from generator.findings.measuring.catching_up import CatchingUp
from generator.findings.measuring.trajectories import PhaseLine, Trajectory
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


def levels(*output, nation=100, regions=None):
    """Make a country of output per head."""
    regions = regions or TWENTY[: len(output)]
    return world(regions, grp=over(regions, output) | {NATION: nation})


def grown(*growth, nation=2):
    """Make a country of growth, in which every region had 10 of the nation's 100 before."""
    regions = TWENTY[: len(growth)]
    output = {code: [10 + place, 10, 10] for place, code in enumerate(regions)}
    index = {
        code: None if rate is None else 100 + rate
        for code, rate in (over(regions, growth) | {NATION: nation}).items()
    }
    return world(regions, grp=output | {NATION: [100] * 3}, grp_volume_index=index)


def test_three_industries_are_added_up():
    """40, 30 and 20 of 100; with a missing share, or two sections, there is no sum."""
    sections = over(
        (*THREE, NATION),
        (
            over("ABCG", (10, 30, 20, 40)),
            over("ABCG", (10, 30, 20, None)),
            {},
            over("ABCG", (25,) * 4),
        ),
    )
    made = world(grp=over((*THREE, NATION), (100,) * 4), gva_by_industry=sections)
    found = said(made, NORTH)["t.leading"]
    assert shown(found) == {"share": 90}
    assert list(found.evidence) == ["G", "B", "C"]
    assert at(made, "figure.sections", SOUTH) == at(made, "figure.sections", CITY) == []


@pytest.mark.parametrize(
    ("output", "key", "slots"),
    [
        ((110, 120, 90), "t.side_above", {"n_regions": 2}),
        ((110, 102, 90), "t.side_above_alone", {}),
        ((103, 102, 90), "t.side_above_alone", {}),
        ((102, 120, 90), "t.side_same", {}),
        ((110, 100, 90), "t.side_above_alone", {}),
        ((90, 120, 80), "t.side_below", {"n_regions": 2}),
        ((90, 100, 110), "t.side_below_alone", {}),
        ((100, 120, 90), "t.side_same", {}),
        ((110, 120, None), None, {}),
    ],
)
def test_a_side_is_shared_with_the_regions_strictly_on_it(output, key, slots):
    """Within two per cent a region is on neither side, and all regions must have a level."""
    made = levels(*output)
    assert at(made, "figure.ranking", "R01") == ([key] if key else [])
    if key:
        assert shown(said(made, "R01")[key]) == slots


@pytest.mark.parametrize(
    ("ratios", "key"),
    [
        (([100, 103]), "path.up"),
        (([100, 97]), "path.down"),
        (([100, 101.9]), "path.flat"),
        (([100, 98.1]), "path.flat"),
        (([None, 103]), None),
    ],
)
def test_the_ratio_to_the_nation_moved_by_two_hundredths(ratios, key):
    """Over the region's own series as it is printed, which needs two years."""
    made = world(grp={NORTH: ratios, NATION: [100, 100]})
    assert at(made, "figure.per_capita", NORTH) == ([key] if key else [])
    if key:
        told = shown(brief(made, NORTH).claims["figure.per_capita"][0])
        assert (told["v0"], told["v1"]) == (1.0, round(ratios[1] / 100, 2))
        assert (told["y0"], told["y1"]) == (YEAR - 1, YEAR)


def test_regions_far_above_the_nation_are_named_where_they_are_few():
    """From 1.5 times on, the furthest first, five at most."""
    found = said(levels(160, 150, 149, 200))["t.far_above"]
    assert shown(found) == {"ratio": 1.5, "items": ["R04", "R01", "R02"]}
    assert "t.far_above" in said(levels(*range(150, 155), 90))
    assert "t.far_above" not in said(levels(*range(150, 156)))
    assert "t.far_above" not in said(levels(149, 90))
    assert "t.far_above" not in said(levels(160, 90, nation=0))
    assert "t.far_above" not in said(levels(160, None))


@pytest.mark.parametrize(
    ("growth", "nation", "told"),
    [
        ((4, 3, 2, 1), 2, True),
        ((4, 3, 0, -1), 2, False),
        ((4, 3, 2), 2, False),
        ((4, 3, 2, 1), 0.4, False),
        ((4, 3, 2, 1), 0.5, True),
        ((4, 3, 2, None), 2, False),
        ((4, 3, 2, 1), None, False),
    ],
)
def test_the_three_largest_contributions_are_a_part_of_growth(growth, nation, told):
    """Where the nation grew, all three are positive and a fourth region remains."""
    claims = said(grown(*growth, nation=nation))
    assert of_family(claims, "t.leading_") == (
        ["t.leading_part", "t.leading_regions"] if told else []
    )
    if told:
        assert shown(claims["t.leading_regions"]) == {"items": ["R01", "R02", "R03"]}
        assert shown(claims["t.leading_part"]) == {"share": pytest.approx(0.9 / nation * 100)}


def test_regions_that_grew_faster_are_counted():
    """Strictly, and among all regions."""
    assert shown(said(grown(3, 2, 1))["t.faster"]) == {"k": 1, "n_regions": 3}
    assert "t.faster" not in said(grown(3, 2, None))
    assert "t.faster" not in said(grown(3, 2, 1, nation=None))


def fallen(*own, kind="shock", first=2019, last=2020):
    """Make courses that changed by so much in one phase."""
    window = Window(kind, first, last)
    return {
        str(place): Trajectory(
            str(place),
            (str(place),),
            2014,
            {},
            {},
            (PhaseLine(window, value, -2.0, None),),
            None,
            1,
        )
        for place, value in enumerate(own)
    }


def test_units_that_fell_are_counted_in_a_declared_shock_of_one_year():
    """Below zero, among those whose growth is known; neither longer shocks nor recoveries."""
    found = titles.fell(fallen(-3.0, 0.0, 1.0, None))
    assert (found.key, shown(found)) == ("t.fell", {"year": 2020, "k": 1, "n_units": 3})
    assert titles.fell(fallen(0.0, 1.0)) is None
    assert titles.fell(fallen(-3.0, first=2014, last=2016)) is None
    assert titles.fell(fallen(-3.0, kind="recovery")) is None
    assert titles.fell({}) is None
    both = fallen(-3.0, -1.0) | {"later": fallen(-2.0, first=2021, last=2022)["0"]}
    assert shown(titles.fell(both)) == {"year": 2022, "k": 1, "n_units": 1}


def test_a_fall_of_the_year_comes_before_an_old_shock():
    """Two of three regions fell; with one of them unknown, or none fallen, nothing is counted."""
    ind = studied(world(grp_volume_index=over(THREE, (98, 99.9, 101)) | {NATION: 100})).ind
    found = titles.fell_now(ind)
    assert (found.key, shown(found)) == ("t.fell_now", {"year": YEAR, "k": 2, "n_regions": 3})
    for rates in ((98, None, 101), (100, 101, 102)):
        ind = studied(world(grp_volume_index=over(THREE, rates) | {NATION: 100})).ind
        assert titles.fell_now(ind) is None


def converged(beta=-0.02, error=0.001, *, last=0.5):
    """Make a measurement of convergence whose slope and error are given."""
    line = BetaConvergence(17, 11, beta, 1.0, error, error, error, 0.5, 0.4)
    return CatchingUp(2014, YEAR, MappingProxyType({2014: 1.0, YEAR: last}), line, {}, {})


@pytest.mark.parametrize(
    ("last", "key"),
    [(0.97, "t.spread_smaller"), (1.03, "t.spread_larger"), (0.985, None), (1.015, None)],
)
def test_a_spread_changed_by_two_per_cent_of_its_start(last, key):
    """Smaller or larger than in the first year; nothing where it was nothing."""
    found = titles.spread(converged(last=last))
    assert (found and found.key) == key
    if key:
        assert shown(found) == {"y0": 2014}
    assert titles.spread(replace(converged(), sigma={2014: 0.0, YEAR: 1.0})) is None


@pytest.mark.parametrize(
    ("values", "key", "year"),
    [
        ((1.0, 1.3, 1.0), "t.spread_peak", 2015),
        ((1.0, 0.7, 1.0), "t.spread_trough", 2015),
        ((1.0, 0.99, 0.7, 0.7), "t.spread_step", 2016),
    ],
)
def test_a_spread_that_turned_names_the_year(values, key, year):
    """No word for the whole span: the extreme, or the year of most of the change."""
    sigma = dict(enumerate(values, 2014))
    found = titles.spread(replace(converged(), sigma=sigma))
    assert (found.key, found.licence, shown(found)) == (key, "L22", {"year": year})


@pytest.mark.parametrize(
    ("beta", "error", "title", "keys"),
    [
        (-0.02, 0.001, "t.slope_negative", ["convergence.beta", "convergence.half_life"]),
        (0.02, 0.001, "t.slope_positive", ["convergence.beta"]),
        (-0.02, 0.0092, "t.slope_negative", ["convergence.beta", "convergence.half_life"]),
        (-0.02, 0.0095, "t.slope_unclear", ["convergence.beta", "convergence.unclear"]),
        (0.02, 0.02, "t.slope_unclear", ["convergence.beta", "convergence.unclear"]),
    ],
)
def test_a_slope_has_a_direction_and_a_half_life_only_with_evidence(beta, error, title, keys):
    """HC3 at 5 per cent, 2.131 errors of t(15); a half-life only where poorer units catch up."""
    found = converged(beta, error)
    assert titles.slope(found).key == title
    assert [each.key for each in convergence_claims(found)] == ["convergence.sigma", *keys]


def test_convergence_states_spread_slope_and_error():
    """The spread at both ends; without a slope the spread alone, without courses nothing."""
    sigma, beta, half = convergence_claims(converged())
    assert shown(sigma) == {"y0": 2014, "y1": YEAR, "v0": 1, "v1": 0.5}
    assert shown(beta) == {"n_units": 17, "b": -0.02, "se": 0.001}
    assert shown(half) == {"v": pytest.approx(converged().beta.half_life, abs=1e-6)}
    undefined = replace(converged().beta, undefined="no_variation")
    none = replace(converged(), beta=undefined)
    assert [each.key for each in convergence_claims(none)] == ["convergence.sigma"]
    assert titles.slope(none) is None
    assert convergence_claims(None) == ()


def test_positions_need_ten_regions_behind_them():
    """The highest five of eleven say something, of ten nothing."""
    output = [200 - place for place in range(11)]
    made = levels(*output)
    assert shown(said(made, "R01")["t.first"]) == {
        "indicator_first": "by.grp_per_capita",
        "n_regions": 11,
    }
    assert of_family(said(made, "R05"), "t.places") == ["t.places_high"]
    assert of_family(said(made, "R06"), "t.places") == []
    assert of_family(said(made, "R07"), "t.places") == ["t.places_low"]
    assert of_family(said(levels(*output[:10]), "R01"), "t.places", "t.first") == []


def test_the_first_and_the_last_place_make_one_title():
    """First in output per head and last in growth; tied places are nobody's own.

    Being last in people is neither good nor bad: no title tells it.
    """
    regions, output = TWENTY[:11], [200 - place for place in range(11)]
    people = over(regions, [1000, *range(1010, 1020)]) | {NATION: 1000}
    product = {code: each * 10 for code, each in zip(regions, output, strict=True)} | {
        NATION: 1000
    }
    index = over(regions, [101, *range(102, 112)]) | {NATION: 105}
    given = {"grp": product, "average_population": people, "grp_volume_index": index}
    both = said(world(regions, **given), "R01")
    assert shown(both["t.first_last"]) == {
        "indicator_first": "by.grp_per_capita",
        "indicator_last": "by.real_growth",
    }
    tied = said(world(regions, grp=product | {"R02": 2000}), "R01")
    assert of_family(tied, "t.first", "t.places") == ["t.places_high"]


def test_high_and_low_places_are_named_together():
    """High in output per head, low in growth."""
    regions, output = TWENTY[:11], [200 - place for place in range(11)]
    index = over(regions, [102, 101, *range(103, 112)]) | {NATION: 105}
    told = said(world(regions, grp=over(regions, output), grp_volume_index=index), "R02")
    assert shown(told["t.places"]) == {
        "items": ["by.grp_per_capita"],
        "items0": ["by.real_growth"],
    }
    assert studied(levels(1, 2)).year == YEAR
