"""What a correction letter says has changed."""

import json

import pytest

from generator.errors import Refused
from generator.presentation.language.language import Language
from generator.project import Project
from generator.publication.changes import changes


def edition(folder, *facts):
    """An edition that keeps these facts about Atyrau: measure, industry, period, value, rank."""
    (folder / "facts").mkdir(parents=True)
    names = ("measure", "industry", "period", "value", "rank")
    listed = [{**dict(zip(names, each, strict=True)), "of": 20, "decimals": 1} for each in facts]
    (folder / "facts" / "KZ-23.json").write_text(json.dumps({"facts": listed}))
    return folder


def said(tmp_path, old, new, code="en"):
    """The changes from one edition to the next, in words."""
    folders = (edition(tmp_path / "1", *old), edition(tmp_path / "2", *new))
    language = Language.load(Project.here().locales, code)
    found = changes(*folders, "KZ-23", 2025)
    return [language.say(each.key, each.count, **each.slots) for each in found]


GRP = ("grp_per_capita", "", 2025)
GROWTH = ("real_growth", "", 2025)


def test_a_changed_value_is_named_with_its_unit(tmp_path):
    """The old value, the new one, and nothing about why."""
    assert said(tmp_path, [(*GRP, 20000.0, 1)], [(*GRP, 20541.25, 1)]) == [
        "GRP per capita (thousand tenge), 2025: 20,000.0 → 20,541.3"
    ]


def test_what_rounding_hides_has_not_changed(tmp_path):
    """A reader of both editions would see no difference."""
    assert said(tmp_path, [(*GRP, 20000.01, 1)], [(*GRP, 20000.02, 1)]) == []


def test_a_rank_may_change_alone(tmp_path):
    """Because another region was revised."""
    assert said(tmp_path, [(*GRP, 20000.0, 1)], [(*GRP, 20000.0, 2)]) == [
        "GRP per capita, rank, 2025: 1 → 2"
    ]


def test_a_value_may_come_or_go(tmp_path):
    """Missing is printed as missing."""
    assert said(tmp_path, [(*GROWTH, None, None)], [(*GROWTH, -1.5, 3)], "ru") == [
        "реальный прирост (% к предыдущему году), 2025 год: … → −1,5"
    ]


def test_other_values_are_counted(tmp_path):
    """Those of industries and of earlier years; values that no brief prints are not."""
    old = [("largest_share", "B", 2025, 50.0, None), ("grp_per_capita", "", 2024, 1.0, 1)]
    new = [("largest_share", "B", 2025, 51.0, None), ("grp_per_capita", "", 2024, 2.0, 1)]
    unprinted = ("grp", "", 2025)
    found = said(tmp_path, [*old, (*unprinted, 1.0, 1)], [*new, (*unprinted, 2.0, 1)])
    assert found == ["other changed values: 2"]


def test_without_facts_nothing_is_listed(tmp_path):
    """An edition of long ago may hold only briefs."""
    assert changes(tmp_path / "1", tmp_path / "2", "KZ-23", 2025) == ()


def test_facts_that_cannot_be_read_stop_the_letter(tmp_path):
    """Better no letter than one that hides a change."""
    first, second = edition(tmp_path / "1"), edition(tmp_path / "2")
    (first / "facts" / "KZ-23.json").write_text("{")
    with pytest.raises(Refused):
        changes(first, second, "KZ-23", 2025)
