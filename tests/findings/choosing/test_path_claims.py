"""The words for a path: its shape decides the message, and the slots tell what it was."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.economics.path import path
from generator.findings.choosing.path_claims import (
    TELLINGS,
    Telling,
    path_claim,
    series_claim,
    variance_claim,
)
from generator.findings.claims import Number
from tests.findings.small_world import shown

PLAIN = Telling("entropy_nat", 0.02, 2)


def told(*values, first=2014):
    """Tell the path of values of years that follow one another."""
    return path_claim(path(dict(enumerate(values, first))), PLAIN)


@pytest.mark.parametrize(
    ("values", "key", "more"),
    [
        ((1, 2, 3, 4), "path.up", {}),
        ((4, 3, 2, 1), "path.down", {}),
        ((1, 1.01, 1), "path.flat", {}),
        ((1, 5, 2, 1), "path.peak", {"v": 5, "year": 2015}),
        ((5, 1, 3, 5), "path.trough", {"v": 1, "year": 2015}),
    ],
)
def test_a_shape_has_its_words(values, key, more):
    """Both ends with their years; a path that turned has its turning point too."""
    found = told(*values)
    assert (found.key, found.licence) == (key, "L22")
    ends = {
        "v0": values[0],
        "y0": 2014,
        "v1": values[-1],
        "y1": 2017 if len(values) == 4 else 2016,
    }
    assert shown(found) == {"indicator": "told.entropy_nat", **ends, **more}


@pytest.mark.parametrize(
    ("values", "key", "slots"),
    [
        ((1, 1, 4, 4), "path.step_up", {"u": 1, "v": 4, "year": 2016, "v1": 4, "y1": 2017}),
        ((4, 4, 1, 1), "path.step_down", {"u": 4, "v": 1, "year": 2016, "v1": 1, "y1": 2017}),
        ((1, 1, 1, 4), "path.step_last_up", {"u": 1, "v": 4, "year": 2017, "v0": 1, "y0": 2014}),
        ((4, 4, 4, 1), "path.step_last_down", {"u": 4, "v": 1, "year": 2017, "v0": 4, "y0": 2014}),
    ],
)
def test_most_of_the_change_in_a_year_names_the_year(values, key, slots):
    """From where to where, and where it stands now, or stood at first if it is the last year."""
    found = told(*values)
    assert found.key == key
    assert shown(found) == {"indicator": "told.entropy_nat", **slots}


def test_one_year_or_none_is_no_path():
    """Nothing is said."""
    assert told(1) is None
    assert path_claim(None, PLAIN) is None
    assert series_claim("entropy_nat", {}) is None
    assert variance_claim({}) is None


def test_values_are_printed_as_their_measure():
    """Shares with a per cent sign, each with the decimals of its telling."""
    found = series_claim("investment_to_grp", {2014: 26.04, 2018: 47.21, 2025: 11.11})
    assert found.slots["v"] == Number(47.2, 1, "percent")
    assert found.slots["v1"] == Number(11.1, 1, "percent")
    assert series_claim("entropy_nat", {2014: 1.75, 2025: 1.71}).slots["v0"] == Number(1.75, 2)
    assert set(TELLINGS) >= {"ratio_to_nation", "unemployment_rate"}


def test_a_variance_moves_by_a_tenth_of_its_start():
    """Relative to the first value, whatever its size."""
    assert variance_claim({2014: 10.0, 2015: 10.9}).key == "path.flat"
    assert variance_claim({2014: 1.0, 2015: 1.11}).key == "path.up"


@given(st.lists(st.integers(0, 30).map(lambda tenths: tenths / 10), min_size=3, max_size=12))
def test_no_sentence_gives_a_direction_that_its_path_refuses(values):
    """Half of the change or less in any year, and the last five years not against it."""
    found = told(*values)
    if found.key not in ("path.up", "path.down"):
        return
    change = values[-1] - values[0]
    way = 1 if found.key == "path.up" else -1
    assert way * change > 0
    steps = [after - before for before, after in pairwise(values)]
    assert len(steps) < 3 or max(way * step for step in steps) <= abs(change) / 2 + 1e-9
    assert way * (values[-1] - values[-6:][0]) > -PLAIN.least
    assert max(values) - max(values[0], values[-1]) <= abs(change) / 2 + 1e-9
    assert min(values[0], values[-1]) - min(values) <= abs(change) / 2 + 1e-9
