"""The nation's brief: its regions side by side, and whether they grow more unequal."""

import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing import national_claims
from tests.findings.small_world import (
    CITY,
    NORTH,
    SOUTH,
    THREE,
    TWENTY,
    YEAR,
    brief,
    of_family,
    over,
    said,
    shown,
    studied,
    world,
)


def country(levels, growth=(None, None, None), nation=None, **more):
    """Make a country of output per head and growth, the nation at 100."""
    output = over(THREE, levels) | {NATION: 100}
    rates = over(THREE, growth) | {NATION: nation}
    index = {code: None if rate is None else 100 + rate for code, rate in rates.items()}
    return world(grp=output, grp_volume_index=index, **more)


def test_the_gap_is_between_the_highest_and_the_lowest():
    """Three times; the sentence below the head has the two levels."""
    told = said(country((120, 90, 40)))
    assert shown(told["nation.gap"]) == {"max": NORTH, "min": CITY, "ratio": 3}
    assert shown(told["nation.gap_values"]) == {"year": YEAR, "vmax": 120, "vmin": 40}
    for levels in ((120, 90, 0), (120, 90, None)):
        assert not of_family(said(country(levels)), "nation.gap")


@pytest.mark.parametrize(
    ("growth", "nation", "head", "body"),
    [
        ((3, 1, 5), 2, "nation.grew_all", "nation.growth_range"),
        ((3, 0, 5), 2, "nation.grew_some", "nation.growth_range"),
        ((3, None, 5), 2, "nation.head_growth", "nation.growth"),
        ((3, None, 5), None, None, None),
    ],
)
def test_regions_that_grew_are_counted(growth, nation, head, body):
    """Zero is no growth; without all regions only GDP is spoken of."""
    told = said(country((120, 90, 40), growth, nation))
    keys = of_family(told, "nation.g", "nation.head")
    kept = [key for key in keys if not key.startswith("nation.gap")]
    assert kept == sorted(key for key in (head, body) if key)
    counts = {
        "nation.grew_all": {"n_regions": 3},
        "nation.grew_some": {"k": 2, "n_regions": 3},
        "nation.head_growth": {},
        "nation.growth": {"year": YEAR, "v": nation},
        "nation.growth_range": {"max": CITY, "vmax": 5, "min": SOUTH, "vmin": growth[1]},
    }
    for key in kept:
        assert shown(told[key]) == counts[key]


def unequal(*changes):
    """Make the three indices of inequality, each 1 at the start and changed by the end."""
    names = ("theil_t", "gini", "williamson")
    return {name: {2014: 1.0, YEAR: 1 + by / 100} for name, by in zip(names, changes, strict=True)}


@pytest.mark.parametrize(
    ("changes", "trend", "title"),
    [
        ((5, 5, -5), "t.ineq_up", "t.ineq_higher"),
        ((-5, -5, 5), "t.ineq_down", "t.ineq_lower"),
        ((-5, 2.1, 2.1), "t.ineq_up", "t.ineq_higher"),
        ((2.1, 1.9, -5), "t.ineq_flat", "t.ineq_flat"),
        ((-2.1, -1.9, 5), "t.ineq_flat", "t.ineq_flat"),
        ((-2.1, -2.1, 0), "t.ineq_down", "t.ineq_lower"),
        ((0, 0, 0), "t.ineq_flat", "t.ineq_flat"),
    ],
)
def test_inequality_moves_where_two_of_three_indices_agree(changes, trend, title):
    """Each by 2 per cent of its start; the ends are those of Theil's index."""
    found, after = (
        rule(unequal(*changes))
        for rule in (national_claims.inequality_trend, national_claims.inequality_since)
    )
    assert (found.key, after.key, found.licence) == (trend, title, "L8")
    years = {"y0": 2014, "y1": YEAR}
    ends = {"v0": 1, "v1": 1 + changes[0] / 100}
    assert shown(found) == (years if trend == "t.ineq_flat" else years | ends)
    assert after.slots.keys() == ({"y0", "y1"} if trend == "t.ineq_flat" else {"y0"})


def along(*values):
    """Make the three indices of inequality, all with the same path that ends in the year."""
    years = range(YEAR - len(values) + 1, YEAR + 1)
    return {
        name: dict(zip(years, values, strict=True)) for name in ("theil_t", "gini", "williamson")
    }


@pytest.mark.parametrize(
    ("values", "shape", "year"),
    [
        ((0.23, 0.23, 0.18, 0.18, 0.19), "step_down", YEAR - 2),
        ((0.18, 0.18, 0.23, 0.23, 0.22), "step_up", YEAR - 2),
        ((0.2, 0.22, 0.25, 0.23, 0.21), "peak", YEAR - 2),
        ((0.21, 0.19, 0.15, 0.17, 0.2), "trough", YEAR - 2),
    ],
)
def test_inequality_is_told_by_its_path(values, shape, year):
    """Not "fell" where one year made all of the fall; then the indices since that year."""
    given = along(*values)
    found = national_claims.inequality_trend(given)
    after = national_claims.inequality_since(given)
    assert (found.key, after.key) == (f"t.ineq_{shape}", f"t.ineq_since_{shape}")
    told = shown(found)
    assert (told["year"], told["v"], told["v1"]) == (year, values[2], values[-1])
    assert shown(after) == {"y0": YEAR - 4, "year": year}
    if shape.startswith("step"):
        assert told["u"] == values[1]
    since = national_claims.inequality_after(given)
    assert since.key == "nation.inequality_since"
    changed = (values[-1] / values[2] - 1) * 100
    assert shown(since)["v"] == pytest.approx(changed, abs=1e-5)
    assert (shown(since)["v0"], shown(since)["u1"]) == (values[2], values[-1])


