"""The catalogue of measures: every row is complete, and every list follows from it."""

import inspect
from dataclasses import replace

import pytest

from generator.classifications.industries import Industries
from generator.dataset.schema import BY_NAME
from generator.errors import DataProblems
from generator.findings import measures
from generator.findings.brief_set import prepare
from generator.findings.measure_definition import SECTIONS, Input, Measure
from generator.findings.measures import CATALOGUE, MEASURE, YEARLY
from generator.findings.measuring.indicators import indicators
from generator.findings.passport import passport
from generator.presentation.localisation.catalogue import read_catalogue
from generator.presentation.localisation.language import Language
from generator.project import LANGUAGES, Project

GIVEN_BY_INDUSTRY = {"shares", "groups", "national_shares", "quotients"}
"""What an index of structure may be given of any table by industry."""


@pytest.fixture
def catalogue(monkeypatch):
    """Put other rows in the place of the catalogue for one test."""

    def use(*rows):
        monkeypatch.setattr(measures, "CATALOGUE", rows)

    return use


@pytest.fixture(scope="module")
def computed(panel):
    """Indicators of a year that has every measure."""
    return indicators(panel, 2024)


def row(name, **others):
    """A measure of one table, with nothing else said of it."""
    return Measure(name, "index", 2, (Input("grp"),), **others)


def test_no_measure_stands_twice():
    """A second row of the same name would hide the first."""
    assert len(MEASURE) == len(CATALOGUE)


@pytest.mark.parametrize("measure", CATALOGUE, ids=lambda each: each.name)
def test_a_row_is_made_of_tables_that_a_delivery_may_hold(measure):
    """At least one; by industry only where the table is so; a published one is in the schema."""
    assert measure.inputs
    for need in measure.inputs:
        assert BY_NAME[need.table].has_industry or not need.industries
    if measure.published:
        assert measure.published in BY_NAME
    assert measure.decimals in range(4)


@pytest.mark.parametrize("measure", YEARLY, ids=lambda each: each.name)
def test_a_measure_of_the_year_is_computed_in_one_way(measure, computed):
    """By an index of structure, taken over as delivered, or by the indicators: it has values."""
    assert not (measure.index and measure.divisor)
    assert not measure.divisor or len(measure.inputs) == 1
    if measure.index:
        assert any(need.industries for need in measure.inputs)
        parameters = inspect.signature(measure.index).parameters.values()
        needed = [each for each in parameters if each.default is inspect.Parameter.empty]
        assert len(needed) <= len(measure.arguments) <= len(parameters)
    assert not computed.values[measure.name].isna().all(axis=None)


def test_what_is_taken_over_as_delivered_keeps_its_status(computed):
    """Published or preliminary, not computed; what is computed says so."""
    for measure in YEARLY:
        if not measure.latest:
            status = computed.status_of(measure.name, "KZ-23", 2024)
            assert (status == "computed") != bool(measure.divisor), measure.name


def test_shares_in_output_are_asked_only_of_output():
    """A table of people by sector has no shares in GRP."""
    for measure in YEARLY:
        of_output = any(need.table == "gva_by_industry" for need in measure.inputs)
        assert set(measure.arguments) <= GIVEN_BY_INDUSTRY or of_output


def test_the_table_of_indicators_follows_from_the_rows(catalogue):
    """Headings in the order of the catalogue, rows by their number, the rest left out."""
    catalogue(row("b", row=("output", 2)), row("c"), row("a", row=("output", 1)))
    assert measures.rows_by_group() == {"output": ("a", "b")}


def test_two_rows_with_one_number_are_both_printed(catalogue):
    """A number that is taken twice hides nothing."""
    catalogue(row("b", row=("labour", 1)), row("a", row=("labour", 1)))
    assert measures.rows_by_group() == {"labour": ("a", "b")}


def test_every_place_in_the_table_and_in_titles_is_taken_once():
    """What stands first must not hang on the alphabet."""
    rows = [each.row for each in CATALOGUE if each.row]
    weights = [each.headline for each in CATALOGUE if each.headline]
    assert len(set(rows)) == len(rows)
    assert sorted(weights) == list(range(1, len(weights) + 1))


def test_titles_tell_the_weightiest_first(catalogue):
    """In the order of their weight, not of the rows; without weight never."""
    catalogue(row("light", headline=2), row("none"), row("heavy", headline=1))
    assert measures.headlines() == ("heavy", "light")


def test_lists_hold_the_measures_of_which_something_is_said(catalogue):
    """What the nation has none of, what nobody prints, what a correction may name."""
    assert {"ratio_to_nation", "share_of_gdp", "contribution_pp"} == measures.NOT_NATIONAL
    assert {"grp"} == measures.NOT_PRINTED
    assert "district_coverage" not in measures.IN_TABLES
    assert not {each.name for each in measures.of_scope("section")} & measures.IN_TABLES
    catalogue(row("a", nation="none"), row("b"))
    assert measures.names_where(lambda each: each.nation == "none") == {"a"}


def test_a_brief_keeps_the_histories_that_the_rows_say(panel):
    """Those and no others, of the region and of the nation."""
    (brief,) = prepare(panel, 2025, ("KZ-23",))
    assert set(brief.histories) == {each.name for each in CATALOGUE if each.history}
    assert all(set(series) == {"KZ-23", "KZ"} for series in brief.histories.values())


