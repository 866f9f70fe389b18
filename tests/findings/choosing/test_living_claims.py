"""Output per head beside living conditions: what is correlated, and what is said of it."""

import math

import pandas as pd
import pytest
from scipy.stats import pearsonr

from generator.classifications.regions import NATION
from generator.economics.estimation.rank_correlation import RankCorrelation
from generator.findings.choosing.associations import living_claims
from generator.findings.measuring.associations.living_conditions import (
    CONDITIONS,
    LivingCondition,
    living_conditions,
)
from tests.findings.small_world import TWENTY, YEAR, at, over, said, shown, world

LEVELS = over(TWENTY, [100 * number for number in range(1, 21)])
OUTPUT = {**LEVELS, NATION: sum(LEVELS.values())}


def found(low, value, high, n=20):
    """A condition with a correlation of this interval."""
    return LivingCondition("average_wage", YEAR, RankCorrelation(n, value, low, high))


def test_wages_in_the_order_of_output_are_told_as_the_same_order():
    """Wages rise with output but for two neighbours: the interval lies above zero."""
    wages = over(TWENTY, [2, 1, *range(3, 21)])
    told = said(world(TWENTY, grp=OUTPUT, average_wage=wages))
    assert "living.same" in told
    assert shown(told["living.same"])["n_regions"] == 20
    assert shown(told["t.living"]) == {"k": 1, "n_all": 1}
    assert "living.hedge" in told
    assert "living.no_schools" in told


def test_unemployment_in_the_opposite_order_is_told_so():
    """The richer, the fewer without work, but for two neighbours."""
    jobless = over(TWENTY, [*range(20, 2, -1), 1, 2])
    assert "living.opposite" in said(world(TWENTY, grp=OUTPUT, unemployment_rate=jobless))


def test_an_interval_with_zero_has_no_direction():
    """Every second region is better off: nothing is told apart, and the title says so."""
    mixed = over(TWENTY, [1, 2] * 10)
    told = said(world(TWENTY, grp=OUTPUT, average_wage=mixed))
    assert "living.unclear" in told
    assert "t.living_none" in told


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.6), (-0.6, 0.0), (-0.2, 0.4)])
def test_zero_at_the_very_end_is_inside_the_interval(low, high):
    """The licence needs an interval that excludes zero."""
    assert living_claims.direction(found(low, 0.1, high)) == "unclear"


def test_fourteen_regions_are_too_few():
    """Of 14 regions with wages nothing is said; of 15 it is."""
    for k, keys in ((14, []), (15, ["living.same", "living.hedge", "living.no_schools"])):
        wages = dict(zip(TWENTY[:k], [2, 1, *range(3, k + 1)], strict=True))
        assert at(world(TWENTY, grp=OUTPUT, average_wage=wages), "living") == keys


def test_the_newest_year_with_enough_regions_counts():
    """Wages of the reference year are known of one region, those of the year before of all."""
    wages = {code: [LEVELS[code], None] for code in TWENTY[1:]} | {TWENTY[0]: [0, 1]}
    wages[TWENTY[1]] = [400, None]
    country = world(
        TWENTY, grp={code: [value, value] for code, value in OUTPUT.items()}, average_wage=wages
    )
    assert shown(said(country)["living.same"])["year"] == YEAR - 1


def test_the_real_correlations_are_those_of_the_deliveries_themselves(panel):
    """Ranks of raw rows, regions carved out in 2022 counted with their parents until then."""
    rows = panel.observations
    heirs = {"KZ-10": "KZ-63", "KZ-33": "KZ-19", "KZ-62": "KZ-35"}

    def raw(table, year, *, merged):
        one = rows[rows["table"].eq(table) & rows["year"].eq(year) & rows["industry"].eq("")]
        one = one[one["region"].ne(NATION) & one["borders"].ne("before-2018")]
        owner = one["region"].replace(heirs) if merged else one["region"]
        return one.groupby(owner)["value"].sum()

    told = {each.table: each for each in living_conditions(panel, 2025)}
    assert tuple(told) == CONDITIONS
    for table, each in told.items():
        merged = each.year < 2022
        level = raw("grp", each.year, merged=merged) / raw(
            "average_population", each.year, merged=merged
        )
        both = pd.DataFrame({"x": level, "y": raw(table, each.year, merged=merged)}).dropna()
        ranks = both.rank()
        assert each.ranks.n == len(both)
        assert each.ranks.value == pytest.approx(pearsonr(ranks["x"], ranks["y"]).statistic)
        spread = math.sqrt((1 + each.ranks.value**2 / 2) / (len(both) - 3))
        centre = math.atanh(each.ranks.value)
        assert math.atanh(each.ranks.low) == pytest.approx(centre - 1.959964 * spread, abs=1e-5)
    assert round(told["cash_income_per_capita"].ranks.value, 2) == 0.96
    assert round(told["average_wage"].ranks.value, 2) == 0.86
