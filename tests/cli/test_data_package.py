"""The data package: read back with nothing but its description, it gives the same facts."""

import csv
import json
import re
from dataclasses import fields
from io import StringIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.dataset.vintages import history
from generator.errors import RequestProblems
from generator.findings.brief_set import every_fact, prepare, years_with_output
from generator.findings.facts import Fact
from generator.project import LANGUAGES
from generator.publication.data_package.fact_tables import COLUMNS, fact_of
from generator.publication.data_package.tabular_resource import (
    EXCEL,
    INTEGER,
    NUMBER,
    PLAIN,
    STRING,
    Column,
    TabularResource,
)
from generator.publication.data_package.writing import DESCRIPTION, write_package
from tests.publication.test_reissuing import SWAPPED

_READ = {"string": str, "integer": int, "number": float}


def read_back(folder, name):
    """Read a table of a package as its description says; empty cells of numbers are None."""
    described = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    (table,) = [each for each in described["resources"] if each["name"] == name]
    columns = table["schema"]["fields"]
    text = (folder / table["path"]).read_text(encoding="utf-8").removeprefix("\ufeff")
    head, *rows = csv.reader(StringIO(text), delimiter=table["dialect"]["delimiter"])
    assert head == [each["name"] for each in columns]
    return table, [
        [_value(cell, each) for cell, each in zip(row, columns, strict=True)] for row in rows
    ]


def _value(cell, column):
    if column["type"] != "string" and cell == "":
        return None
    return _READ[column["type"]](cell.replace(column.get("decimalChar", "."), "."))


@pytest.fixture(params=[(), ("--excel",)], ids=["plain", "excel"])
def package(request, small, tmp_path, capsys):
    """Write the package of the small project, whose figures were revised once."""
    small.deliver(SWAPPED)
    folder = tmp_path / "package"
    assert main(["data", "--to", str(folder), "--ui", "en", *request.param]) == 0
    assert re.search(r"Done\. Facts: [\d,]+, vintages: 3;", capsys.readouterr().out)
    return small.project, folder


def test_the_package_gives_back_the_facts_of_every_vintage_and_year(package):
    """The same facts in the same order, to twelve digits; the briefs have no others."""
    project, folder = package
    expected = [
        (year, fact)
        for panel in history(project, None)
        for year in years_with_output(panel)
        for fact in every_fact(panel, year)
    ]
    assert len({fact.vintage for _, fact in expected}) == 3
    _, rows = read_back(folder, "facts")
    assert [row[0] for row in rows] == [year for year, _ in expected]
    for row, (_, fact) in zip(rows, expected, strict=True):
        assert fact_of(row[1:]) == Fact.from_json(fact.as_json())
    newest = history(project, None)[-1]
    year = years_with_output(newest)[-1]
    briefs = [fact for brief in prepare(newest, year, ()) for fact in brief.facts]
    assert briefs == [
        x for y, x in expected if (x.vintage, y) == (newest.vintage.isoformat(), year)
    ]


def test_keys_are_unique_and_codes_are_explained_in_every_language(package):
    """Primary and foreign keys hold, and no name is missing in any language."""
    _, folder = package
    table, rows = read_back(folder, "facts")
    frame = pd.DataFrame(rows, columns=[each["name"] for each in table["schema"]["fields"]])
    assert not frame.duplicated(table["schema"]["primaryKey"]).any()
    for key in table["schema"]["foreignKeys"]:
        other, named = read_back(folder, key["reference"]["resource"])
        codes = {row[0] for row in named}
        assert set(frame[key["fields"]]) - {""} == codes
        head = [each["name"] for each in other["schema"]["fields"]]
        assert head == ["code", *(f"name_{code}" for code in LANGUAGES)]
        assert all(all(row) for row in named)


def test_excel_reads_numbers_as_it_is_set_up_in_kazakhstan(small, tmp_path):
    """Semicolons, decimal commas and the mark of UTF-8; otherwise the same cells."""
    plain, excel = tmp_path / "plain", tmp_path / "excel"
    assert main(["data", "--to", str(plain)]) == main(["data", "--to", str(excel), "--excel"]) == 0
    text = (excel / "facts.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfyear;subject;")
    known = pd.read_csv(plain / "facts.csv")
    again = pd.read_csv(excel / "facts.csv", sep=";", decimal=",", encoding="utf-8-sig")
    pd.testing.assert_frame_equal(known, again)
    assert known["value"].dtype == again["value"].dtype == float


CELL = st.one_of(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), st.none())


@given(st.lists(st.tuples(CELL, st.integers(), st.floats(allow_nan=False, allow_infinity=False))))
@pytest.mark.parametrize("dialect", [PLAIN, EXCEL], ids=["plain", "excel"])
def test_any_cells_come_back_and_none_is_a_formula(dialect, rows):
    """Whatever a text holds: delimiters, quotes, line breaks, signs."""
    columns = (Column("a", STRING, ""), Column("b", INTEGER, ""), Column("c", NUMBER, ""))
    table = TabularResource("t", "", columns, ("a",), rows)
    text = table.content(dialect).decode().removeprefix(dialect.mark)
    _, *found = csv.reader(StringIO(text, newline=""), delimiter=dialect.delimiter)
    for (name, whole, part), (cell, number, decimal) in zip(rows, found, strict=True):
        assert cell.removeprefix("'" if name and cell != name else "") == (name or "")
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert int(number) == whole
        assert float(decimal.replace(dialect.decimal, ".")) == float(f"{part:.12g}")


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    """An earlier package is replaced, anything else refused and untouched."""
    table = TabularResource("t", "", (Column("a", STRING, ""),), ("a",), [("x",)])
    folder = tmp_path / "package"
    write_package(folder, {"name": "p"}, (table,), PLAIN)
    first = {each.name: each.read_bytes() for each in folder.iterdir()}
    write_package(folder, {"name": "p"}, (table,), PLAIN)
    assert first == {each.name: each.read_bytes() for each in folder.iterdir()}
    (folder / "mine.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(RequestProblems):
        write_package(folder, {"name": "p"}, (table,), EXCEL)
    assert (folder / "t.csv").read_bytes() == first["t.csv"]
    assert [each.name for each in tmp_path.iterdir()] == ["package"]


def test_every_field_of_a_fact_is_a_column():
    """A field that is added to facts is in the package too."""
    assert tuple(each.name for each in fields(Fact)) == COLUMNS
