"""What was read beside what is known: counted once each, and doubted where it is not alike."""

import math
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dataset.intake.sheet_reading import ReadFigure
from generator.dataset.intake.vintage_comparison import Changed, compare, unlike

CODES = [f"KZ-{number}" for number in range(10, 22)]
COLUMNS = ["table", "region", "district", "industry", "year", "value"]


def panel(figures, *, table="grp"):
    """What of a panel a comparison reads: its figures and its day."""
    rows = [(table, region, "", "", year, value) for (region, year), value in figures.items()]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return SimpleNamespace(observations=frame, vintage=date(2025, 6, 30))


def read(figures, *, table="grp", district=""):
    """Figures as read from a sheet, a region a row and a year a column."""
    return [
        ReadFigure(
            table, code, district, year, value, "published", "S", int(code[3:]), year % 100, code
        )
        for (code, year), value in figures.items()
    ]


def told(figures, known):
    """Keys of what is doubted about figures."""
    return [each.key for each in unlike(compare(read(figures), panel(known)), panel(known))]


def telling(years, regions=CODES):
    """Figures that are hardly equal to others by chance, and of one size."""
    return {
        (code, year): 100_000.0 + 1371.3 * at + 17.9 * (year - 2000)
        for at, code in enumerate(regions)
        for year in years
    }


CELLS = st.dictionaries(
    st.tuples(st.sampled_from(CODES), st.integers(2020, 2023)),
    st.sampled_from([1.0, 2.0, 0.0, math.nan]),
    max_size=12,
)


@given(CELLS, CELLS)
def test_every_figure_is_counted_once(known, figures):
    """Equal, changed and new are all that was read; vanished is known of the same years only."""
    found = compare(read(figures), panel(known))
    counted = [*found.equal, *(each.figure for each in found.changed), *found.new]
    assert sorted((x.region, x.year) for x in counted) == sorted(figures)
    years = {year for _, year in figures}
    assert {(cell[1], cell[3]) for cell in found.vanished} == {
        cell
        for cell, value in known.items()
        if cell not in figures and cell[1] in years and not math.isnan(value)
    }
    for each in found.equal:
        one, other = known[each.region, each.year], each.value
        assert one == other or (math.isnan(one) and math.isnan(other))
    assert all((each.region, each.year) not in known for each in found.new)


def test_a_figure_is_equal_within_the_last_digit_that_is_kept():
    """A billionth is rounding of a file; a millionth is another figure."""
    known = {("KZ-10", 2022): 1e6, ("KZ-11", 2022): 0.0}
    close = {("KZ-10", 2022): 1e6 * (1 + 5e-10), ("KZ-11", 2022): 5e-10}
    assert len(compare(read(close), panel(known)).equal) == 2
    apart = {("KZ-10", 2022): 1e6 * (1 + 1e-6), ("KZ-11", 2022): 1e-6}
    assert len(compare(read(apart), panel(known)).changed) == 2


def test_tables_by_industry_and_other_tables_are_not_compared():
    """Only totals of the table that was read are known."""
    known = panel({("KZ-10", 2022): 1.0})
    known.observations["industry"] = "A"
    assert len(compare(read({("KZ-10", 2022): 1.0}), known).new) == 1
    other = panel({("KZ-10", 2022): 1.0}, table="fisim")
    assert len(compare(read({("KZ-10", 2022): 1.0}), other).new) == 1


@pytest.mark.parametrize(
    ("value", "known", "percent"),
    [(110, 100, 10), (90, 100, -10), (5, 0, math.inf), (5, math.nan, math.inf)],
)
def test_a_change_is_told_in_per_cent_of_what_was_known(value, known, percent):
    """From nothing there is no per cent."""
    (figure,) = read({("KZ-10", 2022): float(value)})
    assert Changed(figure, float(known)).percent == pytest.approx(percent)
    (missing,) = read({("KZ-10", 2022): math.nan})
    assert Changed(missing, 5.0).percent == math.inf


def test_the_largest_changes_stand_first():
    """Down counts like up; the regions touched are told by code."""
    known = {(code, 2022): 100.0 for code in CODES[:3]}
    values = dict(zip(CODES, (101.0, 50.0, 120.0, 7.0), strict=False))
    found = compare(read({(code, 2022): value for code, value in values.items()}), panel(known))
    assert [each.figure.region for each in found.largest] == [CODES[1], CODES[2], CODES[0]]
    assert found.regions == tuple(CODES[:4])
    assert found.vintage == "2025-06-30"


def test_a_small_revision_is_alike():
    """Figures that moved by a few per cent in one year raise no doubt."""
    known = telling([2020, 2021, 2022])
    assert (
        told(
            {cell: value * (1.03 if cell[1] == 2022 else 1) for cell, value in known.items()},
            known,
        )
        == []
    )


@pytest.mark.parametrize(("factor", "found"), [(1.2, []), (1.3, ["problem.unlike_known"])])
def test_one_year_must_be_of_the_size_known(factor, found):
    """A quarter more is the limit of the middle figure."""
    known = telling([2022])
    figures = {cell: value * factor for cell, value in known.items()}
    assert told(figures, known) == found


