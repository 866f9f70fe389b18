"""A comparison of two vintages as a table for spreadsheets, in no language."""

import csv
from dataclasses import fields
from io import StringIO

from generator.findings.comparing.briefs_diff import Revision
from generator.findings.correction import RevisedFact


def as_csv(found: Revision) -> str:
    """Return every changed fact as one row, with a header.

    Returns
    -------
    str
        Columns: both vintages, the kind of change, and the fields of a revised fact; empty cells
        where there is no value. Lines end with CR and LF, as the format asks.
    """
    target = StringIO()
    names = [each.name for each in fields(RevisedFact)]
    writer = csv.DictWriter(target, ["old_vintage", "new_vintage", "kind", *names])
    writer.writeheader()
    days = {"old_vintage": found.old.isoformat(), "new_vintage": found.new.isoformat()}
    for brief in found.briefs:
        writer.writerows({**days, **fact.as_json()} for fact in brief.facts)
    return target.getvalue()
