"""Sentences between statements of opposite sign: prices, people, the newest year, moved shares."""

from collections.abc import Iterator, Mapping

from generator.classifications.regions import NATION
from generator.findings.claims import Claim, IndustrySlot, Number, Slot, Year
from generator.findings.indifference import compared
from generator.findings.measures import GROWTH
from generator.findings.measuring.frame_cells import cell, row_of
from generator.findings.measuring.indicators import Indicators, cumulated_growth
from generator.findings.measuring.trajectories import Trajectory

MOVED = 3.0
"""Percentage points by which a share must move within a year to be told with that of the year
before."""

RATIO, PEOPLE, REAL = "ratio_to_nation", "population", "growth_phase"

Years = tuple[int, int]


def joining(
    ind: Indicators, subject: str, trajectory: Trajectory | None
) -> dict[str, tuple[Claim, ...]]:
    """Choose the joining sentences of a region by the place that they are added to."""
    return {
        "lede.growth": _some(prices(ind, subject)),
        "lede.shocks": _some(
            newest_year(ind, subject, trajectory), people(ind, subject, trajectory)
        ),
        "lede.structure": tuple(moved(ind, subject)),
    }


def _some(*claims: Claim | None) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim is not None)


def prices(ind: Indicators, subject: str) -> Claim | None:
    """Explain real growth and the ratio to the nation of opposite sign by prices and people (L2).

    Nominal output per head = real output x implied deflator / population, for both.
    """
    ratio = ind.series(RATIO, subject)
    years = (min(ratio, default=0), max(ratio, default=0))
    own, nation = (_real(ind, code, years) for code in (subject, NATION))
    if own is None or nation is None:
        return None
    if compared(REAL, own, nation) * compared(RATIO, ratio[years[1]], ratio[years[0]]) >= 0:
        return None
    parts: dict[str, float | None] = {"v": own, "u": nation}
    for name, code, real in (("v", subject, own), ("u", NATION, nation)):
        parts[f"{name}0"] = _change(ind.series(PEOPLE, code), years)
        parts[f"{name}1"] = _deflator(_change(ind.series("grp", code), years), real)
    slots: dict[str, Slot] = {"y0": Year(years[0]), "y1": Year(years[1])}
    known = {name: value for name, value in parts.items() if value is not None}
    slots |= {name: Number(value, 1, "percent_signed") for name, value in known.items()}
    return (
        Claim("bridge.prices", "L2", slots, evidence=known) if len(known) == len(parts) else None
    )


def _real(ind: Indicators, code: str, years: Years) -> float | None:
    """Real growth of output over the years, per cent; ``None`` with a gap."""
    rates = {y: v for y, v in ind.series(GROWTH, code).items() if years[0] < y <= years[1]}
    complete = len(rates) == years[1] - years[0] and len(rates) > 0
    return cumulated_growth(rates) if complete else None


def _change(series: Mapping[int, float], years: Years) -> float | None:
    if any(year not in series or series[year] <= 0 for year in years):
        return None
    return (series[years[1]] / series[years[0]] - 1) * 100


def _deflator(nominal: float | None, real: float) -> float | None:
    """Change of prices implied by that of output at current and at constant prices, per cent."""
    return None if nominal is None else ((100 + nominal) / (100 + real) - 1) * 100


def people(ind: Indicators, subject: str, trajectory: Trajectory | None) -> Claim | None:
    """Explain output that grew while output per head has a falling trend, by people (L2)."""
    if trajectory is None or trajectory.direction != "fell" or len(trajectory.members) > 1:
        return None
    years = (trajectory.base, max(trajectory.volume))
    grew, more = trajectory.volume[years[1]] - 100, _change(ind.series(PEOPLE, subject), years)
    if more is None or grew <= 0 or more <= 0:
        return None
    slots: dict[str, Slot] = {
        "y0": Year(years[0]),
        "y1": Year(years[1]),
        "v": Number(grew, 1, "percent"),
        "u": Number(more, 1, "percent"),
        "v0": Number(((100 + grew) / (100 + more) - 1) * 100, 1, "percent_signed"),
    }
    return Claim("bridge.people", "L2", slots)


def newest_year(ind: Indicators, subject: str, trajectory: Trajectory | None) -> Claim | None:
    """Say after a trend that the newest year went the other way, per head (L2)."""
    if trajectory is None or not trajectory.direction or len(trajectory.members) > 1:
        return None
    change = per_head(ind.value(GROWTH, subject), ind.relative_change(PEOPLE, subject))
    side = 0 if change is None else compared(REAL, change, 0.0)
    if change is None or side == (1 if trajectory.direction == "rose" else -1) or not side:
        return None
    slots: dict[str, Slot] = {"year": Year(ind.year), "v": Number(abs(change), 1, "percent")}
    return Claim("trend.but_rose" if side > 0 else "trend.but_fell", "L2", slots)


def per_head(growth: float | None, more_people: float | None) -> float | None:
    """Return growth per head from growth and the change of population, all per cent."""
    if growth is None or more_people is None:
        return None
    return ((100 + growth) / (100 + more_people) - 1) * 100


def moved(ind: Indicators, subject: str) -> Iterator[Claim]:
    """State both shares of every section whose share in GRP moved by more than 3 points."""
    for section, share in row_of(ind.shares_in_grp, subject).items():
        before = cell(ind.previous_shares, subject, section) * 100
        if abs(share * 100 - before) > MOVED:
            slots: dict[str, Slot] = {
                "industry": IndustrySlot(section),
                "share0": Number(before, 1, "percent"),
                "share1": Number(share * 100, 1, "percent"),
            }
            yield Claim("structure.moved", "L2", slots)


def largest_moved(ind: Indicators, subject: str) -> Claim | None:
    """State both shares of the largest section, where they differ by more than 3 points."""
    shares = row_of(ind.shares_in_grp, subject)
    largest = max(shares, key=lambda name: shares[name], default="")
    found = (
        claim for claim in moved(ind, subject) if claim.slots["industry"] == IndustrySlot(largest)
    )
    return next(found, None)
