"""The workbook of a year: what it asks for, and that whatever is written into it is read back."""

import csv
import io
import math
import random
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.cli.table_words import table_in_words, table_unit
from generator.dataset.code_lists import read_districts
from generator.dataset.intake.inspection import Inspector, IntakeRequest
from generator.dataset.intake.office_files.workbook import read_workbook
from generator.dataset.intake.sheet_reading import Codes
from generator.dataset.intake.vocabulary.cell_values import read_decimal_comma
from generator.dataset.intake.vocabulary.territory_names import read_aliases
from generator.dataset.intake.year_template.template_marks import marked_column, marked_sheet
from generator.dataset.intake.year_template.template_reading import (
    is_template,
    understand_template,
)
from generator.dataset.intake.year_template.template_sheets import template_sheets
from generator.dataset.schema import TABLES
from generator.dataset.vintages import load
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project
from tests.dataset.filled_template import asked_cells, filled

YEAR = 2026
NEEDED = (
    "grp",
    "gva_by_industry",
    "net_taxes_on_products",
    "grp_volume_index",
    "average_population",
    "fixed_capital_investment",
    "unemployment_rate",
    "employed_population",
)


@pytest.fixture(scope="module")
def panel():
    """The newest figures."""
    return load(Project.here(), None)


@pytest.fixture(scope="module")
def codes(panel):
    """Regions, districts and their names."""
    folder = Project.here().classifications
    districts = read_districts(folder, panel.regions)
    return Codes(panel.regions, districts, read_aliases(folder, panel.regions))


@pytest.fixture(scope="module")
def sources(panel):
    """Sources that deliveries name."""
    return {each.id: each for one in panel.deliveries for each in one.sources}


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    """The workbook of 2026 in every language."""
    folder = tmp_path_factory.mktemp("templates")
    for code in LANGUAGES:
        words = ("template", str(YEAR), "--to", str(folder / f"{code}.xlsx"), "--ui", code)
        assert main(words) == 0
    return {code: (folder / f"{code}.xlsx").read_bytes() for code in LANGUAGES}


@pytest.fixture(scope="module")
def understood(tmp_path_factory, codes, sources):
    """Read a workbook given as bytes."""

    def read(content, name="filled.xlsx"):
        path = tmp_path_factory.mktemp("filled") / name
        path.write_bytes(content)
        workbook = read_workbook(path)
        assert is_template(workbook)
        return understand_template(workbook, codes, sources)

    return read


def figures(found):
    """Values by table, region and industry."""
    return {(each.table, each.region, each.industry): each.value for each in found.figures}


def keys(found):
    """Keys of the problems, each once."""
    return {each.key for each in found.problems}


