"""Taking in a delivery: checked as a copy, stored for good, never overwritten."""

import shutil
import stat
from datetime import date

import pytest

from generator.dataset.acceptance.verdicts import Sent, examine
from generator.dataset.acceptance.withdrawals import withdraw, withdrawals
from generator.dataset.receiving import receive
from generator.dataset.schema import BY_NAME
from generator.dataset.vintages import load
from generator.errors import DataProblems, Refused, RequestProblems
from generator.project import Project
from tests.dataset.conftest import NEWER, TINY

RELEASED, TODAY = date(2025, 9, 30), date(2025, 10, 2)
WHY = "two regions only were revised"
REVISED = (
    "region,year,value,status,borders,source,note\n"
    "KZ-10,2023,608000,published,current,TEST-2,\n"
    "KZ-71,2023,1340000.5,published,current,TEST-2,\n"
)


@pytest.fixture
def table(tmp_path):
    """A table as the office sends it: no manifest."""
    path = tmp_path / "inbox" / "average_population.csv"
    path.parent.mkdir()
    path.write_text(REVISED, encoding="utf-8")
    return path


def names(project):
    """Names of the stored deliveries and of everything beside them."""
    return sorted(path.name for path in (*project.deliveries.iterdir(), *project.data.iterdir()))


def test_a_table_becomes_a_delivery_of_its_day(tiny, table):
    """Producer, licence and source come from the delivery that described the source before."""
    stored = receive(tiny.project, [table], RELEASED, TODAY, WHY)
    assert stored.folder.name == "2025-09-30"
    assert (stored.folder / table.name).read_bytes() == table.read_bytes()
    vintage = stored.delivery.vintage
    assert (vintage.producer, vintage.released, vintage.received) == (
        "Test bureau",
        RELEASED,
        TODAY,
    )
    assert [source.id for source in vintage.sources] == ["TEST-2"]
    found = load(tiny.project, None).observation("average_population", "KZ-10", 2023)
    assert (found.value, found.vintage, found.row) == (608000, "2025-09-30", 2)


def test_what_is_stored_cannot_be_edited_by_mistake(tiny, table):
    """Every file of the delivery is read-only."""
    stored = receive(tiny.project, [table.parent], RELEASED, TODAY, WHY)
    modes = {path.name: path.stat().st_mode for path in stored.folder.iterdir()}
    assert set(modes) == {"delivery.toml", "average_population.csv"}
    assert not any(mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) for mode in modes.values())


def test_a_whole_delivery_is_stored_byte_for_byte(tiny, tmp_path):
    """A folder with a manifest keeps its tables, whatever it was called; the reason is added."""
    sent = tmp_path / "from the office"
    shutil.copytree(TINY / "deliveries" / NEWER, sent)
    shutil.rmtree(tiny.folder)
    stored = receive(tiny.project, [sent], date.fromisoformat(NEWER), TODAY, WHY)
    for path in sent.glob("*.csv"):
        assert (stored.folder / path.name).read_bytes() == path.read_bytes()
    manifest = (stored.folder / "delivery.toml").read_bytes()
    assert (sent / "delivery.toml").read_bytes() in manifest
    assert stored.delivery.vintage.although == WHY
    assert [each.kind for each in stored.delivery.vintage.doubts] == ["doubt.jump"]


def test_a_delivery_is_never_overwritten(tiny, table):
    """A second one of the same day is refused, and the first stays as it is."""
    before = tiny.read("average_population.csv")
    with pytest.raises(Refused) as refused:
        receive(tiny.project, [table], date.fromisoformat(NEWER), TODAY, WHY)
    assert [problem.key for problem in refused.value.problems] == ["problem.delivery_exists"]
    assert tiny.read("average_population.csv") == before


SPOILED = [
    ("KZ-10,2023", "KZ-99,2023", "problem.unknown_region"),
    ("608000", "-1", "problem.negative"),
    ("TEST-2,\nKZ-71", "TEST-9,\nKZ-71", "problem.unknown_source"),
]


@pytest.mark.parametrize(("old", "new", "problem"), SPOILED)
def test_a_bad_delivery_is_not_stored(tiny, table, old, new, problem):
    """All its problems are listed with their place, and nothing is left behind."""
    table.write_text(REVISED.replace(old, new), encoding="utf-8")
    before = names(tiny.project)
    with pytest.raises(DataProblems) as refused:
        receive(tiny.project, [table], RELEASED, TODAY, WHY)
    found = {(each.key, each.place.file, each.place.row) for each in refused.value.problems}
    assert found == {(problem, "2025-09-30/average_population.csv", 2)}
    assert names(tiny.project) == before


def test_a_day_of_release_after_today_is_refused(tiny, table):
    """What is not released yet cannot have been received."""
    with pytest.raises(DataProblems) as refused:
        receive(tiny.project, [table], date(2025, 10, 3), TODAY)
    assert {problem.key for problem in refused.value.problems} == {"problem.date_order"}


