"""Reference cases: an input and the values other programs compute from it, one folder each."""

import json
import math
from functools import cache
from pathlib import Path

import pandas as pd

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
    return json.loads((CASES / case / "expected.json").read_text(encoding="utf-8"))


def read(case):
    """Read the input of a case; labels stay text, an empty cell is missing."""
    text = {"region": str, "industry": str, "group": str, "unit": str, "firm": str}
    return pd.read_csv(CASES / case / "input.csv", dtype=text)


def quantities(prefix):
    """Every (case, quantity, value) of the cases whose folder begins like this."""
    return [
        (case, each["quantity"], each["value"])
        for case in names(prefix)
        for each in expected(case)["quantities"]
    ]


def plain(value):
    """Turn a result into what a case file can hold: numbers and mappings; undefined = None."""
    if isinstance(value, pd.DataFrame):
        return plain(value.stack(future_stack=True))
    if isinstance(value, pd.Series):
        keys = ("|".join(key) if isinstance(key, tuple) else str(key) for key in value.index)
        return dict(zip(keys, map(plain, value.array), strict=True))
    return None if pd.isna(value) else float(value)


def same(got, want):
    """Whether a result is the expected value, key by key, to nine significant digits."""
    if isinstance(want, dict):
        return got.keys() == want.keys() and all(same(got[key], want[key]) for key in want)
    if want is None or got is None:
        return got is want
    return math.isclose(got, want, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
