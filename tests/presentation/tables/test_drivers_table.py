"""The table of regions by sections: signs, shades, what is missing, the nation in its place."""

from types import SimpleNamespace

import pytest

from generator.classifications.industries import OTHER_SERVICES
from generator.classifications.regions import NATION
from generator.findings.measuring.section_tables import DriverLine
from generator.presentation.localisation.language import Language
from generator.presentation.tables.drivers_table import drivers_table
from generator.project import Project


@pytest.fixture(scope="module")
def english():
    """Words and numbers of the English briefs."""
    return Language.load(Project.here().locales, "en")


def lines(rest, **points):
    """What sections contributed, and the rest."""
    found = [DriverLine(code, value, 1.0, 1.0) for code, value in points.items()]
    return (*found, DriverLine("", rest, None, None))


def brief(drivers, growth):
    """A national brief as far as the table looks at it."""
    national = SimpleNamespace(value=growth[NATION])
    regions = {code: value for code, value in growth.items() if code != NATION}
    return SimpleNamespace(
        drivers=drivers,
        distributions={"real_growth": regions},
        fact={"real_growth": national}.__getitem__,
    )


GROWTH = {NATION: 5.0, "KZ-23": 8.8, "KZ-63": 2.7}
DRIVERS = {
    NATION: lines(-0.4, A=0.24, B=1.0, **{OTHER_SERVICES: -0.25}),
    "KZ-23": lines(-1.02, A=0.0, B=10.8, **{OTHER_SERVICES: -1.24}),
    "KZ-63": lines(None),
}


def test_regions_stand_from_the_fastest_down_with_the_nation_in_its_place(english):
    """Letters head the columns; the group of services has those of its sections."""
    table = drivers_table(brief(DRIVERS, GROWTH), english)
    assert table.heads == ("A", "B", "I, K, M–T")
    assert [(row.growth, row.nation) for row in table.rows] == [
        ("+8.8", False),
        ("+5.0", True),
        ("+2.7", False),
    ]
    assert [row.rest for row in table.rows] == ["−1.02", "−0.40", "…"]


def test_cells_are_shaded_by_size_and_sign(english):
    """Nothing below a quarter of a point; darkest from one point on, either way."""
    fastest, nation, unknown = drivers_table(brief(DRIVERS, GROWTH), english).rows
    assert [(each.text, each.shade) for each in fastest.cells] == [
        ("0.00", ""),
        ("+10.80", "up3"),
        ("−1.24", "down3"),
    ]
    assert [each.shade for each in nation.cells] == ["", "up3", "down1"]
    assert [(each.text, each.shade) for each in unknown.cells] == [("…", "")] * 3


def test_without_the_nation_there_is_no_table(english):
    """A vintage may hold no volume indices by section."""
    unknown = {code: lines(None) for code in GROWTH}
    assert drivers_table(brief(unknown, GROWTH), english) is None
