"""Offices' own workbooks on the command line: shown, marked, stored, and found again."""

import json
import shutil

import openpyxl
import pytest

from generator.project import Project
from tests.dataset.bureau_forms import grp_book, save


@pytest.fixture
def data(tmp_path):
    """A copy of the data without deliveries that other tests may add."""
    shutil.copytree(Project.here().data, tmp_path / "data")
    for path in (tmp_path / "data").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("ui", "words"),
    [
        ("en", ("West Kazakhstan region", "preliminary", "quarters", "equal 464")),
        ("ru", ("Западно-Казахстанская область", "предварительн", "кварталы", "равно 464")),
        ("kk", ("Батыс Қазақстан облысы", "алдын ала", "тоқсандар", "тең 464")),
    ],
)
def test_check_shows_what_a_workbook_holds(said, tmp_path, ui, words):
    """Regions, statuses, what was left out and the comparison, in the language of the user."""
    code, out, err = said("check", save(grp_book(), tmp_path), ui=ui)
    assert (code, err) == (0, "")
    assert [word for word in words if word not in out] == []
    assert "2008-2023!" in out


def test_check_answers_in_plain_values(said, tmp_path):
    """`--json` carries every figure with its cell, and the problems with their sentences."""
    book = grp_book()
    book["2008-2023"]["A10"] = "Ақмола а."
    code, out, _ = said("check", save(book, tmp_path), "--json")
    answer = json.loads(out)
    assert code == 1
    assert "problem.sheet_sum" in {each["key"] for each in answer["problems"]}
    left_out = {each["reason"]: each["items"] for each in answer["files"][0]["left_out"]}
    assert left_out["smaller"] == ["Ақмола а."]
    assert answer["files"][0]["figures"][0]["cell"] == "B4"


def test_a_marked_copy_has_both_languages_at_the_cell(said, tmp_path):
    """The office gets its own workbook back, with the cell commented in Kazakh and Russian."""
    book = grp_book()
    book["1998-2007"]["C6"] = "1234о,5"
    marked = tmp_path / "marked.xlsx"
    code, out, err = said("check", save(book, tmp_path), "--marked", marked)
    assert code == 1
    assert "row 6, column C" in err
    assert str(marked) in out
    comment = openpyxl.load_workbook(marked)["1998-2007"]["C6"].comment.text
    assert "сан емес" in comment
    assert "не число" in comment


def test_a_stored_figure_leads_back_to_its_cell(said, data, tmp_path):
    """Received with its own day, hidden by the newer delivery, and explained down to the cell."""
    book = grp_book()
    path = save(book, tmp_path, "grp_bns.xlsx")
    day = "2024-04-26"
    code, out, err = said("receive", path, "--released", day, "--data", data)
    assert code == 0
    assert "hidden by" in err
    stored = data / "deliveries" / day
    assert (stored / "original-1.xlsx").read_bytes() == path.read_bytes()
    words = ("explain", "KZ-27", "grp", "--year", "2022", "--as-of", day, "--data", data)
    code, out, _ = said(*words)
    assert code == 0
    cell = out.rpartition("sheet 2008-2023, cell ")[2].split()[0]
    assert "read from grp_bns.xlsx" in out
    assert f"{book['2008-2023'][cell].value:,.1f}" in out
    assert book["2008-2023"][f"A{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"].value == (
        "Batys Kazakhstan"
    )


def test_a_workbook_with_problems_is_not_stored(said, data, tmp_path):
    """What check refuses, receive refuses with the same sentences, and nothing is written."""
    book = grp_book()
    book["1998-2007"]["A9"] = "Batis"
    path = save(book, tmp_path)
    checked = said("check", path, "--data", data)
    stored = said("receive", path, "--released", "2024-04-26", "--data", data)
    assert checked[0] == stored[0] == 1
    assert checked[2] == stored[2]
    assert not (data / "deliveries" / "2024-04-26").exists()


def test_a_label_is_understood_once_it_is_confirmed(said, data, tmp_path):
    """`--alias` names the region by code or name; after storing, the label is known by itself."""
    book = grp_book()
    for page in book.worksheets:
        for cell in page["A"]:
            cell.value = "Batis" if cell.value == "Batys Kazakhstan" else cell.value
    path = save(book, tmp_path)
    assert said("check", path, "--data", data, "--alias", "Batis=nowhere")[0] == 1
    alias = ("--alias", "Batis=Западно-Казахстанская область")
    assert said("receive", path, "--released", "2024-04-26", "--data", data, *alias)[0] == 0
    assert said("check", path, "--data", data)[0] == 0


def test_own_files_and_strict_tables_are_not_mixed(said, data, tmp_path):
    """They are stored one after another, so that each manifest says where its figures are from."""
    strict = data / "deliveries" / "2026-11-23" / "grp.csv"
    words = ("receive", save(grp_book(), tmp_path), strict, "--released", "2024-04-26")
    code, _, err = said(*words, "--data", data)
    assert code == 1
    assert "grp.csv" in err


def test_a_new_source_is_described_by_three_answers(said, data, tmp_path, monkeypatch):
    """On a terminal the title, the element and the licence are asked for; nobody writes TOML."""
    path = save(grp_book(), tmp_path, "other form.xlsx")
    (data / "mappings" / "bns-grp-dynamic.toml").unlink()
    words = ("receive", path, "--released", "2024-04-26", "--data", data)
    assert said(*words)[0] == 1
    answers = iter(["GRP by region", "5923", "official statistics"])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    assert said(*words)[0] == 0
    manifest = (data / "deliveries" / "2024-04-26" / "delivery.toml").read_text(encoding="utf-8")
    assert 'title = "GRP by region"' in manifest
    assert 'element = "5923"' in manifest
    assert (data / "mappings" / "other-form.toml").exists()
    assert said("check", path, "--data", data)[0] == 0