def test_a_file_that_is_no_table_is_named(tiny, tmp_path):
    """Names of files say what they hold."""
    strange = tmp_path / "report.csv"
    strange.write_text(REVISED, encoding="utf-8")
    with pytest.raises(DataProblems) as refused:
        receive(tiny.project, [strange], RELEASED, TODAY)
    (problem,) = refused.value.problems
    assert (problem.key, problem.slots["found"]) == ("problem.unknown_table", "report.csv")


def test_doubts_need_a_reason_which_is_kept(tiny, table):
    """Without one nothing is stored; with one the manifest holds it, and the panel tells it."""
    with pytest.raises(DataProblems) as refused:
        receive(tiny.project, [table], RELEASED, TODAY)
    keys = [each.key for each in refused.value.problems]
    assert keys == ["doubt.vanished", "doubt.nation_differs", "problem.needs_reason"]
    assert not (tiny.project.deliveries / RELEASED.isoformat()).exists()
    receive(tiny.project, [table], RELEASED, TODAY, WHY)
    (told,) = load(tiny.project, None).doubtful()
    assert (told.although, [each.kind for each in told.doubts]) == (WHY, keys[:2])


def test_a_second_table_of_a_day_joins_it(tiny, table):
    """A supplement lies inside the day, with its own manifest, and explains itself by its path."""
    receive(tiny.project, [table], RELEASED, TODAY, WHY)
    other = table.with_name("unemployment_rate.csv")
    shutil.copy(tiny.folder / other.name, other)
    stored = receive(tiny.project, [other], RELEASED, TODAY, WHY)
    assert (
        stored.folder.relative_to(tiny.project.deliveries).as_posix() == "2025-09-30/supplement-2"
    )
    panel = load(tiny.project, None)
    year = panel.years("unemployment_rate")[-1]
    found = panel.observation("unemployment_rate", "KZ-10", year)
    assert found.file == "supplement-2/unemployment_rate.csv"
    assert panel.observation("average_population", "KZ-10", 2023).value == 608000


def test_a_withdrawn_delivery_is_kept_and_not_read(tiny, table):
    """Its figures are those from before again; the day can be delivered anew."""
    before = load(tiny.project, None).wide("average_population")
    receive(tiny.project, [table], RELEASED, TODAY, WHY)
    assert not load(tiny.project, None).wide("average_population").equals(before)
    withdraw(tiny.project, RELEASED, "a wrong file", TODAY)
    assert load(tiny.project, RELEASED).wide("average_population").equals(before)
    assert (tiny.project.deliveries / "2025-09-30" / table.name).exists()
    assert [(each.delivery, each.because) for each in withdrawals(tiny.project)] == [
        ("2025-09-30", "a wrong file")
    ]
    with pytest.raises(RequestProblems):
        withdraw(tiny.project, RELEASED, "again", TODAY)
    assert receive(tiny.project, [table], RELEASED, TODAY, WHY).folder.name == "supplement-2"


def test_an_older_delivery_says_what_hides_it(tiny, table):
    """What a later delivery holds too changes nothing today."""
    verdict = examine(tiny.project, Sent((table,), date(2025, 5, 1), TODAY))
    hidden = [each for each in verdict.notices if each.key == "notice.hidden"]
    assert [each.slots["found"] for each in hidden] == [NEWER]


def test_a_clock_before_the_newest_delivery_is_refused(tiny, table):
    """A computer that thinks it is last year would date the delivery wrongly."""
    with pytest.raises(Refused) as refused:
        examine(tiny.project, Sent((table,), date(2024, 5, 1), date(2024, 5, 2)))
    assert [each.key for each in refused.value.problems] == ["problem.clock"]


def test_a_table_without_rows_is_refused(tiny, table):
    """A header alone says nothing, and would take nothing in its place."""
    table.write_text(REVISED.splitlines(keepends=True)[0], encoding="utf-8")
    verdict = examine(tiny.project, Sent((table,), RELEASED, TODAY))
    assert [each.key for each in verdict.errors] == ["problem.no_rows"]


def test_letters_of_another_classification_are_refused_whatever_the_reason(tmp_path):
    """Value added of 2025 in the letters of NACE 2.1 is an error: there is nothing to store."""
    project = Project.here()
    table = BY_NAME["gva_by_industry"]
    stored = project.deliveries / "2026-11-23" / table.file
    head, *lines = stored.read_text(encoding="utf-8").splitlines()
    later = dict(zip("KLMNOPQRS", "LMNOPQRST", strict=True))
    rows = [line.split(",") for line in lines]
    kept = [row for row in rows if row[2] == "2025" and row[1] != "T"]
    named = [",".join((row[0], later.get(row[1], row[1]), *row[2:])) for row in kept]
    sent = tmp_path / table.file
    sent.write_text("\n".join([head, *named, ""]), encoding="utf-8")
    verdict = examine(project, Sent((sent,), date(2026, 11, 25), date(2026, 12, 1)))
    assert [each.key for each in verdict.errors] == ["doubt.classification"]
    assert (verdict.files, verdict.doubts, verdict.delivery) == ({}, (), None)
