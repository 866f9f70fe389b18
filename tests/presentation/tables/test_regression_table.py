"""The regression as printed: columns, rows, brackets, stars and checks."""

import re

import pytest

from generator.findings.brief_set import study
from generator.findings.choosing.national_claims import national_brief
from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.measuring.association import HEADLINE
from generator.presentation.localisation.language import Language
from generator.presentation.tables.regression_table import regression_table
from generator.project import LANGUAGES, Project


@pytest.fixture(scope="module")
def computed(panel):
    """Everything computed for the newest year."""
    return study(panel, 2025)


@pytest.fixture(scope="module")
def english():
    """The English language."""
    return Language.load(Project.here().locales, "en")


def test_the_nation_has_every_column_and_a_region_the_main_ones(computed, english):
    """Columns with a moderator stand in the national brief alone."""
    nation = regression_table(national_brief(computed), english)
    region = regression_table(regional_brief(computed, "KZ-23"), english)
    assert nation.columns == ("1", "2", "3", "4", "5", "6", "7", "8")
    assert region.columns == nation.columns[:6]
    names = [row.name for row in nation.coefficients]
    assert names == [
        "Diversification, DIV",
        "Related variety, RV",
        "Unrelated variety, UV",
        "DIV × innovation",
        "DIV × higher education",
        "ln(population)",
        "ln(investment / GRP)",
    ]
    assert [row.name for row in region.coefficients] == [*names[:3], *names[5:]]


def test_a_cell_holds_the_estimate_its_stars_and_its_error(computed, english):
    """Errors in brackets are those that the stars rest on: CR2, with year effects CR1."""
    nation = regression_table(national_brief(computed), english)
    for place, column in enumerate(nation.columns):
        fitted = computed.estimated.column(column)
        cells = [row.cells[place] for row in nation.coefficients if row.cells[place]]
        assert len(cells) == len(fitted.coefficients)
        printed = {(cell.estimate, cell.error, len(cell.stars)) for cell in cells}
        for found in fitted.coefficients:
            count = sum(found.p < level for level in (0.01, 0.05, 0.1))
            error = found.se_cr1 if fitted.specification.time_effects else found.se_cr2
            expected = (english.number(found.estimate, 3), f"({english.number(error, 3)})", count)
            assert expected in printed


def test_statistics_name_the_kind_of_error_and_its_degrees_of_freedom(computed, english):
    """CR2 with those of the varieties, CR1 with the number of units less one."""
    rows = {
        row.name: row.cells
        for row in regression_table(national_brief(computed), english).statistics
    }
    assert rows["Standard errors"] == ("CR2",) * 5 + ("CR1",) + ("CR2",) * 2
    assert rows["Degrees of freedom"][5] == "16.0"
    assert len(rows["Degrees of freedom"][4].split("; ")) == 2
    assert set(rows["Observations (units)"]) == {"195 (17)"}
    assert rows["Year effects"] == ("no",) * 5 + ("yes",) + ("no",) * 2


@pytest.mark.parametrize("code", LANGUAGES)
def test_checks_are_printed_in_every_language(computed, code):
    """Eight checks on the headline; p-values between 0 and 1, the interval in order."""
    language = Language.load(Project.here().locales, code)
    table = regression_table(national_brief(computed), language)
    assert len(table.checks) == 8
    assert all(check.name and check.found for check in table.checks)
    left_out = computed.estimated.checks.left_out.values()
    assert table.checks[0].found == language.interval(min(left_out), max(left_out), 3)
    own = computed.estimated.coefficient(HEADLINE, "DIV")
    assert table.checks[2].found == language.percent(100 * own.within_share, 0)
    assert sum(bool(re.search(r"p.[=<]", check.found)) for check in table.checks) == 5


def test_without_a_regression_there_is_no_table(quoted, english):
    """The vintage of the paper's own figures supports none."""
    computed = study(quoted, 2022)
    assert regression_table(national_brief(computed), english) is None
