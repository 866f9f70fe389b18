"""Whatever happens to one cell, a figure is refused or stays exactly what the file says."""

import math
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from generator.dataset.cells import MOST_DIGITS, Scope, malformed, read_figures
from generator.dataset.code_lists import read_industries, read_regions
from generator.dataset.readers import decode, parse_table
from generator.dataset.schema import BY_NAME
from generator.errors import DataProblems

from .conftest import TINY

TABLE = BY_NAME["gva_by_industry"]
LINES = (TINY / "deliveries" / "2025-06-30" / TABLE.file).read_text(encoding="utf-8").splitlines()
SCOPE = Scope(
    TABLE.file,
    TABLE,
    read_regions(TINY / "classifications"),
    read_industries(TINY / "classifications"),
    frozenset({"TEST-1", "TEST-2"}),
    2025,
)

near_numbers = st.from_regex(r"[-+]?[0-9]{0,18}[.,eE ]?[0-9]{0,6}", fullmatch=True)
near_codes = st.sampled_from(["KZ", "KZ-10", "KZ-63", "A", "S", "2022", "nil", "current", "0", ""])
cells = st.one_of(st.text(max_size=20), near_numbers, near_codes)


def read(content):
    """Read one table from bytes: its figures by line, and its problems."""
    try:
        rows, problems = parse_table(decode(content, TABLE.file), TABLE.file, TABLE.columns)
    except DataProblems as error:
        return {}, error.problems
    figures, found = read_figures(rows, SCOPE)
    return {figure.row: figure for figure in figures}, (*problems, *found)


def same(one, other):
    """Whether two figures are the same; a missing value is the same as a missing value."""
    if math.isnan(one.value) and math.isnan(other.value):
        return (one.status, one.region, one.year) == (other.status, other.region, other.year)
    return one == other


@given(st.integers(1, len(LINES) - 1), st.integers(0, len(TABLE.columns) - 1), cells)
@example(5, 3, "1e3")
@example(5, 3, "1 000")
@example(5, 3, "\u0664")
@example(5, 0, "\u041aZ")
@example(5, 7, '"')
def test_a_mutated_cell_is_refused_or_read_as_it_stands(line, column, text):
    """The mutated line gives a problem, or a figure with exactly the written value."""
    before, _ = read("\n".join([*LINES, ""]).encode())
    parts = LINES[line].split(",")
    parts[column] = text
    mutated = [*LINES[:line], ",".join(parts), *LINES[line + 1 :], ""]
    after, problems = read("\n".join(mutated).encode("utf-8", "surrogatepass"))
    if not problems:
        assert after.keys() == before.keys()
        assert all(same(after[row], before[row]) for row in after if row != line + 1)
        written = parts[TABLE.columns.index("value")]
        value = after[line + 1].value
        assert Decimal(repr(value)) == Decimal(written) if written else math.isnan(value)
    for problem in problems:
        assert problem.key.startswith("problem.")
        assert problem.place.row >= 1


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_problems(content):
    """Nothing but problems comes out of bytes that are no table."""
    figures, problems = read(content)
    assert problems
    assert not figures


@given(st.integers(0, len("\n".join(LINES)) - 1), st.binary(min_size=1, max_size=3))
def test_any_bytes_in_the_middle_never_raise(position, piece):
    """Bytes put anywhere give problems or figures whose values stand in the file."""
    content = "\n".join([*LINES, ""]).encode()
    figures, problems = read(content[:position] + piece + content[position:])
    assert problems or len(figures) >= len(LINES) - 1


@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=3))
def test_every_plain_decimal_is_a_number(value):
    """A decimal point and a leading minus are all that a number needs."""
    text = f"{value:f}"
    wanted = "problem.not_a_number" if text.startswith("-") and not value else ""
    assert malformed(text) == wanted


@given(st.text(max_size=12))
def test_what_is_accepted_as_a_number_is_read_exactly(text):
    """Any accepted text has at most 15 digits and survives the way through a float."""
    if text and not malformed(text):
        assert sum(each.isdigit() for each in text) <= MOST_DIGITS
        assert Decimal(repr(float(text))) == Decimal(text)
