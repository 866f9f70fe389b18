"""Figures that a second person computed from the raw tables, with other code."""

import pytest
from scipy.stats import entropy

from generator.economics.indices.constant_borders import merged_volume_index
from generator.findings.choosing import structure_claims
from generator.findings.choosing.national_claims import national_brief
from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import study
from generator.findings.measuring.indicators import indicators
from generator.findings.passport import passport

PER_CAPITA = (
    (2020, "KZ-35", 4433.5, 4),
    (2020, "KZ-63", 3372.1, 8),
    (2020, "KZ-19", 1807.5, 15),
    (2014, "KZ-35", 2111.6, 8),
    (2014, "KZ-63", 1637.5, 10),
    (2014, "KZ-19", 1003.6, 15),
)


@pytest.mark.parametrize(("year", "region", "value", "rank"), PER_CAPITA)
def test_regions_of_old_borders_have_output_per_head(panel, year, region, value, rank):
    """People are counted on today's borders back to 2009: those of the later parts are added."""
    ind = indicators(panel, year)
    assert ind.value("grp_per_capita", region) == pytest.approx(value, abs=0.05)
    place = ind.place("grp_per_capita", region)
    assert (place.rank, place.of) == (rank, 17)
    assert ind.status_of("population", region, year) == "computed"


def test_output_per_head_of_old_borders_names_people_of_every_part(panel):
    """Output of 2020 over the people of Karaganda and of Ulytau, which it still held."""
    fact = regional_brief(study(panel, 2020), "KZ-35").fact("grp_per_capita")
    inputs = passport(panel, fact, ()).inputs
    people = [each.value for each in inputs if each.table == "average_population"]
    (output,) = (each.value for each in inputs if each.table == "grp")
    assert [each.region for each in inputs][-2:] == ["KZ-35", "KZ-62"]
    assert fact.value == pytest.approx(1000 * output / sum(people))


def test_no_region_stays_without_output_per_head_before_2021(panel):
    """Seventeen regions of each year have a value and a rank."""
    for year in range(2014, 2021):
        assert len(indicators(panel, year).distribution("grp_per_capita")) == 17


def test_parts_are_not_added_to_figures_that_do_not_add_up(panel):
    """The unemployment rate of old Karaganda is its own, and Ulytau of 2020 has none."""
    ind = indicators(panel, 2020)
    published = panel.wide("unemployment_rate")
    assert ind.value("unemployment_rate", "KZ-35") == published.loc["KZ-35", 2020]
    assert ind.value("grp_per_capita", "KZ-62") is None


@pytest.mark.parametrize(("year", "value"), [(2024, 109.187), (2025, 103.528)])
def test_a_merged_index_has_the_weights_of_the_year_before(panel, year, value):
    """Karaganda and Ulytau together."""
    units = panel.regions.constant_units(2014)
    merged = merged_volume_index(panel.wide("grp"), panel.wide("grp_volume_index"), units)
    assert merged.loc["KZ-35", year] == pytest.approx(value, abs=0.0005)


def test_2022_is_final_and_was_preliminary(panel, quoted):
    """Tables that no figure of a brief rests on are still quoted from a paper."""
    regions = [each.code for each in panel.regions.existing(2022)]
    for known, preliminary in ((panel, False), (quoted, True)):
        computed = study(known, 2022)
        assert national_brief(computed).preliminary == preliminary
        found = {regional_brief(computed, code).preliminary for code in regions}
        assert found == {preliminary}


@pytest.mark.parametrize(
    ("region", "before", "now"),
    [
        ("KZ-43", 2.54, 2.54),
        ("KZ-47", 2.53, 2.56),
        ("KZ-27", 2.58, 2.55),
        ("KZ-23", 2.43, 2.27),
    ],
)
def test_regions_whose_mining_is_large_have_variety_without_it(panel, region, before, now):
    """Entropy of the other sections in 2014 and 2025, by a second route."""
    ind = indicators(panel, 2025)
    claim = structure_claims.variety_without_mining(ind, region)
    assert claim.key == "div.without_mining"
    for year, slot, value in ((2014, "u0", before), (2025, "u1", now)):
        gva = panel.industry_frame("gva_by_industry", year).loc[region].drop("B")
        assert claim.slots[slot].value == pytest.approx(entropy(gva[gva > 0]))
        assert claim.slots[slot].value == pytest.approx(value, abs=0.005)


def test_a_region_with_little_mining_at_both_ends_has_none_to_leave_out(panel):
    """Turkistan and Astana; a tenth of output at one end is enough."""
    ind = indicators(panel, 2025)
    for region in (each.code for each in panel.regions.current()):
        ends = [min(ind.series("entropy_nat", region)), 2025]
        large = any(ind.tables[year].in_grp.loc[region, "B"] >= 0.1 for year in ends)
        assert (structure_claims.variety_without_mining(ind, region) is not None) == large
