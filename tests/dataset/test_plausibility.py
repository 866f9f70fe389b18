"""The gate: what is asked about, and how often the real history is asked about."""

import math
import re
from collections import Counter
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from generator.classifications.breaks import Breaks
from generator.dataset.plausibility.comparison import Comparison
from generator.dataset.plausibility.doubts import doubts
from generator.dataset.plausibility.limits import (
    FEWEST_ALIKE,
    JUMPING,
    SAME_RATE,
    SHARE_JUMP,
    SHARE_MATTERS,
    STRUCTURE,
)
from generator.dataset.plausibility.new_breaks import regions_of_one_rate, section_moves
from tests.conftest import ROOT
from tests.dataset.one_place import Mutations, report

FIRST, LAST, MOST = 2014, 2025, 12
PAGE = ROOT / "docs" / "plausibility.md"
HEAD = """# How often the gate asks about the unchanged history

A delivery is compared with what is stored and with the year before; what is hardly right is asked
about and stored only with `--although "reason"`. Each rule stands in
`generator/dataset/plausibility`, its limits in `limits.py`. Here every year from 2014 to 2025 is
taken as new against the years before it: the figures are right, so each question is one too many,
but for those about a break that the register `data/classifications/breaks.csv` does not have.
`pytest tests/dataset/test_plausibility.py --update-golden` writes this page from the figures.

"""


def changed(panel, table, year, change):
    """Deliver a stored year of a table again, its rows changed."""
    rows = panel.observations
    own = rows["table"].eq(table) & rows["year"].eq(year)
    part = change(rows[own].copy())
    joined = pd.concat([rows[~own], part], ignore_index=True)
    return doubts(Comparison(part, panel, replace(panel, observations=joined), panel))


def new(panel, year, change=lambda rows: rows, tables=None):
    """Deliver a year that the store does not have, of all tables or some."""
    rows = panel.observations
    part = rows[rows["year"].eq(year)]
    part = change(part[part["table"].isin(tables)].copy() if tables else part.copy())
    kept = rows[rows["year"] < year].reset_index(drop=True)
    before = replace(panel, observations=kept)
    joined = pd.concat([kept, part], ignore_index=True)
    return doubts(Comparison(part, before, replace(panel, observations=joined), before))


def times(factor):
    """Multiply every value."""
    return lambda rows: rows.assign(value=rows["value"] * factor)


def exchange(one, other):
    """Let two regions take each other's rows."""
    return lambda rows: rows.assign(region=rows["region"].replace({one: other, other: one}))


def without(*regions):
    """Leave regions out."""
    return lambda rows: rows[~rows["region"].isin(regions)]


def one(region, factor):
    """Multiply the value of one region."""
    return lambda rows: rows.assign(
        value=rows["value"].where(rows["region"].ne(region), rows["value"] * factor)
    )


def shifted(rows):
    """Give every region the value of the row above."""
    own = rows["region"].ne("KZ")
    moved = rows.loc[own, "value"]
    return rows.assign(
        value=rows["value"].where(~own, pd.Series([*moved[-1:], *moved[:-1]], moved.index))
    )


def other_letters(rows):
    """Name sections as NACE 2.1 does: one letter later from K on, T left out."""
    later = dict(zip("KLMNOPQRS", "LMNOPQRST", strict=True))
    rows = rows[rows["industry"].ne("T")]
    return rows.assign(industry=rows["industry"].replace(later))


REVISIONS = {
    "thousands": ("average_population", times(1 / 1000), "doubt.scale_all"),
    "a fraction": ("unemployment_rate", times(1 / 100), "doubt.scale_all"),
    "one decimal point": ("unemployment_rate", one("KZ-23", 10), "doubt.scale"),
    "five times": ("gva_by_industry", one("KZ-23", 5), "doubt.revised"),
    "three times": ("grp", one("KZ-27", 3), "doubt.sum_differs"),
    "exchanged": ("grp", exchange("KZ-75", "KZ-61"), "doubt.exchanged"),
    "shifted": ("grp", shifted, "doubt.shifted"),
    "a row lost": ("grp", without("KZ-62"), "doubt.vanished"),
    "the nation lost": ("grp", without("KZ"), "doubt.vanished"),
    "other letters": ("gva_by_industry", other_letters, "doubt.classification"),
    "preliminary again": (
        "grp",
        lambda rows: times(1.01)(rows).assign(status="preliminary"),
        "doubt.status_back",
    ),
}


@pytest.mark.parametrize(("table", "change", "kind"), REVISIONS.values(), ids=REVISIONS.keys())
def test_a_revision_that_is_hardly_right_is_asked_about(panel, table, change, kind):
    """Each kind of slip in a stored year is named by its own rule."""
    assert kind in {each.key for each in changed(panel, table, 2025, change)}


NEW_YEARS = {
    "thousands": ("average_population", times(1 / 1000), "doubt.scale_all"),
    "exchanged": ("grp", exchange("KZ-75", "KZ-61"), "doubt.exchanged"),
    "shifted": ("grp", shifted, "doubt.shifted"),
    "half a point": ("unemployment_rate", one("KZ-23", 1.2), "doubt.jump"),
    "the nation alone": ("grp", lambda rows: rows[rows["region"].eq("KZ")], "doubt.nation_alone"),
    "a region lacking": ("grp", without("KZ-62"), "doubt.incomplete"),
    "prices": ("grp_volume_index", one("KZ-23", 0.6), "doubt.deflator"),
}


