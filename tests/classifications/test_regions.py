"""The list of regions: which exist when, and what is comparable over time."""

import pytest

from generator.classifications.regions import NATION, Region, Regions
from generator.dataset.code_lists import read_regions
from generator.project import Project

FOUND_2022 = {"KZ-10": "KZ-63", "KZ-33": "KZ-19", "KZ-62": "KZ-35"}


@pytest.fixture(scope="module")
def regions():
    """The real list."""
    return read_regions(Project.here().classifications)


def test_today_there_are_twenty_regions(regions):
    """Seventeen oblasts and the cities of Astana, Almaty and Shymkent."""
    kinds = [region.kind for region in regions.current()]
    assert (len(kinds), kinds.count("oblast"), kinds.count("city")) == (20, 17, 3)


@pytest.mark.parametrize(("year", "count"), [(2017, 16), (2018, 17), (2021, 17), (2022, 20)])
def test_the_number_of_regions_over_time(regions, year, count):
    """Sixteen before South Kazakhstan was divided, seventeen before 2022, twenty since."""
    assert len(regions.existing(year)) == count


def test_the_nation_comes_first_and_then_the_order_of_the_classifier(regions):
    """Iteration gives the nation, then ascending KATO codes, the abolished region included."""
    listed = list(regions)
    assert listed[0].code == NATION
    codes = [region.kato for region in listed[1:]]
    assert codes == sorted(codes)
    assert len(regions) == 22
    assert "KZ-YUZ" in regions


def test_the_nation_is_no_region(regions):
    """Neither today's regions nor those of a year hold the nation or an abolished region."""
    listed = {region.code for region in (*regions.current(), *regions.existing(2025))}
    assert not listed & {NATION, "KZ-YUZ"}


def test_the_regions_of_2022_are_merged_back_for_a_series_from_2014(regions):
    """Seventeen units; Turkistan and Shymkent stay apart because they are back-cast."""
    units = regions.constant_units(2014)
    assert len(units) == 17
    assert {code: unit for unit, codes in units.items() for code in codes if code != unit} == (
        FOUND_2022
    )
    assert units["KZ-61"] == ("KZ-61",)
    assert units["KZ-79"] == ("KZ-79",)


def test_units_cover_every_region_once(regions):
    """Every region of today is in exactly one unit, whatever the first year."""
    today = sorted(region.code for region in regions.current())
    for year in range(2000, 2026):
        units = regions.constant_units(year)
        assert sorted(code for codes in units.values() for code in codes) == today


def test_since_2022_nothing_has_to_be_merged(regions):
    """A series that starts with the new regions keeps all twenty."""
    assert all(unit == codes[0] for unit, codes in regions.constant_units(2022).items())
    assert len(regions.constant_units(2022)) == 20


def test_a_region_carved_from_a_carved_region_goes_back_to_the_first():
    """Merging follows the chain of parents as far as the first year needs."""
    chain = [("KZ-1", None, None), ("KZ-2", 2010, "KZ-1"), ("KZ-3", 2020, "KZ-2")]
    listed = Regions(
        tuple(
            Region(code, code, code, "oblast", created, None, parent)
            for code, created, parent in chain
        )
    )
    assert listed.constant_units(2005) == {"KZ-1": ("KZ-1", "KZ-2", "KZ-3")}
    assert listed.constant_units(2015) == {"KZ-1": ("KZ-1",), "KZ-2": ("KZ-2", "KZ-3")}


def test_iso_codes_and_kato_codes_agree(regions):
    """The digits of the ISO code are the first two of the classifier's code."""
    for region in regions.current():
        assert region.kato.startswith(region.code.removeprefix("KZ-"))
        assert len(region.kato) == 9
