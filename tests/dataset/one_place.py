"""One-place mutations of the real figures, and whether the gate asks about them.

What it asks about the same rows without the mutation does not count.

``python -m tests.dataset.one_place 3000`` prints how many pass without a word, of revisions and
of new years; either can be named after the number.
"""

import random
import sys
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from generator.classifications.regions import NATION
from generator.dataset.cells import impossible
from generator.dataset.plausibility.comparison import Comparison
from generator.dataset.plausibility.doubts import doubts
from generator.dataset.schema import BY_NAME
from generator.dataset.vintages import load
from generator.project import Project

FACTORS = (2, 3, 5, 9, 10, 100, 1000, 1 / 2, 1 / 3, 1 / 5, 1 / 9, 1 / 10, 1 / 100, 1 / 1000)
GROUP = ["table", "industry", "year"]


@dataclass(frozen=True)
class Outcome:
    """One mutation: its kind, whether the gate spoke, and how large it was."""

    kind: str
    table: str
    asked: bool
    factor: bool
    rank: bool
    text: str


class Mutations:
    """Seeded mutations of the rows of one panel."""

    def __init__(self, panel, seed):
        self.panel, self.random = panel, random.Random(seed)
        self.unmutated = {}

    @cached_property
    def rows(self):
        """All figures that have a value."""
        rows = self.panel.observations
        return rows[rows["value"].notna() & rows["district"].eq("")]

    @cached_property
    def new_years(self):
        """The newest year of every table that has three earlier ones."""
        years = self.rows.groupby("table")["year"].unique()
        return {table: max(each) for table, each in years.items() if len(each) > 3}

    def revision(self):
        """Deliver one stored year of a table again, with one mutation."""
        start = self.rows.loc[self.random.choice(self.rows.index)]
        rows = self.panel.observations
        part = rows[rows["table"].eq(start["table"]) & rows["year"].eq(start["year"])]
        return self._judged(part, start, self.panel)

    def new_year(self):
        """Deliver the newest year of a table alone, which the store has of no table."""
        newest = self.rows[self.rows["table"].map(self.new_years).eq(self.rows["year"])]
        start = newest.loc[self.random.choice(newest.index)]
        rows = self.panel.observations
        part = rows[rows["table"].eq(start["table"]) & rows["year"].eq(start["year"])]
        kept = rows[rows["year"] < start["year"]].reset_index(drop=True)
        return self._judged(part, start, replace(self.panel, observations=kept))

    def _judged(self, part, start, before):
        kind, mutated = self._mutated(part, start)
        changed = mutated["value"].ne(part["value"]) & part["value"].notna()
        table = BY_NAME[start["table"]]
        wrong = any(impossible(value, table) for value in mutated.loc[changed, "value"])
        asked = wrong or bool(asked_about(mutated, before) - self._usual(part, before))
        ratio = mutated.loc[changed, "value"] / part.loc[changed, "value"]
        cells = part.loc[changed, ["region", "industry", "year", "value"]].head(2).to_dict("list")
        text = f"{table.name} {cells} -> {list(mutated.loc[changed, 'value'])[:2]}"
        factor = bool((~ratio.between(0.5, 2, inclusive="neither")).any())
        return Outcome(kind, table.name, asked, factor, _moved(part, mutated), text)

    def _usual(self, part, before):
        """What is asked about the same rows without a mutation."""
        key = (before is self.panel, part["table"].iloc[0], part["year"].iloc[0])
        if key not in self.unmutated:
            self.unmutated[key] = asked_about(part, before)
        return self.unmutated[key]

    def _mutated(self, part, start):
        """Change one place: a factor, a slip of one digit, a sign, an exchange, a shift."""
        kind = self.random.choice(("factor", "factor", "digit", "sign", "swap", "shift"))
        mutated = part.copy()
        group = part[part["industry"].eq(start["industry"]) & part["region"].ne(NATION)]
        if kind == "swap" and len(group) > 1:
            one, other = self.random.sample(list(group.index), 2)
            mutated.loc[[one, other], "value"] = part.loc[[other, one], "value"].to_numpy()
        elif kind == "shift" and len(group) > 1:
            mutated.loc[group.index, "value"] = (
                group["value"].iloc[[-1, *range(len(group) - 1)]].to_numpy()
            )
        elif kind == "digit":
            mutated.loc[start.name, "value"] = self._slip(start["value"])
        elif kind == "sign":
            mutated.loc[start.name, "value"] = -start["value"]
        else:
            mutated.loc[start.name, "value"] = start["value"] * self.random.choice(FACTORS)
        return kind, mutated

    def _slip(self, value):
        text = f"{value:.10g}"
        at = self.random.choice([at for at, each in enumerate(text) if each.isdigit()])
        return float(text[:at] + self.random.choice("0123456789") + text[at + 1 :])


def asked_about(part, before):
    """What the gate asks about one year of a table: the rule, the series, and its figure."""
    table, year = part["table"].iloc[0], part["year"].iloc[0]
    rows = before.observations
    rest = rows[~(rows["table"].eq(table) & rows["year"].eq(year))]
    joined = pd.concat([rest, part], ignore_index=True)
    compared = Comparison(part, before, replace(before, observations=joined), before)
    return {
        (each.key, *(each.slots.get(name, "") for name in ("region", "industry")))
        + ((each.slots["found"],) if "region" in each.slots else ())
        for each in doubts(compared)
    }


def _moved(part, mutated):
    """Whether any region's rank moves by more than five places."""
    kept = part["region"].ne(NATION)
    old, new = (
        each[kept].groupby(GROUP)["value"].rank(ascending=False, method="min")
        for each in (part, mutated)
    )
    return bool((new - old).abs().gt(5).any())


def report(outcomes):
    """Count what passes without a word, of all and of what matters."""
    counts = Counter()
    for each in outcomes:
        counts["all"] += 1
        counts["all passed"] += not each.asked
        for name in ("factor", "rank"):
            if getattr(each, name):
                counts[name] += 1
                counts[f"{name} passed"] += not each.asked
    return dict(counts)


def main(count, *names):
    """Print the figures for revisions and for new years."""
    panel = load(Project.here(), None)
    for name in names or ("revision", "new_year"):
        mutations = Mutations(panel, 17)
        outcomes = [getattr(mutations, name)() for _ in range(count)]
        print(name, report(outcomes))  # noqa: T201 - the answer of this tool
        for each in outcomes:
            if not each.asked and (each.factor or (each.rank and name == "revision")):
                print("  passed:", each.kind, each.text)  # noqa: T201 - likewise


if __name__ == "__main__":
    main(int((*sys.argv[1:], 60)[0]), *sys.argv[2:])
