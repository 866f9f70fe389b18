"""Which values an economic quantity can take at all.

Files and words are checked where they are read; here only values are: a negative output or a
set of shares that is not a whole would give a number that means nothing.
"""

import numpy as np
import pandas as pd

NEGATIVE = "negative"
INFINITE = "infinite"
NOT_WHOLE = "not a whole"

SHARE_TOLERANCE = 1e-9
"""Largest relative deviation from 1 of shares that are said to make up a whole."""


class ImpossibleValueError(ValueError):
    """A value that the quantity cannot take.

    ``rule`` is the rule broken (``NEGATIVE``, ``INFINITE``, ``NOT_WHOLE``); ``places``
    says where, each place being the row label and, in a table, the column label.
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
    for rule, wrong in ((NEGATIVE, values < 0), (INFINITE, values.isin([np.inf]))):
        rows, columns = np.nonzero(wrong.to_numpy())
        if len(rows):
            places = zip(values.index[rows], values.columns[columns], strict=True)
            raise ImpossibleValueError(rule, tuple(f"{row} {column}" for row, column in places))


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
