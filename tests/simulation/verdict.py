"""What a simulation must show, line by line."""

from dataclasses import dataclass

import numpy as np

from .economy import TRUTH
from .experiment import LEVEL

COVERAGE = (0.94, 0.97)
"""How often 95 % intervals may hold the truth, once there are a thousand replications."""

SIZE = (0.035, 0.065)
"""How often a true zero may be rejected at 5 %, likewise."""

ENOUGH = 1000
"""Replications from which these bounds count as they are; fewer leave room for chance."""

ROUNDING = 1e-12

FAR = 5
"""Standard errors of the simulation by which an estimate that must fail has to fail."""


@dataclass(frozen=True)
class Line:
    """One requirement: what was measured, what is allowed, and whether it holds."""

    what: str
    measured: str
    allowed: str
    holds: bool


def verdict(outcome):
    """All requirements on a simulation."""
    return (
        *_recovered(outcome),
        *_covered(outcome),
        _rate("rejections of a true zero, %", outcome.zero < LEVEL, SIZE),
        _rate("rejections with another region's DIV, %", outcome.permuted < LEVEL, SIZE),
        _missed("DIV without region effects misses", outcome.pooled, FAR),
        _missed("DIV of the next year misses", outcome.shifted, 3),
        _told("usual (CR1) intervals of DIV that hold it, %", outcome.usual),
        _told("samples in which DIV is told from zero, %", outcome.p < LEVEL),
    )


def table(lines):
    """Requirements as aligned text."""
    rows = [("", "measured", "allowed", "")]
    rows += [
        (line.what, line.measured, line.allowed, "ok" if line.holds else "FAILED")
        for line in lines
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _recovered(outcome):
    for place, (name, truth) in enumerate(TRUTH.items()):
        estimates = outcome.estimates[:, place]
        mean, error = estimates.mean(), _error(estimates)
        yield Line(
            f"mean estimate of {name}",
            f"{mean:.4f} (spread {estimates.std(ddof=1):.3f})",
            f"{truth} ± {3 * error:.4f}",
            bool(abs(mean - truth) <= 3 * error),
        )


def _covered(outcome):
    for place, (name, truth) in enumerate(TRUTH.items()):
        inside = (outcome.lows[:, place] <= truth) & (truth <= outcome.highs[:, place])
        yield _rate(f"95 % intervals of {name} that hold it, %", inside, COVERAGE)


def _rate(what, happened, bounds):
    """How often something happened, and whether that is between two bounds."""
    chance = 0.0 if len(happened) >= ENOUGH else _chance(len(happened))
    low, high = bounds[0] - chance, bounds[1] + chance
    rate = float(np.mean(happened))
    return Line(
        what,
        f"{100 * rate:.1f}",
        f"{100 * max(low, 0):.1f} to {100 * min(high, 1):.1f}",
        low - ROUNDING <= rate <= high + ROUNDING,
    )


def _told(what, happened):
    """How often something happened, for information."""
    return Line(what, f"{100 * np.mean(happened):.1f}", "", holds=True)


def _missed(what, estimates, times):
    distance = abs(estimates.mean() - TRUTH["DIV"]) / _error(estimates)
    return Line(
        f"{what} {TRUTH['DIV']}",
        f"{estimates.mean():.4f}: {distance:.1f} standard errors",
        f"more than {times}",
        bool(distance > times),
    )


def _error(values):
    return values.std(ddof=1) / np.sqrt(len(values))


def _chance(replications):
    """Three standard errors of a rate of 5 or 95 %."""
    return 3 * np.sqrt(0.05 * 0.95 / replications)
