"""The course of real output: shocks, growth since the start, trend and what is short of it."""

from dataclasses import replace

import pandas as pd
import pytest

from generator.classifications.regions import NATION
from generator.classifications.shock_windows import Window
from generator.economics.estimation.trend import trend
from generator.findings.choosing import shock_claims
from generator.findings.measuring.trajectories import PhaseLine, Trajectory
from tests.findings.small_world import (
    CITY,
    NORTH,
    SOUTH,
    YEAR,
    at,
    brief,
    of_family,
    region,
    said,
    shown,
    studied,
    world,
)


def course(*phases, **more):
    """Make the course of one region; a phase is its kind, years, own and national growth."""
    lines = tuple(PhaseLine(Window(*window), own, nation, None) for *window, own, nation in phases)
    plain = {"volume": {2014: 100.0, YEAR: 120.0}, "national": {2014: 100.0, YEAR: 110.0}}
    known = {"unit": NORTH, "members": (NORTH,), "base": 2014, "trend": None, "q": 1.0, **plain}
    return Trajectory(phases=lines, **(known | more))


@pytest.mark.parametrize(
    ("own", "nation", "key"),
    [
        (0.05, -2.5, "shock.grew"),
        (0.04, -2.5, "shock.fell_less"),
        (-2.2, -2.5, "shock.fell_less"),
        (-2.3, -2.5, "shock.fell_same"),
        (-2.7, -2.5, "shock.fell_same"),
        (-2.8, -2.5, "shock.fell_more"),
        (-1.0, -0.05, None),
        (-1.0, -0.06, "shock.fell_more"),
        (-1.0, 2.0, None),
        (None, -2.5, None),
        (-1.0, None, None),
    ],
)
def test_a_region_came_through_a_shock_better_or_worse_than_the_nation(own, nation, key):
    """Where the nation's output fell, and both are known; less than 0.3 is no difference."""
    found = shock_claims.through_shock(course(("shock", 2019, 2020, own, nation)).phases[0])
    assert (found and found.key) == key
    if key:
        assert shown(found) == {"year": 2020, "v": own, "u": nation}


def growing(*rates, nation=(2.0, 2.0)):
    """Indicators of a country whose north grew so in the last years."""
    index = {NORTH: [100 + each for each in rates], NATION: [100 + each for each in nation]}
    return studied(world(grp_volume_index=index)).ind


def test_the_newest_shock_of_one_year_counts():
    """Neither one of two years, nor a recovery, nor regions counted together."""
    ind = growing(2.0, 2.0)
    older, newer = ("shock", 2023, 2024, -1.0, -2.5), ("shock", 2024, 2025, -4.0, -2.5)
    for followed in (course(older, newer), course(newer, older)):
        assert shown(shock_claims.title(ind, NORTH, followed))["year"] == 2025
    longer, recovery = ("shock", 2023, 2025, -1.0, -2.5), ("recovery", 2024, 2025, -1.0, -2.5)
    for followed in (course(longer), course(recovery), course(older, members=(NORTH, SOUTH))):
        assert shock_claims.title(ind, NORTH, followed) is None
    assert shock_claims.title(ind, NORTH, None) is None


@pytest.mark.parametrize(
    ("rates", "nation", "key", "year"),
    [
        ((2.0, -0.06), (2.0, 2.0), "shock.fell_alone", 2025),
        ((2.0, -0.04), (2.0, 2.0), None, None),
        ((-3.0, 2.0), (2.0, 2.0), "shock.fell_alone", 2024),
        ((-3.0, -4.0), (2.0, -5.0), "shock.fell_less", 2025),
        ((-3.0, -4.0), (2.0, -1.0), "shock.fell_more", 2025),
        ((-3.0, -4.0), (2.0, -4.04), "shock.fell_same", 2025),
        ((2.0, -4.0), (2.0, None), None, None),
    ],
)
def test_a_fall_of_the_last_two_years_leads(rates, nation, key, year):
    """Beside the nation's change, which has to be known; what prints as zero is no fall."""
    index = {
        NORTH: [100 + each for each in rates],
        NATION: [None if each is None else 100 + each for each in nation],
    }
    ind = studied(world(grp_volume_index=index)).ind
    found = shock_claims.title(ind, NORTH, None)
    assert (found and found.key) == key
    if key:
        assert shown(found)["year"] == year


