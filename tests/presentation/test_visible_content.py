"""What a reader would see of a brief: nothing else makes it stale, and nothing less."""

import re
from dataclasses import replace
from datetime import date

import pytest

from generator.findings.brief_set import prepare
from generator.findings.claims import Claim, Number, Probability
from generator.findings.comparing.briefs_diff import compare
from generator.findings.comparing.facts_diff import revised_facts
from generator.findings.comparing.printed_values import plain
from generator.findings.correction import Correction
from generator.findings.measures import NOT_PRINTED, YEARLY
from generator.pipeline import writing_resources
from generator.presentation.visible_content import own_digest, visible, visible_digest
from generator.printing.pool.dispatch import BriefWriter, WritingJob
from generator.project import Project


@pytest.fixture(scope="module")
def briefs(panel):
    """A region and the nation."""
    return {brief.subject: brief for brief in prepare(panel, 2025, ("KZ-23", "KZ"))}


@pytest.fixture(scope="module")
def page(panel):
    """Lay out a brief in English, charts and all."""
    brief_writer = BriefWriter(writing_resources(Project.here(), panel))

    def laid_out(brief):
        made = BriefWriter(brief_writer.resources).write(WritingJob(brief, "en")).brief_document
        drawn = (f"{shape}" for each in made.drawings.values() for shape in each.shapes)
        labels = (f"{label}" for each in made.drawings.values() for label in each.labels)
        parts = (part for text in (made.html, *drawn, *labels) for part in re.split("<| h", text))
        return sorted(parts)  # equal dots in any order

    return laid_out


def test_vintage_and_edition_do_not_count(briefs):
    """A brief of another day with the same numbers is the same brief."""
    brief = briefs["KZ-23"]
    day = date(2030, 1, 1)
    other = replace(brief, vintage=day, correction=Correction(2, day, 1, brief.vintage, ()))
    assert visible_digest(other) == visible_digest(brief)


def shifted(brief, measure, by):
    """The same brief with the region's value of a measure a little higher."""
    facts = tuple(
        replace(fact, value=fact.value + by)
        if (fact.measure, fact.period) == (measure, brief.year)
        else fact
        for fact in brief.facts
    )
    return replace(brief, facts=facts)


def test_a_number_counts_as_printed(briefs):
    """A difference that is not printed is none."""
    brief = briefs["KZ-23"]
    value = brief.fact("grp_per_capita").value
    assert round(value, 1) == round(value + 0.001, 1) != round(value + 0.1, 1)
    assert visible(shifted(brief, "grp_per_capita", 0.001)) == visible(brief)
    assert visible(shifted(brief, "grp_per_capita", 0.1)) != visible(brief)


def test_what_is_only_drawn_counts_to_a_thousandth(briefs):
    """A diversification index of 2.3 prints as 2.30; in its chart 2.304 stands elsewhere."""
    brief = briefs["KZ-23"]

    def moved(by):
        series = dict(brief.histories["entropy_nat"])
        series["KZ-23"] = {year: value + by for year, value in series["KZ-23"].items()}
        return replace(brief, histories={**brief.histories, "entropy_nat": series})

    assert visible(moved(1e-7)) == visible(brief)
    assert visible(moved(0.002)) != visible(brief)


def swapped(brief, measure):
    """The same brief with the values of two other regions swapped."""
    values = dict(brief.distributions[measure])
    low, high = "KZ-31", "KZ-75"
    assert values[low] != values[high]
    values[low], values[high] = values[high], values[low]
    return replace(brief, distributions={**brief.distributions, measure: values})


@pytest.mark.parametrize("subject", ["KZ-23", "KZ"])
def test_a_page_that_looks_different_is_seen_as_different(briefs, page, subject):
    """For every measure: two other regions swapped. If the page changes, so does its identity."""
    brief = briefs[subject]
    before = page(brief)
    changed = set()
    for measure in YEARLY:
        if not brief.distributions.get(measure.name):
            continue
        other = swapped(brief, measure.name)
        if page(other) != before:
            changed.add(measure.name)
            assert visible(other) != visible(brief), measure.name
    assert "grp_per_capita" in changed