def test_the_table_of_regions_has_the_columns_that_the_rows_say(panel):
    """One value a column for every region."""
    (brief,) = prepare(panel, 2025, ("KZ",))
    columns = {each.name for each in CATALOGUE if each.league}
    assert all(set(line.values) == columns for line in brief.league)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_the_texts_that_the_rows_need(code):
    """Name, formula, unit, tables, headings; shorter names and names for titles where asked."""
    messages = read_catalogue(Project.here().locales, code).messages
    assert [key for key in measures.needed_texts() if key not in messages] == []


def test_what_a_row_says_decides_which_texts_it_needs():
    """A measure that a title may name needs its name there; a dated one no unit line."""
    plain = set(row("x").texts)
    assert plain == {"measure.x", "formula.x", "unit.x", "table.grp"}
    more = row("x", headline=1, short_name=True, national_name=True, row=("labour", 1))
    assert set(more.texts) - plain == {"by.x", "row.x", "nation.x", "group.labour"}
    assert "short_unit.index" in row("x", scope="dated").texts
    assert "formula.y" in row("x", formula_of="y").texts


@pytest.mark.parametrize("subject", ["KZ-23", "KZ-33", "KZ"])
def test_every_number_has_figures_behind_it(panel, subject):
    """A fact with a value and an empty passport would be a number from nowhere."""
    (brief,) = prepare(panel, 2025, (subject,))
    without = {
        fact.measure
        for fact in brief.facts
        if fact.value is not None and not passport(panel, fact, ()).inputs
    }
    assert without == set()


def test_a_number_without_a_row_has_no_passport(panel):
    """It is an error in the program, not "no figures behind it"."""
    (brief,) = prepare(panel, 2025, ("KZ-23",))
    unknown = replace(brief.facts[0], measure="brand_new")
    with pytest.raises(KeyError):
        passport(panel, unknown, ())


def test_a_measure_of_a_phase_is_found_by_its_family():
    """The years belong to the fact."""
    assert measures.measure_of("growth_2014_2016").name == "growth_phase"
    assert measures.measure_of("trend_growth_low").formula_key == "formula.trend_growth"
    with pytest.raises(KeyError):
        measures.measure_of("decline_2014_2016")


def employment(*industries):
    """The Herfindahl index of employment, over these industries."""
    need = Input("employed_by_sector", industries=industries)
    return replace(MEASURE["hhi"], name="employment_hhi", inputs=(need,))


@pytest.fixture
def with_row(monkeypatch):
    """Add a row to what the indices of structure are computed from."""

    def add(measure):
        place = "generator.findings.measuring.section_tables.YEARLY"
        monkeypatch.setattr(place, (*YEARLY, measure))
        monkeypatch.setattr(measures, "MEASURE", {**MEASURE, measure.name: measure})
        monkeypatch.setattr(
            "generator.findings.measuring.indicators.MEASURE", {**MEASURE, measure.name: measure}
        )

    return add


def test_a_new_index_is_one_row(panel, with_row):
    """Employment in agriculture, industry and services: the sum of three squared shares."""
    with_row(employment("A", "B-F", "G-T"))
    found = indicators(panel, 2025).values["employment_hhi"]
    year = int(found.columns[-1])
    people = [panel.wide("employed_by_sector", code)[year] for code in ("A", "B-F", "G-T")]
    for region in ("KZ", "KZ-23"):
        shares = [each[region] / sum(other[region] for other in people) for each in people]
        assert found.loc[region, year] == pytest.approx(sum(share**2 for share in shares))


@pytest.mark.parametrize(
    ("asked", "lacking"), [(SECTIONS, "B, C, D"), (("A", "B-F", "H"), "H"), (("U",), "U")]
)
def test_industries_that_a_table_lacks_are_an_error(panel, with_row, asked, lacking):
    """The file, what was asked for, what is not there and what is; no column of nothing."""
    with_row(employment(*asked))
    with pytest.raises(DataProblems) as error:
        indicators(panel, 2025)
    (problem,) = error.value.problems
    assert (problem.key, problem.place.file) == (
        "problem.lacks_industries",
        "employed_by_sector.csv",
    )
    assert problem.slots["found"] == "A, B-F, G-T"
    assert problem.slots["items"].startswith(lacking)
    letters = panel.industries.sections() if asked == SECTIONS else asked
    assert problem.slots["expected"] == ", ".join(letters)


def test_a_delivery_without_the_table_has_no_values_and_no_error(panel, with_row):
    """Nothing was delivered, so nothing is wrong with it."""
    with_row(employment("A", "B-F", "G-T"))
    rows = panel.observations
    without = replace(panel, observations=rows[rows["table"].ne("employed_by_sector")])
    assert indicators(without, 2025).values["employment_hhi"].empty


def test_output_that_lacks_a_section_of_the_classification_is_an_error(panel):
    """A classification with one section more than was ever delivered."""
    more = tuple(panel.industries)
    new = replace(panel.industries["S"], code="U")
    with pytest.raises(DataProblems) as error:
        indicators(replace(panel, industries=Industries((*more, new))), 2025)
    assert error.value.problems[0].slots["items"] == "U"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_industry_that_is_delivered_has_a_name(panel, code):
    """A passport and a list of revisions name the figures of aggregates too."""
    delivered = set(panel.observations["industry"]) - {""}
    language = Language.load(Project.here().locales, code)
    assert {"A", "B-F", "G-T"} <= delivered
    assert all(
        language.industry(each, "nom") and language.industry(each, "short") for each in delivered
    )
