"""The figures inside the PDF: every fact, readable by machines, harmless in a spreadsheet."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from generator.findings.choosing.regional_claims import regional_brief
from generator.findings.choosing.study import study
from generator.findings.facts_json import brief_as_json
from generator.printing.source_table import COLUMNS, file_name, source_table


@pytest.fixture(scope="module")
def brief(panel):
    """The brief of Atyrau."""
    return regional_brief(study(panel, 2025), "KZ-23")


def rows(brief):
    """The table as a machine reads it."""
    return list(csv.DictReader(StringIO(source_table(brief).decode(), newline="")))


def test_every_fact_is_a_row(brief):
    """All facts in their order, all columns, nothing else."""
    table = rows(brief)
    assert tuple(table[0]) == COLUMNS
    assert [(row["measure"], row["industry"], int(row["period"])) for row in table] == [
        (fact.measure, fact.industry, fact.period) for fact in brief.facts
    ]


def test_numbers_are_those_of_the_facts_file(brief):
    """With a decimal point, to 12 digits; a missing value is empty, not zero."""
    for row, fact in zip(rows(brief), brief_as_json(brief)["facts"], strict=True):
        for column in ("value", "national", "rank", "of"):
            number = float(row[column]) if row[column] else None
            assert number == fact[column], (fact["measure"], fact["period"])
    row = next(row for row in rows(brief) if row["measure"] == "grp_per_capita")
    assert (row["subject"], row["unit"], row["vintage"]) == ("KZ-23", "thousand_kzt", "2026-11-30")
    assert row["source"].split("; ") == list(brief.facts[0].sources)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_is_never_a_formula(brief, start):
    """A text that a spreadsheet would compute gets an apostrophe; a negative number does not."""
    text = f"{start}HYPERLINK(1)"
    hostile = replace(brief.facts[0], status=text, value=-1.5)
    (row,) = rows(replace(brief, facts=(hostile,)))
    assert row["status"] == f"'{text}"
    assert row["value"] == "-1.5"


def test_a_text_with_commas_and_quotes_stays_one_cell(brief):
    """RFC 4180: quoted, with quotes doubled."""
    (row,) = rows(replace(brief, facts=(replace(brief.facts[0], status='a, "b"\nc'),)))
    assert row["status"] == 'a, "b"\nc'


def test_the_same_brief_gives_the_same_table(brief):
    """Byte for byte, under a plain name that says which brief it belongs to."""
    assert source_table(brief) == source_table(brief)
    assert file_name(brief) == "KZ-23-2025.csv"