def changed(template, change):
    """Fill every cell with a figure of its own, then change the workbook."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    for number, (sheet, address) in enumerate(asked_cells(book).values(), 1000):
        book[sheet][address] = number + 0.5
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


WRITTEN = (
    lambda value: value,
    lambda value: f"{value:.3f}",
    lambda value: f"{value:.3f}".replace(".", ","),
    lambda value: f"{value:,.3f}".replace(",", " ").replace(".", ","),
    lambda value: f"{value:,.3f}".replace(",", "\u00a0").replace(".", ","),
    lambda value: f"  {value:.3f} ".replace("-", "\u2212").replace(".", ","),
)
"""Ways in which offices write one number."""


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_whatever_figures_are_filled_in_are_read_back(templates, understood, code, seed):
    """All tables, regions and industries; decimal points and commas, thousands with spaces."""
    drawn = random.Random(seed)
    put = {}

    def value(cell):
        sign = -1 if cell[0] == "net_taxes_on_products" and drawn.random() < 0.2 else 1
        put[cell] = sign * round(10 ** drawn.uniform(-1, 7), 3)
        return drawn.choice(WRITTEN)(put[cell])

    found = understood(filled(templates[code], value))
    assert not keys(found) - {"problem.sheet_sum"}
    assert figures(found) == put
    assert {each.year for each in found.figures} == {YEAR}
    assert {table for table, _, _ in put} >= {*NEEDED, "average_wage", "general_schools"}


def test_the_marks_of_missing_figures_are_statuses(templates, understood):
    """x is confidential, a dash does not exist; dots and empty cells are nothing."""
    signs = {"KZ-10": "x", "KZ-11": "–", "KZ-15": "…", "KZ-19": None}
    put = lambda cell: signs.get(cell[1], 5.5) if cell[0] == "unemployment_rate" else None  # noqa: E731 - read where it is used
    found = understood(filled(templates["en"], put))
    by_region = {each.region: each for each in found.figures}
    assert not found.problems
    assert {each.table for each in found.figures} == {"unemployment_rate"}
    assert by_region["KZ-10"].status == "suppressed"
    assert by_region["KZ-11"].status == "nil"
    assert math.isnan(by_region["KZ-10"].value)
    assert not {"KZ-15", "KZ-19"} & by_region.keys()
    assert by_region["KZ"].status == "published"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("status", ["published", "preliminary"])
def test_the_status_of_a_sheet_is_chosen_in_words(templates, understood, code, status):
    """The answers offered beside the mark of a sheet mean their statuses, in every language."""
    word = Language.load(Project.here().locales, code).say(f"passport.status.{status}")

    def choose(book):
        for page in book.worksheets[1:]:
            row = next(c.row for c in page["A"] if marked_sheet(c.value))
            choice = [c for c in page[row] if c.value][-1]
            assert word in page.data_validations.dataValidation[0].formula1
            choice.value = word

    assert {each.status for each in understood(changed(templates[code], choose)).figures} == {
        status
    }


def sorted_rows(page):
    """Turn the rows of regions upside down."""
    cells = [c for row in page.iter_rows() for c in row]
    head = next(c.row for c in cells if marked_column(c.value, YEAR))
    rows = [[c.value for c in row] for row in page.iter_rows(min_row=head + 1)]
    for at, row in enumerate(reversed(rows), head + 1):
        for column, value in enumerate(row, 1):
            page.cell(at, column).value = value


MOVED = {
    "rows turned": sorted_rows,
    "a row above": lambda page: page.insert_rows(1),
    "a column left": lambda page: page.insert_cols(1),
    "another name": lambda page: setattr(page, "title", "sheet of ours"),
}


@pytest.mark.parametrize("move", MOVED.values(), ids=MOVED)
def test_what_was_moved_is_found_by_its_marks(templates, understood, move):
    """Rows may be sorted, rows and columns put in, and sheets renamed."""
    still = figures(understood(changed(templates["ru"], lambda _: None)))
    for number in (1, 2):
        moved = understood(changed(templates["ru"], lambda book: move(book.worksheets[number])))  # noqa: B023 - called at once
        assert figures(moved) == still
        assert keys(moved) <= {"problem.sheet_sum"}


def cell_of(book, cell):
    """The cell to fill in of a table, region and industry."""
    sheet, address = asked_cells(book)[cell]
    return book[sheet][address]


def put(cell, value):
    """Write something into a cell to fill in."""
    return lambda book: setattr(cell_of(book, cell), "value", value)


def beside(book):
    """Move a figure into the column of names."""
    cell = cell_of(book, ("grp", "KZ-23", ""))
    book[cell.parent.title].cell(cell.row, cell.column - 1).value = 12.5


def two_codes(book):
    """Give a row the code of another region, and leave its names."""
    page = cell_of(book, ("grp", "KZ-23", "")).parent
    page[f"A{cell_of(book, ('grp', 'KZ-23', '')).row}"].value = "KZ-10"


def marks_away(book):
    """Delete the row with the marks of columns."""
    page = cell_of(book, ("grp", "KZ", "")).parent
    page.delete_rows(cell_of(book, ("grp", "KZ", "")).row - 1)


def other_source(book):
    """Name a source in a mark that no delivery knows."""
    cell = cell_of(book, ("grp", "KZ", ""))
    cell.parent.cell(cell.row - 1, cell.column).value = "2026 · BNS-1"


def hidden(book):
    """Hide the column of an industry."""
    cell = cell_of(book, ("gva_by_industry", "KZ", "C"))
    cell.parent.column_dimensions[cell.column_letter].hidden = True


def stranger(book):
    """Add a row below the regions that has a figure and an unknown name."""
    cell = cell_of(book, ("grp", "KZ-79", ""))
    cell.parent.cell(cell.row + 1, 2).value = "Baikonur"
    cell.parent.cell(cell.row + 1, cell.column).value = 1.5


def unknown_status(book):
    """Write something else than the answers offered."""
    page = cell_of(book, ("grp", "KZ", "")).parent
    row = next(c.row for c in page["A"] if marked_sheet(c.value))
    [c for c in page[row] if c.value][-1].value = "almost sure"


WRONG = {
    "problem.cell_not_a_number": (put(("grp", "KZ-23", ""), "1о5"), "E"),
    "problem.cell_date": (put(("grp", "KZ-23", ""), date(2026, 9, 4)), "E"),
    "problem.formula_without_value": (put(("grp", "KZ-23", ""), "=1+1"), "E"),
    "problem.template_unread": (beside, "D"),
    "problem.labels_contradict": (two_codes, "A"),
    "problem.region_twice": (two_codes, "A"),
    "problem.template_columns": (marks_away, ""),
    "problem.template_source": (other_source, "E"),
    "problem.hidden_column": (hidden, "G"),
    "problem.label_unknown": (stranger, "A"),
    "problem.template_status": (unknown_status, "E"),
}


@pytest.mark.parametrize("key", WRONG)
def test_what_cannot_be_read_is_named_with_its_cell(templates, understood, key):
    """A letter for a digit, a date, a wrong code, a lost mark: none is passed over."""
    change, column = WRONG[key]
    found = understood(changed(templates["en"], change))
    places = [each.place for each in found.problems if each.key == key]
    assert [place.column for place in places] == [column] * len(places)
    assert places
    assert all(place.file.startswith("filled.xlsx › ") for place in places)


def test_an_empty_workbook_says_that_nothing_is_filled_in(templates, understood):
    """The template as it was written holds no figure, and that is the one problem."""
    found = understood(templates["kk"])
    assert keys(found) == {"problem.template_empty"}
    assert found.figures == ()
    sheets = len(openpyxl.load_workbook(io.BytesIO(templates["kk"])).sheetnames) - 1
    assert [each.count for each in found.ignored if each.reason == "not_filled"] == [sheets]


def test_the_needed_tables_come_first_and_every_region_of_the_year_stands_in_each(panel):
    """The order of the list of needs; regions as the law knows them in the year."""
    apart = ("district_product", "grp_year_to_date", "local_budget_year_to_date")
    sheets = template_sheets(panel, YEAR, ("general_schools", *apart))
    assert tuple(each.table for each in sheets) == (*NEEDED, "general_schools")
    assert {each.coverage for each in sheets[:-1]} == {90}
    assert sheets[-1].coverage == 0
    assert {len(each.regions) for each in sheets} == {21}
    gva = sheets[1]
    assert "".join(each.industry for each in gva.columns) == "ABCDEFGHIJKLMNOPQRST"
    assert (gva.before, gva.known["KZ-23", "B"] > 0) == (2025, True)
    assert "KZ-YUZ" in template_sheets(panel, 2016, ())[0].regions
    assert sheets[-1].before == 2022


def test_the_same_workbook_is_written_twice(templates, tmp_path, capsys):
    """Bytes depend on figures and words, not on the clock; a file is never overwritten."""
    path = tmp_path / "once more.xlsx"
    assert main(["template", str(YEAR), "--to", str(path), "--ui", "kk"]) == 0
    assert path.read_bytes() == templates["kk"]
    capsys.readouterr()
    assert main(["template", str(YEAR), "--to", str(path), "--ui", "en"]) == 1
    assert "once more.xlsx is there already" in capsys.readouterr().err
    assert path.read_bytes() == templates["kk"]


@pytest.mark.parametrize("year", ["1850", "2999"])
def test_no_workbook_is_made_for_a_year_without_figures(tmp_path, capsys, year):
    """A year before all figures, or one that has not begun, is refused with the years possible."""
    assert main(["template", year, "--to", str(tmp_path / "x.xlsx"), "--ui", "en"]) == 1
    assert "Give a year within 1990–" in capsys.readouterr().err
    assert not (tmp_path / "x.xlsx").exists()


def test_the_workbook_speaks_the_language_and_shows_the_year_before(templates, panel):
    """Names in all three languages, the user's first; units; needs; last year's figures."""
    book = openpyxl.load_workbook(io.BytesIO(templates["ru"]))
    page = book.worksheets[1]
    texts = [str(c.value) for row in page.iter_rows() for c in row if c.value is not None]
    assert texts[0] == "Валовой региональный продукт: 2026 год"
    assert any("млн" in each for each in texts[:3])
    assert any("не менее 90" in each for each in texts[:4])
    row = cell_of(book, ("grp", "KZ-10", "")).row
    names = [page.cell(row, column).value for column in (1, 2, 3, 4)]
    assert names == ["KZ-10", "область Абай", "Абай облысы", "Abai region"]
    assert page.cell(row, 6).value == panel.observation("grp", "KZ-10", 2025).value
    industries = book.worksheets[2]
    texts = [str(c.value) for row in industries.iter_rows() for c in row if c.value is not None]
    assert any("NACE" in each for each in texts[:8])
    assert industries.protection.sheet


def test_a_filled_workbook_becomes_the_strict_tables(templates, tmp_path, panel):
    """Checked as any office's file: sources by table and industry, and the cell of each figure."""
    known = {
        (table, region, industry): value
        for table, region, industry, year, value in panel.observations[
            ["table", "region", "industry", "year", "value"]
        ].itertuples(index=False)
        if year == 2025 and table in (*NEEDED, "employed_by_sector")
    }
    path = tmp_path / "renamed by the office.xlsx"
    path.write_bytes(filled(templates["en"], known.get))
    found = Inspector(Project.here()).inspect(path, IntakeRequest())
    assert found.problems == ()
    assert len(found.understanding.figures) == len(found.comparison.new) == 21 * 27
    assert {each.id for each in found.understanding.sources} == {
        each.source for each in found.understanding.figures
    }


