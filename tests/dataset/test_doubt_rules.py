"""Each rule that asks about a delivery: on made-up figures, where it speaks and where not."""

from datetime import date
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.dataset.panel import KeptDoubt, Panel, Vintage
from generator.dataset.plausibility.agreement import statuses_back, urban_and_rural
from generator.dataset.plausibility.comparison import Comparison
from generator.dataset.plausibility.coverage import districts_lacking, incomplete, vanished
from generator.dataset.plausibility.doubts import doubts, kinds, stored_although
from generator.dataset.plausibility.magnitudes import scale_moves
from generator.dataset.plausibility.misplaced_rows import exchanges, other_letters, shifted_rows
from generator.dataset.plausibility.own_past import cumulative, deflators, jumps, revisions
from generator.dataset.plausibility.rank_moves import per_head_moves, rank_moves
from generator.dataset.schema import BY_NAME
from generator.dataset.vintages import read_lists
from generator.project import Project

DAY = date(2025, 6, 30)
EIGHT = ("KZ-11", "KZ-15", "KZ-23", "KZ-27", "KZ-31", "KZ-39", "KZ-43", "KZ-47")


@cache
def lists():
    """The real lists."""
    return read_lists(Project.here())


def frame(table, values, **more):
    """Figures of a table: region and year, or region, industry and year, to value."""
    rows = []
    for number, (key, value) in enumerate(values.items(), 2):
        region, *middle, year = key
        cell = {"table": table, "region": region, "district": "", "year": year, "value": value}
        cell |= {"industry": middle[0] if middle else "", "unit": BY_NAME[table].unit}
        cell |= {"status": "published", "borders": "current", "vintage": "2025-06-30"}
        cell |= {"source": "S", "file": BY_NAME[table].file, "row": number, "note": "", **more}
        rows.append(cell)
    return pd.DataFrame(rows)


def panel(rows):
    """A panel of some rows."""
    known = lists()
    return Panel(
        rows.reset_index(drop=True), known.regions, known.industries, DAY, (), known.districts
    )


def compared(delivered, before=None):
    """A delivery beside what was known; it replaces its tables' years whole."""
    if before is None:
        return Comparison(delivered, None, panel(delivered), None)
    touched = set(zip(delivered["table"], delivered["year"], strict=True))
    kept = [pair not in touched for pair in zip(before["table"], before["year"], strict=True)]
    after = pd.concat([before[kept], delivered], ignore_index=True)
    return Comparison(delivered, panel(before), panel(after), panel(before))


def level(year, factor=1.0, regions=EIGHT):
    """Figures of a year that differ between regions by more than any rule overlooks."""
    return {(code, year): 100.0 * 2**at * factor for at, code in enumerate(regions)}


def asked(rule, table, delivered, before, **more):
    """What a rule asks about a delivery of one table: key and region of each."""
    found = rule(compared(frame(table, delivered, **more), frame(table, before)))
    return [(each.problem.key, each.problem.slots.get("region", "")) for each in found]


@pytest.mark.parametrize(
    ("factor", "found"),
    [(1, []), (10, ["10"]), (0.1, ["0.1"]), (1e6, ["1e+06"]), (9, ["10"]), (5, []), (14, [])],
)
def test_a_decimal_point_is_asked_about_at_its_row(factor, found):
    """A figure that moved by about a power of ten is named with the power."""
    delivered = level(2023) | {("KZ-23", 2023): 400.0 * factor}
    rule = compared(frame("grp", delivered), frame("grp", level(2023)))
    told = [each.problem for each in scale_moves(rule)]
    assert [each.slots["times"] for each in told] == found
    for each in told:
        assert (each.key, each.place.row, each.place.column) == ("doubt.scale", 4, "value")
        assert (each.slots["v0"], each.slots["y0"]) == ("400", "2023")


