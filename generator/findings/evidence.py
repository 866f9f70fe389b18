"""Claims about the regression: licence L13, an honest account of what the data can tell.

The claim that an association exists (L12) needs stability checks that this edition does not
make, so it is never printed: an interval without zero is stated as it is, and no more.
"""

import math

from generator.economics.regression import Coefficient
from generator.findings.association import HEADLINE, Association
from generator.findings.claims import (
    Claim,
    Count,
    Interval,
    Listing,
    Number,
    Probability,
    Region,
    Slot,
    Verbatim,
    Year,
)

REGRESSOR = "DIV"
LEVEL = 0.05


def _headline(estimated: Association) -> Coefficient:
    return estimated.coefficient(HEADLINE, REGRESSOR)


def title(estimated: Association) -> Claim | None:
    """State in a few words what the headline coefficient shows."""
    if not estimated.fits:
        return None
    found = _headline(estimated)
    evidence = {"p": found.p, "low": found.low, "high": found.high}
    if found.low <= 0 <= found.high:
        return Claim("t.coef_insig", "L13", {}, evidence=evidence)
    slots: dict[str, Slot] = {"ci": Interval(found.low, found.high, 3)}
    return Claim("t.coef_interval", "L13", slots, evidence=evidence)


def estimate(estimated: Association) -> tuple[Claim, ...]:
    """State the headline coefficient, its uncertainty and what it can and cannot tell."""
    if not estimated.fits:
        return ()
    found, fitted = _headline(estimated), estimated.column(HEADLINE)
    symbol: dict[str, Slot] = {"x": Verbatim(REGRESSOR)}
    numbers: dict[str, Slot] = {
        "b": Number(found.estimate, 3),
        "se": Number(found.se_cr1, 3),
        "p_text": Probability(found.p),
        "ci": Interval(found.low, found.high, 3),
    }
    evidence = {"estimate": found.estimate, "p": found.p, "df": found.df}
    claims = [Claim("reg.estimate", "L13", {**symbol, **numbers}, evidence=evidence)]
    if found.p >= LEVEL:
        claims.append(Claim("reg.insig", "L13", {}, evidence=evidence))
    spread: dict[str, Slot] = {
        "sd": Number(found.within_sd, 3),
        "pct_signed": Number(effect_of_one_sd(found), 2, "percent_signed"),
    }
    claims.append(Claim("m.sd", "L13", {**symbol, **spread}))
    smallest: dict[str, Slot] = {"mde": Number(found.minimum_detectable, 3)}
    claims.append(Claim("m.mde", "L13", {**symbol, **smallest}))
    share: dict[str, Slot] = {"share": Number(fitted.r2_within * 100, 1, "percent")}
    claims.append(Claim("m.r2", "L13", share))
    return tuple(claims)


def effect_of_one_sd(coefficient: Coefficient) -> float:
    """Difference in relative growth, per cent, for one within-region standard deviation.

    Log-level model: 100 (exp(b sd) - 1).
    """
    return 100 * math.expm1(coefficient.estimate * coefficient.within_sd)


def caution(estimated: Association) -> tuple[Claim, ...]:
    """State how little so few units can show, and what the estimate is not."""
    if not estimated.fits:
        return (Claim("reg.none", "note", {}),)
    fitted = estimated.column(HEADLINE)
    first, last = fitted.periods
    slots: dict[str, Slot] = {
        "n_units": Count(fitted.entities),
        "k": Count(fitted.n),
        "y0": Year(first),
        "y1": Year(last),
    }
    return (Claim("reg.sample", "L13", slots), Claim("reg.caveat", "L13", {}))


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
    """Name the observations that the common sample leaves out, by unit and years."""
    years: dict[str, list[int]] = {}
    for unit, year in estimated.missing:
        years.setdefault(unit, []).append(year)
    return tuple(_gap(estimated.units[unit], gap) for unit, gap in years.items())


def _gap(members: tuple[str, ...], years: list[int]) -> Claim:
    items = Listing(tuple(Region(code) for code in members))
    if len(years) == 1:
        return Claim("reg.left_out_year", "note", {"items": items, "year": Year(years[0])})
    ends: dict[str, Slot] = {"y0": Year(min(years)), "y1": Year(max(years))}
    return Claim("reg.left_out_span", "note", {"items": items, **ends})
