"""Files as offices send them: kinds, damage, encodings, and what the cells say."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from generator.dataset.intake.office_files.error_workbook import Mark, write_marked
from generator.dataset.intake.office_files.workbook import read_workbook
from generator.dataset.intake.vocabulary.cell_values import read_value
from generator.errors import DataProblems
from tests.dataset.binary_books import save_binary
from tests.dataset.bureau_forms import grp_book, save


def zipped(entries, method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return content.getvalue()


BOMB = zipped([("xl/workbook.xml", "x"), ("xl/media/a.bin", bytes(50_000_000))])


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"%PDF-1.7 ...", "problem.workbook_pdf"),
        (b"Rar!\x1a\x07", "problem.workbook_archive"),
        (b"<html><table></table></html>", "problem.workbook_web_page"),
        (b"PK\x03\x04 cut off", "problem.workbook_broken"),
        (b"\x00\x01\x02\x03" * 50, "problem.workbook_unknown"),
        (b"one column\nof words\n", "problem.workbook_no_columns"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "problem.workbook_damaged"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "problem.workbook_password",
        ),
        (zipped([("word/document.xml", "x")]), "problem.workbook_text_document"),
        (zipped([("a.xlsx", "x"), ("b.xlsx", "x")]), "problem.workbook_archive"),
        (zipped([("xl/workbook.xml", "x"), ("../../evil", "x")]), "problem.workbook_path"),
        (BOMB, "problem.workbook_too_large"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path, content, key):
    """What cannot be read is refused for what it is, whatever its name ends in."""
    path = tmp_path / "table.xlsx"
    path.write_bytes(content)
    with pytest.raises(DataProblems) as error:
        read_workbook(path)
    assert [each.key for each in error.value.problems] == [key]


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_the_letters_and_marks_of_offices(tmp_path, encoding, mark):
    """Windows and Unicode letters, semicolons and tabs, and decimal commas are understood."""
    path = tmp_path / "таблица.csv"
    text = f"Регион{mark}2023\nг.Астана{mark}4,6\n"
    path.write_bytes(text.encode(encoding))
    (sheet,) = read_workbook(path).sheets
    assert sheet.rows == (("Регион", "2023"), ("г.Астана", "4,6"))
    assert read_value(sheet.rows[1][1]).value == 4.6


def test_hidden_parts_and_bare_formulas_are_seen(tmp_path):
    """Hidden rows, columns and sheets, formulas without a value and errors are known by place."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["a", 1, "=B1*2"])
    page.append(["b", 2, 3])
    page.row_dimensions[2].hidden = True
    page.column_dimensions["B"].hidden = True
    page["A3"] = "#REF!"
    page["A3"].data_type = "e"
    book.create_sheet("aside").sheet_state = "hidden"
    sheet, aside = read_workbook(save(book, tmp_path)).sheets
    assert sheet.details.hidden_rows == {1}
    assert sheet.details.hidden_columns == {1}
    assert sheet.details.without_value == ("C1",)
    assert sheet.details.errors == ("A3",)
    assert (sheet.hidden, aside.hidden) == (False, True)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("4о,6", "problem.cell_not_a_number"),
        ("1,234", "problem.cell_ambiguous"),
        ("#DIV/0!", "problem.cell_error"),
        (date(2023, 4, 9), "problem.cell_date"),
        (True, "problem.cell_not_a_number"),
        ("12 34", "problem.cell_not_a_number"),
    ],
)
def test_a_cell_that_is_no_number_is_named(cell, problem):
    """A letter for a digit, a comma that may be either, a date or an error is never guessed."""
    assert read_value(cell).problem == problem


def test_conventional_signs_have_their_meaning():
    """A dash is nil, a cross confidential in either script, dots no data; a blank says nothing."""
    statuses = [read_value(cell).status for cell in ("-", "–", "x", "х")]
    assert statuses == ["nil", "nil", "suppressed", "suppressed"]
    assert all(read_value(cell).is_empty for cell in ("...", "…", " ", ""))


def test_a_marked_copy_has_comments_at_the_cells(tmp_path):
    """The copy keeps the figures and carries each comment at its cell, merged cells included."""
    book = grp_book()
    book.worksheets[0].merge_cells("D1:F1")
    source = read_workbook(save(book, tmp_path))
    marks = [Mark("1998-2007", 5, "C", "one"), Mark("1998-2007", 5, "C", "two")]
    content = write_marked(
        source, [*marks, Mark("1998-2007", 1, "E", "merged"), Mark("x", 1, "", "")]
    )
    copy = openpyxl.load_workbook(io.BytesIO(content))
    page = copy["1998-2007"]
    assert page["C5"].comment.text == "one\n\ntwo"
    assert page["D1"].comment.text == "merged"
    assert page["C5"].value == book["1998-2007"]["C5"].value


def test_a_binary_workbook_is_read_as_the_other(tmp_path):
    """The same sheets, texts and numbers come out of .xlsb; what it hides cannot be seen."""
    book = grp_book()
    plain = read_workbook(save(book, tmp_path))
    binary = read_workbook(save_binary(book, tmp_path / "grp.xlsb"))
    assert (binary.kind, binary.sees_hidden, plain.sees_hidden) == ("xlsb", False, True)
    assert [each.name for each in binary.sheets] == [each.name for each in plain.sheets]
    for one, other in zip(binary.sheets, plain.sheets, strict=True):
        assert one.rows == other.rows