def test_a_comma_parts_decimals_in_a_form_that_says_so():
    """1,234 is doubtful in any other table; the workbook says above its cells how it is read."""
    assert read_decimal_comma("-1,234").value == -1.234
    assert read_decimal_comma("1 234,5").value == 1234.5
    assert read_decimal_comma("1,234,567").problem == "problem.cell_not_a_number"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_table_and_unit_has_a_name(code):
    """No user reads a code of a table: all have names and units in every language."""
    language = Language.load(Project.here().locales, code)
    for each in TABLES:
        name, unit = table_in_words(each.name, language), table_unit(each.name, language)
        assert each.name not in name
        assert "_" not in name + unit
    named = [table_in_words(each.name, language) for each in TABLES]
    assert len(set(named)) == len(named)


def test_a_sheet_saved_as_text_is_understood(templates, tmp_path, codes, sources):
    """A single sheet in CSV, as a spreadsheet of a Russian office saves it, keeps its marks."""
    book = openpyxl.load_workbook(io.BytesIO(filled(templates["ru"], lambda _: 4.7)))
    page = cell_of(book, ("unemployment_rate", "KZ", "")).parent
    path = tmp_path / "sheet.csv"
    with path.open("w", encoding="cp1251", errors="replace", newline="") as handle:
        for row in page.iter_rows(values_only=True):
            texts = ["" if x is None else str(x).replace(".", ",") for x in row]
            csv.writer(handle, delimiter=";").writerow(texts)
    found = understand_template(read_workbook(path), codes, sources)
    assert not found.problems
    assert set(figures(found).values()) == {4.7}
    assert len(found.figures) == 21
