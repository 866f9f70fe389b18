"""A comparison of two vintages for spreadsheets."""

import csv
from datetime import date
from io import StringIO
from types import SimpleNamespace

from generator.findings.correction import RevisedFact
from generator.presentation.tables.revision_csv import as_csv


def test_every_changed_fact_is_a_row_with_both_vintages():
    """What has no value is an empty cell, never a zero."""
    fact = RevisedFact("KZ-23", "grp", "", 2025, "bn_kzt", 1, None, 15.5, rank_new=1)
    found = SimpleNamespace(
        old=date(2026, 11, 23), new=date(2026, 11, 27), briefs=(SimpleNamespace(facts=(fact,)),)
    )
    text = as_csv(found)
    (row,) = csv.DictReader(StringIO(text))
    assert (row["old_vintage"], row["new_vintage"], row["kind"]) == (
        "2026-11-23",
        "2026-11-27",
        "new",
    )
    assert (row["old"], row["new"], row["rank_new"], row["rank_old"]) == ("", "15.5", "1", "")
    assert text.count("\r\n") == 2
