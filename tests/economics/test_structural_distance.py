"""Distance between the structures of a region and the nation, and of two regions."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from scipy.spatial.distance import cityblock

from generator.economics.indices.specialisation import structural_shares
from generator.economics.indices.structural_distance import (
    krugman,
    krugman_rest,
    nearest_structures,
    relative_diversity,
    spread_of_distances,
    structural_distances,
)
from generator.economics.possible_values import ImpossibleValueError

from .strategies import economies
from .tables import table

OUTPUT = table("""
    region | farms | mines | shops
    -------+-------+-------+------
    north  |    20 |    60 |    20
    south  |    60 |     0 |   140
""")
NATION = OUTPUT.sum()
SHARES = table("""
    region | farms | mines | shops
    -------+-------+-------+------
    north  |  0.2  |  0.6  |  0.2
    south  |  0.2  |  0.5  |  0.3
    east   |  0.8  |  0.0  |  0.2
    west   |  0.2  |  0.7  |  0.1
    isle   |       |  0.5  |  0.5
""")


def test_distance_from_the_nation_by_hand():
    """Farms 80 of 300, mines 60, shops 160: the north is .0667 + .4 + .3333 away."""
    shares, national = structural_shares(OUTPUT), NATION / NATION.sum()
    by_hand = abs(0.2 - 80 / 300) + abs(0.6 - 0.2) + abs(0.2 - 160 / 300)
    assert krugman(shares, national)["north"] == pytest.approx(by_hand)
    assert relative_diversity(shares, national)["north"] == pytest.approx(1 / by_hand)


def test_the_rest_of_two_regions_is_the_other_one():
    """Without itself the nation of the north is the south: .1 + .6 + .5 away, and back."""
    assert krugman_rest(OUTPUT, NATION).tolist() == pytest.approx([1.2, 1.2])


def test_the_only_place_of_an_industry_shares_nothing_with_the_rest():
    """Regions of one industry each have nothing in common: distance 2."""
    towns = pd.DataFrame({"mines": [0.1, 0.0], "shops": [0.0, 0.2]}, index=["pit", "mall"])
    assert krugman_rest(towns, towns.sum()).tolist() == pytest.approx([2, 2])


def test_a_region_that_is_the_nation_has_no_rest():
    """There is nothing to be compared with; nor has an empty region a structure."""
    alone = pd.DataFrame({"mines": [3.0, 0.0], "shops": [1.0, 0.0]}, index=["all", "nobody"])
    assert krugman_rest(alone, alone.sum()).isna().all()


def test_a_region_larger_than_the_nation_is_refused():
    """The rest would be negative; region and industry are named."""
    with pytest.raises(ImpossibleValueError, match="north mines"):
        krugman_rest(OUTPUT, NATION.replace(60, 50))


def test_a_missing_cell_leaves_its_region_undefined():
    """The other region is known, if the nation is known from outside."""
    hole = OUTPUT.astype(float)
    hole.loc["north", "mines"] = np.nan
    assert krugman_rest(hole, NATION).isna().tolist() == [True, False]
    assert krugman(structural_shares(hole), NATION / 300).isna().tolist() == [True, False]


def test_the_nations_own_structure_has_no_inverse_distance():
    """One over nothing is not a large number but none."""
    same = pd.DataFrame({"mines": [0.5], "shops": [0.5]}, index=["copy"])
    assert relative_diversity(same, same.loc["copy"]).isna().all()


def test_an_unknown_nation_leaves_all_undefined():
    """Nothing is passed off as a distance from what is not known."""
    shares, unknown = structural_shares(OUTPUT), (NATION / 300).where(NATION != 60)
    assert krugman(shares, unknown).isna().all()
    assert relative_diversity(shares, unknown).isna().all()


def test_distance_between_regions_by_hand():
    """From north to east: half of .6 + .6 + 0 of the output is in other industries."""
    apart = structural_distances(SHARES)
    assert apart.loc["north", "east"] == pytest.approx(0.6)
    assert apart.loc["north", "isle"] != apart.loc["north", "isle"], "undefined"


def test_peers_are_the_nearest():
    """South and west are a tenth from the north, tied; the east is far; the isle is unknown."""
    peers = nearest_structures(SHARES, 1)
    north = peers[peers["region"] == "north"]
    assert north["peer"].tolist() == ["south", "west"]
    assert north["rank"].tolist() == [1, 1]
    assert north["distance"].tolist() == pytest.approx([0.1, 0.1])
    assert set(peers["region"]) == set(peers["peer"]) | {"east"} == set(SHARES.index) - {"isle"}


def test_how_far_apart_regions_usually_are():
    """A quarter of the six distances of four regions are below the one figure, half the other."""
    known = SHARES.drop(index="isle")
    apart = structural_distances(known).to_numpy()
    pairs = [apart[i, j] for i in range(len(apart)) for j in range(i)]
    found = spread_of_distances(SHARES)
    assert found[0.25] == pytest.approx(np.quantile(pairs, 0.25))
    assert found[0.5] == pytest.approx(np.median(pairs))
    assert spread_of_distances(known.iloc[:1]).isna().all()


def test_no_more_peers_than_regions():
    """Two regions are each other's only peer."""
    peers = nearest_structures(SHARES.loc[["north", "east"]], 5)
    assert peers[["region", "peer"]].to_numpy().tolist() == [["north", "east"], ["east", "north"]]


@given(economies())
def test_distances_of_any_economy(values):
    """A metric: symmetric, bounded, half the city-block distance of scipy, triangles hold."""
    shares = structural_shares(values)
    apart = structural_distances(shares).to_numpy()
    assert apart == pytest.approx(apart.T)
    assert ((apart >= 0) & (apart <= 1 + 1e-12)).all()
    rows = shares.to_numpy()
    assert apart[0, 1] == pytest.approx(cityblock(rows[0], rows[1]) / 2)
    assert (apart[:, None, :] <= apart[:, :, None] + apart[None, :, :] + 1e-12).all()


@given(economies())
def test_distance_from_the_rest_is_larger(values):
    """A region pulls the nation towards itself by its weight, and no more."""
    nation = values.sum()
    shares, weight = structural_shares(values), values.sum(axis=1) / nation.sum()
    whole, rest = krugman(shares, nation / nation.sum()), krugman_rest(values, nation)
    assert (rest.dropna() >= whole[rest.notna()] - 1e-9).all()
    assert (rest * (1 - weight)).dropna().to_numpy() == pytest.approx(
        whole[rest.notna()].to_numpy(), abs=1e-9
    )
