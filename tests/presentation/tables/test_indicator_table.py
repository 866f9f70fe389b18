"""The table of indicators: a figure that is not of the reference year says so."""

import re
from dataclasses import replace

import pytest
from markupsafe import Markup

from generator.findings.measuring.indicators import indicators
from generator.findings.measuring.subject_facts import distributions, subject_facts
from generator.presentation.charts import style
from generator.presentation.localisation.language import Language
from generator.presentation.tables.indicator_table import FactPrinter, KeyFigure
from generator.project import Project

UNITS = {
    "en": "thousand tenge a month, 2022",
    "ru": "тыс. тенге в месяц, 2022 год",
    "kk": "айына мың теңге, 2022 жыл",
}


class Brief:
    """What the printer of facts needs of a brief of Atyrau."""

    def __init__(self, panel, year):
        found = indicators(panel, year)
        self.year, self.subject, self.histories = year, "KZ-23", {}
        self.facts = {each.measure: each for each in subject_facts("", found, "KZ-23")}
        self.distributions = distributions(found)

    def fact(self, measure):
        """Return the newest fact."""
        return self.facts[measure]


@pytest.mark.parametrize(("code", "unit"), UNITS.items())
def test_the_year_stands_in_the_unit_line(panel, code, unit):
    """Wages of 2022 in a brief of 2025; in a brief of 2022 the year needs no mention."""
    language = Language.load(Project.here().locales, code)
    rows = {}
    for year in (2025, 2022):
        fact_printer = FactPrinter(Brief(panel, year), language)
        rows[year] = fact_printer.unit(fact_printer.brief.fact("average_wage"))
    assert rows == {2025: unit, 2022: unit[: unit.index(", 2022")]}


def test_the_row_compares_regions_of_the_same_year(panel):
    """523.2 thousand tenge in Atyrau is the end of the scale: all values are of 2022."""
    fact_printer = FactPrinter(Brief(panel, 2025), Language.load(Project.here().locales, "en"))
    assert fact_printer.ends("average_wage") == ("227.0", "523.2")
    assert (
        fact_printer.number("average_wage", fact_printer.brief.fact("average_wage").national)
        == "309.7"
    )


def test_the_nation_stands_beside_the_region_only_where_its_value_says_something(panel):
    """No distance of the nation from itself; its population is no mark among the regions'."""
    brief = Brief(panel, 2025)
    fact_printer = FactPrinter(brief, Language.load(Project.here().locales, "en"))
    beside = {
        name: fact_printer.nation(name, brief.fact(name))
        for name in ("lq_var_weighted", "share_of_gdp", "hhi", "population")
    }
    assert beside["lq_var_weighted"] == beside["share_of_gdp"] == "–"
    assert "–" not in (beside["hhi"], beside["population"])
    assert {name for name, kind in marked(fact_printer).items() if kind} == {"hhi"}


def marked(fact_printer):
    """Whether the strip of a measure changes with the nation's value: it is marked there."""
    found = {}
    for name in ("lq_var_weighted", "share_of_gdp", "hhi", "population"):
        fact = fact_printer.brief.fact(name)
        moved = replace(fact, national=fact.value)
        found[name] = drawn(fact_printer, fact) != drawn(fact_printer, moved)
    return found


def drawn(fact_printer, fact):
    """The picture of a strip, in a set of drawings of its own."""
    alone = FactPrinter(fact_printer.brief, fact_printer.language)
    alone.strip(fact, size=(46, 4.4))
    return alone.drawing_set.drawings


def test_all_sparklines_share_the_years_of_the_longest(panel):
    """A short series begins where its region begins; one too short to be drawn does not count."""
    brief = Brief(panel, 2025)
    fact_printer = FactPrinter(brief, Language.load(Project.here().locales, "en"))
    assert fact_printer.spark_years() == (2025, 2025)
    long, short = (dict.fromkeys(range(first, 2026), 1.0) for first in (2014, 2021))
    brief.histories = {
        "grp_per_capita": {"KZ-23": short},
        "population": {"KZ-23": long},
        "hhi": {"KZ-23": {2010: 1.0}},
    }
    assert fact_printer.spark_years() == (2014, 2025)


@pytest.fixture(scope="module")
def fonts():
    """The bundled fonts, in which texts are measured."""
    style.use(Project.here().templates / "fonts")


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize(
    ("nation", "rank", "narrow"),
    [
        ("country +4.1%", "12th–13th of 17", True),
        ("страна −2,5%", "12–13-е из 20", True),
        ("country 14,234.5", "20th of 20", False),
        ("страна 14 234,5", "12-е из 20", False),
        ("ел 14 234,5", "12-орын / 20", False),
    ],
)
def test_a_long_rank_beside_the_nation_is_set_smaller(nation, rank, narrow):
    """Two places of two digits each once left no room: briefs of 2018 and 2019 were refused."""
    assert KeyFigure("", "", "", nation, rank, "", "", Markup()).narrow == narrow


@pytest.mark.usefixtures("fonts")
def test_smaller_letters_leave_room_for_the_longest_pair():
    """In the size that the style sheet gives it, even a deep fall beside a shared rank fits."""
    css = (Project.here().templates / "style" / "brief.css").read_text(encoding="utf-8")
    (size,) = re.findall(r"\.kpi \.cmp\.narrow \{ font-size: ([\d.]+)pt \}", css)
    (place,) = re.findall(r"\.kpi \{ width: ([\d.]+)mm \}", css)
    longest = (("country −12.9%", 600), ("12th–13th of 20", 700))
    width = sum(style.text_width(text, float(size), weight) for text, weight in longest)
    assert width < float(place)
