"""Two values are told apart only where a reader sees that they differ, and by enough."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.findings.indifference import compared, least_difference
from generator.findings.measures import CATALOGUE, MEASURE

BANDS = {
    "unemployment_rate": 0.2,
    "entropy_nat": 0.02,
    "uv_nat": 0.02,
    "rv_nat": 0.02,
    "share_of_gdp": 0.2,
    "share_in_grp": 0.2,
    "largest_share": 0.2,
    "investment_to_grp": 0.2,
}
"""Bands that were agreed upon, in the unit of the measure."""


@pytest.mark.parametrize(("measure", "band"), BANDS.items())
def test_a_band_is_a_row_of_the_catalogue(measure, band):
    """Within it two values are about the same, one step beyond it they are not."""
    step = 10 ** -MEASURE[measure].decimals
    assert MEASURE[measure].band == band
    for way in (1, -1):
        assert compared(measure, 3 + way * band, 3) == 0
        assert compared(measure, 3 + way * (band + step), 3) == way


@pytest.mark.parametrize("measure", CATALOGUE, ids=lambda each: each.name)
def test_less_than_three_rounding_steps_is_no_difference(measure):
    """Whatever the catalogue says of a measure, what a reader sees must differ by three steps."""
    step = 10**-measure.decimals
    assert compared(measure.name, 100 + 2 * step, 100) == 0
    far = 100 + max(3 * step, measure.band + step, 100 * measure.relative_band + step)
    assert compared(measure.name, far, 100) == 1
    assert compared(measure.name, 100, far) in (-1, 0)


@pytest.mark.parametrize(
    ("own", "other", "side"),
    [(4.849, 4.55, 0), (4.851, 4.55, 1), (4.6, 4.85, -1), (4.65, 4.85, 0)],
)
def test_values_are_compared_as_printed(own, other, side):
    """4.849 prints as 4.8 and 4.55 as 4.6: two steps; 4.851 prints as 4.9: three."""
    assert compared("unemployment_rate", own, other) == side


def test_output_per_head_is_compared_in_per_cent():
    """Two per cent of the nation's level are about that level, one thousand tenge is not."""
    assert [compared("grp_per_capita", own, 5000) for own in (5100, 5101, 4900, 4899)] == [
        0, 1, 0, -1,
    ]  # fmt: skip


def test_fewer_printed_decimals_make_the_steps_longer():
    """Roads are printed in whole per cent: two of them are no difference."""
    roads = "local_roads_standard_share"
    assert (compared(roads, 72, 70), compared(roads, 72, 70, 0)) == (1, 0)
    assert compared(roads, 73, 70, 0) == 1


VALUES = st.floats(-500, 500, allow_nan=False)


@given(VALUES, VALUES)
def test_who_is_asked_first_does_not_matter(own, other):
    """Without a relative band, one value is above exactly where the other is below."""
    assert compared("entropy_nat", own, other) == -compared("entropy_nat", other, own)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_is_no_number_is_never_compared(value):
    """An unknown value is neither above nor about the same."""
    with pytest.raises(ValueError, match=r"nan|inf"):
        compared("entropy_nat", value, 1.0)


def test_an_unknown_measure_has_no_band():
    """A name that the catalogue lacks is a slip of the caller."""
    with pytest.raises(KeyError):
        compared("happiness", 1.0, 2.0)


@pytest.mark.parametrize(
    ("measure", "least"), [("unemployment_rate", 0.25), ("entropy_nat", 0.025)]
)
def test_the_least_difference_lies_between_two_steps(measure, least):
    """Beyond the band, and below the first difference that counts."""
    assert least_difference(measure) == pytest.approx(least)
    step = 10 ** -MEASURE[measure].decimals
    assert compared(measure, 3 + least - step / 2, 3) == 0
    assert compared(measure, 3 + least + step / 2, 3) == 1
