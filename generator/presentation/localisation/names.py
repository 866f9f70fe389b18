"""Names of regions and industries in the forms that sentences need.

No form is ever made by code: a name that a sentence needs in another case gets another column.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from generator.errors import HouseProblems, Location, Problem
from generator.text_checks import code_point, hidden_character, misprint

FILE = "names.csv"
KINDS = ("region", "industry")

Forms = Mapping[str, str]


@dataclass(frozen=True)
class Names:
    """Forms by code, for regions and for industries, and the file that they stand in."""

    regions: Mapping[str, Forms]
    industries: Mapping[str, Forms]
    file: str

    def region(self, code: str, form: str) -> str:
        """Return a region's name in one form (``nom``, ``gen``, ``short`` …)."""
        return self._form(self.regions, code, form)

    def industry(self, code: str, form: str) -> str:
        """Return an industry's name in one form."""
        return self._form(self.industries, code, form)

    def _form(self, names: Mapping[str, Forms], code: str, form: str) -> str:
        """Return a form; a form with a capital letter is made from the one without."""
        forms = names.get(code, {})
        found = forms.get(form) or forms.get(form.lower(), "")
        if not found:
            slots = {"found": code, "expected": form}
            raise HouseProblems([Problem("problem.missing_name", Location(self.file), slots)])
        return found if form.islower() else found[:1].upper() + found[1:]


@cache
def read_names(locales: Path, code: str, script: str) -> Names:
    """Read a language's table of names: columns ``kind``, ``code`` and one per form.

    Parameters
    ----------
    locales, code
        The folder of languages, and the one asked for.
    script
        Script of its words; a name that mixes scripts is refused.

    Raises
    ------
    HouseProblems
        If the file is missing or malformed, or a name holds a letter that only looks right.
    """
    file, name = locales / code / FILE, f"{code}/{FILE}"
    try:
        with file.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except (OSError, UnicodeDecodeError) as error:
        slots = {"found": type(error).__name__}
        raise HouseProblems([Problem("problem.missing_asset", Location(name), slots)]) from error
    problems = [each for row, cells in enumerate(rows, 2) for each in _doubts(cells, script, row)]
    if problems:
        placed = (replace(each, place=replace(each.place, file=name)) for each in problems)
        raise HouseProblems(placed)
    by_kind: dict[str, dict[str, Forms]] = {kind: {} for kind in KINDS}
    for row in rows:
        forms = {form: text for form, text in row.items() if form not in ("kind", "code")}
        by_kind[row["kind"]][row["code"]] = forms
    return Names(by_kind["region"], by_kind["industry"], name)


def _doubts(cells: Mapping[str | None, str | None], script: str, row: int) -> Iterator[Problem]:
    """List the problems of one row of the table; their places still lack the file."""
    values = list(cells.values())
    if None in cells or None in values:
        slots = {"found": str(len(values) - values.count(None)), "expected": str(len(cells))}
        yield Problem("problem.row_length", Location("", row), slots)
        return
    for column, cell in cells.items():
        place, text = Location("", row, column or ""), cell or ""
        hidden, wrong = hidden_character(text), misprint(text, script)
        if column == "kind" and text not in KINDS:
            yield Problem("problem.list_cell", place, {"found": text})
        if hidden:
            yield Problem("problem.hidden_character", place, {"found": code_point(hidden)})
        elif wrong and column not in ("kind", "code"):
            yield Problem("problem.misprint", place, {"found": wrong})
