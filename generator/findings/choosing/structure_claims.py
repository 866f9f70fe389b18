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
    Year,
)
from generator.findings.indifference import compared
from generator.findings.measures import DIVERSIFICATION, FIRST_YEAR, PER_CAPITA, VARIANCE
from generator.findings.measuring.frame_cells import cell, row_of
from generator.findings.measuring.indicators import Indicators
from generator.findings.measuring.peers import CUT_OFF, MEDIAN, Peer
from generator.findings.measuring.ranks import RankPosition
from generator.findings.measuring.section_tables import NONE, variety_without

NOTICEABLE = 1.1
"""A share is called larger than the nation's from this ratio on."""
LEAST_SECTIONS = 3
"""Sections that an economy needs for its two largest differences to be named."""
MINING = "B"
"""Section whose ebb alone makes an economy look more varied."""
LARGE_MINING = 10.0
"""Share of mining in GRP, per cent, from which on variety is looked at without it too."""
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
    """Give the largest section's share in GDP by name; the head has its share in the region."""
    found = largest_section(ind, subject)
    if found is None:
        return None
    section, share = found
    national = _national_share(ind, section)
    if national <= 0:
        return None
    slots: dict[str, Slot] = {
        "industry": IndustrySlot(section),
        "share": Number(national, 1, "percent"),
    }
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
    """Say whether the economy is more or less diversified, when the indices agree (L6).

    Entropy and concentration (HHI) must place the region in the same third of the regions, and so
    must entropy without mining where mining is large; otherwise nothing is said. First and last by
    both are named as such.
    """
    entropy, hhi = ind.place(DIVERSIFICATION, subject), ind.place("hhi", subject)
    if entropy is None or hhi is None:
        return None
    third = entropy.of / 3
    from_entropy = _third(entropy.rank, third)
    thirds = {from_entropy, _third(hhi.of + 1 - hhi.rank, third)}
    evidence = {"entropy_rank": float(entropy.rank), "hhi_rank": float(hhi.rank)}
    if cell(ind.shares_in_grp, subject, MINING) * 100 >= LARGE_MINING:
        evidence["rank_without_mining"] = _rank_without_mining(ind, subject)
        thirds.add(_third(evidence["rank_without_mining"], third))
    if len(thirds) > 1:
        return None
    end = _end(ind, entropy, hhi)
    if end:
        number: dict[str, Slot] = {"n_regions": Count(entropy.of)}
        return Claim(f"variety.head_{end}", "L6", number, evidence=evidence)
    key = ("variety.head_more", "variety.head_middle", "variety.head_less")[from_entropy]
    return Claim(key, "L6", {}, evidence=evidence)


def _rank_without_mining(ind: Indicators, subject: str) -> float:
    others = variety_without(ind.tables[ind.year], MINING)
    return float(1 + sum(value > others[subject] for value in others.values()))


def _end(ind: Indicators, entropy: RankPosition, hhi: RankPosition) -> str:
    """Say whether a region is the most or the least varied by both indices, alone among all."""
    if entropy.of < ind.regions or entropy.tied > 1 or hhi.tied > 1:
        return ""
    ranks = (entropy.rank, hhi.of + 1 - hhi.rank)
    return "most" if ranks == (1, 1) else "least" if ranks == (entropy.of, hhi.of) else ""


def _third(rank: float, third: float) -> int:
    """0 for the upper third of the ranks, 1 for the middle, 2 for the lower."""
    return 0 if rank <= third else 1 if rank <= 2 * third else 2


def variety(ind: Indicators, subject: str) -> Claim | None:
    """State DIV, its place among the regions and its two parts."""
    parts = [ind.value(name, subject) for name in (DIVERSIFICATION, "uv_nat", "rv_nat")]
    div, uv, rv = parts
    place = ind.place(DIVERSIFICATION, subject)
    if place is None or div is None or uv is None or rv is None:
        return None
    slots: dict[str, Slot] = {"div": Number(div, 2), "uv": Number(uv, 2), "rv": Number(rv, 2)}
    ranked: dict[str, Slot] = {"rank": Rank(place.rank, place.tied), "n_regions": Count(place.of)}
    return Claim("div.entropy_rank", "L1", {**slots, **ranked})


def variety_over_time(ind: Indicators, subject: str) -> Claim | None:
    """Tell the path of the diversification index (L22)."""
    series = ind.series(DIVERSIFICATION, subject)
    return series_claim(DIVERSIFICATION, {y: v for y, v in series.items() if y >= FIRST_YEAR})


def variety_without_mining(ind: Indicators, subject: str) -> Claim | None:
    """State diversification with and without mining at both ends of the series (L2).

    ``None`` where mining is below a tenth of output at both ends, or a value is missing.
    """
    whole = {y: v for y, v in ind.series(DIVERSIFICATION, subject).items() if y >= FIRST_YEAR}
    if len(whole) < 2:
        return None
    ends = min(whole), max(whole)
    tables = [ind.tables.get(year, NONE) for year in ends]
    mined = [cell(table.in_grp, subject, MINING) * 100 for table in tables]
    apart = [variety_without(table, MINING).get(subject) for table in tables]
    before, now = apart
    if before is None or now is None or not any(share >= LARGE_MINING for share in mined):
        return None
    slots: dict[str, Slot] = {
        "y0": Year(ends[0]),
        "y1": Year(ends[1]),
        "v0": Number(whole[ends[0]], 2),
        "v1": Number(whole[ends[1]], 2),
        "u0": Number(before, 2),
        "u1": Number(now, 2),
    }
    evidence = {"mining_before": mined[0], "mining_now": mined[1]}
    return Claim("div.without_mining", "L2", slots, evidence=evidence)


