"""The table of what changed: names, differences that a reader can redo, ranks."""

from datetime import date
from types import SimpleNamespace

import pytest

from generator.findings.correction import Correction, RevisedFact
from generator.presentation.localisation.language import Language
from generator.presentation.tables.correction_table import correction_notice
from generator.project import Project

DAYS = (date(2026, 11, 27), date(2026, 11, 23))


@pytest.fixture(scope="module")
def language():
    """English."""
    return Language.load(Project.here().locales, "en")


def fact(**changes):
    """GRP per capita of Atyrau, revised from 20,000.0 to 20,541.2."""
    given = {
        "subject": "KZ-23",
        "measure": "grp_per_capita",
        "industry": "",
        "period": 2025,
        "unit": "thousand_kzt",
        "decimals": 1,
        "old": 20000.0,
        "new": 20541.2,
        "difference": 541.2,
    }
    return RevisedFact(**{**given, **changes})


def notice(language, *facts, **correction):
    """What a corrected brief of Atyrau for 2025 says of these facts."""
    found = Correction(2, DAYS[0], 1, DAYS[1], facts, **correction)
    brief = SimpleNamespace(correction=found, subject="KZ-23", year=2025)
    return correction_notice(brief, language)


def test_a_brief_that_corrects_nothing_has_no_notice(language):
    """A first edition."""
    brief = SimpleNamespace(correction=None)
    assert correction_notice(brief, language) is None


def test_a_difference_is_told_with_its_sign_and_in_per_cent(language):
    """Per cent only for measures whose changes are told so."""
    (row,) = notice(language, fact(relative=2.706)).rows
    assert (row.old, row.new, row.difference) == ("20,000.0", "20,541.2", "+541.2 (+2.7%)")
    (row,) = notice(language, fact()).rows
    assert row.difference == "+541.2"


@pytest.mark.parametrize(
    ("ranks", "printed"),
    [
        ({"rank_old": 2, "rank_new": 1}, "2 → 1"),
        ({"rank_old": 2, "rank_new": 2}, "2"),
        ({"rank_old": 2, "rank_new": 2, "of_old": 19, "of_new": 20}, "2/19 → 2/20"),
        ({"rank_old": 3, "rank_new": 3, "tied_new": 2}, "3 → 3–4"),
        ({"rank_new": 1}, "– → 1"),
        ({}, "–"),
    ],
)
def test_ranks_are_told_where_they_differ(language, ranks, printed):
    """Also where only the number of ranked regions or who shares a rank is another one."""
    (row,) = notice(language, fact(**ranks)).rows
    assert row.rank == printed


def test_a_row_names_what_is_not_the_subject_and_the_year(language):
    """Another region, an industry, an earlier year."""
    (row,) = notice(language, fact(subject="KZ-71", period=2024)).rows
    assert "Astana" in row.name
    assert row.name.endswith(", 2024")


def test_what_is_not_in_the_tables_is_counted(language):
    """And where nothing printed changed, that is said."""
    assert "3" in notice(language, fact(), further=3).further
    assert notice(language).further
    assert notice(language, fact()).further == ""
