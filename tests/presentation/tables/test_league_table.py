"""The table of regions: the nation in its place, missing values marked, bars in proportion."""

from types import SimpleNamespace

import pytest

from generator.findings.measures import LEAGUE
from generator.presentation.localisation.language import Language
from generator.presentation.tables.league_table import league_rows
from generator.project import LANGUAGES, Project


def line(region, rank, per_capita, industry="B", **values):
    """One region with its rank and values; what is not given is missing."""
    known = {**dict.fromkeys(LEAGUE), "grp_per_capita": per_capita, **values}
    return SimpleNamespace(region=region, rank=rank, values=known, largest_industry=industry)


def rows(*lines, nation=None, sections=(), code="en"):
    """The table of a brief of the nation."""
    whole = {**dict.fromkeys(LEAGUE), "grp_per_capita": nation}
    brief = SimpleNamespace(
        league=lines,
        sections=[SimpleNamespace(industry=each, share=share) for each, share in sections],
        fact=lambda measure: SimpleNamespace(value=whole[measure]),
    )
    return league_rows(brief, Language.load(Project.here().locales, code))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_nation_stands_between_the_regions_above_and_below_it(code):
    """From the highest output per head down, and without a rank."""
    lines = (line("KZ-71", 2, 9000.0), line("KZ-23", 1, 20000.0), line("KZ-61", 3, 2000.0))
    found = rows(*lines, nation=8000.0, code=code)
    assert [each.rank for each in found] == ["1", "2", "", "3"]
    assert [each.nation for each in found] == [False, False, True, False]
    language = Language.load(Project.here().locales, code)
    assert [each.name for each in found] == [
        language.region(region, "short") for region in ("KZ-23", "KZ-71", "KZ", "KZ-61")
    ]


def test_bars_are_parts_of_the_longest_region():
    """The nation's too; what is missing has none."""
    lines = (line("KZ-23", 1, 20000.0), line("KZ-71", 2, 5000.0), line("KZ-61", None, None))
    found = {each.name: each.bar for each in rows(*lines, nation=10000.0)}
    assert sorted(found.values()) == [0.0, 25.0, 50.0, 100.0]


def test_equal_and_missing_values_stand_in_the_order_of_the_alphabet():
    """Regions without a value come last, with a dash for their rank."""
    lines = (
        line("KZ-71", None, None),
        line("KZ-11", None, None),
        line("KZ-47", 1, 5000.0),
        line("KZ-15", 1, 5000.0),
    )
    found = rows(*lines, nation=4000.0)
    assert [each.name for each in found[:2]] == sorted(each.name for each in found[:2])
    assert found[2].nation
    assert [each.name for each in found[3:]] == sorted(each.name for each in found[3:])
    assert [each.rank for each in found[3:]] == ["–", "–"]
    assert {each.per_capita for each in found[3:]} == {"…"}


def test_the_largest_industry_begins_with_a_capital_letter():
    """That of the nation is the one with its largest share; none is no word."""
    sections = (("A", 5.0), ("C", 30.0), ("B", None))
    language = Language.load(Project.here().locales, "ru")
    found = rows(line("KZ-23", 1, 9.0, "B"), nation=8.0, sections=sections, code="ru")
    for row, section in zip(found, ("B", "C"), strict=True):
        name = language.industry(section, "short")
        assert row.largest == name[:1].upper() + name[1:]
    silent = rows(line("KZ-23", 1, 9.0, None), nation=8.0)
    assert [each.largest for each in silent] == ["", ""]


def test_each_value_has_the_decimals_and_the_sign_of_its_measure():
    """Growth is signed, shares are not; the nation has no variance from itself."""
    values = {
        "real_growth": 2.26,
        "share_of_gdp": 12.34,
        "entropy_nat": 1.987,
        "lq_var_weighted": 0.456,
        "unemployment_rate": 4.96,
        "investment_to_grp": 33.333,
        "largest_share": 50.05,
    }
    own, nation = rows(line("KZ-23", 1, 9000.0, **values), nation=8000.0)
    shown = (own.growth, own.share, own.variety, own.variance, own.unemployment, own.investment)
    assert shown == ("+2.3", "12.3", "1.99", "0.46", "5.0", "33.3")
    assert (nation.variance, nation.growth) == ("–", "…")
