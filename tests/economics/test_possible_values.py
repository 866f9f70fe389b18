"""What a quantity can be at all, and how it is said what it cannot be."""

import numpy as np
import pandas as pd
import pytest

from generator.economics.possible_values import (
    FRACTION,
    TOTAL,
    ImpossibleValueError,
    marked_cells,
    require_counts,
    require_no_total,
)

from .tables import table

OUTPUT = table("""
    region | farms | mines | shops
    -------+-------+-------+------
    north  |    20 |    60 |    30
    south  |    60 |     0 |   140
""")


def test_counts_are_whole_numbers():
    """Half a school is a mistake of reading; a missing count is missing."""
    require_counts(pd.DataFrame({"schools": [0, 3, np.nan]}))
    with pytest.raises(ImpossibleValueError) as refused:
        require_counts(pd.DataFrame({"schools": [1.0, 2.5]}, index=["north", "south"]))
    assert (refused.value.rule, refused.value.places) == (FRACTION, ("south schools",))
    with pytest.raises(ImpossibleValueError, match="negative"):
        require_counts(pd.DataFrame({"schools": [-1.0]}))


def test_a_total_is_found_by_its_value():
    """The sum of the others in every complete region, rounding and a hole notwithstanding."""
    require_no_total(OUTPUT)
    wrong = OUTPUT.assign(all=OUTPUT.sum(axis=1) * (1 + 1e-8))
    wrong.loc["isle"] = [1, np.nan, 2, 9]
    with pytest.raises(ImpossibleValueError) as refused:
        require_no_total(wrong)
    assert (refused.value.rule, refused.value.places) == (TOTAL, ("all",))


def test_a_total_is_found_by_its_parts():
    """A declared parent of another industry; one that is its own parent has no parts."""
    with pytest.raises(ImpossibleValueError, match="mines"):
        require_no_total(OUTPUT, {"farms": "farms", "shops": "mines", "mines": "mines"})
    require_no_total(OUTPUT, {"farms": "farms", "mines": "mines", "shops": "services"})


def test_a_coincidence_is_no_total():
    """In one region, or between two industries, sums may be equal by chance."""
    one_region = pd.DataFrame({"a": [1.0], "b": [2.0], "c": [3.0]})
    two_industries = pd.DataFrame({"a": [1.0, 2.0], "b": [1.0, 2.0], "c": [0.0, 0.0]})
    for chance in (one_region, two_industries):
        assert require_no_total(chance) is None


def test_cells_are_named():
    """Region and industry, row by row, so that it can be said what is lacking."""
    assert marked_cells(OUTPUT, (OUTPUT == 60).to_numpy()) == ("north mines", "south farms")
    assert marked_cells(OUTPUT, (OUTPUT < 0).to_numpy()) == ()
