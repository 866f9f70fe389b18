"""Local budgets and the year so far: what is said, and what is not."""

from dataclasses import replace

import pytest

from generator.classifications.left_out import REASONS, LeftOut
from generator.classifications.regions import NATION
from generator.dataset.panel import Observation
from generator.findings.choosing import notes
from generator.findings.choosing.public_finance import so_far_claims
from generator.findings.measuring.public_finance.budget_facts import donors
from tests.findings.months import with_months
from tests.findings.small_world import (
    CITY,
    NORTH,
    SOUTH,
    YEAR,
    brief,
    said,
    shown,
    studied,
    world,
)

AREAS = (NORTH, SOUTH, CITY, NATION)
VOLUME, OUTPUT = "grp_volume_index_year_to_date", "grp_year_to_date"
BUDGETS = "local_budget_year_to_date"


def budgets(
    *, withdrawn=None, subventions=None, taxes=(30, 60, 90, 180), transfers=(70, 40, 10, 120)
):
    """A country whose regions have 1,000 inhabitants each: amounts in mln are thousands a head."""
    given = {"local_budget_taxes": taxes, "local_budget_transfers_received": transfers}
    tables = {name: dict(zip(AREAS, values, strict=True)) for name, values in given.items()}
    tables["local_budget_expenditure"] = dict(zip(AREAS, (95, 99, 120, 314), strict=True))
    if withdrawn is not None:
        tables["local_budget_withdrawals"] = withdrawn
    if subventions is not None:
        tables["local_budget_subventions"] = subventions
    output = {"grp": dict.fromkeys(AREAS, 1000)}
    return world(**output, **tables)


def test_a_region_is_told_its_share_of_transfers_beside_the_nations():
    """70 of 100 in the north: the largest share; 10 of 100 in the city: two have more."""
    told = said(budgets(), NORTH)
    assert shown(told["budget.made_of_most"]) == {
        "year": YEAR, "v": 70, "u": 40, "n_regions": 3,
    }  # fmt: skip
    assert shown(said(budgets(), CITY)["budget.made_of"]) == {
        "year": YEAR, "v": 10, "u": 40, "n_regions": 3, "k": 2,
    }  # fmt: skip
    assert shown(told["budget.per_head"]) == {"v0": 30, "v1": 70, "u0": 180, "u1": 120}
    assert "t.budget_transfers" in told
    assert "t.budget_taxes" in said(budgets(), CITY)


def test_expenditure_is_stated_net_of_what_a_donor_passes_on():
    """The city spends 120 and passes 40 on: 80; the north has nothing to pass on."""
    country = budgets(withdrawn={CITY: 40, NATION: 40}, subventions={NORTH: 25, NATION: 25})
    told = said(country, CITY)
    assert shown(told["budget.spent"]) == {"v": 80, "u": 274}
    assert shown(told["budget.passed_on"]) == {"v": 0.04, "u": 40}
    assert "t.budget_donor" in told
    north = said(country, NORTH)
    assert shown(north["budget.spent"]) == {"v": 95, "u": 274}
    assert shown(north["budget.subvention"]) == {"v": 0.025, "u": 25}
    assert "budget.passed_on" not in north


def test_without_withdrawals_nobody_is_told_what_is_spent():
    """Not in a year without a table of them, and not where the region's are missing."""
    assert shown(said(budgets(), NORTH)["budget.spent_unknown"]) == {"year": YEAR}
    country = budgets(withdrawn={CITY: 40, NATION: 60})
    gap = LeftOut("local_budget_withdrawals", SOUTH, YEAR, 12, None, "not_listed")
    lacking = replace(country, left_out=(gap,))
    assert "budget.spent_unknown" in said(lacking, SOUTH)
    assert "budget.spent" in said(lacking, NORTH)
    assert "budget.spent_unknown" in said(budgets(withdrawn={CITY: 500, NATION: 300}), CITY)


