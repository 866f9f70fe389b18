"""How much wider the gaps between the blocks of a page become, so that the page is filled."""

from collections.abc import Sequence
from itertools import accumulate

WIDE = 3.4
"""Gaps at least this wide, in millimetres, part what does not belong together, and may grow."""

MOST = 1.5
"""What a gap grows by at most, as a multiple of itself."""


def shifts(gaps: Sequence[float], left: float) -> list[float]:
    """Return how far each block of a page moves down.

    All gaps that may grow do so in proportion to their width, until the page is filled or they
    are ``1 + MOST`` times as wide as they were.

    Parameters
    ----------
    gaps
        White space above each block in order, in millimetres; that above the first is 0.
    left
        White space below the last block, in millimetres.

    Returns
    -------
    list of float
        Millimetres, one for each block, never less than for the block before; all 0 if nothing is
        left or no gap may grow.
    """
    growing = [gap if gap >= WIDE else 0.0 for gap in gaps]
    whole = sum(growing)
    part = min(max(left, 0.0) / whole, MOST) if whole else 0.0
    return list(accumulate(part * gap for gap in growing))
