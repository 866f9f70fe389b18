"""Growth in volume, its regional parts, and chains of it."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.economics.indices.growth import (
    annual_change,
    chained_volume,
    compound_growth,
    contributions,
    log_relative_growth,
    price_change,
    real_growth,
    section_contributions,
    shares_of_growth,
    undistributed_growth,
)
from generator.economics.possible_values import ImpossibleValueError

from .tables import table

INDEX = table("""
    region | 2021  | 2022
    -------+-------+------
    north  | 102.5 | 97
    south  |       | 110
""")
YEARS = pd.Series({2021: 110.0, 2022: 90.0, 2023: 120.0}, name="north").rename_axis("year")


def test_growth_is_the_index_less_a_hundred():
    """A missing index has no growth."""
    growth = real_growth(INDEX)
    assert growth.loc["north"].tolist() == [2.5, -3.0]
    assert math.isnan(growth.loc["south", 2021])


def test_a_negative_index_is_refused():
    """Volume cannot be negative; region and year are named."""
    with pytest.raises(ImpossibleValueError, match="south 2022"):
        real_growth(INDEX.replace(110, -110))


def test_contributions_by_hand():
    """North is three quarters and grew 4 %: 3 points; south a quarter, shrank 2 %: -0.5."""
    output = pd.Series({"north": 300.0, "south": 100.0})
    points = contributions(output, pd.Series({"south": -2.0, "north": 4.0}), 400.0)
    assert points.to_dict() == {"north": 3.0, "south": -0.5}
    assert undistributed_growth(points, 2.75) == 0.25


def test_a_missing_region_is_not_residual():
    """Without the south the residual is not known."""
    output = pd.Series({"north": 300.0, "south": 100.0})
    points = contributions(output, pd.Series({"north": 4.0}), 400.0)
    assert math.isnan(points["south"])
    assert math.isnan(undistributed_growth(points, 2.75))


@pytest.mark.parametrize("national", [0.0, -1.0, math.nan])
def test_no_contribution_to_nothing(national):
    """Without national output no contribution is defined."""
    points = contributions(pd.Series({"north": 1.0}), pd.Series({"north": 4.0}), national)
    assert points.isna().all()


def test_a_chain_goes_forwards_and_backwards():
    """Base 2021 = 100: 2020 was 100/1.1; 2022 is 90, 2023 is 108."""
    volume = chained_volume(YEARS, 2021)
    assert volume.index.tolist() == [2020, 2021, 2022, 2023][1:]
    assert volume.tolist() == pytest.approx([100, 90, 108])
    earlier = chained_volume(YEARS, 2023)
    assert earlier[2021] == pytest.approx(100 / 0.9 / 1.2)


def test_the_base_may_be_the_year_before_the_first_index():
    """2020 = 100 needs no index of its own."""
    volume = chained_volume(YEARS, 2020)
    assert volume.to_dict() == pytest.approx({2020: 100, 2021: 110, 2022: 99, 2023: 118.8})
    assert volume.index.name == "year"


@pytest.mark.parametrize("broken", [math.nan, 0.0])
def test_a_broken_chain_is_undefined_beyond_the_break(broken):
    """Nothing is chained through a missing index or one of zero."""
    volume = chained_volume(YEARS.replace(90.0, broken), 2021)
    assert volume.notna().tolist() == [True, False, False]
    volume = chained_volume(YEARS.replace(90.0, broken), 2023)
    assert volume.notna().tolist() == [False, True, True]


def test_a_gap_in_the_years_breaks_the_chain():
    """A year without a row is missing too."""
    volume = chained_volume(YEARS.drop(index=2022), 2021)
    assert volume.index.tolist() == [2021, 2022, 2023]
    assert volume.notna().tolist() == [True, False, False]


def test_average_growth_by_hand():
    """Up 10 %, down 10 %: 0.5 % a year down."""
    assert compound_growth(YEARS, 2021, 2022) == pytest.approx(100 * (math.sqrt(0.99) - 1))
    assert compound_growth(YEARS, 2023, 2023) == pytest.approx(20)
    assert math.isnan(compound_growth(YEARS, 2019, 2022))


def test_a_span_cannot_end_before_it_starts():
    """Swapped years are a mistake of the caller."""
    with pytest.raises(ValueError, match="2023-2021"):
        compound_growth(YEARS, 2023, 2021)


@given(st.lists(st.floats(50, 200), min_size=1, max_size=15))
def test_average_growth_leads_to_the_chained_volume(links):
    """Growing steadily at the average rate gives the volume of the last year."""
    index = pd.Series(links, index=range(2001, 2001 + len(links)))
    last = int(index.index[-1])
    steady = 1 + compound_growth(index, 2001, last) / 100
    assert 100 * steady ** len(links) == pytest.approx(chained_volume(index, 2000)[last])


@given(st.lists(st.tuples(st.integers(1, 10**6), st.floats(50, 200)), min_size=1, max_size=20))
def test_contributions_add_up_to_national_growth(regions):
    """The nation being the sum of its regions, nothing is left undistributed."""
    previous = pd.Series([float(output) for output, _ in regions])
    index = pd.Series([link for _, link in regions])
    national = previous.sum()
    growth = 100 * float((previous * index / 100).sum() / national - 1)
    points = contributions(previous, index - 100, float(national))
    assert undistributed_growth(points, growth) == pytest.approx(0, abs=1e-9)


def test_change_on_the_previous_year():
    """A first year, a year after a gap and a year after nothing have no change."""
    volume = table("""
        region | 2020 | 2021 | 2023
        -------+------+------+-----
        north  |  200 |  210 |  220
        new    |      |    0 |    5
    """)
    found = annual_change(volume)
    assert found.loc["north", 2021] == pytest.approx(5)
    assert found.isna().to_numpy().tolist() == [[True, False, True], [True, True, True]]
    assert math.isnan(annual_change(volume.set_axis([1, 2, 3], axis=1)).loc["new", 3])
    with pytest.raises(ImpossibleValueError, match="north 2020"):
        annual_change(-volume)


def test_relative_growth_in_log_points():
    """Ten per cent next to the nation's 4.5: ln(110 / 104.5); as the nation: 0."""
    nation = pd.Series({2021: 102.5, 2022: 104.5})
    found = log_relative_growth(INDEX, nation)
    assert found.loc["south", 2022] == pytest.approx(math.log(110 / 104.5))
    assert found.loc["north", 2021] == 0
    assert math.isnan(found.loc["south", 2021])
    assert found.columns.equals(INDEX.columns)


