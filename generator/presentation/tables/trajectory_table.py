"""Print the trajectories of units and their phases, every cell a finished string."""

from dataclasses import dataclass

from generator.classifications.shock_windows import Window
from generator.findings.brief import Brief
from generator.findings.claims import Slot, Year
from generator.findings.measuring.trajectories import PhaseLine, Trajectory
from generator.findings.rounding import rounded
from generator.presentation.localisation.language import Language


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase of a trajectory: cumulated growth of unit and nation, and their difference.

    ``resistance`` is a dash for single years, for which it is not computed.
    """

    name: str
    own: str
    nation: str
    difference: str
    resistance: str


@dataclass(frozen=True, slots=True)
class Phases:
    """The table of phases, in order of time.

    ``together`` says that several regions are counted together, ``resisted`` that resistance or
    recovery is known in any phase.
    """

    rows: tuple[PhaseRow, ...]
    together: bool
    resisted: bool


def phases(brief: Brief, language: Language) -> Phases:
    """Print the phases of a region's trajectory; those before it begins are left out."""
    if brief.trajectory is None:
        return Phases((), together=False, resisted=False)
    lines = [line for line in brief.trajectory.phases if line.own is not None]
    return Phases(
        tuple(_phase_row(line, language) for line in lines),
        together=len(brief.trajectory.members) > 1,
        resisted=any(line.window.kind != "year" for line in lines),
    )


def _phase_row(line: PhaseLine, language: Language) -> PhaseRow:
    gap = None
    if line.own is not None and line.national is not None:
        # From the figures as printed, so that a reader can redo it.
        gap = float(rounded(line.own, 1) - rounded(line.national, 1))
    return PhaseRow(
        phase_name(line.window, language),
        language.number(line.own, 1, signed=True),
        language.number(line.national, 1, signed=True),
        language.number(gap, 1, signed=True),
        "–" if line.window.kind == "year" else language.number(line.resistance, 2, signed=True),
    )


def phase_name(window: Window, language: Language) -> str:
    """Name a phase by its kind and its years, the first one after the base."""
    first, last = window.first + 1, window.last
    key = f"phase.{window.kind}"
    if first == last:
        single: dict[str, Slot] = {"year": Year(last)}
        return language.say(f"{key}_year", **single)
    years: dict[str, Slot] = {"y0": Year(first), "y1": Year(last)}
    return language.say(key, **years)


@dataclass(frozen=True, slots=True)
class PeerRow:
    """The region itself, or one of its structural peers."""

    name: str
    own: bool
    distance: str
    per_capita: str
    growth: str
    average_growth: str
    variety: str


def peer_rows(brief: Brief, language: Language) -> tuple[PeerRow, ...]:
    """Print the table of peers: the region first, then its peers from the nearest on."""
    if not brief.structural_peers:
        return ()
    near = {peer.region: language.number(peer.distance, 1) for peer in brief.structural_peers}

    def value(measure: str, code: str, decimals: int, *, signed: bool = False) -> str:
        found = brief.distributions.get(measure, {}).get(code)
        return language.number(found, decimals, signed=signed)

    return tuple(
        PeerRow(
            language.region(code, "short"),
            code == brief.subject,
            distance,
            value("grp_per_capita", code, 1),
            value("real_growth", code, 1, signed=True),
            value("average_growth", code, 1, signed=True),
            value("entropy_nat", code, 2),
        )
        for code, distance in {brief.subject: "–", **near}.items()
    )


@dataclass(frozen=True, slots=True)
class TrajectoryTable:
    """Heads of the phases, then one row per unit and one for the nation."""

    heads: tuple[str, ...]
    rows: tuple["TrajectoryRow", ...]


@dataclass(frozen=True, slots=True)
class TrajectoryRow:
    """One unit: cumulated growth by phase, and its trend with interval and adjusted p-value."""

    name: str
    cells: tuple[str, ...]
    trend: str = "–"
    interval: str = "–"
    q: str = "–"
    nation: bool = False


def trajectory_table(brief: Brief, language: Language) -> TrajectoryTable | None:
    """Print the trajectories of all units, the fastest trend first; ``None`` without any."""
    if not brief.trajectories:
        return None
    order = sorted(
        brief.trajectories.values(),
        key=lambda each: -(each.trend.growth if each.trend else float("-inf")),
    )
    longest = min(order, key=lambda each: each.base)
    shown = longest.declared
    rows = [_row(each, shown, language) for each in order]
    cells = tuple(_national(longest, each, language) for each in shown)
    whole = TrajectoryRow(language.region(brief.subject, "short"), cells, nation=True)
    return TrajectoryTable(tuple(phase_name(each, language) for each in shown), (*rows, whole))


def _row(trajectory: Trajectory, shown: tuple[Window, ...], language: Language) -> TrajectoryRow:
    cells = []
    for window in shown:
        line = trajectory.line(window.kind, window.last)
        cells.append(language.number(line.own if line else None, 1, signed=True))
    name = " + ".join(language.region(code, "short") for code in trajectory.members)
    if trajectory.trend is None:
        return TrajectoryRow(name, tuple(cells), "…", "…", "…")
    found = trajectory.trend
    return TrajectoryRow(
        name,
        tuple(cells),
        language.number(found.growth, 1, signed=True),
        language.interval(found.growth_low, found.growth_high, 1),
        _adjusted(trajectory.q, language),
    )


def _adjusted(q: float | None, language: Language) -> str:
    """Print an adjusted p-value; one that would be printed as zero as less than the smallest."""
    if q is not None and q < 0.0005:
        return f"<\u2060{language.number(0.001, 3)}"
    return language.number(q, 3)


def _national(trajectory: Trajectory, window: Window, language: Language) -> str:
    line = trajectory.line(window.kind, window.last)
    return language.number(line.national if line else None, 1, signed=True)
