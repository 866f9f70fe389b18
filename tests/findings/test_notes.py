"""Notes on what a source does not say, and on what is lacking."""

from dataclasses import replace

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
