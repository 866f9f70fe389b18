"""Claims about trajectories of real output: licences L2 (change) and L10 (trend)."""

from collections.abc import Mapping

from generator.classifications.regions import NATION
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
from generator.findings.indifference import compared
from generator.findings.measures import FIRST_YEAR, GROWTH
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.trajectories import PhaseLine, Trajectory

ALIKE = 0.05
"""Growth rates of a smaller size, in per cent, print as zero."""

RECENT = 2
"""Years, the reference year among them, for which a fall leads the page."""


def title(ind: Indicators, subject: str, trajectory: Trajectory | None) -> Claim | None:
    """Say how output fared lately: a fall of these two years, a recent shock, or what came since.

    Nothing about shocks where regions are counted together: a title would tell their figure as
    the region's.
    """
    line = newest_shock(trajectory) if trajectory and len(trajectory.members) == 1 else None
    for year in range(ind.year, ind.year - RECENT, -1):
        shock = through_shock(line) if line and line.window.last == year else None
        found = shock or recession(ind, subject, year)
        if found is not None:
            return found
    return since_shock(trajectory, line.window.first) if trajectory and line else None


def recession(ind: Indicators, subject: str, year: int) -> Claim | None:
    """State a fall of the region's output beside the nation's change; ``None`` without a fall."""
    own, nation = (ind.value(GROWTH, code, year) for code in (subject, NATION))
    if own is None or nation is None or own > -ALIKE:
        return None
    if nation <= -ALIKE:
        return _fallen_together(year, own, nation)
    return Claim("shock.fell_alone", "L2", _rates(year, own, nation))


def through_shock(line: PhaseLine) -> Claim | None:
    """Say how the region came through a declared shock of one year in which the nation's fell."""
    if line.own is None or line.national is None or line.national >= -ALIKE:
        return None
    if line.own >= ALIKE:
        return Claim("shock.grew", "L2", _rates(line.window.last, line.own, line.national))
    return _fallen_together(line.window.last, line.own, line.national)


def _fallen_together(year: int, own: float, nation: float) -> Claim:
    """Tell which fall was deeper; rates within the band of indifference are the same."""
    slots = _rates(year, own, nation)
    way = compared("growth_phase", own, nation)
    key = {-1: "shock.fell_more", 0: "shock.fell_same", 1: "shock.fell_less"}[way]
    return Claim(key, "L2", slots)


def _rates(year: int, own: float, nation: float) -> dict[str, Slot]:
    return {
        "year": Year(year),
        "v": Number(own, 1, "percent_signed"),
        "u": Number(nation, 1, "percent_signed"),
    }


def since_shock(trajectory: Trajectory, first: int) -> Claim | None:
    """Compare growth since the year before a shock with the nation's, where that grew (L2)."""
    last = max(trajectory.volume)
    levels = [(trajectory.volume, "v"), (trajectory.national, "u")]
    if any(first not in series or last not in series for series, _ in levels):
        return None
    own, nation = (100 * (series[last] / series[first] - 1) for series, _ in levels)
    way = compared("growth_phase", own, nation)
    if nation < ALIKE or not way:
        return None
    key = "shock.since_more" if way > 0 else "shock.since_less"
    if own < ALIKE:
        key = "shock.since_not_regained"
    slots = _rates(last, own, nation)
    del slots["year"]
    return Claim(key, "L2", {"y0": Year(first), **slots})


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