def test_a_region_without_a_budget_is_told_nothing():
    """No sentence, no title; the others are still compared."""
    country = budgets(taxes=(None, 60, 90, 180), transfers=(None, 40, 10, 120))
    assert not [key for key in said(country, NORTH) if key.startswith(("budget.", "t.budget"))]
    assert shown(said(country, SOUTH)["budget.made_of_most"])["n_regions"] == 2


def test_the_nation_names_donors_and_where_transfers_weigh_most():
    """One donor; from 10 per cent in the city to 70 in the north; one region above half."""
    country = budgets(withdrawn={CITY: 40, NATION: 40}, subventions={NATION: 90})
    told = said(country)
    assert shown(told["budget.made_of_nation"]) == {"year": YEAR, "v": 40}
    assert shown(told["budget.per_head_nation"]) == {"v0": 180, "v1": 120}
    assert shown(told["budget.ends"]) == {"max": NORTH, "vmax": 70, "min": CITY, "vmin": 10}
    assert shown(told["budget.donors"]) == {"items": [CITY], "v": 0.04}
    assert shown(told["budget.subventions"]) == {"v": 0.09}
    assert shown(told["t.budget_regions"]) == {"k": 1, "n_regions": 3, "year": YEAR}
    assert [each.region for each in donors(country, YEAR)] == [CITY]
    spent = budgets(withdrawn={CITY: 40, NATION: 40})
    assert shown(said(spent)["budget.spent_nation"]) == {"v": 274}


def months(own, nation=(103.0,), *, year=YEAR + 1):
    """A country whose first quarter of the next year is known, in three regions or in one."""
    figures = [(VOLUME, NATION, "", year, 3, nation[0]), (OUTPUT, NATION, "", year, 3, 4400.0)]
    figures += [(VOLUME, code, "", year, 3, value) for code, value in own.items()]
    for code, now, before in ((NORTH, 1100.0, 1000.0), (NATION, 4400.0, 4000.0)):
        figures += [(OUTPUT, code, "", year, 3, now), (OUTPUT, code, "", year - 1, 3, before)]
    for item, now, before in (("taxes", 60.0, 50.0), ("transfers_received", 40.0, 50.0)):
        figures += [(BUDGETS, code, item, year, 8, now) for code in (NORTH, NATION)]
        figures += [(BUDGETS, code, item, year - 1, 8, before) for code in (NORTH, NATION)]
    return with_months(budgets(), *dict.fromkeys(figures))


@pytest.mark.parametrize(
    ("index", "side"), [(103.3, "above"), (103.24, "same"), (102.76, "same"), (102.7, "below")]
)
def test_the_year_so_far_stands_beside_the_nations(index, side):
    """First estimates that differ by two tenths are alike; each names its months."""
    told = said(months({NORTH: index}), NORTH)
    assert f"so_far.title_{side}" in told
    assert shown(told["so_far.volume"]) == {
        "year": YEAR + 1, "months": "until.march", "v": index, "u": 103,
    }  # fmt: skip
    assert shown(told["so_far.output"]) == {"v": 1.1, "pct_signed": 10}
    assert shown(told["so_far.taxes"]) == {
        "year": YEAR + 1, "months": "until.august", "v": 0.06, "pct_signed": 20, "u": 0.04,
    }  # fmt: skip


def test_every_side_of_the_year_so_far_has_its_words():
    """Above, about as, and below the nation."""
    keys = {"so_far.title_above", "so_far.title_same", "so_far.title_below"}
    told = set().union(*(said(months({NORTH: v}), NORTH) for v in (110.0, 103.0, 90.0)))
    assert keys <= told


def test_the_nation_names_both_ends_only_among_all_regions():
    """With one region missing it states its own index alone."""
    whole = said(months({NORTH: 110.0, SOUTH: 99.0, CITY: 104.0}))
    assert shown(whole["so_far.volume_ends"]) == {
        "year": YEAR + 1, "months": "until.march", "v": 103,
        "max": NORTH, "vmax": 110, "min": SOUTH, "vmin": 99,
    }  # fmt: skip
    assert "so_far.title_nation" in whole
    assert "so_far.volume_nation" in said(months({NORTH: 110.0}))


