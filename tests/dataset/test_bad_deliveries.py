"""Deliveries with one thing wrong each: refused, with the place and what was expected."""

import os
import shutil
from dataclasses import dataclass
from datetime import date

import pytest

from generator.dataset.acceptance.verdicts import Sent, check_stored, examine
from generator.dataset.vintages import load
from generator.errors import Location, RequestProblems

GRP = "grp.csv"
LINE = "KZ-10,2022,226.7,published,current,TEST-1,\n"  # the fifth line of grp.csv
PEOPLE = "average_population.csv"


@dataclass(frozen=True)
class Spoilt:
    """One change of one file, and the problem that it must give."""

    old: str | bytes
    new: str | bytes
    key: str
    row: int = 5
    column: str = ""
    found: str | None = None
    file: str = GRP


def cell(old, new, key, column, **more):
    """Change one cell of the fifth line of grp.csv."""
    more.setdefault("found", new)
    return Spoilt(LINE, LINE.replace(old, new, 1), key, column=column, **more)


CASES = {
    "decimal comma": cell("226.7", '"226,7"', "decimal_comma", "value", found="226,7"),
    "letter in a number": cell("226.7", "22б.7", "not_a_number", "value"),
    "letter o for zero": cell("226.7", "2O6.7", "not_a_number", "value"),
    "exponent": cell("226.7", "2.267e2", "not_a_number", "value"),
    "not a number": cell("226.7", "nan", "not_a_number", "value"),
    "infinity": cell("226.7", "inf", "not_a_number", "value"),
    "plus sign": cell("226.7", "+226.7", "not_a_number", "value"),
    "typographic minus": cell("226.7", "\u2212226.7", "not_a_number", "value"),
    "Arabic digits": cell("226.7", "\u0662\u0662\u0666.7", "not_a_number", "value"),
    "underscore": cell("226.7", "2_26.7", "not_a_number", "value"),
    "leading zero": cell("226.7", "0226.7", "not_a_number", "value"),
    "negative zero": cell("226.7", "-0.0", "not_a_number", "value"),
    "footnote mark": cell("226.7", "226.7*", "not_a_number", "value"),
    "brackets": cell("226.7", "(226.7)", "not_a_number", "value"),
    "dash for nothing": cell("226.7", "-", "not_a_number", "value"),
    "formula": cell("226.7", "=SUM(B2:B4)", "not_a_number", "value"),
    "html": cell("226.7", "<b>226.7</b>", "not_a_number", "value"),
    "grouped": cell("226.7", "1 226.7", "number_spaced", "value"),
    "grouped, no-break": cell("226.7", "1\u00a0226.7", "number_spaced", "value"),
    "too many digits": cell("226.7", "226.70000000000001", "too_many_digits", "value"),
    "beyond belief": cell("226.7", "99999999999", "out_of_range", "value"),
    "negative product": cell("226.7", "-226.7", "negative", "value"),
    "nothing": cell("226.7", "", "value_missing", "value", found="published"),
    "a value that is none": cell("published", "nil", "value_unexpected", "value", found="226.7"),
    "unknown region": cell("KZ-10", "KZ-99", "unknown_region", "region"),
    "space in a code": cell("KZ-10", "KZ-10 ", "unknown_region", "region"),
    "Cyrillic letter in a code": cell("KZ-10", "\u041aZ-10", "look_alike", "region"),
    "typographic hyphen in a code": cell("KZ-10", "KZ\u201310", "look_alike", "region"),
    "Cyrillic letter in a status": cell("published", "publi\u0455hed", "look_alike", "status"),
    "unknown status": cell("published", "final", "status_unknown", "status"),
    "unknown borders": cell("current", "old", "borders_unknown", "borders"),
    "unknown source": cell("TEST-1", "TEST-9", "unknown_source", "source"),
    "new region on former borders": cell(
        "current", "before-2022", "borders_contradict", "borders"
    ),
    "year with a digit too many": cell("2022", "20222", "not_a_year", "year"),
    "year in words": cell("2022", "2022 ж.", "not_a_year", "year"),
    "year after the vintage": cell("2022", "2026", "out_of_range", "year"),
    "year long ago": cell("2022", "1022", "out_of_range", "year"),
    "formula in a note": cell(
        "TEST-1,", "TEST-1,=HYPERLINK(1)", "formula", "note", found="=HYPERLINK(1)"
    ),
    "html in a note": cell(
        "TEST-1,", "TEST-1,<img>", "markup", "note", found="U+003C LESS-THAN SIGN"
    ),
    "template in a note": cell(
        "TEST-1,", "TEST-1,{{ x }}", "markup", "note", found="U+007B LEFT CURLY BRACKET"
    ),
    "huge cell": cell("TEST-1,", "TEST-1," + "x" * 10_000, "cell_too_long", "note", found="10000"),
    "zero-width space": cell(
        "KZ-10", "KZ\u200b-10", "hidden_character", "", found="U+200B ZERO WIDTH SPACE"
    ),
    "right-to-left override": cell(
        "TEST-1,", "TEST-1,\u202ex", "hidden_character", "", found="U+202E RIGHT-TO-LEFT OVERRIDE"
    ),
    "NUL": cell("226.7", "226\x00.7", "hidden_character", "", found="U+0000"),
    "escape": cell("TEST-1,", "TEST-1,\x1b[31m", "hidden_character", "", found="U+001B"),
    "decomposed letter": cell("TEST-1,", "TEST-1,и\u0306", "not_normalised", "", found=None),
    "short line": cell(",TEST-1,", "", "row_length", "", found="5"),
    "long line": cell("226.7", "226,7", "row_length", "", found="8"),
    "open quote": cell("226.7", '"226.7', "broken_row", "", found=None),
    "blank line": Spoilt(LINE, "\n" + LINE, "row_length", found="1"),
    "same line twice": Spoilt(LINE, LINE + LINE, "duplicate_key", row=6, found="KZ-10 2022"),
    "parts do not sum": cell("226.7", "226.4", "sum_differs", "value"),
    "cp1251": cell(b"TEST-1,".decode(), "TEST-1,ж", "not_utf8", "", found=None),
    "negative population": Spoilt(
        "KZ-10,2022,605000", "KZ-10,2022,-605000", "negative", 6, "value", "-605000", PEOPLE
    ),
    "regions miss the nation": Spoilt(
        "KZ,2022,2590000.5", "KZ,2022,2590100.5", "nation_differs", 3, "value", "2590100.5", PEOPLE
    ),
    "per capita misses its parts": Spoilt(
        "KZ-71,2022,0.4",
        "KZ-71,2022,0.6",
        "per_capita_differs",
        3,
        "value",
        "0.6",
        "grp_per_capita.csv",
    ),
    "unknown industry": Spoilt(
        "KZ,A,2020", "KZ,X,2020", "unknown_industry", 2, "industry", "X", "gva_by_industry.csv"
    ),
    "industry of another table": Spoilt(
        "KZ,A,2020",
        "KZ,NET_TAXES,2020",
        "unknown_industry",
        2,
        "industry",
        "NET_TAXES",
        "gva_by_industry.csv",
    ),
    "borders differ within a cell": Spoilt(
        "KZ-63,A,2020,100.5,published,before-2022",
        "KZ-63,A,2020,100.5,published,current",
        "borders_differ",
        24,
        "borders",
        None,
        "gva_by_industry.csv",
    ),
    "missing column": Spoilt(",borders", "", "missing_column", 1, "borders"),
    "unknown column": Spoilt("note\n", "note,remark\n", "unknown_column", 1, "remark"),
    "renamed column": Spoilt("value", "amount", "missing_column", 1, "value"),
    "column twice": Spoilt("note\n", "note,year\n", "duplicate_column", 1, "year"),
    "columns in another order": Spoilt("region,year", "year,region", "column_order", 1),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_one_wrong_thing_is_named_with_its_place(tiny, case):
    """Each change is refused, with file, line, column and the text found."""
    new = case.new.encode("cp1251" if case.key == "not_utf8" else "utf-8")
    tiny.edit(case.file, case.old, new)
    problems = tiny.problems()
    place = Location(f"2025-06-30/{case.file}", case.row, case.column)
    found = [each for each in problems if (each.key, each.place) == (f"problem.{case.key}", place)]
    assert found, problems
    if case.found is not None:
        assert found[0].slots["found"] == case.found


def test_the_letter_that_looks_like_another_is_named(tiny):
    """A Cyrillic letter in a code is named by its code point, with the code that was meant."""
    tiny.edit(GRP, "KZ-10,2022", "\u041aZ-10,2022")
    (problem,) = (each for each in tiny.problems() if each.key == "problem.look_alike")
    assert problem.slots["code_point"] == "U+041A CYRILLIC CAPITAL LETTER KA"
    assert problem.slots["expected"] == "KZ-10"


WHOLE = {
    "empty": (lambda text: b"", "empty_file", 0),
    "another separator": (lambda text: text.replace(b",", b";"), "separator", 1),
    "tabs": (lambda text: text.replace(b",", b"\t"), "separator", 1),
    "truncated": (lambda text: text[:-1], "truncated", 12),
    "cut in a line": (lambda text: text[:-10], "truncated", 12),
    "UTF-16": (lambda text: text.decode().encode("utf-16"), "not_utf8", 1),
    "binary": (lambda text: b"PK\x03\x04" + bytes(range(256)), "not_utf8", 2),
    "old line ends": (lambda text: text.replace(b"\n", b"\r"), "hidden_character", 1),
    "too large": (lambda text: text + b"x" * 20_000_001, "file_too_large", 0),
}


@pytest.mark.parametrize(("change", "key", "row"), WHOLE.values(), ids=WHOLE.keys())
def test_a_file_that_is_no_table_is_refused(tiny, change, key, row):
    """A wrong container, encoding or separator is one clear problem, not one per cell."""
    tiny.write(GRP, change(tiny.read(GRP)))
    problems = tiny.problems()
    assert (f"problem.{key}", row) in [(each.key, each.place.row) for each in problems]


@pytest.mark.parametrize("change", [b"\xef\xbb\xbf%s", None], ids=["mark", "line ends"])
def test_what_spreadsheets_add_is_accepted(tiny, change):
    """A byte order mark and Windows line ends change no figure."""
    before = load(tiny.project, None).wide("grp")
    content = tiny.read(GRP)
    tiny.write(GRP, change % content if change else content.replace(b"\n", b"\r\n"))
    assert tiny.problems() == ()
    assert load(tiny.project, None).wide("grp").equals(before)


MANIFEST = "delivery.toml"
WRONG_TYPE, UNKNOWN_KEY = "manifest_wrong_type", "manifest_unknown_key"
MANIFESTS = {
    "path out of the folder": ('"grp.csv"', '"../grp.csv"', "outside_folder", "file"),
    "absolute path": ('"grp.csv"', '"/etc/passwd"', "outside_folder", "file"),
    "Windows path": ('"grp.csv"', '"..\\\\grp.csv"', "outside_folder", "file"),
    "hidden file": ('"grp.csv"', '".grp.csv"', "outside_folder", "file"),
    "unknown table": ('"grp.csv"', '"output.csv"', "unknown_table", "file"),
    "same table twice": ('"grp_per_capita.csv"', '"grp.csv"', "duplicate_table", "file"),
    "another unit": ('"mln KZT"', '"bn KZT"', "unit_differs", "unit"),
    "no checksum": ('sha256 = "', 'sha256 = "x', "not_a_checksum", "sha256"),
    "unknown key": ("producer =", 'author = "x"\nproducer =', UNKNOWN_KEY, "author"),
    "missing key": ("producer =", "released =", "not_toml", ""),
    "no producer": ('producer = "Test bureau"\n', "", "manifest_missing_key", "producer"),
    "number for text": ('producer = "Test bureau"', "producer = 5", WRONG_TYPE, "producer"),
    "text for a day": ("= 2025-07-02", '= "2025-07-02"', WRONG_TYPE, "received"),
    "moment for a day": ("07-02", "07-02T10:00:00", WRONG_TYPE, "received"),
    "true for a number": ("rows = 11", "rows = true", WRONG_TYPE, "table[2].rows"),
    "impossible day": ("= 2025-07-02", "= 2025-02-30", "not_toml", ""),
    "another vintage": ("= 2025-06-30", "= 2025-06-29", "vintage_differs", "vintage"),
    "received before released": ("= 2025-07-02", "= 2025-06-01", "date_order", "vintage"),
    "hidden text": ('"Test bureau"', '"Test\\u202e bureau"', "manifest_text", "producer"),
    "empty text": ('"Test bureau"', '""', "manifest_text", "producer"),
    "same source twice": ('id = "TEST-2"', 'id = "TEST-1"', "duplicate_source", "source[2].id"),
    "unknown key of a source": ("element =", "page =", UNKNOWN_KEY, "source[1].page"),
    "no tables": ("[[table]]", "[[tables]]", UNKNOWN_KEY, "tables"),
    "not toml": ("vintage =", "vintage :", "not_toml", ""),
    "nested without end": ("vintage =", "x = " + "[" * 5000 + "\nvintage =", "not_toml", ""),
    "wrong number of rows": ("rows = 11", "rows = 12", "row_count_differs", ""),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "column"), MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_wrong_manifest_is_refused(tiny, old, new, key, column):
    """Every mistake in delivery.toml is named by its key."""
    tiny.edit(MANIFEST, old, new)
    found = {(each.key, each.place.column) for each in tiny.problems()}
    assert (f"problem.{key}", column) in found


@pytest.mark.parametrize(("part", "value"), [("source", "[1]"), ("table", "['grp.csv']")])
def test_an_entry_that_is_no_entry_is_refused(tiny, part, value):
    """Sources and tables are described, not just listed."""
    manifest = tiny.read(MANIFEST).decode()
    head, *entries = manifest.split("\n[[")
    kept = [f"[[{entry}" for entry in entries if not entry.startswith(part)]
    tiny.write(MANIFEST, "\n".join([head, f"{part} = {value}", *kept]).encode())
    (problem,) = tiny.problems()
    assert (problem.key, problem.place.column) == ("problem.manifest_wrong_type", f"{part}[1]")


def test_a_changed_file_is_noticed(tiny):
    """A delivery is immutable: one changed byte, even in a note, is tampering."""
    tiny.edit(GRP, "TEST-1,\n", "TEST-1,ok\n", sign=False)
    assert [(each.key, each.place.file) for each in tiny.problems()] == [
        ("problem.tampered", "2025-06-30/grp.csv")
    ]


def test_a_missing_file_is_named(tiny):
    """A table that the manifest declares must be there."""
    (tiny.folder / GRP).unlink()
    assert ("problem.missing_file", "2025-06-30/grp.csv") in [
        (each.key, each.place.file) for each in tiny.problems()
    ]


def test_a_missing_manifest_is_named(tiny):
    """A delivery without delivery.toml is none."""
    (tiny.folder / MANIFEST).unlink()
    assert [(each.key, each.place.file) for each in tiny.problems()] == [
        ("problem.missing_file", "2025-06-30/delivery.toml")
    ]


@pytest.mark.parametrize("name", ["extra.csv", "Thumbs.db", ".hidden", "grp_share.csv"])
def test_an_undeclared_file_is_named(tiny, name):
    """Nothing may lie in a delivery that its manifest does not speak of."""
    (tiny.folder / name).write_text("x")
    assert [(each.key, each.place.file) for each in tiny.problems()] == [
        ("problem.undeclared_file", f"2025-06-30/{name}")
    ]


@pytest.mark.parametrize("name", [GRP, MANIFEST])
def test_symbolic_links_are_refused(tiny, tmp_path, name):
    """A link could point anywhere, now or later."""
    shutil.move(tiny.folder / name, tmp_path / "elsewhere")
    (tiny.folder / name).symlink_to(tmp_path / "elsewhere")
    assert [each.key for each in tiny.problems()] == ["problem.symlink"]


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), os.mkfifo], ids=["folder", "pipe"])
def test_only_regular_files_are_read(tiny, make):
    """A folder or a pipe in place of a table is refused and never waited for."""
    (tiny.folder / GRP).unlink()
    make(tiny.folder / GRP)
    assert [each.key for each in tiny.problems()] == ["problem.not_a_file"]


