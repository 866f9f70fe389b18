"""Identities that hold in the real figures, and what must not be said."""

import math

import pytest

from generator.classifications.regions import NATION
from generator.findings.brief_set import study
from generator.findings.choosing.growth_claims import largest_contribution
from generator.findings.choosing.national_claims import national_brief
from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.measuring.indicators import FIRST_YEAR, indicators

NEW = ("KZ-10", "KZ-33", "KZ-62")  # Abai, Zhetisu, Ulytau: made in 2022
REDUCED = ("KZ-19", "KZ-35", "KZ-63")  # the regions that they were carved from


@pytest.fixture(scope="module")
def computed(panel):
    """Everything computed for the newest year."""
    return study(panel, 2025)


@pytest.fixture(scope="module")
def newest(computed):
    """Indicators of the newest year."""
    return computed.ind


@pytest.mark.parametrize("year", range(FIRST_YEAR, 2026))
def test_diversification_is_related_plus_unrelated_variety(panel, year):
    """DIV = UV + RV to 1e-12 in every region and the nation, every year from 2014."""
    values = indicators(panel, year).values
    div, uv, rv = (values[name][year].dropna() for name in ("entropy_nat", "uv_nat", "rv_nat"))
    assert len(div) >= 17
    assert NATION in div.index
    assert div.index.equals(uv.index)
    assert ((div - uv - rv).abs() <= 1e-12).all()
    assert ((div > 0) & (div <= math.log(20))).all()


@pytest.mark.parametrize(("year", "regions"), [(2016, 17), (2020, 17), (2023, 20), (2025, 20)])
def test_contributions_and_residual_make_up_national_growth(panel, year, regions):
    """Nothing of the nation's growth is left unaccounted for."""
    ind = indicators(panel, year)
    parts, nation = ind.distribution("contribution_pp"), ind.value("real_growth", NATION)
    assert len(parts) == regions
    assert math.isclose(math.fsum(parts.values()) + ind.residual(), nation, abs_tol=1e-9)
    assert abs(ind.residual()) < 1.5


def test_almaty_in_2022(panel):
    """Its contribution to growth in 2022 was 0.89 percentage points."""
    assert round(indicators(panel, 2022).value("contribution_pp", "KZ-75"), 2) == 0.89


def test_contribution_by_a_second_route(newest, panel):
    """Last year's share in the nation times the region's growth, from the published tables."""
    output, index = panel.wide("grp"), panel.wide("grp_volume_index")
    for region, points in newest.distribution("contribution_pp").items():
        share = output.loc[region, 2024] / output.loc[NATION, 2024]
        assert math.isclose(points, share * (index.loc[region, 2025] - 100), abs_tol=1e-9)


def test_per_capita_product_by_a_second_route(newest, panel):
    """GRP over average population, in thousand tenge."""
    output, people = panel.wide("grp"), panel.wide("average_population")
    computed = newest.values["grp_per_capita"][2025]
    for region, value in computed.dropna().items():
        quotient = output.loc[region, 2025] / people.loc[region, 2025] * 1000
        assert math.isclose(value, quotient, rel_tol=1e-4), region


@pytest.mark.parametrize("region", NEW)
def test_a_new_region_has_no_invented_past(newest, region):
    """Its series begin where its published figures begin: 2021, the year before it was made."""
    assert min(newest.series("grp", region)) >= 2021
    assert min(newest.series("real_growth", region)) >= 2021
    assert min(newest.series("contribution_pp", region)) >= 2022
    assert newest.value("grp_per_capita", region, 2020) is None


@pytest.mark.parametrize("region", [*NEW, *REDUCED])
def test_a_brief_tells_of_changed_borders(computed, region):
    """A new region, and one that others were carved from, says since when its figures count."""
    brief = regional_brief(computed, region)
    keys = {claim.key for claims in brief.claims.values() for claim in claims}
    assert keys & ({"note.new"} if region in NEW else {"note.reduced"})


@pytest.mark.parametrize("region", REDUCED)
def test_no_growth_across_a_change_of_borders(newest, region):
    """The year before the change has no figures on the new borders."""
    years = set(newest.series("grp_per_capita", region))
    assert years
    assert min(years) >= 2021


def test_an_old_year_is_told_on_its_own_borders(panel):
    """In 2020 East Kazakhstan still held Abai, which does not appear."""
    ind = indicators(panel, 2020)
    assert ind.value("grp", "KZ-10") is None
    assert min(ind.series("grp", "KZ-63")) <= FIRST_YEAR


def test_some_regions_say_nothing_about_all(quoted, panel):
    """With figures of six regions, nobody is the highest of all."""
    few = indicators(quoted, 2022)
    assert 0 < len(few.distribution("grp_per_capita")) < few.regions == 20
    assert few.of_all("grp_per_capita") == {}
    assert largest_contribution(few) is None
    assert largest_contribution(indicators(panel, 2022)) is not None


def test_preliminary_figures_are_called_so(quoted):
    """Every brief of the older vintage says that its figures are preliminary."""
    brief = national_brief(study(quoted, 2022))
    assert brief.preliminary
    assert "data.prelim" in {claim.key for claims in brief.claims.values() for claim in claims}


def test_ranks_are_among_the_regions_with_a_value(newest):
    """1 is the largest; the nation has no rank."""
    values = newest.distribution("grp_per_capita")
    assert NATION not in values
    ordered = sorted(values, key=values.get, reverse=True)
    for place, region in enumerate(ordered, 1):
        found = newest.place("grp_per_capita", region)
        assert (found.rank, found.tied, found.of) == (place, 1, 20)
