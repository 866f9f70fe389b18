"""Days of release and the certainty of statuses stand beside the deliveries."""

from datetime import date

import pytest

from generator.dataset.code_lists import read_releases
from generator.errors import DataProblems
from generator.findings.choosing.notes import released
from generator.findings.measuring.indicators import indicators
from generator.project import Project
from tests.conftest import oblys


def test_a_release_is_known_from_its_day_on(panel):
    """A brief as of an earlier day says nothing of it."""
    day = date(2026, 8, 24)
    assert panel.releases.of("grp", "BNS-5927", day).released == day
    assert panel.releases.of("grp", "BNS-5927", date(2026, 8, 23)) is None
    assert panel.releases.of("grp", "BNS-5923-2024-04-27", day) is None


def test_a_status_is_proven_only_for_the_status_that_the_figure_has(panel):
    """Preliminary figures are not proven by the evidence for published ones."""
    assert panel.releases.status_of("grp", 2023, "published").certainty == "proven"
    assert panel.releases.status_of("grp", 2025, "published").certainty == "high"
    assert panel.releases.status_of("grp", 2023, "preliminary") is None
    assert panel.releases.status_of("grp", 2026, "published") is None


def test_the_notes_tell_the_days_of_the_reference_year_newest_first(panel):
    """GRP and its industries in August, population in April, the labour force in March."""
    told = released(panel, indicators(panel, 2025))
    assert [claim.slots["date"].value for claim in told] == [
        date(2026, 8, 24),
        date(2026, 4, 30),
        date(2026, 3, 30),
    ]
    assert "input.grp" in [item.key for item in told[0].slots["items"].items]


def test_explain_ends_with_release_and_certainty():
    """The same for each table once."""
    said = oblys("explain", "KZ-23", "grp").stdout.replace("\u00a0", " ")
    assert "released on 24 August 2026" in said
    assert said.count("very likely, not proven") == 1


@pytest.mark.parametrize(
    ("name", "line", "column"),
    [
        ("release_dates.csv", "gdp,BNS-1,2026-08-24,,x", "table"),
        ("release_dates.csv", "grp,BNS-1,24.08.2026,,x", "released"),
        ("release_dates.csv", "grp,BNS-1,2026-08-24,soon,x", "next_release"),
        ("status_evidence.csv", "grp,2025,2025,final,high,x", "status"),
        ("status_evidence.csv", "grp,2025,2025,published,sure,x", "certainty"),
        ("status_evidence.csv", "grp,,2025,published,high,x", "first_year"),
    ],
)
def test_a_broken_list_of_releases_is_refused(tmp_path, name, line, column):
    """Line and column are named; without the files nothing is known."""
    assert read_releases(tmp_path).days == ()
    head = (Project.here().classifications / name).read_text(encoding="utf-8").split("\n")[0]
    (tmp_path / name).write_text(f"{head}\n{line}\n", encoding="utf-8")
    with pytest.raises(DataProblems) as refused:
        read_releases(tmp_path)
    assert [(each.place.row, each.place.column) for each in refused.value.problems] == [
        (2, column)
    ]