def test_most_of_a_year_in_another_unit_is_one_question():
    """Seven of eight regions are the table; three are told one by one."""
    for count, found in ((7, ["doubt.scale_all"]), (6, ["doubt.scale"] * 6)):
        moved = level(2023, 1000, regions=EIGHT[:count])
        delivered = level(2023, 1.01) | moved
        assert [key for key, _ in asked(scale_moves, "grp", delivered, level(2023))] == found


def test_a_new_year_is_compared_with_the_newest_before_it():
    """Up to two years back; three years are no past."""
    for last, found in ((2022, 2022), (2021, 2021), (2020, None)):
        rule = compared(frame("grp", level(2023, 10)), frame("grp", level(last)))
        told = [each.problem.slots["y0"] for each in scale_moves(rule)]
        assert told == ([str(found)] if found else [])
    rule = compared(frame("grp", level(2023, 10)), frame("grp", level(2021) | level(2022)))
    assert [each.problem.slots["y0"] for each in scale_moves(rule)] == ["2022"]


@pytest.mark.parametrize(
    ("table", "value", "speaks"),
    [
        ("grp", 320.0, False),
        ("grp", 316.0, True),
        ("grp", 500.0, False),
        ("grp", 504.0, True),
        ("unemployment_rate", 400.5, False),
        ("unemployment_rate", 399.5, False),
        ("unemployment_rate", 400.6, True),
        ("unemployment_rate", 399.4, True),
    ],
)
def test_a_revision_beyond_its_limits_is_asked_about(table, value, speaks):
    """Amounts by their ratio to the stored figure, rates by points; the limits are allowed."""
    delivered = level(2023) | {("KZ-23", 2023): value}
    found = asked(revisions, table, delivered, level(2023))
    assert found == [("doubt.revised", "KZ-23")] * speaks


def test_a_figure_after_nothing_is_infinitely_more():
    """Zero again is the same; something after zero is asked about."""
    before = level(2023) | {("KZ-11", 2023): 0.0, ("KZ-15", 2023): 0.0}
    delivered = before | {("KZ-15", 2023): 5.0}
    assert asked(revisions, "grp", delivered, before) == [("doubt.revised", "KZ-15")]


@pytest.mark.parametrize(
    ("table", "value", "speaks"),
    [
        ("grp", 280.0, False),
        ("grp", 279.0, True),
        ("grp", 600.0, False),
        ("grp", 601.0, True),
        ("fisim", 600.0, False),
        ("fisim", 781.0, True),
        ("unemployment_rate", 400.5, False),
        ("unemployment_rate", 399.4, True),
    ],
)
def test_a_jump_beyond_the_limits_of_its_table_is_asked_about(table, value, speaks):
    """Each table has its own limits against the year before."""
    delivered = level(2023) | {("KZ-23", 2023): value}
    assert asked(jumps, table, delivered, level(2022)) == [("doubt.jump", "KZ-23")] * speaks


@pytest.mark.parametrize(("share", "speaks"), [(0.03, True), (0.01, False)])
def test_an_industry_that_does_not_matter_may_jump(share, speaks):
    """Three times as much is asked about from two per cent of the region's product on."""
    gva = frame("gva_by_industry", {("KZ-23", "A", 2023): 10_000 * share})
    product = {("KZ-23", 2022): 10_000.0, ("KZ-23", 2023): 10_000.0}
    old = {("KZ-23", "A", 2022): 10_000 * share / 3}
    before = pd.concat([frame("gva_by_industry", old), frame("grp", product)])
    found = [each.problem.key for each in jumps(compared(gva, before))]
    assert found == ["doubt.jump"] * speaks


@pytest.mark.parametrize(
    ("volume", "speaks"),
    [(100.0, False), (79.0, False), (78.0, True), (129.0, False), (130.0, True)],
)
def test_prices_that_hardly_are_are_asked_about(volume, speaks):
    """Product and volume index together imply prices of -15 to 40 per cent, and no others."""
    product = frame("grp", {("KZ-23", 2022): 100.0, ("KZ-23", 2023): 110.0})
    index = frame("grp_volume_index", {("KZ-23", 2023): volume})
    found = [each.problem for each in deflators(compared(index, product))]
    assert [each.key for each in found] == ["doubt.deflator"] * speaks
    for each in found:
        assert float(each.slots["prices"]) == pytest.approx(
            (1.1 / (volume / 100) - 1) * 100, abs=0.1
        )


