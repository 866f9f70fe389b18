"""The families of stories: what licenses each head, and the numbers that it must be said with."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from generator.classifications.breaks import Break, Breaks
from generator.classifications.regions import NATION
from generator.economics.estimation.trend import trend
from generator.findings.choosing.importance import (
    growth_families,
    level_families,
    structure_families,
)
from generator.findings.choosing.importance.basic_families import basic_drafts, level_head
from generator.findings.claims import IndustrySlot, Year
from generator.findings.measuring.section_tables import NO_GROWTH
from generator.findings.measuring.trajectories import Trajectory
from generator.presentation.localisation.language import Language
from generator.project import Project
from tests.findings.choosing.drawn_indicators import ONE, country, ending, view
from tests.findings.small_world import TWENTY, YEAR, shown


def keys(draft):
    """Give the keys of head and body; nothing without a draft."""
    return [draft.head.key, *(claim.key for claim in draft.body)] if draft else []


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (-6.4, 8.8, ["front.resumed", "front.resumed_above"]),
        (-9.0, 3.0, ["front.resumed", "front.resumed_below"]),
        (9.0, -3.0, ["front.fell", "front.fell_above"]),
        (1.0, -3.0, ["front.fell", "front.fell_below"]),
        (3.0, 4.0, []),
        (-3.0, -4.0, []),
        (-0.9, 1.0, []),
    ],
)
def test_a_turn_changes_the_sign_and_two_points(before, now, told):
    """Growth after a fall, or a fall after growth, with the level against two years before."""
    found = growth_families.swing(view({"real_growth": ending(before, now)}))
    assert keys(found) == told
    if told:
        numbers = shown(found.body[0])
        level = ((1 + now / 100) * (1 + before / 100) - 1) * 100
        assert numbers["pct"] == pytest.approx(abs(level), abs=1e-5)
        assert (numbers["v0"], numbers["y1"]) == (before, YEAR - 2)


@pytest.mark.parametrize(
    ("growth", "key"),
    [
        (9.0, "front.fastest"),
        (4.35, "front.among_fastest"),
        (0.5, "front.slowest"),
        (3.69, "front.among_slowest"),
        (4.0, None),
        (-1.0, None),
    ],
)
def test_growth_of_the_year_is_told_at_both_ends(growth, key):
    """First, or among the first three; last, or among the last three; a fall is told elsewhere."""
    found = growth_families.growth_of_the_year(view({"real_growth": ending(growth)}))
    assert keys(found) == ([key, "front.year_before"] if key else [])
    if key:
        numbers = shown(found.body[0])
        assert (numbers["y0"], numbers["y1"]) == (YEAR - 4, YEAR - 1)
        assert (numbers["v0"], numbers["u0"]) == (pytest.approx(3.62), 4)


@pytest.mark.parametrize(
    ("growth", "key"),
    [
        (9.0, "front.average_first"),
        (4.35, "front.average_high"),
        (0.5, "front.average_last"),
        (3.69, "front.average_low"),
        (4.0, None),
    ],
)
def test_growth_of_four_years_is_told_at_both_ends(growth, key):
    """With its rank, and the nation's over the same years."""
    found = growth_families.growth_over_four_years(view({"average_growth": ending(growth)}))
    assert keys(found) == ([key, "front.average"] if key else [])
    if key:
        numbers = shown(found.body[0])
        assert (numbers["y0"], numbers["v"], numbers["u"]) == (YEAR - 3, growth, 4)


def sloping(rate, code, *, members=None):
    """Make the trajectory of a unit whose real output per head changes by a steady rate."""
    years = range(2014, YEAR + 1)
    noise = (1.0, 1.004, 0.997)
    per_head = {y: 100 * (1 + rate) ** (y - 2014) * noise[y % 3] for y in years}
    volume = {y: 100 * 1.02 ** (y - 2014) for y in years}
    return Trajectory(
        unit=code,
        members=members or (code,),
        base=2014,
        volume=volume,
        national={y: 100 * 1.04 ** (y - 2014) for y in years},
        phases=(),
        trend=trend(pd.Series(per_head)),
        q=0.001,
    )


