"""A hole stays a hole of its own size: one missing figure takes no other with it."""

import math
import random
from dataclasses import fields, is_dataclass, replace

import pytest

from generator.findings.brief_set import prepare
from generator.findings.measures import measure_of
from tests.findings.holes import Holes

YEAR = 2025
TABLES = ("grp", "grp_volume_index", "gva_by_industry", "average_population", "unemployment_rate")


def missing(panel, cell, *, absent):
    """The panel with one cell suppressed, or without its row."""
    rows = panel.observations
    names = ("table", "region", "industry", "year")
    own = rows["district"].eq("")
    for name, value in zip(names, cell, strict=True):
        own &= rows[name].eq(value)
    assert own.sum() == 1
    if absent:
        return replace(panel, observations=rows[~own].reset_index(drop=True))
    kept = rows["value"].where(~own)
    status = rows["status"].where(~own, "suppressed")
    return replace(panel, observations=rows.assign(value=kept, status=status))


def facts(panel, region):
    """Values of the facts of one brief by measure, industry and year."""
    (brief,) = prepare(panel, YEAR, (region,))
    return brief, {(each.measure, each.industry, each.period): each.value for each in brief.facts}


def not_numbers(found):
    """Every NaN in what a sentence would print."""
    if isinstance(found, float):
        return math.isnan(found)
    if is_dataclass(found):
        return any(not_numbers(getattr(found, each.name)) for each in fields(found))
    return isinstance(found, dict) and any(map(not_numbers, found.values()))


@pytest.mark.parametrize("absent", [False, True], ids=["suppressed", "absent"])
def test_a_product_that_is_missing_takes_nothing_of_other_tables(panel, absent):
    """Ulytau without its GRP of 2025 keeps unemployment, population and its earlier years."""
    _, found = facts(missing(panel, ("grp", "KZ-62", "", YEAR), absent=absent), "KZ-62")
    _, before = facts(panel, "KZ-62")
    kept = ("unemployment_rate", "population", "employment_growth", "real_growth")
    for measure in (*kept, "entropy_nat", "hhi", "lq_var_weighted"):
        assert found[measure, "", YEAR] == before[measure, "", YEAR] is not None
    earlier = [found["grp_per_capita", "", year] for year in range(2021, 2025)]
    assert [round(each, 1) for each in earlier] == [6067.7, 7278.4, 8892.6, 11233.9]
    assert found["grp_per_capita", "", YEAR] is None


@pytest.fixture(scope="module")
def holes(panel):
    """The facts of all briefs, and the cells that each needs."""
    return Holes(panel)


@pytest.mark.parametrize("seed", range(6))
def test_exactly_the_facts_that_need_a_cell_are_lost_with_it(holes, seed):
    """Drawn cells of every table: no fact of any brief is lost, kept or changed but by need."""
    choose = random.Random(seed)
    table = choose.choice(sorted({cell[0] for cell in holes.cells}))
    cell = choose.choice([each for each in holes.cells if each[0] == table])
    assert holes.needing[cell] & holes.before.keys()
    differing = holes.differing(cell, absent=bool(seed % 2))
    assert differing == {"lost": set(), "kept": set(), "changed": set()}, cell


@pytest.mark.parametrize("absent", [False, True], ids=["suppressed", "absent"])
def test_output_that_weights_a_unit_takes_its_trajectory_alone(holes, absent):
    """Ulytau without its GRP: Karaganda, counted with it, loses its trajectory alone."""
    cell = ("grp", "KZ-62", "", "", YEAR)
    assert not any(holes.differing(cell, absent=absent).values())
    others = {key for key in holes.needing[cell] & holes.before.keys() if key[0] != "KZ-62"}
    assert {key[0] for key in others} == {"KZ-35"}
    assert all(measure_of(key[1]).scope == "phase" for key in others)


def test_no_sentence_prints_what_is_not_there(panel):
    """Some cells, suppressed or absent: no claim of the region's brief holds a missing number."""
    choose = random.Random(7)
    rows = panel.observations
    rows = rows[rows["table"].isin(TABLES) & rows["year"].eq(YEAR) & rows["region"].ne("KZ")]
    cells = [("gva_by_industry", "KZ-62", "B", YEAR), ("grp", "KZ-62", "", YEAR)]
    for name in choose.sample(list(rows.index), 3):
        row = rows.loc[name]
        cells.append((row["table"], row["region"], row["industry"], YEAR))
    for at, cell in enumerate(cells):
        brief, _ = facts(missing(panel, cell, absent=bool(at % 2)), cell[1])
        slots = [each.slots for claims in brief.claims.values() for each in claims]
        assert not any(map(not_numbers, slots)), cell
