"""One cell without its figure, and which facts are then lost: ``python -m tests.findings.holes``.

A fact needs a cell if its passport, which is made of the catalogue of measures and knows nothing
of how facts are computed, names it among its origins. With a number it tries so many cells of the
newest year, without one all of them, each suppressed and absent; 1 if any fact differs.
"""

import random
import sys
from dataclasses import replace
from functools import cached_property

from generator.dataset.panel import Observation
from generator.dataset.vintages import load
from generator.findings.brief_set import prepare, reference_year
from generator.findings.measures import measure_of
from generator.findings.passport import passport
from generator.project import Project

NAMES = ("table", "region", "district", "industry", "year")
Cell = tuple[str, str, str, str, int]


class Holes:
    """The facts of all briefs of a year, and what becomes of them without one cell."""

    def __init__(self, panel):
        self.panel, self.year = panel, reference_year(panel, None)

    @cached_property
    def before(self):
        """Values of all facts that have one, by subject, measure, industry and year."""
        return self._values(self.panel)

    @cached_property
    def needing(self):
        """Facts by the cells that their passports name."""
        found = {}
        for brief in prepare(self.panel, self.year, ()):
            for fact in brief.facts:
                for cell in self._origins(fact):
                    found.setdefault(cell, set()).add(_key(fact))
        return found

    def _origins(self, fact):
        """Return the cells that a fact needs.

        A trajectory is a chain to the reference year, without which it is none: each of its facts
        needs the links of every year that its last phase, up to the reference year, names. Figures
        of some months of a year are no cells of the yearly tables, which alone are tried.
        """
        named = passport(self.panel, fact, ()).inputs
        if measure_of(fact.measure).scope == "phase":
            last = replace(fact, measure=f"growth_{self.year - 1}_{self.year}")
            named = (*named, *passport(self.panel, last, ()).inputs)
        yearly = (each for each in named if isinstance(each, Observation))
        return {tuple(getattr(each, name) for name in NAMES) for each in yearly}

    @cached_property
    def cells(self):
        """Cells of the newest year with a figure, of tables that any fact needs."""
        used = {cell[0] for cell in self.needing}
        rows = self.panel.observations
        rows = rows[rows["year"].eq(self.year) & rows["table"].isin(used) & rows["value"].notna()]
        return list(rows[list(NAMES)].itertuples(index=False, name=None))

    def without(self, cell, *, absent):
        """Return the figures with one cell suppressed, or without its row."""
        rows = self.panel.observations
        own = rows["table"].eq(cell[0])
        for name, value in zip(NAMES[1:], cell[1:], strict=True):
            own &= rows[name].eq(value)
        if own.sum() != 1:
            raise LookupError(cell)
        if absent:
            return replace(self.panel, observations=rows[~own].reset_index(drop=True))
        value = rows["value"].where(~own)
        status = rows["status"].where(~own, "suppressed")
        return replace(self.panel, observations=rows.assign(value=value, status=status))

    def differing(self, cell, *, absent):
        """Return facts lost though they do not need a cell, kept though they do, or changed."""
        after = self._values(self.without(cell, absent=absent))
        lost = self.before.keys() - after.keys()
        needed = self.needing.get(cell, set()) & self.before.keys()
        other = {
            key for key in after.keys() & self.before.keys() if after[key] != self.before[key]
        }
        return {"lost": lost - needed, "kept": needed - lost, "changed": other - needed}

    def _values(self, panel):
        briefs = prepare(panel, self.year, ())
        facts = (fact for brief in briefs for fact in brief.facts)
        return {_key(fact): fact.value for fact in facts if fact.value is not None}


def _key(fact):
    return fact.subject, fact.measure, fact.industry, fact.period


def main(count=0):
    """Try cells and print those of which any fact differs."""
    holes = Holes(load(Project.here(), None))
    cells = random.Random(5).sample(holes.cells, count) if count else holes.cells
    failed = 0
    for cell in cells:
        for absent in (False, True):
            wrong = {
                name: keys for name, keys in holes.differing(cell, absent=absent).items() if keys
            }
            failed += bool(wrong)
            if wrong:
                print(cell, "absent" if absent else "suppressed", wrong)  # noqa: T201 - its answer
    print(f"{len(cells)} cells, twice each; {failed} with facts that differ")  # noqa: T201 - likewise
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