def test_a_shock_of_the_year_comes_before_a_fall_of_the_year_before():
    """And after a fall of the same year, which it describes as well."""
    ind = growing(-3.0, 2.0)
    grew = course(("shock", 2024, 2025, 2.0, -2.5))
    assert shock_claims.title(ind, NORTH, grew).key == "shock.grew"
    older = course(("shock", 2023, 2024, -3.0, -2.5))
    assert shock_claims.title(ind, NORTH, older).key == "shock.fell_more"


@pytest.mark.parametrize(
    ("own", "nation", "key"),
    [
        (130, 120, "shock.since_more"),
        (110, 120, "shock.since_less"),
        (100, 120, "shock.since_not_regained"),
        (120, 120.04, None),
        (120, 100, None),
    ],
)
def test_an_older_shock_is_the_start_of_what_came_since(own, nation, key):
    """Growth since the year before it beside the nation's, which has to have grown."""
    levels = {"volume": {2019: 100.0, YEAR: own}, "national": {2019: 100.0, YEAR: nation}}
    followed = course(("shock", 2019, 2020, -1.0, -2.5), base=2019, **levels)
    found = shock_claims.title(growing(2.0, 2.0), NORTH, followed)
    assert (found and found.key) == key
    if key:
        assert shown(found) == {"y0": 2019, "v": own - 100, "u": nation - 100}
    later = course(("shock", 2019, 2020, None, None), base=YEAR, volume={YEAR: 100.0})
    assert shock_claims.since_shock(later, 2019) is None


@pytest.mark.parametrize(
    ("own", "nation", "members", "key"),
    [
        (120, 110, (NORTH,), "t.since_grew"),
        (100, 110, (NORTH,), "t.since"),
        (90, 110, (NORTH,), "t.since"),
        (120, 90, (NORTH,), "t.since"),
        (120, 110, (NORTH, SOUTH), "t.since_grew_together"),
        (90, 110, (NORTH, SOUTH), "t.since_together"),
    ],
)
def test_growth_since_the_start_has_a_sign_unless_both_grew(own, nation, members, key):
    """Regions counted together are named."""
    levels = {"volume": {2014: 100.0, YEAR: own}, "national": {2014: 100.0, YEAR: nation}}
    found = shock_claims.since(course(members=members, **levels))
    assert (found.key, found.licence) == (key, "L2")
    named = {"items": [*members]} if len(members) > 1 else {}
    assert shown(found) == {"y0": 2014, "v": own - 100, "u": nation - 100, **named}
    assert found.slots["v"].style == ("percent" if "grew" in key else "percent_signed")
    assert shock_claims.since(None) is None


def sloping(growth, q, years=12):
    """Make a course that grew by so much every year, but for a little noise."""
    values = {
        YEAR - years + 1 + at: 100 * (1 + growth) ** at * (1.004 if at % 3 else 1.0)
        for at in range(years)
    }
    found = trend(pd.Series(values))
    return course(volume=values, national=values, trend=found, q=q, base=min(values))


@pytest.mark.parametrize(
    ("growth", "q", "key"),
    [
        (0.03, 0.01, "trend.rose"),
        (-0.03, 0.01, "trend.fell"),
        (0.03, 0.06, "trend.unclear"),
        (-0.03, 0.06, "trend.unclear"),
    ],
)
def test_a_trend_has_a_direction_only_with_evidence(growth, q, key):
    """The p-value adjusted for all units decides; nothing is said of the years to come."""
    followed = sloping(growth, q)
    (told,) = shock_claims.lede(followed)
    assert (told.key, told.licence) == (key, "L10")
    numbers = shown(told)
    assert (numbers["y0"], numbers["y1"]) == (YEAR - 11, YEAR)
    assert numbers["v"] == pytest.approx(growth * 100, abs=0.1)
    assert numbers["ci"][0] < numbers["v"] < numbers["ci"][1]
    assert shock_claims.lede(replace(followed, trend=None)) == shock_claims.lede(None) == ()