def test_inequality_of_a_whole_span_is_stated_at_both_ends():
    """A direction of all years, or a step of the last: nothing came after it."""
    for values in ((0.2, 0.21, 0.22, 0.23), (0.2, 0.2, 0.2, 0.3)):
        assert national_claims.inequality_after(along(*values)).key == "nation.inequality"


def test_inequality_that_begins_with_equality_has_no_rate():
    """Nobody was unequal at the start: whatever comes after is not so many times as much."""
    from_nothing = {name: {2014: 0.0, YEAR: 0.1} for name in ("theil_t", "gini", "williamson")}
    assert national_claims.inequality_trend(from_nothing) is None
    assert national_claims.inequality_since(from_nothing) is None


def test_inequality_needs_two_years_with_every_unit():
    """Spread that doubled; a year that lacks a region is no year of the series."""
    levels = ([100, 100, 100], [90, None, 80], [80, 80, 60])
    told = said(world(grp=over(THREE, levels)))
    assert shown(told["t.ineq_higher"]) == {"y0": YEAR - 2}
    values = shown(told["nation.inequality"])
    assert (values["y0"], values["y1"]) == (YEAR - 2, YEAR)
    # The weighted coefficient of variation by hand: mean 80, deviations 20, 0, 20.
    assert values["u1"] == pytest.approx((800 / 3) ** 0.5 / 80, abs=1e-6)
    # Gini's index: the mean of 10, 20 and 10, each twice of nine pairs, over twice the mean of 90.
    assert values["v0"] == pytest.approx(2 * (10 + 20 + 10) / 9 / (2 * 90), abs=1e-6)
    one = said(world(grp=over(THREE, (100, 90, 80))))
    assert not of_family(one, "t.ineq", "nation.inequality")


def test_the_extremes_of_variety_are_named():
    """Among all regions with sections; silent where one has none."""
    even, mixed, plain = (
        over("ABCG", each) for each in ((25,) * 4, (40, 30, 20, 10), (97, 1, 1, 1))
    )
    output = over((*THREE, NATION), (120, 90, 40, 100))
    sections = over((*THREE, NATION), (mixed, even, plain, mixed))
    told = said(world(grp=output, gva_by_industry=sections))
    assert shown(told["t.variety_ends"]) == {"max": SOUTH, "min": CITY}
    assert "t.variety_below" not in told  # one region alone is above the nation
    del sections[CITY]
    without = said(world(grp=output, gva_by_industry=sections))
    assert not of_family(without, "t.variety")


@pytest.mark.parametrize(
    ("structures", "below"),
    [((0, 2, 0, 0), 1), ((1, 2, 0, 0), 2), ((0, 0, 1, 2), None), ((0, 1, 2, None), None)],
)
def test_rich_regions_of_less_than_median_variety_are_counted(structures, below):
    """Among those above the nation's output per head; the nation's own variety does not count."""
    regions = TWENTY[:4]
    kinds = [over("ABCG", each) for each in ((25,) * 4, (40, 30, 20, 10), (97, 1, 1, 1))]
    output = over(regions, (150, 140, 60, 50)) | {NATION: 100}
    sections = {
        code: kinds[each]
        for code, each in zip(regions, structures, strict=True)
        if each is not None
    }
    told = said(world(regions, grp=output, gva_by_industry=sections | {NATION: kinds[0]}))
    counted = {"k": below, "n_regions": 2} if below else None
    assert (shown(told["t.variety_below"]) if "t.variety_below" in told else None) == counted


def test_regions_are_listed_by_output_per_head():
    """Those without a value last, each with its largest industry."""
    sections = {NORTH: over("ABCG", (10, 60, 20, 10)), NATION: over("ABCG", (25,) * 4)}
    made = world(grp=over((*THREE, NATION), (90, 120, None, 100)), gva_by_industry=sections)
    lines = brief(made).league
    assert [(each.region, each.rank, each.largest_industry) for each in lines] == [
        (SOUTH, 1, None),
        (NORTH, 2, "B"),
        (CITY, None, None),
    ]
    assert lines[1].values["share_of_gdp"] == 90
    assert lines[2].values["share_of_gdp"] is None


def test_what_the_nation_cannot_have_is_not_called_missing():
    """Its share in itself and its ratio to itself are no gaps."""
    names = shown(said(country((120, 90, 40)))["missing.no_data"])["items"]
    assert "measure.entropy_nat" in names
    assert not {"measure.share_of_gdp", "measure.ratio_to_nation", "measure.contribution_pp"} & {
        *names
    }


def test_key_messages_need_a_head_and_a_sentence():
    """Level, growth, inequality and structure, in this order; without figures none."""
    shares = over("ABCG", (40, 30, 20, 10))
    sections = over((*THREE, NATION), ([shares, shares],) * 4)
    full = world(
        grp=over((*THREE, NATION), ([100, 120], [95, 90], [90, 40], [100, 100])),
        grp_volume_index=over((*THREE, NATION), (103, 101, 105, 102)),
        gva_by_industry=sections,
    )
    assert [each.head.key for each in brief(full).messages] == [
        "nation.gap",
        "nation.grew_all",
        "t.ineq_up",
        "structure.head_nation",
    ]
    industry = brief(full).messages[-1].body[0]
    assert (industry.key, shown(industry)) == (
        "nation.largest_before",
        {"y0": YEAR - 1, "share0": 40, "industry": "B", "share": 30},
    )
    assert brief(world(unemployment_rate={NORTH: 5})).messages == ()
    assert studied(full).year == YEAR
