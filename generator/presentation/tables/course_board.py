"""The table of all units through the declared shocks, for the national brief."""

from dataclasses import dataclass

from generator.findings.brief import Brief
from generator.findings.measuring.trajectories import WINDOWS, Course, Window
from generator.presentation.localisation.language import Language
from generator.presentation.tables.trajectory_table import phase_name


@dataclass(frozen=True, slots=True)
class Board:
    """Heads of the phases, then one row per unit and one for the nation."""

    heads: tuple[str, ...]
    rows: tuple["BoardRow", ...]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One unit: cumulated growth by phase, and its trend with interval and adjusted p-value."""

    name: str
    cells: tuple[str, ...]
    trend: str = "–"
    interval: str = "–"
    q: str = "–"
    nation: bool = False


def board(brief: Brief, language: Language) -> Board | None:
    """Print the courses of all units, from the fastest trend down; ``None`` without courses."""
    if not brief.courses:
        return None
    last = max(max(each.volume) for each in brief.courses.values())
    shown = tuple(each for each in WINDOWS if each.last <= last)
    order = sorted(
        brief.courses.values(),
        key=lambda each: -(each.trend.growth if each.trend else float("-inf")),
    )
    rows = [_row(each, shown, language) for each in order]
    longest = min(order, key=lambda each: each.base)
    cells = tuple(_national(longest, each, language) for each in shown)
    whole = BoardRow(language.region(brief.subject, "short"), cells, nation=True)
    return Board(tuple(phase_name(each, language) for each in shown), (*rows, whole))


def _row(course: Course, shown: tuple[Window, ...], language: Language) -> BoardRow:
    cells = []
    for window in shown:
        line = course.line(window.kind, window.last)
        cells.append(language.number(line.own if line else None, 1, signed=True))
    name = " + ".join(language.region(code, "short") for code in course.members)
    if course.trend is None:
        return BoardRow(name, tuple(cells), "…", "…", "…")
    found = course.trend
    return BoardRow(
        name,
        tuple(cells),
        language.number(found.growth, 1, signed=True),
        language.interval(found.growth_low, found.growth_high, 1),
        _adjusted(course.q, language),
    )


def _adjusted(q: float | None, language: Language) -> str:
    """Print an adjusted p-value; one that would be printed as zero as less than the smallest."""
    if q is not None and q < 0.0005:
        return f"<\u2060{language.number(0.001, 3)}"
    return language.number(q, 3)


def _national(course: Course, window: Window, language: Language) -> str:
    line = course.line(window.kind, window.last)
    return language.number(line.national if line else None, 1, signed=True)