def test_dots_without_names_may_change_places(briefs):
    """The strip of unemployment shows the other regions as equal dots."""
    brief = briefs["KZ-23"]
    assert visible(swapped(brief, "unemployment_rate")) == visible(brief)


def test_evidence_behind_a_sentence_is_not_printed():
    """Two claims with the same slots as printed are the same sentence."""
    one = Claim("a", "L1", {"v": Number(1.04, 1)}, evidence={"x": 1.0})
    two = Claim("a", "L2", {"v": Number(0.96, 1)}, evidence={"x": 2.0})
    assert plain(one) == plain(two)
    assert plain(one) != plain(Claim("a", "L1", {"v": Number(1.06, 1)}))


def test_small_p_values_look_alike():
    """Below 0.001 nothing more is printed."""
    assert plain(Probability(1e-9)) == plain(Probability(0.0009))
    assert plain(Probability(0.0009)) != plain(Probability(0.001))


def test_a_kind_of_value_of_which_nothing_is_agreed_is_an_error():
    """It must not be overlooked in silence."""
    with pytest.raises(TypeError):
        plain(object())


RATE = "unemployment_rate"


def revised(panel, edits):
    """The figures with some rates of unemployment of 2025 replaced."""
    observations = panel.observations.copy()
    for region, value in edits.items():
        about = (observations["table"] == RATE) & (observations["region"] == region)
        found = about & (observations["year"] == 2025)
        assert found.sum() == 1
        observations.loc[found, "value"] = value
    return replace(panel, observations=observations)


@pytest.fixture(scope="module")
def everything(panel):
    """All briefs of 2025."""
    return {brief.subject: brief for brief in prepare(panel, 2025, ())}


def said_otherwise(old, new):
    """Whether two briefs differ in a claim or a fact as printed: a second route to the answer."""
    facts = [
        each for each in revised_facts(old.facts, new.facts) if each.measure not in NOT_PRINTED
    ]
    (compared,) = compare([old], [new])
    return bool(compared.claims or facts)


CHANGED = [
    ({"KZ-23": 5.3}, {"KZ", "KZ-23", "KZ-47", "KZ-55"}),
    ({"KZ-47": 5.4}, {"KZ-47"}),
    ({"KZ-71": 4.33, "KZ-62": 4.08}, set()),
    (
        {"KZ": 4.7},
        {
            *(
                "KZ",
                "KZ-23",
                "KZ-27",
                "KZ-35",
                "KZ-43",
                "KZ-47",
                "KZ-55",
                "KZ-59",
                "KZ-61",
                "KZ-79",
            ),
        },
    ),
]


@pytest.mark.parametrize(("edits", "new"), CHANGED)
def test_only_what_is_a_subjects_own_makes_a_new_edition(panel, everything, edits, new):
    """Its value, its rank, its claims; a figure of the nation where a claim holds it; no dot."""
    after = {brief.subject: brief for brief in prepare(revised(panel, edits), 2025, ())}
    found = {
        subject
        for subject, brief in after.items()
        if own_digest(brief) != own_digest(everything[subject])
    }
    seen = {
        subject
        for subject, brief in after.items()
        if visible_digest(brief) != visible_digest(everything[subject])
    }
    otherwise = {
        subject for subject, brief in after.items() if said_otherwise(everything[subject], brief)
    }
    assert found == new == otherwise
    assert len(seen) > 19  # a dot moves in every strip


def test_own_content_is_a_part_of_what_is_seen(everything):
    """What a reader sees of the others may change alone; what is its own never does."""
    brief = everything["KZ-23"]
    elsewhere = {
        measure: {code: value + (code != "KZ-23") for code, value in values.items()}
        for measure, values in brief.distributions.items()
    }
    other = replace(brief, distributions=elsewhere, structural_peers=(), trajectories={})
    assert own_digest(other) == own_digest(brief)
    assert visible_digest(other) != visible_digest(brief)
    assert own_digest(replace(brief, messages=brief.messages[:-1])) != own_digest(brief)
    assert own_digest(replace(brief, preliminary=not brief.preliminary)) != own_digest(brief)
    assert own_digest(replace(brief, sections=brief.sections[:-1])) != own_digest(brief)
