"""Claims about trajectories of real output: licences L2 (change) and L10 (trend)."""

from collections.abc import Mapping

from generator.findings.claims import (
    Claim,
    Interval,
    Listing,
    Number,
    RegionSlot,
    Slot,
    Year,
)
from generator.findings.facts import Fact
from generator.findings.measuring.indicators import FIRST_YEAR, Indicators
from generator.findings.measuring.trajectories import PhaseLine, Trajectory

ALIKE = 0.05
"""Growth rates closer than this, in percentage points, print alike."""


def title(trajectory: Trajectory | None) -> Claim | None:
    """Say how a region came through the newest declared shock that its trajectory covers.

    Nothing where regions are counted together: a title would tell their figure as the region's.
    """
    if trajectory is None or len(trajectory.members) > 1:
        return None
    line = newest_shock(trajectory)
    if line is None or line.own is None or line.national is None or line.national >= -ALIKE:
        return None
    key = "shock.grew" if line.own >= ALIKE else "shock.fell_less"
    if line.own <= line.national - ALIKE:
        key = "shock.fell_more"
    slots: dict[str, Slot] = {
        "year": Year(line.window.last),
        "v": Number(line.own, 1, "percent_signed"),
        "u": Number(line.national, 1, "percent_signed"),
    }
    if abs(line.own - line.national) < ALIKE:
        key = "shock.fell_same"
        del slots["u"]
    return Claim(key, "L2", slots)


def since(trajectory: Trajectory | None) -> Claim | None:
    """State real growth of the unit and of the nation since the trajectory begins (L2).

    A unit of several regions is named.
    """
    if trajectory is None:
        return None
    own, nation = (
        series[max(series)] - 100 for series in (trajectory.volume, trajectory.national)
    )
    grew = min(own, nation) > 0
    style = "percent" if grew else "percent_signed"
    slots: dict[str, Slot] = {
        "y0": Year(trajectory.base),
        "v": Number(own, 1, style),
        "u": Number(nation, 1, style),
    }
    key = "t.since_grew" if grew else "t.since"
    if len(trajectory.members) > 1:
        slots["items"] = Listing(tuple(map(RegionSlot, trajectory.members)))
        key = f"{key}_together"
    return Claim(key, "L2", slots)


def newest_shock(trajectory: Trajectory | None) -> PhaseLine | None:
    """Return the newest declared shock of one year in which the unit's growth is known."""
    if trajectory is None:
        return None
    single = (each for each in trajectory.phases if each.window.single_shock)
    return max(single, key=lambda line: line.window.last, default=None)


def lede(trajectory: Trajectory | None) -> tuple[Claim, ...]:
    """State the trend of real output per head over its years."""
    if trajectory is None or trajectory.trend is None:
        return ()
    found = trajectory.trend
    evidence = {
        "years": float(found.years),
        "p": found.p,
        "q": trajectory.q,
        "se": found.se,
        "se_newey_west": found.se_newey_west,
        "p_newey_west": found.p_newey_west,
        "durbin_watson": found.durbin_watson,
    }
    slots: dict[str, Slot] = {
        "y0": Year(min(trajectory.volume)),
        "y1": Year(max(trajectory.volume)),
        "v": Number(found.growth, 1, "percent_signed"),
        "ci": Interval(found.growth_low, found.growth_high, 1),
    }
    return (Claim(f"trend.{trajectory.direction or 'unclear'}", "L10", slots, evidence=evidence),)


def notes(trajectory: Trajectory | None) -> tuple[Claim, ...]:
    """Name the regions counted together, and tell why a trajectory is short."""
    if trajectory is None:
        return (Claim("course.none", "note"),)
    claims = []
    if len(trajectory.members) > 1:
        items = Listing(tuple(RegionSlot(code) for code in trajectory.members))
        claims.append(Claim("course.merged", "note", {"items": items}))
    if trajectory.base > FIRST_YEAR:
        claims.append(Claim("course.short", "note", {"year": Year(trajectory.base)}))
    return tuple(claims)


def short_trajectories(found: Mapping[str, Trajectory]) -> tuple[Claim, ...]:
    """Name the units whose trajectory begins later than the others', and what that leaves out."""
    return tuple(
        Claim(
            "courses.short",
            "note",
            {
                "items": Listing(tuple(map(RegionSlot, trajectory.members))),
                "y0": Year(trajectory.base),
                "y1": Year(max(trajectory.volume)),
            },
        )
        for trajectory in found.values()
        if trajectory.base > FIRST_YEAR
    )


def trajectory_facts(
    ind: Indicators, trajectory: Trajectory | None, whose: tuple[str, str]
) -> tuple[Fact, ...]:
    """List the facts of the phases and the trend of a region's unit, on constant borders.

    Parameters
    ----------
    ind, trajectory
        Indicators of the reference year, and the trajectory of the unit.
    whose
        The region, and the vintage.
    """
    if trajectory is None:
        return ()
    values = [
        (f"{measure}_{line.window.first}_{line.window.last}", value)
        for line in trajectory.phases
        for measure, value in (
            ("growth", line.own),
            (RELATIVE.get(line.window.kind, ""), line.resistance),
        )
        if measure
    ]
    if trajectory.trend is not None:
        values += [
            ("trend_growth", trajectory.trend.growth),
            ("trend_growth_low", trajectory.trend.growth_low),
            ("trend_growth_high", trajectory.trend.growth_high),
        ]
    sources = _sources(ind, trajectory)
    return tuple(_fact(whose, each, sources, ind.year) for each in values)


RELATIVE = {"shock": "resistance", "recovery": "recovery"}
"""Measure that compares a phase with the nation's rate, by kind of phase."""


def _sources(ind: Indicators, trajectory: Trajectory) -> tuple[str, ...]:
    tables = ("grp", "grp_volume_index", "average_population")
    found = {
        source
        for (table, region, year), sources in ind.sources.items()
        if table in tables and region in trajectory.members and trajectory.base <= year <= ind.year
        for source in sources
    }
    return tuple(sorted(found))


def _fact(
    whose: tuple[str, str], what: tuple[str, float | None], sources: tuple[str, ...], year: int
) -> Fact:
    (subject, vintage), (measure, value) = whose, what
    relative = measure.startswith(tuple(RELATIVE.values()))
    return Fact(
        subject=subject,
        measure=measure,
        value=value,
        unit="index" if relative else "percent",
        decimals=2 if relative else 1,
        period=year,
        vintage=vintage,
        status="computed" if value is not None else "missing",
        sources=sources if value is not None else (),
        reason="" if value is not None else "borders",
        remark="constant_borders",
    )