def test_months_of_another_year_say_nothing():
    """A brief of 2025 is not about the first quarter of 2027, nor of its own year."""
    for year in (YEAR, YEAR + 2):
        told = said(months({NORTH: 110.0}, year=year), NORTH)
        assert not [key for key in told if key.startswith("so_far")]


def test_twelve_months_never_become_the_year():
    """Eleven or twelve months of the next year: no measure of a year has a value of it."""
    for last in (11, 12):
        figures = [(BUDGETS, code, "taxes", YEAR + 1, last, 99.0) for code in (NORTH, NATION)]
        country = with_months(budgets(), *figures)
        made = brief(country, NORTH)
        assert all(
            fact.period <= YEAR
            for fact in made.facts
            if not fact.months and fact.value is not None
        )
        so_far = [fact for fact in made.facts if fact.months]
        assert {(fact.measure, fact.months) for fact in so_far} == {("taxes_so_far", last)}


def first(region, value):
    """The first figure of output, which was preliminary."""
    return Observation(
        "grp", region, "", "", YEAR, value, "", "preliminary", "current", "2025-04-27", "BNS-1",
        "grp.csv", 2, "",
    )  # fmt: skip


def test_first_figures_are_told_how_far_they_moved():
    """From 800 to 1,000 in the north, from 1,250 in the south: 25 and -20 per cent."""
    firsts = (first(NORTH, 800.0), first(SOUTH, 1250.0), first(NATION, 1000.0))
    country = replace(budgets(), first_figures=firsts)
    assert shown(said(country, NORTH)["so_far.moved"]) == {
        "year": YEAR, "pct": 22.5, "n_regions": 2, "pct_signed": 25,
    }  # fmt: skip
    assert shown(said(country)["so_far.moved_regions"]) == {
        "year": YEAR, "pct": 22.5, "n_regions": 2,
        "max": NORTH, "vmax": 25, "min": SOUTH, "vmin": -20,
    }  # fmt: skip
    assert "so_far.moved" not in said(country, CITY)
    assert "so_far.moved" not in said(budgets(), NORTH)
    facts = [each for each in brief(country, NORTH).facts if each.measure.startswith("first_")]
    assert [(each.value, each.period) for each in facts] == [(25.0, YEAR)]


def test_gaps_are_told_with_their_reason():
    """Those of the region and of all, of tables that are there, years of one reason together."""
    taxes = "local_budget_taxes"
    gaps = (
        LeftOut(taxes, "", YEAR + 1, 12, None, "no_december"),
        LeftOut(taxes, NORTH, YEAR - 1, 12, 5.0, "mixed_borders"),
        LeftOut(taxes, NORTH, YEAR - 2, 12, 5.0, "mixed_borders"),
        LeftOut(taxes, SOUTH, YEAR - 1, 12, None, "no_table"),
        LeftOut("fisim", "", YEAR - 1, 12, None, "no_figures"),
        LeftOut(taxes, "", YEAR + 2, 12, None, "repeats_november"),
        LeftOut(taxes, "", YEAR, 11, None, "doubled"),
    )
    told = notes.left_out(replace(budgets(), left_out=gaps), YEAR, NORTH)
    assert [(claim.key, shown(claim)["years"]) for claim in told] == [
        ("left_out.mixed_borders", f"{YEAR - 2}–{YEAR - 1}"),
        ("left_out.no_december", str(YEAR + 1)),
    ]


def test_every_reason_has_its_words():
    """Reasons of gaps are the messages that tell them."""
    assert {f"left_out.{reason}" for reason in REASONS} == {
        "left_out.city_from_september", "left_out.mixed_borders", "left_out.repeats_november",
        "left_out.no_december", "left_out.no_table", "left_out.no_figures",
        "left_out.not_listed", "left_out.doubled", "left_out.incomplete",
    }  # fmt: skip


def test_a_title_needs_the_nations_index():
    """Without it nothing is above or below."""
    figures = [(VOLUME, NORTH, "", YEAR + 1, 3, 104.0)]
    country = with_months(budgets(), *figures)
    assert so_far_claims.title(country, studied(country).ind, NORTH) is None
