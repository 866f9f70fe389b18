"""Workbooks of the Bureau's forms: what is understood, and what is refused in words."""

from datetime import date

import openpyxl
import pytest

from generator.dataset.deliveries import read_delivery
from generator.dataset.intake.confirmation import keep_aliases, keep_mapping
from generator.dataset.intake.inspection import Inspector, IntakeRequest
from generator.dataset.intake.mappings import read_mappings
from generator.dataset.intake.proposal import Answers
from generator.dataset.intake.strict_tables import Days, write_delivery
from generator.dataset.intake.vintage_comparison import compare
from generator.dataset.panel import Origin
from generator.project import Project
from tests.dataset.bureau_forms import NAMES, grp_book, save, stored
from tests.dataset.workbook_breaks import BREAKS, silent

TODAY = Days(date(2026, 11, 30), date(2026, 11, 30))
RU = {
    "KZ": "Республика Казахстан",
    "KZ-10": "область Абай",
    "KZ-11": "Акмолинская",
    "KZ-15": "Актюбинская",
    "KZ-19": "Алматинская",
    "KZ-23": "Атырауская",
    "KZ-27": "Западно-Казахстанская",
    "KZ-31": "Жамбылская",
    "KZ-33": "область Жетісу",
    "KZ-35": "Карагандинская",
    "KZ-39": "Костанайская",
    "KZ-43": "Кызылординская",
    "KZ-47": "Мангистауская",
    "KZ-55": "Павлодарская",
    "KZ-59": "Северо-Казахстанская",
    "KZ-61": "Туркестанская",
    "KZ-62": "область Ұлытау",
    "KZ-63": "Восточно-Казахстанская",
    "KZ-71": "г.Астана",
    "KZ-75": "г.Алматы",
    "KZ-79": "г.Шымкент",
}
YEARS = (2022, 2023)


@pytest.fixture(scope="module")
def inspector():
    return Inspector(Project.here())


def keys(found):
    return {each.key for each in found.problems}


def inspected(inspector, book, folder, **answers):
    said = {"title": "T", "licence": "L", **answers} if answers else {}
    request = IntakeRequest(answers=Answers(**said))
    return inspector.inspect(save(book, folder, "office.xlsx"), request)


def test_the_dynamic_table_of_grp_is_understood(inspector, tmp_path):
    """Years are read, quarters are not; the last is preliminary by its footnote."""
    found = inspector.inspect(save(grp_book(), tmp_path), IntakeRequest())
    assert found.problems == ()
    assert len(found.comparison.equal) == 464
    assert found.comparison.new == ()
    by_status = {each.year for each in found.understanding.figures if each.status == "preliminary"}
    assert by_status == {2023}
    reasons = {each.reason for each in found.understanding.left_out}
    assert "part_of_year" in reasons


def test_a_former_region_beside_its_parts_is_told_apart(inspector, tmp_path):
    """Its figures are left out where its parts have theirs, and both sums are given."""
    known = stored("grp", 2010, 2023)
    known["KZ-YUZ", 2015] = round(known["KZ-61", 2015] + known["KZ-79", 2015], 1)
    found = inspector.inspect(save(grp_book(known), tmp_path), IntakeRequest())
    (year,) = [x for x in found.understanding.sums if x.doubled != x.regions]
    assert year.year == 2015
    assert round(year.doubled / 1e6, 2) == 43.39
    assert round(year.regions / 1e6, 2) == round(year.nation / 1e6, 2) == 40.88
    assert found.problems == ()


def test_every_figure_keeps_the_address_of_its_cell(inspector, tmp_path):
    """What is written is a valid delivery whose rows lead back to file, sheet and cell."""
    book = grp_book()
    found = inspector.inspect(save(book, tmp_path, "grp_bns.xlsx"), IntakeRequest())
    days = Days(date(2024, 4, 27), date(2026, 11, 30))
    folder = write_delivery([found.understanding], days, inspector.lists.regions, tmp_path / "d")
    delivery = read_delivery(folder, inspector.lists)
    rows = delivery.observations
    assert len(delivery.vintage.origins) == len(rows) == len(found.understanding.figures)
    for row in rows.itertuples():
        origin = delivery.vintage.origins["grp.csv", row.row]
        assert origin.file == "grp_bns.xlsx"
        assert book[origin.sheet][origin.cell].value == row.value
    assert Origin("grp_bns.xlsx", "1998-2007", "B4") in delivery.vintage.origins.values()


