"""What is wrong with a command line, and the place that a problem of a workbook is given."""

from datetime import date

import pytest

from generator.cli.arguments import ADDRESS, complaint, parser
from generator.dataset.intake.inspection import at_cell
from generator.dataset.panel import Origin
from generator.errors import Location, Problem, UsageProblems
from generator.presentation.localisation.language import Language
from generator.project import Project
from tests.dataset.grids import workbook


@pytest.fixture(scope="module")
def parse():
    """Read a command line."""
    language = Language.load(Project.here().locales, "en")
    return lambda words: parser(language.say).read(words.split())


@pytest.mark.parametrize(
    ("words", "key", "found"),
    [
        ("build --year 0", "cli.not_a_count", "0"),
        ("build --year -5", "cli.not_a_count", "-5"),
        ("build --year ２０２５", "cli.not_a_count", "２０２５"),
        ("build --as-of 2025-13-01", "cli.not_a_day", "2025-13-01"),
        ("build --language kk de", "cli.usage_choice", "de"),
        ("withdraw 2025-01-01", "cli.usage_missing", "--because"),
        ("explain KZ-23", "cli.usage_missing", "INDICATOR"),
        ("send --really --outbox x", "cli.usage_together", "--really"),
    ],
)
def test_a_wrong_word_is_named_by_its_kind(parse, words, key, found):
    """Counts, days, choices, what is missing, and what excludes each other."""
    with pytest.raises(UsageProblems) as error:
        parse(words)
    ((problem),) = error.value.problems
    assert problem.key == key
    assert problem.slots["found"] == found


def test_a_right_line_is_read_as_it_was_meant(parse):
    """Days are days, counts are numbers, and what is not said is empty."""
    asked = parse("receive a.csv b.csv --released 2025-06-30 --alias A=KZ-10 --alias B=KZ-11")
    assert (asked.released, asked.although, asked.factor) == (date(2025, 6, 30), "", 0.0)
    assert [path.name for path in asked.path] == ["a.csv", "b.csv"]
    assert asked.alias == ["A=KZ-10", "B=KZ-11"]


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("tcp://host:8786", True),
        ("tls://10.0.0.1:1", True),
        ("tcp://[::1]:8786", True),
        ("http://host:8786", False),
        ("tcp://host", False),
        ("tcp://ho st:1", False),
        ("tcp://host:123456", False),
    ],
)
def test_an_address_of_a_scheduler_has_a_kind_a_host_and_a_port(word, right):
    """By name, or by number in version 4 or 6."""
    assert bool(ADDRESS.fullmatch(word)) is right


def test_what_argparse_was_never_heard_to_say_is_quoted():
    """A new complaint of a later Python is told in its own words."""
    found = complaint("something new")
    assert (found.key, found.slots["found"]) == ("cli.usage", "something new")


def test_a_problem_of_a_row_is_told_at_the_cell_that_it_came_from():
    """Of a row that no cell made the table is told."""
    found = [type("Read", (), {"workbook": workbook(name="a.xlsx")})()]
    origins = {("grp.csv", 5): Origin("a.xlsx", "2008-2023", "BM12")}
    there = at_cell(Problem("p", Location("2025-06-30/grp.csv", 5, "value")), found, origins)
    assert there.place == Location("a.xlsx › 2008-2023", 12, "BM")
    nowhere = at_cell(Problem("p", Location("2025-06-30/grp.csv", 6, "value")), found, origins)
    assert nowhere.place == Location("a.xlsx › grp.csv", 6, "value")