def variance_change(ind: Indicators, subject: str) -> Claim | None:
    """Tell the path of the weighted variance (L22)."""
    return variance_claim(ind.series(VARIANCE, subject))


def difference_head(ind: Indicators, subject: str) -> Claim | None:
    """Say how far the structure is from the nation's, compared with other regions (L5).

    The first and the last alone among all regions are named as such; nothing is said where the
    unweighted variance puts the region on the other side of the middle.
    """
    place = ind.place(VARIANCE, subject)
    if place is None or not _sides_agree(place, ind.place("lq_var_pop", subject)):
        return None
    evidence = {"rank": float(place.rank), "of": float(place.of)}
    if place.tied == 1 and place.of >= ind.regions and place.rank in (1, place.of):
        end = "most" if place.rank == 1 else "least"
        return Claim(f"difference.head_{end}", "L5", {}, evidence=evidence)
    third = _third(place.rank, place.of / 3)
    key = ("difference.head_far", "difference.head_middle", "difference.head_close")[third]
    return Claim(key, "L5", {}, evidence=evidence)


def _sides_agree(place: RankPosition, other: RankPosition | None) -> bool:
    """Say whether two ranks are not on different sides of the middle of the regions."""
    if other is None:
        return True
    sides = [2 * each.rank + each.tied - 1 - (each.of + 1) for each in (place, other)]
    return sides[0] * sides[1] >= 0


def difference(ind: Indicators, subject: str) -> Claim | None:
    """Name the two sections whose shares differ most from the nation's (L1)."""
    own, nation = row_of(ind.shares_in_grp, subject), row_of(ind.shares_in_grp, NATION)
    gaps = {name: abs(own[name] - nation.get(name, math.nan)) for name in own}
    if len(gaps) < LEAST_SECTIONS or any(map(math.isnan, gaps.values())):
        return None
    first, second = sorted(gaps, key=lambda name: -gaps[name])[:2]
    slots: dict[str, Slot] = {
        "industry": IndustrySlot(first),
        "share0": Number(own[first] * 100, 1, "percent"),
        "share1": Number(nation[first] * 100, 1, "percent"),
        "industry0": IndustrySlot(second),
        "v0": Number(own[second] * 100, 1, "percent"),
        "u0": Number(nation[second] * 100, 1, "percent"),
    }
    return Claim("difference.sections", "L1", slots)


def quadrant(ind: Indicators, subject: str) -> Claim | None:
    """Say on which side a region is: of the nation in output per head, of the median in variety.

    The nation's entropy is no yardstick: a whole is more varied than most of its parts.
    """
    measures = {
        PER_CAPITA: ind.value(PER_CAPITA, NATION),
        DIVERSIFICATION: ind.median(DIVERSIFICATION),
    }
    sides = []
    for measure, yardstick in measures.items():
        own = ind.value(measure, subject)
        side = 0 if own is None or yardstick is None else compared(measure, own, yardstick)
        if not side:
            return None
        sides.append("above" if side > 0 else "below")
    return Claim(f"quadrant.{'_'.join(sides)}", "L1")


def above_nation(ind: Indicators, subject: str) -> Claim | None:
    """Count the sections whose share is clearly above the nation's; ``None`` without any."""
    found = quotients(ind, subject)
    above = sum(compared("location_quotient", each, 1) > 0 for each in found.values())
    slots: dict[str, Slot] = {"k": Count(above), "n_all": Count(len(found))}
    return Claim("t.above", "L1", slots) if above else None


def key_sections(ind: Indicators, subject: str) -> tuple[str, ...]:
    """List the sections that mark a region's economy (L7), the most over-represented first.

    A section whose share is no longer above the nation's marks it no more.

    Empty without any, or with too short a history to tell.
    """
    if subject not in ind.key_industries.index:
        return ()
    chosen = ind.key_industries.T[subject].fillna(value=False)
    keys = (str(name) for name, is_key in chosen.items() if is_key)
    names = [name for name in keys if not cell(ind.lq, subject, name) <= 1]
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


def peer_cut_off(ind: Indicators, found: tuple[Peer, ...]) -> Claim | None:
    """Say from which distance on regions are not called similar; ``None`` without any peer."""
    if not found:
        return None
    slots: dict[str, Slot] = {
        "v": Number(ind.distances[CUT_OFF] * 100, 1, "percent"),
        "u": Number(ind.distances[MEDIAN] * 100, 1, "percent"),
    }
    return Claim("twin.cut_off", "note", slots)


def group(ind: Indicators, subject: str) -> tuple[Claim, ...]:
    """Name the group of the region: distance from the national structure, and variety.

    Variety is compared with that of the median region.

    The group by the unweighted variance is named too where it is another one.
    """
    own, middle = ind.value(DIVERSIFICATION, subject), ind.median(DIVERSIFICATION)
    if subject not in ind.groups.index or own is None or middle is None:
        return ()
    row = ind.groups.loc[subject]
    if row["structure"] is None:
        return ()
    evidence = {DIVERSIFICATION: own, "median": middle}
    variety = ("equal", "above", "below")[compared(DIVERSIFICATION, own, middle)]
    title = f"t.group_{row['structure']}_{variety}"
    claims = [Claim(title, "L5", {}, evidence=evidence)]
    if row["structure_plain"] not in (None, row["structure"]):
        other: dict[str, Slot] = {"group": TextSlot(f"group.{row['structure_plain']}")}
        claims.append(Claim("group.differs", "L5", other))
    return tuple(claims)
