"""Real growth taken apart by section, against the delivered files read a second time."""

import csv
import math
from functools import cache

import pandas as pd
import pytest

from generator.classifications.industries import IN_OTHER_SERVICES, OTHER_SERVICES
from generator.classifications.regions import NATION
from generator.economics.indices.growth import real_growth
from generator.findings.brief_set import prepare
from generator.findings.measuring.reference_borders import ReferenceBorders
from generator.findings.measuring.section_tables import section_growth
from generator.findings.passport import passport
from generator.project import Project
from tests.findings.small_world import CITY, NORTH, SOUTH, studied, world

YEARS = range(2014, 2026)
OWN = "ABCDEFGHJL"


@pytest.fixture(scope="module")
def apart(panel):
    """Real growth of a year taken apart, each year once."""

    @cache
    def of_year(year):
        keep = ReferenceBorders(panel, year - 1, year)
        growth = real_growth(keep.frame("grp_volume_index"))[year]
        return section_growth(panel, year, keep.counted_in((year - 1, year)), growth)

    return of_year


@cache
def delivered(file):
    """Values and borders of a delivered file by region, industry and year."""
    with (Project.here().deliveries / file).open(encoding="utf-8", newline="") as handle:
        return {
            (row["region"], row.get("industry", ""), int(row["year"])): (
                float(row["value"]),
                row["borders"],
            )
            for row in csv.DictReader(handle)
            if row["value"]
        }


def second_route(region, year):
    """Contributions and residual of a region from the files alone; ``None`` across borders."""
    output = delivered("2026-11-23/gva_by_industry.csv")
    index = delivered("2026-08-24/gva_volume_index.csv")
    grew, borders = delivered("2026-11-23/grp_volume_index.csv")[region, "", year]
    before = {code: output.get((region, code, year - 1)) for code in OWN}
    parts = [output.get((region, code, year - 1)) for code in IN_OTHER_SERVICES]
    known = [part for part in parts if part]
    together = output.get((region, OTHER_SERVICES, year - 1))
    before[OTHER_SERVICES] = (
        (math.fsum(value for value, _ in known), known[0][1]) if known else together
    )
    if any(each is None or each[1] != borders for each in before.values()):
        return None
    whole = math.fsum(value for value, _ in before.values())
    points = {
        code: value / whole * (index[region, code, year][0] - 100)
        for code, (value, _) in before.items()
        if (region, code, year) in index
    }
    return (points, grew - 100 - math.fsum(points.values())) if points else None


@pytest.mark.parametrize("year", YEARS)
def test_contributions_and_residual_are_those_of_the_files(apart, year):
    """Every region with a published index and the same borders, and the nation, to 1e-8."""
    found, checked = apart(year), []
    for region, _, of_year in delivered("2026-11-23/grp_volume_index.csv"):
        if of_year != year or (expected := second_route(region, year)) is None:
            continue
        points, residual = expected
        own = found.contributions.loc[region].dropna()
        assert own.to_dict() == pytest.approx(points, abs=1e-8)
        assert found.residual[region] == pytest.approx(residual, abs=1e-8)
        checked.append(region)
    assert set(found.contributions.index) == set(checked)
    assert len(checked) == {2021: 15}.get(year, 16 if year < 2018 else 18 if year < 2022 else 21)


@pytest.mark.parametrize("year", YEARS)
def test_contributions_and_residual_make_published_growth(apart, panel, year):
    """The sum is the volume index of gross regional product less a hundred, everywhere."""
    found, index = apart(year), panel.wide("grp_volume_index")[year]
    total = found.contributions.sum(axis=1) + found.residual
    assert (total - (index[total.index] - 100)).abs().max() < 1e-9


def test_the_residual_is_what_the_specification_measured(apart):
    """In 2025 half of the regions miss less than 0.19 points; Shymkent missed 5.25 in 2018."""
    newest = apart(2025).residual.drop(NATION).abs()
    assert (round(newest.median(), 2), round(newest.max(), 2)) == (0.19, 1.02)
    first = apart(2018).residual
    assert (first.abs().idxmax(), round(first.abs().max(), 2)) == ("KZ-79", 5.25)


@pytest.mark.parametrize(("year", "differing"), [(2023, 15), (2024, 10), (2025, 9)])
def test_tenge_often_point_to_another_industry(apart, year, differing):
    """The largest gain in tenge is not the largest real contribution in that many regions."""
    found = apart(year)
    regions = found.contributions.index.drop(NATION)
    real = found.contributions.loc[regions].idxmax(axis=1)
    nominal = found.nominal.loc[regions].idxmax(axis=1)
    assert int((real != nominal).sum()) == differing


def test_manufacturing_of_east_kazakhstan_grew_in_prices_alone(apart):
    """Its volume index was 95.9 in 2025, its value added 14.2 per cent larger in tenge."""
    found = apart(2025)
    volume, prices = found.volume.loc["KZ-63", "C"], found.prices.loc["KZ-63", "C"]
    assert volume == pytest.approx(95.9 - 100)
    assert (1 + volume / 100) * (1 + prices / 100) == pytest.approx(1.142, abs=0.0005)
    assert found.nominal.loc["KZ-63", "C"] > 0


@pytest.mark.parametrize(
    ("year", "region"), [(2021, "KZ-10"), (2021, "KZ-63"), (2016, "KZ-61"), (2016, "KZ-79")]
)
def test_across_new_borders_nothing_is_known(apart, year, region):
    """Output of the year before is on other borders, or the index is of another region."""
    assert region not in apart(year).contributions.index
    assert region not in apart(year).residual.index


def test_mining_of_a_city_without_mining_has_no_contribution(apart):
    """Its index is published as nothing; the city has all the others, and its residual."""
    points = apart(2025).contributions.loc["KZ-75"]
    assert points.index[points.isna()].tolist() == ["B"]


