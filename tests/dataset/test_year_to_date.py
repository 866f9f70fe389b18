"""Figures of the year so far: read as a kind of their own, and never taken for a year."""

import ast
import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from mypy import api

import generator
from generator.classifications.regions import NATION
from generator.dataset.code_lists import read_left_out, read_regions
from generator.dataset.cumulative.year_to_date import (
    CUMULATIVE_COLUMNS,
    JanuaryTo,
    NotComparableError,
    YearToDate,
    YearToDateFigures,
)
from generator.dataset.schema import BUDGET_ITEMS, TABLES
from generator.dataset.vintages import load, newest_so_far
from generator.errors import DataProblems
from generator.project import Project

PACKAGE = Path(generator.__file__).parent
SO_FAR = [table.name for table in TABLES if table.step]
GRP, BUDGETS = "grp_year_to_date", "local_budget_year_to_date"


def figure(amount=100.0, year=2025, months=8, region="KZ-23", **other):
    """One figure of local taxes."""
    texts = dict.fromkeys(
        ("table", "item", "unit", "status", "borders", "vintage", "source", "file", "note"), ""
    )
    told = {**texts, "table": BUDGETS, "item": "taxes", **other}
    return YearToDate(**told, region=region, period=JanuaryTo(year, months), row=2, _amount=amount)


@pytest.mark.parametrize(
    ("table", "number"), [(GRP, 273), ("grp_volume_index_year_to_date", 147), (BUDGETS, 810)]
)
def test_every_figure_of_the_year_so_far_is_there(panel, table, number):
    """As many as the delivery states, and none of them among the figures of years."""
    found = [
        figure
        for region in panel.regions
        for item in ("", *BUDGET_ITEMS)
        for period in panel.year_to_date.periods(table, region.code, item)
        if (figure := panel.year_to_date.figure(table, region.code, period, item)) is not None
    ]
    assert len(found) == number
    assert panel.wide(table).empty
    assert panel.years(table) == ()
    assert table not in set(panel.observations["table"])


def test_a_year_counted_from_january_is_the_year(panel):
    """Output of January to December equals the table of years in all 63 region-years."""
    years = panel.wide("grp")
    same = [
        panel.year_to_date.figure(GRP, code, JanuaryTo(year, 12)).printed == years.loc[code, year]
        for code in years.drop(index="KZ-YUZ", errors="ignore").index
        for year in (2023, 2024, 2025)
    ]
    assert len(same) == 63
    assert all(same)


def test_regions_add_up_to_the_nation_in_every_period(panel):
    """Output in 13 periods, and local taxes, transfers and expenditure where all have a table."""
    so_far = panel.year_to_date
    codes = [region.code for region in panel.regions.current()]
    series = [(GRP, "")] + [(BUDGETS, item) for item in BUDGET_ITEMS]
    checked = 0
    for table, item in series:
        for period in so_far.periods(table, NATION, item):
            parts = [so_far.figure(table, code, period, item) for code in codes]
            if period.year >= 2024 or table == GRP:
                total = math.fsum(each.printed for each in parts if each is not None)
                nation = so_far.figure(table, NATION, period, item).printed
                assert total == pytest.approx(nation, abs=0.051), (table, item, period)
                checked += 1
    assert checked == 13 + 5 * 5


def test_there_is_no_year_2025_of_local_budgets(panel):
    """Eleven months of it are known, and no table of years takes them for the year."""
    known = panel.year_to_date.periods(BUDGETS, NATION, "taxes")
    assert JanuaryTo(2025, 11) in known
    assert JanuaryTo(2025, 12) not in known
    for item in BUDGET_ITEMS:
        assert 2025 not in panel.years(f"local_budget_{item}")
        assert (f"local_budget_{item}", "", 2025, "no_december") in {
            (gap.table, gap.region, gap.year, gap.reason) for gap in panel.left_out
        }


def test_budgets_of_years_are_those_of_january_to_december(panel):
    """The same figure by both ways, in every year and area that has one."""
    compared = 0
    for item in BUDGET_ITEMS:
        wide = panel.wide(f"local_budget_{item}")
        for code in wide.index:
            for period in panel.year_to_date.periods(BUDGETS, code, item):
                if period.months == 12:
                    found = panel.year_to_date.figure(BUDGETS, code, period, item)
                    assert found.printed == wide.loc[code, period.year]
                    compared += 1
    assert compared == 125 * 3 + 74 + 21


def test_what_is_left_out_is_in_no_table(panel):
    """A figure that is not fit for use is neither among the years nor among the months."""
    assert len(panel.left_out) == 57
    assert sum(each.value is not None for each in panel.left_out) == 22
    for gap in panel.left_out:
        regions = [gap.region] if gap.region else [region.code for region in panel.regions]
        for code in regions:
            if gap.months == 12:
                known = panel.observation(gap.table, code, gap.year)
                whole = known is not None and known.status == "derived"  # with the city apart
                assert known is None or (whole and known.value != gap.value), gap
            period = JanuaryTo(gap.year, gap.months)
            assert panel.year_to_date.figure(gap.table, code, period) is None, gap