def units(rate, **more):
    """Make trajectories of all regions around two per cent, with the first one's own rate."""
    found = {code: sloping(0.02 + at / 1e4, code) for at, code in enumerate(TWENTY)}
    return found | {ONE: sloping(rate, ONE, **more)}


def test_a_trend_per_head_is_told_with_its_newest_year():
    """A fall always, and with a "but" where the newest year went the other way."""
    falling = view(trajectories=units(-0.025))
    found = growth_families.real_output_per_head(falling)
    assert keys(found) == ["front.per_head_fell", "front.per_head_but"]
    assert shown(found.head)["v"] == pytest.approx(2.5, abs=0.05)
    numbers = shown(found.body[0])
    assert numbers["v1"] == pytest.approx(3.62)  # output of the year, and no change of people
    assert numbers["v0"] == pytest.approx((1.02**11 - 1) * 100, abs=1e-4)
    assert numbers["y0"] == 2015  # eleven rates; the twelve of 2014 on give another figure
    lately = view({"real_growth": ending(-1.0)}, trajectories=units(-0.025))
    assert keys(growth_families.real_output_per_head(lately))[1] == "front.per_head_too"


def test_a_rise_per_head_is_told_only_far_from_the_others():
    """It rose nearly everywhere; units counted together are no region."""
    far = growth_families.real_output_per_head(view(trajectories=units(0.05)))
    assert keys(far) == ["front.per_head_rose", "front.per_head_too"]
    assert growth_families.real_output_per_head(view(trajectories=units(0.021))) is None
    merged = view(trajectories=units(-0.025, members=(ONE, "OTHER")))
    assert growth_families.real_output_per_head(merged) is None
    assert growth_families.real_output_per_head(view()) is None


@pytest.mark.parametrize(
    ("rates", "key", "years"),
    [
        ((3,) * 8, "front.behind_run", 8),
        ((5,) * 8, "front.ahead_run", 8),
        ((5, 3, 3, 3, 3, 3, 3, 3), None, 0),
        ((3, 3, 3, 3, 3.99, 3, 3, 3), None, 0),
    ],
)
def test_a_run_is_eight_years_clearly_on_one_side(rates, key, years):
    """A year that prints like the nation's ends it; the totals of its years stand beside it."""
    before = {ONE: dict.fromkeys(range(2014, YEAR - 7), 4.0)}
    rows = {ONE: before[ONE] | ending(*rates)[ONE]}
    found = growth_families.run(view({"real_growth": rows}))
    assert keys(found) == ([key, "front.run_total"] if key else [])
    if key:
        assert shown(found.head) == {"n_years": years}
        total = ((1 + rates[0] / 100) ** years - 1) * 100
        assert shown(found.body[0])["v"] == pytest.approx(total, abs=1e-4)


@pytest.mark.parametrize(
    ("before", "now", "key"),
    [
        (3.0, 5.0, "front.sped_above"),
        (2.0, 3.0, "front.sped_below"),
        (6.0, 5.0, "front.slowed_above"),
        (5.0, 3.0, "front.slowed_below"),
        (3.0, 4.1, None),
        (3.9, 3.7, None),
        (2.0, 4.24, None),
        (2.0, 4.3, "front.sped_above"),
        (-1.0, 3.0, None),
    ],
)
def test_growth_beside_the_nation_is_told_where_both_differ_clearly(before, now, key):
    """Four different sentences; each is a family of its own."""
    found = growth_families.growth_beside(view({"real_growth": ending(before, now)}))
    assert keys(found) == ([key, "front.growth_before"] if key else [])
    if key:
        assert found.family.name == key.removeprefix("front.")


