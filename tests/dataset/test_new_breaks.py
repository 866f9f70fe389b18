"""Breaks of whole tables: what shows them, what the register knows of them, and what is asked."""

from dataclasses import replace
from statistics import median

import pandas as pd
import pytest

from generator.classifications.breaks import Break, Breaks
from generator.dataset.plausibility.comparison import Comparison
from generator.dataset.plausibility.new_breaks import (
    new_breaks,
    regions_of_one_rate,
    section_moves,
)
from tests.dataset.test_plausibility import FIRST, LAST

KEYS = ("doubt.break_structure", "doubt.break_jumping", "doubt.break_rates")


@pytest.fixture(scope="module")
def unregistered(panel):
    """The figures with an empty register of breaks."""
    return replace(panel, breaks=Breaks())


def asked(panel, year, change=lambda rows: rows):
    """Which breaks are asked about when a year comes as new, by kind."""
    rows = panel.observations
    rows = rows[rows["table"].isin({"gva_by_industry", "net_taxes_on_products", "grp"})]
    part, kept = change(rows[rows["year"].eq(year)].copy()), rows[rows["year"] < year]
    before = replace(panel, observations=kept.reset_index(drop=True))
    after = replace(panel, observations=pd.concat([kept, part], ignore_index=True))
    compared = Comparison(part, before, after, before)
    return {each.problem.key: each.problem.slots for each in new_breaks(compared)}


def by_hand(panel, year):
    """Structural change and jumps of sections without tables: region by region, cell by cell."""
    changes, jumps = [], []
    for region in (each.code for each in panel.regions if each.code != "KZ"):
        cells = {}
        for of in (year - 1, year):
            for section in "ABCDEFGHIJKLMNOPQRS":
                extra = "T" if section == "S" else ""
                found = [
                    panel.observation("gva_by_industry", region, of, code)
                    for code in section + extra
                ]
                values = [x.value for x in found if x is not None and x.value == x.value]
                if values:
                    cells[section, of] = sum(values)
        both = [s for s in "ABCDEFGHIJKLMNOPQRS" if {(s, year - 1), (s, year)} <= cells.keys()]
        whole = {of: sum(cells[s, of] for s in both) for of in (year - 1, year)}
        pairs = [tuple(100 * cells[s, of] / whole[of] for of in (year - 1, year)) for s in both]
        if pairs:
            changes.append(sum(abs(b - a) for a, b in pairs) / 2)
        jumps += [not 2 / 3 <= b / a <= 1.5 for a, b in pairs if max(a, b) >= 1 and min(a, b) > 0]
    return median(changes), 100 * sum(jumps) / len(jumps)


@pytest.mark.parametrize("year", [2016, 2023])
def test_moves_of_sections_are_those_counted_by_hand(unregistered, year):
    """Half the sum of absolute changes of shares, its median; and the part of shares that jump."""
    found = section_moves(unregistered, year)
    assert (found.structure, found.jumping) == pytest.approx(by_hand(unregistered, year))


def test_breaks_of_the_history_show_without_the_register(unregistered):
    """2023 and 2025 are asked about by their sections, 2023 by its net taxes, no other year."""
    found = {year: set(asked(unregistered, year)) for year in range(FIRST, LAST + 1)}
    assert {year: keys for year, keys in found.items() if keys} == {
        2023: set(KEYS),
        2025: {"doubt.break_structure", "doubt.break_jumping"},
    }


def test_a_break_of_the_register_is_not_asked_about_again(panel):
    """With the register only the sections of 2023 are left, of which it names six cells."""
    found = {year: set(asked(panel, year)) for year in range(FIRST, LAST + 1)}
    assert {year: keys for year, keys in found.items() if keys} == {
        2023: {"doubt.break_structure"}
    }
    whole = Break("gva_by_industry", "", "", 2023, "level_shift", "measured", "")
    assert not asked(replace(panel, breaks=Breaks((*panel.breaks, whole))), 2023)


def test_a_break_that_is_stored_is_not_asked_about_when_one_figure_changes(unregistered):
    """Whoever corrects one cell of 2023 is not asked about what was answered before."""
    rows = unregistered.observations
    own = rows["table"].eq("gva_by_industry") & rows["year"].eq(2023)
    part = rows[own].copy()
    first = part.index[part["industry"].eq("C") & part["region"].eq("KZ-23")]
    part.loc[first, "value"] *= 1.05
    joined = replace(unregistered, observations=pd.concat([rows[~own], part], ignore_index=True))
    compared = Comparison(part, unregistered, joined, unregistered)
    assert list(new_breaks(compared)) == []


def test_rates_that_become_one_are_asked_about_too(unregistered):
    """Where the tax of a new year is allotted by product, one rate of all regions begins."""

    def allotted(rows):
        product = rows[rows["table"].eq("grp")].set_index("region")["value"]
        share = rows["region"].map(product) * 0.05
        own = rows["table"].eq("net_taxes_on_products")
        return rows.assign(value=share.where(own, rows["value"]))

    slots = asked(unregistered, 2025, allotted)["doubt.break_rates"]
    assert (slots["k"], slots["k0"], slots["n_all"]) == ("20", "2", "20")


def test_the_part_of_one_rate_is_counted_over_regions_with_both_figures(panel):
    """14 of 20 in 2022 and 2 of 20 in 2023; nothing where a table has no figures of the year."""
    assert regions_of_one_rate(panel, 2022) == (14, 20)
    assert regions_of_one_rate(panel, 2023) == (2, 20)
    assert regions_of_one_rate(panel, 1995) == (0, 0)


def test_a_few_regions_are_no_break_of_a_table(unregistered):
    """Nine regions of a year say nothing of the whole, ten do."""

    def first(count):
        def kept(rows):
            codes = sorted(set(rows["region"]) - {"KZ"})[:count]
            return rows[rows["region"].isin(codes)]

        return kept

    few, enough = (asked(unregistered, 2023, first(count)) for count in (9, 10))
    assert not few
    assert "doubt.break_rates" in enough
