"""Forms of offices' tables that differ in direction: each is read rightly or refused by name."""

import math
from datetime import date

import openpyxl
import pytest

from generator.dataset.intake.inspection import Inspector, IntakeRequest
from generator.dataset.intake.office_files.workbook import read_workbook
from generator.dataset.intake.proposal import Answers
from generator.errors import DataProblems
from generator.project import Project
from tests.dataset.bureau_forms import save, stored
from tests.dataset.test_intake_reading import RU

YEARS = (2022, 2023)
KK = {
    "KZ-10": "Абай облысы",
    "KZ-23": "Атырау облысы",
    "KZ-27": "Батыс Қазақстан облысы",
    "KZ-62": "Ұлытау облысы",
    "KZ-75": "Алматы қаласы",
}
GRP, RATE, PEOPLE = "grp", "unemployment_rate", "population_1_january"
TITLE = "Валовой региональный продукт"


@pytest.fixture(scope="module")
def inspector():
    return Inspector(Project.here())


@pytest.fixture(scope="module")
def known():
    """Figures as they are known, by table."""
    return {table: stored(table, 2016, 2025) for table in (GRP, RATE, PEOPLE)}


def sheet(*rows, name="1", merged=()):
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = name
    for row in rows:
        page.append(list(row))
    for cells in merged:
        page.merge_cells(cells)
    return book


def down(figures, years=YEARS, times=1, names=RU):
    """Rows of regions with their figures of some years."""
    return [[name, *(times * figures[code, y] for y in years)] for code, name in names.items()]


def change_beside(figures):
    rows = [[*row, 100 * row[2] / row[1]] for row in down(figures[GRP])]
    return sheet([TITLE], ["млн. тенге"], ["", *YEARS, "2023 в % к 2022"], *rows), GRP, {}


def billions_in_the_title(figures):
    rows = down(figures[GRP], times=0.001)
    return sheet([f"{TITLE}, в млрд. тенге"], ["", *YEARS], *rows), GRP, {}


def three_languages(figures):
    """Labels left and right, two languages in the heading of one year."""
    value = figures[GRP]
    rows = [[KK[c], RU[c], *(value[c, y] for y in YEARS), RU[c].upper()] for c in KK]
    head = ["Өңірлер", "Регионы", *(f"{y} жыл\n{y} год" for y in YEARS), "Regions"]
    return sheet([f"Жалпы өңірлік өнім / {TITLE}"], ["млн. теңге"], head, *rows), GRP, {}


def slashes_in_years(figures):
    rows = down(figures[RATE], names=KK)
    return sheet(["Жұмыссыздық деңгейі"], ["%"], ["", "2022 ж./г.", "2023 ж./г."], *rows), RATE, {}


def january_to_december(figures):
    rows = [[n, v / 2, v] for n, v in down(figures[GRP], (2023,))]
    head = ["", "январь-июнь 2023 года", "январь-декабрь 2023 года"]
    return sheet([TITLE], ["млн. тенге"], head, *rows), GRP, {}


def abreast(figures):
    rows = [[n, a, b, 103.1, 104.2] for n, a, b in down(figures[GRP])]
    head = ["", "млн. тенге", None, "в % к предыдущему году", None]
    book = sheet([TITLE], head, ["", *YEARS, *YEARS], *rows, merged=("B2:C2", "D2:E2"))
    return book, GRP, {"column": "млн. тенге"}


def blocks_by_year(figures):
    rows = [row for y in YEARS for row in ([f"{y} год"], *down(figures[GRP], (y,)))]
    book = sheet([f"{TITLE}, 2022-2023 годы"], ["млн. тенге"], ["", "Всего"], *rows)
    return book, GRP, {"block": "2022 год"}


def one_row_a_figure(figures):
    head = ["Показатель", "Регион", "Период", "Единица измерения", "Значение"]
    rows = [
        [TITLE, name, f"{year} год", "млн. тенге", figures[GRP][code, year]]
        for code, name in RU.items()
        for year in YEARS
    ]
    return sheet(head, *rows), GRP, {}


def rows_of_two_measures(figures):
    rows = [
        [measure, name, year, figures[table][code, year]]
        for code, name in RU.items()
        for year in YEARS
        for measure, table in (("ВРП", GRP), ("Безработица", RATE))
    ]
    head = ["Показатель", "Регион", "Период", "Значение"]
    return sheet(head, *rows), RATE, {"block": "Безработица", "factor": 1}


def year_and_the_one_before(figures):
    rows = [[name, now, last] for name, last, now in down(figures[RATE])]
    head = ["", "за отчетный год", "за предыдущий год"]
    book = sheet(["Уровень безработицы за 2023 год"], ["в процентах"], head, *rows)
    return book, RATE, {"column": "за отчетный год"}


UNDERSTOOD = (
    change_beside,
    billions_in_the_title,
    three_languages,
    slashes_in_years,
    january_to_december,
    abreast,
    blocks_by_year,
    one_row_a_figure,
    rows_of_two_measures,
    year_and_the_one_before,
)


def inspected(inspector, book, folder, table, said):
    answers = Answers(**{"table": table, "title": "T", "licence": "L", **said})
    return inspector.inspect(save(book, folder, "office.xlsx"), IntakeRequest("", answers))