SECTIONS = {"A": 20, "B": 30, "C": 40, "G": 10}


def taken_apart(indices, growth=1.0, before=SECTIONS):
    """Take growth of the North apart in a country where only its indices differ."""
    same = dict.fromkeys(SECTIONS, 100)
    sections = {code: [before, SECTIONS] for code in (NORTH, SOUTH, CITY, NATION)}
    volume = {NORTH: indices, SOUTH: same, CITY: same, NATION: same}
    grew = dict.fromkeys(sections, 100 + growth)
    made = world(
        grp=dict.fromkeys(sections, (110, 110)),
        gva_by_industry=sections,
        gva_volume_index=volume,
        grp_volume_index=grew,
    )
    return studied(made).ind.section_growth


def test_a_section_without_index_loses_its_own_contribution_and_the_residual():
    """Three tenths of output without an index: the others keep theirs, nobody knows the rest."""
    whole = taken_apart({"A": 101, "B": 103, "C": 99, "G": 100})
    found = taken_apart({"A": 101, "C": 99, "G": 100})
    lost = whole.contributions.loc[NORTH] - found.contributions.loc[NORTH]
    assert lost.dropna().to_dict() == {"A": 0.0, "C": 0.0, "G": 0.0}
    assert whole.contributions.loc[NORTH, "B"] == pytest.approx(0.9)
    assert whole.residual[NORTH] == pytest.approx(0.3)
    assert math.isnan(found.residual[NORTH])
    assert found.residual[[SOUTH, CITY]].to_dict() == {SOUTH: 1.0, CITY: 1.0}


def test_a_section_without_weight_leaves_a_residual():
    """A city without mining has no index of it, and misses nothing."""
    light = taken_apart({"A": 101, "C": 99, "G": 100}, before={"A": 20, "B": 0, "C": 70, "G": 10})
    assert light.contributions.loc[NORTH].dropna().to_dict() == pytest.approx(
        {"A": 0.2, "C": -0.7, "G": 0.0}
    )
    assert light.residual[NORTH] == pytest.approx(1.5)


def test_without_all_output_before_there_is_no_share_to_weight_by():
    """One section unknown in the year before: no contribution at all, though all have an index."""
    same = {"A": 101, "B": 101, "C": 101, "G": 101}
    assert NORTH not in taken_apart(same, before={"A": 20, "B": 30, "C": 40}).contributions.index


def test_without_a_year_before_nothing_is_taken_apart():
    """A country whose figures begin in the reference year has frames without regions."""
    made = world(
        grp=dict.fromkeys((NORTH, NATION), (110,)),
        gva_by_industry=dict.fromkeys((NORTH, NATION), (SECTIONS,)),
        gva_volume_index=dict.fromkeys((NORTH, NATION), (dict.fromkeys(SECTIONS, 100),)),
    )
    found = studied(made).ind.section_growth
    assert found.contributions.empty
    assert found.residual.empty


@pytest.fixture(scope="module")
def brief(panel):
    """The brief of East Kazakhstan, 2025."""
    return prepare(panel, 2025, ("KZ-63",))[0]


def fact_of(brief, measure, industry):
    """The fact of a measure and industry."""
    return next(
        each for each in brief.facts if (each.measure, each.industry) == (measure, industry)
    )


def test_a_contribution_follows_from_its_passport_alone(brief, panel):
    """Index of the section, its value added of the year before, and that of all sections."""
    fact = fact_of(brief, "real_contribution", "C")
    inputs = passport(panel, fact, ()).inputs
    index = [each for each in inputs if each.table == "gva_volume_index"]
    output = [each for each in inputs if each.table == "gva_by_industry"]
    assert [(each.industry, each.year, each.value) for each in index] == [("C", 2025, 95.9)]
    assert {each.year for each in output} == {2024}
    own = next(each.value for each in output if each.industry == "C")
    assert fact.value == pytest.approx(own / sum(each.value for each in output) * (95.9 - 100))
    assert index[0].file == "gva_volume_index.csv"
    assert index[0].row > 1


def test_prices_of_the_group_of_services_rest_on_all_its_sections(brief, panel):
    """The deflator of services needs the value added of each section of the group, two years."""
    fact = fact_of(brief, "section_prices", OTHER_SERVICES)
    inputs = passport(panel, fact, ()).inputs
    output = [each for each in inputs if each.table == "gva_by_industry"]
    assert {each.industry for each in output} == set(IN_OTHER_SERVICES)
    totals = pd.Series(dict.fromkeys((2024, 2025), 0.0))
    for each in output:
        totals[each.year] += each.value
    (index,) = (each.value for each in inputs if each.table == "gva_volume_index")
    assert fact.value == pytest.approx(100 * (totals[2025] / totals[2024] / (index / 100) - 1))


def test_the_residual_follows_from_its_passport_alone(brief, panel):
    """Growth as published, and everything that the contributions are made of."""
    fact = fact_of(brief, "real_contribution_residual", "")
    inputs = passport(panel, fact, ()).inputs
    index = {each.industry: each.value for each in inputs if each.table == "gva_volume_index"}
    output = {each.industry: each.value for each in inputs if each.table == "gva_by_industry"}
    (grew,) = (each.value for each in inputs if each.table == "grp_volume_index")
    assert set(index) == {*OWN, OTHER_SERVICES}
    grouped = sum(output[code] for code in IN_OTHER_SERVICES if code in output)
    whole = sum(output.values())
    parts = sum(output[code] / whole * (index[code] - 100) for code in OWN)
    parts += grouped / whole * (index[OTHER_SERVICES] - 100)
    assert fact.value == pytest.approx(grew - 100 - parts, abs=1e-9)
