"""Twins, groups, options and the order of key messages, on the real figures."""

import pytest

from generator.classifications.regions import NATION
from generator.findings.brief_set import study
from generator.findings.choosing import structure_claims
from generator.findings.choosing.importance import options
from generator.findings.measuring import peers


@pytest.fixture(scope="module")
def computed(panel):
    """Everything computed for the newest year."""
    return study(panel, 2025)


REGIONS = ("KZ-10", "KZ-23", "KZ-62", "KZ-71", "KZ-75", "KZ-61", "KZ-59")


@pytest.mark.parametrize("region", REGIONS)
def test_the_nearest_twin_is_nearest_by_a_second_route(computed, region):
    """Half the sum of absolute differences between shares in gross value added."""
    gva = computed.ind.gva.drop(index=NATION)
    shares = gva.div(gva.sum(axis=1), axis=0)
    apart = (shares - shares.loc[region]).abs().sum(axis=1).drop(index=region) / 2 * 100
    found = peers.structural_peers(computed.ind, region)
    assert [peer.region for peer in found] == list(apart.sort_values().index[:3])
    assert [round(peer.distance, 9) for peer in found] == list(apart.sort_values().round(9)[:3])


@pytest.mark.parametrize("region", REGIONS)
def test_the_difference_from_the_twin_is_the_largest_one(computed, region):
    """No other industry's shares differ more."""
    ind, found = computed.ind, peers.structural_peers(computed.ind, region)
    claim = structure_claims.peer_difference(ind, region, found)
    gaps = (ind.shares_in_grp.loc[region] - ind.shares_in_grp.loc[found[0].region]).abs()
    assert claim.slots["industry"].code == gaps.idxmax()
    assert structure_claims.peer_difference(ind, region, ()) is None


def test_groups_are_thirds_of_the_regions(computed):
    """Six or seven of twenty regions in each; Atyrau is far from the national structure."""
    names = [
        claim.key.split("_")[1]
        for r in computed.ind.distribution("lq_var_weighted")
        for claim in structure_claims.group(computed.ind, r)[:1]
    ]
    assert sorted(names.count(name) for name in set(names)) == [6, 7, 7]
    assert structure_claims.group(computed.ind, "KZ-23")[0].key == "t.group_specialised_below"


@pytest.mark.parametrize("region", REGIONS)
def test_key_industries_pass_their_thresholds(computed, region):
    """Quotient of 1.25 and share of 3 per cent in two of the last three years."""
    for industry in structure_claims.key_sections(computed.ind, region):
        passed = [
            table.quotients.loc[region, industry] >= 1.25
            and table.in_grp.loc[region, industry] >= 0.03
            for year, table in computed.ind.tables.items()
            if year > 2022 and region in table.in_grp.index
        ]
        assert sum(passed) >= 2


def test_a_city_gets_no_advice_for_villages(computed, panel):
    """Neither water for villages nor farms, in any of the three cities."""
    for city in (each.code for each in panel.regions.current() if each.kind == "city"):
        keys = {body.key for body, _ in options.options(computed.ind, city, city=True)}
        assert keys
        assert not keys & {"pol.q2", "pol.resource", "pol.agrarian"}


def test_every_option_shows_its_grounds(computed, panel):
    """One to three options for each region, each with the indicators that chose it (L20)."""
    for region in panel.regions.current():
        city = region.kind == "city"
        found = options.options(computed.ind, region.code, city=city)
        assert 1 <= len(found) <= options.MOST
        for body, grounds in found:
            assert body.licence == grounds.licence == "L20"
            assert grounds.slots


def test_a_small_population_is_pointed_out(computed):
    """Ulytau has the fewest people and the third GRP per capita."""
    assert "pol.new" in {b.key for b, _ in options.options(computed.ind, "KZ-62", city=False)}