@pytest.mark.parametrize("form", UNDERSTOOD, ids=lambda each: each.__name__)
def test_a_form_is_read_to_the_last_figure(inspector, known, tmp_path, form):
    """Every figure has its region, year and unit: it is the stored one, and none is lacking."""
    book, table, said = form(known)
    found = inspected(inspector, book, tmp_path, table, said)
    assert found.problems == ()
    figures = found.understanding.figures
    labels = {each.region for each in figures}
    years = {each.year for each in figures}
    assert len(labels) in (len(RU), len(KK))
    assert len(figures) == len(labels) * len(years)
    for each in figures:
        assert math.isclose(each.value, known[table][each.region, each.year], rel_tol=1e-9)


def another_unit_on_the_second_sheet(figures):
    book = sheet([TITLE], ["млн. тенге"], ["", 2022], *down(figures[GRP], (2022,)), name="до 2022")
    page = book.create_sheet("после 2022")
    rows = down(figures[GRP], (2023,), 0.001)
    for row in ([TITLE], ["млрд. тенге"], ["", 2023], *rows):
        page.append(list(row))
    return book, GRP, {}, "problem.sheet_differs"


def half_a_year_in_the_title(figures):
    rows = down(figures[GRP], (2023,), 0.5)
    title = f"{TITLE} за январь-июнь 2023 года"
    return sheet([title], ["млн. тенге"], ["", "Всего"], *rows), GRP, {}, "problem.part_in_title"


def end_of_the_year_in_the_title(figures):
    rows = down(figures[PEOPLE], (2023,))
    title = "Численность населения на конец 2022 года"
    return sheet([title], ["человек"], ["", "Всего"], *rows), PEOPLE, {}, "problem.end_of_year"


def last_days_as_headings(figures):
    days = [date(2021, 12, 31), date(2022, 12, 31)]
    book = sheet(["Численность населения"], ["человек"], ["", *days], *down(figures[PEOPLE]))
    return book, PEOPLE, {}, "problem.end_of_year"


def the_year_before_asked_for(figures):
    book, table, _ = year_and_the_one_before(figures)
    return book, table, {"column": "за предыдущий год"}, "problem.nothing_read"


def sums_of_groups(figures):
    rows = down(figures[GRP])
    west = [sum(each) for each in zip(*(row[1:] for row in rows[1:4]), strict=True)]
    book = sheet([TITLE], ["млн. тенге"], ["", *YEARS], ["Западный регион", *west], *rows)
    return book, GRP, {}, "problem.label_unknown"


def abreast_without_merged_headings(figures):
    book, table, said = abreast(figures)
    for cells in ("B2:C2", "D2:E2"):
        book.active.unmerge_cells(cells)
    return book, table, said, "problem.heading_missing"


def abreast_and_not_said(figures):
    book, table, _ = abreast(figures)
    return book, table, {}, "problem.column_not_told"


def rows_of_two_measures_and_not_said(figures):
    book, table, _ = rows_of_two_measures(figures)
    return book, table, {"factor": 1}, "problem.blocks"


def another_region_on_the_right(figures):
    book, table, said = three_languages(figures)
    book.active["E5"] = "Pavlodar"
    return book, table, said, "problem.labels_contradict"


def shares_for_per_cent(figures):
    rows = down(figures[RATE], times=0.01)
    book = sheet(["Уровень безработицы"], ["в процентах"], ["", *YEARS], *rows)
    return book, RATE, {}, "problem.unlike_known"


REFUSED = (
    another_unit_on_the_second_sheet,
    half_a_year_in_the_title,
    end_of_the_year_in_the_title,
    last_days_as_headings,
    the_year_before_asked_for,
    sums_of_groups,
    abreast_without_merged_headings,
    abreast_and_not_said,
    rows_of_two_measures_and_not_said,
    another_region_on_the_right,
    shares_for_per_cent,
)


@pytest.mark.parametrize("form", REFUSED, ids=lambda each: each.__name__)
def test_a_form_that_may_be_misread_is_refused_by_name(inspector, known, tmp_path, form):
    """Another unit, period, day, column or measure is told, and nothing can be stored."""
    book, table, said, key = form(known)
    found = inspected(inspector, book, tmp_path, table, said)
    assert key in {each.key for each in found.problems}


def test_kazakh_letters_of_windows_are_read(tmp_path):
    """The Kazakh standard of one byte a letter is told from the Russian one by nothing lost."""
    path = tmp_path / "таблица.csv"
    text = "Өңір;2023\nҰлытау облысы;4,1\nҚызылорда облысы;4,9\n"
    path.write_bytes(text.encode("kz1048"))
    (found,) = read_workbook(path).sheets
    assert [row[0] for row in found.rows] == ["Өңір", "Ұлытау облысы", "Қызылорда облысы"]


def test_letters_that_were_lost_in_saving_are_told(inspector, tmp_path):
    """Question marks in words are no names; a question alone is no loss."""
    path = tmp_path / "таблица.csv"
    text = "Өңір;2023\nҚызылорда;4,9\nҚостанай;4,8\nАқтөбе;4,7\n"
    path.write_bytes(text.encode("cp1251", "replace"))
    with pytest.raises(DataProblems) as refused:
        inspector.inspect(path, IntakeRequest())
    assert [each.key for each in refused.value.problems] == ["problem.workbook_letters_lost"]
    path.write_text("Всё верно?;2023\nАстана;4,6\n", encoding="utf-8")
    understood = inspector.inspect(path, IntakeRequest()).understanding
    assert understood.workbook.sheets[0].rows[0] == ("Всё верно?", "2023")