@pytest.mark.parametrize(
    ("values", "key", "years"),
    [
        ((26, 35, 39, 42, 47, 46, 41, 27, 22, 19, 14, 11), "front.invest_low", 12),
        ((20, 9, 21, 22, 23, 24, 25, 26, 14, 13, 12, 10), "front.invest_low", 10),
        ((16, 15, 14, 13, 14, 15, 16, 17, 18, 20, 22, 25), "front.invest_high", 12),
        ((16, 15, 14, 13, 14, 15, 26, 17, 18, 20, 22, 25), None, 0),
        ((20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 19), None, 0),
    ],
)
def test_investment_is_told_as_a_record(values, key, years):
    """Of eight years or more, and three points from the other extreme, which is named."""
    found = level_families.investment(view({"investment_to_grp": ending(*values)}))
    assert keys(found) == ([key, "front.invest"] if key else [])
    if key:
        assert shown(found.head) == {"n_years": years}
        extreme = max(values) if key.endswith("low") else min(values)
        assert shown(found.body[0])["v0"] == extreme


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ((1.8, 1.5, 1.4, 1.2, 1.1, 1.0, 0.95, 0.9), "front.ratio_low"),
        ((0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2), "front.ratio_high"),
        ((1.0, 0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.93), None),
    ],
)
def test_the_ratio_to_the_nation_is_told_as_a_record(values, key):
    """In per cent of the national average, from the other extreme to now."""
    rows = {ONE: dict.fromkeys(range(2014, YEAR - 7), values[0]) | ending(*values)[ONE]}
    found = level_families.ratio_to_nation(view({"ratio_to_nation": rows}))
    assert keys(found) == ([key, "front.ratio"] if key else [])
    if key:
        assert shown(found.body[0])["v1"] == pytest.approx(values[-1] * 100)


@pytest.mark.parametrize(
    ("money", "growth", "key"),
    [
        (130.0, 2.0, "front.prices_up"),
        (130.0, 9.0, None),
        (104.0, 5.0, "front.prices_down"),
        (112.0, 3.0, None),
    ],
)
def test_money_and_volume_go_apart_by_five_points_of_prices(money, growth, key):
    """The implied deflator against the nation's (10 % in money, 4 % in volume)."""
    changed = {
        "real_growth": ending(growth),
        "grp": ending(100.0, money) | ending(100.0, 110.0, code=NATION),
        "grp_per_capita": ending(1000.0, money * 10) | ending(1000.0, 1100.0, code=NATION),
    }
    found = level_families.prices_and_volume(view(changed))
    assert keys(found) == ([key, "front.prices"] if key else [])
    if key:
        own = (money / 100 / (1 + growth / 100) - 1) * 100
        numbers = shown(found.body[0])
        assert numbers["v0"] == pytest.approx(own, abs=1e-5)
        assert numbers["u0"] == pytest.approx((1.1 / 1.04 - 1) * 100, abs=1e-5)


@pytest.mark.parametrize(
    ("growth", "people", "key"),
    [
        (4.0, -1.5, "front.jobs_fell"),
        (4.0, 7.0, "front.jobs_rose"),
        (4.0, -0.5, None),
        (4.0, 4.5, None),
        (-4.0, -1.5, None),
    ],
)
def test_output_and_employment_go_apart(growth, people, key):
    """Output grew while employment clearly fell, or rose clearly more."""
    changed = {"real_growth": ending(growth), "employment_growth": ending(people)}
    found = level_families.jobs(view(changed))
    assert keys(found) == ([key, "front.jobs"] if key else [])


@pytest.mark.parametrize(
    ("points", "key"),
    [(1.1, "front.contribution_first"), (0.2175, "front.contribution"), (0.2, None)],
)
def test_the_three_largest_contributions_are_told(points, key):
    """As a part of the nation's growth: 1.1 of 4 points are 27.5 per cent."""
    found = level_families.contribution(view({"contribution_pp": ending(points)}))
    assert keys(found) == ([key, "front.contributed"] if key else [])
    if key:
        assert shown(found.head)["share"] == pytest.approx(points / 4 * 100, abs=1e-5)


