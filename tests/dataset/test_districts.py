"""Tables by district: what is accepted, and what is refused."""

import hashlib

import pytest

from generator.dataset.vintages import load
from generator.errors import Location

HEADER = "region,district,year,value,status,borders,source,note\n"
PEOPLE = (
    "KZ-10,101000000,2022,300000,published,current,TEST-1,\n"
    "KZ-10,103200000,2022,305000,published,current,TEST-1,\n"
)
FILE = "district_population.csv"
NEWLINE = "\n"


def deliver(tiny, rows, file=FILE, unit="persons"):
    """Add a table by district to the newer delivery."""
    content = (HEADER + rows).encode()
    (tiny.folder / file).write_bytes(content)
    manifest = tiny.folder / "delivery.toml"
    entry = (
        f'\n[[table]]\nfile = "{file}"\nunit = "{unit}"\nrows = {rows.count(NEWLINE)}\n'
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"\n'
    )
    manifest.write_text(manifest.read_text(encoding="utf-8") + entry, encoding="utf-8")


def test_a_table_by_district_is_a_delivery(tiny):
    """Figures come back by district; the region's own figure stays apart from them."""
    deliver(tiny, PEOPLE)
    assert tiny.problems() == ()
    panel = load(tiny.project, None)
    assert panel.by_district("district_population", 2022).to_dict() == {
        "101000000": 300000.0,
        "103200000": 305000.0,
    }
    assert panel.by_district("district_population", 2021).empty
    found = panel.observation("district_population", "103200000", 2022)
    assert (found.region, found.value) == ("KZ-10", 305000.0)
    assert panel.observation("average_population", "KZ-10", 2022).district == ""


CASES = {
    "unknown district": ("101000000", "109999999", ("unknown_district", 2, "district")),
    "region in place of a district": ("101000000", "KZ-10", ("unknown_district", 2, "district")),
    "district of another region": (
        "KZ-10,101000000",
        "KZ-63,101000000",
        ("district_elsewhere", 2, "district"),
    ),
    "former borders": (
        "300000,published,current",
        "300000,published,before-2022",
        ("borders_unknown", 2, "borders"),
    ),
    "same district twice": ("103200000", "101000000", ("duplicate_key", 3, "")),
    "all districts less than the region": ("305000", "304990", ("districts_differ", 2, "value")),
    "all districts more than the region": ("305000", "305010", ("districts_differ", 2, "value")),
}


@pytest.mark.parametrize(("old", "new", "where"), CASES.values(), ids=CASES.keys())
def test_one_wrong_thing_is_named_with_its_place(tiny, old, new, where):
    """Each change is refused, with line and column; the region has 605,000 inhabitants."""
    assert old in PEOPLE
    deliver(tiny, PEOPLE.replace(old, new, 1))
    key, row, column = where
    found = {(each.key, each.place) for each in tiny.problems()}
    assert (f"problem.{key}", Location(f"2025-06-30/{FILE}", row, column)) in found


def test_some_districts_may_be_missing_but_not_exceed_the_region(tiny):
    """One district of two is no contradiction, unless it alone is more than the whole."""
    one = PEOPLE.splitlines(keepends=True)[0]
    deliver(tiny, one)
    assert tiny.problems() == ()


def test_a_district_larger_than_its_region_is_refused(tiny):
    """700,000 inhabitants of a district in a region of 605,000."""
    deliver(tiny, PEOPLE.splitlines(keepends=True)[0].replace("300000", "700000"))
    assert [each.key for each in tiny.problems()] == ["problem.districts_differ"]


def test_incomes_per_head_do_not_add_up(tiny):
    """Income per inhabitant has no sum to hold against the region."""
    rows = PEOPLE.replace("300000", "90000.5").replace("305000", "20000")
    deliver(tiny, rows, "district_income_per_capita.csv", "KZT per month")
    assert tiny.problems() == ()