def test_of_three_years_most_figures_must_be_known():
    """Every figure one per cent higher is a revision of two years, and another table of three."""
    for years, found in (([2021, 2022], []), ([2020, 2021, 2022], ["problem.unlike_known"])):
        known = telling(years)
        assert told({cell: value * 1.01 for cell, value in known.items()}, known) == found


def test_exactly_half_equal_is_enough():
    """Six equal of twelve are most; five are not."""
    years = [2020, 2021, 2022]
    known = telling(years, CODES[:4])
    cells = sorted(known)
    for equal, found in ((6, []), (5, ["problem.unlike_known"])):
        figures = {c: known[c] * (1 if at < equal else 1.01) for at, c in enumerate(cells)}
        assert told(figures, known) == found


def test_nothing_is_said_of_fewer_than_ten_figures():
    """Nine figures of another size may be a small table."""
    known = telling([2022], CODES[:9])
    assert told({cell: value * 2 for cell, value in known.items()}, known) == []
    known = telling([2022], CODES[:10])
    assert told({cell: value * 2 for cell, value in known.items()}, known) == [
        "problem.unlike_known"
    ]


def test_what_is_unlike_says_how_much():
    """The number of equal figures, of all, and the middle ratio are told with the sheet."""
    known = telling([2022])
    figures = {cell: value * 1000 for cell, value in known.items()}
    problem, other = unlike(compare(read(figures), panel(known)), panel(known))
    assert problem.slots == {"found": "0", "n_all": "12", "ratio": "1000", "vintage": "2025-06-30"}
    assert problem.place.file == "S"
    assert other.key == "problem.other_size"


def moved(figures, known):
    """Items and expected places of rows or columns that have moved."""
    found = unlike(compare(read(figures), panel(known)), panel(known))
    return [
        (x.slots["item"], x.slots["expected"]) for x in found if x.key == "problem.figures_moved"
    ]


def test_two_figures_of_neighbouring_years_are_a_shift():
    """One figure that equals its neighbour may be chance; two of a region are not."""
    known = telling([2020, 2021, 2022])
    one = {**known, ("KZ-10", 2021): known["KZ-10", 2020]}
    assert moved(one, known) == []
    two = {**one, ("KZ-10", 2022): known["KZ-10", 2021]}
    assert moved(two, known) == [("KZ-10", "KZ-10 2020")]


def test_two_figures_of_neighbouring_regions_are_a_shift():
    """Rows that moved are named by their year."""
    known = telling([2022])
    swapped = {
        **known,
        ("KZ-10", 2022): known["KZ-11", 2022],
        ("KZ-11", 2022): known["KZ-10", 2022],
    }
    assert moved(swapped, known) == [("2022", "KZ-11 2022")]


def test_figures_of_few_digits_or_of_two_owners_tell_nothing():
    """A round number, or one that several cells have, may be anybody's."""
    for value, other in ((120.0, 130.0), (1234.5, 1234.5)):
        known = {("KZ-10", 2022): value, ("KZ-11", 2022): other, ("KZ-12", 2022): 1234.5}
        swapped = {("KZ-10", 2022): other + 5, ("KZ-11", 2022): value, ("KZ-12", 2022): other}
        assert moved(swapped, known) == []


def test_a_figure_of_another_region_and_year_is_no_neighbour():
    """Only what lies in the same row or column of the table can have slipped."""
    known = telling([2021, 2022])
    figures = {
        **known,
        ("KZ-10", 2021): known["KZ-11", 2022],
        ("KZ-12", 2021): known["KZ-13", 2022],
    }
    assert moved(figures, known) == []


@pytest.mark.parametrize(("factor", "count"), [(2.9, 0), (3.1, 1), (0.35, 0), (0.3, 1)])
def test_a_new_year_must_be_of_the_size_of_one_beside_it(factor, count):
    """Three times as much, or a third, is another unit; told at the column, once."""
    known = telling([2021, 2023])
    new = {(code, 2022): known[code, 2021] * factor for code in CODES}
    found = list(unlike(compare(read(new), panel(known)), panel(known)))
    assert [each.key for each in found] == ["problem.other_size"] * count
    for each in found:
        assert (each.slots["year"], each.place.column) == ("2022", "W")
        assert float(each.slots["ratio"]) == pytest.approx(factor)


def test_a_new_year_is_compared_with_the_one_after_it_too():
    """Where the year before is not there, the year after is."""
    known = telling([2023])
    new = {(code, 2022): known[code, 2023] * 10 for code in CODES}
    assert told(new, known) == ["problem.other_size"]
    far = {(code, 2020): known[code, 2023] * 10 for code in CODES}
    assert told(far, known) == []


def test_a_known_year_of_another_size_is_named_among_equal_ones():
    """One year of five times a thousand is told, however well the others agree."""
    known = telling([2019, 2020, 2021, 2022])
    figures = {c: value * (1000 if c[1] == 2021 else 1) for c, value in known.items()}
    assert told(figures, known) == ["problem.other_size"]
    several = {
        c: v * (1000 if c[1] == 2021 and c[0] in CODES[:5] else 1) for c, v in known.items()
    }
    assert told(several, known) == []


def test_figures_of_nothing_have_no_size():
    """Zeros and negative figures give no ratio."""
    known = {(code, 2021): 0.0 for code in CODES}
    new = {(code, 2022): 500.0 for code in CODES}
    assert told(new, known) == []
