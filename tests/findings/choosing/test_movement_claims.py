"""Organisations opened against liquidated, region by region: which pairs, in what order."""

import pytest
from scipy.stats import binomtest

from generator.classifications.regions import NATION
from generator.findings.choosing.grouping.movement_claims import regional_movements, title
from tests.findings.small_world import CITY, NORTH, SOUTH, Cell, said, shown, world

OPENED, CLOSED = "organisations_opened", "organisations_liquidated"


def test_the_real_pairs_are_those_with_both_figures_from_most_openings_down(panel):
    """Five of thirteen cells of 2022 have both; again from the raw rows, by counting."""
    rows = panel.observations
    cells = {
        table: rows[rows["table"].eq(table) & rows["year"].eq(2022)].set_index(
            ["region", "industry"]
        )["value"]
        for table in (OPENED, CLOSED)
    }
    both = (cells[OPENED] / cells[CLOSED]).dropna().sort_values(ascending=False)
    told = regional_movements(panel, 2022)
    named = [(each.slots["region"].code, each.slots["industry"].code) for each in told]
    assert named == list(both.index) == [
        ("KZ-75", "B"), ("KZ-11", "A"), ("KZ-75", "C"), ("KZ-61", "A"), ("KZ-79", "C"),
    ]  # fmt: skip
    for each, ratio in zip(told, both, strict=True):
        assert each.slots["v"].value == pytest.approx(ratio)
    opened, closed = (int(cells[table]["KZ-75", "B"]) for table in (OPENED, CLOSED))
    ends = binomtest(opened, opened + closed).proportion_ci(method="exact")
    assert told[0].evidence["low"] == pytest.approx(ends.low / (1 - ends.low))
    assert told[0].evidence["high"] == pytest.approx(ends.high / (1 - ends.high))
    assert title(told).slots["k"].value == sum(each.evidence["low"] > 1 for each in told) == 3


def test_figures_of_another_year_are_not_told(panel):
    """The paper counts organisations of 2022: nothing is said in a brief of 2025."""
    assert regional_movements(panel, 2025) == ()
    assert title(()) is None


def test_one_figure_is_no_pair_and_neither_is_nothing_liquidated():
    """The north has both, the south one, the city closed nothing: one pair of one industry."""
    told = said(
        world(
            grp={NORTH: 1, SOUTH: 1, CITY: 1, NATION: 3},
            organisations_opened={
                NORTH: {"A": Cell(150)}, SOUTH: {"A": Cell(10)}, CITY: {"A": Cell(5)},
            },
            organisations_liquidated={NORTH: {"A": Cell(98)}, CITY: {"A": Cell(0)}},
        )
    )  # fmt: skip
    assert shown(told["t.movements"]) == {"k": 1, "n_all": 1}
    assert shown(told["movements.ratio"])["v"] == pytest.approx(150 / 98, abs=1e-6)


def test_figures_of_the_whole_economy_name_no_industry():
    """Totals of a region are told without an industry."""
    told = said(
        world(
            grp={NORTH: 1, SOUTH: 1, CITY: 1, NATION: 3},
            organisations_opened={NORTH: 20},
            organisations_liquidated={NORTH: 40},
        )
    )
    assert shown(told["movements.ratio_all"])["v"] == 0.5
    assert shown(told["t.movements"]) == {"k": 0, "n_all": 1}