def test_output_that_vanished_has_no_logarithm():
    """An index of 0, of the region or of the nation, is undefined; a negative one is refused."""
    nation = pd.Series({2021: 102.5, 2022: 104.5})
    gone = log_relative_growth(INDEX.replace(97, 0), nation)
    assert math.isnan(gone.loc["north", 2022])
    assert log_relative_growth(INDEX, nation * 0).isna().all(axis=None)
    with pytest.raises(ImpossibleValueError, match="nation 2021"):
        log_relative_growth(INDEX, -nation)


def test_shares_of_growth():
    """Three of four points are 75 per cent; a region that shrank has a negative share."""
    points = pd.Series({"north": 5.0, "south": -1.0, "isle": math.nan})
    found = shares_of_growth(points, 4.0)
    assert found[["north", "south"]].tolist() == [125, -25]
    assert math.isnan(found["isle"])


@pytest.mark.parametrize("national", [0.0, 0.499, -0.499, math.nan])
def test_no_share_of_hardly_any_growth(national):
    """Below half a per cent shares explode and are not shown."""
    points = pd.Series({"north": 5.0, "south": -4.6})
    assert shares_of_growth(points, national).isna().all()
    assert shares_of_growth(points, -0.5).notna().all()


@given(st.lists(st.integers(1, 300), min_size=2, max_size=6))
def test_relative_growth_and_chains_agree(links):
    """The sum of log points over years is the logarithm of the ratio of the two chains."""
    years = range(2001, 2001 + len(links))
    region = pd.DataFrame([links], index=["r"], columns=list(years), dtype=float)
    nation = pd.Series(104.0, index=list(years))
    points = log_relative_growth(region, nation).loc["r"]
    chain = chained_volume(region.loc["r"], 2000)
    growth = annual_change(chain.to_frame("r").T).loc["r"].drop(2000)
    assert growth.to_numpy() == pytest.approx(region.loc["r"].to_numpy() - 100, abs=1e-9)
    expected = np.log(chain.iloc[-1] / 100) - len(links) * math.log(1.04)
    assert points.sum() == pytest.approx(expected, abs=1e-9)