@pytest.mark.parametrize(
    ("second", "key"),
    [(1.1218, "front.contribution"), (1.09, "front.contribution_first")],
)
def test_of_two_contributions_that_print_alike_none_is_the_largest(second, key):
    """1.1232 and 1.1218 are both 1.12; three rounding steps make a difference."""
    points = {ONE: {YEAR: 1.1232}, TWENTY[1]: {YEAR: second}}
    assert level_families.contribution(view({"contribution_pp": points})).head.key == key


@pytest.mark.parametrize(
    ("level", "growth", "key"),
    [
        (100.0, 9.0, "front.poorest_fastest"),
        (100.0, 4.35, "front.poor_fast"),
        (5000.0, 1.0, "front.rich_slow"),
        (100.0, 4.0, None),
        (1000.0, 9.0, None),
    ],
)
def test_a_level_at_one_end_beside_growth_at_the_other(level, growth, key):
    """Both among the three of their end; first and last are called what they are."""
    changed = {"grp_per_capita": ending(level), "real_growth": ending(growth)}
    found = level_families.contrast(view(changed))
    assert keys(found) == ([key, "front.contrast"] if key else [])


def sections(*years):
    """Shares of three sections in the last years; the nation's are even."""
    even = {"B": 0.3, "C": 0.3, "G": 0.3}
    others = {code: {"B": 0.3, "C": 0.28, "G": 0.32} for code in TWENTY[1:]}
    first = YEAR - len(years) + 1
    return {
        first + at: {ONE: dict(zip("BCG", shares, strict=True)), NATION: even, **others}
        for at, shares in enumerate(years)
    }


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ((0.39, 0.27, 0.2), (0.24, 0.37, 0.2), ["front.overtook", "front.overtaken"]),
        ((0.39, 0.27, 0.2), (0.365, 0.37, 0.2), []),
        ((0.39, 0.385, 0.2), (0.24, 0.37, 0.2), []),
        ((0.39, 0.27, 0.2), (0.40, 0.37, 0.2), []),
    ],
)
def test_another_industry_is_the_largest_by_a_point_now_and_then(before, now, told):
    """Both shares of both industries are told; a lead that is hardly one is no change."""
    found = structure_families.switch(view(shares=sections(before, now)))
    assert keys(found) == told
    if told:
        numbers = shown(found.body[0])
        assert (numbers["industry"], numbers["industry0"]) == ("C", "B")
        assert (numbers["share"], numbers["v0"]) == (37, 39)


def test_no_change_of_industries_crosses_a_break():
    """Figures of one of the two that are not of one kind license neither sentence."""
    broken = Breaks((Break("gva_by_industry", ONE, "C", YEAR, "level_shift", "measured", ""),))
    elsewhere = Breaks((Break("gva_by_industry", ONE, "G", YEAR, "level_shift", "measured", ""),))
    two = sections((0.39, 0.27, 0.2), (0.24, 0.37, 0.2))
    assert structure_families.switch(view(shares=two, breaks=broken)) is None
    assert structure_families.switch(view(shares=two, breaks=elsewhere)) is not None
    slow = sections(*[(0.2, 0.1 + at / 50, 0.2) for at in range(7)])
    assert structure_families.industry(view(shares=slow, breaks=broken)) is None
    assert structure_families.industry(view(shares=slow, breaks=elsewhere)) is not None


