"""Sentences on the path of a series: the one place where a change over years gets its words.

The shape of the path decides what may be said (licence L22): a direction only where the whole span
has it, otherwise the turning point, or the year in which most of the change came.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.economics.path import SeriesPath, YearStep, path
from generator.findings.claims import Claim, Number, Slot, TextSlot, Year
from generator.findings.measures import DIVERSIFICATION, INVESTMENT, UNEMPLOYMENT, VARIANCE


@dataclass(frozen=True, slots=True)
class Telling:
    """How values of a series are told.

    Parameters
    ----------
    name
        Measure; ``told.<name>`` is its name at the start of a sentence.
    least
        Smallest difference that is visible, in the unit of the series.
    decimals, style
        How its values are printed, see `Number`.
    """

    name: str
    least: float
    decimals: int
    style: str = "plain"

    def number(self, value: float) -> Number:
        """Make a value ready to be printed."""
        return Number(value, self.decimals, self.style)


VARIANCE_MOVED = 0.1
"""A variance that moved by less than this fraction of its start changed little."""

TELLINGS: Mapping[str, Telling] = {
    each.name: each
    for each in (
        Telling(DIVERSIFICATION, 0.025, 2),
        Telling("ratio_to_nation", 0.025, 2),
        Telling(INVESTMENT, 0.25, 1, "percent"),
        Telling(UNEMPLOYMENT, 0.25, 1, "percent"),
    )
}
"""By measure: half a rounding step above the bands within which nothing has changed."""


def series_claim(name: str, series: Mapping[int, float]) -> Claim | None:
    """Tell the path of a measure with a telling of its own; ``None`` with fewer than two years."""
    return path_claim(path(series), TELLINGS[name])


def variance_claim(series: Mapping[int, float]) -> Claim | None:
    """Tell the path of the weighted variance, whose visible change depends on its start."""
    found = path(series)
    if found is None:
        return None
    return path_claim(found, Telling(VARIANCE, VARIANCE_MOVED * found.first.value, 2))


def path_claim(found: SeriesPath | None, telling: Telling) -> Claim | None:
    """Tell a path by its shape (L22).

    Returns
    -------
    Claim or None
        ``path.up``, ``path.down`` and ``path.flat`` with both ends; ``path.peak`` and
        ``path.trough`` with the turning point too; ``path.step_*`` with the year of most of the
        change. ``None`` with fewer than two years.
    """
    if found is None:
        return None
    shape = found.shape(telling.least)
    if shape == "none":
        return None
    evidence = {
        "change": found.change,
        "share_in_one_year": found.share_in_one_year,
        "latest_change": found.latest_change,
        "beyond_ends": found.beyond_ends,
    }
    key, slots = _turned(shape, found, telling)
    if shape == "step" and found.largest_step is not None:
        key, slots = _stepped(found.largest_step, found, telling)
    return Claim(key, "L22", {"indicator": _name(telling), **slots}, evidence=evidence)


def _name(telling: Telling) -> TextSlot:
    return TextSlot(f"told.{telling.name}")


def _ends(found: SeriesPath, telling: Telling) -> dict[str, Slot]:
    return {
        "v0": telling.number(found.first.value),
        "y0": Year(found.first.year),
        "v1": telling.number(found.last.value),
        "y1": Year(found.last.year),
    }


def _turned(shape: str, found: SeriesPath, telling: Telling) -> tuple[str, dict[str, Slot]]:
    slots = _ends(found, telling)
    if shape in ("peak", "trough"):
        slots |= {"v": telling.number(found.extreme.value), "year": Year(found.extreme.year)}
    return f"path.{shape}", slots


def _stepped(step: YearStep, found: SeriesPath, telling: Telling) -> tuple[str, dict[str, Slot]]:
    """Tell the year of most of the change, and the value at the end that is not part of it."""
    slots: dict[str, Slot] = {
        "u": telling.number(step.before.value),
        "v": telling.number(step.after.value),
        "year": Year(step.after.year),
    }
    way = "up" if step.change > 0 else "down"
    ends = _ends(found, telling)
    if step.after == found.last:
        return f"path.step_last_{way}", slots | {name: ends[name] for name in ("v0", "y0")}
    return f"path.step_{way}", slots | {name: ends[name] for name in ("v1", "y1")}
