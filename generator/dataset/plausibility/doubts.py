"""Every doubt about a delivery, the strongest explanation of a figure first."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

from generator.dataset.panel import Vintage
from generator.dataset.plausibility.agreement import (
    contradictions,
    statuses_back,
    urban_and_rural,
    within,
)
from generator.dataset.plausibility.comparison import Comparison, RaisedDoubt
from generator.dataset.plausibility.coverage import districts_lacking, incomplete, vanished
from generator.dataset.plausibility.magnitudes import scale_moves
from generator.dataset.plausibility.misplaced_rows import exchanges, other_letters, shifted_rows
from generator.dataset.plausibility.new_breaks import new_breaks
from generator.dataset.plausibility.own_past import cumulative, deflators, jumps, revisions
from generator.dataset.plausibility.rank_moves import per_head_moves, rank_moves
from generator.errors import Problem

Rule = Callable[[Comparison], Iterator[RaisedDoubt]]

_OF_CELLS: tuple[Rule, ...] = (
    cumulative,
    other_letters,
    shifted_rows,
    exchanges,
    scale_moves,
    revisions,
    jumps,
    rank_moves,
    statuses_back,
)
"""Rules about single figures: what one explains, those after it do not name again."""

_OF_TABLES: tuple[Rule, ...] = (
    vanished,
    incomplete,
    districts_lacking,
    contradictions,
    urban_and_rural,
    deflators,
    per_head_moves,
    new_breaks,
)


UNANSWERABLE = frozenset({"doubt.classification"})
"""Doubts that no reason answers: the figures are to be delivered in another form."""


def doubts(compared: Comparison, missed: Sequence[Problem] = ()) -> tuple[Problem, ...]:
    """Find every doubt about a delivery.

    Parameters
    ----------
    compared
        The delivery beside the figures before it.
    missed
        Identities that the delivery's own figures miss.

    Returns
    -------
    tuple of Problem
        With keys ``doubt.*``, those of one kind together. Empty if nobody need be asked.
    """
    found: list[Problem] = []
    explained: set[Hashable] = set()
    for rule in _OF_CELLS:
        asked = [each for each in rule(compared) if not each.cells & explained]
        explained.update(*(each.cells for each in asked))
        found += [each.problem for each in asked]
    for rule in _OF_TABLES:
        found += [each.problem for each in rule(compared)]
    found += [each.problem for each in within(missed, found)]
    return tuple(sorted(found, key=lambda each: _order(each, found)))


def _order(problem: Problem, found: Sequence[Problem]) -> int:
    return next(at for at, each in enumerate(found) if each.key == problem.key)


def kinds(found: Sequence[Problem]) -> dict[tuple[str, str], int]:
    """Count doubts by their kind and table, in the order in which they were found."""
    return dict(Counter((each.key, each.slots.get("table", "")) for each in found))


def stored_although(vintage: Vintage) -> Problem:
    """Return the notice that figures are in use although there were doubts, with the reason."""
    slots = {
        "found": vintage.day.isoformat(),
        "text": vintage.although,
        "k": str(sum(each.number for each in vintage.doubts)),
    }
    return Problem("notice.although", slots=slots)
