"""What a correction letter says has changed."""

import pytest

from generator.errors import Refused
from generator.findings.comparing.corrected_brief import changes
from generator.findings.facts import Fact
from generator.findings.measures import MEASURE, NOT_PRINTED
from generator.presentation.localisation.language import Language
from generator.project import Project
from generator.sending.letter_builder import listed_changes
from tests.mail.editions import fact, issue


def said(tmp_path, old, new, code="en"):
    """The changes of Atyrau's brief from one edition to the next, in words."""
    for number, facts in enumerate((old, new), 1):
        issue(tmp_path, number, regions=("KZ-23",), facts={"KZ-23": facts})
    language = Language.load(Project.here().locales, code)
    found = listed_changes(edition(tmp_path, 1), edition(tmp_path, 2), "KZ-23", 2025)
    return [language.say(each.key, each.count, **each.slots) for each in found]


def edition(out, number):
    """Folder of an edition."""
    return out / "2025" / "editions" / str(number)


def test_a_changed_value_is_named_with_its_unit(tmp_path):
    """The old value, the new one, and nothing about why."""
    old, new = (fact("grp_per_capita", value, 1) for value in (20000.0, 20541.25))
    assert said(tmp_path, [old], [new]) == [
        "GRP per capita (thousand tenge), 2025: 20,000.0 → 20,541.3"
    ]


def test_what_rounding_hides_has_not_changed(tmp_path):
    """A reader of both editions would see no difference."""
    old, new = (fact("grp_per_capita", value, 1) for value in (20000.01, 20000.02))
    assert said(tmp_path, [old], [new]) == ["no figure changed; the wording was corrected"]


def test_a_rank_may_change_alone(tmp_path):
    """Because another region was revised."""
    old, new = (fact("grp_per_capita", 20000.0, rank) for rank in (1, 2))
    assert said(tmp_path, [old], [new]) == ["GRP per capita, rank, 2025: 1 → 2"]


def test_a_value_may_come_or_go(tmp_path):
    """Missing is printed as missing."""
    old, new = fact("real_growth", None), fact("real_growth", -1.5, 3)
    assert said(tmp_path, [old], [new], "ru") == [
        "реальный прирост (% к предыдущему году), 2025 год: … → −1,5"
    ]


def test_other_values_are_counted(tmp_path):
    """Those of industries and of earlier years; values that no brief prints are not."""
    named = [fact("hhi", value) for value in (0.5, 0.6)]
    old, new = (
        [
            fact("largest_share", 50.0 + step, industry="B"),
            fact("grp_per_capita", 1.0 + step, period=2024),
            fact("grp_per_capita", 5.0),
            fact("grp", 1.0 + step),
        ]
        for step in (0, 1)
    )
    assert said(tmp_path / "alone", old, new) == ["changed values: 2"]
    assert said(tmp_path, [*old, named[0]], [*new, named[1]])[1:] == ["other changed values: 2"]


def test_a_figure_of_a_year_of_its_own_is_named_with_that_year(tmp_path):
    """Schools or wages are not of the reference year: a brief prints their newest year."""
    old, new = (
        [
            *(fact("three_shift_schools", 10.0 + step, period=year) for year in (2022, 2023)),
            fact("average_wage", 500.0 + step, period=2024),
        ]
        for step in (0, 1)
    )
    assert said(tmp_path, old, new) == [
        "schools in three shifts (units), 2023: 10.0 → 11.0",
        "average wage (thousand tenge a month), 2024: 500.0 → 501.0",
        "other changed values: 1",
    ]


def test_without_facts_nothing_is_listed(tmp_path):
    """An edition of long ago may hold only briefs."""
    for number in (1, 2):
        issue(tmp_path, number, regions=("KZ-23",))
    assert listed_changes(edition(tmp_path, 1), edition(tmp_path, 2), "KZ-23", 2025) == ()