def test_an_index_since_an_earlier_year_names_that_year():
    """Growth since 2019 times one ordinary year is no index of the previous year."""
    years = range(2020, 2023)
    past = {(code, year): 125.0 + at for at, code in enumerate(EIGHT) for year in years}
    chain = {code: ((125.0 + at) / 100) ** 3 for at, code in enumerate(EIGHT)}
    cumulated = {(code, 2023): value * 103 for code, value in chain.items()}
    (found,) = cumulative(
        compared(frame("grp_volume_index", cumulated), frame("grp_volume_index", past))
    )
    assert found.problem.slots["y0"] == "2019"
    assert found.problem.slots["y1"] == "2022"
    ordinary = {(code, 2023): 105.0 + at for at, code in enumerate(EIGHT)}
    assert asked(cumulative, "grp_volume_index", ordinary, past) == []
    assert asked(cumulative, "grp", cumulated, past) == []


def test_two_regions_with_each_others_figures_are_asked_about_once():
    """The nation is no party to an exchange, and regions of one size cannot be told apart."""
    delivered = level(2023) | {("KZ-23", 2023): 800.0, ("KZ-27", 2023): 400.0}
    rule = compared(frame("grp", delivered), frame("grp", level(2023)))
    (found,) = exchanges(rule)
    assert (found.problem.slots["region"], found.problem.slots["other"]) == ("KZ-23", "KZ-27")
    assert len(found.cells) == 2
    alike = {("KZ-11", 2023): 100.0, ("KZ-15", 2023): 130.0, ("KZ-23", 2023): 900.0}
    swapped = alike | {("KZ-11", 2023): 130.0, ("KZ-15", 2023): 100.0}
    assert asked(exchanges, "grp", swapped, alike) == []
    nation = {("KZ", 2023): 1000.0, ("KZ-11", 2023): 100.0}
    turned = {("KZ", 2023): 100.0, ("KZ-11", 2023): 1000.0}
    assert asked(exchanges, "grp", turned, nation) == []


def test_growth_of_all_hides_no_exchange():
    """Where everything grew by a fifth, an exchange is seen beyond that."""
    grown = {key: value * 1.2 for key, value in level(2022).items()}
    delivered = {(code, 2023): value for (code, _), value in grown.items()}
    one, other = delivered["KZ-23", 2023], delivered["KZ-27", 2023]
    delivered |= {("KZ-23", 2023): other, ("KZ-27", 2023): one}
    assert [key for key, _ in asked(exchanges, "grp", delivered, level(2022))] == [
        "doubt.exchanged"
    ]
    assert asked(exchanges, "grp", level(2023, 1.2), level(2022)) == []


@pytest.mark.parametrize("step", [1, -1])
def test_rows_that_slipped_are_one_question(step):
    """Up or down by a row; the figures as they were are none."""
    values = list(level(2023).values())
    slipped = dict(zip(level(2023), [*values[-step:], *values[:-step]], strict=True))
    found = asked(shifted_rows, "grp", slipped, level(2023))
    assert found == [("doubt.shifted", "")]
    assert asked(shifted_rows, "grp", level(2023, 1.01), level(2023)) == []


def test_letters_of_the_newer_classification_are_asked_about():
    """What is called L today was K: every section has the figure of the one before it."""
    sizes = dict(zip("KLMNOPQ", (100.0, 900, 100, 900, 100, 900, 100), strict=True))
    old = {("KZ-11", section, 2022): size for section, size in sizes.items()}
    later = zip(sizes.values(), "LMNOPQ", strict=False)
    new = {("KZ-11", section, 2023): size for size, section in later}
    table = "gva_by_industry"
    assert [key for key, _ in asked(other_letters, table, new, old)] == ["doubt.classification"]
    same = {("KZ-11", each, 2023): value for (_, each, _), value in old.items()}
    assert asked(other_letters, table, same, old) == []