def test_an_original_that_was_changed_is_noticed(inspector, tmp_path):
    """The office's file and the list of cells are kept under their checksums."""
    found = inspector.inspect(save(grp_book(), tmp_path), IntakeRequest())
    folder = write_delivery([found.understanding], TODAY, inspector.lists.regions, tmp_path / "d")
    (folder / "original-1.xlsx").write_bytes(b"another")
    with pytest.raises(Exception, match=r"problem\.tampered"):
        read_delivery(folder, inspector.lists)


def test_none_of_the_breaks_passes_in_silence(inspector, tmp_path):
    """Four of each kind: letters in numbers, shifted, doubled, hidden, other units."""
    assert silent(range(4 * len(BREAKS)), inspector, tmp_path) == []


def form(title, unit, header):
    book = openpyxl.Workbook()
    page = book.active
    page["A1"], page["A2"] = title, unit
    page.append(header)
    return book, page


def test_codes_of_the_classifier_stand_beside_names(inspector, tmp_path):
    """A code in column A names the region; one that contradicts the name is refused."""
    known = stored("unemployment_rate", *YEARS)
    book, page = form("Уровень безработицы", "в процентах", ["КАТО", "", *YEARS])
    codes = {each.code: each.kato for each in inspector.lists.regions}
    for code, name in RU.items():
        page.append([int(codes[code] or 0), name, *(known[code, year] for year in YEARS)])
    found = inspected(inspector, book, tmp_path, table="unemployment_rate")
    assert (found.problems, len(found.comparison.equal)) == ((), 42)
    page["B5"] = RU["KZ-11"]
    found = inspected(inspector, book, tmp_path, table="unemployment_rate")
    assert "problem.labels_contradict" in keys(found)


def test_periods_in_rows_follow_their_label(inspector, tmp_path):
    """In a table of one figure a row, a label counts for the rows below that have none."""
    known = stored("unemployment_rate", *YEARS)
    book, page = form("Уровень безработицы, %", "", ["Регион", "Период", "Значение"])
    for code, name in RU.items():
        for year in YEARS:
            page.append([name if year == YEARS[0] else None, f"{year} год", known[code, year]])
    found = inspected(inspector, book, tmp_path, table="unemployment_rate")
    assert (found.problems, len(found.comparison.equal)) == ((), 42)


@pytest.mark.parametrize("column", ["тыс. человек", ""])
def test_a_year_over_columns_asks_which_one(inspector, tmp_path, column):
    """Level and share under one year: the level is read once it is named, and nothing before."""
    known = stored("employed_population", *YEARS)
    book, page = form("Занятое население", "тысяч человек", ["", 2022, None, 2023, None])
    page.merge_cells("B3:C3")
    page.merge_cells("D3:E3")
    page.append(["", *(["тыс. человек", "в % к итогу"] * 2)])
    for code, name in RU.items():
        cells = [(known[code, y], 100 * known[code, y] / known["KZ", y]) for y in YEARS]
        page.append([name, *(value for pair in cells for value in pair)])
    found = inspected(inspector, book, tmp_path, table="employed_population", column=column)
    if column:
        assert (found.problems, len(found.comparison.equal)) == ((), 42)
    else:
        assert keys(found) == {"problem.column_not_told"}


@pytest.mark.parametrize("block", ["Все население", ""])
def test_blocks_of_rows_ask_which_one(inspector, tmp_path, block):
    """All, urban and rural under one another: no region is read twice."""
    known = stored("population_1_january", *YEARS)
    book, page = form("Численность населения на начало года", "человек", ["", *YEARS])
    for heading, share in (("Все население", 1), ("Городское население", 0.6)):
        page.append([heading])
        for code, name in RU.items():
            page.append([name, *(round(known[code, year] * share) for year in YEARS)])
    found = inspected(inspector, book, tmp_path, table="population_1_january", block=block)
    if block:
        assert (found.problems, len(found.comparison.equal)) == ((), 42)
    else:
        assert keys(found) == {"problem.blocks"}


def test_one_sheet_a_year_takes_the_year_from_its_name(inspector, tmp_path):
    """Sheets that are named by a year and have no year in the header are read for that year."""
    known = stored("population_1_january", *YEARS)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for year in YEARS:
        page = book.create_sheet(str(year))
        for row in (["Численность населения на начало года"], ["человек"], ["", "Всего"]):
            page.append(row)
        for code, name in RU.items():
            page.append([name, known[code, year]])
    found = inspected(inspector, book, tmp_path, table="population_1_january")
    assert (found.problems, len(found.comparison.equal)) == ((), 42)


