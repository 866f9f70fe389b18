"""Notes on what a source does not say, and on what is lacking."""

from dataclasses import replace
from datetime import date

import pandas as pd

from generator.findings.choosing import notes, output_claims
from generator.findings.measuring.indicators import indicators


def test_a_year_that_the_source_does_not_state_is_named(panel):
    """The census year of higher education everywhere; the year of roads where it is assumed."""
    said = {
        subject: {
            (claim.slots["indicator"].key, claim.slots["year"].value)
            for claim in notes.undated(panel, subject, 2025)
        }
        for subject in ("KZ", "KZ-27", "KZ-23")
    }
    education = ("table.higher_education_share", 2021)
    roads = ("table.local_roads_standard_share", 2025)
    assert said["KZ"] == said["KZ-27"] == {education, roads}
    assert said["KZ-23"] == {education, roads}  # the nation's roads stand beside the region's
    assert notes.undated(panel, "KZ-23", 2020) == ()


def test_among_some_regions_nobody_is_the_highest_of_the_country(panel):
    """With a delivery that holds one region only, its rank is 1 of 1."""
    rows = panel.observations
    others = rows["year"].eq(2025) & ~rows["region"].isin(["KZ-10", "KZ"])
    alone = replace(panel, observations=rows[~(others & rows["table"].eq("grp"))])
    assert output_claims.head(indicators(alone, 2025), "KZ-10").key == "level.head_rank"
    assert output_claims.head(indicators(panel, 2025), "KZ-23").key == "level.head_best"


def test_days_of_release_are_told_newest_first_and_only_those_that_were_known(panel):
    """GRP in August, population in April; a panel of an earlier day tells neither."""
    ind = indicators(panel, 2025)
    told = notes.released(panel, ind)
    assert {claim.key for claim in told} == {"note.released"}
    days = [claim.slots["date"].value for claim in told]
    assert days == sorted(days, reverse=True)
    assert notes.released(replace(panel, vintage=date(2026, 1, 1)), ind) == ()


def test_a_year_newer_than_every_whole_one_says_what_it_lacks(panel):
    """A whole year, and a hole in an old one, say nothing."""
    rows = panel.observations
    added = rows[rows["year"].eq(2025) & rows["table"].eq("grp")].assign(year=2026)
    started = replace(panel, observations=pd.concat([rows, added], ignore_index=True))
    told = notes.coverage(started, indicators(started, 2026))
    (lack,) = [claim for claim in told if claim.key == "note.incomplete"]
    assert "input.grp" not in [item.key for item in lack.slots["items"].items]
    assert "input.unemployment_rate" in [item.key for item in lack.slots["items"].items]
    for year in (2015, 2025):
        assert "note.incomplete" not in [
            claim.key for claim in notes.coverage(started, indicators(started, year))
        ]
