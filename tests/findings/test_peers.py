"""Twins, groups, options and the order of key messages, on the real figures."""

import pytest

from generator.classifications.regions import NATION
from generator.findings.choosing import structure_claims
from generator.findings.choosing.importance import options
from generator.findings.choosing.study import study
from generator.findings.measuring import peers


@pytest.fixture(scope="module")
def computed(panel):
    """Everything computed for the newest year."""
    return study(panel, 2025)


REGIONS = ("KZ-10", "KZ-23", "KZ-62", "KZ-71", "KZ-75", "KZ-61", "KZ-59")


@pytest.mark.parametrize("region", REGIONS)
def test_the_nearest_twin_is_nearest_by_a_second_route(computed, region):
    """Half the sum of absolute differences between shares in gross value added, up to 24.4 %."""
    gva = computed.ind.gva.drop(index=NATION)
    shares = gva.div(gva.sum(axis=1), axis=0)
    apart = (shares - shares.loc[region]).abs().sum(axis=1).drop(index=region) / 2 * 100
    near = apart[apart <= 24.44].sort_values()[:3]
    found = peers.structural_peers(computed.ind, region)
    assert [peer.region for peer in found] == list(near.index)
    assert [round(peer.distance, 9) for peer in found] == list(near.round(9))


def test_regions_in_the_further_half_of_all_pairs_are_no_twins(computed, panel):
    """The median pair is 32.4 per cent apart; Almaty city's third, at 44.0, is not similar."""
    ind = computed.ind
    assert ind.distances[peers.MEDIAN] * 100 == pytest.approx(32.4, abs=0.05)
    assert ind.distances[peers.CUT_OFF] * 100 == pytest.approx(24.4, abs=0.05)
    named = {r.code: peers.structural_peers(ind, r.code) for r in panel.regions.current()}
    assert [each.region for each in named["KZ-75"]] == ["KZ-71"]
    assert max(peer.distance for found in named.values() for peer in found) < 29
    claim = structure_claims.peer_cut_off(ind, named["KZ-75"])
    assert claim.key == "twin.cut_off"
    assert (round(claim.slots["v"].value, 1), round(claim.slots["u"].value, 1)) == (24.4, 32.4)
    assert structure_claims.peer_cut_off(ind, ()) is None


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
        assert computed.ind.lq.loc[region, industry] > 1


def test_an_industry_that_has_left_is_no_key_one(computed):
    """Transport in Turkistan (0.71) and real estate in Aktobe (0.95) in the newest year."""
    for region, industry, quotient in (("KZ-61", "H", 0.71), ("KZ-15", "L", 0.95)):
        assert computed.ind.lq.loc[region, industry] == pytest.approx(quotient, abs=0.005)
        assert industry not in structure_claims.key_sections(computed.ind, region)


def test_a_city_gets_no_advice_for_villages(computed, panel):
    """Neither water for villages nor farms, in any of the three cities."""
    for city in (each.code for each in panel.regions.current() if each.kind == "city"):
        keys = {body.key for body, _ in computed.fronts[city].options}
        keys |= {each.told.key for each in options.own(computed.ind, city, city=True)}
        assert keys
        assert not keys & {"pol.q2", "pol.resource", "pol.agrarian"}


def test_every_option_shows_its_grounds(computed, panel):
    """One to three options for each region, each with the indicators that chose it (L20)."""
    for region in panel.regions.current():
        found = computed.fronts[region.code].options
        assert 1 <= len(found) <= options.MOST
        for body, grounds in found:
            assert body.licence == grounds.licence == "L20"
            assert grounds.slots


def test_a_small_population_is_pointed_out(computed):
    """Ulytau has the fewest people and the third GRP per capita."""
    assert "pol.new" in {each.told.key for each in options.own(computed.ind, "KZ-62", city=False)}
