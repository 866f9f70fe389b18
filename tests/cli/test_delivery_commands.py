"""Deliveries on the command line: checked, received, explained, withdrawn, and told by status."""

import json
import shutil

import pytest

from tests.small_project import LATER, NEWEST

pytestmark = pytest.mark.usefixtures("small")

HEAD = "region,year,value,status,borders,source,note\n"
ROWS = (
    "KZ,2023,2678000.5,published,current,TEST-2,\n"
    "KZ-10,2023,607500,published,current,TEST-2,\n"
    "KZ-63,2023,730500,published,current,TEST-2,\n"
    "KZ-71,2023,1340000.5,published,current,TEST-2,\n"
)
WHY = "the office confirmed it"


@pytest.fixture
def table(small):
    """A table as an office sends it, of which nobody doubts anything."""
    path = small.project.root / "inbox" / "average_population.csv"
    path.parent.mkdir()
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return path


@pytest.fixture
def doubtful(table):
    """The same table without the nation and one region."""
    rows = [each for each in ROWS.splitlines(keepends=True) if each[:6] in ("KZ-10,", "KZ-71,")]
    table.write_text(HEAD + "".join(rows).replace("607500", "608000"), encoding="utf-8")
    return table


def received(said, path, *more, day=LATER):
    """Run the command that stores a delivery."""
    return said("receive", path, "--released", day, *more)


def test_a_good_table_is_accepted_stored_and_found_again(small, said, table):
    """The same file passes both commands; its figures are explained down to file and row."""
    code, out, err = said("check", table)
    assert (code, err) == (0, "")
    assert str(table) in out
    code, out, err = received(said, table)
    assert (code, err) == (0, "")
    assert "tables: 1, figures: 4" in out
    assert f"oblys revisions {NEWEST} {LATER}" in out
    code, out, _ = said("explain", "KZ-10", "population")
    assert code == 0
    assert "607.5" in out
    assert "607,500 – 2025-09-30/average_population.csv, row 3; source TEST-2; published" in out
    assert "as of 30 June 2025: 607.0" in out.replace("\u00a0", " ")


def test_what_is_stored_answers_in_plain_values(small, said, table):
    """`--json` names the folder, the tables and the number of figures, and nothing else."""
    code, out, _ = received(said, table, "--json")
    assert code == 0
    folder = small.project.deliveries / LATER.isoformat()
    answer = {"folder": str(folder), "tables": ["average_population"], "figures": 4}
    assert json.loads(out) == answer


def test_a_doubt_stops_both_commands_in_the_same_words(small, said, doubtful):
    """Kinds first, then every question, then what to do; nothing is stored."""
    checked = said("check", doubtful)
    refused = received(said, doubtful)
    assert checked[0] == refused[0] == 1
    assert refused[2].startswith(checked[2])
    kinds = checked[2].splitlines()[:2]
    assert [line.rpartition(": ")[2] for line in kinds] == ["1", "1"]
    assert "--although" in checked[1]
    assert "--although" in refused[2]
    assert not (small.project.deliveries / LATER.isoformat()).exists()


@pytest.mark.parametrize(
    ("ui", "words"),
    [
        ("en", ("East Kazakhstan region", "2,677,000.5")),
        ("ru", ("Восточно-Казахстанская", "2 677 000,5")),
        ("kk", ("Шығыс Қазақстан", "2 677 000,5")),
    ],
)
def test_a_doubt_is_asked_in_the_users_language(said, doubtful, ui, words):
    """Regions by their names, numbers as the language writes them, no code left."""
    code, _, err = said("check", doubtful, ui=ui)
    shown = err.replace("\u00a0", " ").replace("\u202f", " ")
    assert code == 1
    assert [word for word in words if word not in shown] == []
    assert "KZ-63" not in shown
    assert "doubt." not in shown


def test_a_doubt_answers_in_plain_values(said, doubtful):
    """Key, place, slots and the sentence of every question, in one list."""
    code, out, _ = said("check", doubtful, "--json")
    found = json.loads(out)
    assert code == 1
    assert [each["key"] for each in found] == ["doubt.vanished", "doubt.nation_differs"]
    assert found[0]["slots"]["items"] == "KZ,KZ-63"
    assert all(each["file"] == "average_population.csv" for each in found)
    assert all("{" not in each["text"] for each in found)


def test_a_reason_is_told_as_long_as_its_figures_are_in_use(said, doubtful):
    """By status with the kinds of doubts; no longer once the delivery is withdrawn."""
    assert received(said, doubtful, "--although", WHY)[0] == 0
    shown = said("status")[1]
    assert "there were doubts (2): the office confirmed it" in shown
    assert len([line for line in shown.splitlines() if line.startswith("  ")]) == 2
    assert said("withdraw", LATER, "--because", "a wrong file")[0] == 0
    shown = said("status")[1]
    assert WHY not in shown
    assert "2025-09-30: out of use since" in shown
    assert "a wrong file" in shown


@pytest.mark.parametrize("reason", ["", "two\nlines", "hidden\u200bletter", "  "])
def test_a_reason_is_one_line_of_plain_text(small, said, doubtful, reason):
    """Neither doubts nor a withdrawal are answered by what cannot be read."""
    assert received(said, doubtful, "--although", reason)[0] == 1
    assert said("withdraw", NEWEST, "--because", reason)[0] == 1
    assert not (small.project.deliveries / LATER.isoformat()).exists()
    assert "out of use" not in said("status")[1]


