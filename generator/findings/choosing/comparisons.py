"""Claims beyond the headline: kinds of variety (L15), moderators (L14), literature (L16)."""

from generator.findings.choosing.licences import LEVEL
from generator.findings.claims import (
    Claim,
    Interval,
    Listing,
    Number,
    Probability,
    Slot,
    Text,
    Verbatim,
    Year,
)
from generator.findings.measuring.association import JOINT, REGRESSOR, Association
from generator.findings.measuring.robustness_checks import Moderation


def varieties(estimated: Association) -> tuple[Claim, ...]:
    """Compare unrelated with related variety, each per standard deviation within units (L15)."""
    if estimated.checks is None:
        return ()
    found = estimated.checks.varieties
    slots: dict[str, Slot] = {"column": Verbatim(JOINT), "p_text": Probability(found.p)}
    evidence = {"difference": found.estimate, "p": found.p, "df": found.df}
    larger = "uv" if found.estimate > 0 else "rv"
    key = f"reg.varieties_{larger}" if found.p < LEVEL else "reg.varieties_none"
    return (Claim(key, "L15", slots, evidence=evidence),)


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


def _name(found: Moderation) -> Text:
    return Text(f"moderator.{found.moderator}")


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
    names = Listing(tuple(Text(f"moderator.{name}") for name in estimated.without_figures))
    return (Claim("reg.without_figures", "note", {"items": names}),)


def literature(estimated: Association) -> tuple[Claim, ...]:
    """Report what is printed about Chinese cities, marked as not being about Kazakhstan (L16)."""
    if not estimated.fits:
        return ()
    return (Claim("literature.cities", "L16", {}), Claim("literature.table", "L16", {}))
