"""Claims about the industries of a region and how varied they are: licences L5, L6 and L7."""

import math

from generator.classifications.regions import NATION
from generator.findings.choosing.path_claims import series_claim, variance_claim
from generator.findings.claims import (
    Claim,
    Count,
    IndustrySlot,
    Listing,
    Number,
    Rank,
    RegionSlot,
    Slot,
    TextSlot,
)
from generator.findings.measures import DIVERSIFICATION, PER_CAPITA, VARIANCE
from generator.findings.measuring.frame_cells import cell, row_of
from generator.findings.measuring.indicators import FIRST_YEAR, Indicators
from generator.findings.measuring.peers import Peer

NOTICEABLE = 1.1
"""A share is called larger than the nation's from this ratio on."""
MATERIAL_SHARE = 3.0
"""Sections below this share of GRP, in per cent, are not named as a difference."""


def largest_section(ind: Indicators, subject: str) -> tuple[str, float] | None:
    """Return the largest section of a region and its share in GRP, in per cent."""
    shares = row_of(ind.shares_in_grp, subject)
    if not shares or any(map(math.isnan, shares.values())):
        return None
    section = max(shares, key=lambda name: shares[name])
    return section, shares[section] * 100


def _national_share(ind: Indicators, section: str) -> float:
    return cell(ind.shares_in_grp, NATION, section) * 100


def head(ind: Indicators, subject: str) -> Claim | None:
    """Name the largest section."""
    found = largest_section(ind, subject)
    if found is None:
        return None
    section, share = found
    slots: dict[str, Slot] = {
        "industry": IndustrySlot(section),
        "share": Number(share, 1, "percent"),
    }
    key = "structure.head_nation" if subject == NATION else "structure.head"
    return Claim(key, "L1", slots)


def largest_against_nation(ind: Indicators, subject: str) -> Claim | None:
    """Give the largest section's share in GDP; the head above has its share in the region."""
    found = largest_section(ind, subject)
    if found is None:
        return None
    section, share = found
    national = _national_share(ind, section)
    if national <= 0:
        return None
    slots: dict[str, Slot] = {"share": Number(national, 1, "percent")}
    return Claim("structure.national", "L1", slots, evidence={"ratio": share / national})


def quotients(ind: Indicators, subject: str) -> dict[str, float]:
    """Return the location quotients of a region by section, of those that have one."""
    found = row_of(ind.lq, subject)
    return {name: value for name, value in found.items() if not math.isnan(value)}


def most_specialised(ind: Indicators, subject: str, without: str = "") -> Claim | None:
    """Name the material section whose share exceeds the nation's by most (L3).

    ``None`` when no share is noticeably larger, or when the section is ``without``.
    """
    shares = row_of(ind.shares_in_grp, subject)
    material = {
        name: quotient
        for name, quotient in quotients(ind, subject).items()
        if shares[name] * 100 >= MATERIAL_SHARE
    }
    section = max(material, key=lambda name: material[name], default=without)
    if section == without or material[section] < NOTICEABLE:
        return None
    slots: dict[str, Slot] = {
        "industry": IndustrySlot(section),
        "ratio": Number(material[section], 1),
    }
    return Claim("t.lq", "L3", slots, evidence={"share": shares[section] * 100})


def other_specialisation(ind: Indicators, subject: str) -> Claim | None:
    """Name the section furthest above the nation, unless it is the largest one anyway."""
    largest = largest_section(ind, subject)
    return most_specialised(ind, subject, largest[0]) if largest else None


def variety_head(ind: Indicators, subject: str) -> Claim | None:
    """Say whether the economy is more or less diversified, when two indices agree (L6).

    Entropy and concentration (HHI) must place the region in the same third of the regions;
    otherwise the head is neutral.
    """
    entropy, hhi = ind.place(DIVERSIFICATION, subject), ind.place("hhi", subject)
    if entropy is None or hhi is None:
        return None
    third = entropy.of / 3
    from_entropy = _third(entropy.rank, third)
    from_concentration = _third(hhi.of + 1 - hhi.rank, third)
    evidence = {"entropy_rank": float(entropy.rank), "hhi_rank": float(hhi.rank)}
    if from_entropy != from_concentration:
        return Claim("variety.head", "L1", {}, evidence=evidence)
    key = ("variety.head_more", "variety.head_middle", "variety.head_less")[from_entropy]
    return Claim(key, "L6", {}, evidence=evidence)


def _third(rank: int, third: float) -> int:
    """0 for the upper third of the ranks, 1 for the middle, 2 for the lower."""
    return 0 if rank <= third else 1 if rank <= 2 * third else 2


def variety(ind: Indicators, subject: str) -> Claim | None:
    """State DIV and its two parts."""
    parts = [ind.value(name, subject) for name in (DIVERSIFICATION, "uv_nat", "rv_nat")]
    div, uv, rv = parts
    if div is None or uv is None or rv is None:
        return None
    slots: dict[str, Slot] = {"div": Number(div, 2), "uv": Number(uv, 2), "rv": Number(rv, 2)}
    place = ind.place(DIVERSIFICATION, subject)
    if place is None:
        return None
    ranked: dict[str, Slot] = {"rank": Rank(place.rank), "n_regions": Count(place.of)}
    return Claim("div.entropy_rank", "L1", {**slots, **ranked})


