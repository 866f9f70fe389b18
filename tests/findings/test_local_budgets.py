"""Local budgets of years: by a second route, and where a figure is not known."""

import math

import pandas as pd
import pytest

from generator.classifications.regions import NATION
from generator.findings.measuring.budgets.local_budgets import net_expenditure
from generator.findings.measuring.indicators import indicators
from generator.findings.measuring.public_finance.year_so_far import (
    SoFar,
    revisions_of_first_figures,
    so_far_facts,
    volumes_so_far,
)

DONORS = {"KZ-23", "KZ-71", "KZ-75"}


@pytest.fixture(scope="module")
def newest(panel):
    """Indicators of 2025, on today's borders."""
    return indicators(panel, 2025)


def test_the_share_of_transfers_by_a_second_route(newest, panel):
    """From single figures of the delivery, in every region of 2024 and the nation."""
    for code in (*newest.distribution("transfer_share", 2024), NATION):
        taxes, transfers = (
            panel.observation(f"local_budget_{name}", code, 2024).value
            for name in ("taxes", "transfers_received")
        )
        share = newest.value("transfer_share", code, 2024)
        assert share == pytest.approx(100 * transfers / (taxes + transfers), abs=1e-8)
        people = panel.observation("average_population", code, 2024).value
        each = newest.value("taxes_per_capita", code, 2024)
        assert each == pytest.approx(taxes / people * 1000, abs=1e-8)


def test_expenditure_is_net_only_for_donors(newest, panel):
    """All twenty regions of 2024; net times people is spending less withdrawals."""
    for code in newest.distribution("expenditure_per_capita", 2024):
        spent = panel.observation("local_budget_expenditure", code, 2024).value
        given = panel.observation("local_budget_withdrawals", code, 2024)
        assert (given is not None) == (code in DONORS)
        net = spent - (given.value if given else 0)
        people = panel.observation("average_population", code, 2024).value
        found = newest.value("expenditure_per_capita", code, 2024)
        assert found == pytest.approx(net / people * 1000, abs=1e-8)


def test_what_is_not_known_is_not_stated(newest):
    """Nothing net in 2020, nor for Astana before 2023; no budget of 2025 nor of divided 2022."""
    for code in (NATION, "KZ-11", "KZ-23", "KZ-71"):
        assert newest.value("expenditure_per_capita", code, 2020) is None
        assert newest.value("transfer_share", code, 2020) is not None
    for year in (2018, 2019, 2021, 2022):
        assert newest.value("expenditure_per_capita", "KZ-71", year) is None
        assert newest.value("expenditure_per_capita", "KZ-75", year) is not None
    assert newest.series("transfer_share", NATION).keys() == set(range(2018, 2025))
    for code in ("KZ-19", "KZ-35", "KZ-63"):
        assert min(newest.series("transfer_share", code)) == 2023
    for code in ("KZ-10", "KZ-33", "KZ-62"):
        assert newest.series("transfer_share", code).keys() == {2024}
    assert newest.newest_complete("transfer_share") == 2024


def test_net_expenditure_of_a_drawn_table():
    """A region without a row passed nothing on; an unknown or too large withdrawal leaves none."""
    spent = pd.DataFrame({2023: [100.0, 40.0, 30.0, 20.0], 2024: [1.0] * 4}, ["KZ", "A", "B", "C"])
    given = pd.DataFrame({2023: [9.0, 9.0, 50.0]}, ["KZ", "A", "C"])
    net = net_expenditure(spent, given, {("B", 2023)})
    assert net[2023].drop(["B", "C"]).to_dict() == {"KZ": 91.0, "A": 31.0}
    assert net[2023][["B", "C"]].isna().all()
    assert net[2024].isna().all()


def test_eight_months_of_three_years_stand_beside_each_other(panel):
    """2024, 2025 and 2026, and nothing of the whole year among them."""
    facts = [each for each in so_far_facts(panel, "KZ-63", 2025) if "tax" in each.measure]
    found = {(each.measure, each.period, each.months) for each in facts}
    assert found == {
        ("taxes_so_far", 2024, 8),
        ("taxes_so_far", 2025, 8),
        ("taxes_so_far", 2026, 8),
        ("taxes_change_so_far", 2026, 8),
    }
    assert so_far_facts(panel, "KZ-63", 2024) == ()


def test_the_newest_quarter_is_a_first_figure(panel):
    """January to March 2026 of all regions; the index of East Kazakhstan beside the nation's."""
    facts = {each.measure: each for each in so_far_facts(panel, "KZ-63", 2025)}
    volume = facts["volume_so_far"]
    assert (volume.status, volume.period, volume.months) == ("preliminary", 2026, 3)
    assert volume.national == 103.0
    assert len(volumes_so_far(panel, 2025)) == 20
    nominal = SoFar(panel, "KZ-63", 2025).figure("grp_year_to_date", back=1)
    rise = facts["grp_so_far"].value * 1000 / nominal.printed
    assert facts["grp_change_so_far"].value == pytest.approx((rise - 1) * 100, abs=1e-9)


def test_first_figures_of_2023_moved_by_almost_five_per_cent(panel):
    """Mean of the twenty regions, up or down: 4.8; from Abai to Shymkent; the nation -0.9."""
    moved = {code: value for code, (_, value) in revisions_of_first_figures(panel).items()}
    nation = moved.pop(NATION)
    assert round(math.fsum(map(abs, moved.values())) / 20, 1) == 4.8
    assert min(moved, key=moved.get) == "KZ-10"
    assert max(moved, key=moved.get) == "KZ-79"
    assert round(nation, 2) == -0.93