def test_a_region_that_moves_six_places_is_asked_about():
    """Five places are allowed, between vintages for every table."""
    for places, speaks in ((5, False), (6, True)):
        delivered = level(2023) | {("KZ-11", 2023): 100.0 * 2**places + 1}
        found = asked(rank_moves, "fisim", delivered, level(2023))
        assert found == [("doubt.rank", "KZ-11")] * speaks


def test_only_levels_keep_their_ranks_between_years():
    """A new year of product is compared with the year before; one of the index is not."""
    delivered = level(2023) | {("KZ-11", 2023): 100.0 * 2**6 + 1}
    assert asked(rank_moves, "grp", delivered, level(2022)) == [("doubt.rank", "KZ-11")]
    assert asked(rank_moves, "grp_volume_index", delivered, level(2022)) == []
    rule = compared(frame("grp", delivered), frame("grp", level(2022)))
    (found,) = rank_moves(rule)
    slots = found.problem.slots
    assert (slots["rank"], slots["rank0"], slots["y0"]) == ("2", "8", "2022")


def test_product_per_head_keeps_its_rank():
    """Seven times the people of one year is named at the population that was delivered."""
    people = {(code, year): 1000.0 for code in EIGHT for year in (2022, 2023)}
    product = level(2022) | level(2023)
    before = pd.concat([frame("grp", product), frame("average_population", people)])
    many = {key: value for key, value in people.items() if key[1] == 2023}
    many |= {("KZ-47", 2023): 1000.0 * 2**6.5}
    (found,) = per_head_moves(compared(frame("average_population", many), before))
    slots = found.problem.slots
    assert (slots["region"], slots["rank0"], slots["rank"]) == ("KZ-47", "1", "7")
    same = frame("average_population", {(code, 2023): 1000.1 for code in EIGHT})
    assert list(per_head_moves(compared(same, before))) == []


def test_what_a_delivery_takes_away_is_asked_about_by_year():
    """A stored value that a new delivery lacks; a suppressed one is said, not lost."""
    before = level(2022) | level(2023)
    delivered = {key: value for key, value in level(2023).items() if key[0] not in EIGHT[:2]}
    rule = compared(frame("grp", delivered), frame("grp", before))
    (found,) = vanished(rule)
    slots = found.problem.slots
    assert (slots["items"], slots["k"], slots["year"]) == ("KZ-11,KZ-15", "2", "2023")
    hidden = level(2023) | {("KZ-11", 2023): float("nan")}
    assert asked(vanished, "grp", hidden, before) == []
    assert list(vanished(compared(frame("grp", delivered)))) == []


def test_a_new_year_that_lacks_regions_is_asked_about():
    """Those of the year before that still exist; the nation alone is its own question."""
    before = level(2022) | {("KZ", 2022): 9.0}
    lacking = {key: value for key, value in level(2023).items() if key[0] != "KZ-11"}
    rule = compared(frame("grp", lacking), frame("grp", before))
    (found,) = incomplete(rule)
    assert (found.problem.key, found.problem.slots["items"]) == ("doubt.incomplete", "KZ,KZ-11")
    alone = asked(incomplete, "grp", {("KZ", 2023): 9.0}, before)
    assert [key for key, _ in alone] == ["doubt.nation_alone"]
    assert asked(incomplete, "grp", level(2023) | {("KZ", 2023): 9.0}, before) == []
    ended = level(2017) | {("KZ-YUZ", 2017): 5.0}
    assert asked(incomplete, "grp", level(2018), ended) == []
    revised = {key: value for key, value in level(2022).items() if key[0] != "KZ-11"}
    assert asked(incomplete, "grp", revised, level(2021) | before) == []