BEFORE = table("""
    region | A   | B   | C
    -------+-----+-----+----
    north  | 50  | 30  | 20
    south  | 80  | 20  | 0
    west   | 10  |     | 10
""")
VOLUME = table("""
    region | A   | B   | C
    -------+-----+-----+----
    north  | 104 | 90  | 110
    south  | 100 | 150 |
    west   | 100 | 100 | 100
""")


def test_sections_contribute_by_their_weight_of_the_year_before():
    """Half of the north grew by 4 %, three tenths fell by 10 %, a fifth grew by 10 %."""
    points = section_contributions(BEFORE, VOLUME)
    assert points.loc["north"].round(12).to_dict() == {"A": 2.0, "B": -3.0, "C": 2.0}
    assert points.loc["south", ["A", "B"]].tolist() == [0.0, 10.0]


def test_a_section_without_index_or_a_region_without_a_section_has_no_contribution():
    """The south's C has no index, so no contribution; the west lacks the output of B."""
    points = section_contributions(BEFORE, VOLUME)
    assert math.isnan(points.loc["south", "C"])
    assert points.loc["west"].isna().all()


def test_a_region_that_produced_nothing_has_no_contributions():
    """There is no whole to weigh its sections by; negative output is refused by name."""
    nothing = BEFORE.assign(A=0.0, B=0.0, C=0.0)
    assert section_contributions(nothing, VOLUME).isna().all(axis=None)
    with pytest.raises(ImpossibleValueError, match="north A"):
        section_contributions(BEFORE.replace(50, -50), VOLUME)


AMOUNT = st.floats(1, 1e6)


@given(st.lists(st.tuples(AMOUNT, st.floats(20, 300)), min_size=1, max_size=9))
def test_contributions_of_sections_are_the_growth_of_their_sum(sections):
    """Valued in prices of the year before, output of all sections grows by what they add up to."""
    names = [str(at) for at in range(len(sections))]
    before = pd.DataFrame([[each for each, _ in sections]], index=["r"], columns=names)
    index = pd.DataFrame([[each for _, each in sections]], index=["r"], columns=names)
    real = sum(amount * volume / 100 for amount, volume in sections)
    whole = sum(amount for amount, _ in sections)
    points = section_contributions(before, index).loc["r"].sum()
    assert points == pytest.approx(100 * (real / whole - 1), rel=1e-9, abs=1e-9)


@given(AMOUNT, st.floats(20, 300), st.floats(20, 300))
def test_prices_and_volume_make_the_change_in_tenge(before, volume, deflator):
    """What is put together from a volume index and a deflator is taken apart into them again."""
    one = {"index": ["r"], "columns": ["A"]}
    now = pd.DataFrame([[before * volume / 100 * deflator / 100]], **one)
    found = price_change(now, pd.DataFrame([[before]], **one), pd.DataFrame([[volume]], **one))
    assert found.loc["r", "A"] == pytest.approx(deflator - 100, abs=1e-7)


def test_prices_of_what_was_not_there_are_unknown():
    """Without output before, or with a volume of nothing, there is no price to compare."""
    now = pd.DataFrame([[5.0, 5.0, 6.0]], index=["r"], columns=list("ABC"))
    before = pd.DataFrame([[0.0, 5.0, 5.0]], index=["r"], columns=list("ABC"))
    volume = pd.DataFrame([[100.0, 0.0, 100.0]], index=["r"], columns=list("ABC"))
    found = price_change(now, before, volume).loc["r"]
    assert found.isna().tolist() == [True, True, False]
    assert found["C"] == pytest.approx(20)
