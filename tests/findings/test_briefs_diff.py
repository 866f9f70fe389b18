"""What changed between two vintages, as a reader would see it."""

from dataclasses import replace

import pytest

from generator.findings.brief_set import prepare
from generator.findings.comparing.briefs_diff import compare
from generator.findings.comparing.facts_diff import revised_beside, revised_facts
from generator.findings.facts import Fact


def fact(value, **more):
    """GRP per capita of Atyrau in 2022, thousand tenge."""
    plain = Fact("KZ-23", "grp_per_capita", value, "thousand_kzt", 1, 2022, "-", "computed", ())
    return replace(plain, **more)


@pytest.fixture(scope="module")
def paper(panel, quoted):
    """The briefs of 2022 as the paper had them, and as they are now, compared."""
    found = compare(prepare(quoted, 2022, ()), prepare(panel, 2022, ()))
    return {
        (each.subject, each.measure): each
        for brief in found
        for each in brief.facts
        if each.period == 2022 and not each.industry
    }


def test_a_revision_states_both_values_and_the_difference():
    """20 541.2 became 19 974.1: less 567.1, or 2.8 per cent."""
    (found,) = revised_facts([fact(20541.2)], [fact(19974.1)])
    assert (found.old, found.new, found.difference) == (20541.2, 19974.1, -567.1)
    assert round(found.relative, 1) == -2.8
    assert found.kind == "revised"


def test_a_difference_is_that_of_the_printed_values():
    """100.04 prints as 100.0 and 100.05 as 100.1, so the difference is 0.1."""
    (found,) = revised_facts([fact(100.04)], [fact(100.05)])
    assert (found.old, found.new, found.difference) == (100.0, 100.1, 0.1)


def test_a_revision_below_the_printed_rounding_is_none():
    """Nobody would see it."""
    assert revised_facts([fact(100.01)], [fact(100.04)]) == ()


def test_a_rank_may_change_while_the_value_stays():
    """Another region was revised."""
    (found,) = revised_facts([fact(5.0, rank=2, of=20)], [fact(5.0, rank=3, of=20)])
    assert (found.kind, found.rank_changed) == ("rank", True)
    assert (found.rank_old, found.rank_new) == (2, 3)


def test_a_rank_that_others_share_now_is_another_place():
    """5-10 became 5-9: the same rank among as many, but printed otherwise."""
    (found,) = revised_facts(
        [fact(4.7, rank=5, of=20, tied=6)], [fact(4.7, rank=5, of=20, tied=5)]
    )
    assert (found.kind, found.rank_changed) == ("rank", True)
    assert (found.tied_old, found.tied_new) == (6, 5)


def test_the_national_value_beside_a_region_may_change_alone():
    """It stands on the card and in the table of every region."""
    old, new = [fact(4.7, national=4.6)], [fact(4.7, national=4.5)]
    assert revised_facts(old, new) == ()
    (found,) = revised_beside(old, new)
    assert (found.subject, found.old, found.new) == ("KZ", 4.6, 4.5)
    assert revised_beside(old, old) == ()


def test_values_may_appear_and_disappear():
    """A value that only one vintage has is no difference of two numbers."""
    (appeared,) = revised_facts([fact(None)], [fact(5.0)])
    (vanished,) = revised_facts([fact(5.0)], [])
    assert (appeared.kind, appeared.difference) == ("new", None)
    assert (vanished.kind, vanished.relative) == ("gone", None)


def test_only_a_relative_measure_is_compared_in_per_cent():
    """A share moves by percentage points."""
    share = {"measure": "share_of_gdp", "unit": "percent"}
    (found,) = revised_facts([fact(1.3, **share)], [fact(1.4, **share)])
    assert (found.difference, found.relative) == (0.1, None)


REAL = [
    (("KZ-23", "grp_per_capita"), (20541.2, 19974.1, -567.1), -2.8),
    (("KZ-33", "share_of_gdp"), (1.3, 1.4, 0.1), None),
    (("KZ", "real_growth"), (2.6, 3.2, 0.6), None),
]


@pytest.mark.parametrize(("fact_of", "values", "relative"), REAL)
def test_the_paper_against_the_current_vintage(paper, fact_of, values, relative):
    """2022 as the paper had it: Atyrau, the share of Zhetisu, and national growth."""
    found = paper[fact_of]
    assert (found.old, found.new, found.difference) == values
    assert (None if found.relative is None else round(found.relative, 1)) == relative


def test_the_rank_says_among_how_many(paper):
    """Atyrau was first of the six regions that the paper names, and is first of twenty."""
    found = paper["KZ-23", "grp_per_capita"]
    assert (found.rank_old, found.of_old, found.rank_new, found.of_new) == (1, 6, 1, 20)


def test_a_vintage_compared_with_itself_has_no_revisions(panel):
    """Neither facts nor sentences."""
    briefs = prepare(panel, 2025, ("KZ-23", "KZ"))
    for found in compare(briefs, briefs):
        assert (found.facts, found.claims) == ((), ())


def test_sentences_that_say_something_else_are_listed(panel, quoted):
    """A place, and what it said before and after."""
    old, new = prepare(quoted, 2022, ("KZ-23",)), prepare(panel, 2022, ("KZ-23",))
    (found,) = compare(old, new)
    places = {each.place: each for each in found.claims if each.old and each.new}
    assert places
    assert all(each.old != each.new for each in places.values())
    keys = {name: (each.old.key, each.new.key) for name, each in places.items()}
    assert keys["caution"][0] != keys["caution"][1]


def test_a_fact_survives_its_file(panel):
    """Written as JSON and read again, a fact is the same to twelve digits."""
    (brief,) = prepare(panel, 2025, ("KZ-23",))
    read = [Fact.from_json({**each.as_json(), "unknown": 1}) for each in brief.facts]
    assert revised_facts(read, brief.facts) == ()
    assert [each.sources for each in read] == [each.sources for each in brief.facts]
    assert brief.vintage == panel.vintage