def test_notes_say_what_a_course_lacks():
    """Regions counted together, a late start, or no course at all."""
    assert [each.key for each in shock_claims.notes(None)] == ["course.none"]
    assert shock_claims.notes(course()) == ()
    late = course(members=(NORTH, SOUTH), base=2015)
    merged, short = shock_claims.notes(late)
    assert (merged.key, shown(merged)) == ("course.merged", {"items": [NORTH, SOUTH]})
    assert (short.key, shown(short)) == ("course.short", {"year": 2015})
    (told,) = shock_claims.short_trajectories({NORTH: late, CITY: course()})
    assert told.key == "courses.short"
    assert shown(told) == {"items": [NORTH, SOUTH], "y0": 2015, "y1": YEAR}


def index(*rates):
    """Make a row of indices from rates."""
    return [100 + rate for rate in rates]


@pytest.fixture(scope="module")
def followed():
    """Make a country with indices since 2014 whose South is counted with a region carved out."""
    rates = index(1, 1, 2, 3, 1, 4, -6, 3, 2, 4, 3, 5)
    nation = index(1, 1, 1, 2, 1, 3, -3, 4, 2, 3, 2, 4)
    output = {
        code: [100 + at + place for at in range(12)]
        for place, code in enumerate((NORTH, SOUTH, "NEW", CITY, NATION))
    }
    grown = {NORTH: rates, SOUTH: rates, "NEW": rates, CITY: rates[-3:], NATION: nation}
    everywhere = (NORTH, SOUTH, region("NEW", created=2022, parent=SOUTH), CITY)
    return world(everywhere, grp=output, grp_volume_index=grown)


def test_a_brief_tells_the_course_of_its_region(followed):
    """Title, growth since the start, trend and notes, each at its place."""
    assert at(followed, "title.shocks", NORTH) == ["shock.since_less"]
    assert at(followed, "figure.resilience", NORTH) == ["t.since_grew"]
    assert at(followed, "title.shocks", SOUTH) == []
    assert at(followed, "figure.resilience", SOUTH) == ["t.since_grew_together"]
    assert at(followed, "notes.course", SOUTH) == ["course.merged"]
    assert at(followed, "notes.course", CITY) == ["course.short"]
    assert at(followed, "notes.course") == ["courses.short"]
    assert at(followed, "lede.shocks", NORTH)[0] == "trend.rose"
    assert of_family(said(followed, CITY), "trend.") == []


def test_facts_of_the_phases_say_why_they_lack_a_value(followed):
    """The city's index begins after the shock: its borders are given as the reason."""
    shock = "growth_2019_2020"
    own = {each.measure: each for each in brief(followed, NORTH).facts}
    assert own[shock].value == pytest.approx(-6)
    assert own["resistance_2019_2020"].value == pytest.approx(-1)
    assert (own["resistance_2019_2020"].unit, own["resistance_2019_2020"].decimals) == ("index", 2)
    assert (own[shock].unit, own[shock].decimals, own[shock].status) == ("percent", 1, "computed")
    assert own["trend_growth_low"].value < own["trend_growth"].value
    assert own["trend_growth"].value < own["trend_growth_high"].value
    assert own[shock].sources == ("BNS-average_population", "BNS-grp", "BNS-grp_volume_index")
    late = {each.measure: each for each in brief(followed, CITY).facts}[shock]
    assert (late.value, late.status, late.reason, late.sources) == (None, "missing", "borders", ())
    assert studied(followed).trajectories[CITY].base == YEAR - 3
