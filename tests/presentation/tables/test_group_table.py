"""The table of the groups of regions, and the charts that read the same claims."""

from types import SimpleNamespace

import pytest

from generator.findings.claims import Claim, Count, Listing, Number, RegionSlot, TextSlot
from generator.presentation.figures.group_figures import SHADES, group_legend, group_map, living
from generator.presentation.localisation.language import Language
from generator.presentation.tables.group_table import group_rows
from generator.project import LANGUAGES, Project

CLOSE = TextSlot("group.close")


def language(code):
    """One language of the briefs."""
    return Language.load(Project.here().locales, code)


def members(side, *codes):
    """The claim that names the regions of one side of the median in the closest third."""
    listing = Listing(tuple(map(RegionSlot, codes)), "short")
    slots = {"group": CLOSE, "side": TextSlot(f"group.side_{side}"), "items": listing}
    return Claim("groups.members", "L5", slots)


MEDIANS = Claim(
    "groups.medians",
    "L1",
    {"group": CLOSE, "k": Count(3), "v": Number(7384.12, 1), "u": Number(4.26, 1)},
)


def brief(*claims):
    """A brief as far as the table looks at it."""
    return SimpleNamespace(claims={"groups": claims})


@pytest.mark.parametrize("code", LANGUAGES)
def test_names_stand_in_the_order_of_the_alphabet_of_each_language(code):
    """Both regions above the median, sorted by their short names; nobody near it: a dash."""
    spoken = language(code)
    (row,) = group_rows(
        brief(members("above", "KZ-59", "KZ-11"), members("below", "KZ-23"), MEDIANS), spoken
    )
    above = [spoken.region(each, "short") for each in ("KZ-11", "KZ-59")]
    assert row.members == (", ".join(sorted(above, key=spoken.sort_key)), "–", row.members[2])
    assert row.members[2] == spoken.region("KZ-23", "short")
    assert row.count.endswith("3")
    assert row.level == spoken.number(7384.1, 1)
    assert row.growth == spoken.number(4.3, 1, signed=True)


def test_a_third_without_medians_has_dots():
    """Where a region lacks a figure, there is no median to print."""
    (row,) = group_rows(brief(members("above", "KZ-59")), language("en"))
    assert row.level == row.growth == language("en").number(None)


def test_the_legend_has_a_class_for_every_third_from_light_to_dark():
    """Three colours, all different, the lightest first, as the map shades them."""
    entries = group_legend(language("en"))
    assert len({each.colour for each in entries}) == len(SHADES) == 3
    lightness = [int(each.colour[1:3], 16) for each in entries]
    assert lightness == sorted(lightness, reverse=True)


class Builder:
    """A builder that remembers what was added."""

    def __init__(self, claims, drawn):
        self.brief = SimpleNamespace(claims=claims, distributions={}, year=2025)
        self.drawn = drawn

    def add(self, name, *_more, **_slots):
        """Remember the name of a chart."""
        self.drawn.append(name)


def test_without_claims_nothing_is_drawn():
    """No groups, no map; no correlations, no chart."""
    drawn = []
    group_map(Builder({}, drawn), SimpleNamespace(rings={}))
    living(Builder({}, drawn))
    assert drawn == []
