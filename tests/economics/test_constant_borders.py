"""Regions merged into units with constant borders."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.economics.indices.constant_borders import (
    merge_structure,
    merge_sum,
    merged_volume_index,
)

from .tables import table

UNITS = {"east": ("east", "abai"), "north": ("north",)}
OUTPUT = table("""
    region | 2019 | 2020 | 2021 | 2022 | 2023
    -------+------+------+------+------+-----
    nation |  200 |  210 |  220 |  230 |  240
    east   |  100 |      |   60 |   66 |
    abai   |      |      |   40 |   44 |   50
    north  |   50 |   50 |   50 |      |   50
""")
INDEX = table("""
    region | 2019 | 2020 | 2021 | 2022 | 2023
    -------+------+------+------+------+-----
    nation |  101 |  102 |  103 |  104 |  105
    east   |  104 |  105 |  103 |  110 |  100
    abai   |      |      |      |   88 |  100
    north  |   99 |   98 |   97 |   96 |
""")


def test_a_parent_alone_is_the_whole_unit():
    """2019: the east still includes abai, so its own output is the unit's."""
    assert merge_sum(OUTPUT, UNITS).loc["east", 2019] == 100


def test_all_members_add_up():
    """2021: the new east and abai make up the old east."""
    merged = merge_sum(OUTPUT, UNITS)
    assert merged.loc["east", 2021] == 100
    assert merged.index.tolist() == ["east", "north"]
    assert merged.columns.equals(OUTPUT.columns)
    assert (merged.index.name, merged.dtypes.unique().tolist()) == ("region", [np.float64])


def test_any_other_pattern_is_undefined():
    """2020: nobody; 2023: abai without the east; and a single region's own gap."""
    merged = merge_sum(OUTPUT, UNITS)
    assert merged.loc["east"].isna().tolist() == [False, True, False, False, True]
    assert merged.loc["north"].isna().tolist() == [False, False, False, True, False]


def test_some_but_not_all_parts_are_undefined():
    """A parent with one of two parts is neither on old nor on new borders."""
    two_parts = {"east": ("east", "abai", "steppe")}
    assert merge_sum(OUTPUT, two_parts).loc["east"].isna().tolist() == [
        False,
        True,
        True,
        True,
        True,
    ]


def test_a_table_without_years_gives_a_table_without_years():
    """An absent table has no columns, before and after."""
    merged = merge_sum(pd.DataFrame(index=pd.Index([], name="region")), UNITS)
    assert merged.shape == (2, 0)


def test_a_withheld_industry_is_not_old_borders():
    """One year: abai is counted, its mines are withheld, so the unit's mines are not known."""
    values = table("""
        region | farms | mines
        -------+-------+------
        east   |     3 |    30
        abai   |     2 |
        north  |     1 |     1
    """)
    merged = merge_structure(values, UNITS)
    assert merged.loc["east", "farms"] == 5
    assert merged.isna().loc["east"].tolist() == [False, True]
    assert merged.loc["north"].tolist() == [1, 1]
    before = merge_structure(values.drop(index="abai"), UNITS)
    assert before.loc["east"].tolist() == [3, 30]


def test_a_volume_index_has_the_weights_of_the_year_before():
    """2022: 60 grew to 66 at prices of 2021, 40 fell to 35.2; 101.2 after 100."""
    merged = merged_volume_index(OUTPUT, INDEX, UNITS)
    assert merged.loc["east", 2022] == pytest.approx(101.2)


def test_without_output_of_the_year_before_it_is_valued_back():
    """The first year on new borders: 66 at 110 was 60, 44 at 88 was 50; 110 over 110 is 100."""
    first = OUTPUT.drop(columns=2021)
    assert merged_volume_index(first, INDEX, UNITS).loc["east", 2022] == pytest.approx(100)
    lacking = OUTPUT.copy()
    lacking.loc["abai", 2021] = np.nan
    assert merged_volume_index(lacking, INDEX, UNITS).loc["east", 2022] == pytest.approx(100)


def test_old_borders_keep_the_published_index():
    """2019 and 2020: the parent's index is the unit's, whether its output is known or not."""
    merged = merged_volume_index(OUTPUT, INDEX, UNITS)
    assert merged.loc["east", [2019, 2020]].tolist() == [104, 105]


def test_a_new_region_without_index_leaves_the_unit_undefined():
    """2021: abai has output but no index yet (as Ulytau in 2021); no mean is made up."""
    assert np.isnan(merged_volume_index(OUTPUT, INDEX, UNITS).loc["east", 2021])


def test_an_index_without_output_cannot_be_weighted():
    """2023: the new east has an index but no output; or abai has, and the east has both."""
    assert np.isnan(merged_volume_index(OUTPUT, INDEX, UNITS).loc["east", 2023])
    withheld = OUTPUT.drop(index="abai")
    assert np.isnan(merged_volume_index(withheld, INDEX, UNITS).loc["east", 2022])


def test_an_index_of_zero_cannot_be_undone():
    """Output that vanished has a weight of the year before, but cannot be valued back to it."""
    gone = INDEX.copy()
    gone.loc["abai", 2022] = 0.0
    assert merged_volume_index(OUTPUT, gone, UNITS).loc["east", 2022] == pytest.approx(66)
    first = OUTPUT.drop(columns=2021)
    assert np.isnan(merged_volume_index(first, gone, UNITS).loc["east", 2022])


def test_a_single_region_needs_no_weights():
    """The index of a unit of one region is its own, also in a year without output."""
    merged = merged_volume_index(OUTPUT, INDEX, UNITS)
    assert merged.loc["north"].tolist()[:4] == [99, 98, 97, 96]
    assert np.isnan(merged.loc["north", 2023])


@given(
    st.lists(st.tuples(st.integers(1, 10**6), st.floats(50, 200)), min_size=2, max_size=6),
    st.booleans(),
)
def test_a_merged_index_is_output_over_output(members, known):
    """From volumes to indices and back, with and without prices: that of the summed volumes."""
    before = np.array([float(volume) for volume, _ in members])
    links = np.array([link for _, link in members])
    names = [f"r{number}" for number in range(len(members))]
    after = before * links / 100
    prices = {2021: before, 2022: after * 3} if known else {2022: after}
    merged = merged_volume_index(
        pd.DataFrame(prices, index=names),
        pd.DataFrame({2022: links}, index=names),
        {"r0": tuple(names)},
    )
    assert merged.loc["r0", 2022] == pytest.approx(100 * after.sum() / before.sum())
    assert links.min() - 1e-9 <= merged.loc["r0", 2022] <= links.max() + 1e-9
