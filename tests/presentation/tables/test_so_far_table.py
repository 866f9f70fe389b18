"""The same months of three years beside each other."""

import pytest

from generator.findings.brief_set import prepare
from generator.presentation.localisation.language import Language
from generator.presentation.tables.so_far_table import so_far_table
from generator.project import LANGUAGES, Project


@pytest.mark.parametrize("code", LANGUAGES)
def test_three_years_of_eight_months(panel, code):
    """East Kazakhstan: taxes, transfers and their share in January to August of 2024 to 2026."""
    (brief,) = prepare(panel, 2025, ("KZ-63",))
    language = Language.load(Project.here().locales, code)
    table = so_far_table(brief, language)
    assert table.years == ("2024", "2025", "2026")
    assert table.months.key == "until.august"
    assert [len(row.cells) for row in table.rows] == [3, 3, 3]
    taxes, transfers, share = (
        [float(cell.replace("\u00a0", "").replace(",", ".")) for cell in row.cells]
        for row in table.rows
    )
    for at in range(3):
        whole = taxes[at] + transfers[at]
        assert share[at] == pytest.approx(transfers[at] / whole * 100, abs=0.1)


def test_a_year_that_is_over_has_no_such_table(panel):
    """Nothing after 2024 is the year so far of its brief."""
    (brief,) = prepare(panel, 2024, ("KZ-63",))
    assert so_far_table(brief, Language.load(Project.here().locales, "en")) is None
