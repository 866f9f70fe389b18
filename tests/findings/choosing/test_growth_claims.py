"""Growth: beside the nation's, as a contribution to it, and over a region's own series."""

import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing import growth_claims
from generator.findings.claims import Year
from generator.presentation.localisation.language import Language
from generator.project import Project
from tests.findings.small_world import (
    CITY,
    NORTH,
    SOUTH,
    THREE,
    TWENTY,
    YEAR,
    at,
    over,
    said,
    shown,
    studied,
    world,
)


def grown(regions, growth, nation, **more):
    """Make a country of growth; every region had output 100 the year before, the nation 1,000."""
    rates = over(regions, growth) | {NATION: nation}
    index = {code: None if rate is None else 100 + rate for code, rate in rates.items()}
    output = {code: [100 + place, 100, 100] for place, code in enumerate(regions)}
    output[NATION] = [1000, 1000, 1000]
    return world(regions, grp=output, grp_volume_index=index, **more)


BESIDE = grown(TWENTY[:6], (2.1, 2.04, 1.96, 1.9, 0, -0.1), 2)
TITLES = [
    (5, 2, "t.part_of_growth"),
    (5, 0.5, "t.part_of_growth"),
    (5, 0.4, "t.contribution"),
    (0.06, 2, "t.part_of_growth"),
    (0.04, 2, "t.contribution"),
    (-5, 2, "t.contribution"),
    (5, -2, "t.contribution"),
    (None, 2, None),
]


@pytest.mark.parametrize(("rate", "nation", "key"), TITLES)
def test_a_share_of_growth_needs_growth_worth_sharing(rate, nation, key):
    """Half a per cent of the nation's growth, and a contribution that does not print as zero."""
    ind = studied(grown(THREE, (rate, 1, 1), nation)).ind
    found = growth_claims.contribution_title(ind, NORTH)
    assert (found and found.key) == key
    if key == "t.part_of_growth":
        assert shown(found) == {"share": pytest.approx(rate / 10 / nation * 100, abs=1e-5)}
    elif key:
        assert shown(found) == {"pp_signed": rate / 10, "gdp_signed": nation}


def test_the_residual_is_what_the_regions_leave_over():
    """2 less 0.3 less 0.2 less 0.1; unknown where one region with output has no rate."""
    told = said(grown(THREE, (3, 2, 1), 2))["growth.residual"]
    assert shown(told) == {"v": 0.6, "u": 1.4, "year": YEAR}
    assert at(grown(THREE, (3, 2, None), 2), "notes.rounding") == []
    assert at(grown(THREE, (3, 2, 1), None), "notes.rounding") == []


@pytest.mark.parametrize(
    ("growth", "nation", "key", "slots"),
    [
        ((3, 5, 1), 2, "t.wfall", {"max": SOUTH, "pp": 0.5, "gdp_growth": 2}),
        ((5, 5, 1), 2, "t.wfall_alike", {"items": [NORTH, SOUTH], "pp": 0.5, "gdp_growth": 2}),
        ((-3, -5, -1), 2, "t.wfall_any", {"gdp_signed": 2}),
        ((3, 5, 1), -2, "t.wfall_any", {"gdp_signed": -2}),
        ((3, 5, 1), 0, "t.wfall_any", {"gdp_signed": 0}),
        ((3, 5, None), 2, None, {}),
        ((3, 5, 1), None, None, {}),
    ],
)
def test_the_largest_contribution_is_named_where_both_grew(growth, nation, key, slots):
    """Among all regions; where one has no value there is no largest."""
    made = grown(THREE, growth, nation)
    assert at(made, "title.contributions") == ([key] if key else [])
    if key:
        assert shown(said(made)[key]) == slots


def rates(*by_year):
    """Indices from rates by year."""
    return [None if rate is None else 100 + rate for rate in by_year]


def course(region, nation):
    """Make a country from the growth of its first region and of the nation by year.

    Output is known from the year before the first rate.
    """
    output = dict.fromkeys((NORTH, NATION), [100] * (len(region) + 1))
    index = {NORTH: rates(*region), NATION: rates(*nation)}
    return world(grp=output, grp_volume_index=index)


@pytest.mark.parametrize(
    ("region", "nation", "key", "slots"),
    [
        ((3, 1, 5), (2, 2, 2), "growth.years_above", {"k": 2, "n_years": 3}),
        ((3, 2, 1), (2, 2, 2), "growth.years_above", {"k": 1, "n_years": 3}),
        ((3, 4, 5), (2, 2, 2), "growth.years_all", {}),
        ((2, 1, 0), (2, 2, 2), "growth.years_none", {}),
        ((2.1, 1, 0), (2, 2, 2), None, {}),
        ((2.2, 1, 5), (2, 2, 2), "growth.years_above", {"k": 1, "n_years": 3}),
        ((None, 1, 5), (2, 2, 2), "growth.years_above", {"k": 1, "n_years": 2}),
        ((None, None, 5), (2, 2, 2), None, {}),
    ],
)
def test_years_of_faster_growth_are_counted(region, nation, key, slots):
    """One year is no count, a tenth more is not faster, and "never" is said of none at all."""
    made = course(region, nation)
    assert at(made, "figure.growth", NORTH) == ([key] if key else [])
    if key:
        assert shown(said(made, NORTH)[key]) == slots