def test_facts_that_are_not_those_issued_stop_the_letter(tmp_path):
    """Better no letter than one that tells a change that was none."""
    for number in (1, 2):
        issue(tmp_path, number, regions=("KZ-23",), facts={"KZ-23": [fact("hhi", 0.5)]})
    path = edition(tmp_path, 1) / "facts" / "KZ-23.json"
    path.write_text(path.read_text().replace("0.5", "0.4"))
    with pytest.raises(Refused) as error:
        listed_changes(edition(tmp_path, 1), edition(tmp_path, 2), "KZ-23", 2025)
    assert error.value.problems[0].key == "problem.issued_differs"


@pytest.mark.parametrize("measure", MEASURE)
def test_every_measure_can_change(tmp_path, measure):
    """Named where it has a name of its own, counted otherwise; what no brief prints is neither."""
    old, new = (fact(measure, 50.0 + step) for step in (0, 1))
    for code in ("kk", "ru", "en"):
        found = said(tmp_path / code, [old], [new], code)
        wording = len(listed([old], [old], code, tmp_path / "same" / code))
        assert (len(found), wording) == (1, 1)
        named = any(character.isdigit() for character in "".join(found))
        assert named == (measure not in NOT_PRINTED)


def listed(old, new, code, folder):
    """The same in a folder of its own."""
    return said(folder, old, new, code)


def test_a_shared_rank_is_told_as_such(tmp_path):
    """The places that it spans, before and now; how many are ranked where only that changed."""
    old, new = (
        {**fact("grp_per_capita", 20000.0, 5), "tied": 6},
        fact("grp_per_capita", 20000.0, 4),
    )
    assert said(tmp_path / "a", [old], [{**new, "tied": 7}]) == [
        "GRP per capita, rank, 2025: 5–10 → 4–10"
    ]
    fewer = {**fact("grp_per_capita", 20000.0, 5), "of": 19}
    assert said(tmp_path / "b", [fact("grp_per_capita", 20000.0, 5)], [fewer]) == [
        "GRP per capita, rank, 2025: 5/20 → 5/19"
    ]


def test_a_value_and_its_rank_are_both_told(tmp_path):
    """And the value of the nation beside it, under its name."""
    old = {**fact("unemployment_rate", 4.9, 2), "national": 4.6}
    new = {**fact("unemployment_rate", 5.3, 1), "national": 4.7}
    assert said(tmp_path, [old], [new]) == [
        "unemployment rate (% of the labour force), 2025: 4.9 → 5.3",
        "unemployment rate, rank, 2025: 2 → 1",
        "the Republic of Kazakhstan: unemployment rate (% of the labour force), 2025: 4.6 → 4.7",
    ]


def test_letter_and_first_page_tell_the_same(tmp_path):
    """One list: every line of the letter is a row of the page, in the same order."""
    before = [{**fact("unemployment_rate", 4.9, 2), "national": 4.6}, fact("hhi", 0.5, 3)]
    after = [{**fact("unemployment_rate", 5.3, 1), "national": 4.7}, fact("hhi", 0.5, 4)]
    old, new = (
        {"KZ-23": tuple(map(Fact.from_json, [{**e, "sources": []} for e in facts]))}
        for facts in (before, after)
    )
    rows = changes(("KZ-23", 2025), old, new).main
    names = [
        (each.subject, each.measure, part)
        for each in rows
        for part in (["value"] if each.kind != "rank" else [])
        + (["rank"] if each.rank_changed and each.rank_new else [])
    ]
    assert names == [
        ("KZ-23", "unemployment_rate", "value"),
        ("KZ-23", "unemployment_rate", "rank"),
        ("KZ", "unemployment_rate", "value"),
        ("KZ-23", "hhi", "rank"),
    ]
    assert len(said(tmp_path, before, after)) == len(names)


def test_exchanged_messages_are_counted():
    """A message that stands for another is one; one more or one less too."""
    facts = {"KZ-23": ()}
    for was, now, count in (("ab", "ab", 0), ("ab", "ac", 1), ("ab", "abc", 1), ("abc", "a", 2)):
        heads = (tuple(was), tuple(now))
        assert changes(("KZ-23", 2025), facts, facts, heads).messages == count
