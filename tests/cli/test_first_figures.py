"""The day on which only output of 2023 was known, and what became of its first figures."""

import contextlib
import io
import json
from datetime import date

import pytest

from generator.cli import main
from generator.dataset.vintages import load
from generator.findings.brief_set import prepare
from generator.project import Project
from tests.findings.small_world import shown

JUNE = date(2024, 6, 1)


@pytest.fixture(scope="module")
def revisions():
    """The revision of 2023 between its first release and today, as a program reads it."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert main(["revisions", "2024-04-27", "2026-11-23", "--year", "2023", "--json"]) == 0
    facts = [fact for brief in json.loads(said.getvalue())["briefs"] for fact in brief["facts"]]
    return [
        fact for fact in facts if fact["period"] == 2023 and fact["kind"] in ("revised", "rank")
    ]


def test_every_first_figure_of_2023_was_revised(revisions):
    """Twenty regions and the nation; Abai by -13.44 per cent, Shymkent by +10.3."""
    output = {fact["subject"]: fact for fact in revisions if fact["measure"] == "grp"}
    assert len(output) == 21
    assert round(output["KZ-10"]["relative"], 2) == -13.44
    assert round(output["KZ-79"]["relative"], 1) == 10.3


def test_seven_ranks_moved_and_only_shares_follow(revisions):
    """Nothing else of 2023 is in both vintages."""
    assert {fact["measure"] for fact in revisions} == {"grp", "share_of_gdp"}
    moved = {
        (fact["subject"], fact["rank_old"], fact["rank_new"])
        for fact in revisions
        if fact["rank_old"] != fact["rank_new"]
    }
    assert moved == {
        ("KZ-15", 8, 11), ("KZ-27", 7, 6), ("KZ-47", 6, 7), ("KZ-55", 11, 10),
        ("KZ-61", 12, 13), ("KZ-63", 10, 8), ("KZ-79", 13, 12),
    }  # fmt: skip


def test_a_day_that_knows_only_output_says_so_on_page_one():
    """Output, share and rank are preliminary, everything else is missing, the year incomplete."""
    panel = load(Project.here(), JUNE)
    made = {brief.subject: brief for brief in prepare(panel, 2023, ("KZ-23", "KZ"))}
    brief = made["KZ-23"]
    assert brief.preliminary
    told = [
        claim.key
        for place in ("status", "output", "coverage")
        for claim in brief.claims[f"notes.{place}"]
    ]
    assert told == ["data.prelim", "note.output_alone", "note.coverage", "note.incomplete"]
    (alone,) = brief.claims["notes.output"]
    found = {name: shown(alone)[name] for name in ("v", "share", "rank", "n_regions")}
    assert round(found.pop("v"), 1) == 14950.4
    assert round(found.pop("share"), 1) == 12.4
    assert found == {"rank": 2, "n_regions": 20}
    known = {
        fact.measure for fact in brief.facts if fact.period == 2023 and fact.value is not None
    }
    assert known == {"grp", "share_of_gdp"}
    assert [claim.key for claim in made["KZ"].claims["notes.output"]] == [
        "note.output_alone_nation"
    ]


def test_nothing_is_alone_in_a_whole_year(panel):
    """Today 2023 is known in full: neither preliminary nor quoted."""
    (brief,) = prepare(panel, 2023, ("KZ-23",))
    assert not brief.preliminary
    assert "notes.output" not in brief.claims


EXPLAINED = [
    ("KZ-71 budget_withdrawals", "2026-11-30/local_budget_withdrawals.csv, row 16"),
    ("KZ-63 grp_so_far", "January–March 2026: 1,359,032.1"),
    ("KZ-63 grp_so_far", "2026-08-24/grp_year_to_date.csv, row 235"),
    ("KZ-23 transfers_so_far", "local_budget_year_to_date.csv, row 229"),
    ("KZ-10 first_figure_revision", "2024-04-27/grp.csv, row 30"),
    ("KZ-71 expenditure_per_capita --year 2022", "the source does not list the region"),
]


@pytest.mark.parametrize(("words", "said"), EXPLAINED)
def test_figures_end_at_file_and_row(capsys, words, said):
    """A budget figure, one of the year so far, a first figure, and one that is not there."""
    assert main(["explain", *words.split(), "--ui", "en", "--as-of", "2026-11-30"]) == 0
    assert said in capsys.readouterr().out.replace("\u00a0", " ")