def test_the_bulletin_of_population_gives_districts_by_code(inspector, tmp_path):
    """The year stands in the title only; districts without a code are named, none is guessed."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "02"
    page["A1"] = (
        "Численность населения Республики Казахстан по областям, городам и районам"
        " на 1 января 2023 года"
    )
    page["B2"] = "человек"
    page["B3"], page["C3"] = "Барлық халық\nВсе население", "в том числе мужчины"
    rows = {
        "Қазақстан Республикасы": 60,
        "Абай": 30,
        "Абай ауданы": 20,
        "Жаңа аудан ауданы": 10,
        "Қарағанды": 30,
        "Абай  ауданы": 30,
    }
    for at, (label, value) in enumerate(rows.items(), 4):
        page.cell(at, 1, label)
        page.cell(at, 2, value)
        page.cell(at, 3, value / 2)
    found = inspector.inspect(save(book, tmp_path), IntakeRequest())
    (reading,) = found.understanding.readings
    assert [(x.district, x.year, x.value) for x in reading.figures] == [
        ("103200000", 2023, 20),
        ("353200000", 2023, 30),
    ]
    assert [each.label for each in reading.unmatched] == ["Жаңа аудан ауданы"]
    page["B7"] = 15
    broken = inspector.inspect(save(book, tmp_path), IntakeRequest())
    assert "problem.sheet_districts" in keys(broken)


def refused_books():
    """Tables that are none by region and year, with what is said of each."""
    book, page = form("ВРП, I полугодие 2022 года", "млн. тенге", ["", "I полугодие 2022 года"])
    for name in RU.values():
        page.append([name, 100])
    yield book, {"table": "grp"}, "problem.nothing_read"
    book, page = form("Численность населения", "человек", ["", 2022, 2023])
    for name in ("Кокшетау", "Атырау", "Талдыкорган", "Павлодар"):
        page.append([name, 1, 2])
    yield book, {"table": "average_population"}, "problem.label_unknown"
    book, page = form("Уровень безработицы, %", "", ["", *RU.values()])
    page.append([2022, *([4.5] * len(RU))])
    yield book, {"table": "unemployment_rate"}, "problem.regions_across"
    book, page = form("Занятое население", "тысяч человек", ["", 2022, 2023])
    for name in ("Алматы", "Атырау"):
        page.append([name, 1, 2])
    yield book, {"table": "employed_population"}, "problem.label_doubtful"
    book, page = form("Погода", "", ["", "Значение"])
    page.append(["Ветер", 5])
    yield book, {}, "problem.no_regions"
    book, page = form("Поголовье скота", "голов", ["", 2022, 2023])
    for name in RU.values():
        page.append([name, 100, 200])
    yield book, {}, "problem.table_not_told"
    yield book, {"table": "grp"}, "problem.unit_not_told"


@pytest.mark.parametrize("number", range(7))
def test_what_cannot_be_understood_is_refused_in_words(inspector, tmp_path, number):
    """Parts of years, cities, regions across, a bare Almaty, no regions, no table, no unit."""
    book, said, key = list(refused_books())[number]
    assert key in keys(inspected(inspector, book, tmp_path, **said))


def test_a_workbook_of_nothing_but_quarters_is_not_offered_for_confirmation(inspector, tmp_path):
    """A mapping without a figure helps nobody: what was left out is told, and what is taken."""
    heads = ["", "I квартал 2026 года", "I полугодие 2026 года"]
    book, page = form("Валовой региональный продукт", "млн. тенге", heads)
    for name in RU.values():
        page.append([name, 100, 200])
    found = inspector.inspect(save(book, tmp_path), IntakeRequest())
    assert keys(found) == {"problem.nothing_read"}
    assert [each.reason for each in found.understanding.left_out] == ["part_of_year"]


def test_an_unknown_workbook_is_shown_and_kept_only_when_confirmed(inspector, tmp_path):
    """A proposal alone is refused; with the three answers it is accepted, and known next time."""
    known = stored("unemployment_rate", *YEARS)
    book, page = form("Уровень безработицы", "в процентах", ["", *YEARS])
    for code, name in RU.items():
        page.append([name, *(known[code, year] for year in YEARS)])
    path = save(book, tmp_path, "office.xlsx")
    assert keys(inspector.inspect(path, IntakeRequest())) == {"problem.no_mapping"}
    found = inspected(inspector, book, tmp_path, table="unemployment_rate")
    assert (found.problems, len(found.comparison.equal)) == ((), 42)
    project = Project.at(tmp_path, data=tmp_path)
    kept = keep_mapping(project, found.proposal.mapping)
    (mapping,) = read_mappings(kept.parent)
    assert (mapping.name, mapping.sheets) == ("office", found.proposal.mapping.sheets)
    assert keep_mapping(project, mapping).name == "office-2.toml"


def test_confirmed_aliases_are_kept_once(tmp_path):
    """A label that the table already has in another case or script is not added again."""
    folder = tmp_path / "classifications"
    folder.mkdir()
    project = Project.at(tmp_path, data=tmp_path)
    keep_aliases(project, [("Batis", "KZ-27"), ("Abai, oblast", "KZ-10")])
    keep_aliases(project, [("BATIS", "KZ-27")])
    lines = (folder / "region_aliases.csv").read_text(encoding="utf-8").splitlines()
    assert lines == ["alias,region", "Batis,KZ-27", "Abai oblast,KZ-10"]


def test_a_known_sheet_with_another_unit_is_refused(inspector, tmp_path):
    """The texts of a declared mapping are what it is known by; a unit that is missing is named."""
    book = grp_book()
    for page in book.worksheets:
        for cell in page[2]:
            cell.value = "thousand tenge" if cell.value else None
    found = inspector.inspect(save(book, tmp_path), IntakeRequest("bns-grp-dynamic"))
    assert found.problems
    assert found.understanding.figures == ()


def test_the_comparison_tells_new_changed_and_vanished(inspector, tmp_path):
    """Each figure is counted once: equal, changed with its per cent, new; absent ones vanished."""
    found = inspector.inspect(save(grp_book(), tmp_path), IntakeRequest())
    figures = [x for x in found.understanding.figures if x.year == 2022 and x.region != "KZ-10"]
    compared = compare(figures, inspector.panel)
    assert (len(compared.equal), compared.changed, compared.new) == (20, (), ())
    assert compared.vanished == (("grp", "KZ-10", "", 2022, ""),)
    assert len(NAMES) == 22


@pytest.mark.parametrize(
    ("title", "unit"),
    [("Валовой региональный продукт", "млн. тенге"), ("Жалпы өңірлік өнім", "млн.теңге")],
)
def test_the_dynamic_table_is_known_in_every_language_of_its_export(
    inspector, tmp_path, title, unit
):
    """The Russian and Kazakh exports have the same sheets under other words."""
    book = grp_book()
    for page in book.worksheets:
        page["A1"] = title
        for cell in page[2]:
            cell.value = unit if cell.value else None
    found = inspector.inspect(save(book, tmp_path), IntakeRequest())
    assert (found.problems, len(found.comparison.equal)) == ((), 464)


def test_tables_by_industry_are_not_taken_for_totals(inspector, tmp_path):
    """A workbook has no codes of industries; the strict form is named instead."""
    book, page = form("Валовая добавленная стоимость", "млн.тенге", ["", *YEARS])
    for name in RU.values():
        page.append([name, 1, 2])
    found = inspected(inspector, book, tmp_path, table="gva_by_industry")
    assert keys(found) == {"problem.table_by_industry"}


def test_a_nation_of_bare_formulas_is_no_missing_nation(inspector, tmp_path):
    """Sums that were saved without values are named at their cells, not passed over."""
    book = grp_book()
    page = book["2008-2023"]
    for column in range(2, page.max_column + 1):
        page.cell(4, column).value = f"=SUM({page.cell(5, column).coordinate}:B25)"
    found = inspector.inspect(save(book, tmp_path), IntakeRequest())
    wrong = [each for each in found.problems if each.key == "problem.formula_without_value"]
    assert len(wrong) == 16
    assert {each.place.row for each in wrong} == {4}


def test_one_year_in_another_unit_is_named(inspector, tmp_path):
    """A whole known year times a thousand adds up, and is still refused at its column."""
    book = grp_book()
    page = book["2008-2023"]
    (column,) = [cell.column for cell in page[3] if cell.value == 2021]
    for row in range(4, 26):
        value = page.cell(row, column).value
        page.cell(row, column).value = value and value * 1000
    found = inspector.inspect(save(book, tmp_path), IntakeRequest())
    assert keys(found) == {"problem.other_size"}
