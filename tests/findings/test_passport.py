"""The passport of a number: what it is made of, with file and row."""

import csv
import math

import pytest

from generator.findings.brief_set import prepare
from generator.findings.passport import passport
from generator.project import Project


@pytest.fixture(scope="module")
def inputs(panel):
    """Inputs of a measure of a region in 2025, as (table, region, year) with their value."""
    briefs = {code: prepare(panel, 2025, (code,))[0] for code in ("KZ-23", "KZ-62")}

    def found(measure, subject="KZ-23", industry=""):
        fact = next(
            each
            for each in briefs[subject].facts
            if (each.measure, each.industry, each.period) == (measure, industry, 2025)
        )
        return fact.value, passport(panel, fact, ()).inputs

    return found


def by_cell(inputs):
    """Values by table, region and year."""
    return {(each.table, each.region, each.year): each.value for each in inputs}


def test_grp_per_capita_is_output_over_people(inputs):
    """Recomputed from its passport alone."""
    value, found = inputs("grp_per_capita")
    cells = by_cell(found)
    output, people = (cells[name, "KZ-23", 2025] for name in ("grp", "average_population"))
    assert value == pytest.approx(output / people * 1000, rel=1e-12)


def test_the_contribution_rests_on_the_year_before(inputs):
    """Share in GDP of the previous year times real growth."""
    value, found = inputs("contribution_pp")
    cells = by_cell(found)
    share = cells["grp", "KZ-23", 2024] / cells["grp", "KZ", 2024]
    growth = cells["grp_volume_index", "KZ-23", 2025] - 100
    assert value == pytest.approx(share * growth, rel=1e-12)


def test_average_growth_needs_four_years(inputs):
    """The geometric mean of the indices in the passport."""
    value, found = inputs("average_growth")
    assert [each.year for each in found] == [2022, 2023, 2024, 2025]
    mean = math.prod(each.value / 100 for each in found) ** 0.25
    assert value == pytest.approx((mean - 1) * 100, rel=1e-12)


def test_diversification_needs_every_section(inputs):
    """Nineteen sections, and T that is counted with S."""
    value, found = inputs("entropy_nat")
    parts = {each.industry: each.value for each in found}
    assert len(parts) == 20
    parts["S"] += parts.pop("T")
    total = math.fsum(parts.values())
    entropy = -math.fsum(part / total * math.log(part / total) for part in parts.values())
    assert value == pytest.approx(entropy, rel=1e-12)


def test_a_location_quotient_needs_the_nation(inputs):
    """Share of mining in GRP over its share in GDP."""
    value, found = inputs("location_quotient", industry="B")
    cells = by_cell(found)
    region, nation = (
        cells["gva_by_industry", code, 2025] / cells["grp", code, 2025] for code in ("KZ-23", "KZ")
    )
    assert value == pytest.approx(region / nation, rel=1e-12)


def test_growth_over_a_phase_is_chained_from_its_years(inputs):
    """2020 to 2023: the indices of three years."""
    value, found = inputs("growth_2020_2023")
    assert [each.year for each in found] == [2021, 2022, 2023]
    chained = math.prod(each.value / 100 for each in found)
    assert value == pytest.approx((chained - 1) * 100, rel=1e-9)


def test_the_file_and_row_are_the_right_ones(inputs):
    """The row of the file holds that figure."""
    _, found = inputs("grp_per_capita", "KZ-62")
    for each in found:
        path = Project.here().deliveries / each.vintage / each.file
        row = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[each.row - 1]
        assert (row[0], int(row[1]), float(row[2])) == (each.region, each.year, each.value)


def test_a_figure_printed_as_published_is_its_own_input(quoted):
    """The paper prints GRP per capita itself; nothing was computed."""
    (brief,) = prepare(quoted, 2022, ("KZ-23",))
    (only,) = passport(quoted, brief.fact("grp_per_capita"), ()).inputs
    assert (only.table, only.value, only.status) == ("grp_per_capita", 20541.2, "preliminary")