def test_figures_of_the_year_so_far_have_no_arithmetic():
    """Neither difference, sum, order nor number: Python refuses each."""
    now, before = figure(), figure(year=2024)
    for operation in ("now - before", "now + before", "now < before", "float(now)", "-now"):
        with pytest.raises(TypeError):
            eval(operation, {"now": now, "before": before})  # the five texts above


def test_the_type_checker_refuses_a_difference(tmp_path):
    """What a programmer would write by mistake does not pass `make check`."""
    snippet = tmp_path / "mistake.py"
    lines = [
        "from generator.dataset.cumulative.year_to_date import YearToDate",
        "def quarter(year: YearToDate, nine_months: YearToDate) -> float:",
        "    return year - nine_months",
    ]
    snippet.write_text("\n".join(lines) + "\n", encoding="utf-8")
    said, _, code = api.run(
        [str(snippet), "--cache-dir", str(tmp_path), "--follow-imports=silent"]
    )
    assert code == 1
    assert 'Unsupported left operand type for - ("YearToDate")' in said


def reading(path):
    """Whether a module takes figures of the year so far out of the panel."""
    text = path.read_text(encoding="utf-8")
    return "year_to_date" in text and "generator/dataset" not in path.as_posix()


def differences(tree):
    """List what parts of a module could form a difference."""
    names = {"diff", "sub", "subtract", "pct_change", "shift", "rsub"}
    for node in ast.walk(tree):
        if (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)) or (
            isinstance(node, ast.Attribute) and node.attr in names
        ):
            yield node


def test_no_module_that_reads_the_year_so_far_subtracts_it():
    """No minus stands beside a printed figure, in no module that asks the panel for them."""
    for path in PACKAGE.rglob("*.py"):
        if reading(path):
            for node in differences(ast.parse(path.read_text(encoding="utf-8"))):
                assert "printed" not in ast.unparse(node), (path, node.lineno)


def test_the_search_for_differences_finds_one():
    """The check above is shown what it must find."""
    wrong = ast.parse("x = a.printed - b.printed\nframe.diff()")
    assert [ast.unparse(node) for node in differences(wrong)] == [
        "a.printed - b.printed",
        "frame.diff",
    ]


def test_change_is_of_the_same_months_of_an_earlier_year():
    """Eight months against eight; any other pair is refused."""
    now = figure(110.0)
    assert now.change_on(figure(100.0, year=2024)) == pytest.approx(10)
    others = (
        {"year": 2024, "months": 7},
        {"year": 2025},
        {"year": 2026},
        {"year": 2024, "region": "KZ-71"},
        {"year": 2024, "item": "expenditure"},
        {"year": 2024, "borders": "before-2022"},
        {"year": 2024, "amount": 0.0},
    )
    for other in others:
        with pytest.raises(NotComparableError):
            now.change_on(figure(**other))


def test_shares_are_of_one_area_and_period():
    """Taxes among taxes and transfers of the same months; the shares of all parts are 100."""
    taxes, transfers = figure(30.0), figure(70.0, item="transfers_received")
    both = (taxes, transfers)
    assert taxes.share_of(*both) == pytest.approx(30)
    assert math.fsum(each.share_of(*both) for each in both) == pytest.approx(100)
    with pytest.raises(NotComparableError):
        figure(30.0).share_of(*both)
    for wrong in (figure(70.0, months=7), figure(70.0, region="KZ-71"), figure(70.0, unit="%")):
        with pytest.raises(NotComparableError):
            taxes.share_of(taxes, wrong)


def rows(*figures):
    """Lay out figures as a delivery does."""
    known = dict.fromkeys(CUMULATIVE_COLUMNS, "")
    told = [{**known, "table": GRP, "region": NATION, "row": 2, **each} for each in figures]
    return pd.DataFrame(told, columns=list(CUMULATIVE_COLUMNS))


def test_a_missing_month_is_missing():
    """Eleven months are not twelve, and a figure that was not published is no zero."""
    found = YearToDateFigures(
        rows(
            {"year": 2025, "months": 11, "value": 5.0},
            {"year": 2024, "months": 12, "value": math.nan, "status": "suppressed"},
        )
    )
    assert found.periods(GRP, NATION) == (JanuaryTo(2025, 11),)
    assert found.figure(GRP, NATION, JanuaryTo(2025, 12)) is None
    assert found.figure(GRP, NATION, JanuaryTo(2024, 12)) is None
    assert len(YearToDateFigures()) == 0


