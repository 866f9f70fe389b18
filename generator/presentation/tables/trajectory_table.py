"""Tables of a region's course and of regions like it, every cell a finished string."""

from dataclasses import dataclass

from generator.findings.brief import Brief
from generator.findings.claims import Slot, Year
from generator.findings.measuring.trajectories import PhaseLine, Window
from generator.presentation.localisation.language import Language


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase of a course: cumulated growth of the unit and the nation, and what they differ by.

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
    """Print the phases of a region's course; those before it begins are left out."""
    if brief.course is None:
        return Phases((), together=False, resisted=False)
    lines = [line for line in brief.course.phases if line.own is not None]
    return Phases(
        tuple(_phase_row(line, language) for line in lines),
        together=len(brief.course.members) > 1,
        resisted=any(line.window.kind != "year" for line in lines),
    )


def _phase_row(line: PhaseLine, language: Language) -> PhaseRow:
    gap = None
    if line.own is not None and line.national is not None:
        # From the figures as printed, so that a reader can redo it.
        gap = round(line.own, 1) - round(line.national, 1)
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
class TwinRow:
    """The region itself, or one of its structural twins."""

    name: str
    own: bool
    distance: str
    per_capita: str
    growth: str
    variety: str


def twin_rows(brief: Brief, language: Language) -> tuple[TwinRow, ...]:
    """Rows of the table of twins: the region first, then its twins from the nearest on."""
    if not brief.twins:
        return ()
    near = {twin.region: language.number(twin.distance, 1) for twin in brief.twins}

    def value(measure: str, code: str, decimals: int, *, signed: bool = False) -> str:
        found = brief.distributions.get(measure, {}).get(code)
        return language.number(found, decimals, signed=signed)

    return tuple(
        TwinRow(
            language.region(code, "short"),
            code == brief.subject,
            distance,
            value("grp_per_capita", code, 1),
            value("real_growth", code, 1, signed=True),
            value("entropy_nat", code, 2),
        )
        for code, distance in {brief.subject: "–", **near}.items()
    )