@pytest.mark.parametrize(
    ("region", "nation", "key"),
    [
        ((3, 3), (2, 2), "growth.pace_faster"),
        ((1, 1), (2, 2), "growth.pace_slower"),
        ((2, 3), (2, 3), "growth.pace_same"),
        ((3, 1), (1, 3), "growth.pace_peak"),
        ((1, 3), (3, 1), "growth.pace_trough"),
        ((-3, 1), (2, 2), "growth.since"),
        ((3, 3), (-2, 1), "growth.since"),
        ((3, 3), (None, 2), None),
        ((None, 3), (2, 2), None),
    ],
)
def test_the_pace_is_compared_where_both_grew(region, nation, key):
    """Where one shrank over its series, both changes are stated; one year is no series."""
    assert at(course(region, nation), "title.growth", NORTH) == ([key] if key else [])


SPAN = {"y0": YEAR - 5, "y1": YEAR}
"""The years of growth that a pace is told of."""


@pytest.mark.parametrize(
    ("region", "key", "slots"),
    [
        ((9, 9, 0, 0, 0, 0), "growth.pace_peak", {"year": YEAR - 4, **SPAN}),
        ((0, 0, 4, 5, 5, 3), "growth.pace_trough", {"year": YEAR - 4, **SPAN}),
        ((3, 3, 3, 20, 3, 3), "growth.pace_step_up", {"year": YEAR - 2, **SPAN}),
        ((3, 3, 3, -6, 3, 3), "growth.pace_step_down", {"year": YEAR - 2, **SPAN}),
        ((4, 4, 4, 4, 4, 4), "growth.pace_faster", SPAN),
        ((0.3, 0.3, 6.2, 0.3, 3, 3), "growth.pace_slower", SPAN),
    ],
)
def test_a_pace_needs_the_whole_span(region, key, slots):
    """Gained early and lost since, lost early and gained since, or all in one year: that year."""
    assert shown(said(course(region, (3,) * 6), NORTH)[key]) == slots


def test_a_region_whose_figures_begin_with_a_rate_is_compared_from_its_first_output():
    """Output from the second year on: the rate of that year leads to a level nobody published."""
    rates, nation = (7, 2, 5, 5), (4, 3, 3, 3)
    output = {NORTH: [None, *[100] * 3], NATION: [None, *[100] * 3]}
    index = {
        NORTH: [100 + rate for rate in rates[1:]],
        NATION: [100 + rate for rate in nation[1:]],
    }
    made = world(grp=output, grp_volume_index=index)
    assert shown(said(made, NORTH)["growth.pace_faster"]) == {"y0": YEAR - 1, "y1": YEAR}


def test_growth_is_cumulated_over_the_series():
    """1.03 times 0.9 and 1.02 squared, over the years whose rates are known."""
    told = said(course((3, -10), (2, 2)), NORTH)["growth.since"]
    assert shown(told) == {"y0": YEAR - 1, "y1": YEAR, "v": -7.3, "u": 4.04}
    pace = said(course((3, 10), (2, 2)), NORTH)["growth.pace_faster"]
    assert shown(pace) == {"y0": YEAR - 1, "y1": YEAR}
    assert pace.evidence == pytest.approx({"region": 13.3, "nation": 4.04})


def test_the_series_begins_after_2014_and_has_no_gap():
    """The index of 2014 leads to 2014, with which nothing is compared; a gap breaks the chain."""
    long = said(course((50, *[3] * 11), (50, *[2] * 11)), NORTH)["growth.pace_faster"]
    assert shown(long) == {"y0": 2015, "y1": YEAR}
    assert at(course((3, None, 3, 3), (2, None, 2, 2)), "title.growth", NORTH) == []


def test_the_share_of_gdp_is_of_the_year():
    """100 of 1,000; nothing without the nation's output."""
    assert shown(said(BESIDE, "R01")["growth.share"]) == {"share": 10, "year": YEAR}
    assert "growth.share" not in said(world(grp={NORTH: 100}), NORTH)
    assert "growth.share" not in said(world(grp={SOUTH: 100, NATION: 300}), CITY)


@pytest.mark.parametrize("key", ["growth.pace_peak", "growth.pace_trough"])
@pytest.mark.parametrize(
    ("language", "word"), [("en", "in all"), ("ru", "в сумме"), ("kk", "жиынтық")]
)
def test_a_turned_pace_is_said_of_sums(language, word, key):
    """Atyrau lost its lead after 2019, and yet outgrew the country in 2021, 2023 and 2025."""
    words = Language.load(Project.here().locales, language)
    assert word in words.say(key, year=Year(2019), y0=Year(2015), y1=Year(2025))