def variety_over_time(ind: Indicators, subject: str) -> Claim | None:
    """Tell the path of the diversification index (L22)."""
    series = ind.series(DIVERSIFICATION, subject)
    return series_claim(DIVERSIFICATION, {y: v for y, v in series.items() if y >= FIRST_YEAR})


def variance_change(ind: Indicators, subject: str) -> Claim | None:
    """Tell the path of the weighted variance (L22)."""
    return variance_claim(ind.series(VARIANCE, subject))


def difference_head(ind: Indicators, subject: str) -> Claim | None:
    """Say how far the structure is from the nation's, compared with other regions (L5)."""
    place = ind.place(VARIANCE, subject)
    if place is None:
        return None
    third = _third(place.rank, place.of / 3)
    key = ("difference.head_far", "difference.head_middle", "difference.head_close")[third]
    return Claim(key, "L5", {}, evidence={"rank": float(place.rank), "of": float(place.of)})


def difference(ind: Indicators, subject: str) -> Claim | None:
    """State both variances of the structural coefficients and the rank of the weighted one."""
    weighted, plain = ind.value(VARIANCE, subject), ind.value("lq_var_pop", subject)
    place = ind.place(VARIANCE, subject)
    if weighted is None or plain is None or place is None:
        return None
    slots: dict[str, Slot] = {
        "v": Number(weighted, 2),
        "rank": Rank(place.rank),
        "n_regions": Count(place.of),
        "u": Number(plain, 2),
    }
    return Claim("difference.variance", "L5", slots)


def quadrant(ind: Indicators, subject: str) -> Claim | None:
    """Say on which side of the nation the region is, in output per head and in variety."""
    sides = []
    for measure in (PER_CAPITA, DIVERSIFICATION):
        own, nation = ind.value(measure, subject), ind.value(measure, NATION)
        if own is None or nation is None or own == nation:
            return None
        sides.append("above" if own > nation else "below")
    return Claim(f"quadrant.{'_'.join(sides)}", "L1")


def above_nation(ind: Indicators, subject: str) -> Claim | None:
    """Count the sections whose share is larger than the nation's; ``None`` without any."""
    found = quotients(ind, subject)
    above = sum(quotient > 1 for quotient in found.values())
    slots: dict[str, Slot] = {"k": Count(above), "n_all": Count(len(found))}
    return Claim("t.above", "L1", slots) if above else None


def key_sections(ind: Indicators, subject: str) -> tuple[str, ...]:
    """List the sections that mark a region's economy (L7), the most over-represented first.

    Empty without any, or with too short a history to tell.
    """
    if subject not in ind.key_industries.index:
        return ()
    chosen = ind.key_industries.T[subject].fillna(value=False)
    names = [str(name) for name, is_key in chosen.items() if is_key]
    return tuple(sorted(names, key=lambda name: -cell(ind.lq, subject, name)))


def key_industries_claim(ind: Indicators, subject: str) -> Claim | None:
    """List the region's key industries (L7); ``None`` without any."""
    names = key_sections(ind, subject)
    items = Listing(tuple(IndustrySlot(name) for name in names), ordered=True)
    key = "structure.key_one" if len(names) == 1 else "structure.key"
    return Claim(key, "L7", {"items": items}) if names else None


def peer_difference(ind: Indicators, subject: str, found: tuple[Peer, ...]) -> Claim | None:
    """Say in which industry the region and its nearest peer differ most."""
    if not found:
        return None
    own, other = (row_of(ind.shares_in_grp, code) for code in (subject, found[0].region))
    gaps = {name: own[name] - other[name] for name in own}
    if any(math.isnan(gap) for gap in gaps.values()):
        return None
    section = max(gaps, key=lambda name: abs(gaps[name]))
    slots: dict[str, Slot] = {
        "other": RegionSlot(found[0].region),
        "industry": IndustrySlot(section),
        "share0": Number(own[section] * 100, 1, "percent"),
        "share1": Number(other[section] * 100, 1, "percent"),
    }
    return Claim("twin.more" if gaps[section] > 0 else "twin.less", "L1", slots)


def group(ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """Name the group of the region: distance from the national structure, and variety.

    The group by the unweighted variance is named too where it is another one.
    """
    own, nation = (ind.value(DIVERSIFICATION, code) for code in (subject, NATION))
    if subject not in ind.groups.index or own is None or nation is None:
        return ()
    row = ind.groups.loc[subject]
    if row["structure"] is None or row["variety"] is None:
        return ()
    evidence = {DIVERSIFICATION: own, "national": nation}
    title = f"t.group_{row['structure']}_{row['variety']}"
    claims = [Claim(title, "L5", {}, evidence=evidence)]
    if row["structure_plain"] not in (None, row["structure"]):
        other: dict[str, Slot] = {"group": TextSlot(f"group.{row['structure_plain']}")}
        claims.append(Claim("group.differs", "L5", other))
    return tuple(claims)