def test_withdrawing_brings_back_what_was_known_before(said, table):
    """The figure of the delivery before it is in use again; the day is named once."""
    before = said("explain", "KZ-10", "population")[1]
    received(said, table)
    assert said("explain", "KZ-10", "population")[1] != before
    code, out, err = said("withdraw", LATER, "--because", "a wrong file", "--json")
    assert (code, json.loads(out), err) == (0, ["2025-09-30"], "")
    assert said("explain", "KZ-10", "population")[1] == before


def test_a_delivery_that_is_not_in_use_cannot_be_withdrawn(said, table):
    """Those that are in use are named; nothing changes."""
    received(said, table)
    said("withdraw", LATER, "--because", "a wrong file")
    code, out, err = said("withdraw", LATER, "--because", "again")
    assert (code, out) == (1, "")
    assert "In use: 2024-06-30, 2025-06-30." in err
    assert said("status")[1].count("out of use") == 1


def test_a_supplement_is_withdrawn_with_its_day(small, said, table):
    """Both are named, and both are out of use."""
    received(said, table)
    other = table.with_name("unemployment_rate.csv")
    shutil.copy(small.project.deliveries / NEWEST.isoformat() / other.name, other)
    assert received(said, other)[0] == 0
    code, out, _ = said("withdraw", LATER, "--because", "wrong files", "--json")
    assert code == 0
    assert json.loads(out) == ["2025-09-30", "2025-09-30/supplement-2"]


@pytest.mark.parametrize("ui", ["kk", "ru", "en"])
def test_a_withdrawal_is_told_in_the_users_language(said, ui):
    """Day, date and reason stand in one line."""
    code, out, _ = said("withdraw", NEWEST, "--because", WHY, ui=ui)
    assert code == 0
    (line,) = out.splitlines()
    assert line.startswith(NEWEST.isoformat())
    assert line.endswith(WHY)


def test_status_lists_every_brief_and_counts_the_fresh_ones(small, said):
    """Twelve briefs before and after a build; those of another day are judged by that day."""
    code, out, err = said("status")
    lines = out.splitlines()
    assert (code, err, len(lines)) == (0, "", 13)
    assert lines[-1] == "Up to date: 0 of 12."
    assert all("stale: the file is missing" in line for line in lines[:-1])
    small.build()
    assert said("status")[1].splitlines()[-1] == "Up to date: 12 of 12."
    earlier = said("status", "--as-of", "2024-12-31")[1]
    assert "Up to date: 12 of 12." not in earlier


def test_status_answers_for_one_year(said):
    """A year without output is refused; one with it is judged."""
    code, _, err = said("status", "--year", "1999")
    assert code == 1
    assert "2020, 2022, 2023" in err
    assert len(json.loads(said("status", "--year", "2022", "--json")[1])) == 12


def test_an_unknown_number_is_refused_with_those_that_are_known(said):
    """A measure that no brief prints, and an industry that the measure does not have."""
    code, out, err = said("explain", "KZ-10", "happiness")
    assert (code, out) == (1, "")
    assert "population, grp_per_capita" in err
    code, out, err = said("explain", "KZ-10", "grp", "--industry", "A")
    assert (code, out) == (1, "")
    assert "“A”" in err


def test_a_passport_names_every_input_with_its_row(small, said):
    """The rows that it names hold the values that it names."""
    answer = json.loads(said("explain", "KZ-10", "grp_per_capita", "--json")[1])
    assert {each["table"] for each in answer["inputs"]} == {"grp", "average_population"}
    product = 1.0
    for each in answer["inputs"]:
        path = small.project.deliveries / each["vintage"] / each["file"]
        line = path.read_text(encoding="utf-8").splitlines()[each["row"] - 1].split(",")
        assert (line[0], int(line[1]), float(line[2])) == (
            each["region"],
            each["year"],
            each["value"],
        )
        product = product * each["value"] if each["table"] == "grp" else product / each["value"]
    assert answer["fact"]["value"] == pytest.approx(product * 1000, rel=1e-9)


def test_a_folder_is_checked_whole_and_once(small, said, table):
    """Tables of a folder are judged together; a second copy of one is named."""
    assert said("check", table.parent)[0] == 0
    code, _, err = said("check", table.parent, table)
    assert code == 1
    assert "average_population.csv" in err
    stored = small.project.deliveries / NEWEST.isoformat()
    assert said("check", stored)[0] == 0


def test_a_delivery_under_another_name_is_judged_by_today(small, said):
    """A folder of the stored delivery elsewhere is one that comes anew."""
    copied = small.project.root / "elsewhere"
    shutil.copytree(small.project.deliveries / NEWEST.isoformat(), copied)
    code, _, err = said("check", copied)
    assert code == 1
    assert "2025-06-30" in err


@pytest.mark.parametrize(
    ("slip", "row"),
    [("KZ-10,2023>KZ-99,2023", 3), ("607500>-5", 3), ("published>guessed", 2)],
)
def test_an_error_refuses_what_a_reason_cannot_save(small, said, table, slip, row):
    """A wrong cell is named with its row, however good the reason."""
    table.write_text((HEAD + ROWS).replace(*slip.split(">"), 1), encoding="utf-8")
    code, out, err = received(said, table, "--although", WHY)
    assert (code, out) == (1, "")
    assert f"row {row}" in err
    assert not (small.project.deliveries / LATER.isoformat()).exists()


def test_a_day_is_stored_once(said, table):
    """The same day again is refused for safety: its own exit code, and nothing is overwritten."""
    assert received(said, table)[0] == 0
    code, _, err = received(said, table)
    assert code == 4
    assert "2025-09-30" in err
