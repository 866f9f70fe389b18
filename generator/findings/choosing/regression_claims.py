"""Claims about the headline of the regression: an association (L12), or what the data can tell.

An association is stated only under its full licence. Otherwise the estimate is stated with its
interval and the smallest effect that such data would show (L13); that there is no association is
never said.
"""

import math

from generator.economics.estimation.regression import Coefficient
from generator.findings.choosing.licences import LEVEL, associated, headline, unconfirmed
from generator.findings.claims import (
    Claim,
    Count,
    Interval,
    Listing,
    Number,
    Probability,
    Region,
    Slot,
    Text,
    Verbatim,
    Year,
)
from generator.findings.measuring.association import HEADLINE, REGRESSOR, Association

VARIETIES = frozenset({REGRESSOR, "RV", "UV"})
"""Regressors that the chart of coefficients shows."""

CAUTION = "reg.caution"
"""Message that the caution begins with, set apart."""

SYMBOL: Slot = Verbatim(REGRESSOR)


def title(estimated: Association) -> Claim | None:
    """State in a few words what the headline coefficient shows."""
    if not estimated.fits:
        return None
    found = headline(estimated)
    slots: dict[str, Slot] = {"ci": Interval(found.low, found.high, 3)}
    if associated(estimated):
        return Claim(f"t.coef_{_sign(found)}", "L12", slots, evidence=_evidence(estimated))
    if found.p >= LEVEL:
        return Claim("t.coef_insig", "L13", {}, evidence=_evidence(estimated))
    return Claim("t.coef_interval", "L13", slots, evidence=_evidence(estimated))


def intervals(estimated: Association) -> Claim | None:
    """Count the drawn estimates of variety whose interval excludes zero (L13)."""
    drawn = [
        each
        for fitted in estimated.fits
        if fitted.centring is None
        for each in fitted.coefficients
        if each.name in VARIETIES
    ]
    apart = sum(each.low > 0 or each.high < 0 for each in drawn)
    if not drawn:
        return None
    if not apart:
        return Claim("t.intervals_all", "L13")
    slots: dict[str, Slot] = {"k": Count(apart), "n_all": Count(len(drawn))}
    return Claim("t.intervals", "L13", slots)


def estimate(estimated: Association) -> tuple[Claim, ...]:
    """State the headline coefficient, its uncertainty and what it can and cannot tell."""
    if not estimated.fits:
        return ()
    found = headline(estimated)
    licence = "L12" if associated(estimated) else "L13"
    numbers: dict[str, Slot] = {
        "x": SYMBOL,
        "column": Verbatim(HEADLINE),
        "b": Number(found.estimate, 3),
        "se": Number(found.se, 3),
        "p_text": Probability(found.p),
        "ci": Interval(found.low, found.high, 3),
    }
    share = Number(estimated.column(HEADLINE).r2_within * 100, 1, "percent")
    return (
        Claim("reg.estimate", licence, numbers, evidence=_evidence(estimated)),
        _reading(estimated, found),
        _effect(found, licence),
        Claim("m.mde", licence, {"x": SYMBOL, "mde": Number(found.minimum_detectable, 3)}),
        Claim("m.r2", licence, {"share": share}),
    )


def _reading(estimated: Association, found: Coefficient) -> Claim:
    """Say what the coefficient shows: an association, a sign, or an unconfirmed estimate."""
    evidence = _evidence(estimated)
    if associated(estimated):
        return Claim(f"reg.assoc_{_sign(found)}", "L12", {}, evidence=evidence)
    if found.p >= LEVEL:
        return Claim(f"reg.weak_{_sign(found)}", "L13", {}, evidence=evidence)
    failed = Listing(tuple(Text(f"confirm.{name}") for name in unconfirmed(estimated)))
    return Claim("reg.unstable", "L13", {"items": failed}, evidence=evidence)