@pytest.mark.parametrize(("table", "change", "kind"), NEW_YEARS.values(), ids=NEW_YEARS.keys())
def test_a_new_year_that_is_hardly_right_is_asked_about(panel, table, change, kind):
    """Each kind of slip in a new year is named by its own rule."""
    tables = {table, "grp"} if kind == "doubt.deflator" else {table}
    own = lambda rows: pd.concat(  # noqa: E731 - one more table for the prices
        [change(rows[rows["table"].eq(table)]), rows[rows["table"].ne(table)]]
    )
    assert kind in {each.key for each in new(panel, 2025, own, tables)}


def test_an_index_that_counts_from_an_earlier_year_is_asked_about(panel):
    """Where the previous year = 100 is meant, growth since 2020 is no index of 2025."""
    index = panel.wide("grp_volume_index")
    chained = index[[2021, 2022, 2023, 2024]].div(100).prod(axis=1)

    def cumulated(rows):
        return rows.assign(value=rows["value"] * rows["region"].map(chained))

    found = new(panel, 2025, cumulated, {"grp_volume_index"})
    assert found[0].key == "doubt.cumulative"
    assert found[0].slots["y0"] in {"2020", "2021"}


def test_the_same_figures_again_are_not_asked_about(panel):
    """A stored year delivered again, unchanged, raises no doubt, nor does a suppressed cell."""
    assert changed(panel, "grp", 2025, lambda rows: rows) == ()

    def suppressed(rows):
        value = rows["value"].where(rows["region"].ne("KZ-62"))
        return rows.assign(value=value, status="suppressed")

    assert changed(panel, "grp", 2025, suppressed) == ()


@cache
def history(panel):
    """Doubts about every year of the history, taken as new."""
    return {year: new(panel, year) for year in range(FIRST, LAST + 1)}


def test_the_unchanged_history_is_hardly_asked_about(panel):
    """At most twelve questions a year, of all rules together."""
    assert max(map(len, history(panel).values())) <= MOST


def page(panel):
    """The table of how often each rule asks, and every question."""
    found = history(panel)
    keys = sorted({each.key for year in found.values() for each in year})
    lines = ["| rule | " + " | ".join(map(str, found)) + " | all |"]
    lines.append("|---|" + "---|" * (len(found) + 1))
    for key in keys:
        counts = [Counter(each.key for each in year)[key] for year in found.values()]
        cells = " | ".join(str(each or "") for each in counts)
        lines.append(f"| {key.removeprefix('doubt.')} | {cells} | {sum(counts)} |")
    totals = [len(year) for year in found.values()]
    lines.append(f"| all | {' | '.join(map(str, totals))} | {sum(totals)} |")
    lines += [
        "",
        "| year | rule | table | region | industry | figure | before |",
        "|---" * 7 + "|",
    ]
    names = ("table", "region", "industry", "found", "v0")
    for year, asked in found.items():
        for each in asked:
            cells = [
                each.slots.get(name, "") or each.slots.get("items", "") * (name == "region")
                for name in names
            ]
            lines.append(f"| {year} | {each.key.removeprefix('doubt.')} | {' | '.join(cells)} |")
    return HEAD + "\n".join([*lines, *signs_of_breaks(panel)]) + "\n"


BREAKS = f"""
## Breaks of a whole table

A new method shows in a whole table at once. Three signs are looked at, against the year before:
the median over the regions of the structural change of their sections (half the sum of absolute
changes of shares; asked about above {STRUCTURE:g} percentage points), the part of sections with
{SHARE_MATTERS:g} % or more of a region's value added whose share jumped by the factor
{SHARE_JUMP:g} or more (above {JUMPING:g} %), and the regions whose net taxes are one share of GRP
(within {SAME_RATE:g} percentage points; asked about where {100 * FEWEST_ALIKE:g} % of the regions
begin or cease to have one). Cells that the register explains are left out, so that nobody is asked
about a known break; what would be asked about without the register is marked with *.

| year | structure, register left out | without register | jumps, % | without register | one rate |
|---|---|---|---|---|---|""".splitlines()


def signs_of_breaks(panel):
    """The table of what shows breaks, with the register and without it."""
    bare = replace(panel, breaks=Breaks())
    lines = list(BREAKS)
    for year in range(FIRST, LAST + 1):
        known, plain = section_moves(panel, year), section_moves(bare, year)
        k, n_all = regions_of_one_rate(panel, year)
        cells = [
            *(marked(each.structure, STRUCTURE) for each in (known, plain)),
            *(marked(each.jumping, JUMPING) for each in (known, plain)),
            f"{k} of {n_all}",
        ]
        lines.append(f"| {year} | {' | '.join(cells)} |")
    return lines


def marked(value, most):
    """A value with a star where it is asked about; a dash where the register explains all."""
    return "–" if math.isnan(value) else f"{value:.1f}{'*' if value > most else ''}"


def test_the_page_of_calibration_is_what_the_figures_give(panel, request):
    """docs/plausibility.md lists every question on the history; ``--update-golden`` writes it."""
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page(panel), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(panel)
    assert re.search(r"^\| all \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("name", "most"), [("revision", 0.01), ("new_year", 0.05)])
def test_one_place_mutations_are_asked_about(panel, name, most):
    """A short run of ``python -m tests.dataset.one_place 3000``, with the same bounds."""
    mutations = Mutations(panel, 23)
    counts = report([getattr(mutations, name)() for _ in range(15)])
    assert counts["factor passed"] <= most * counts["factor"]
    if name == "revision":
        assert counts["rank passed"] <= most * counts["rank"]
