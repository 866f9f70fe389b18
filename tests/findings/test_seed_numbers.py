"""Every number of the method paper: docs/seed-numbers.md is computed anew."""

import math
import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from scipy.stats import norm

from generator.classifications.regions import NATION
from generator.economics.estimation.multiplicity import stars
from generator.economics.indices.growth import annual_change, shares_of_growth
from generator.economics.indices.inequality import max_min_ratio
from generator.findings.measuring.indicators import indicators
from tests.conftest import ROOT

DOCUMENT = (ROOT / "docs" / "seed-numbers.md").read_text(encoding="utf-8")
CELLS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in DOCUMENT.splitlines()
    if re.match(r"\| [STP]\d\d \|", line)
]
RECOMPUTED = [cells for cells in CELLS if len(cells) == 8]
TABLE_1 = {cells[0]: cells[1] for cells in CELLS if cells[0].startswith("T")}

QUOTED, NEWEST = date(2023, 12, 31), date(2026, 11, 23)


@pytest.fixture(scope="module")
def vintages(quoted, panel):
    """Panels by the day whose state of knowledge they show."""
    return {QUOTED: quoted, NEWEST: panel}


def measure(panel, region, year, name):
    """Value of an indicator."""
    return indicators(panel, year).value(name, region)


def figure(panel, region, year, table, industry=""):
    """Figure of a delivery."""
    found = panel.observation(table, region, year, industry)
    return None if found is None else found.value


def rank(panel, region, year, name):
    """Rank of a region by an indicator."""
    place = indicators(panel, year).place(name, region)
    return None if place is None else place.rank


def extremes(panel, _, year, name):
    """Largest over smallest value of an indicator."""
    return max_min_ratio(pd.Series(indicators(panel, year).distribution(name)))


def ratio(panel, region, year, name, other):
    """Value of an indicator over that of another region."""
    ends = [measure(panel, each, year, name) for each in (region, other)]
    return None if None in ends else ends[0] / ends[1]


def growth(panel, region, year, name):
    """Change during the year of the number registered at its start."""
    end = figure(panel, region, year + 1, f"{name}_registered_1_january")
    change = figure(panel, region, year, f"{name}_increase")
    if end is None or change is None:
        return None
    stock = pd.DataFrame([[end - change, end]], [region], [year, year + 1])
    return float(annual_change(stock).loc[region, year + 1])


ROUTES = {
    "measure": measure,
    "table": figure,
    "rank": rank,
    "extremes": extremes,
    "growth": growth,
    "ratio": ratio,
}


def computed(panel, row):
    """Follow a route of the document; ``None`` where the vintage has no such figure."""
    kind, *names = row[5].strip("`").split()
    return ROUTES[kind](panel, row[2], int(row[4]), *names)


def as_printed(value, printed):
    """Round a value to the decimals that are printed."""
    decimals = len(printed.partition(".")[2])
    return f"{value:.{decimals}f}"


@pytest.mark.parametrize("row", RECOMPUTED, ids=lambda row: row[0])
def test_the_printed_number_comes_out(vintages, row):
    """The vintage gives the number to the digits that the paper prints."""
    number, vintage = row[1], row[6]
    assert as_printed(computed(vintages[date.fromisoformat(vintage)], row), number) == number


@pytest.mark.parametrize("row", RECOMPUTED, ids=lambda row: row[0])
def test_the_newest_figure_is_as_stated(panel, row):
    """The same route today gives the figure of the last column, where there is one."""
    newest, found = row[7], computed(newest_delivery(panel), row)
    assert newest == ("—" if found is None else as_printed(found, newest))


def newest_delivery(panel):
    """Leave out what only the paper's own delivery has: that is no news."""
    rows = panel.observations
    newer = rows[rows["vintage"] != rows["vintage"].min()]
    return replace(panel, observations=newer)


def test_no_number_is_forgotten_or_told_twice():
    """Forty-four facts, forty-three numbers of Table 1, three of the preface."""
    numbers = [cells[0] for cells in CELLS]
    wanted = {
        f"{kind}{n:02}"
        for kind, last in (("S", 44), ("T", 43), ("P", 3))
        for n in range(1, last + 1)
    }
    assert len(numbers) == len(set(numbers)) == 90
    assert set(numbers) == wanted
    assert len(RECOMPUTED) == 41


def test_the_ranks_that_cannot_be_reproduced(panel):
    """Final figures of 2022: Ulytau is fourth, Almaty region sixteenth, Shymkent seventeenth."""
    ind = indicators(panel, 2022)
    ranks = [ind.place("grp_per_capita", region).rank for region in ("KZ-62", "KZ-19", "KZ-79")]
    assert ranks == [4, 16, 17]


def test_three_contributions_to_growth(panel, quoted):
    """Almaty, Astana and Akmola: 67 per cent of the growth of then, 54 by the final figures."""
    shares = {}
    for day, known in ((QUOTED, quoted), (NEWEST, panel)):
        ind = indicators(known, 2022)
        points = pd.Series(ind.distribution("contribution_pp"))[["KZ-75", "KZ-71", "KZ-11"]]
        shares[day] = round(shares_of_growth(points, ind.value("real_growth", NATION)).sum())
    assert shares == {QUOTED: 67, NEWEST: 54}


@pytest.mark.parametrize(
    ("coefficient", "error", "number"), [("T01", "T02", 3), ("T15", "T17", 3), ("T20", "T23", 1)]
)
def test_stars_follow_from_the_standard_error(coefficient, error, number):
    """5.6 standard errors are three stars, 1.8 are one, whatever the paper prints."""
    ratio = abs(float(TABLE_1[coefficient])) / float(TABLE_1[error])
    assert stars(2 * norm.sf(ratio)) == number


def test_the_standard_errors_of_two_columns_look_exchanged():
    """R² of column 1 follows from the standard error printed in column 2."""
    slope = float(TABLE_1["T01"])
    by_error = {}
    for name in ("T02", "T04"):
        squared = (slope / float(TABLE_1[name])) ** 2
        by_error[name] = f"{squared / (squared + 3645 - 243 - 1):.3f}"
    assert by_error == {"T02": "0.003", "T04": TABLE_1["T39"]}


def test_effects_of_a_unit_in_per_cent():
    """100 (e^b - 1), as the document states them."""
    effects = [
        f"{100 * math.expm1(float(TABLE_1[name])):.1f}" for name in ("T01", "T03", "T05", "T07")
    ]
    assert effects == ["52.8", "64.5", "51.4", "131.6"]