@pytest.mark.parametrize(
    ("shares", "key"),
    [
        ([0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.22], "front.industry_up"),
        ([0.37, 0.33, 0.29, 0.25, 0.21, 0.17, 0.13], "front.industry_down"),
        ([0.10, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16], None),
        ([0.10, 0.10, 0.10, 0.22, 0.22, 0.22, 0.22], None),
        ([0.10, 0.20, 0.30, 0.25, 0.22, 0.21, 0.20], None),
    ],
)
def test_an_industry_moves_by_eight_points_over_the_whole_span(shares, key):
    """Not in one year, not there and back (L22)."""
    found = structure_families.industry(view(shares=sections(*[(0.2, c, 0.2) for c in shares])))
    assert keys(found) == ([key, "front.industry_before"] if key else [])
    if key:
        numbers = shown(found.head)
        assert (numbers["v0"], numbers["v1"]) == (shares[0] * 100, shares[-1] * 100)


def test_only_an_industry_that_leads_or_led_is_told():
    """Eight points and more of one that is and was second change no face of a region."""
    shares = (0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.22)
    second = sections(*[(0.3, c, 0.3) for c in shares])
    assert structure_families.industry(view(shares=second)) is None
    assert keys(
        structure_families.industry(view(shares=sections(*[(0.2, c, 0.2) for c in shares])))
    )


@pytest.mark.parametrize(
    ("shares", "volume", "told"),
    [
        ((0.37, 0.33, 0.29, 0.25, 0.21, 0.17, 0.13), 19.0, False),
        ((0.37, 0.33, 0.29, 0.25, 0.21, 0.17, 0.13), 8.0, True),
        ((0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.22), -3.2, False),
        ((0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.22), 19.0, True),
        ((0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.22), math.nan, True),
    ],
)
def test_a_share_that_prices_alone_move_is_no_news(shares, volume, told):
    """The region grew by 4; an industry that outgrew it by five points has lost no ground."""
    plain = view(shares=sections(*[(0.2, c, 0.2) for c in shares]))
    volumes = pd.DataFrame({"C": [volume]}, index=[ONE])
    growing = replace(plain.ind, section_growth=replace(NO_GROWTH, volume=volumes))
    found = structure_families.industry(replace(plain, ind=growing))
    assert (found is not None) == told


@pytest.mark.parametrize("key", ["front.industry_up", "front.industry_down"])
@pytest.mark.parametrize("which", ["", "_b", "_c"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_share_of_another_year_is_told_with_that_year(language, which, key):
    """Whatever the wording: a reader cannot know since when the industry grew or shrank."""
    words = Language.load(Project.here().locales, language)
    slots = {
        "industry": IndustrySlot("C"),
        "v0": growth_families.percent(37.0),
        "v1": growth_families.percent(13.0),
        "y0": Year(2014),
    }
    assert "2014" in words.say(f"{key}{which}", **slots)


def test_one_industry_dominates_from_thirty_per_cent_on():
    """With its share a year before, and the nation's."""
    found = structure_families.dominant_industry(
        view(shares=sections((0.1, 0.35, 0.2), (0.1, 0.4, 0.2)))
    )
    assert keys(found) == ["front.dominant", "front.dominated"]
    assert shown(found.body[0]) == {
        "industry": "C", "share0": 35, "y0": YEAR - 1, "share1": 30,
    }  # fmt: skip
    less = view(shares=sections((0.1, 0.29, 0.2), (0.1, 0.29, 0.2)))
    assert structure_families.dominant_industry(less) is None


@pytest.mark.parametrize(
    ("level", "key"),
    [(1300.0, "front.level_above"), (700.0, "front.level_below"), (1019.0, "front.level_same")],
)
def test_the_level_is_set_beside_the_nations(level, key):
    """About the same within two per cent."""
    found = level_head(country({"grp_per_capita": ending(level)}), ONE)
    assert found.key == key
    assert shown(found) == {"year": YEAR}


def test_every_region_has_basic_drafts():
    """They need a head and a sentence, and are named as what they are."""
    names = [draft.family.name for draft in basic_drafts(view())]
    assert names == ["basic_grp_per_capita", "basic_investment_to_grp", "basic_unemployment_rate"]
