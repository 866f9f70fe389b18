"""Lists of what there is: against the lists and figures that they are made of."""

import csv
import json

import pytest

from generator.dataset.schema import BY_NAME
from generator.findings.measures import MEASURE
from generator.project import LANGUAGES, Project


def listed(said, what, ui="en"):
    """Return a list as JSON has it."""
    code, out, err = said("list", what, "--json", ui=ui)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_regions_are_those_of_the_classification(said):
    """All of them, in every language, each name accepted where a region is asked for."""
    with (Project.here().classifications / "regions.csv").open(encoding="utf-8") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    for ui in LANGUAGES:
        rows = listed(said, "regions", ui)
        assert {row["code"] for row in rows} == codes
        assert len({row["name"] for row in rows}) == len(rows)
    gone = {row["code"]: (row["since"], row["until"]) for row in rows}
    assert gone["KZ-YUZ"] == ("", "2017")
    assert gone["KZ-62"] == ("2022", "")


def test_measures_have_names_units_and_the_tables_they_are_made_of(said):
    """Every measure but those of a phase; no word is left untranslated."""
    names = {}
    for ui in LANGUAGES:
        rows = listed(said, "measures", ui)
        names[ui] = {row["code"]: row["name"] for row in rows}
        assert set(names[ui]) == {x for x, row in MEASURE.items() if row.scope != "phase"}
        assert all(set(row["tables"].split(", ")) <= set(BY_NAME) | {""} for row in rows)
    assert all(names["kk"][code] != names["en"][code] for code in names["en"])


def test_tables_say_which_years_there_are(said):
    """First and last year as the rows of the deliveries have them."""
    rows = {row["code"]: row for row in listed(said, "tables")}
    years, folder = set(), Project.here().deliveries
    for path in folder.glob("*/grp.csv"):
        with path.open(encoding="utf-8") as file:
            years |= {row["year"] for row in csv.DictReader(file)}
    assert (rows["grp"]["since"], rows["grp"]["until"]) == (min(years), max(years))
    assert set(rows) == set(BY_NAME)


def test_sources_name_who_published_which_tables(said):
    """Each source of the figures in use, with its publisher and terms."""
    rows = listed(said, "sources")
    assert len({row["code"] for row in rows}) == len(rows) > 5
    assert all(row["title"] and row["publisher"] and row["licence"] for row in rows)


@pytest.mark.parametrize("what", ["briefs", "editions"])
def test_what_was_not_made_yet_is_an_empty_list(small, said, what):
    """A sentence for people, an empty list for programs."""
    assert listed(said, what) == []
    code, out, _ = said("list", what)
    assert (code, out) == (0, "There is nothing yet.\n")


def test_a_table_of_a_list_has_a_head_in_the_language_and_one_line_a_row(said):
    """No line is cut, and columns without a text are left out."""
    rows = listed(said, "regions", "ru")
    _, out, _ = said("list", "regions", ui="ru")
    head, *lines = out.splitlines()
    assert head.split()[:2] == ["код", "название"]
    assert [line.split()[0] for line in lines] == [row["code"] for row in rows]
