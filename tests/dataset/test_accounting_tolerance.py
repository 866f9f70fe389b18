"""Accounting identities hold to the last published digit, and not a digit less."""

import pytest

from generator.classifications.regions import NATION, Region, Regions
from generator.dataset.accounting_identities import identities
from generator.dataset.cells import CheckedCell
from generator.dataset.schema import BY_NAME

REGIONS = Regions(
    tuple(
        Region(code, code, code, "nation" if code == NATION else "oblast", None, None, None)
        for code in (NATION, "NORTH", "SOUTH")
    )
)


def cell(value, region="NORTH", industry=""):
    """Make one checked figure."""
    return CheckedCell(region, "", industry, 2025, value, "published", "current", "", "", 2)


def problems(**tables):
    """Check a delivery of these tables and name what does not add up."""
    figures = {BY_NAME[name]: rows for name, rows in tables.items()}
    return [each.key for each in identities(figures, REGIONS, "")]


@pytest.mark.parametrize(
    ("product", "found"),
    [(100.0, []), (100.2, []), (99.8, []), (100.3, ["problem.sum_differs"])],
)
def test_value_added_and_taxes_make_the_product_to_two_tenths(product, found):
    """60 and 45 of industries, 5 of taxes, less 10 of FISIM."""
    added = [cell(60.0, industry="A"), cell(45.0, industry="B")]
    told = problems(
        gva_by_industry=added,
        net_taxes_on_products=[cell(5.0)],
        fisim=[cell(10.0)],
        grp=[cell(product)],
    )
    assert told == found


@pytest.mark.parametrize(
    ("per_head", "found"),
    [(100.0, []), (100.05, []), (99.9, ["problem.per_capita_differs"])],
)
def test_product_over_people_is_product_per_head_to_a_twentieth(per_head, found):
    """One decimal of a thousand tenge is published: 1,000 million over 10,000 people."""
    told = problems(
        grp=[cell(1000.0)], average_population=[cell(10_000.0)], grp_per_capita=[cell(per_head)]
    )
    assert told == found


@pytest.mark.parametrize(
    ("nation", "found"),
    [(300.0, []), (300.5, []), (300.6, ["problem.nation_differs"])],
)
def test_regions_add_up_to_the_nation_within_their_rounding(nation, found):
    """Half a person; without one region there is nothing to compare."""
    both = [cell(100.0), cell(200.0, "SOUTH")]
    assert problems(average_population=[*both, cell(nation, NATION)]) == found
    assert problems(average_population=[both[0], cell(nation, NATION)]) == []


TOLERANCES = {
    "grp": 0.2,
    "net_taxes_on_products": 0.2,
    "fisim": 0.2,
    "fixed_capital_investment": 5,
    "average_population": 0.5,
    "employed_population": 0.1,
    "general_schools": 0.5,
    "innovation_expenditure": 1,
    "rd_internal_expenditure": 1,
}
"""By how much the regions may miss the nation, in the unit of each table."""


@pytest.mark.parametrize(("table", "allowed"), TOLERANCES.items())
@pytest.mark.parametrize("sign", [1, -1])
def test_each_table_misses_the_nation_by_its_own_rounding_only(table, allowed, sign):
    """Exactly so much is right, a hundredth more is not; up and down alike."""
    both = [cell(100.0), cell(200.0, "SOUTH")]
    for error, found in ((allowed, []), (allowed * 1.01, ["problem.nation_differs"])):
        assert problems(**{table: [*both, cell(300.0 + sign * error, NATION)]}) == found


@pytest.mark.parametrize("table", ["unemployment_rate", "universities", "grp_per_capita"])
def test_what_does_not_add_up_is_not_compared_with_the_nation(table):
    """Rates have no sum, and some tables are known not to have one."""
    rows = [cell(1.0), cell(2.0, "SOUTH"), cell(39.0, NATION)]
    assert problems(**{table: rows}) == []
