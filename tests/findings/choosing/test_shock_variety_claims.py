"""Growth in shocks beside diversification before them: an order only with evidence, and hedged."""

from dataclasses import replace

import pytest

from generator.classifications.shock_windows import Window
from generator.economics.estimation.ols import PartialSlope
from generator.economics.estimation.rank_correlation import RankCorrelation
from generator.findings.choosing.associations import shock_variety_claims
from generator.findings.measuring.associations.shock_variety import ShockVariety
from tests.findings.small_world import shown

CLEAR = ShockVariety(
    Window("shock", 2019, 2020),
    {"R01": 2.0},
    {"R01": -2.5},
    RankCorrelation(17, 0.7, 0.3, 0.9, p=0.001),
    (0.68, 0.8),
    PartialSlope(8.1, 12.0, 0.51, -17.6, 33.8),
)
UNCLEAR = replace(
    CLEAR,
    window=Window("shock", 2014, 2016),
    ranks=RankCorrelation(17, 0.14, -0.37, 0.58, p=0.59),
    left_out=(0.04, 0.32),
)
OPPOSITE = replace(
    CLEAR, ranks=RankCorrelation(17, -0.7, -0.9, -0.3, p=0.001), left_out=(-0.8, -0.68)
)


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (CLEAR, "same"),
        (OPPOSITE, "opposite"),
        (UNCLEAR, "unclear"),
        (replace(CLEAR, ranks=replace(CLEAR.ranks, n=14)), "unclear"),
        (replace(CLEAR, ranks=replace(CLEAR.ranks, n=15)), "same"),
        (replace(CLEAR, ranks=replace(CLEAR.ranks, low=0.0)), "unclear"),
        (replace(CLEAR, left_out=(-0.01, 0.8)), "unclear"),
    ],
)
def test_an_order_needs_units_an_interval_and_no_single_unit(found, key):
    """Fifteen units, zero outside the interval, the sign with any one unit left out (L18)."""
    told = shock_variety_claims.lede((found,))[0]
    assert (told.key, told.licence) == (f"shock_variety.{key}", "L18")
    assert shock_variety_claims.chart_title(found).key == f"t.shock_order_{key}"
    ranks = found.ranks
    numbers = {"v": ranks.value, "ci": (ranks.low, ranks.high), "n_units": ranks.n}
    assert shown(told) == {"y0": found.window.first, "y1": found.window.last, **numbers}
    assert told.evidence["left_out_min"] == found.left_out[0]


@pytest.mark.parametrize(
    ("p", "key"), [(0.05, "shock_variety.mining"), (0.049, "shock_variety.mining_apart")]
)
def test_an_order_is_put_beside_dependence_on_mining(p, key):
    """Told apart below 0.05 only; an unclear order is put beside nothing; a hedge ends it."""
    found = replace(CLEAR, beside_mining=replace(CLEAR.beside_mining, p=p))
    keys = [each.key for each in shock_variety_claims.lede((UNCLEAR, found))]
    assert keys == ["shock_variety.same", key, "shock_variety.unclear", "shock_variety.hedge"]
    assert shown(shock_variety_claims.lede((found,))[1]) == {"diff": 8.1, "p_text": p}
    without = replace(CLEAR, beside_mining=None)
    assert [each.key for each in shock_variety_claims.lede((without,))] == [
        "shock_variety.same",
        "shock_variety.hedge",
    ]


def test_the_title_counts_shocks_in_which_the_diversified_did_better():
    """Of the newest two; one of the opposite order does not count; without shocks none."""
    title = shock_variety_claims.title
    assert (title((UNCLEAR, CLEAR)).key, shown(title((UNCLEAR, CLEAR)))) == (
        "t.shock_variety",
        {"k": 1, "n_all": 2},
    )
    assert shown(title((CLEAR, UNCLEAR, CLEAR)))["n_all"] == 2
    assert title((UNCLEAR, OPPOSITE)).key == "t.shock_variety_none"
    assert title(()) is None
    assert shock_variety_claims.lede(()) == ()
