"""Level of output: per head, in the nation, and relative to it."""

import math

import pandas as pd
import pytest
from hypothesis import given

from generator.economics.indices.level import (
    per_capita,
    ratio_to_national,
    relative_level,
    share_in_nation,
    share_of,
)
from generator.economics.possible_values import ImpossibleValueError

from .strategies import territories

OUTPUT = pd.Series({"north": 300.0, "south": 100.0, "isle": math.nan})
PEOPLE = pd.Series({"isle": 5.0, "south": 50.0, "north": 50.0})


def test_output_per_head():
    """Matched by name; nobody there, no output per head."""
    assert per_capita(OUTPUT, PEOPLE).to_dict() == pytest.approx(
        {"north": 6, "south": 2, "isle": math.nan}, nan_ok=True
    )
    assert math.isnan(per_capita(OUTPUT, PEOPLE.replace(50, 0))["north"])


def test_share_in_the_nation():
    """300 of 500 are 60 per cent; of an unknown nation nothing is."""
    assert share_in_nation(OUTPUT, 500.0)["north"] == 60
    assert math.isnan(share_in_nation(OUTPUT, 500.0)["isle"])
    assert share_in_nation(OUTPUT, math.nan).isna().all()
    assert share_in_nation(OUTPUT, 0.0).isna().all()


def test_part_of_the_whole_of_each_territory():
    """60 of 300 are 20 per cent; investment may exceed output; of nothing nothing is a part."""
    part = pd.Series({"north": 60.0, "south": 150.0, "isle": 1.0})
    assert share_of(part, OUTPUT).to_dict() == pytest.approx(
        {"north": 20, "south": 150, "isle": math.nan}, nan_ok=True
    )
    assert share_of(part, OUTPUT * 0).isna().all()


def test_relative_to_a_national_value_that_is_known():
    """300 beside 200 are half as much again; beside an unknown value or 0 there is no ratio."""
    assert relative_level(OUTPUT, 200.0)["north"] == 1.5
    for unknown in (math.nan, 0.0):
        assert relative_level(OUTPUT, unknown).isna().all()
    with pytest.raises(ImpossibleValueError):
        relative_level(-OUTPUT, 200.0)


def test_ratio_to_the_nation():
    """400 for 100 people are 4: the north has half as much again."""
    known = OUTPUT.dropna()
    head = per_capita(known, PEOPLE)
    assert ratio_to_national(head, PEOPLE).to_dict() == {"north": 1.5, "south": 0.5}


def test_a_nation_with_a_gap_is_not_known():
    """Without the isle the mean is that of other territories; a mean of 0 has no ratio."""
    assert ratio_to_national(OUTPUT, PEOPLE).isna().all()
    assert ratio_to_national(OUTPUT.dropna() * 0, PEOPLE).isna().all()
    assert ratio_to_national(OUTPUT.dropna(), PEOPLE * 0).isna().all()


def test_impossible_values_are_refused():
    """A negative output or population names its region."""
    with pytest.raises(ImpossibleValueError, match="north output"):
        per_capita(-OUTPUT, PEOPLE)
    with pytest.raises(ImpossibleValueError, match="south population"):
        per_capita(OUTPUT, -PEOPLE.drop("north"))
    with pytest.raises(ImpossibleValueError, match="north output"):
        share_in_nation(-OUTPUT, 1.0)
    with pytest.raises(ImpossibleValueError, match="north value"):
        ratio_to_national(-OUTPUT, PEOPLE)


@given(territories())
def test_ratios_average_one(units):
    """Weighted by people the ratios to the nation have the mean 1."""
    ratios = ratio_to_national(units["x"], units["w"])
    weights = units["w"] / units["w"].sum()
    assert (ratios * weights).sum() == pytest.approx(1)