def test_no_deliveries_at_all(tiny):
    """Without any delivery there is nothing to build from."""
    shutil.rmtree(tiny.project.deliveries)
    assert [each.key for each in tiny.problems()] == ["problem.missing_file"]
    tiny.project.deliveries.mkdir()
    assert [each.key for each in tiny.problems()] == ["problem.no_deliveries"]


def test_all_problems_are_told_at_once(tiny):
    """Four mistakes in three files, and in both deliveries, are four problems in one go."""
    tiny.edit(GRP, LINE, LINE.replace("226.7", "abc").replace("published", "final"))
    tiny.edit(PEOPLE, "KZ-10,2022", "KZ-98,2022")
    (tiny.folder.parent / "2024-06-30" / "grp.csv").unlink()
    assert [(each.key, each.place.file) for each in tiny.problems()] == [
        ("problem.missing_file", "2024-06-30/grp.csv"),
        ("problem.unknown_region", "2025-06-30/average_population.csv"),
        ("problem.status_unknown", "2025-06-30/grp.csv"),
        ("problem.not_a_number", "2025-06-30/grp.csv"),
    ]


def test_the_newer_delivery_wins_and_the_older_remains_reachable(tiny):
    """As of a day, each table and year comes from the newest delivery not after that day."""
    newest, older = load(tiny.project, None), load(tiny.project, date(2025, 6, 29))
    assert newest.observation("grp", "KZ-71", 2023).status == "published"
    assert older.observation("grp", "KZ-71", 2023).status == "preliminary"
    assert older.vintage == date(2024, 6, 30)
    assert load(tiny.project, date(2030, 1, 1)).vintage == date(2025, 6, 30)
    with pytest.raises(RequestProblems):
        load(tiny.project, date(2024, 6, 29))


