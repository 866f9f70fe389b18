"""Claims about the regression: association L12, moderators L14, varieties L15, literature L16."""

import math
from collections.abc import Mapping

from generator.economics.estimation.regression import Coefficient, Combination, Fit
from generator.findings.claims import (
    Claim,
    Count,
    Interval,
    Listing,
    Number,
    Probability,
    RegionSlot,
    Slot,
    TextSlot,
    Verbatim,
    Year,
)
from generator.findings.licences import (
    LEVEL,
    associated,
    headline,
    unconfirmed,
    variety_conditions,
)
from generator.findings.measuring.association import HEADLINE, JOINT, REGRESSOR, Association
from generator.findings.measuring.associations.variety_comparison import VarietyComparison
from generator.findings.measuring.robustness_checks import Moderation

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
    failed = Listing(tuple(TextSlot(f"confirm.{name}") for name in unconfirmed(estimated)))
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
        members = Listing(tuple(RegionSlot(code) for code in found.members))
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
    alone = [RegionSlot(code) for unit in estimated.singletons for code in estimated.units[unit]]
    return (*gaps, Claim("reg.singletons", "note", {"items": Listing(tuple(alone))}))


def _gap(members: list[str], years: tuple[int, ...], *, first: bool) -> Claim:
    """Name regions and years; the first such claim says why, the others follow it."""
    key = "reg.left_out" if first else "reg.also_out"
    items = Listing(tuple(RegionSlot(code) for code in members))
    if len(years) == 1:
        return Claim(f"{key}_year", "note", {"items": items, "year": Year(years[0])})
    ends: dict[str, Slot] = {"y0": Year(min(years)), "y1": Year(max(years))}
    return Claim(f"{key}_span", "note", {"items": items, **ends})


def varieties(estimated: Association) -> tuple[Claim, ...]:
    """Compare unrelated with related variety, each per standard deviation within units (L15).

    A difference of the same year that earlier years, or other checks, do not confirm is called
    not stable.
    """
    found = estimated.varieties
    if found is None:
        return ()
    slots: dict[str, Slot] = {
        "column": Verbatim(JOINT),
        "p_text": Probability(found.same_year.p),
    }
    told = _variety_evidence(found)
    holds = variety_conditions(found, estimated.column(JOINT).entities)
    if not holds["p"]:
        return (Claim("reg.varieties_none", "L15", slots, evidence=told),)
    kind = "uv" if found.same_year.estimate > 0 else "rv"
    if all(holds.values()):
        return (Claim(f"reg.varieties_{kind}", "L15", slots, evidence=told),)
    head = Claim(f"reg.varieties_same_year_{kind}", "L13", slots, evidence=told)
    return (head, _unconfirmed_variety(found, holds))


def _unconfirmed_variety(found: VarietyComparison, holds: Mapping[str, bool]) -> Claim:
    """Say why a difference of the same year is not stable: the year before, or other checks."""
    if found.lagged is not None and found.before is not None and found.before.p >= LEVEL:
        return _year_before(found.lagged, found.before)
    failed = tuple(TextSlot(f"confirm.{name}") for name, held in holds.items() if not held)
    return Claim("reg.varieties_unstable", "L13", {"items": Listing(failed)})


def _year_before(lagged: Fit, before: Combination) -> Claim:
    """Say that with both kinds of the year before the difference cannot be told from zero."""
    slots: dict[str, Slot] = {
        "k": Count(lagged.n),
        "diff": Number(before.estimate, 4, "signed"),
        "se": Number(before.se, 4),
        "p_text": Probability(before.p),
    }
    return Claim("reg.varieties_before", "L13", slots)


def _variety_evidence(found: VarietyComparison) -> dict[str, float]:
    told = {"difference": found.same_year.estimate, "p": found.same_year.p}
    told |= {"df": found.same_year.df, "with_year_effects": found.years.estimate}
    if found.lagged is not None and found.before is not None:
        told |= {"lagged_difference": found.before.estimate, "lagged_p": found.before.p}
        told |= {f"lagged_{each.name}": each.estimate for each in found.lagged.coefficients[:2]}
    return told


def moderators(estimated: Association) -> tuple[Claim, ...]:
    """Say where the coefficient of diversification is higher, by moderator (L14)."""
    if not estimated.moderations:
        return ()
    told = [each for each in estimated.moderations if each.p_holm < LEVEL]
    untold = [each for each in estimated.moderations if each.p_holm >= LEVEL]
    claims = [_moderator(each) for each in told]
    if untold:
        slots: dict[str, Slot] = {
            "items": Listing(tuple(_name(each) for each in untold)),
            "p_text": Probability(min(each.p_holm for each in untold)),
        }
        evidence = {each.moderator: each.p_holm for each in untold}
        claims.append(Claim("reg.moderator_none", "L14", slots, evidence=evidence))
    return tuple(claims)


def _moderator(found: Moderation) -> Claim:
    sign = "pos" if found.interaction.estimate > 0 else "neg"
    slots: dict[str, Slot] = {"z": _name(found), "p_text": Probability(found.p_holm)}
    evidence = {
        "interaction": found.interaction.estimate,
        "p": found.interaction.p,
        "p_holm": found.p_holm,
    }
    return Claim(f"reg.moderator_{sign}", "L14", slots, evidence=evidence)


def _name(found: Moderation) -> TextSlot:
    return TextSlot(f"moderator.{found.moderator}")


def own_levels(estimated: Association, region: str) -> tuple[Claim, ...]:
    """State the coefficient of diversification at the unit's own level of each moderator."""
    unit = estimated.unit_of(region)
    return tuple(
        _own_level(estimated, each, unit)
        for each in estimated.moderations
        if unit is not None and unit in each.units
    )


def _own_level(estimated: Association, found: Moderation, unit: str) -> Claim:
    level, at = estimated.levels[found.moderator], found.units[unit].latest
    slots: dict[str, Slot] = {
        "x": Verbatim(REGRESSOR),
        "z": _name(found),
        "year": Year(level.year),
        "v": Number(at.level, 1, "percent"),
        "b": Number(at.effect.estimate, 3),
        "ci": Interval(at.effect.low, at.effect.high, 3),
    }
    evidence = {"level": at.level, "effect": at.effect.estimate, "p": at.effect.p}
    key = "own.level_weighted" if unit in level.weighted else "own.level"
    return Claim(key, "L14", slots, evidence=evidence)


def levels(estimated: Association) -> tuple[Claim, ...]:
    """State for each column with a moderator what it is and between which levels it speaks."""
    claims = []
    for each in estimated.moderations:
        slots: dict[str, Slot] = {
            "column": Verbatim(each.column),
            "z": _name(each),
            "year": Year(estimated.levels[each.moderator].year),
            "v0": Number(each.band[0].level, 1, "percent"),
            "v1": Number(each.band[-1].level, 1, "percent"),
        }
        claims.append(Claim("reg.level", "note", slots))
    return tuple(claims)


def without_figures(estimated: Association) -> tuple[Claim, ...]:
    """Name the moderators of the literature for which there are no regional figures."""
    if not estimated.fits or not estimated.without_figures:
        return ()
    names = Listing(tuple(TextSlot(f"moderator.{name}") for name in estimated.without_figures))
    return (Claim("reg.without_figures", "note", {"items": names}),)


def literature(estimated: Association) -> tuple[Claim, ...]:
    """Report what is printed about Chinese cities, marked as not being about Kazakhstan (L16)."""
    if not estimated.fits:
        return ()
    return (Claim("literature.cities", "L16", {}), Claim("literature.table", "L16", {}))