def test_a_table_by_district_holds_all_districts_of_its_regions():
    """How many of how many are there is told once for the year."""
    own = [each.code for each in lists().districts.of("KZ-10")]
    rows = [frame("district_product", {("KZ-10", 2023): 1.0}, district=code) for code in own]
    assert list(districts_lacking(compared(pd.concat(rows, ignore_index=True)))) == []
    (found,) = districts_lacking(compared(pd.concat(rows[1:], ignore_index=True)))
    slots = found.problem.slots
    assert (slots["k"], slots["n_all"]) == (str(len(own) - 1), str(len(own)))


def schools(whole, urban, rural, year):
    """Schools of one region: all, of towns, of villages."""
    names = ("general_schools", "general_schools_urban", "general_schools_rural")
    parts = zip(names, (whole, urban, rural), strict=True)
    return pd.concat([frame(name, {("KZ-11", year): value}) for name, value in parts])


@pytest.mark.parametrize(
    ("before", "now", "speaks"),
    [
        ((10, 4, 6), (12, 4, 6), True),
        ((10, 4, 6), (12, 5, 7), False),
        ((11, 4, 6), (12, 4, 6), False),
    ],
)
def test_schools_of_towns_and_villages_make_all_schools(before, now, speaks):
    """Asked about only where they did a year before."""
    rule = compared(schools(*now, 2023), schools(*before, 2022))
    found = [each.problem for each in urban_and_rural(rule)]
    assert [each.key for each in found] == ["doubt.urban_rural"] * speaks
    for each in found:
        assert (each.slots["found"], each.slots["v0"]) == ("12", "10")


def test_a_preliminary_figure_hardly_replaces_a_final_one():
    """Only where it changed, and where the known one was final."""
    new = {("KZ-11", 2023): 101.0}
    assert asked(statuses_back, "grp", new, level(2023), status="preliminary") == [
        ("doubt.status_back", "KZ-11")
    ]
    same = {("KZ-11", 2023): 100.0}
    assert asked(statuses_back, "grp", same, level(2023), status="preliminary") == []
    assert asked(statuses_back, "grp", new, level(2023)) == []
    early = frame("grp", level(2023), status="preliminary")
    assert list(statuses_back(compared(frame("grp", new, status="preliminary"), early))) == []


def test_what_one_rule_explains_the_weaker_ones_do_not_name_again():
    """Ten times as much is also a large revision and a new rank, and is one question."""
    delivered = level(2023) | {("KZ-11", 2023): 1000.0}
    found = doubts(compared(frame("fisim", delivered), frame("fisim", level(2023))))
    assert [each.key for each in found] == ["doubt.scale"]


@settings(max_examples=8)
@given(st.lists(st.sampled_from(EIGHT), unique=True))
def test_the_same_figures_again_raise_no_doubt(regions):
    """Whichever regions are delivered, unchanged figures are only asked about if some vanish."""
    delivered = level(2023, regions=EIGHT)
    kept = {key: value for key, value in delivered.items() if key[0] not in regions}
    if kept:
        found = doubts(compared(frame("grp", kept), frame("grp", delivered)))
        assert {each.key for each in found} == ({"doubt.vanished"} if regions else set())


def test_doubts_are_counted_by_kind_and_table():
    """The order is that in which they were found; a kept reason is told with their number."""
    twice = level(2023) | {("KZ-11", 2023): 150.0, ("KZ-15", 2023): 300.0}
    found = doubts(compared(frame("grp", twice), frame("grp", level(2023))))
    assert kinds(found) == {("doubt.revised", "grp"): 2}
    kept = (KeptDoubt("doubt.revised", "grp", 2), KeptDoubt("doubt.rank", "grp", 3))
    vintage = Vintage(DAY, "", None, DAY, "", "", (), "a reason", kept)
    told = stored_although(vintage)
    assert told.slots == {"found": "2025-06-30", "text": "a reason", "k": "5"}