def examined(project, *paths):
    """Judge some files as released and received on a day after all that is stored."""
    return examine(project, Sent(paths, date(2025, 9, 30), date(2025, 10, 2)))


def test_a_good_delivery_and_good_tables_have_no_problems(tiny):
    """What is stored already could be stored again, as a folder or as single tables."""
    assert (
        examined(tiny.project, tiny.folder / GRP, tiny.folder / "gva_by_industry.csv").errors == ()
    )
    assert check_stored(tiny.project, tiny.folder) == ()


def test_a_verdict_lists_the_problems_of_every_path(tiny, tmp_path):
    """Several paths, several kinds of problems, nothing raised."""
    (tmp_path / "grp.csv").write_text(tiny.read(GRP).decode().replace("226.7", "x"))
    (tmp_path / "notes.txt").write_text("x")
    paths = [tmp_path / "grp.csv", tmp_path / "notes.txt", tmp_path / "nothing.csv"]
    found = examined(tiny.project, *paths)
    assert [(each.key, each.place.file) for each in found.errors] == [
        ("problem.unknown_table", "notes.txt"),
        ("problem.missing_file", "nothing.csv"),
        ("problem.not_a_number", "2025-09-30/grp.csv"),
    ]
    assert found.delivery is None


def test_one_table_still_adds_up_the_regions(tiny, tmp_path):
    """What a single table can show about itself is asked about, with its row and both figures."""
    text = tiny.read(PEOPLE).decode().replace("KZ,2022,2590000.5", "KZ,2022,2600000")
    (tmp_path / PEOPLE).write_text(text)
    found = examined(tiny.project, tmp_path / PEOPLE)
    assert found.errors == ()
    (doubt,) = (each for each in found.doubts if each.key == "doubt.nation_differs")
    assert doubt.place.row == 3
    assert (doubt.slots["found"], doubt.slots["v0"]) == ("2600000", "2590000.5")
