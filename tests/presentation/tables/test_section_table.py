"""The table of sections: bars in proportion, missing values marked."""

from types import SimpleNamespace

import pytest

from generator.presentation.localisation.language import Language
from generator.presentation.tables.section_table import bar_length, section_rows
from generator.project import Project


def section(industry, share, **others):
    """One section with its share in per cent; what is not given is missing."""
    missing = dict.fromkeys(("gva", "national_share", "location_quotient", "change"))
    return SimpleNamespace(industry=industry, share=share, **{**missing, **others})


@pytest.mark.parametrize(
    ("value", "longest", "length"),
    [
        (20.0, 40.0, 50.0),
        (40.0, 40.0, 100.0),
        (None, 40.0, 0.0),
        (-3.0, 40.0, 0.0),
        (1.0, 0.0, 0.0),
    ],
)
def test_a_bar_is_a_part_of_the_longest(value, longest, length):
    """What is missing, negative or without a longest one has no bar."""
    assert bar_length(value, longest) == length


def test_sections_stand_in_their_order_with_code_and_name():
    """The largest has a whole bar; a change has its sign; a missing value is an ellipsis."""
    lines = (section("A", 5.0, change=-0.5, gva=12.34), section("B", 50.0))
    language = Language.load(Project.here().locales, "en")
    first, second = section_rows(SimpleNamespace(sections=lines), language)
    assert first.name.startswith("A · ")
    assert first.name[4].isupper()
    assert (first.gva, first.share, first.bar, first.change) == ("12.3", "5.0", 10.0, "−0.5")
    assert (second.bar, second.gva, second.quotient) == (100.0, "…", "…")


def test_no_section_has_no_row():
    """A vintage may hold no output by industry."""
    language = Language.load(Project.here().locales, "en")
    assert section_rows(SimpleNamespace(sections=()), language) == ()
