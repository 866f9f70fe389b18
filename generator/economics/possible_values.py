"""Which values an economic quantity can take at all, and why it may have none.

Files and words are checked where they are read; here only values are: a negative output or a
set of shares that is not a whole would give a number that means nothing.
"""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

NEGATIVE = "negative"
INFINITE = "infinite"
NOT_WHOLE = "not a whole"
TOTAL = "total"
FRACTION = "fractional"
OUT_OF_RANGE = "out of range"

SHARE_TOLERANCE = 1e-9
"""Largest relative deviation from 1 of shares that are said to make up a whole."""

TOTAL_TOLERANCE = 1e-6
"""Relative deviation up to which an industry is the sum of the others: rounding, not chance."""


class Undefined(StrEnum):
    """Why a quantity has no value (NaN). It is then not printed as a number and not ranked."""

    MISSING = "missing"
    """An input has no value."""
    ZERO_BASE = "zero_base"
    """There is nothing to relate to: a total, stock, count or length of zero."""
    NOT_POSITIVE = "not_positive"
    """The logarithm of zero would be needed."""
    TOO_SHORT = "too_short"
    """The series has too few years."""
    TOO_FEW = "too_few"
    """There are too few regions or pairs."""
    NO_VARIATION = "no_variation"
    """All values are equal."""


class ImpossibleValueError(ValueError):
    """A value that the quantity cannot take.

    ``rule`` is the rule broken (``NEGATIVE``, ``INFINITE``, ``NOT_WHOLE``, ``TOTAL``,
    ``FRACTION``, ``OUT_OF_RANGE``); ``places`` says where, each place being the row label and, in
    a table, the column label.
    """

    def __init__(self, rule: str, places: tuple[str, ...]) -> None:
        self.rule, self.places = rule, places
        super().__init__(f"{rule}: {', '.join(places)}")


def require_amounts(values: pd.DataFrame) -> None:
    """Refuse negative or infinite amounts; a missing value passes.

    Raises
    ------
    ImpossibleValueError
        Naming every cell concerned as "row column".
    """
    amounts = values.to_numpy(dtype=float, na_value=np.nan)
    for rule, wrong in ((NEGATIVE, amounts < 0), (INFINITE, np.isposinf(amounts))):
        if wrong.any():
            raise ImpossibleValueError(rule, marked_cells(values, wrong))


def require_whole(shares: pd.DataFrame) -> None:
    """Refuse shares that are negative or do not add up to 1; rows with a missing share pass.

    Raises
    ------
    ImpossibleValueError
        Naming the cells or the rows concerned.
    """
    require_amounts(shares)
    sums = shares.sum(axis=1, skipna=False)
    wrong = sums.index[(sums - 1).abs() > SHARE_TOLERANCE]
    if len(wrong):
        raise ImpossibleValueError(NOT_WHOLE, tuple(str(row) for row in wrong))


def require_counts(counts: pd.DataFrame) -> None:
    """Refuse counts that are negative, infinite or not whole numbers; a missing value passes.

    Raises
    ------
    ImpossibleValueError
        Naming every cell concerned as "row column".
    """
    require_amounts(counts)
    broken = (counts % 1 > 0).to_numpy()
    if broken.any():
        raise ImpossibleValueError(FRACTION, marked_cells(counts, broken))


def require_no_total(values: pd.DataFrame, parents: Mapping[str, str] | None = None) -> None:
    """Refuse an industry that is the sum of the others, or the parent of another one.

    It would be counted twice: once by itself and once in its parts.

    Parameters
    ----------
    values
        Output, region x industry, not negative.
    parents
        Code of the parent of each industry, where it is declared. An industry that is its own
        parent stands for a parent without parts and passes.

    Raises
    ------
    ImpossibleValueError
        Naming the industries concerned.

    Notes
    -----
    Equality is looked for where at least two regions have a figure in every industry and at least
    three industries are not zero throughout; with fewer it may be chance.
    """
    declared = {parent for part, parent in (parents or {}).items() if parent != part}
    found = [str(name) for name in values.columns if name in declared]
    complete = values.dropna()
    complete = complete[complete.sum(axis=1) > 0]
    if len(complete) >= 2 and (complete > 0).any().sum() >= 3:
        whole = complete.sum(axis=1)
        excess = complete.mul(2).sub(whole, axis=0).abs().div(whole, axis=0)
        sums = excess.columns[(excess <= TOTAL_TOLERANCE).all()]
        found += [str(name) for name in sums if str(name) not in found]
    if found:
        raise ImpossibleValueError(TOTAL, tuple(found))


def marked_cells(values: pd.DataFrame, marks: NDArray[np.bool_]) -> tuple[str, ...]:
    """Name the marked cells of a table as "row column", row by row.

    Parameters
    ----------
    values
        The table, whose labels are used.
    marks
        Same shape; true = named.
    """
    rows, columns = np.nonzero(marks)
    places = zip(values.index[rows], values.columns[columns], strict=True)
    return tuple(f"{row} {column}" for row, column in places)
