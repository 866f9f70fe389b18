"""Problems in a user's words: whole lists, regions and tables by name, amounts in groups."""

import pytest

from generator.cli.console import LONGEST, describe, printable
from generator.cli.coverage_text import coming_years, covered_line
from generator.dataset.schema import BY_NAME
from generator.dataset.year_coverage import TableCoverage
from generator.errors import Location, Problem
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project
from tests.findings.test_new_year import needed, with_new_year


@pytest.fixture(params=LANGUAGES)
def language(request):
    """Each language in turn."""
    return Language.load(Project.here().locales, request.param)


@pytest.fixture
def english():
    """The language in which words are compared."""
    return Language.load(Project.here().locales, "en")


def test_a_list_is_never_cut(language):
    """All regions that are possible are told, by name and code, however long that is."""
    codes = sorted(code for code in language.names.regions if code != "KZ")
    slots = {"found": "KZ-99", "expected": ", ".join(codes), "year": "2025"}
    told = describe(Problem("problem.no_such_region", slots=slots), language)
    assert len(told) > 2 * LONGEST
    assert "…" not in told
    assert all(f"{language.region(code)} ({code})" in told for code in codes)


def test_tables_are_told_by_name(language):
    """Whoever must choose a table reads names, and may type one."""
    slots = {"expected": ", ".join(BY_NAME)}
    told = describe(Problem("problem.table_not_told", Location("a.xlsx"), slots), language)
    assert all(language.say(f"table.{name}") in told for name in BY_NAME)
    assert "unemployment_rate" not in told


def test_a_cell_as_it_was_found_is_cut(english):
    """A paragraph in a cell does not fill the screen; a reason is told whole."""
    slots = {"found": "x" * 900, "items": ""}
    told = describe(Problem("problem.label_unknown", Location("a.xlsx", 1, "A"), slots), english)
    assert f"{'x' * LONGEST}…" in told
    assert "x" * (LONGEST + 1) not in told
    slots = {"number": "1", "year": "2026", "text": "y" * 450}
    assert "y" * 450 in describe(Problem("notice.issued_although", slots=slots), english)


def test_two_amounts_that_differ_are_grouped_and_their_region_is_named(english):
    """1774185.2 is read as 1,774,185.2, and KZ-71 as Astana city."""
    slots = {"region": "KZ-71", "year": "2009", "found": "1774185.2", "expected": "1846005.9"}
    told = describe(
        Problem("problem.sum_differs", Location("grp.csv", 353, "value"), slots), english
    )
    assert "Astana city (KZ-71), 2009" in told
    assert "is 1,774,185.2, but" in told
    assert "to 1,846,005.9 mln" in told


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("a\tb\u202e", LONGEST, "a\\u0009b\\u202e"),
        ("абв" * 100, 5, "абваб…"),
        ("абв" * 100, None, "абв" * 100),
    ],
)
def test_what_a_terminal_would_obey_is_shown_instead(text, longest, shown):
    """Control characters are escaped; length is capped only where that is asked for."""
    assert printable(text, longest) == shown


def test_a_table_is_whole_empty_or_lacks_regions(english):
    """One line each, with the names of the regions that are lacking."""
    whole = TableCoverage("grp", 20, (), enough=True)
    part = TableCoverage("grp", 20, ("KZ-62", "KZ"), enough=False)
    empty = TableCoverage("grp", 1, ("KZ-62", "KZ"), enough=False)
    lines = [covered_line(each, english) for each in (whole, part, empty)]
    assert all("Gross regional product" in line for line in lines)
    assert "Ulytau" in lines[1]
    assert len(set(lines)) == 3


def test_a_coming_year_says_what_it_lacks_and_how_to_fill_it_in(panel, english):
    """GRP alone: one table is there, seven are not; a whole year says nothing."""
    lines = list(coming_years(with_new_year(panel, ["grp"]), english))
    assert len(lines) == 2 + len(needed(panel))
    assert "2026" in lines[0]
    assert lines[-1].endswith("oblys template 2026")
    assert list(coming_years(with_new_year(panel, needed(panel)), english)) == []
    assert list(coming_years(panel, english)) == []