def test_a_newer_delivery_replaces_the_periods_that_it_holds(panel):
    """Of each table and period the newest; the other periods stay."""
    first, second = (date(2026, 8, 24), date(2026, 10, 12))

    class Delivered:
        def __init__(self, day, *figures):
            self.year_to_date = rows(*({**each, "vintage": day.isoformat()} for each in figures))

    old = Delivered(
        first,
        {"year": 2026, "months": 3, "value": 1.0},
        {"year": 2025, "months": 12, "value": 4.0},
    )
    new = Delivered(second, {"year": 2026, "months": 3, "value": 2.0})
    joined = replace(panel, year_to_date=YearToDateFigures(newest_so_far((old, new))))
    values = {
        period: joined.year_to_date.figure(GRP, NATION, period).printed
        for period in joined.year_to_date.periods(GRP, NATION)
    }
    assert values == {JanuaryTo(2025, 12): 4.0, JanuaryTo(2026, 3): 2.0}


def test_the_year_so_far_is_known_from_its_day_of_release():
    """On 23 November 2026 output of the first quarter was known, local budgets were not."""
    then = load(Project.here(), date(2026, 11, 23))
    assert then.year_to_date.tables() == ("grp_volume_index_year_to_date", GRP)
    assert load(Project.here(), date(2026, 8, 23)).year_to_date.tables() == ()
    assert then.releases.of(GRP, "BNS-5923", then.vintage).next_release == date(2026, 10, 12)


@pytest.mark.parametrize(
    ("cell", "wrong", "key", "column"),
    [
        ("KZ,2025,1,", "KZ,2025,5,", "problem.not_a_step", "quarter"),
        ("KZ,2025,1,", "KZ,2025,0,", "problem.not_a_step", "quarter"),
        ("KZ,2025,1,", "KZ,2024,1,", "problem.duplicate_key", ""),
    ],
)
def test_a_period_that_is_none_is_refused(tiny, cell, wrong, key, column):
    """A fifth quarter, or the same quarter twice, is named with its row."""
    lines = ["region,year,quarter,value,status,borders,source,note"]
    lines += [
        f"KZ,{year},1,{value},preliminary,current,BNS-5923,"
        for year, value in ((2024, 1), (2025, 2))
    ]
    content = ("\n".join(lines) + "\n").replace(cell, wrong).encode()
    tiny.add("grp_year_to_date.csv", content)
    (problem,) = tiny.problems()
    assert (problem.key, problem.place.row, problem.place.column) == (key, 3, column)


def test_a_quantity_that_the_table_does_not_count_is_refused(tiny):
    """Local budgets have five quantities."""
    head = "region,item,year,month,value,status,borders,source,note"
    row = "KZ,revenue,2025,8,1,published,current,BNS-5923,"
    tiny.add("local_budget_year_to_date.csv", f"{head}\n{row}\n".encode())
    (problem,) = tiny.problems()
    assert (problem.key, problem.place.column) == ("problem.unknown_item", "item")


def test_regions_that_miss_the_nation_in_a_quarter_are_named(tiny):
    """The sum is checked in each period by itself."""
    codes = [region.code for region in read_regions(tiny.project.classifications).current()]
    lines = ["region,year,quarter,value,status,borders,source,note"]
    for quarter, nation in ((1, len(codes)), (2, 99)):
        lines += [f"KZ,2025,{quarter},{nation},preliminary,current,BNS-5923,"]
        lines += [f"{code},2025,{quarter},1,preliminary,current,BNS-5923," for code in codes]
    tiny.add("grp_year_to_date.csv", ("\n".join(lines) + "\n").encode())
    (problem,) = tiny.problems()
    assert (problem.key, problem.slots["found"]) == ("problem.nation_differs", "99")


@pytest.mark.parametrize(
    "line",
    [
        "gdp,,2025,12,,no_december",
        "grp,KZ-99,2025,12,,no_december",
        "grp,,,12,,no_december",
        "grp,,2025,13,,no_december",
        "grp,,2025,12,much,no_december",
        "grp,,2025,12,,because",
    ],
)
def test_a_broken_list_of_gaps_is_refused(tmp_path, line):
    """The line is named; without a file there are no gaps."""
    regions = read_regions(Project.here().classifications)
    assert read_left_out(tmp_path, regions) == ()
    path = tmp_path / "left_out.csv"
    path.write_text(f"table,region,year,month,value,reason\n{line}\n", encoding="utf-8")
    with pytest.raises(DataProblems) as refused:
        read_left_out(tmp_path, regions)
    assert [each.place.row for each in refused.value.problems] == [2]


def test_a_figure_put_together_may_be_of_the_year_of_division(panel):
    """South Kazakhstan as a whole has a budget of 2018, derived; its parts have none apart."""
    whole = panel.observation("local_budget_taxes", "KZ-YUZ", 2018)
    assert (whole.status, whole.borders) == ("derived", "before-2018")
    assert panel.observation("local_budget_taxes", "KZ-79", 2018) is None
    assert panel.observation("local_budget_taxes", "KZ-61", 2018) is None
    assert SO_FAR == [GRP, "grp_volume_index_year_to_date", BUDGETS]
