"""The verdict on a delivery: its files, its manifest, what hides it, what cannot be checked."""

import tomllib
from datetime import UTC, date, datetime

import pytest

from generator.dataset.acceptance.manifest_writing import Described, with_reason
from generator.dataset.acceptance.release_days import kazakhstan_day
from generator.dataset.acceptance.verdicts import Sent, check_stored, examine, has_any
from generator.dataset.acceptance.withdrawals import withdraw, withdrawals
from generator.dataset.panel import Source
from generator.dataset.receiving import receive
from generator.dataset.vintages import load
from generator.errors import DataProblems, Problem, Refused, RequestProblems
from tests.dataset.conftest import NEWER

RELEASED, TODAY = date(2025, 9, 30), date(2025, 10, 2)
HEAD = "region,year,value,status,borders,source,note\n"
ROWS = (
    "KZ,2023,2678000.5,published,current,TEST-2,\n"
    "KZ-10,2023,607500,published,current,TEST-2,\n"
    "KZ-63,2023,730500,published,current,TEST-2,\n"
    "KZ-71,2023,1340000.5,published,current,TEST-2,\n"
)
OLDER = "2024-06-30"


@pytest.fixture
def inbox(tmp_path):
    """A folder of what an office sends."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def table(inbox):
    """A good table of it."""
    path = inbox / "average_population.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return path


def verdict(tiny, *paths, released=RELEASED, **more):
    """What is said of some files."""
    return examine(tiny.project, Sent(paths, released, TODAY, **more))


def keys(problems):
    """Keys and files of problems."""
    return [(each.key, each.place.file) for each in problems]


def test_a_good_table_has_neither_errors_nor_doubts(tiny, table):
    """Its bytes are those judged, beside the manifest that was written for it."""
    found = verdict(tiny, table)
    assert (found.errors, found.doubts, found.notices) == ((), (), ())
    assert found.files["average_population.csv"] == table.read_bytes()
    manifest = tomllib.loads(found.files["delivery.toml"].decode())
    assert (manifest["vintage"], manifest["released"]) == (RELEASED, RELEASED)
    assert manifest["received"] == TODAY
    assert [each["id"] for each in manifest["source"]] == ["TEST-2"]
    assert manifest["table"][0]["rows"] == 4
    assert "classification" not in manifest


def test_what_is_missing_strange_or_there_twice_is_told_at_once(tiny, inbox, table):
    """Three problems of three files; nothing is judged any further."""
    other = inbox / "other"
    other.mkdir()
    (other / table.name).write_bytes(table.read_bytes())
    strange = inbox / "letter.docx"
    strange.write_bytes(b"x")
    found = verdict(tiny, table, other / table.name, strange, inbox / "nowhere.csv")
    assert keys(found.errors) == [
        ("problem.duplicate_table", str(other / table.name)),
        ("problem.unknown_table", "letter.docx"),
        ("problem.missing_file", "nowhere.csv"),
    ]
    assert (found.files, found.delivery) == ({}, None)


def test_folders_inside_a_folder_are_not_looked_into(tiny, inbox, table):
    """Only the files of the folder itself are sent."""
    (inbox / "older").mkdir()
    (inbox / "older" / "grp.csv").write_text("x", encoding="utf-8")
    assert verdict(tiny, inbox).errors == ()


def test_nothing_sent_is_no_delivery(tiny, inbox):
    """An empty folder holds neither errors nor a delivery."""
    found = verdict(tiny, inbox)
    assert (found.files, found.delivery) == ({}, None)


def test_the_first_delivery_brings_its_own_manifest(tiny, table):
    """Nobody else can say who made the figures."""
    for folder in tiny.project.deliveries.iterdir():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    assert not has_any(tiny.project)
    assert [key for key, _ in keys(verdict(tiny, table).errors)] == [
        "problem.first_without_manifest"
    ]


def test_a_new_source_must_be_described(tiny, table):
    """A source that no delivery names is refused, unless it comes with its description."""
    table.write_text((HEAD + ROWS).replace("TEST-2", "NEW-1"), encoding="utf-8")
    assert {key for key, _ in keys(verdict(tiny, table).errors)} == {"problem.unknown_source"}
    described = Described(
        (Source(id="NEW-1", title="Title", publisher="Bureau", element="1", licence="free"),)
    )
    found = verdict(tiny, table, described=described)
    assert found.errors == ()
    (source,) = tomllib.loads(found.files["delivery.toml"].decode())["source"]
    assert (source["id"], source["title"], source["publisher"]) == ("NEW-1", "Title", "Bureau")


def test_a_table_by_industry_names_its_classification(tiny, inbox):
    """The letters of sections mean something only within one."""
    path = inbox / "gva_by_industry.csv"
    path.write_bytes(tiny.read(path.name))
    found = verdict(tiny, path)
    assert "classification" in tomllib.loads(found.files["delivery.toml"].decode())


def test_a_delivery_between_others_is_hidden_in_part(tiny, inbox):
    """What a later delivery holds too changes nothing; its years are told in spans."""
    rows = "".join(
        f"KZ-10,{year},607500,published,current,TEST-2,\n" for year in (2019, 2022, 2023)
    )
    (inbox / "average_population.csv").write_text(HEAD + rows, encoding="utf-8")
    found = verdict(tiny, inbox, released=date(2025, 5, 1))
    hidden = [each for each in found.notices if each.key.startswith("notice.hidden")]
    held = load(tiny.project, None).years("average_population")
    wanted = [year for year in (2019, 2022, 2023) if year in held]
    if len(wanted) == 3:
        assert [each.key for each in hidden] == ["notice.hidden"]
    else:
        assert [each.slots["found"] for each in hidden] == [NEWER]
        assert hidden[0].slots["year"] == "2022–2023"


def test_sums_that_cannot_be_checked_are_told(tiny, table):
    """The region without a value is named; without the nation, the nation."""
    missing = ROWS.replace("730500,published", ",suppressed")
    table.write_text(HEAD + missing, encoding="utf-8")
    (notice,) = verdict(tiny, table).notices
    assert (notice.key, notice.slots["items"]) == ("notice.unchecked", "KZ-63")
    table.write_text(HEAD + "".join(ROWS.splitlines(keepends=True)[1:]), encoding="utf-8")
    (notice,) = [x for x in verdict(tiny, table).notices if x.key == "notice.unchecked"]
    assert (notice.slots["items"], notice.slots["year"]) == ("KZ", "2023")


def test_a_clock_that_stands_at_the_newest_receipt_is_right(tiny, table):
    """One day earlier it is wrong, and nothing is judged."""
    newest = max(each.received for each in load(tiny.project, None).deliveries)
    examine(tiny.project, Sent((table,), newest, newest))
    earlier = newest.fromordinal(newest.toordinal() - 1)
    with pytest.raises(Refused) as refused:
        examine(tiny.project, Sent((table,), earlier, earlier))
    assert refused.value.problems[0].slots["expected"] == newest.isoformat()


def test_a_stored_delivery_is_checked_by_itself(tiny):
    """Its doubts were answered when it came; a changed byte is found."""
    assert check_stored(tiny.project, tiny.folder) == ()
    tiny.edit("average_population.csv", "607000", "607001", sign=False)
    found = {key for key, _ in keys(check_stored(tiny.project, tiny.folder))}
    assert found == {"problem.tampered", "problem.nation_differs"}


def test_a_reason_stands_in_the_manifest_with_its_doubts():
    """Quotation marks cannot break it; doubts are counted by kind and table."""
    found = [Problem("doubt.jump", slots={"table": "grp"})] * 2 + [Problem("doubt.rank")]
    content = tomllib.loads(with_reason(b"vintage = 2025-01-01\n", 'said "so"', found).decode())
    assert content["although"] == 'said "so"'
    assert content["doubt"] == [
        {"kind": "doubt.jump", "table": "grp", "number": 2},
        {"kind": "doubt.rank", "table": "", "number": 1},
    ]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 23, 18, 59, tzinfo=UTC), "2026-11-23"),
        (datetime(2026, 11, 23, 19, 0, tzinfo=UTC), "2026-11-24"),
    ],
)
def test_the_day_in_kazakhstan_begins_five_hours_earlier(moment, day):
    """An evening in Greenwich is the next day in Astana."""
    assert kazakhstan_day(moment).isoformat() == day


def test_withdrawals_are_listed_oldest_first(tiny):
    """With day, reason and date; the figures of what is left are in use."""
    withdraw(tiny.project, date.fromisoformat(NEWER), "wrong", TODAY)
    assert load(tiny.project, None).vintage.isoformat() == OLDER
    withdraw(tiny.project, date.fromisoformat(OLDER), 'also "wrong"', TODAY)
    assert [(x.delivery, x.because, x.day) for x in withdrawals(tiny.project)] == [
        (OLDER, 'also "wrong"', TODAY),
        (NEWER, "wrong", TODAY),
    ]


@pytest.mark.parametrize("reason", ["", " ", "a\nb", "a\tb", "a\u200bb", "x" * 10_000])
def test_a_reason_that_cannot_be_read_withdraws_nothing(tiny, reason):
    """Neither empty, nor of several lines, nor hidden, nor endless."""
    with pytest.raises(DataProblems) as error:
        withdraw(tiny.project, date.fromisoformat(NEWER), reason, TODAY)
    assert [each.key for each in error.value.problems] == ["problem.reason_not_plain"]
    assert withdrawals(tiny.project) == ()


def test_only_the_days_in_use_are_offered(tiny, table):
    """A day that was never delivered names the others, each once."""
    receive(tiny.project, [table], RELEASED, TODAY)
    with pytest.raises(RequestProblems) as error:
        withdraw(tiny.project, date(2020, 1, 1), "why not", TODAY)
    slots = error.value.problems[0].slots
    assert (slots["found"], slots["expected"]) == ("2020-01-01", f"{OLDER}, {NEWER}, 2025-09-30")
