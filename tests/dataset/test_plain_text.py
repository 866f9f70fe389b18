"""One line of visible, composed characters: what may be kept of others' words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dataset.intake.vocabulary.territory_names import drawn
from generator.dataset.readers import LONGEST_CELL, as_plain_text, is_plain_text


@given(st.text(max_size=30))
def test_every_text_becomes_plain_and_stays_so(text):
    """Nothing that does not show is left; a label is drawn as it was before."""
    found = as_plain_text(text)
    assert found == "" or is_plain_text(found)
    assert as_plain_text(found) == found
    assert drawn(found).replace(" ", "") == drawn(text).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("one", True),
        ("o" * LONGEST_CELL, True),
        ("o" * (LONGEST_CELL + 1), False),
        ("", False),
        ("  ", False),
        ("a\nb", False),
        ("a\tb", False),
        ("a\u200bb", False),
        ("и\u0306", False),
    ],
)
def test_plain_text_is_one_line_that_shows(text, plain):
    """Neither empty nor too long, neither hidden nor in pieces."""
    assert is_plain_text(text) is plain
