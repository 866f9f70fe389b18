"""Regions like this one: those of similar structure."""

from dataclasses import dataclass

from generator.findings.measuring.indicators import PEERS, Indicators


@dataclass(frozen=True, slots=True)
class Peer:
    """A region of similar structure.

    ``distance`` is the share of output, in per cent, that would have to be in other industries
    for the two structures to be the same.
    """

    region: str
    distance: float


def structural_peers(ind: Indicators, subject: str) -> tuple[Peer, ...]:
    """Find the regions whose structure is nearest, nearest first; none without full sections."""
    near = ind.nearest
    own = near[near["region"].eq(subject)].head(PEERS)
    return tuple(
        Peer(str(row.peer), float(str(row.distance)) * 100) for row in own.itertuples(index=False)
    )
