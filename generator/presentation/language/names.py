"""Names of regions and industries in the forms that sentences need.

No form is ever made by code: a name that a sentence needs in another case gets another column.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.errors import HouseProblems, Place, Problem

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
            raise HouseProblems([Problem("problem.missing_name", Place(self.file), slots)])
        return found if form.islower() else found[:1].upper() + found[1:]


@cache
def read_names(file: Path) -> Names:
    """Read a table of names: columns ``kind``, ``code`` and one per form.

    Raises
    ------
    HouseProblems
        If the file is missing or cannot be read.
    """
    try:
        with file.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except (OSError, UnicodeDecodeError) as error:
        slots = {"found": type(error).__name__}
        raise HouseProblems([Problem("problem.missing_asset", Place(file.name), slots)]) from error
    by_kind: dict[str, dict[str, Forms]] = {"region": {}, "industry": {}}
    for row in rows:
        forms = {form: text for form, text in row.items() if form not in ("kind", "code")}
        by_kind[row["kind"]][row["code"]] = forms
    return Names(by_kind["region"], by_kind["industry"], file.name)
