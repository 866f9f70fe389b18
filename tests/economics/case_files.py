"""The reference cases kept here, and how a result is compared with what they expect."""

import math
from functools import cache
from pathlib import Path

from tests.oracles.answers import answer
from tests.oracles.case import Case, plain

__all__ = [
    "CASES",
    "agreement",
    "answered",
    "expected",
    "names",
    "plain",
    "quantities",
    "read",
    "same",
]

CASES = Path(__file__).parent / "cases"
RELATIVE = 1e-9
ABSOLUTE = 1e-12


@cache
def names(prefix):
    """Names of the cases whose folder begins like this."""
    return tuple(sorted(folder.name for folder in CASES.glob(f"{prefix}*") if folder.is_dir()))


@cache
def expected(case):
    """What the case says about itself and expects."""
    return Case(CASES / case).about


@cache
def answered(case):
    """What the program answers to the case."""
    return answer(Case(CASES / case))


def read(case):
    """Read the input of a case; labels stay text, an empty cell is missing."""
    return Case(CASES / case).read()


def quantities(prefix):
    """Every (case, quantity, expectation) of the cases whose folder begins like this."""
    return [
        (case, each["quantity"], each["value"])
        for case in names(prefix)
        for each in expected(case)["quantities"]
        if each.get("ours", True)
    ]


def agreement(case, quantity):
    """How closely to agree: nine digits, or as well as the programs agree with each other."""
    known = {each["quantity"]: each for each in expected(case)["quantities"]}
    differences = [each.get("max_rel_diff", 0.0) for each in known[quantity]["oracles"]]
    return max(RELATIVE, 10 * max(differences, default=0.0))


def same(got, want, relative=RELATIVE):
    """Whether a result is the expected value, key by key, to nine significant digits."""
    if isinstance(want, dict):
        return got.keys() == want.keys() and all(
            same(got[key], want[key], relative) for key in want
        )
    if want is None or got is None:
        return got is want
    return math.isclose(got, want, rel_tol=relative, abs_tol=ABSOLUTE)