def _effect(found: Coefficient, licence: str) -> Claim:
    """Give the difference in relative growth per unit, and per standard deviation within."""
    slots: dict[str, Slot] = {
        "x": SYMBOL,
        "pct_unit": Number(in_per_cent(found.estimate), 2, "percent_signed"),
        "sd": Number(found.within_sd, 3),
        "pct_sd": Number(in_per_cent(found.estimate * found.within_sd), 2, "percent_signed"),
    }
    return Claim("m.effect", licence, slots)


def in_per_cent(log_points: float) -> float:
    """Convert a difference in ln rcc into a difference in relative growth, per cent.

    Log-level model: 100 (exp(b) - 1).
    """
    return 100 * math.expm1(log_points)


def _sign(found: Coefficient) -> str:
    return "pos" if found.estimate > 0 else "neg"


def _evidence(estimated: Association) -> dict[str, float]:
    found = headline(estimated)
    left_out = estimated.checks.left_out.values() if estimated.checks else ()
    tested = {"estimate": found.estimate, "p": found.p, "df": found.df}
    tested |= {"low": found.low, "high": found.high, "within_share": found.within_share}
    tested |= {"units": float(estimated.column(HEADLINE).entities)}
    if left_out:
        tested |= {"left_out_min": min(left_out), "left_out_max": max(left_out)}
    return tested


def caution(estimated: Association) -> tuple[Claim, ...]:
    """State how little so few units can show, and what the estimate is not."""
    if not estimated.fits:
        return (_refusal(estimated),)
    fitted = estimated.column(HEADLINE)
    first, last = fitted.periods
    slots: dict[str, Slot] = {
        "n_units": Count(fitted.entities),
        "k": Count(fitted.n),
        "y0": Year(first),
        "y1": Year(last),
    }
    lead = Claim(CAUTION, "L13")
    return (lead, Claim("reg.sample", "L13", slots), Claim("reg.caveat", "L13", {}))


def _refusal(estimated: Association) -> Claim:
    """Say why there is no estimate, naming what is concerned."""
    if not estimated.refused:
        return Claim("reg.none", "note", {})
    names = Listing(tuple(Verbatim(name) for name in estimated.refused))
    return Claim(f"refusal.{estimated.refusal}", "note", {"items": names})


def own_estimate(estimated: Association, region: str) -> tuple[Claim, ...]:
    """State the unit's own fixed effect, fitted and observed value in its last year."""
    found = estimated.estimate(region)
    if found is None:
        return ()
    slots: dict[str, Slot] = {
        "v": Number(found.effect, 3, "signed"),
        "year": Year(found.year),
        "v0": Number(found.fitted, 3, "signed"),
        "v1": Number(found.observed, 3, "signed"),
    }
    claims = [Claim("own.effect", "L13", slots)]
    if len(found.members) > 1:
        members = Listing(tuple(Region(code) for code in found.members))
        claims.insert(0, Claim("own.merged", "note", {"items": members}))
    return tuple(claims)


def left_out(estimated: Association) -> tuple[Claim, ...]:
    """Name the observations that the common sample leaves out, by years."""
    years: dict[str, list[int]] = {}
    for unit, year in estimated.missing:
        years.setdefault(unit, []).append(year)
    regions: dict[tuple[int, ...], list[str]] = {}
    for unit, gap in years.items():
        regions.setdefault(tuple(gap), []).extend(estimated.units[unit])
    found = enumerate(regions.items())
    gaps = tuple(_gap(members, gap, first=not at) for at, (gap, members) in found)
    if not estimated.singletons:
        return gaps
    alone = [Region(code) for unit in estimated.singletons for code in estimated.units[unit]]
    return (*gaps, Claim("reg.singletons", "note", {"items": Listing(tuple(alone))}))


def _gap(members: list[str], years: tuple[int, ...], *, first: bool) -> Claim:
    """Name regions and years; the first such claim says why, the others follow it."""
    key = "reg.left_out" if first else "reg.also_out"
    items = Listing(tuple(Region(code) for code in members))
    if len(years) == 1:
        return Claim(f"{key}_year", "note", {"items": items, "year": Year(years[0])})
    ends: dict[str, Slot] = {"y0": Year(min(years)), "y1": Year(max(years))}
    return Claim(f"{key}_span", "note", {"items": items, **ends})
