"""The list of industries: comparable sections and their broad groups."""

import pytest

from generator.classifications.industries import NET_TAXES
from generator.dataset.code_lists import read_industries
from generator.project import Project


@pytest.fixture(scope="module")
def industries():
    """The real list."""
    return read_industries(Project.here().classifications)


def test_nineteen_sections_are_comparable_over_time(industries):
    """Sections A to S, in order; T is counted with S."""
    assert "".join(industries.sections()) == "ABCDEFGHIJKLMNOPQRS"
    assert industries["T"].counted_with == "S"


def test_every_section_has_one_broad_group(industries):
    """The six groups of related variety cover all sections."""
    groups = industries.groups()
    assert tuple(groups) == industries.sections()
    assert set(groups.values()) == {"AGR", "IND", "CON", "MKT", "PUB", "OTH"}
    assert [code for code, group in groups.items() if group == "IND"] == list("BCDE")


def test_net_taxes_are_of_no_industry(industries):
    """Net taxes on products are a residual without a group."""
    assert industries[NET_TAXES].kind == "residual"
    assert NET_TAXES not in industries.groups()
    assert NET_TAXES not in industries.sections()


def test_aggregates_are_no_sections(industries):
    """The coarse codes of some tables never enter a structure index."""
    aggregates = {each.code for each in industries if each.kind == "aggregate"}
    assert aggregates == {"B-E", "B-F", "G-T", "OTHER_SERVICES", "FISIM"}
    assert not aggregates & set(industries.sections())
    assert len(industries) == 26
