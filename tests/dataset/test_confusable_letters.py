"""Codes with a letter of another alphabet, and years written as spans."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dataset.confusable_letters import unknown_code
from generator.dataset.year_coverage import year_spans

KNOWN = ("KZ", "KZ-10", "KZ-63", "KZ-YUZ", "A", "B", "nil", "current", "")
ALIKE = dict(zip("ABECKMHOPTXIaeopcyxi-", "АВЕСКМНОРТХІаеорсухі\u2011", strict=True))


@given(st.sampled_from(KNOWN[:-1]), st.data())
def test_a_code_that_only_looks_right_is_named_with_what_was_meant(code, data):
    """Whichever letters are of the other alphabet, the first of them is named by its number."""
    places = [at for at, letter in enumerate(code) if letter in ALIKE]
    chosen = data.draw(st.sets(st.sampled_from(places), min_size=1))
    written = "".join(ALIKE[x] if at in chosen else x for at, x in enumerate(code))
    found = unknown_code(written, KNOWN, "problem.unknown")
    assert found.key == "problem.look_alike"
    assert found.slots["expected"] == code
    assert found.slots["code_point"].startswith(f"U+{ord(written[min(chosen)]):04X} ")


@pytest.mark.parametrize(
    ("code", "key"), [("KZ-99", "problem.unknown"), ("Ж", "problem.look_alike")]
)
def test_a_code_that_nobody_meant_lists_all(code, key):
    """Empty text is allowed somewhere, but never named."""
    found = unknown_code(code, KNOWN, "problem.unknown")
    assert (found.key, found.slots["found"]) == (key, code)
    assert found.slots["expected"] == ", ".join(KNOWN[:-1])


@given(st.sets(st.integers(1990, 2030)))
def test_spans_hold_exactly_the_years(years):
    """Read again they are the same years, and no two spans touch."""
    text = year_spans(sorted(years))
    spans = [[int(x) for x in part.split("–")] for part in text.split(", ") if part]
    read = [year for span in spans for year in range(span[0], span[-1] + 1)]
    assert read == sorted(years)
    assert all(later[0] > former[-1] + 1 for former, later in pairwise(spans))
    assert not re.search(r"(\d{4})–\1", text)
