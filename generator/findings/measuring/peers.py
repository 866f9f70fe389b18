"""Regions like this one: those of similar structure."""

from dataclasses import dataclass

from generator.findings.measuring.indicators import PEERS, Indicators

CUT_OFF, MEDIAN = 0.25, 0.5
"""Two regions are similar if they are no further apart than the nearest quarter of all pairs."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A region of similar structure.

    ``distance`` is the share of output, in per cent, that would have to be in other industries
    for the two structures to be the same.
    """

    region: str
    distance: float


def structural_peers(ind: Indicators, subject: str) -> tuple[Peer, ...]:
    """Find the similar regions whose structure is nearest, nearest first.

    None without full sections, and none where every other region is too far away.
    """
    near = ind.nearest
    similar = near["region"].eq(subject) & near["distance"].le(ind.distances[CUT_OFF])
    return tuple(
        Peer(str(row.peer), float(str(row.distance)) * 100)
        for row in near[similar].head(PEERS).itertuples(index=False)
    )
